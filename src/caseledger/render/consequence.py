"""What follows from a change, in a line a person: *Aral: Held off for now → No bar to handover*."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caseledger.domain.consequence import Consequence
from caseledger.domain.deadlines.attention import is_passed
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.standing import ShieldNow
from caseledger.domain.status import PersonNow
from caseledger.domain.world import Exposure
from caseledger.render.date_words import day_words
from caseledger.render.deadline_lines import doubts_of, more_words, titled
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.screen import Screen, visible
from caseledger.render.wording import Wording, small

MOST_DEADLINES = 4
"""Of so many deadlines a person is told; `deadlines` has them all."""

WORDS = {
    "en": {
        "unchanged": "standing unchanged: {}",
        "new": "new: {}",
        "ended": "ended: {}",
        "where": "where: {}",
        "liberty": "liberty: {}",
        "gone": "no longer in the case",
        "there": "{} ({})",
        "due": "{what} by {day}",
        "no-day": "{what}, no day known",
        "met": "met: {}",
        "moved": "moved: {what}: {days}",
        "over": "no longer: {}",
    },
    "ru": {
        "unchanged": "положение прежнее: {}",
        "new": "новое: {}",
        "ended": "прекратилось: {}",
        "where": "где: {}",
        "liberty": "свобода: {}",
        "gone": "больше не в деле",
        "there": "{} ({})",
        "due": "{what} до {day}",
        "no-day": "{what}, день не определён",
        "met": "соблюдён срок: {}",
        "moved": "срок изменился: {what}: {days}",
        "over": "срок отпал: {}",
    },
}


def lines(found: Sequence[Consequence], wording: Wording, screen: Screen) -> list[str]:
    """Say what follows, a line for each person for whom something does; else that nothing does."""
    said = ConsequenceWords(wording, screen)
    told = [said.line(one) for one in found if one.changed]
    if found and not told:
        standings = dict.fromkeys(wording.standing(one.one) for one in found)
        told = [said.words["unchanged"].format(", ".join(standings))]
    return [visible(text) for text in told]


@dataclass(frozen=True, slots=True)
class ConsequenceWords:
    """Consequences on their way to words."""

    wording: Wording
    screen: Screen

    @property
    def words(self) -> dict[str, str]:
        """The fixed phrases of the language."""
        return WORDS[self.wording.speech.lang]

    def line(self, one: Consequence) -> str:
        """Say all that follows for one person."""
        return f"{one.label}: {'; '.join(self._parts(one))}"

    def _parts(self, one: Consequence) -> Iterator[str]:
        yield self._standing(one)
        if one.then and one.now and one.is_elsewhere:
            yield self.words["where"].format(self.turn(map(self.place, (one.then, one.now))))
        if one.before and one.after and one.liberty_changed:
            states = (one.before.liberty.state, one.after.liberty.state)
            yield self.words["liberty"].format(self.turn(map(self.liberty, states)))
        here = one.one.standing.location
        new = [self.threat(e, here) for e in one.exposures.new]
        new += [self.bar(s, here) for s in one.shields.new]
        ended = [self.threat(e, here) for e in one.exposures.ended]
        ended += [self.bar(s, here) for s in one.shields.ended]
        for key, texts in (("new", new), ("ended", ended)):
            if texts and one.now:
                yield self.words[key].format(", ".join(texts))
        yield from self._changed(one)
        yield from self._deadlines(one)

    def _standing(self, one: Consequence) -> str:
        if one.now is None:
            return self.words["gone"]
        now = self.wording.standing(one.now)
        if one.then is None:
            return now
        then = self.wording.standing(one.then)
        if then != now:
            return self.turn((then, now))
        if one.stands_otherwise:
            return f"{now} ({self._perhaps(one)})"
        return self.words["unchanged"].format(now)

    def _perhaps(self, one: Consequence) -> str:
        return self.wording.words["perhaps"].format(self.wording.possible(one.one))

    def _changed(self, one: Consequence) -> Iterator[str]:
        """Threats at another level, and bars with another end or no longer certain."""
        here = one.one.standing.location
        for old, new in one.exposures.changed:
            yield self.turn((self.wording.threat(old), self.threat(new, here)))
        for before, after in one.shields.changed:
            yield self.turn((self.wording.bar(before), self.bar(after, here)))

    def _deadlines(self, one: Consequence) -> Iterator[str]:
        """What is met, what is new, what has another day, and what nobody has to do any more."""
        if one.now is None:
            return
        due, words = one.deadlines, self.words
        told = [words["met"].format(self.what(each)) for each in one.met]
        told += [words["new"].format(self.due(each)) for each in due.new]
        told += [self.moved(old, new) for old, new in due.changed]
        told += [words["over"].format(self.what(each)) for each in due.ended]
        yield from told[:MOST_DEADLINES]
        if len(told) > MOST_DEADLINES:
            command = f"caseledger deadlines {one.now.case.id}"
            lang = self.wording.speech.lang
            yield more_words(len(told) - MOST_DEADLINES, command, lang)

    def what(self, one: Deadline) -> str:
        """Say what must be done."""
        return small(titled(one, DeadlineWords(self.wording)))

    def due(self, one: Deadline) -> str:
        """Say what must be done by when, with what is doubtful about it."""
        key = "due" if one.effective else "no-day"
        text = self.words[key].format(what=self.what(one), day=self.day(one))
        return self._with_doubts(text, one)

    def moved(self, old: Deadline, new: Deadline) -> str:
        """Say that a deadline has another day."""
        days = self.turn(map(self.day, (old, new)))
        text = self.words["moved"].format(what=self.what(new), days=days)
        return self._with_doubts(text, new)

    def _with_doubts(self, text: str, one: Deadline) -> str:
        words = DeadlineWords(self.wording)
        passed = [words.words[one.state]] if is_passed(one, self.wording.day) else []
        doubts = [*passed, *doubts_of(one, words)]
        return self.words["there"].format(text, ", ".join(doubts)) if doubts else text

    def day(self, one: Deadline) -> str:
        """Say by when."""
        words = DeadlineWords(self.wording)
        if one.moment is not None or one.effective is None:
            return words.due(one)
        return day_words(one.effective, words.lang)

    def threat(self, exposure: Exposure, here: str) -> str:
        """Say a threat, with its state where that is not ``here``, where the person is."""
        return self._there(self.wording.threat(exposure), exposure.host, here)

    def bar(self, now: ShieldNow, here: str) -> str:
        """Say a bar, likewise."""
        return self._there(self.wording.bar(now), now.shield.host, here)

    def _there(self, text: str, host: str, here: str) -> str:
        if host == here:
            return text
        return self.words["there"].format(text, self.wording.place(host))

    def place(self, one: PersonNow) -> str:
        """Say where somebody is, or may be."""
        return ", ".join(self.wording.place(code) for code in one.standing.locations)

    def liberty(self, state: str) -> str:
        """Say whether somebody is free or held."""
        speech = self.wording.speech
        return speech.vocabulary.word("liberty", state, speech.lang)

    def turn(self, pair: Iterable[str]) -> str:
        """Say what something was and what it is."""
        return f" {self.screen.sign('→', '->')} ".join(pair)
