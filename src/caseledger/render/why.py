"""Why each person stands where they stand: plain sentences, each with the entries it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Event
from caseledger.domain.reasons import Bar, Reasons, Threat
from caseledger.domain.standing import ShieldNow
from caseledger.domain.timeline import differing
from caseledger.domain.windows import Window
from caseledger.domain.world import NOWHERE
from caseledger.render.card_words import TITLES
from caseledger.render.date_words import day_words
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.person_data import person_data
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.render.status import called
from caseledger.render.table import Cell, Column, Table
from caseledger.render.wording import Wording

WORDS = {
    "en": {
        "standing": "standing",
        "none": "nothing holds it off",
        "held": "held off by {}",
        "perhaps": "perhaps held off by {}",
        "holds": "certain",
        "not-sure": "no longer certain",
        "no-status": "it is recorded that there is no status in {}",
        "silence": "{}; silence is not a status",
        "certainty": "certainty",
        "certain": "nothing that is recorded leaves room for another standing",
        "undecided": "may have happened by this day, or not:",
        "kinds": "of a kind that is not known here:",
        "provisional": "rests on a date that its source doubts",
        "law": "law",
        "law-none": "none: what the law of a state adds or takes away is not looked up",
        "last-word": "last word",
        "unsourced": "no source",
    },
    "ru": {
        "standing": "положение",
        "none": "ничто её не сдерживает",
        "held": "сдерживает: {}",
        "perhaps": "возможно, сдерживает: {}",
        "holds": "наверняка",
        "not-sure": "уже не наверняка",
        "no-status": "указано, что статуса нет: {}",
        "silence": "{}; молчание не статус",
        "certainty": "достоверность",
        "certain": "записи не оставляют места для другого положения",
        "undecided": "возможно, произошло к этому дню, а возможно, нет:",
        "kinds": "вид записи здесь неизвестен:",
        "provisional": "основано на дате, в которой источник не уверен",
        "law": "право",
        "law-none": "нет: что прибавляет или отнимает закон государства, не проверяется",
        "last-word": "последние сведения",
        "unsourced": "без источника",
    },
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said about something, and the entries that it rests on."""

    about: str
    text: str
    events: tuple[Event, ...] = ()
    style: str = ""


def page(people: Sequence[Reasons], envelope: Envelope, wording: Wording) -> Page:
    """Lay out the reasons for every format."""
    told = [(one, tuple(_Words(one, wording).sentences())) for one in people]

    def drawing(screen: Screen) -> str:
        return drawn(_lines(told, wording, screen), screen)

    return Page(envelope, [_data(one, wording) for one in people], _table(told, wording), drawing)


# The public JSON


def _data(reasons: Reasons, wording: Wording) -> dict[str, object]:
    """Return what `status` has of the person, and beside it what that rests on."""
    return person_data(reasons.one, wording.day) | {
        "placed_by": reasons.placed_by or None,
        "held_off": [_held_off(threat) for threat in reasons.threats],
        "no_status": reasons.no_status or None,
        "silent": reasons.silent,
        "undecided": list(reasons.undecided),
        "unknown_kinds": list(reasons.standing.unknown_kinds),
        "entries": [_entry(event) for event in reasons.entries],
    }


def _held_off(threat: Threat) -> dict[str, object]:
    exposure = threat.exposure
    return {
        "track": exposure.track,
        "host": exposure.host,
        "other": exposure.other,
        "by": [
            {
                "kind": bar.shield.shield.kind,
                "event": bar.shield.shield.event,
                "certain": bar.certain,
            }
            for bar in threat.bars
        ],
    }


def _entry(event: Event) -> dict[str, object]:
    return {
        "event": event.id,
        "kind": event.kind,
        "date": event.date.text,
        "state": event.state,
        "sources": [citation.source for citation in event.sources],
        "conflicts": sorted({one.field for one in differing(event)}),
    }


# Tables and drawing


Told = Iterable[tuple[Reasons, Sequence[Sentence]]]


def _table(told: Told, wording: Wording) -> Table:
    """One row a sentence, and one for each entry below it."""
    rows = []
    for one, sentences in told:
        person = Cell(f"{one.one.case.id}/{one.one.person.id}")
        for sentence in sentences:
            about = Cell(sentence.about)
            rows.append((person, about, Cell(sentence.text), Cell(""), Cell(""), Cell("")))
            for event in sentence.events:
                words = Cell(
                    wording.speech.event(event, wording.speech.vocabulary.kind(event.kind))
                )
                cited = " ".join(citation.source for citation in event.sources)
                entry = (Cell(event.id), Cell(event.date.text), Cell(cited))
                rows.append((person, about, words, *entry))
    names = ("person", "about", "text", "event", "date", "sources")
    return Table(tuple(Column(name, name) for name in names), tuple(rows))


def _lines(told: Told, wording: Wording, screen: Screen) -> Iterator[Line]:
    for number, (one, sentences) in enumerate(told):
        if number:
            yield ()
        day = day_words(wording.day, wording.speech.lang)
        head = f"{called(one.one)} · {one.one.case.id} · {day}"
        yield from _hung(head, "", "title", screen)
        for sentence in sentences:
            about = f"{sentence.about[:1].upper()}{sentence.about[1:]}"
            yield from _hung(f"{about}: {sentence.text}", "  ", sentence.style, screen)
            for event in sentence.events:
                yield from _hung(_entry_words(event, wording), "      ", "quiet", screen)


def _hung(text: str, indent: str, style: str, screen: Screen) -> Iterator[Line]:
    """Break text into lines behind an indent, those after the first a little further in."""
    room = None if screen.width is None else max(screen.width - columns_of(indent) - 2, 1)
    for number, words in enumerate(wrapped(visible(text), room)):
        yield ((indent + ("  " if number else ""), ""), (words, style))


