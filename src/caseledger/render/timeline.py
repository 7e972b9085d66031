"""The story of a case on a screen: dates, a coloured rail of standings, and who says so."""

from collections.abc import Iterator, Sequence

from caseledger.domain.case import Person, Source
from caseledger.domain.dates import Form
from caseledger.domain.standing import Mark, Standing
from caseledger.domain.timeline import GAP, Due, Row, Timeline
from caseledger.domain.windows import Window, date_of
from caseledger.domain.world import NOWHERE
from caseledger.render.date_words import day_words
from caseledger.render.deadline_words import STYLES, DeadlineWords
from caseledger.render.screen import Line, Screen, Span, columns_of, drawn, padded, visible, wrapped
from caseledger.render.sentences import Speech
from caseledger.render.timeline_dues import obligation
from caseledger.render.wording import Wording

WIDE = 100
"""From so many columns the standing has a column of its own beside the rail."""

MOST_RAILS = 4
"""A rail for each of so many people; with more the changes are only named."""

LONGEST_LABEL = 40
DAYS_IN_MONTH = 30.44

WORDS = {
    "en": {
        "after": "after {day}",
        "sources": "Sources",
        "nothing": "nothing is recorded",
        "hidden": "{count} more with --all",
        "months": "{count} months",
        "month": "1 month",
        "years": "{count} years",
        "year": "1 year",
        "days": "{count} days",
        "unsourced": "no source",
        "all": "all",
        "not-yet": "perhaps not by this day",
        "since": "since {date}",
    },
    "ru": {
        "after": "после {day}",
        "sources": "Источники",
        "nothing": "записей нет",
        "hidden": "ещё {count} с --all",
        "months": "{count} мес.",
        "month": "1 мес.",
        "years": "{count} г.",
        "year": "1 г.",
        "days": "{count} дн.",
        "unsourced": "без источника",
        "all": "все",
        "not-yet": "возможно, ещё не к этому дню",
        "since": "с {date}",
    },
}


def timeline_text(story: Timeline, speech: Speech, screen: Screen) -> str:
    """Draw a timeline."""
    return drawn(_Drawing(story, speech, screen).lines(), screen)


