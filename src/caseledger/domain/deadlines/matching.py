"""Whether an event is one that a rule means: yes, possibly, or no."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date as Day

from caseledger.domain.accounts import CLAIMED, accounts_of
from caseledger.domain.case import Event
from caseledger.domain.handovers import ANNOUNCING, SCHEDULED
from caseledger.domain.kind import Kind
from caseledger.domain.life import Life
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.rules.rule import EventPattern
from caseledger.domain.states import is_withheld

YES, POSSIBLE, NO = "yes", "possible", "no"

WEIGHED = (*CLAIMED, "body", "level", "grounds", "for_")
"""Fields on which a source may differ so that another rule applies, or another day comes out."""

ALLEGED, HAPPENED = "alleged", "happened"

PRESENT = ("outcome", "grounds", "body", "level", "procedure")
"""Conditions on a field: an entry that leaves it out may be meant."""


def least(answers: Iterable[str]) -> str:
    """Return the answer to several conditions together: the least sure one."""
    found = set(answers)
    return NO if NO in found else POSSIBLE if POSSIBLE in found else YES


Match = tuple[Occurrence, EventPattern, str]
"""An event, the pattern that means it, and how surely."""


class Matching:
    """The events of one person on a day, held against patterns."""

    def __init__(self, life: Life, day: Day) -> None:
        """Look at a life as it is told by a day."""
        self.life, self.day = life, day
        self.states: Collection[str] | None = None
        self._accounts: dict[int, tuple[Event, ...]] = {}
        self.by_kind: dict[str, list[Occurrence]] = {}
        """The events of each kind by one account of them at least, in file order."""
        for one in life.occurrences:
            for code in {code_of(event, life) for event in self.accounts(one)}:
                self.by_kind.setdefault(code, []).append(one)
        self._found: dict[tuple[int, ...], list[Match]] = {}

    def accounts(self, one: Occurrence) -> tuple[Event, ...]:
        """Every account of an event, by all that a rule may ask of it."""
        found = self._accounts.get(one.index)
        if found is None:
            found = accounts_of(one.event, self.life.sources, WEIGHED)
            self._accounts[one.index] = found
        return found

    def of(self, patterns: Sequence[EventPattern], states: Collection[str] = ()) -> Sequence[Match]:
        """Return the events that are meant by one of some patterns, with it and how surely.

        In file order; what has not begun by the day is left out, unless it is only announced.
        ``states`` are those of the rule, for what must have come before ``elsewhere``.
        """
        # Patterns belong to rules, which live as long as the vocabulary: their place is their name.
        key = tuple(map(id, patterns))
        if key not in self._found:
            self.states = states or None
            kinds = {kind for pattern in patterns for kind in pattern.kind}
            some = {one.index: one for kind in kinds for one in self.by_kind.get(kind, ())}
            matches = (self._best(patterns, some[index]) for index in sorted(some))
            self._found[key] = [match for match in matches if match]
        return self._found[key]

    def _best(self, patterns: Sequence[EventPattern], one: Occurrence) -> Match | None:
        """The first pattern that surely means an event, else the first that may."""
        perhaps: Match | None = None
        for pattern in patterns:
            answer = self.match(pattern, one)
            if answer == YES:
                return one, pattern, answer
            if answer == POSSIBLE and perhaps is None:
                perhaps = (one, pattern, answer)
        return perhaps

    def match(self, pattern: EventPattern, one: Occurrence) -> str:
        """Say whether an event is meant, by all accounts of it."""
        happened = self._happened(pattern, one)
        if happened == NO:
            return NO
        answers = {self._account(pattern, one, e) for e in self.accounts(one)}
        if answers == {NO}:
            return NO
        return least((happened, YES if answers == {YES} else POSSIBLE))

    def _happened(self, pattern: EventPattern, one: Occurrence) -> str:
        """Whether it has taken place by the day, or is announced where that is enough."""
        if one.event.state == SCHEDULED:
            return YES if pattern.scheduled else NO
        if one.counts(self.day):
            return YES
        if not one.window.begun_by(self.day):
            return NO
        return POSSIBLE

    def _account(self, pattern: EventPattern, one: Occurrence, event: Event) -> str:
        code = code_of(event, self.life)
        if code not in pattern.kind or event.state in ("refuted", "cancelled"):
            return NO
        kind = self.life.vocabulary.kind(code)
        asked = [name for name in PRESENT if getattr(pattern, name)]
        answers = [self._field(pattern, name, event, kind) for name in asked]
        answers += (self._exceptions(pattern, event, kind), self._written(pattern, event))
        return NO if NO in answers else least((*answers, self._earlier(pattern, one)))

    def _field(self, pattern: EventPattern, name: str, event: Event, kind: Kind | None) -> str:
        given = coded(event, name, kind)
        if not given:
            return POSSIBLE
        return YES if given & set(_texts(getattr(pattern, name))) else NO

    def _exceptions(self, pattern: EventPattern, event: Event, kind: Kind | None) -> str:
        """What the rule leaves out; an entry that does not say so is not left out."""
        for name in ("outcome", "grounds"):
            excepted = getattr(pattern, f"not_{name}")
            given = coded(event, name, kind) if excepted else set()
            if given and given <= set(excepted):
                return NO
        return YES

    def _written(self, pattern: EventPattern, event: Event) -> str:
        """What the entry must say, or must leave out."""
        if pattern.final and (event.final == "yes") != (pattern.final == "yes"):
            return NO
        there = all(_given(event, name) for name in pattern.has)
        return YES if there and not any(_given(event, name) for name in pattern.lacks) else NO

    def _earlier(self, pattern: EventPattern, one: Occurrence) -> str:
        """What must have come before it, and what must not."""
        if not (pattern.after or pattern.not_after or pattern.elsewhere or pattern.not_brought_by):
            return YES
        wanted = self._before(one, pattern.after) if pattern.after else YES
        unwanted = self._before(one, pattern.not_after) if pattern.not_after else NO
        turned = {YES: NO, POSSIBLE: POSSIBLE, NO: YES}[unwanted]
        abroad = self._abroad(one, pattern.elsewhere) if pattern.elsewhere else YES
        return least((wanted, turned, abroad, self._not_brought(one, pattern.not_brought_by)))

    def _not_brought(self, one: Occurrence, kinds: Sequence[str]) -> str:
        """Whether no event of some kinds brought the person to the state of an event before it."""
        answers = {
            self._came_before(other, one)
            for other in self.life.occurrences
            if other.kind and other.kind.code in kinds and other.event.to == one.event.country
        }
        return NO if YES in answers else POSSIBLE if POSSIBLE in answers else YES

    def _abroad(self, one: Occurrence, kinds: Sequence[str]) -> str:
        """Whether such an event came before in another state; which states count, the rule says."""
        answers = {
            self._came_before(other, one)
            for other in self.life.occurrences
            if other.kind
            and other.kind.code in kinds
            and other.event.country not in (None, "unknown", one.event.country)
            and (self.states is None or other.event.country in self.states)
        }
        return YES if YES in answers else POSSIBLE if POSSIBLE in answers else NO

    def _before(self, one: Occurrence, kinds: Sequence[str]) -> str:
        answers = {
            self._came_before(other, one)
            for other in self.life.occurrences
            if other.kind and other.kind.code in kinds and concern_the_same(other.event, one.event)
        }
        return YES if YES in answers else POSSIBLE if POSSIBLE in answers else NO

    def _came_before(self, other: Occurrence, one: Occurrence) -> str:
        if other.index == one.index or other.event.state not in (HAPPENED, ALLEGED):
            return NO
        if comes_before(one, other):
            return NO
        sure = other.happened and not other.disputed and comes_before(other, one)
        return YES if sure else POSSIBLE


def code_of(event: Event, life: Life) -> str:
    """Return the kind of an event; a handover that is only scheduled says that its day is fixed."""
    code = life.vocabulary.canonical(event.kind) or event.kind
    return ANNOUNCING.get(code, code) if event.state == SCHEDULED else code


def comes_before(one: Occurrence, other: Occurrence) -> bool:
    """Whether one certainly came before another: by the days, by ``after``, within a day."""
    if other.event.id in one.event.after:
        return False
    if one.window.precedes(other.window) or one.event.id in other.event.after:
        return True
    if one.event.date.text != other.event.date.text:
        return False
    mine, yours = one.event.time, other.event.time
    return mine < yours if mine and yours else one.index < other.index


def concern_the_same(one: Event, other: Event) -> bool:
    """Whether two events may belong to one matter: no state that both name is another one."""
    if not _agree(one.country, other.country):
        return False
    if one.kind.partition(".")[0] != other.kind.partition(".")[0]:
        return True
    return _agree(other_state(one), other_state(other))


def other_state(event: Event) -> str | None:
    """The state on the other side: who asks, or who is to receive."""
    return event.by or event.to


def _agree(one: str | None, other: str | None) -> bool:
    return one == other or any(s in (None, "unknown") or is_withheld(s) for s in (one, other))


def coded(event: Event, name: str, kind: Kind | None) -> set[str]:
    """Return what an event says in a field, by the codes of its kind."""
    value = getattr(event, name)
    words = {str(word) for word in _texts(value)}
    if kind is None or name not in ("outcome", "grounds"):
        return words
    read = kind.outcome if name == "outcome" else kind.ground
    return {read(word) or word for word in words}


def _given(event: Event, name: str) -> bool:
    return bool(getattr(event, ATTRIBUTES.get(name, name)))


def _texts(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, tuple) else (value,)
