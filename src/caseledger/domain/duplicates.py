"""What may already be in the ledger: entries that may be the same thing, people of one name.

Nothing here decides. It finds what a person should look at before they write it down once more.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.states import UNKNOWN, is_withheld
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, moved, window_of

NEAR = dt.timedelta(days=3)
"""Days that a report may be off: two windows so far apart may still be one day."""

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
