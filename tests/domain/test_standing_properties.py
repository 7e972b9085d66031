"""What holds for the standing in every case, and how long it takes."""

import cProfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Day
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY
from tests.domain.story_strategies import (
    CLOSE_DAYS,
    close_entries,
    close_stories,
    events,
    stories,
    told,
)

from caseledger.domain.case import Case, Event
from caseledger.domain.dates import parse_date
from caseledger.domain.decision import severity
from caseledger.domain.handovers import ANNOUNCING
from caseledger.domain.life import Life, life_of
from caseledger.domain.standing import Standing, rail, standing
from caseledger.domain.windows import Window, window_of

DAYS = st.dates(Day(2023, 1, 1), Day(2025, 12, 31))
PLAIN_KINDS = tuple(c for c in VOCABULARY.codes if c not in ANNOUNCING and not c.endswith("served"))


def now(case: Case, day: Day) -> Standing:
    return standing(case, case.people[0], day, VOCABULARY)


def alive(case: Case) -> Life:
    return life_of(case, case.people[0], VOCABULARY)


def with_one_more(case: Case, tree: Any, place: int) -> tuple[Case, Event]:
    """Put an event of the id ``extra`` among those of a case."""
    added = replace(told([tree]).events[0], id="extra")
    position = min(place, len(case.events))
    return replace(case, events=(*case.events[:position], added, *case.events[position:])), added


@settings(max_examples=40)
@given(st.one_of(stories(), close_stories(most=8)), st.one_of(DAYS, CLOSE_DAYS))
def test_every_case_has_a_standing(trees: list[Any], day: Day) -> None:
    case = told(trees)
    found = now(case, day)
    rank = severity(VOCABULARY)

    assert found == now(case, day)
    assert found.code == found.possible[0]
    assert list(found.possible) == sorted(set(found.possible), key=rank)
    assert found.certain is (found.possible_complete and len(found.possible) == 1)
    assert found.location in (*found.locations, "unknown")
    assert found.possible_complete or not found.certain
    assert found.since is None or {found.since.cause} <= {"event", "expiry", "law"}
    assert set(found.basis) <= {event.id for event in case.events}
    assert set(rail(alive(case), day)) <= {event.id for event in case.events}


# What did not happen, and what lies ahead

NOT_TRUE = st.sampled_from(["refuted", "cancelled"]).flatmap(lambda state: events(state=state))
NOT_YET = events(state="scheduled", kinds=PLAIN_KINDS)


@settings(max_examples=50)
@given(st.one_of(stories(), close_stories()), st.one_of(NOT_TRUE, NOT_YET), st.integers(0, 8), DAYS)
def test_what_did_not_happen_changes_nothing(
    trees: list[Any], extra: Any, place: int, day: Day
) -> None:
    case = told(trees)
    # A source that tells of it otherwise makes two accounts of it.
    plain = {**extra, "sources": []}

    assert now(with_one_more(case, plain, place)[0], day) == now(case, day)


def ordered(life: Life) -> set[tuple[str, str]]:
    """The pairs of events, by id, of which the first is known to come before the second."""
    events = life.plain.events
    return {
        (events[before].event.id, one.event.id)
        for place, one in enumerate(events)
        for before in range(len(events))
        if life.plain.ordering.before[place] >> before & 1
    }


def windows(life: Life) -> dict[str, Window]:
    return {one.event.id: one.window for one in life.occurrences}


def tells_of_others(more: Life, less: Life, day: Day) -> bool:
    """Whether a later event says when, or in which order, something else may have happened.

    An open beginning is cut at the event that it comes after, or that its kind follows; and what
    comes after an event that lies ahead lies ahead as well. So it may tell of earlier days.
    """
    others = {pair for pair in ordered(more) if "extra" not in pair}
    open_then = {one.event.id for one in less.plain.events if one.window.begun_by(day)}
    behind = {later for earlier, later in ordered(more) if earlier == "extra"}
    same = {key: window for key, window in windows(more).items() if key != "extra"}
    return bool(behind & open_then) or others != ordered(less) or same != windows(less)


@settings(max_examples=60)
@given(close_stories(), close_entries(), st.integers(0, 5), CLOSE_DAYS, st.integers(1, 40))
def test_what_happens_later_changes_nothing(
    trees: list[Any], entry: Any, place: int, day: Day, days: int
) -> None:
    """An event after the day is as if it were not there, unless it tells of others.

    A scheduled handover is announced before its day, unless nobody said when that was.
    """
    later = (day + timedelta(days=days)).isoformat()
    text = later if days % 2 else f"[{later}..]"
    case = told(trees)
    more, _ = with_one_more(case, {**entry, "date": text, "sources": []}, place)
    assume(not tells_of_others(alive(more), alive(case), day))

    assert now(more, day) == now(case, day)


