"""The interval of a deadline, held against every single day that its dates leave room for."""

from datetime import date as Day
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.deadlines.ruled import file_of, found, only

from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.rules.rule import RuleFile

FINAL = "kind: protection.appeal-dismissed, country: PL, final: yes"
LODGED = "kind: protection.lodged, country: PL"
LATER = "2031-01-01"

STRASBOURG = file_of(
    "id: six, family: court, for: 6m, valid: {to: 2022-01-31},"
    " trigger: {kind: protection.appeal-dismissed, final: yes, clock: served}",
    "id: four, family: court, for: 4m, valid: {from: 2022-02-01},"
    " trigger: {kind: protection.appeal-dismissed, final: yes, clock: served}",
)
"""Two versions: the day of the decision selects, service starts the clock."""

BY_APPLICATION = file_of(
    "id: old, family: reply, for: 3m, trigger: transfer.requested,"
    " valid: {selector: protection.lodged, to: 2026-06-11}",
    "id: new, family: reply, for: 1m, profile: eu-pact, trigger: transfer.requested,"
    " valid: {selector: protection.lodged, from: 2026-06-12}",
)
"""Two versions: the day of another event selects."""

EARLIEST = file_of(
    "id: first, binds: state, done_by: transfer.requested, trigger: {earliest_of: ["
    "{kind: protection.lodged, for: 3m}, {kind: transfer.hit, for: 2m}]}"
)
ROLLED = file_of("id: rolled, for: 14d, profile: pl-kpa, trigger: protection.appeal-dismissed")
MONTHS = file_of("id: months, for: 1m, profile: at-avg, trigger: protection.appeal-dismissed")
BOTH_WAYS = file_of("id: both, for: 40d, profile: cis-both, trigger: protection.appeal-dismissed")


def days(first: Day, count: int) -> list[Day]:
    return [first + timedelta(n) for n in range(count)]


def spanning(window: list[Day]) -> str:
    return f"'[{window[0]}..{window[-1]}]'"


def bounds(one: Deadline) -> tuple[Day, Day]:
    assert one.earliest is not None
    assert one.latest is not None
    return one.earliest, one.latest


def hulled(every: list[tuple[Day, Day]]) -> tuple[Day, Day]:
    return min(low for low, _ in every), max(high for _, high in every)


starts = st.dates(min_value=Day(2021, 10, 1), max_value=Day(2022, 5, 31))
lengths = st.integers(min_value=1, max_value=70)


@settings(max_examples=25, deadline=None)
@given(start=starts, length=lengths)
@pytest.mark.parametrize(
    "file",
    [
        pytest.param(STRASBOURG, id="across-a-change-of-the-rule"),
        pytest.param(ROLLED, id="across-holidays"),
        pytest.param(MONTHS, id="across-month-ends"),
        pytest.param(BOTH_WAYS, id="by-two-readings"),
    ],
)
def test_a_window_gives_what_all_its_days_give_together(
    file: RuleFile, start: Day, length: int
) -> None:
    window = days(start, length)
    each = [bounds(only(LATER, file, f"date: {day}, {FINAL}")) for day in window]

    whole = only(LATER, file, f"date: {spanning(window)}, {FINAL}")

    assert bounds(whole) == hulled(each)


@settings(max_examples=12, deadline=None)
@given(start=starts, length=st.integers(1, 12), delay=st.integers(0, 8), served=st.integers(1, 12))
def test_decision_and_service_are_taken_together(
    start: Day, length: int, delay: int, served: int
) -> None:
    decided, told = days(start, length), days(start + timedelta(delay), served)
    each = [
        bounds(only(LATER, STRASBOURG, f"date: {one}, {FINAL}, served: {other}"))
        for one in decided
        for other in told
        if one <= other
    ]
    if not each:
        return
    event = f"date: {spanning(decided)}, {FINAL}, served: {spanning(told)}"

    assert bounds(only(LATER, STRASBOURG, event)) == hulled(each)


@settings(max_examples=12, deadline=None)
@given(
    lodged=st.dates(Day(2026, 5, 20), Day(2026, 7, 1)),
    length=st.integers(1, 15),
    gap=st.integers(0, 40),
    asked=st.integers(1, 10),
)
def test_a_selector_that_is_another_event_is_taken_together_with_the_trigger(
    lodged: Day, length: int, gap: int, asked: int
) -> None:
    selecting = days(lodged, length)
    starting = days(selecting[-1] + timedelta(gap), asked)
    request = "kind: transfer.requested, country: PL, to: AT"
    each = [
        bounds(only(LATER, BY_APPLICATION, f"date: {one}, {LODGED}", f"date: {other}, {request}"))
        for one in selecting
        for other in starting
    ]
    events = (f"date: {spanning(selecting)}, {LODGED}", f"date: {spanning(starting)}, {request}")

    assert bounds(only(LATER, BY_APPLICATION, *events)) == hulled(each)


