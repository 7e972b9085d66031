from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import (
    BROKEN,
    CLOSED,
    EXPOSED,
    GROUP,
    LIMBO,
    PERSON,
    PROTECTED,
    case,
    write_ledger,
)

from caseledger.actions.desk import Desk
from caseledger.actions.status import Status, Wish, status
from caseledger.errors import UsageProblem
from caseledger.store.ledger import open_ledger

DAY = date(2024, 3, 1)
ALL = {"held": LIMBO, "bare": EXPOSED, "safe": PROTECTED, "many": GROUP, "over": CLOSED}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "ledger", ALL)


def look(root: Path, wish: Wish | None = None, day: date = DAY) -> Status:
    return status(Desk(open_ledger(root), day, day), wish or Wish())


def names(found: Status) -> list[str]:
    return [f"{one.case.id}/{one.person.id}" for one in found.people]


def test_the_most_severe_stand_first_and_the_returned_apart(ledger: Path) -> None:
    assert names(look(ledger)) == ["bare/pp", "held/pp", "many/pp", "safe/pp", "many/gg"]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        pytest.param(Wish(standings=["limbo"]), ["held/pp"], id="standing"),
        pytest.param(Wish(tracks=["extradition"]), ["bare/pp", "held/pp", "many/gg"], id="track"),
        pytest.param(Wish(countries=["PL"]), ["safe/pp"], id="country"),
        pytest.param(Wish(countries=["poland"]), ["safe/pp"], id="country by name"),
        pytest.param(Wish(citizenships=["KZ"]), ["safe/pp"], id="citizenship"),
        pytest.param(Wish(tags=["karakalpak"]), ["held/pp"], id="tag"),
        pytest.param(Wish(people=["anna"]), ["safe/pp"], id="part of a name"),
        pytest.param(Wish(people=["gg"]), ["many/gg"], id="person id"),
        pytest.param(Wish(countries=["PL"], tags=["karakalpak"]), [], id="both must be met"),
        pytest.param(Wish(countries=["PL"], closed=True), ["over/pp", "safe/pp"], id="closed too"),
    ],
)
def test_filters(ledger: Path, wish: Wish, found: list[str]) -> None:
    assert names(look(ledger, wish)) == found


def test_filters_match_any_possible_standing(ledger: Path) -> None:
    late = date(2024, 9, 1)

    assert "held/pp" in names(look(ledger, Wish(standings=["limbo"]), late))
    assert "held/pp" in names(look(ledger, Wish(standings=["exposed"]), late))


def test_a_reopened_case_is_shown(tmp_path: Path) -> None:
    events = (
        "date: 2023-01-10, kind: case.closed, grounds: other",
        "date: 2023-06, kind: case.reopened",
    )
    root = write_ledger(tmp_path / "ledger", {"again": case("again", *events)})

    assert names(look(root, day=date(2023, 3, 1))) == []
    assert names(look(root)) == ["again/pp"]


@pytest.mark.parametrize(
    ("wish", "hint"),
    [
        pytest.param(Wish(standings=["expsed"]), "did you mean exposed?", id="standing"),
        pytest.param(Wish(tracks=["xyz"]), "one of protection", id="track"),
        pytest.param(Wish(countries=["Kazachstan"]), "did you mean Kazakhstan?", id="country"),
        pytest.param(Wish(sort="stanting"), "did you mean standing?", id="order"),
        pytest.param(Wish(group_by="land"), "one of standing", id="group"),
        pytest.param(Wish(fail_on=["limbos"]), "did you mean limbo?", id="alarm"),
    ],
)
def test_unknown_words_are_refused_with_the_nearest(ledger: Path, wish: Wish, hint: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        look(ledger, wish)

    assert caught.value.hint.startswith(hint)


def test_sort_and_group(ledger: Path) -> None:
    assert names(look(ledger, Wish(sort="person")))[0] == "safe/pp"
    by_case = names(look(ledger, Wish(group_by="case")))
    assert abs(by_case.index("many/gg") - by_case.index("many/pp")) == 1


def test_whom_fail_on_finds(ledger: Path) -> None:
    found = look(ledger, Wish(fail_on=["exposed"]))

    assert [one.case.id for one in found.alarming] == ["bare"]


def test_a_person_who_stands_in_another_case_has_the_standing_from_there(tmp_path: Path) -> None:
    people = PERSON + "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    events = "date: 2022, kind: movement.entered, country: PL, people: [pp]"
    cases = {"held": LIMBO, "other": case("other", events, people=people)}
    found = look(write_ledger(tmp_path / "ledger", cases))
    same = next(one for one in found.people if one.person.id == "tt")

    assert (same.standing.code, same.standing.location) == ("limbo", "KZ")


def test_a_reference_to_nobody_is_marked(tmp_path: Path) -> None:
    people = "  - {id: tt, pseudonym: the same, same_as: gone/pp, sources: [s1]}\n"
    found = look(write_ledger(tmp_path / "ledger", {"other": case("other", people=people)}))

    assert [one.missing_case for one in found.people] == [True]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    found = look(write_ledger(tmp_path / "ledger", {"held": LIMBO, "broken": BROKEN}))

    assert names(found) == ["held/pp"]
    assert found.unread