def test_the_future_tells_only_of_order() -> None:
    """A claim lodged in May cannot have been refused in March, though the refusal is so wide."""
    refused = {"kind": "protection.refused", "country": "KZ", "date": "2024", "sources": []}
    lodged = {"kind": "protection.lodged", "country": "KZ", "date": "2024-05-01", "sources": []}
    entered = {"kind": "movement.entered", "country": "KZ", "date": "2023", "sources": []}
    day = Day(2024, 3, 1)

    assert now(told([entered, refused]), day).possible == ("unknown", "no-status")
    assert now(told([entered, refused, lodged]), day).possible == ("unknown",)


# Less precise dates

VAGUER: dict[str, Callable[[Day], str]] = {
    "month": lambda day: day.isoformat()[:7],
    "about": lambda day: f"{day.isoformat()}~",
    "span": lambda day: f"[{day - timedelta(days=2)}..{day + timedelta(days=3)}]",
    "by": lambda day: f"[..{day + timedelta(days=2)}]",
    "from": lambda day: f"[{day - timedelta(days=1)}..]",
    "year": lambda day: day.isoformat()[:4],
}


def holds(wide: Window, narrow: Window) -> bool:
    begins = wide.earliest is None or (narrow.earliest and wide.earliest <= narrow.earliest)
    ends = wide.latest is None or (narrow.latest and narrow.latest <= wide.latest)
    return bool(begins and ends)


def says_more(vague: Life, precise: Life, day: Day) -> bool:
    """Whether the vaguer date tells something that the precise one did not.

    That is so where it has the text of another date and takes its order from the file; where a
    rule of order, or a cap, that the day contradicted fits it now; where an open beginning is cut
    behind the day; and where a state asked for an extradition on a day that it may lie before.
    """
    narrower = windows(precise)
    wider = all(holds(window, narrower[key]) for key, window in windows(vague).items())
    asking = vague.feared(day) == precise.feared(day)
    return not (wider and asking and ordered(vague) <= ordered(precise))


@settings(max_examples=60)
@given(
    close_stories(),
    st.integers(0, 4),
    st.sampled_from(sorted(VAGUER)),
    st.dates(Day(2024, 2, 20), Day(2024, 4, 5)),
    CLOSE_DAYS,
)
def test_a_vaguer_date_hides_nothing(
    trees: list[Any], which: int, form: str, true: Day, day: Day
) -> None:
    """What may be on a day stays possible when a date is less precise, unless that tells more."""
    assume(which < len(trees))
    text = VAGUER[form](true)
    assume(holds(window_of(parse_date(text)), Window(true, true)))
    exact, wide = ({**trees[which], "date": date} for date in (true.isoformat(), text))
    precise = told([*trees[:which], exact, *trees[which + 1 :]])
    vague = told([*trees[:which], wide, *trees[which + 1 :]])
    assume(not says_more(alive(vague), alive(precise), day))
    before, after = now(precise, day), now(vague, day)

    assert not after.possible_complete or set(before.possible) <= set(after.possible)
    rank = severity(VOCABULARY)
    assert rank(after.code) <= rank(before.code)


# The order of the file


def told_of(found: Standing) -> Any:
    """All that a standing says of threats, bars and custody, in whatever order it says it."""
    held, since = found.liberty, found.since
    return (
        (found.code, found.certain, found.possible, found.possible_complete),
        (found.location, found.locations, found.law),
        (held.state, held.place, held.kind, held.since, held.until),
        {(e.exposure.key, e.exposure.level, e.certain) for e in found.exposures},
        {(s.shield.key, s.certain) for s in found.shields},
        since and (since.earliest, since.latest, since.cause),
    )


@settings(max_examples=60)
@given(close_stories(), st.randoms(use_true_random=False), CLOSE_DAYS)
def test_the_order_of_the_file_matters_only_to_equal_dates(
    trees: list[Any], chance: Any, day: Day
) -> None:
    """Events of one date text stay in their order; all others may stand anywhere.

    Only which of two entries that come to the same it names as its basis may hang on the file.
    """
    case = told(trees)
    texts: dict[str, Iterator[Event]] = {}
    places = [event.date.text for event in case.events]
    for text in set(places):
        texts[text] = iter([event for event in case.events if event.date.text == text])
    chance.shuffle(places)
    shuffled = replace(case, events=tuple(next(texts[text]) for text in places))
    # Where rules contradict each other in a circle, the first in the file is kept.
    assume(ordered(alive(shuffled)) == ordered(alive(case)))

    one, two = now(shuffled, day), now(case, day)
    assert told_of(one) == told_of(two)
    assert (one.last_word, one.stage) == (two.last_word, two.stage)


