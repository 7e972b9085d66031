"""An example of a rule holds if every day that it asks for comes out."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

import pytest
from tests.domain.invented_rules import BASE, COMPLAINT, tree_of

from caseledger.domain.own_rules import read_rule_file
from caseledger.domain.rule_trials import Trial, trials_of
from caseledger.domain.rules.calendar import NoCalendar
from caseledger.store.catalogue import load_vocabulary

AROUND = {"trigger": "[2026-01-02..2026-01-04]"}


def trial(example: dict[str, str], **changes: Any) -> Trial:
    file, problems = read_rule_file(tree_of(COMPLAINT | {"examples": [example]} | changes), BASE)
    assert problems == []
    assert file is not None
    rules = BASE.with_rules([file]).rules
    (found,) = trials_of(rules, rules, NoCalendar())
    return found


@pytest.mark.parametrize(
    ("binds", "due"),
    [("applicant", "2026-03-03"), ("state", "2026-03-05")],
)
def test_due_is_the_first_day_for_an_applicant_and_the_last_for_a_state(
    binds: str, due: str
) -> None:
    expected = {"earliest": "2026-03-03", "due": due, "latest": "2026-03-05"}

    assert trial(AROUND | expected, binds=binds).holds


@pytest.mark.parametrize("name", ["earliest", "latest", "due"])
def test_one_day_that_does_not_come_out_is_enough(name: str) -> None:
    one = trial(AROUND | {"earliest": "2026-03-03", "latest": "2026-03-05", "due": "2026-03-03"})
    wrong = trial({"trigger": "2026-01-02", name: "2026-03-04"})

    assert one.holds
    assert one.failing == ()
    assert not wrong.holds
    assert wrong.given == {name: Day(2026, 3, 3)}
    assert [bound.day for bound in wrong.failing] == [Day(2026, 3, 3)]


def test_where_no_day_comes_out_nothing_holds() -> None:
    one = trial({"trigger": "2026-01-02", "due": "2026-03-03"}, **{"for": "asap"})

    assert not one.holds
    assert one.given == {"due": None}
    assert one.failing == ()


def test_years_of_which_the_holidays_are_not_known_are_said() -> None:
    words = load_vocabulary()
    file, problems = read_rule_file(tree_of(COMPLAINT | {"profile": "next-working-day"}), words)
    assert (problems, file is None) == ([], False)
    rules = words.with_rules([file] if file else []).rules
    rule = rules.rule("own-complaint")

    (unknown,) = trials_of([rule] if rule else [], rules, NoCalendar())
    (known,) = trials_of([rule] if rule else [], rules, words.calendar)

    assert (unknown.uncovered, known.uncovered) == ((2026,), ())
