"""A new event before it is written: what was typed, what is taken for granted, what is missing.

Short to type, honest about it: everything that was not said by the user is told (`Draft.assumed`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.dates import CaseDate, parse_date
from caseledger.domain.entry_days import day_in_order, day_of_entry
from caseledger.domain.kind import Kind
from caseledger.domain.standing import standing
from caseledger.domain.typed import Typist, kind_named
from caseledger.domain.world import NOWHERE
from caseledger.errors import Ambiguous, UsageProblem

HOST_TRACKS = frozenset({"protection", "extradition", "removal", "transfer", "detention"})
"""Tracks in which the state that acts is the one where the person is.

Elsewhere it need not be: a prosecution at home goes on while the person is abroad.
"""

RECORD_TRACK = "case"
"""The track of entries about the case itself: notes, tasks, closed, reopened."""

SCHEDULED = "scheduled"
Words = Mapping[str, Sequence[str]]
"""What was typed for each field, by the keys of a file."""


Assumed = tuple[str, str, str]
"""A field that nobody typed, the value it is given, and why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new event without id and sources; ``missing`` are fields that it needs and lacks."""

    kind: Kind
    tree: dict[str, object]
    assumed: tuple[Assumed, ...]
    missing: tuple[str, ...]

    @property
    def date(self) -> CaseDate:
        """When it is said to have happened, or will."""
        return parse_date(str(self.tree["date"]))


def draft_of(typist: Typist, kind_word: str, words: Words, whom: Sequence[str] = ()) -> Draft:
    """Work out a new event from what was typed; ``whom`` are people it concerns if none is named.

    Raises `UsageProblem`, `NotFound`, or `Ambiguous` with the kinds, entries or people meant.
    """
    kind = _kind(typist, kind_word, words)
    typist = replace(typist, kind=kind)
    for key in words:
        if not kind.allows(key):
            raise UsageProblem(f"{kind.code} takes no {key}", f"caseledger vocabulary {kind.code}")
    tree: dict[str, object] = {key: typist.field(Event, key, given) for key, given in words.items()}
    tree["kind"] = kind.code
    assumed: list[Assumed] = []
    _assume_people(typist.case, tree, whom, assumed)
    _assume_day(kind, tree, typist.today, assumed)
    if "date" in tree:
        _assume_state(tree, typist.today, assumed)
        _assume_country(typist, kind, tree, assumed)
    return Draft(kind, tree, tuple(assumed), _missing(typist.case, kind, tree))


def _assume_day(
    kind: Kind, tree: dict[str, object], today: dt.date, assumed: list[Assumed]
) -> None:
    """What is recorded about the case itself is recorded now."""
    if "date" not in tree and kind.track == RECORD_TRACK:
        tree["date"] = today.isoformat()
        assumed.append(("date", today.isoformat(), "the day of the entry"))


def _missing(case: Case, kind: Kind, tree: Mapping[str, object]) -> tuple[str, ...]:
    needed = ["date", *kind.required]
    needed += ["people"] if len(case.people) > 1 else []
    return tuple(key for key in needed if key not in tree)


def _kind(typist: Typist, word: str, words: Words) -> Kind:
    try:
        return kind_named(typist.vocabulary, word, list(words))
    except Ambiguous as error:
        found = [typist.vocabulary.kind(code) for code in error.candidates]
        kinds = [kind for kind in found if kind is not None]
        chosen = None if any(kind.effects for kind in kinds) else _of_last_track(typist, kinds)
        if chosen is None:
            raise
        return chosen


def _of_last_track(typist: Typist, kinds: Sequence[Kind]) -> Kind | None:
    """Of kinds that change no standing (hearings) take the one whose track was written last."""
    by_track = {kind.track: kind for kind in kinds}
    dated = [(event.date.latest or dt.date.min, event) for event in typist.case.events]
    for _, event in sorted(dated, key=lambda one: one[0], reverse=True):
        track = event.kind.partition(".")[0]
        if track in by_track and event.state == "happened":
            return by_track[track]
    return None


def _assume_people(
    case: Case, tree: dict[str, object], whom: Sequence[str], assumed: list[Assumed]
) -> None:
    """A case of one needs no names; where one person was called by name, it concerns them."""
    if len(case.people) > 1 and "people" not in tree and len(whom) == 1:
        tree["people"] = list(whom)
        assumed.append(("people", ", ".join(whom), "called by name"))


def _assume_state(tree: dict[str, object], today: dt.date, assumed: list[Assumed]) -> None:
    """What lies ahead cannot have happened."""
    date = parse_date(str(tree["date"]))
    if "state" not in tree and date.earliest is not None and date.earliest > today:
        tree["state"] = SCHEDULED
        assumed.append(("state", SCHEDULED, "the day has not come"))


def _assume_country(
    typist: Typist, kind: Kind, tree: dict[str, object], assumed: list[Assumed]
) -> None:
    wanted = "country" in kind.required or (kind.allows("country") and not kind.effects)
    if "country" in tree or not wanted or kind.track not in HOST_TRACKS:
        return
    day = min(parse_date(str(tree["date"])).latest or typist.today, typist.today)
    places = {
        place for person in _whom(typist.case, tree) for place in _places(typist, person, day)
    }
    if len(places) == 1 and NOWHERE not in places:
        place = places.pop()
        tree["country"] = place
        assumed.append(("country", place, "where the person is"))


def _whom(case: Case, tree: Mapping[str, object]) -> Sequence[Person]:
    named = tree.get("people")
    if not isinstance(named, list):
        return case.people if len(case.people) == 1 else ()
    return [person for key in named if (person := case.person(key)) is not None]


def _places(typist: Typist, person: Person, day: dt.date) -> Sequence[str]:
    return standing(typist.case, person, day, typist.vocabulary).locations


def served_target(case: Case, kind: Kind, of: str) -> str:
    """Return the decision that was served: the one named, else the only one of the track.

    Raises `Ambiguous` where several decisions are not known to have been served, `UsageProblem`
    where the one that is named is of another track or is known to have been served.
    """
    if of:
        named = next(event for event in case.events if event.id == of)
        if named.kind.partition(".")[0] != kind.track:
            raise UsageProblem(
                f"this entry is not one of {kind.track}", "name a decision with --of"
            )
        if named.served is not None:
            raise UsageProblem(
                "the day it was served is recorded already", f"caseledger set CASE {of}.served DAY"
            )
        return of
    found = [
        event.id
        for event in case.events
        if event.kind.partition(".")[0] == kind.track
        and event.state == "happened"
        and event.served is None
        and not event.kind.endswith((".hearing", ".adjourned"))
    ]
    if len(found) > 1:
        raise Ambiguous(
            "several entries of this track may have been served; name it with --of", found
        )
    if not found:
        raise UsageProblem("there is nothing of this track that could have been served")
    return found[0]


def place_by_date(text: str, members: Sequence[object]) -> int:
    """Say where in a list of events one of a date goes: behind the last that is not later.

    Entries without a usable date are passed over; an unknown day goes to the end.
    """
    mine = day_in_order(text)
    if mine is None:
        return len(members)
    dated = [(i, day_of_entry(member)) for i, member in enumerate(members)]
    known = [(i, day) for i, day in dated if day is not None]
    if not known:
        return len(members)
    return max((i + 1 for i, day in known if day <= mine), default=0)
