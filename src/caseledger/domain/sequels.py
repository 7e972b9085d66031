"""What kinds and ``of`` forbid: entries that lie before all that they answer or follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from itertools import chain

from caseledger.domain.case import Case, Event
from caseledger.domain.kind import mapping, texts
from caseledger.domain.occurrences import event_window
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import window_of

REAL = frozenset({"happened", "alleged"})
"""States of entries that are held against each other."""


@dataclass(frozen=True, slots=True)
class Sequel:
    """An entry that certainly lies before all that it needs, the first of which is ``needs``.

    ``named`` says that the entry names with ``of`` what it answers. Where it does not, what it
    answers may be an earlier thing that nobody has recorded.
    """

    event: Event
    needs: Event
    named: bool


def answers_of(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Return what kinds can answer besides those that they follow, by kind."""
    answers = mapping(vocabulary.section("procedures").get("answers"))
    return {code: texts(codes) for code, codes in answers.items()}


Procedure = tuple[tuple[str, ...] | None, str | None, str | None, str | None]
"""Whom an entry concerns, ``by``, ``to`` and ``body``: what tells procedures of a host apart."""


class _Begun:
    """Entries of one kind in one state, of the same people and with the same other side."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.day = Day.max
        """On which the first of them may have been, by the dates as they stand."""

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.day = min(self.day, window_of(event.date).earliest or Day.min)


Begun = Mapping[tuple[str, str | None], Mapping[Procedure, _Begun]]


class _Days:
    """The days on which entries may have been, by all that is said of them."""

    def __init__(self, case: Case) -> None:
        self._sources = {source.id: source for source in case.sources}
        self._first: dict[int, Event] = {}

    def latest(self, event: Event) -> Day:
        return event_window(event, self._sources).latest or Day.max

    def earliest(self, event: Event) -> Day:
        return event_window(event, self._sources).earliest or Day.min

    def first(self, group: _Begun) -> Event:
        """The one that may have been first; worked out once, however many ask."""
        if id(group) not in self._first:
            self._first[id(group)] = min(group.events, key=self.earliest)
        return self._first[id(group)]


def early_sequels(case: Case, vocabulary: Vocabulary) -> Iterator[Sequel]:
    """Yield each entry that certainly lies before all that it answers or follows.

    Each kind says what it follows (``follows`` in the catalogue, which also orders entries), and
    the list ``answers`` what it can answer besides; an entry that names with ``of`` what it answers
    is held against that alone. A kind that follows or answers others contradicts them only where
    all entries of those kinds, of the same procedure and of a person in common, certainly lie
    later: a release after a first arrest may well come before a second one. What is said with
    ``after`` is not said again here.
    """
    days = _Days(case)
    real = [event for event in case.events if event.state in REAL]
    begun = _begun(real, vocabulary)
    by_id = {event.id: event for event in real}
    for event in real:
        named = [by_id[event.of]] if event.of in by_id else []
        needed = named or [days.first(one) for one in _followed(event, vocabulary, begun)]
        if needed:
            first = min(needed, key=days.earliest)
            if days.latest(event) < days.earliest(first) and first.id not in event.after:
                yield Sequel(event, first, bool(named))


def _begun(events: Iterable[Event], vocabulary: Vocabulary) -> Begun:
    """Gather what can be answered. A kind without effects (a wanted listing) begins nothing.

    Unless the catalogue says that it is answered: who asks for a measure has none yet.
    """
    answered = set(chain.from_iterable(answers_of(vocabulary).values()))
    found: dict[tuple[str, str | None], dict[Procedure, _Begun]] = {}
    for event in events:
        kind = vocabulary.kind(event.kind)
        if kind is not None and (kind.effects or kind.code in answered):
            alike = found.setdefault((kind.code, event.country), {})
            alike.setdefault(_procedure(event), _Begun()).add(event)
    return found


def _procedure(event: Event) -> Procedure:
    return (event.people, event.by, event.to, event.body)


def _followed(event: Event, vocabulary: Vocabulary, begun: Begun) -> list[_Begun]:
    """The entries of kinds that a kind follows, of the same procedure and people.

    None where it begins behind one of them by the dates as they stand, as most do: what sources
    say only makes windows wider, and what is known cuts only their ends.
    """
    kind, day = vocabulary.kind(event.kind), window_of(event.date).earliest
    mine, needed = _procedure(event), []
    for code in (*kind.follows, *answers_of(vocabulary).get(kind.code, ())) if kind else ():
        for theirs, group in begun.get((code, event.country), {}).items():
            if _one_procedure(mine, theirs):
                if day is not None and group.day <= day:
                    return []
                needed.append(group)
    return needed


def _one_procedure(mine: Procedure, theirs: Procedure) -> bool:
    """Whether two entries have a person and the other side in common.

    One that names no people concerns everybody; a side that is missing may be any.
    """
    people, others = mine[0], theirs[0]
    together = people is None or others is None or not {*people}.isdisjoint(others)
    pairs = zip(mine[1:], theirs[1:], strict=True)
    return together and all(one == other or None in (one, other) for one, other in pairs)
