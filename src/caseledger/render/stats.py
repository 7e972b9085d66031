"""Numbers: tables with bars for the screen, rows for spreadsheets, the public JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from caseledger.domain.stats.answers import Answer, Numbers
from caseledger.domain.stats.counting import NONE, Count
from caseledger.domain.stats.counting import Table as Counts
from caseledger.domain.stats.rates import OUTCOME, Rate
from caseledger.domain.windows import Window
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page, above, draw, written
from caseledger.render.person_data import iso
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.render.stats_words import Labels, number, percent
from caseledger.render.table import GAP, Cell, Column, Row, Table
from caseledger.render.wording import Wording

LONGEST_BAR, SHORTEST_BAR = 24, 6
"""Columns of the screen."""

SHEET = ("by", "value", "by_2", "value_2", "unit", "as_of", "audience", "least", "most")
"""The columns of a spreadsheet: one row a number, also of several tables."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Numbers with their words: what every format is made from."""

    numbers: Numbers
    envelope: Envelope
    labels: Labels

    @property
    def day(self) -> str:
        """The day of the numbers, in words."""
        day = self.numbers.question.day
        return self.labels.wording.window(Window(day, day))

    @property
    def unit(self) -> str:
        """What is counted, in words."""
        return self.labels.word(self.numbers.question.unit)

    def head(self, key: str) -> str:
        """Write a title that names the unit and the day."""
        return self.labels.word(key, unit=self.unit, day=self.day)

    def title(self, answer: Answer) -> str:
        """Say what a table counts, by what, on which day."""
        names = [self.labels.dimension(one).lower() for one in answer.table.by]
        first, second = (*names, "")[:2]
        key = "cross" if second else "by"
        return self.labels.word(key, unit=self.unit, day=self.day, first=first, second=second)

    def ordered(self, table: Counts, dimension: str) -> list[str]:
        """Return the values of a dimension in their order; of states the most frequent first."""
        place = table.by.index(dimension)
        size = dict.fromkeys(table.values(dimension), 0)
        for key, count in table.cells.items():
            size[key[place]] -= count.most
        by_size = dimension in ("citizenship", "host")

        def order(code: str) -> tuple[object, ...]:
            last, *rest = self.labels.place(dimension, code)
            return (last, size[code] if by_size else 0, *rest)

        return sorted(size, key=order)


def output(
    numbers: Numbers, envelope: Envelope, wording: Wording, form: str, screen: Screen
) -> str:
    """Write numbers in a format. Only the format *table* has bars."""
    sheets = Sheets(numbers, envelope, Labels(wording, numbers.question.period))
    if form == "md":
        return _markdown(sheets, screen)

    def drawing(screen: Screen) -> str:
        return _drawn(sheets, screen, bars=form == "table")

    page = Page(envelope, _data(sheets), _sheet(sheets), drawing)
    return written(page, form, screen)


# For people


def _drawn(sheets: Sheets, screen: Screen, *, bars: bool) -> str:
    parts = []
    for answer in sheets.numbers.answers:
        if len(answer.table.by) == 1:
            table = _column(sheets, answer, _bars(sheets, answer, screen) if bars else {})
        else:
            parts.append(_lines([sheets.title(answer)], screen, "strong"))
            table = _cross(sheets, answer)
        parts.append(draw(table, screen, rule=bars) + "\n")
        if answer.rates:
            parts.append(draw(_rates(sheets, answer), screen, rule=bars) + "\n")
    return "".join(parts) + _lines(_remarks(sheets), screen, "quiet")


def _lines(texts: Sequence[str], screen: Screen, style: str) -> str:
    lines: list[Line] = [
        ((line, style),) for text in texts for line in wrapped(visible(text), screen.width)
    ]
    return drawn(lines, screen)


def _markdown(sheets: Sheets, screen: Screen) -> str:
    """Write each table under its title, and what is to be known of the numbers as a list."""
    bare = replace(sheets.envelope, heard_by=None, known=None)
    parts = [above(sheets.envelope.heard_by, sheets.envelope.known, Screen(lang=screen.lang))]
    for answer in sheets.numbers.answers:
        crossed = len(answer.table.by) > 1
        tables = [_cross(sheets, answer) if crossed else _column(sheets, answer, {})]
        tables += [_rates(sheets, answer)] if answer.rates else []
        parts.append(f"**{sheets.title(answer)}**\n\n")
        parts += [written(Page(bare, [], table), "md", screen) + "\n" for table in tables]
    return "".join(parts) + "".join(f"- {visible(text)}\n" for text in _remarks(sheets))