def _happening(event: Event, wording: Wording) -> str:
    return wording.speech.event(event, wording.speech.vocabulary.kind(event.kind))


def _entry_words(event: Event, wording: Wording) -> str:
    """Say an entry with its day, its id, who says so, and what they say otherwise."""
    speech, words = wording.speech, _happening(event, wording)
    cited = ", ".join(citation.source for citation in event.sources)
    state = [] if event.state == "happened" else [speech.word(event.state)]
    said = [speech.differing(one) for one in differing(event)]
    basis = f"({event.id}; {cited or WORDS[speech.lang]['unsourced']})"
    return ", ".join([speech.date(event.date), *state, f"{words} {basis}", *said])


# Words


@dataclass(frozen=True, slots=True)
class _Words:
    """The reasons for one standing on their way to sentences."""

    reasons: Reasons
    wording: Wording

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.wording.speech.lang]

    @property
    def titles(self) -> dict[str, str]:
        return TITLES[self.wording.speech.lang]

    def sentences(self) -> Iterator[Sentence]:
        """Say it all: the standing, the place, threats, bars or the lack of them, how surely."""
        yield self._standing()
        yield from self._elsewhere()
        standing = self.reasons.standing
        places = ", ".join(self.wording.place(code) for code in standing.locations)
        yield Sentence(self.titles["where"], places, self._events(self.reasons.placed_by))
        yield from self._liberty()
        yield from map(self._threat, self.reasons.threats)
        yield from map(self._bar, standing.shields)
        yield from self._without_status()
        yield from self._certainty()
        yield Sentence(self.words["law"], self.words[f"law-{standing.law}"])
        if standing.last_word:
            day = day_words(standing.last_word, self.wording.speech.lang)
            yield Sentence(self.words["last-word"], day)

    def _events(self, *keys: str) -> tuple[Event, ...]:
        found = (self.reasons.one.event(key) for key in keys)
        return tuple(event for event in found if event is not None)

    def _standing(self) -> Sentence:
        one, since = self.reasons.one, self.reasons.standing.since
        text = self.wording.standing(one)
        if since is None:
            return Sentence(self.words["standing"], text, style=one.standing.code)
        began = self._from(Window(since.earliest, since.latest), self.wording.since(one))
        events = self._events(since.event)
        return Sentence(self.words["standing"], f"{text}, {began}", events, one.standing.code)

    def _from(self, window: Window, words: str) -> str:
        """Say from when: *since* fits only before a day, month or year."""
        return self.titles["from"].format(words) if self.wording.is_point(window) else words

    def _elsewhere(self) -> Iterator[Sentence]:
        """Say where the entries are, if not in this case, and that the case is closed."""
        one, words = self.reasons.one, self.wording.words
        if one.missing_case or one.person.same_as:
            key = "lost" if one.missing_case else "see"
            yield Sentence(self.titles["file"], words[key].format(one.person.same_as))
        if one.closed:
            yield Sentence(self.titles["file"], words["closed"])

    def _liberty(self) -> Iterator[Sentence]:
        liberty, speech = self.reasons.standing.liberty, self.wording.speech
        if liberty.state == NOWHERE:
            return
        text = speech.vocabulary.word("liberty", liberty.state, speech.lang)
        if liberty.since:
            text += f", {self._from(liberty.since, self.wording.window(liberty.since))}"
        yield Sentence(self.titles["liberty"], text, self._events(liberty.event))

    def _threat(self, threat: Threat) -> Sentence:
        text = self.wording.threat(threat.exposure)
        sure = [bar for bar in threat.bars if bar.certain]
        unsure = [bar for bar in threat.bars if not bar.certain]
        held = [self.words["held"].format(self._bars(sure))] if sure else []
        held += [self.words["perhaps"].format(self._bars(unsure))] if unsure else []
        text = "; ".join([text, *(held or [self.words["none"]])])
        return Sentence(self.titles["threat"], text, self._events(*threat.exposure.events))

    def _bars(self, bars: Iterable[Bar]) -> str:
        return ", ".join(self.wording.shield(bar.shield.shield.kind) for bar in bars)

    def _bar(self, now: ShieldNow) -> Sentence:
        sure = self.words["holds" if now.certain else "not-sure"]
        text = f"{self.wording.bar(now)}; {sure}"
        return Sentence(self.titles["bar"], text, self._events(now.shield.event))

    def _without_status(self) -> Iterator[Sentence]:
        """Say that there is no status, or that nothing is recorded, where that decides."""
        place = self.wording.place(self.reasons.standing.location)
        if self.reasons.silent:
            silence = self.wording.words["silence"].format(place)
            yield Sentence(self.titles["why"], self.words["silence"].format(silence))
        if self.reasons.no_status:
            text = self.words["no-status"].format(place)
            yield Sentence(self.titles["why"], text, self._events(self.reasons.no_status))

    def _certainty(self) -> Iterator[Sentence]:
        standing, about = self.reasons.standing, self.words["certainty"]
        if standing.certain:
            yield Sentence(about, self.words["certain"])
        if len(standing.possible) > 1:
            yield Sentence(self.titles["possible"], self.wording.possible(self.reasons.one))
        if not standing.possible_complete:
            yield Sentence(about, self.titles["incomplete"])
        for key, events in (
            ("undecided", self._events(*self.reasons.undecided)),
            ("kinds", self._events(*standing.unknown_kinds)),
        ):
            if events:
                yield Sentence(about, self.words[key], events)
        if standing.provisional:
            yield Sentence(about, self.words["provisional"])