class _Drawing:
    """One timeline on its way to lines; keeps the widths that its columns share."""

    def __init__(self, story: Timeline, speech: Speech, screen: Screen) -> None:
        self.story, self.speech, self.screen = story, speech, screen
        self.words = WORDS[speech.lang]
        self.deadlines = DeadlineWords(Wording(speech, story.day))
        self.marks = self._numbered()
        self.now: dict[str, Mark] = {}
        self.wide = screen.width is None or screen.width >= WIDE
        self.dates = max((columns_of(self._date(one)) for one in story.told()), default=0)
        if screen.width is not None:
            self.dates = min(self.dates, max(11, screen.width // 4))
        longest = max(
            (columns_of(text) for row in story.rows for text, _ in self._labels(row)), default=0
        )
        self.labels = min(longest, LONGEST_LABEL) if self.wide else 0

    def _numbered(self) -> dict[str, int]:
        """Number the sources in the order in which the rows cite them."""
        cited = [citation.source for row in self.story.rows for citation in row.event.sources]
        return {source: number for number, source in enumerate(dict.fromkeys(cited), start=1)}

    def lines(self) -> Iterator[Line]:
        yield from self._head()
        if not self.story.rows and not self.story.due:
            yield ((self.words["nothing"], "quiet"),)
        ahead = False
        for one in self.story.told():
            if one.ahead and not ahead:
                ahead = True
                yield ((self._rule(), "quiet"),)
            yield from self._row(one) if isinstance(one, Row) else self._due(one)
        yield from self._legend()

    def _head(self) -> Iterator[Line]:
        case = self.story.case
        for text in wrapped(visible(case.title), self.screen.width):
            yield ((text, "title"),)
        day = day_words(self.story.day, self.speech.lang)
        dash = self.screen.sign("·", "-")
        yield ((f"{case.id} {dash} {day}", "quiet"),)
        for person in self.story.people:
            yield from self._stands(person)
        yield ()

    def _stands(self, person: Person) -> Iterator[Line]:
        """Where a person stands on the day, in one sentence."""
        now = self.story.standings[person.id]
        label = self._standing(Mark(now.code, now.certain is True))
        place = "" if now.location == NOWHERE else f", {self.speech.state(now.location)}"
        since = f", {self._since(now)}" if now.since and now.since.latest else ""
        yield from self._whole(
            [
                (f"{visible(self.speech.person(person))}: ", "strong"),
                (label, now.code),
                (place + since, ""),
            ]
        )

    def _since(self, now: Standing) -> str:
        """From when the standing holds, as exactly as all sources together say it."""
        if now.since is None or now.since.latest is None:
            return ""
        began = date_of(Window(now.since.earliest, now.since.latest))
        words = self.speech.date(began)
        return self.words["since"].format(date=words) if began.form is Form.POINT else words

    def _whole(self, spans: Sequence[Span]) -> Iterator[Line]:
        """Break styled text over the whole width."""
        yield from _cut(spans, wrapped("".join(text for text, _ in spans), self.screen.width))

    def _rule(self) -> str:
        words = self.words["after"].format(day=day_words(self.story.day, self.speech.lang))
        dash = self.screen.sign("─", "-")
        return f"{dash * 2} {words} {dash * 2}"

    # One row

    def _row(self, row: Row) -> Iterator[Line]:
        if row.silence > GAP and not row.ahead:
            yield from self._silence(row.silence)
        dates = wrapped(self._date(row), self.dates)
        self._follow(row)
        labels = self._labels(row)
        body = self._body(row)
        if not self.wide and labels:
            arrow = self.screen.sign("▸ ", "> ")
            body += [((arrow, label[1]), label) for label in labels]
            labels = []
        style = "scheduled" if row.ahead else "strong"
        for index in range(max(len(dates), len(labels), len(body))):
            yield self._joined(row, index, (dates, style), labels, body)

    def _joined(
        self,
        row: Row | Due,
        index: int,
        dates: tuple[Sequence[str], str],
        labels: Sequence[Span],
        body: Sequence[Line],
    ) -> Line:
        texts, date_style = dates
        date = padded(texts[index] if index < len(texts) else "", self.dates)
        label, style = labels[index] if index < len(labels) else ("", "")
        column = [(padded(label, self.labels), style), ("  ", "")] if self.labels else []
        text = body[index] if index < len(body) else ()
        return (
            (date, date_style),
            ("  ", ""),
            *self._rails(row, index),
            *column,
            *text,
        )

    def _follow(self, row: Row) -> None:
        """Carry the standings on: the rail below an event shows where it left people."""
        self.now.update(row.standing)

    def _rails(self, row: Row | Due, index: int) -> list[Span]:
        people = self.story.people if len(self.story.people) <= MOST_RAILS else ()
        spans: list[Span] = []
        for person in people:
            style = "" if row.ahead else self._style(person.id)
            spans.append((self._rail_sign(row, person.id, index), style))
        return [*spans, (" ", "")] if spans else []

    def _style(self, person: str) -> str:
        return self.now[person].code if person in self.now else "quiet"

    def _rail_sign(self, row: Row | Due, person: str, index: int) -> str:
        if row.ahead:
            return self.screen.sign("┆", ":") if index else self.screen.sign("○", "o")
        if index or person not in row.people:
            return self.screen.sign("┃", "|")
        if isinstance(row, Due):
            return self.screen.sign("◇", "!")
        certain = self._certain(row)
        return self.screen.sign("●", "*") if certain else self.screen.sign("○", "o")

    def _certain(self, row: Row) -> bool:
        """Whether the event has certainly taken place by the day."""
        return row.event.state == "happened" and row.occurrence.window.ended_by(self.story.day)

    def _labels(self, row: Row) -> list[Span]:
        """The standings that this event changed, in words; once where all changed alike."""
        if len(row.changed) > 1 and len({row.standing[p] for p in row.changed}) == 1:
            mark = row.standing[row.changed[0]]
            whom = self.words["all"] if row.changed == row.people else self._names(row.changed)
            return [(f"{whom}: {self._standing(mark)}", mark.code)]
        several = len(self.story.case.people) > 1
        return [
            (
                f"{self._names([p])}: " * several + self._standing(row.standing[p]),
                row.standing[p].code,
            )
            for p in row.changed
        ]

    def _names(self, people: Sequence[str]) -> str:
        return visible(", ".join(p.label for p in self.story.people if p.id in people))

    def _standing(self, mark: Mark) -> str:
        label = self.speech.vocabulary.standing_label(mark.code, self.speech.lang)
        return label if mark.sure else f"{label} ?"

    def _date(self, row: Row | Due) -> str:
        if isinstance(row, Due):
            return day_words(row.day, self.speech.lang)
        event = row.event
        date = event.until if row.ends else (event.for_ if row.ahead and event.for_ else event.date)
        return self.speech.date(date or event.date)

    def _body(self, row: Row) -> list[Line]:
        """What happened, the details, what sources say differently, and the note."""
        lines = self._flowed(self._headline(row))
        if row.ends:
            return lines
        for one in row.differing:
            lines += self._flowed(
                [(visible(self.speech.differing(one)), "warning"), *self._mark([one.source])]
            )
        if row.event.note:
            lines += self._flowed([(visible(row.event.note.strip()), "quiet")])
        return lines

    def _headline(self, row: Row) -> list[Span]:
        event, kind = row.event, row.occurrence.kind
        ended = f"{self.speech.word('ends')}: " if row.ends else ""
        spans: list[Span] = [(visible(ended + self.speech.event(event, kind)), "")]
        state = self._state(row)
        details = [] if row.ends else self.speech.details(event, kind)
        if details:
            spans.append((visible(": " + ", ".join(details)), ""))
        whom = self.speech.whom(row, self.story.case)
        if whom:
            dash = self.screen.sign("–", "-")
            spans.append((f" {dash} {visible(whom)}", "strong"))
        if state:
            spans.append((f" ({state})", "warning"))
        cited = [citation.source for citation in event.sources]
        return spans + self._mark(dict.fromkeys(cited) if cited else ())

    def _state(self, row: Row) -> str:
        state = row.event.state
        if row.ends or self._certain(row):
            return ""
        if state == "happened":
            return self.words["not-yet"]
        if state == "scheduled" and not row.ahead:
            return f"{self.speech.word('scheduled')}, {self.speech.word('no-word')}"
        return self.speech.word(state)

    def _mark(self, sources: object) -> list[Span]:
        numbers = "".join(f"[{self.marks[source]}]" for source in sources if source in self.marks)  # type: ignore[attr-defined]
        return (
            [(f" {numbers}", "quiet")]
            if numbers
            else [(f" [{self.words['unsourced']}]", "warning")]
        )

    def _due(self, due: Due) -> Iterator[Line]:
        """A deadline: what must be done, by whom, and that it was not, where its day is over."""
        body = self._flowed(list(obligation(due, self.story, self.deadlines, self.screen)))
        dates = wrapped(self._date(due), self.dates)
        style = STYLES.get(due.one.state, "scheduled")
        for index in range(max(len(dates), len(body))):
            yield self._joined(due, index, (dates, style), (), body)

    def _room(self) -> int | None:
        """The columns that are left for the text."""
        if self.screen.width is None:
            return None
        rails = len(self.story.people) + 1 if len(self.story.people) <= MOST_RAILS else 0
        column = self.labels + 2 if self.labels else 0
        return max(self.screen.width - self.dates - 2 - rails - column, 16)

    def _flowed(self, spans: Sequence[Span]) -> list[Line]:
        """Break styled text into lines of the room that is left, keeping the styles."""
        room = self._room()
        texts = wrapped("".join(text for text, _ in spans), room)
        return list(_cut(spans, texts))

    # Around the rows

    def _silence(self, days: int) -> Iterator[Line]:
        dots = self.screen.sign("…", "...")
        text = f"{dots} {self._duration(days)} {dots}"
        rails = [(self.screen.sign("┊", ":"), self._style(p.id)) for p in self.story.people]
        rails = rails if len(rails) <= MOST_RAILS else []
        yield ((padded("", self.dates + 2), ""), *rails, (" ", ""), (text, "quiet"))

    def _duration(self, days: int) -> str:
        months = round(days / DAYS_IN_MONTH)
        if months >= 24:  # noqa: PLR2004 - from two years on, years
            return self._counted("year", round(days / 365.25))
        return self._counted("month", max(months, 1))

    def _counted(self, unit: str, count: int) -> str:
        return self.words[unit] if count == 1 else self.words[f"{unit}s"].format(count=count)

    def _legend(self) -> Iterator[Line]:
        yield ()
        if self.marks:
            yield ((self.words["sources"], "quiet"),)
        for key, number in self.marks.items():
            source = self.story.case.source(key)
            mark = f"[{number}] "
            room = self.screen.width - len(mark) if self.screen.width else None
            for index, text in enumerate(wrapped(self._source(key, source), room)):
                yield ((mark if index == 0 else " " * len(mark), "quiet"), (text, ""))
        if self.story.left_out:
            yield ((self.words["hidden"].format(count=self.story.left_out), "quiet"),)

    def _source(self, key: str, source: Source | None) -> str:
        if source is None:
            return key
        published = self.speech.date(source.published) if source.published else ""
        reliability = (
            "" if source.reliability == "unknown" else self._reliability(source.reliability)
        )
        said = ", ".join(
            text for text in (source.publisher, source.title, published, reliability) if text
        )
        return visible(f"{key}: {said}" if said else key)

    def _reliability(self, code: str) -> str:
        return self.speech.vocabulary.word("reliability", code, self.speech.lang)


def _cut(spans: Sequence[Span], texts: Sequence[str]) -> Iterator[Line]:
    """Give each line of broken text the styles of the spans that it came from."""
    styles = [style for text, style in spans for _ in text]
    whole = "".join(text for text, _ in spans)
    start = 0
    for text in texts:
        start = whole.index(text[:1], start) if text else start
        end = start + len(text)
        yield tuple(_grouped(whole[start:end], styles[start:end]))
        start = end


def _grouped(text: str, styles: Sequence[str]) -> Iterator[Span]:
    begin = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or styles[index] != styles[begin]:
            yield (text[begin:index], styles[begin])
            begin = index
