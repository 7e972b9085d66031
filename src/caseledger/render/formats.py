"""The output formats, by name. Each takes a page and a screen and returns the text to print."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.render.date_words import day_words
from caseledger.render.envelope import Data, Envelope, as_json, as_lines
from caseledger.render.screen import Screen, drawn, visible, wrapped
from caseledger.render.table import Cell, Table, columns, runs, shared_out, stacked
from caseledger.store.known import Known

MOST_FINE_ROWS = 200
"""Beyond so many rows a table is not wrapped any more: it would take too long."""

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included."""

HEARD = {"en": "As reported by {}", "ru": "По сообщениям на {}"}
"""Stands above what is not all that the ledger holds, by language."""

KNOWN = {
    "en": "As recorded in commit {} of {}",
    "ru": "По записям коммита {} от {}",
}
"""Stands above what the ledger said once, by language."""

_MARKDOWN = re.compile(r"([\\|`*_\[\]<>])")


@dataclass(frozen=True, slots=True)
class Page:
    """What a command has to say, before a format is chosen.

    ``data`` is the public JSON, ``table`` the same as rows; ``drawing`` is how it looks to people
    where that is not the table, ``fitted`` the table for a screen where that depends on its width,
    ``sheet`` what spreadsheets get where that is more, ``marked`` Markdown that is no table.
    """

    envelope: Envelope
    data: Data
    table: Table
    drawing: Callable[[Screen], str] | None = None
    fitted: Callable[[Screen], Table] | None = None
    sheet: Callable[[], Table] | None = None
    marked: Callable[[Screen], str] | None = None


def written(page: Page, name: str, screen: Screen) -> str:
    """Write a page in a format."""
    return FORMATS[name](page, screen)


def draw(table: Table, screen: Screen, *, rule: bool = True) -> str:
    """Draw a table for people: by Rich on a terminal, stacked where narrow, else as columns."""
    if screen.width is None or len(table.rows) > MOST_FINE_ROWS:
        return drawn(columns(table, screen, rule=rule), screen)
    widths = shared_out(table, screen.width)
    if widths is None:
        return drawn(stacked(table, screen), screen)
    from caseledger.render.rich_table import fine  # noqa: PLC0415 - Rich only where it is drawn

    return fine(table, widths, screen)


def above(heard_by: Day | None, known: Known | None, screen: Screen) -> str:
    """Say what is not the ledger of today: which commit, and up to which day it was reported.

    Nothing where neither was asked for.
    """
    words = []
    if known is not None:
        day = day_words(known.commit.when.date(), screen.lang)
        words.append(KNOWN[screen.lang].format(known.commit.short, day))
    if heard_by is not None:
        words.append(HEARD[screen.lang].format(day_words(heard_by, screen.lang)))
    lines = [((text, "warning"),) for one in words for text in wrapped(one, screen.width)]
    return drawn([*lines, ()], screen) if lines else ""


def _above(page: Page, screen: Screen) -> str:
    return above(page.envelope.heard_by, page.envelope.known, screen)


def _table(page: Page, screen: Screen) -> str:
    if page.drawing:
        return _above(page, screen) + page.drawing(screen)
    return _above(page, screen) + draw(page.fitted(screen) if page.fitted else page.table, screen)


def _plain(page: Page, screen: Screen) -> str:
    """Padded columns or the drawing without a terminal's width: nothing wrapped, no rule."""
    wide = Screen(None, screen.colour, screen.ascii_only, screen.lang)
    return _above(page, wide) + (
        page.drawing(wide) if page.drawing else draw(page.table, wide, rule=False)
    )


def _json(page: Page, screen: Screen) -> str:  # noqa: ARG001 - one shape for all formats
    return as_json(page.envelope.around(page.data))


def _jsonl(page: Page, screen: Screen) -> str:  # noqa: ARG001
    return as_lines([page.data] if isinstance(page.data, Mapping) else page.data)


def _csv(page: Page, screen: Screen) -> str:  # noqa: ARG001
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(_sheet(page))
    return text.getvalue()


def _sheet(page: Page) -> Iterator[list[str]]:
    """The rows of a spreadsheet, the keys of the columns first."""
    table = page.sheet() if page.sheet else page.table
    yield [column.key for column in table.columns]
    yield from ([_unarmed(_value(cell)) for cell in row] for row in table.rows)


def _unarmed(text: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(text) else shown


def _value(cell: Cell) -> str:
    return cell.text if cell.value is None else cell.value


def _tsv(page: Page, screen: Screen) -> str:  # noqa: ARG001
    """Tabs between cells; `visible` turns those inside into spaces."""
    return "".join("\t".join(row) + "\n" for row in _sheet(page))


def _md(page: Page, screen: Screen) -> str:
    """A table; with headings one below each. Else what the page has of its own."""
    if page.marked:
        return page.marked(screen)
    columns = page.table.columns
    head = ([_quoted(column.title) for column in columns], ["---"] * len(columns))
    parts = []
    for number, heading, rows in runs(page.table):
        title = f"**{_quoted(heading.text)}**\n\n" if heading else ""
        cells = (*head, *([_quoted(cell.text) for cell in row] for row in rows))
        lines = "".join(f"| {' | '.join(row)} |\n" for row in cells)
        parts.append(f"\n{title}{lines}" if number else f"{title}{lines}")
    first = _above(page, Screen(lang=screen.lang))
    return first + ("".join(parts) or "".join(f"| {' | '.join(row)} |\n" for row in head))


def _quoted(text: str) -> str:
    """Show characters that Markdown or HTML would act on as they are."""
    return _MARKDOWN.sub(r"\\\1", visible(text)).replace("&", "&amp;")


FORMATS: Mapping[str, Callable[[Page, Screen], str]] = {
    "table": _table,
    "plain": _plain,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "md": _md,
}
"""Every format; a new one is a function and a line here."""


def names() -> Sequence[str]:
    """Return the names of all formats."""
    return tuple(FORMATS)
