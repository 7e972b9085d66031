"""Which decision an act answers."""

import pytest
from tests.domain.deadlines.ruled import file_of, found, only

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"
SERVED = f"{REFUSED}, served: 2024-03-04"
APPEAL = "kind: protection.appealed, country: PL"
DISMISSED = "kind: protection.appeal-dismissed, country: PL"

RULE = (
    "id: appeal, jurisdiction: [PL], for: 14d, done_by: protection.appealed,"
    " moot_by: protection.appeal-allowed,"
    " trigger: {kind: protection.refused, clock: served}"
)
APPEALS = file_of(RULE)
"""Fourteen days from service: to 18 March 2024."""


# Which trigger an act answers

SECOND = "date: 2024-03-10, kind: protection.refused, country: PL, served: 2024-03-10"


@pytest.mark.parametrize(
    ("act", "states"),
    [
        pytest.param(f"date: 2024-03-12, {APPEAL}", ["missed", "met"], id="the-latest-open-one"),
        pytest.param(f"date: 2024-03-12, {APPEAL}, of: e1", ["met", "missed"], id="named"),
        pytest.param(f"date: 2024-03-05, {APPEAL}", ["met", "missed"], id="before-the-second"),
    ],
)
def test_which_decision_an_appeal_answers(act: str, states: list[str]) -> None:
    both = found("2024-06-01", APPEALS, SERVED, SECOND, act)

    assert [one.state for one in sorted(both, key=lambda one: one.trigger.id)] == states


def test_an_act_answers_through_a_chain() -> None:
    file = file_of(
        RULE.replace("done_by: protection.appealed", "done_by: protection.appeal-dismissed")
    )
    events = [SERVED, f"date: 2024-03-10, {APPEAL}, of: e1",
              f"date: 2024-03-12, {DISMISSED}, of: e2"]  # fmt: skip

    assert only("2024-06-01", file, *events).state == "met"


def test_a_circle_of_answers_ends() -> None:
    events = [SERVED, f"date: 2024-03-10, {APPEAL}, of: e3", f"date: 2024-03-11, {APPEAL}, of: e2"]

    assert only("2024-06-01", APPEALS, *events).state in ("met", "overdue")


def test_parts_of_one_paper_are_answered_by_one_act() -> None:
    file = file_of(
        RULE.replace("{kind: protection.refused,", "{kind: [protection.refused, removal.ordered],")
    )
    order = "date: 2024-03-01, kind: removal.ordered, country: PL, served: 2024-03-04"

    both = found("2024-06-01", file, SERVED, order, f"date: 2024-03-10, {APPEAL}")

    assert [one.state for one in both] == ["met", "met"]


COURT = file_of(
    "id: court, for: 4m, done_by: {kind: complaint.lodged, body: ECtHR},"
    " trigger: {kind: [protection.appeal-dismissed, extradition.upheld], final: yes, clock: served}"
)
FINAL = "country: PL, final: yes"
ASYLUM = f"date: 2024-01-10, kind: protection.appeal-dismissed, {FINAL}, served: 2024-01-10"
EXTRADITION = f"date: 2024-02-10, kind: extradition.upheld, {FINAL}, by: UZ, served: 2024-02-10"
LODGED = "date: 2024-03-01, kind: complaint.lodged, body: ECtHR"


def test_one_complaint_surely_answers_the_latest_decision_and_perhaps_the_others() -> None:
    both = found("2024-03-02", COURT, ASYLUM, EXTRADITION, f"{LODGED}, country: PL")
    told = {one.trigger.id: (one.state, one.met and one.met.certain) for one in both}

    assert told == {"e1": ("upcoming", False), "e2": ("met", True)}


def test_a_complaint_that_names_no_state_surely_answers_none_of_several() -> None:
    abroad = ASYLUM.replace("country: PL", "country: AT")

    both = found("2024-03-02", COURT, abroad, EXTRADITION, LODGED)

    assert {one.met and one.met.certain for one in both} == {False}
    assert {one.state for one in both} == {"upcoming"}


def test_a_complaint_to_another_body_does_not_meet_it() -> None:
    one = only("2024-03-02", COURT, ASYLUM, LODGED.replace("ECtHR", "CAT"))

    assert (one.state, one.met) == ("upcoming", None)


def test_a_handover_does_not_end_a_limit_that_does_not_name_it() -> None:
    events = [EXTRADITION, "date: 2024-02-20, kind: extradition.surrendered, country: PL, by: UZ"]

    assert only("2024-03-02", COURT, *events).state == "upcoming"