def _column(sheets: Sheets, answer: Answer, bars: Mapping[str, str]) -> Table:
    """Lay out a table of one dimension, with a bar behind each number."""
    table = answer.table
    dimension = table.by[0]
    rows: list[Row] = []
    for code in sheets.ordered(table, dimension):
        label = sheets.labels.value(dimension, code)
        style = code if dimension == "standing" else ""
        rows.append((Cell(label, style), Cell(number(table.cells[code,]))))
    rows.append((Cell(sheets.labels.word("all"), "strong"), Cell(number(table.total), "strong")))
    columns = [
        Column(dimension, sheets.labels.dimension(dimension), least=16, head=True),
        Column("count", sheets.head("on"), head=True, least=9),
    ]
    if bars:
        drawn_bars = [*(bars[code] for code in sheets.ordered(table, dimension)), ""]
        rows = [(*row, Cell(bar)) for row, bar in zip(rows, drawn_bars, strict=True)]
        columns.append(Column("bar", "", keep=True))
    return Table(tuple(columns), tuple(rows))


def _bars(sheets: Sheets, answer: Answer, screen: Screen) -> Mapping[str, str]:
    """Draw a bar for each number, solid to the least and light to the most; none where narrow."""
    taken = sum(
        max(
            columns_of(visible(text))
            for text in (column.title, *(row[index].text for row in table.rows))
        )
        for table in [_column(sheets, answer, {})]
        for index, column in enumerate(table.columns)
    )
    room = LONGEST_BAR
    if screen.width is not None:
        room = min(room, screen.width - taken - 2 * GAP)
    cells = {key[0]: count for key, count in answer.table.cells.items()}
    top = max((count.most for count in cells.values()), default=0)
    if room < SHORTEST_BAR or not top:
        return {}
    return {code: _bar(count, top, room, screen) for code, count in cells.items()}


