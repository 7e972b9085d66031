"""The card of a case: who stands where and why, what happened last, what comes, who says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.alerts import Alert
from caseledger.domain.card import Card
from caseledger.domain.case import Case, Person, Source
from caseledger.domain.coming import Coming
from caseledger.domain.deadlines.attention import besides
from caseledger.domain.deadlines.deadline import MISSED
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.standing import TrackState
from caseledger.domain.status import IN_CUSTODY, PersonNow, days_held
from caseledger.domain.windows import Window
from caseledger.domain.world import NOWHERE
from caseledger.render.alert_words import alert_sentence
from caseledger.render.card_words import TITLES, custody_words
from caseledger.render.case_data import case_data
from caseledger.render.deadline_data import deadline_data
from caseledger.render.deadline_lines import item_words, more_words
from caseledger.render.deadline_words import STYLES, DeadlineWords
from caseledger.render.deadlines import Item, items_of
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.person_data import person_data, span
from caseledger.render.screen import Line, Screen, columns_of, drawn, padded, visible, wrapped
from caseledger.render.status import called
from caseledger.render.table import Cell, Column, Table
from caseledger.render.wording import Wording

MOST_LABEL = 16
"""A label on the card takes at most so many columns; a longer one stands on a line of its own."""

LEAST_ROOM = 24
"""Columns that a fact needs beside its label; with less it stands below."""

MOST_OPEN, MOST_MISSED = 6, 3
"""So many deadlines that are open, and that were missed last, stand on the card."""

TOLD_BY_BARS = frozenset({"limbo", "threatened", "protected", "temporary"})
"""Standings that need no reason besides the threats and bars that the card lists."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: what it is about, and what is so."""

    label: str
    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a title; ``under`` is a line below the title in a style."""

    title: str
    facts: tuple[Fact, ...] = ()
    under: str = ""
    style: str = "quiet"


def page(card: Card, envelope: Envelope, wording: Wording) -> Page:
    """Lay out a card for every format."""
    sections = tuple(_Words(card, wording).sections())
    words = DeadlineWords(wording)

    def drawing(screen: Screen) -> str:
        return drawn(_lines(sections, screen), screen)

    data = {
        "case": case_data(card.case),
        "people": [person_data(one, card.day) for one in card.people],
        "last": [_happened(one) for one in card.last],
        "coming": [_coming(one) for one in card.coming],
        "deadlines": [deadline_data(one, words) for one in card.deadlines],
        "problems": card.problems,
    }
    return Page(envelope, data, _table(sections), drawing)


def _happened(one: Occurrence) -> dict[str, object]:
    return {"event": one.event.id, "kind": one.event.kind, "date": one.event.date.text}


def _coming(one: Coming) -> dict[str, object]:
    event = one.occurrence.event
    return {"event": event.id, "kind": event.kind, "when": span(one.when), "ends": one.ends}


def _table(sections: Sequence[Section]) -> Table:
    """The card as rows, for spreadsheets."""
    rows = []
    for section in sections:
        if section.under:
            rows.append((Cell(section.title), Cell(""), Cell(section.under)))
        rows += [(Cell(section.title), Cell(fact.label), Cell(fact.text)) for fact in section.facts]
    columns = (Column("part", "part"), Column("item", "item"), Column("value", "value"))
    return Table(columns, tuple(rows))


# Drawing


def _lines(sections: Sequence[Section], screen: Screen) -> Iterator[Line]:
    labels = [columns_of(visible(fact.label)) for s in sections for fact in s.facts]
    label = max((width for width in labels if width <= MOST_LABEL), default=0)
    for number, section in enumerate(sections):
        if number:
            yield ()
        for text in wrapped(visible(section.title), screen.width):
            yield ((text, "title"),)
        if section.under:
            yield from _under(section, screen)
        for fact in section.facts:
            yield from _fact(fact, label, screen)


def _under(section: Section, screen: Screen) -> Iterator[Line]:
    """Draw the line below a title: a standing behind a bar of its colour, or quiet words."""
    mark = "" if section.style == "quiet" else screen.sign("▌ ", "| ")
    text = section.under if not screen.ascii_only else section.under.replace(" · ", " - ")
    room = None if screen.width is None else screen.width - columns_of(mark)
    for words in wrapped(visible(text), room):
        yield ((f"{mark}{words}", section.style),)


def _fact(fact: Fact, width: int, screen: Screen) -> Iterator[Line]:
    label = f"  {visible(fact.label)}"
    indent = width + 4
    narrow = screen.width is not None and screen.width - indent < LEAST_ROOM
    if narrow or columns_of(label) > indent - 2:
        yield from (((f"  {text}", "quiet"),) for text in _wrapped_label(fact, screen))
        label = ""
        indent = 4 if narrow else indent
    room = None if screen.width is None else max(screen.width - indent, 1)
    for text in wrapped(visible(fact.text), room):
        yield ((padded(label, indent), "quiet"), (text, fact.style))
        label = ""


def _wrapped_label(fact: Fact, screen: Screen) -> list[str]:
    room = None if screen.width is None else screen.width - 2
    return wrapped(visible(fact.label), room)


# Words


@dataclass(frozen=True, slots=True)
class _Words:
    """One card on its way to words."""

    card: Card
    wording: Wording

    @property
    def titles(self) -> dict[str, str]:
        return TITLES[self.wording.speech.lang]

    def sections(self) -> Iterator[Section]:
        case = self.card.case
        summary = (Fact(self.titles["summary"], case.summary),) if case.summary else ()
        yield Section(case.title, summary, " · ".join(self._about(case)))
        for one in self.card.people:
            yield self._person(one)
        for title, facts in (
            ("deadlines", tuple(self._deadlines())),
            ("last", tuple(self._happened(one) for one in self.card.last)),
            ("next", tuple(self._coming(one) for one in self.card.coming)),
            ("sources", tuple(self._source(source) for source in case.sources)),
            ("file", tuple(self._file())),
        ):
            if facts:
                yield Section(self.titles[title], facts)

    def _about(self, case: Case) -> Iterator[str]:
        speech = self.wording.speech
        yield case.id
        yield speech.vocabulary.word("visibility", case.visibility, speech.lang)
        if case.tags:
            yield ", ".join(case.tags)
        if case.opened:
            yield self.titles["opened"].format(speech.date(case.opened))
        if any(one.closed for one in self.card.people):
            yield self.wording.words["closed"]
        yield self.titles["on"].format(self.wording.window(Window(self.card.day, self.card.day)))

    def _person(self, one: PersonNow) -> Section:
        since = one.standing.since
        under = self.wording.standing(one)
        under += f" · {self._began(one)}" if since else ""
        facts = [Fact(self.titles[key], text) for key, text in self._facts(one) if text]
        facts += [self._alert(alert) for alert in one.alerts]
        facts += [Fact(self.titles[key], text) for key, text in self._identity(one.person) if text]
        facts += [self._track(one, track) for track in one.standing.tracks]
        return Section(called(one), tuple(facts), under, one.standing.code)

    def _facts(self, one: PersonNow) -> Iterator[tuple[str, str]]:
        standing = one.standing
        if standing.code not in TOLD_BY_BARS or one.closed or one.person.same_as:
            yield "why", self.wording.why(one)
        if len(standing.possible) > 1:
            yield "possible", self.wording.possible(one)
        if not standing.possible_complete:
            yield "unsure", self.titles["incomplete"]
        yield "where", ", ".join(self.wording.place(code) for code in self._places(one))
        yield "liberty", self._liberty(one)
        for now in standing.exposures:
            events = ", ".join(dict.fromkeys(now.exposure.events))
            threat = self.wording.threat_now(now)
            threat = threat if now.certain else self.wording.words["doubtful"].format(threat)
            yield "threat", f"{threat} ({events})"
        for shield in standing.shields:
            yield "bar", f"{self.wording.bar(shield)} ({shield.shield.event})"

    def _alert(self, alert: Alert) -> Fact:
        speech = self.wording.speech
        words = alert_sentence(alert, speech.vocabulary, speech.lang)
        return Fact(self.titles["alert"], words, "warning" if alert.certain else "")

    def _identity(self, person: Person) -> Iterator[tuple[str, str]]:
        yield "citizenship", self._states(person.citizenship)
        if person.fears is not None and person.fears != person.citizenship:
            yield "fears", self._states(person.fears)
        yield "aliases", ", ".join(person.aliases)
        yield "groups", ", ".join(person.groups)
        yield "note", person.note or ""

    def _places(self, one: PersonNow) -> tuple[str, ...]:
        return one.standing.locations or (one.standing.location,)

    def _states(self, codes: Sequence[str]) -> str:
        return ", ".join(self.wording.speech.state(code) for code in codes)

    def _liberty(self, one: PersonNow) -> str:
        liberty = one.standing.liberty
        if liberty.state == NOWHERE:
            return ""
        speech = self.wording.speech
        words = speech.vocabulary.word("liberty", liberty.state, speech.lang)
        if liberty.since:
            words += f", {self._from(liberty.since)}"
        held = days_held(liberty, self.card.day)
        if held and liberty.state in IN_CUSTODY:
            words += f" ({custody_words(held, self.titles)})"
        last = one.standing.last_word
        if held and last and any(alert.name == "stale" for alert in one.alerts):
            words += f", {self.titles['known'].format(self.wording.window(Window(last, last)))}"
        return words

    def _began(self, one: PersonNow) -> str:
        since, words = one.standing.since, self.wording.since(one)
        point = since and self.wording.is_point(Window(since.earliest, since.latest))
        return self.titles["from"].format(words) if point else words

    def _from(self, window: Window) -> str:
        """Say from when: ``since 9 Feb 2024``, or the span in which it began."""
        words = self.wording.window(window)
        return self.titles["from"].format(words) if self.wording.is_point(window) else words

    def _track(self, one: PersonNow, track: TrackState) -> Fact:
        speech = self.wording.speech
        event = one.event(track.event)
        code = f"{track.track}.{track.state}"
        kind = speech.vocabulary.kind(code)
        words = speech.told(event, kind) if event else code
        day = f", {speech.date(event.date)}" if event else ""
        return Fact(speech.vocabulary.word("tracks", track.track, speech.lang), words + day)

    def _deadlines(self) -> Iterator[Fact]:
        """The most pressing deadlines; of recorded terms those that are not listed as ahead."""
        items = items_of(besides(self.card.deadlines, self.card.coming))
        missed = [item for item in items if item.one.state == MISSED]
        still_open = [item for item in items if item.one.state != MISSED]
        shown = (*still_open[:MOST_OPEN], *missed[-MOST_MISSED:])
        yield from map(self._deadline, shown)
        if len(items) > len(shown):
            command = f"caseledger deadlines {self.card.case.id}"
            more = more_words(len(items) - len(shown), command, self.wording.speech.lang)
            yield Fact("", more, "quiet")

    def _deadline(self, item: Item) -> Fact:
        words = DeadlineWords(self.wording)
        people = [one.person for one in self.card.people]
        style = STYLES.get(item.one.state, "")
        return Fact(words.due(item.one), item_words(item, words, people), style)

    def _happened(self, one: Occurrence) -> Fact:
        speech = self.wording.speech
        words = f"{speech.told(one.event, one.kind)} ({one.event.id})"
        return Fact(speech.date(one.event.date), words)

    def _coming(self, one: Coming) -> Fact:
        speech, event = self.wording.speech, one.occurrence.event
        words = speech.told(event, one.occurrence.kind)
        words = self.titles["ends"].format(words) if one.ends else words
        return Fact(self.wording.window(one.when), f"{words} ({event.id})", "scheduled")

    def _source(self, source: Source) -> Fact:
        speech = self.wording.speech
        parts = [
            speech.vocabulary.word("sources", source.kind, speech.lang),
            source.publisher,
            speech.date(source.published) if source.published else None,
            self.titles["reliability"].format(
                speech.vocabulary.word("reliability", source.reliability, speech.lang)
            ),
        ]
        words = ", ".join(part for part in parts if part)
        return Fact(source.id, f"{source.title}; {words}" if source.title else words)

    def _file(self) -> Iterator[Fact]:
        kept = list(_kept(self.card.case))
        if kept:
            yield Fact(self.titles["kept"], ", ".join(kept))
        if self.card.problems:
            command = f"caseledger check {self.card.case.id}"
            yield Fact(self.titles["problems"], f"{self.card.problems}; {command}", "warning")


def _kept(case: Case) -> Iterator[str]:
    """Name every key that the format does not know, with the part that it stands in."""
    yield from _keys(case.other)
    parts = (("people", case.people), ("sources", case.sources), ("events", case.events))
    for name, members in parts:
        for part in members:
            yield from (f"{name}.{part.id}.{key}" for key in _keys(part.other))


def _keys(other: object) -> list[str]:
    return [str(key) for key in other] if isinstance(other, Mapping) else []
