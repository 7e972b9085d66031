"""Of whom and of what a question asks, and where in its tables each of them lies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.accounts import BELIEVED_BY_NOBODY
from caseledger.domain.states import UNKNOWN
from caseledger.domain.stats.counting import Count, Item, Key, Record
from caseledger.domain.stats.grains import GRAINS, NOTHING, Grain, Values
from caseledger.domain.stats.periods import periods_of, within
from caseledger.domain.status import PersonNow
from caseledger.domain.windows import OPEN, Window

PERSONS, CASES, PROCEDURES, EVENTS = "persons", "cases", "procedures", "events"
UNITS = (PERSONS, CASES, PROCEDURES, EVENTS)
DIMENSIONS = ("citizenship", "host", "standing", "track", "outcome", "stage", "period")
KNOWN_ALONE = frozenset({"citizenship", "period"})
"""What is as good as recorded, also where not all of a case is known."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted on a day, and of whom. An empty set asks for nothing; each other is met.

    ``countries`` are where people are; of procedures, tracks and events the acting state.
    ``doubted`` are the ids of cases of which not all is known: what they come to is not certain.
    """

    day: Day
    unit: str = PERSONS
    period: str = "year"
    span: Window = OPEN
    tracks: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    citizenships: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    closed: bool = False
    doubted: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        """Whether it asks only for some tracks, days or acting states."""
        return bool(self.tracks or self.countries or self.span != OPEN)


def items_of(people: Iterable[PersonNow], question: Question, by: tuple[str, ...]) -> list[Item]:
    """Return what is counted for a table, each with all that is known of where it lies."""
    found: dict[Key, Item] = {}
    for one in _asked(people, question):
        for item in _items(one, question, by):
            known = found.get(item.key)
            found[item.key] = _joined(known, item) if known else item
    return list(found.values())


def _asked(people: Iterable[PersonNow], question: Question) -> Iterator[PersonNow]:
    """Leave out who is not asked for; a person who stands in two cases is counted once."""
    asked = [
        one
        for one in people
        if (question.closed or not one.closed)
        and (not question.tags or question.tags.intersection(one.case.tags))
    ]
    seen: set[str] = set()
    for one in sorted(asked, key=lambda one: bool(one.person.same_as)):
        if question.unit != PERSONS or one.identity not in seen:
            yield one
        seen.add(one.identity)


def _items(one: PersonNow, question: Question, by: tuple[str, ...]) -> Iterator[Item]:
    """Yield what a person is counted as; with the unit *persons* always under the same key."""
    whole, many = Count(1, 1), one.person.count
    if many and question.unit == PERSONS:
        whole = Count(many.min, many.max)
    for grain in _grains(one, question, by):
        asked = grain.sure and _surely_asked(one, grain, question)
        records = tuple(_records(one, grain, question, by, sure=asked))
        if records:
            yield Item(_key(one, grain, question.unit), whole, asked, records)


def _key(one: PersonNow, grain: Grain, unit: str) -> Key:
    if unit == PERSONS:
        return (one.identity,)
    return (one.case.id,) if unit == CASES else (one.life.case.id, grain.name)


def _joined(known: Item, more: Item) -> Item:
    """Count two findings about the same thing once."""
    return replace(known, sure=known.sure or more.sure, records=(*known.records, *more.records))


def _grains(one: PersonNow, question: Question, by: tuple[str, ...]) -> Iterator[Grain]:
    """Yield what a person is looked at by; somebody without any of it where all are asked for."""
    name = _grain_named(question.unit, by)
    found = [g for g in GRAINS[name](one, question.day) if _may_be_asked(one, g, question)]
    yield from found
    alone = not question.narrows and not any(grain.sure for grain in found)
    if alone and name != "standing" and question.unit in (PERSONS, CASES):
        nothing = {key: frozenset({NOTHING}) for key in ("track", "outcome", "host", "period")}
        yield Grain("", nothing, OPEN, True, frozenset())  # noqa: FBT003


def _grain_named(unit: str, by: tuple[str, ...]) -> str:
    """Choose what is looked at: the thing that the unit or a dimension speaks of."""
    if unit in (PROCEDURES, EVENTS):
        return unit.removesuffix("s")
    spoken = {"outcome": "procedure", "track": "track", "period": "event"}
    return next((grain for dimension, grain in spoken.items() if dimension in by), "standing")


def _may_be_asked(one: PersonNow, grain: Grain, question: Question) -> bool:
    citizen = {code for code, _ in citizenships(one)}
    return (
        (not question.tracks or bool(question.tracks & grain.tracks))
        and (not question.countries or bool(question.countries & grain.values["host"]))
        and (not question.citizenships or bool(question.citizenships & citizen))
        and _in_span(one, grain, question) is not None
    )


def _surely_asked(one: PersonNow, grain: Grain, question: Question) -> bool:
    citizen = {code for code, sure in citizenships(one) if sure}
    # Where somebody stands follows from all entries; what a state did is an entry of its own.
    lost = not grain.name and (not _is_settled(one) or _is_doubted(one, question))
    abroad = question.countries and (lost or not grain.values["host"] <= question.countries)
    return (
        not abroad
        and (not question.citizenships or bool(question.citizenships & citizen))
        and bool(_in_span(one, grain, question))
    )


def _in_span(one: PersonNow, grain: Grain, question: Question) -> bool | None:
    """Whether it surely lies in the days asked for; ``None`` if it certainly does not.

    A person as they stand lies there if something happened to them then.
    """
    if question.span == OPEN:
        return True
    found = [(grain.window, True)] if grain.name else _lived(one, question.day)
    cut = [(within(window, question.span), window, sure) for window, sure in found]
    inside = [(part == window, sure) for part, window, sure in cut if part]
    return any(whole and sure for whole, sure in inside) if inside else None


def _lived(one: PersonNow, day: Day) -> list[tuple[Window, bool]]:
    """The days of what happened to a person, or may have, by a day; and whether it surely did."""
    return [
        (o.window, o.counts(day)) for o in one.life.occurrences if o.counts(day) or o.possible(day)
    ]


def _records(
    one: PersonNow, grain: Grain, question: Question, by: tuple[str, ...], *, sure: bool
) -> Iterator[Record]:
    """Yield where something lies: one record for each citizenship, if they are asked for."""
    values: dict[str, frozenset[str]] = {**_personal(one), **grain.values}
    if "period" in by and "period" not in values:
        values["period"] = _periods(grain.window, question)
    unsettled = _unsettled(one, question, by)
    citizen = citizenships(one) if "citizenship" in by else [(UNKNOWN, True)]
    part = grain.part if question.unit == PERSONS and one.person.count else None
    for code, certain in citizen:
        own = {**values, "citizenship": frozenset({code})}
        left = unsettled if certain else unsettled | {"citizenship"}
        yield Record({key: own[key] for key in by}, sure, left, part)


def _personal(one: PersonNow) -> Values:
    return {
        "standing": frozenset(one.standing.possible),
        "stage": frozenset({str(one.standing.stage)}),
    }


def _unsettled(one: PersonNow, question: Question, by: tuple[str, ...]) -> frozenset[str]:
    """Return the dimensions of which the true value may be one that is not named."""
    if _is_doubted(one, question):
        return frozenset(by) - KNOWN_ALONE
    if _is_settled(one):
        return frozenset()
    here = _grain_named(question.unit, by) == "standing"
    return frozenset({"standing", "host"}) if here else frozenset({"standing"})


def _is_doubted(one: PersonNow, question: Question) -> bool:
    """Whether not all that is recorded of a person can be read, or may be told."""
    return bool({one.case.id, one.life.case.id} & question.doubted)


def _is_settled(one: PersonNow) -> bool:
    """Whether the standings and places that are named are all that are possible."""
    return bool(one.standing.certain or one.standing.possible_complete)


def _periods(window: Window, question: Question) -> frozenset[str]:
    past = within(window, Window(None, question.day)) or window
    return periods_of(within(past, question.span) or past, question.period)


def citizenships(one: PersonNow) -> list[tuple[str, bool]]:
    """Return every citizenship that the entry or a source states, and whether all agree on it."""
    believed = {s.id for s in one.case.sources if s.reliability not in BELIEVED_BY_NOBODY}
    own = one.person.citizenship or (UNKNOWN,)
    readings = [own] + [
        citation.says.citizenship
        for citation in one.person.sources
        if citation.says and citation.says.citizenship and citation.source in believed
    ]
    codes = dict.fromkeys(code for reading in readings for code in reading)
    return [(code, all(code in reading for reading in readings)) for code in codes]