def _bar(count: Count, top: int, room: int, screen: Screen) -> str:
    solid, whole = (-(-room * many // top) for many in (count.least, count.most))
    return screen.sign("█", "#") * solid + screen.sign("░", ".") * (whole - solid)


def _cross(sheets: Sheets, answer: Answer) -> Table:
    """Lay out a table of two dimensions; what counts several times is in the totals once."""
    table = answer.table
    down, across = table.by
    codes = sheets.ordered(table, across)
    rows = [
        (
            Cell(sheets.labels.value(down, code)),
            *(Cell(_shown(table.cells.get((code, other)))) for other in codes),
            Cell(number(answer.margins[down].cells[code,])),
        )
        for code in sheets.ordered(table, down)
    ]
    total = sheets.labels.word("all")
    below = [number(answer.margins[across].cells[code,]) for code in codes]
    rows.append(tuple(Cell(text, "strong") for text in (total, *below, number(table.total))))
    columns = (
        Column(down, sheets.labels.dimension(down), least=12, head=True),
        *(Column(code, sheets.labels.value(across, code), least=6) for code in codes),
        Column("total", total),
    )
    return Table(columns, tuple(rows))


def _shown(count: Count | None) -> str:
    return "" if count is None or count == NONE else number(count)


def _rates(sheets: Sheets, answer: Answer) -> Table:
    """Lay out the rates: of all, and of each value of the other dimension."""
    others = [one for one in answer.table.by if one != OUTCOME]
    codes = ["", *(sheets.ordered(answer.table, others[0]) if others else [])]
    word = sheets.labels.word
    rows = []
    for code in codes:
        recognition, total = answer.rates[code]
        name = sheets.labels.value(others[0], code) if code else word("all")
        shares = (percent(rate, word("undefined")) for rate in (recognition, total))
        numbers = (number(recognition.decided), number(recognition.closed))
        rows.append(tuple(Cell(text) for text in (name, *shares, *numbers)))
    columns = (
        Column("of", sheets.labels.dimension(others[0]) if others else word("rates"), head=True),
        Column("recognition", word("recognition")),
        Column("total", word("total")),
        Column("decided", sheets.head("decided")),
        Column("closed", word("closed")),
    )
    return Table(columns, tuple(rows))


def _remarks(sheets: Sheets) -> list[str]:
    """Say what the numbers do not say themselves."""
    labels, numbers = sheets.labels, sheets.numbers
    files = labels.word("file" if numbers.unread == 1 else "files", value=str(numbers.unread))
    recorded = labels.wording.window(Window(numbers.recorded, numbers.recorded))
    tables = [answer.table for answer in numbers.answers if answer.table.overlaps]
    twice = dict.fromkeys(labels.dimension(one).lower() for table in tables for one in table.by)
    values = {"unread": files, "revised": recorded, "overlap": ", ".join(twice)}
    only = ", ".join(f"{labels.word(f'{k}-option')} {v}" for k, v in _filters(numbers).items())
    said = [labels.word("note-only", value=only)] if only else []
    return said + [labels.word(f"note-{n}", value=values.get(n, "")) for n in numbers.remarks]


def _filters(numbers: Numbers) -> Mapping[str, str]:
    """Return what was asked for, by the name of the option, as codes."""
    asked = numbers.question
    found = {
        "track": " ".join(sorted(asked.tracks)),
        "country": " ".join(sorted(asked.countries)),
        "citizenship": " ".join(sorted(asked.citizenships)),
        "tag": " ".join(sorted(asked.tags)),
        "from": iso(asked.span.earliest) or "",
        "to": iso(asked.span.latest) or "",
    }
    return {name: words for name, words in found.items() if words}


# For machines


def _sheet(sheets: Sheets) -> Table:
    """Lay out every number of every table as a row of its own."""
    question = sheets.numbers.question
    audience = "public" if sheets.numbers.public else "internal"
    about = (question.unit, iso(question.day) or "", audience)
    rows = [
        (*place, *about, str(count.least), str(count.most))
        for answer in sheets.numbers.answers
        for place, count in _places(sheets, answer)
    ]
    rows += [
        ("rate", rate.name, other, value, "percent", *about[1:], *_shares(rate))
        for answer in sheets.numbers.answers
        for other, value, rate in _each_rate(answer)
    ]
    columns = tuple(Column(key, key) for key in SHEET)
    return Table(columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def _places(sheets: Sheets, answer: Answer) -> Iterator[tuple[tuple[str, ...], Count]]:
    """Yield each number of a table with its dimensions and values, the total at the end."""
    table = answer.table
    orders = [sheets.ordered(table, dimension) for dimension in table.by]

    def order(key: tuple[str, ...]) -> list[int]:
        return [codes.index(code) for codes, code in zip(orders, key, strict=True)]

    first, second = (*table.by, "")[:2]
    for key in sorted(table.cells, key=order):
        yield (first, key[0], second, key[1] if second else ""), table.cells[key]
    yield (first, "total", second, "total" if second else ""), table.total


def _each_rate(answer: Answer) -> Iterator[tuple[str, str, Rate]]:
    other = next((one for one in answer.table.by if one != OUTCOME), "")
    for value, rates in answer.rates.items():
        for rate in rates:
            yield (other if value else ""), value, rate


def _shares(rate: Rate) -> tuple[str, str]:
    least, most = (
        "" if share is None else f"{float(100 * share):.2f}" for share in (rate.least, rate.most)
    )
    return least, most


def _data(sheets: Sheets) -> list[Mapping[str, object]]:
    """Return the public JSON: one object a table, each of which can stand alone."""
    numbers, question = sheets.numbers, sheets.numbers.question
    return [
        {
            "by": list(answer.table.by),
            "unit": question.unit,
            "as_of": iso(question.day),
            "audience": "public" if numbers.public else "internal",
            "period": question.period,
            "filters": dict(_filters(numbers)),
            "rows": [
                {"values": {k: v for k, v in ((a, b), (c, d)) if k}, **_count(count)}
                for (a, b, c, d), count in list(_places(sheets, answer))[:-1]
            ],
            "total": _count(answer.table.total),
            "overlap": answer.table.overlaps,
            "rates": [_rate_data(*one) for one in _each_rate(answer)],
            "remarks": list(numbers.remarks),
        }
        for answer in numbers.answers
    ]


def _count(count: Count) -> dict[str, object]:
    return {"least": count.least, "most": count.most}


def _rate_data(other: str, value: str, rate: Rate) -> Mapping[str, object]:
    least, most = (
        None if share is None else round(float(share), 4) for share in (rate.least, rate.most)
    )
    return {
        "rate": rate.name,
        "of": {other: value} if value else None,
        "least": least,
        "most": most,
        "decided": _count(rate.decided),
        "otherwise_closed": _count(rate.closed),
    }
