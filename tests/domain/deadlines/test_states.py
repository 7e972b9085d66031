"""What becomes of a deadline: what meets it, what makes it pointless, and when it is missed."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, found, only

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"
SERVED = f"{REFUSED}, served: 2024-03-04"
APPEAL = "kind: protection.appealed, country: PL"
ABROAD = "kind: protection.appealed, country: AT"
ALLOWED = "date: 2024-03-08, kind: protection.appeal-allowed, country: PL"

RULE = (
    "id: appeal, jurisdiction: [PL], for: 14d, done_by: protection.appealed,"
    " moot_by: protection.appeal-allowed,"
    " trigger: {kind: protection.refused, clock: served}"
)
APPEALS = file_of(RULE)
"""Fourteen days from service: to 18 March 2024."""


@pytest.mark.parametrize(
    ("day", "events", "state"),
    [
        pytest.param("2024-03-10", [SERVED], "upcoming", id="eight-days-before"),
        pytest.param("2024-03-11", [SERVED], "due-soon", id="seven-days-before"),
        pytest.param("2024-03-18", [SERVED], "due-soon", id="the-last-day"),
        pytest.param("2024-03-19", [SERVED], "missed", id="the-day-after"),
        pytest.param("2024-03-19", [REFUSED], "overdue", id="service-is-not-proven"),
        pytest.param("2024-03-19", [f"{SERVED}, state: alleged"], "overdue", id="only-alleged"),
        pytest.param("2024-03-19", [SERVED, f"date: 2024-03-10, {APPEAL}, state: alleged"],
                     "overdue", id="an-alleged-appeal"),
        pytest.param("2024-03-19", [SERVED, f"{ALLOWED}, state: alleged"], "overdue",
                     id="perhaps-pointless"),
        pytest.param("2024-03-19", [SERVED, f"date: 2024-03-18, {APPEAL}"], "met", id="met"),
        pytest.param("2024-05-01", [SERVED, f"date: 2024-04-18, {APPEAL}"], "met", id="met-late"),
        pytest.param("2024-03-10", [SERVED, ALLOWED], "moot", id="pointless"),
        pytest.param("2024-03-19", [SERVED, f"date: 2024-03-10, {APPEAL}, state: refuted"],
                     "missed", id="a-refuted-appeal"),
        pytest.param("2024-03-19", [SERVED, f"date: 2024-03-30, {APPEAL}"], "missed",
                     id="an-appeal-after-the-day-asked-about"),
        pytest.param("2024-03-19", [SERVED, f"date: 2024-03-10, {ABROAD}"], "missed",
                     id="an-appeal-elsewhere"),
        pytest.param("2024-03-19", [f"date: 2024-02-01, {APPEAL}", SERVED], "missed",
                     id="an-appeal-before-it"),
    ],
)  # fmt: skip
def test_the_state_on_a_day(day: str, events: list[str], state: str) -> None:
    assert only(day, APPEALS, *events).state == state


@pytest.mark.parametrize(
    ("events"),
    [
        pytest.param([f"{REFUSED}, state: refuted"], id="refuted"),
        pytest.param([f"{REFUSED}, state: cancelled"], id="cancelled"),
        pytest.param([f"{REFUSED}, state: scheduled"], id="scheduled"),
        pytest.param([REFUSED.replace("PL", "AT")], id="elsewhere"),
        pytest.param([REFUSED.replace("2024", "2025")], id="later"),
    ],
)
def test_what_starts_no_clock(events: list[str]) -> None:
    assert found("2024-06-01", APPEALS, *events) == []


@pytest.mark.parametrize(
    ("date", "late"),
    [
        ("2024-03-18", "no"),
        ("2024-03-19", "yes"),
        ("'[2024-03-10..2024-03-20]'", "unknown"),
        ("'[2024-03-19..2024-03-20]'", "yes"),
    ],
)
def test_whether_an_act_was_late(date: str, late: str) -> None:
    one = only("2024-06-01", APPEALS, SERVED, f"date: {date}, {APPEAL}")

    assert one.met is not None
    assert (one.state, one.met.event.id, one.met.late) == ("met", "e2", late)


def test_without_service_the_count_is_provisional_and_asks_for_it() -> None:
    one = only("2024-03-02", APPEALS, REFUSED)

    assert (one.provisional, one.needs, one.due) == (True, ("served",), Day(2024, 3, 15))


def test_service_that_lies_ahead_has_not_taken_place() -> None:
    one = only("2024-03-03", APPEALS, SERVED)

    assert (one.provisional, one.due) == (True, Day(2024, 3, 15))


def test_service_on_person_and_counsel_gives_both_days_and_the_earlier_warns() -> None:
    one = only(
        "2024-03-05", APPEALS, f"{REFUSED}, served: {{person: 2024-03-04, counsel: 2024-03-05}}"
    )

    assert (one.earliest, one.due, one.latest) == (
        Day(2024, 3, 18), Day(2024, 3, 18), Day(2024, 3, 19),
    )  # fmt: skip
    assert not one.provisional


def test_a_state_is_late_only_after_the_latest_day() -> None:
    file = file_of(RULE.replace("for: 14d", "for: 14d, binds: state"))
    window = (
        REFUSED.replace("2024-03-01", "'[2024-03-01..2024-03-05]'")
        + ", served: '[2024-03-01..2024-03-05]'"
    )

    assert only("2024-03-17", file, window).state == "due-soon"
    assert only("2024-03-17", file, window).due == Day(2024, 3, 19)
    assert only("2024-03-20", file, window).state == "missed"


@pytest.mark.parametrize("status", ["partial", "unverified"])
def test_what_was_not_read_is_never_said_to_be_missed(status: str) -> None:
    file = file_of(f"{RULE}, status: {status}")

    assert only("2024-06-01", file, SERVED).state == "overdue"
    assert only("2024-06-01", file, SERVED).status == status


def test_for_later_decisions_a_rule_must_be_read_again() -> None:
    file = file_of(f"{RULE}, review_after: 2024-03-01")

    assert only("2024-06-01", file, SERVED).status == "unverified"
    assert only("2024-06-01", file, SERVED.replace("-03-01", "-02-29")).status == "text"


def test_guidance_is_no_limit_that_is_missed() -> None:
    assert only("2024-06-01", file_of(f"{RULE}, guidance: true"), SERVED).state == "overdue"


# What leaves a doubt


def test_what_is_seldom_recorded_is_never_said_to_be_missed() -> None:
    assert only("2024-06-01", file_of(f"{RULE}, silent: true"), SERVED).state == "overdue"


@pytest.mark.parametrize("event", [f"{SERVED}?", SERVED.replace("-03-01", "-03-01?")])
def test_a_date_that_is_marked_as_uncertain_leaves_it_provisional(event: str) -> None:
    one = only("2024-06-01", APPEALS, event.replace("2024-03-04?", "'2024-03-04?'"))

    assert (one.provisional, one.needs, one.state) == (True, ("date",), "overdue")


def test_a_version_that_is_pointless_leaves_the_others() -> None:
    start = "trigger: {kind: protection.refused, clock: served}, family: f"
    moot = "moot_by: protection.appeal-allowed"
    file = file_of(
        f"id: one, for: 14d, {start}, valid: {{to: 2024-03-10}}, {moot}",
        f"id: two, for: 20d, {start}, valid: {{from: 2024-03-01}}",
    )
    events = [SERVED.replace("2024-03-01", "'[2024-02-20..2024-03-04]'"), ALLOWED]

    one = only("2024-03-10", file, *events)

    assert (one.state, [rule.id for rule in one.rules]) == ("upcoming", ["two"])


def test_an_act_that_names_what_it_answers_need_not_say_the_rest() -> None:
    file = file_of(
        RULE.replace(
            "done_by: protection.appealed", "done_by: {kind: protection.appealed, level: first}"
        )
    )

    named = only("2024-06-01", file, SERVED, f"date: 2024-03-10, {APPEAL}, of: e1")
    unnamed = only("2024-06-01", file, SERVED, f"date: 2024-03-10, {APPEAL}")

    assert (named.state, unnamed.state) == ("met", "overdue")


def test_service_on_a_day_that_nobody_knows_is_no_proof() -> None:
    one = only("2024-03-05", APPEALS, f"{REFUSED}, served: unknown")

    assert (one.provisional, one.needs, one.due) == (True, ("served",), Day(2024, 3, 15))


def test_a_date_that_is_not_known_at_all_is_asked_for() -> None:
    file = file_of(f"{RULE}, valid: {{from: 2015-01-01}}")

    one = only(
        "2024-06-01", file, "date: unknown, kind: protection.refused, country: PL, served: unknown"
    )

    assert (one.due, one.state) == (None, "needs-input")


def test_what_may_be_said_when_an_act_was_certainly_late() -> None:
    late = f"date: 2024-03-19, {APPEAL}"

    assert only("2024-06-01", APPEALS, SERVED, late).consequence == "final"
    assert only("2024-06-01", APPEALS, SERVED).consequence == "final"
    assert only("2024-06-01", APPEALS, SERVED, f"date: 2024-03-18, {APPEAL}").consequence == ""
    assert only("2024-06-01", APPEALS, REFUSED, late).consequence == ""