@settings(max_examples=12, deadline=None)
@given(start=starts, length=st.integers(1, 12), gap=st.integers(0, 60), hits=st.integers(1, 8))
def test_of_two_periods_the_one_that_ends_first_counts_on_every_day(
    start: Day, length: int, gap: int, hits: int
) -> None:
    lodged = days(start, length)
    hit = days(lodged[-1] + timedelta(gap), hits)
    match = "kind: transfer.hit, country: PL"
    each = [
        bounds(only(LATER, EARLIEST, f"date: {one}, {LODGED}", f"date: {other}, {match}"))
        for one in lodged
        for other in hit
    ]
    events = (f"date: {spanning(lodged)}, {LODGED}", f"date: {spanning(hit)}, {match}")

    assert bounds(only(LATER, EARLIEST, *events)) == hulled(each)


@settings(max_examples=25, deadline=None)
@given(start=starts, length=lengths, more=st.integers(0, 20))
def test_a_wider_window_never_narrows_the_interval(start: Day, length: int, more: int) -> None:
    narrow, wide = days(start, length), days(start - timedelta(more), length + 2 * more)
    low, high = bounds(only(LATER, STRASBOURG, f"date: {spanning(narrow)}, {FINAL}"))
    lower, higher = bounds(only(LATER, STRASBOURG, f"date: {spanning(wide)}, {FINAL}"))

    assert lower <= low
    assert high <= higher


@settings(max_examples=25, deadline=None)
@given(decided=starts, delay=st.integers(0, 90), more=st.integers(0, 90))
def test_with_the_selector_fixed_a_later_service_never_gives_an_earlier_day(
    decided: Day, delay: int, more: int
) -> None:
    served = decided + timedelta(delay)
    early, late = (
        bounds(only(LATER, STRASBOURG, f"date: {decided}, {FINAL}, served: {day}"))
        for day in (served, served + timedelta(more))
    )

    assert early[0] <= late[0]
    assert early[1] <= late[1]


def test_the_earliest_day_may_come_of_the_middle_of_a_window() -> None:
    one = only("2022-03-01", STRASBOURG, f"date: '[2022-01-20..2022-02-10]', {FINAL}")

    assert bounds(one) == (Day(2022, 6, 1), Day(2022, 7, 31))
    assert (one.due, one.rule and one.rule.id) == (Day(2022, 6, 1), "four")
    assert [rule.id for rule in one.rules] == ["four", "six"]


def test_a_second_reading_widens_the_interval() -> None:
    file = file_of(
        "id: old, family: reply, binds: state, for: 3m, trigger: transfer.requested,"
        " valid: {selector: protection.lodged, to: 2026-06-11}",
        "id: new, family: reply, binds: state, for: 1m, trigger: transfer.requested,"
        " valid: {selector: protection.lodged, from: 2026-06-12, also_from: 2026-06-12}",
    )
    request = "kind: transfer.requested, country: PL, to: AT"

    before = only(LATER, file, f"date: 2026-05-01, {LODGED}", f"date: 2026-06-01, {request}")
    after = only(LATER, file, f"date: 2026-05-01, {LODGED}", f"date: 2026-06-20, {request}")

    assert bounds(before) == (Day(2026, 9, 1), Day(2026, 9, 1))
    assert bounds(after) == (Day(2026, 7, 20), Day(2026, 9, 20))
    assert after.due == Day(2026, 9, 20)


def test_a_version_for_which_no_day_is_left_gives_nothing() -> None:
    file = file_of(
        "id: six, for: 6m, valid: {to: 2022-01-31}, trigger: protection.appeal-dismissed"
    )

    assert found(LATER, file, f"date: 2022-02-01, {FINAL}") == []


def test_what_may_have_been_at_any_time_has_no_day() -> None:
    one = only(LATER, ROLLED, f"date: '[2022-03-01..]', {FINAL}")

    assert (one.earliest, one.latest) == (Day(2022, 3, 15), None)


def test_where_no_version_holds_by_its_own_selector_none_is_ruled_out() -> None:
    file = file_of(
        "id: old, family: f, binds: state, for: 6m, trigger: transfer.accepted,"
        " valid: {selector: protection.lodged, to: 2026-06-11}",
        "id: new, family: f, binds: state, for: 7m, trigger: transfer.accepted,"
        " valid: {selector: protection.registered, from: 2026-06-12, also_from: 2026-06-12}",
    )
    events = [
        "date: 2026-06-10, kind: protection.registered, country: AT",
        "date: 2026-06-20, kind: protection.lodged, country: AT",
        "date: 2026-07-01, kind: transfer.accepted, country: AT, to: PL",
    ]

    one = only("2026-07-02", file, *events)

    assert (bounds(one), one.certain) == ((Day(2027, 1, 1), Day(2027, 2, 1)), False)