@settings(max_examples=50)
@given(close_stories(), st.randoms(use_true_random=False))
def test_the_order_that_is_known_does_not_hang_on_the_file(trees: list[Any], chance: Any) -> None:
    """Without ``after`` and equal dates no rule contradicts another: there are no circles."""
    plain = [{key: tree[key] for key in tree if key != "after"} for tree in trees]
    by_date = list({tree["date"]: tree for tree in plain}.values())
    case = told(by_date)
    shuffled = list(case.events)
    chance.shuffle(shuffled)

    assert ordered(alive(replace(case, events=tuple(shuffled)))) == ordered(alive(case))


# Others, and elsewhere


@settings(max_examples=30)
@given(close_stories(), close_stories(), st.randoms(use_true_random=False), CLOSE_DAYS)
def test_what_concerns_only_others_changes_nothing(
    mine: list[Any], theirs: list[Any], chance: Any, day: Day
) -> None:
    one, two = told(mine), told(theirs)
    case = replace(
        one,
        people=(one.people[0], replace(one.people[0], id="qq")),
        events=(
            *(replace(event, people=("pp",)) for event in one.events),
            *(replace(event, id=f"q{event.id}", people=("qq",), after=()) for event in two.events),
        ),
    )
    mixed = list(range(len(case.events)))
    turns = [index < len(one.events) for index in mixed]
    chance.shuffle(turns)
    left = iter(case.events[: len(one.events)]), iter(case.events[len(one.events) :])
    together = replace(case, events=tuple(next(left[not turn]) for turn in turns))

    assert now(together, day) == now(one, day)


ELSEWHERE = (
    {"kind": "extradition.requested", "by": "UZ"},
    {"kind": "extradition.ordered", "by": "UZ"},
    {"kind": "removal.ordered", "to": "UZ"},
    {"kind": "removal.appealed"},
    {"kind": "protection.none"},
    {"kind": "protection.refused"},
    {"kind": "protection.certificate-extended", "until": "2024-03-05"},
    {"kind": "complaint.measure-granted", "body": "CAT"},
    {"kind": "protection.residence-granted"},
)


@settings(max_examples=60)
@given(
    close_stories(),
    st.lists(st.sampled_from(ELSEWHERE), min_size=1, max_size=3),
    st.sampled_from(["2024-03-05", "2024-03", "2024", "[2024-03-01..2024-03-06]"]),
    CLOSE_DAYS,
)
def test_what_lies_in_another_state_changes_nothing_here(
    trees: list[Any], others: list[Any], date: str, day: Day
) -> None:
    """Exposures and shields of a state where nobody says that the person was."""
    case = told(trees)
    there = [{**one, "country": "LT", "date": date, "sources": []} for one in others]
    more = told([*trees, *there])
    narrow = {key: one for key, one in windows(alive(more)).items() if key in windows(alive(case))}
    assume(narrow == windows(alive(case)))
    before, after = now(case, day), now(more, day)

    assert told_of(after) == told_of(before)
    assert (set(after.basis), after.provisional) == (set(before.basis), before.provisional)


# Unknown kinds, and time


@settings(max_examples=30)
@given(stories(most=5), st.integers(0, 5), DAYS)
def test_an_unknown_kind_is_never_certain(trees: list[Any], place: int, day: Day) -> None:
    odd = {"date": "2000", "kind": "odd.kind", "sources": []}
    more, event = with_one_more(told(trees), odd, place)

    found = now(more, day)

    assert (found.certain, found.possible_complete) == (False, False)
    assert event.id in found.unknown_kinds


def long_case() -> Case:
    """A life of 500 events of which 300 are known by their month only."""
    kinds = ["protection.lodged", "protection.interview", "detention.extended", "case.note"]
    kinds += ["extradition.requested", "extradition.hearing", "protection.certificate-extended"]
    first = Day(2008, 1, 1)
    days = [first + timedelta(days=number * 97 % 5500) for number in range(500)]
    return told(
        [
            {
                "date": day.isoformat()[: 7 if number < 300 else 10],
                "kind": kinds[number % len(kinds)],
                "country": "KZ",
                "sources": ["s1"],
            }
            for number, day in enumerate(days)
        ]
    )


@pytest.mark.parametrize("day", [Day(2015, 6, 15), Day(2024, 1, 1)])
def test_a_long_life_takes_few_steps(day: Day) -> None:
    case = long_case()
    # Calls are counted and not seconds, which a busy machine makes longer.
    calls = cProfile.Profile()

    found = calls.runcall(now, case, day)

    assert found.code == "limbo"
    assert sum(one.callcount for one in calls.getstats()) < 500_000
