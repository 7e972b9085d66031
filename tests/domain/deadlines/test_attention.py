"""Which deadlines ask for attention on a day, which is next, and in what order they stand."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, found, only, words_of
from tests.domain.invented import invented

from caseledger.domain.coming import coming
from caseledger.domain.deadlines.all import next_of
from caseledger.domain.deadlines.attention import asks, besides, by_gravity, is_passed, still_ahead
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.occurrences import occurrences_of

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL, served: 2024-03-04"
APPEALED = "date: 2024-03-10, kind: protection.appealed, country: PL"
JAILED = "date: 2024-03-01, kind: detention.arrested, country: PL"
RELEASED = "date: 2024-03-20, kind: detention.released, country: PL"
RULE = (
    "id: appeal, jurisdiction: [PL], for: 14d, done_by: protection.appealed,"
    " trigger: {kind: protection.refused, clock: served}"
)
APPEALS = file_of(RULE)
"""Fourteen days from service: to 18 March 2024."""

LIMITS = file_of(
    "id: limit, binds: state, for: 3d, custody: true, trigger: detention.arrested,"
    " done_by: detention.ordered"
)
TASK = "date: 2024-03-01, kind: case.task, until: 2024-04-01"
LEAVE = "date: 2024-03-01, kind: removal.leave-by-set, country: PL, until: 2024-04-01"
LEFT = "date: 2024-03-20, kind: movement.left, country: PL, to: CZ"


@pytest.mark.parametrize(
    ("day", "rule", "events", "expected"),
    [
        pytest.param("2024-03-10", RULE, [REFUSED], (True, False), id="ahead"),
        pytest.param("2024-03-18", RULE, [REFUSED], (True, False), id="its-last-day"),
        pytest.param("2024-03-19", RULE, [REFUSED], (True, True), id="missed"),
        pytest.param("2024-06-16", RULE, [REFUSED], (True, True), id="for-ninety-days"),
        pytest.param("2024-06-17", RULE, [REFUSED], (False, True), id="for-longer"),
        pytest.param(
            "2024-06-17", f"{RULE}, status: unverified", [REFUSED], (False, True), id="overdue-long"
        ),
        pytest.param(
            "2024-03-18", f"{RULE}, silent: true", [REFUSED], (True, False), id="seldom-recorded"
        ),
        pytest.param(
            "2024-03-19", f"{RULE}, silent: true", [REFUSED], (False, True), id="no-miss"
        ),
        pytest.param("2024-03-12", RULE, [REFUSED, APPEALED], (False, False), id="met"),
    ],
)  # fmt: skip
def test_what_asks_for_attention(
    day: str, rule: str, events: list[str], expected: tuple[bool, bool]
) -> None:
    one, on = only(day, file_of(rule), *events), Day.fromisoformat(day)

    assert (asks(one, on), is_passed(one, on)) == expected


@pytest.mark.parametrize(
    ("events", "expected"), [([JAILED], True), ([JAILED, RELEASED], False)], ids=["held", "free"]
)
def test_a_limit_of_custody_asks_for_as_long_as_the_person_is_held(
    events: list[str], expected: bool
) -> None:
    assert asks(only("2025-03-01", LIMITS, *events), Day(2025, 3, 1)) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2024-03-10", "2024-03-18", id="ahead"),
        pytest.param("2024-06-16", "2024-03-18", id="overdue-lately"),
        pytest.param("2024-06-17", None, id="overdue-for-long"),
    ],
)
def test_what_is_next(day: str, expected: str | None) -> None:
    deadlines = found(day, file_of(f"{RULE}, status: unverified"), REFUSED)
    one = next_of(tuple(deadlines), Day.fromisoformat(day))

    assert (one and str(one.effective)) == expected


def test_what_is_overdue_comes_before_what_is_ahead_and_that_before_what_lacks_a_day() -> None:
    rules = file_of(
        "id: later, for: 60d, trigger: protection.refused",
        "id: soon, for: 20d, trigger: protection.refused",
        "id: over, for: 3d, trigger: protection.refused, status: unverified",
        "id: missed, for: 2d, trigger: protection.refused",
        "id: figure, binds: state, national: {min: 5d}, trigger: protection.refused",
    )
    deadlines = sorted(found("2024-03-10", rules, REFUSED), key=by_gravity)

    assert [one.rule.id for one in deadlines if one.rule] == [
        *("over", "soon", "later", "figure", "missed")
    ]


def lists(day: str, *events: str) -> tuple[list[str], list[str]]:
    """What lies ahead, and what is due besides."""
    case, on = invented(*events), Day.fromisoformat(day)
    words = words_of(APPEALS)
    listed = coming(case, occurrences_of(case, words), on)
    deadlines: list[Deadline] = found(day, APPEALS, *events)
    ahead = still_ahead(listed, deadlines)
    beside = besides((one for one in deadlines if asks(one, on)), ahead)
    return [one.occurrence.event.id for one in ahead], [one.trigger.id for one in beside]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([REFUSED], ([], ["e1"]), id="a-rule"),
        pytest.param([TASK], (["e1"], []), id="a-term-stands-once"),
        pytest.param([f"{TASK}, outcome: done"], ([], []), id="a-task-that-is-done"),
        pytest.param([LEAVE], (["e1"], []), id="a-time-to-leave"),
        pytest.param([LEAVE, LEFT], ([], []), id="who-has-left"),
    ],
)
def test_nothing_stands_twice_and_nothing_that_is_over(
    events: list[str], expected: tuple[list[str], list[str]]
) -> None:
    assert lists("2024-03-21" if LEFT in events else "2024-03-10", *events) == expected
