"""The time to appeal: a shield while it runs, and an order that can be carried out after it."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented

from caseledger.domain.life import life_of
from caseledger.domain.loading import shape_of
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.standing import Standing, standing_of

HERE = "date: 2023-01-01, kind: movement.entered, country: TR"
ORDERED = "date: 2023-03-01, kind: extradition.ordered, country: TR, by: UZ"
SERVED = f"{ORDERED}, served: 2023-03-05"
REFUGEE = "date: 2023-02-15, kind: protection.granted, country: TR, outcome: refugee"
APPEALED = "date: 2023-03-10, kind: extradition.appealed, country: TR, by: UZ, suspensive: yes"


def rules(answer: str = "yes", status: str = "text", law: str = "text") -> RuleFile:
    """A file with the one rule of these tests: ten days to appeal, in an invented law."""
    rule = {
        "id": "tr-appeal",
        "title": "Appeal",
        "law": "invented act, s. 1",
        "jurisdiction": ["TR"],
        "binds": "applicant",
        "trigger": {"kind": "extradition.ordered", "clock": "served"},
        "for": "10d",
        "done_by": "extradition.appealed",
        "profile": "eu-dublin3",
        "on_miss": "decision-enforceable",
        "suspends": {"answer": answer, "status": status},
        "status": law,
    }
    found: object = shape_of(RuleFile).read({"format": "1", "rules": [rule]})
    assert isinstance(found, RuleFile)
    return found


def stands(day: str, events: list[str], file: RuleFile) -> Standing:
    case = invented(*events)
    life = life_of(case, case.people[0], VOCABULARY.with_rules([file]))
    return standing_of(life, Day.fromisoformat(day))


def levels(now: Standing) -> set[tuple[str, bool]]:
    return {(one.exposure.level, one.certain) for one in now.exposures}


def bars(now: Standing) -> list[tuple[str, bool]]:
    return [(one.shield.kind, one.certain) for one in now.shields]


@pytest.mark.parametrize(
    ("day", "possible", "shields"),
    [
        pytest.param("2023-03-15", {"limbo"}, [("appeal-window", True)], id="the-last-day"),
        pytest.param("2023-03-16", {"exposed"}, [], id="the-day-after"),
    ],
)
def test_the_time_to_appeal_holds_the_order_off_and_then_no_more(
    day: str, possible: set[str], shields: list[tuple[str, bool]]
) -> None:
    now = stands(day, [HERE, SERVED], rules())

    assert set(now.possible) == possible
    assert bars(now) == shields


def test_an_order_is_enforceable_when_the_time_has_passed_unused() -> None:
    before = stands("2023-03-15", [HERE, REFUGEE, SERVED], rules())
    after = stands("2023-03-16", [HERE, REFUGEE, SERVED], rules())

    assert (before.code, levels(before)) == ("protected", {("ordered", True)})
    assert (after.code, after.certain) == ("threatened", True)
    assert levels(after) == {("enforceable", True)}


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(rules(status="unverified"), id="whether-it-suspends-was-not-read"),
        pytest.param(rules(answer="unknown"), id="whether-it-suspends-is-not-known"),
        pytest.param(rules(law="partial"), id="the-rule-was-read-in-part"),
    ],
)
def test_what_was_not_verified_is_only_possible(file: RuleFile) -> None:
    running = stands("2023-03-10", [HERE, SERVED], file)
    passed = stands("2023-04-10", [HERE, REFUGEE, SERVED], file)

    assert set(running.possible) == {"exposed", "limbo"}
    assert bars(running) == [("appeal-window", False)]
    assert (passed.code, set(passed.possible)) == ("threatened", {"threatened", "protected"})


def test_a_law_that_does_not_suspend_gives_no_shield_and_raises_nothing() -> None:
    assert bars(stands("2023-03-10", [HERE, SERVED], rules(answer="no"))) == []
    later = stands("2023-04-10", [HERE, REFUGEE, SERVED], rules(answer="no"))
    assert (later.code, later.certain) == ("protected", True)


def test_without_proof_of_service_nothing_has_certainly_passed() -> None:
    running = stands("2023-03-10", [HERE, ORDERED], rules())
    later = stands("2023-06-01", [HERE, REFUGEE, ORDERED], rules())

    assert bars(running) == [("appeal-window", False)]
    assert (later.code, later.certain) == ("threatened", False)


def test_days_that_leave_room_leave_both_possible() -> None:
    served = f"{ORDERED}, served: '[2023-03-05..2023-03-08]'"

    between = stands("2023-03-17", [HERE, REFUGEE, served], rules())

    assert set(between.possible) == {"threatened", "protected"}
    assert stands("2023-03-19", [HERE, REFUGEE, served], rules()).certain


def test_an_appeal_stands_in_place_of_the_time_for_it() -> None:
    now = stands("2023-03-12", [HERE, SERVED, APPEALED], rules())
    later = stands("2023-06-01", [HERE, REFUGEE, SERVED, APPEALED], rules())

    assert bars(now) == [("appeal", True)]
    assert (later.code, levels(later)) == ("protected", {("ordered", True)})


@pytest.mark.parametrize(
    ("day", "answer", "sure"),
    [
        pytest.param("2023-03-15", "yes", {("ordered", True)}, id="still running"),
        pytest.param("2023-03-16", "yes", {("enforceable", True)}, id="over"),
        pytest.param("2023-03-16", "unknown", {("enforceable", False)}, id="perhaps over"),
    ],
)
def test_a_level_that_is_only_possible_is_not_sure(
    day: str, answer: str, sure: set[tuple[str, bool]]
) -> None:
    now = stands(day, [HERE, REFUGEE, SERVED], rules(answer))

    assert {(one.exposure.level, one.sure_level) for one in now.exposures} == sure


def test_what_was_quashed_does_not_become_enforceable() -> None:
    quashed = "date: 2023-03-20, kind: extradition.quashed, country: TR, by: UZ"

    now = stands("2023-06-01", [HERE, REFUGEE, SERVED, quashed], rules())

    assert (now.code, levels(now)) == ("protected", {("requested", True)})


def test_the_day_on_which_the_time_ran_out_is_the_day_since_when_it_is_so() -> None:
    now = stands("2023-06-01", [HERE, REFUGEE, SERVED], rules())

    assert now.since is not None
    assert (now.since.latest, now.since.cause) == (Day(2023, 3, 16), "expiry")


def test_the_shield_lasts_as_long_as_the_time_may_run() -> None:
    window = f"{ORDERED}, served: '[2023-03-05..2023-03-08]'"
    (one,) = stands("2023-03-10", [HERE, window], rules()).shields

    assert one.shield.until is not None
    assert (one.shield.until.earliest, one.shield.until.latest) == (
        Day(2023, 3, 15),
        Day(2023, 3, 18),
    )


@pytest.mark.parametrize(
    ("day", "served"),
    [
        pytest.param("2023-03-17", "'[2023-03-05..2023-03-08]'", id="between-its-ends"),
        pytest.param("2023-06-01", "'[2023-03-05..]'", id="no-last-day"),
    ],
)
def test_it_may_run_as_long_as_its_last_end_is_not_over(day: str, served: str) -> None:
    now = stands(day, [HERE, f"{ORDERED}, served: {served}"], rules())

    assert [kind for kind, _ in bars(now)] == ["appeal-window"]


BY_TJ = "date: 2023-03-20, kind: extradition.ordered, country: TR, by: TJ, served: 2023-03-25"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([SERVED, BY_TJ], {("UZ", "enforceable"), ("TJ", "ordered")}, id="its-own"),
        pytest.param(
            [
                SERVED.replace("served: 2023-03-05", "served: 2023-03-28"),
                BY_TJ.replace("served: 2023-03-25", "served: 2023-03-21"),
            ],
            {("UZ", "ordered"), ("TJ", "enforceable")},
            id="the-later-order-first",
        ),
        pytest.param(
            [SERVED, APPEALED.replace("suspensive: yes", "suspensive: no")],
            {("UZ", "ordered")},
            id="an-appeal-that-does-not-suspend",
        ),
        pytest.param(
            [SERVED, BY_TJ, APPEALED.replace("03-10", "03-28").replace("UZ", "TJ")],
            {("UZ", "enforceable"), ("TJ", "ordered")},
            id="an-appeal-against-the-other",
        ),
        pytest.param(
            [SERVED, APPEALED.replace("TR", "PL")], {("UZ", "enforceable")}, id="appealed-elsewhere"
        ),
    ],
)
def test_each_order_has_its_own_time(events: list[str], expected: set[tuple[str, str]]) -> None:
    now = stands("2023-04-01", [HERE, REFUGEE, *events], rules())

    assert {(one.exposure.other, one.exposure.level) for one in now.exposures} == expected


def test_a_handover_that_is_fixed_is_no_less_than_that_when_the_time_has_passed() -> None:
    fixed = (
        "date: 2023-03-10, kind: extradition.surrender-scheduled, country: TR, by: UZ,"
        " for: 2023-07-01"
    )
    now = stands("2023-04-01", [HERE, REFUGEE, SERVED, fixed], rules())

    assert {one.exposure.level for one in now.exposures} == {"scheduled"}


def test_an_order_of_a_state_where_the_person_is_not_has_no_time_here() -> None:
    moved = "date: 2023-03-08, kind: movement.entered, country: PL"

    assert bars(stands("2023-03-10", [HERE, SERVED, moved], rules())) == []
