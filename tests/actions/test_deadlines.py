"""Which deadlines are listed, in what order, and what is said to be left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from pathlib import Path

import pytest
from tests.due_ledger import CASES, LETTER, ONE, TODAY, due_case, due_ledger
from tests.small_ledgers import case, write_ledger

from caseledger.actions.deadlines import Deadlines, Wish, deadlines
from caseledger.actions.desk import Desk
from caseledger.errors import NotFound, UsageProblem
from caseledger.store.ledger import open_ledger

DAY = Day.fromisoformat(TODAY)
OURS = ("our-answer", "our-claim", "our-figure", "fixed", "task")
WISH = Wish(rules=OURS)


def look(root: Path, wish: Wish = WISH, words: Sequence[str] = (), day: Day = DAY) -> Deadlines:
    return deadlines(Desk(open_ledger(root), day, day), words, wish)


def names(found: Deadlines) -> list[str]:
    return [f"{one.case.id}/{one.person.id} {one.state}" for one in found.found]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due_ledger(tmp_path_factory.mktemp("due"))


def test_what_presses_most_comes_first_then_by_day(ledger: Path) -> None:
    assert names(look(ledger)) == [
        "late/pp overdue",
        "soon/pp due-soon",
        "soon/qq due-soon",
        "window/pp upcoming",
        "hearing/pp upcoming",
        "hearing/pp upcoming",
        "figure/pp needs-input",
        "missed/pp missed",
    ]


def test_what_is_left_out_is_counted_by_why(ledger: Path) -> None:
    counted = {"met": 1, "moot": 0, "passed": 1, "no-limit": 0, "closed": 1}

    assert look(ledger).left_out == counted


def test_everything_is_listed_if_asked_for(ledger: Path) -> None:
    found = look(ledger, replace(WISH, everything=True))

    assert not any(found.left_out.values())
    assert names(found)[-3:] == ["old/pp missed", "missed/pp missed", "kept/pp met"]
    assert "over/pp due-soon" in names(found)


def test_a_case_that_is_named_is_listed_though_it_is_closed(ledger: Path) -> None:
    assert names(look(ledger, words=["over"])) == ["over/pp due-soon"]


def test_a_limit_of_custody_is_listed_for_as_long_as_somebody_is_held(ledger: Path) -> None:
    found = look(ledger, Wish(rules=["our-hold"]))

    assert names(found) == ["jail/pp missed"]
    assert found.left_out["passed"] == 1


def test_what_was_met_late_is_late(ledger: Path) -> None:
    (one,) = look(ledger, replace(WISH, everything=True), ["kept"]).found

    assert one.met is not None
    assert (one.met.event.id, one.met.late) == ("k2", "yes")


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        pytest.param(
            Wish(within="5d"),
            ["late", "soon", "soon", "window", "figure", "missed"],
            id="may be due by then, or nobody knows",
        ),
        pytest.param(
            Wish(within="2025-07-20"),
            ["late", "soon", "soon", "window", "hearing", "figure", "missed"],
            id="a day",
        ),
        pytest.param(Wish(within="2w", binds="applicant"), ["late"], id="within and side"),
        pytest.param(Wish(overdue=True), ["late", "missed"], id="overdue"),
        pytest.param(
            Wish(binds="applicant"),
            ["late", "hearing", "hearing"],
            id="a hearing concerns both sides",
        ),
        pytest.param(
            Wish(binds="state"),
            ["soon", "soon", "window", "hearing", "figure", "missed"],
            id="state",
        ),
        pytest.param(Wish(people=["boris"]), ["soon"], id="part of a name"),
        pytest.param(Wish(people=["qq"]), ["soon"], id="id of a person"),
        pytest.param(Wish(rules=["our-claim"]), ["late"], id="rule"),
        pytest.param(Wish(rules=["task"]), ["hearing"], id="sort of term"),
    ],
)
def test_each_filter(ledger: Path, wish: Wish, wanted: list[str]) -> None:
    found = look(ledger, replace(wish, rules=wish.rules or OURS))

    assert [one.case.id for one in found.found] == wanted


@pytest.mark.parametrize(
    ("alarm", "wanted"),
    [("", []), ("overdue", ["late", "missed"]), ("due-soon", ["late", "soon", "soon", "missed"])],
)
def test_what_is_an_alarm(ledger: Path, alarm: str, wanted: list[str]) -> None:
    found = look(ledger, replace(WISH, fail_on=alarm))

    assert [one.case.id for one in found.alarming] == wanted


def test_unknown_words_are_refused_with_a_hint(ledger: Path) -> None:
    with pytest.raises(UsageProblem) as rule:
        look(ledger, Wish(rules=["our-clam"]))
    with pytest.raises(UsageProblem):
        look(ledger, Wish(within="soon"))
    with pytest.raises(NotFound):
        look(ledger, Wish(people=["nobody"]))

    assert rule.value.hint == "did you mean our-claim?"


def test_a_day_set_by_a_person_decides_what_is_within(tmp_path: Path) -> None:
    decided = (
        "deadlines:\n"
        "  - {id: d1, rule: our-answer, trigger: m1, kind: override, date: 2025-09-01, by: A}\n"
    )
    moved = due_case("moved", f"date: 2025-06-09, {LETTER}", more=decided)
    root = due_ledger(tmp_path, moved=moved)

    assert names(look(root, replace(WISH, within="30d"), ["moved"])) == []
    assert names(look(root, replace(WISH, within="90d"), ["moved"])) == ["moved/pp upcoming"]


def test_who_stands_in_another_case_is_listed_once_from_there(tmp_path: Path) -> None:
    same = due_case("twin", people=ONE.replace("}", ", same_as: late/pp}")).replace(
        "events:\n", "events: []\n"
    )
    root = due_ledger(tmp_path, twin=same)

    assert names(look(root)).count("late/pp overdue") == 1
    assert names(look(root, words=["twin"])) == ["late/pp overdue"]


def test_in_a_file_with_errors_nothing_is_certain_and_nothing_is_hidden(tmp_path: Path) -> None:
    wrong = CASES["over"] + "  - {id: o9, date: 2025-02-03, kind: case.note, sources: [gone]}\n"
    root = due_ledger(tmp_path, over=wrong)
    (one,) = [one for one in look(root).found if one.case.id == "over"]

    assert not one.certain


def test_what_has_no_time_limit_is_listed_where_its_case_is_named(tmp_path: Path) -> None:
    final = "date: 2025-05-01, kind: protection.appeal-dismissed, country: KZ, final: yes"
    root = write_ledger(tmp_path, {"final": case("final", final)})
    wish = Wish(rules=("un-cat-complaint-none",))

    everywhere, named = look(root, wish), look(root, wish, words=["final"])

    assert (names(everywhere), everywhere.left_out["no-limit"]) == ([], 1)
    assert names(named) == ["final/pp upcoming"]
