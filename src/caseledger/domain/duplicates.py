"""What may already be in the ledger: entries that may be the same thing, people of one name.

Nothing here decides. It finds what a person should look at before they write it down once more.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.dates import Form, Precision
from caseledger.domain.kind import KIND_FIELDS
from caseledger.domain.loading import ATTRIBUTES
from caseledger.domain.states import UNKNOWN, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, hull, moved, window_of

NEAR = dt.timedelta(days=3)
"""Days that a report may be off: two windows so far apart may still be one day."""

MOST = 8
"""So many earlier entries of the same kind are looked at, so that no file can make it slow."""

UNDONE = ("refuted", "cancelled")
"""States of entries of which it is said that they did not come about."""

TELLING = (*(ATTRIBUTES.get(name, name) for name in sorted(KIND_FIELDS)), "time", "count", "place")
"""Fields by which two entries are told apart where both have them."""

OTHER_STATES = ("by", "to")
"""Fields besides ``country`` by which two entries are told apart where both have them."""


def same_events(case: Case, event: Event, vocabulary: Vocabulary) -> tuple[Event, ...]:
    """Return the events of a case that may be the same thing as a new one, in file order.

    May be the same: of the same kind, today's name of it; about a person in common; with the same
    ``country``, ``by`` and ``to`` as far as both name them; and with dates that have a day in
    common or lie within three days of each other. The same kind with the very same text for a
    date is enough by itself. Two notes, or other entries without any effect, that say different
    things are two. An event is not its own double.
    """
    kind = _canonical(event, vocabulary)
    known = vocabulary.kind(kind)
    tells = known is not None and not known.effects
    return tuple(
        one
        for one in case.events
        if one.id != event.id
        and _canonical(one, vocabulary) == kind
        and (one.date.text == event.date.text or _alike(one, event, case))
        and not (tells and one.note and event.note and one.note != event.note)
    )


def doubles(case: Case, vocabulary: Vocabulary) -> Iterator[tuple[int, Event]]:
    """Yield the position of each event that says the same as an earlier one, with that one.

    This is narrower than `same_events`, because nobody has just typed them. Both are of the same
    kind, state and people, and differ in no field that both have. They lie on one day; or have
    the same imprecise date, and no other words, and what they rest on or do is the same; or, where
    they have effects and no source in common, lie within three days. Nothing that changes where
    somebody stands lies between them: who was released may be arrested again on that day.
    """
    alike: dict[object, list[int]] = {}
    acting = [
        (index, window_of(one.date), _people(one, case))
        for index, one in enumerate(case.events)
        if _acts(one, vocabulary)
    ]
    for index, event in enumerate(case.events):
        if event.state in UNDONE:
            continue
        people = _people(event, case)
        group = alike.setdefault((_canonical(event, vocabulary), event.state, people), [])
        for before in reversed(group[-MOST:]):
            one = case.events[before]
            if _is_double(one, event, vocabulary):
                days = hull([window_of(one.date), window_of(event.date)])
                if not _between(before, index, days, people, acting):
                    yield index, one
                    break
        group.append(index)


def _acts(event: Event, vocabulary: Vocabulary) -> bool:
    kind = vocabulary.kind(event.kind)
    return kind is None or bool(kind.effects)


def _is_double(one: Event, event: Event, vocabulary: Vocabulary) -> bool:
    if event.of == one.id or one.of == event.id or one.id in event.after or event.id in one.after:
        return False  # they are told apart by hand
    if one.id == event.id:
        return False  # an id that stands twice is another problem
    if not all(_agree(getattr(one, name), getattr(event, name)) for name in TELLING):
        return False
    acts, worded = _acts(event, vocabulary), one.note and event.note and one.note != event.note
    exact = one.date.precision is event.date.precision is Precision.DAY
    if one.date.text == event.date.text:
        shared = acts or not _cited(one).isdisjoint(_cited(event))
        return not (worded and not (exact and acts)) and (exact or (shared and _is_dated(event)))
    near = exact and _near(window_of(one.date), window_of(event.date))
    return near and acts and _cited(one).isdisjoint(_cited(event))


def _is_dated(event: Event) -> bool:
    return event.date.form is not Form.UNKNOWN


def _cited(event: Event) -> frozenset[str]:
    return frozenset(citation.source for citation in event.sources)


def _agree(first: object, second: object) -> bool:
    """Whether two values may be of one thing; one that is missing may be any."""
    if isinstance(first, str) and isinstance(second, str):
        return _may_be_one(_folded(first), _folded(second))
    return not first or not second or first == second


def _between(
    before: int,
    index: int,
    days: Window,
    people: frozenset[str],
    acting: Sequence[tuple[int, Window, frozenset[str]]],
) -> bool:
    """Whether something that changes things lies between two entries; on one day, by the file."""
    if days.earliest == days.latest:
        first = bisect_right(acting, before, key=itemgetter(0))
        acting = acting[first : bisect_left(acting, index, key=itemgetter(0))]
    return any(
        not (window.precedes(days) or days.precedes(window) or people.isdisjoint(whom))
        for number, window, whom in acting
        if number not in (before, index)
    )


def same_people(case: Case, person_id: str, others: Iterable[Case]) -> tuple[str, ...]:
    """Return the people of some cases who have a name in common with one, as ``CASE/PERSON``.

    Compared are names, aliases and pseudonyms, whatever the size of letters, the spaces, and the
    way in which accents are encoded; spellings and scripts are not. Who is already said to be
    the same by ``same_as``, on either side, is left out.
    """
    person = case.person(person_id)
    if person is None:
        return ()
    names = set(_names(person))
    mine = f"{case.id}/{person.id}"
    found = ((f"{other.id}/{one.id}", one) for other in others for one in other.people)
    return tuple(
        address
        for address, one in found
        if address not in {mine, person.same_as}
        and one.same_as != mine
        and not names.isdisjoint(_names(one))
    )


def _canonical(event: Event, vocabulary: Vocabulary) -> str:
    return vocabulary.canonical(event.kind) or event.kind


def _alike(one: Event, other: Event, case: Case) -> bool:
    states = [(getattr(one, name), getattr(other, name)) for name in ("country", *OTHER_STATES)]
    return (
        not _people(one, case).isdisjoint(_people(other, case))
        and all(_may_be_one(first, second) for first, second in states)
        and _near(window_of(one.date), window_of(other.date))
    )


def _people(event: Event, case: Case) -> frozenset[str]:
    """Whom an event concerns; one that does not say so concerns everybody of its case."""
    return frozenset(event.people or (person.id for person in case.people))


def _may_be_one(first: str | None, second: str | None) -> bool:
    """Whether two states may be the same; one that is not named, known or told may be any."""
    return first == second or any(
        state is None or state == UNKNOWN or is_withheld(state) for state in (first, second)
    )


def _near(first: Window, second: Window) -> bool:
    return _begins_near(first, second) and _begins_near(second, first)


def _begins_near(first: Window, second: Window) -> bool:
    """Whether the first begins no later than a few days after the second has ended."""
    if first.earliest is None or second.latest is None:
        return True
    return first.earliest <= moved(second.latest, NEAR)


def _names(person: Person) -> Iterator[str]:
    for name in (person.name, person.pseudonym, *person.aliases):
        if name and (folded := _folded(name)):
            yield folded


def _folded(name: str) -> str:
    """Bring a name to one form: letters of one size, single spaces, accents composed."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
