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
from caseledger.domain.listing import heads
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
        pytest.param(Wish(sort=["stanting"]), "did you mean standing?", id="order"),
        pytest.param(Wish(sort=["since:down"]), "one of asc, desc", id="way"),
        pytest.param(Wish(within="soon"), "for example 30d", id="span"),
        pytest.param(Wish(group_by="land"), "one of standing", id="group"),
        pytest.param(Wish(fail_on=["limbos"]), "did you mean limbo?", id="alarm"),
    ],
)
def test_unknown_words_are_refused_with_the_nearest(ledger: Path, wish: Wish, hint: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        look(ledger, wish)

    assert caught.value.hint.startswith(hint)


def test_sort_and_group(ledger: Path) -> None:
    assert names(look(ledger, Wish(sort=["person"])))[0] == "safe/pp"
    by_case = names(look(ledger, Wish(group_by="case")))
    assert abs(by_case.index("many/gg") - by_case.index("many/pp")) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param(["case"], ["bare", "held", "many", "many", "safe"], id="case"),
        pytest.param(["-case"], ["safe", "many", "many", "held", "bare"], id="the other way"),
        pytest.param(["case:desc"], ["safe", "many", "many", "held", "bare"], id="in words"),
        pytest.param(["-since"], ["safe", "held", "bare", "many", "many"], id="since, reversed"),
        pytest.param(["tags"], ["held", "bare", "many", "many", "safe"], id="none is last"),
        pytest.param(["-tags"], ["held", "bare", "many", "many", "safe"], id="none is last too"),
        pytest.param(["next"], ["held", "bare", "many", "many", "safe"], id="what comes"),
        pytest.param(
            ["citizenship", "-case"], ["safe", "many", "many", "held", "bare"], id="two keys"
        ),
        pytest.param(["country"], ["bare", "held", "many", "safe", "many"], id="a former word"),
    ],
)
def test_orders(ledger: Path, words: list[str], found: list[str]) -> None:
    assert [one.case.id for one in look(ledger, Wish(sort=words)).people] == found


def test_the_earliest_first(ledger: Path) -> None:
    wish = Wish(sort=["since"], standings=["exposed", "limbo", "protected", "returned"])

    assert [one.case.id for one in look(ledger, wish).people] == ["many", "bare", "held", "safe"]


@pytest.mark.parametrize(
    ("group", "found"),
    [
        pytest.param("tag", {"": 4, "karakalpak": 1, "prison": 1}, id="tag"),
        pytest.param("owner", {"": 4, "Desk one": 1}, id="owner"),
        pytest.param("stage", {"0": 3, "1": 1, "3": 1}, id="stage"),
        pytest.param("citizenship", {"UZ": 4, "KZ": 1}, id="citizenship"),
        pytest.param("country", {"KZ": 3, "PL": 1, "UZ": 1}, id="a former word"),
    ],
)
def test_groups(tmp_path: Path, group: str, found: dict[str, int]) -> None:
    held = LIMBO.replace("tags: [karakalpak]", "tags: [karakalpak, prison]\nowner: Desk one")
    root = write_ledger(tmp_path / "ledger", ALL | {"held": held})
    grouped = look(root, Wish(group_by=group))

    assert {code: len(members) for code, members in grouped.groups.items()} == found
    assert len({one.key for one in grouped.people}) == len(grouped.people) == 5


@pytest.mark.parametrize(
    ("within", "day", "found"),
    [
        pytest.param("30d", date(2024, 7, 1), ["held/pp"], id="a certificate runs out"),
        pytest.param("4 weeks", date(2024, 7, 3), ["held/pp"], id="on the last day"),
        pytest.param("29 days", date(2024, 7, 1), [], id="a day too late"),
        pytest.param("0", date(2024, 7, 31), ["held/pp"], id="today"),
        pytest.param("30d", date(2024, 8, 1), ["held/pp"], id="over"),
        pytest.param("30d", date(2024, 10, 29), ["held/pp"], id="over for ninety days"),
        pytest.param("30d", date(2024, 10, 30), [], id="over for longer"),
    ],
)
def test_what_is_due_within_days(ledger: Path, within: str, day: date, found: list[str]) -> None:
    assert names(look(ledger, Wish(within=within), day)) == found


def test_whom_fail_on_finds(ledger: Path) -> None:
    found = look(ledger, Wish(fail_on=["exposed"]))

    assert [one.case.id for one in found.alarming] == ["bare"]


@pytest.mark.parametrize(
    ("wish", "found", "alarming"),
    [
        pytest.param(
            Wish(alerts=["certificate-expiring"]), ["held/pp"], [], id="only with this alert"
        ),
        pytest.param(
            Wish(fail_on=["certificate-expiring"], countries=["KZ"]),
            ["bare/pp", "held/pp", "many/pp"],
            ["held/pp"],
            id="an alert raises the alarm",
        ),
        pytest.param(
            Wish(fail_on=["certificate-expiring", "exposed"]),
            ["bare/pp", "held/pp", "many/pp", "safe/pp", "many/gg"],
            ["bare/pp", "held/pp"],
            id="or a standing",
        ),
        pytest.param(
            Wish(fail_on=["certificate-expiring"], tags=["none"]), [], [], id="of those listed"
        ),
    ],
)
def test_alerts_are_asked_for_by_name(
    ledger: Path, wish: Wish, found: list[str], alarming: list[str]
) -> None:
    status = look(ledger, wish, date(2024, 7, 20))

    assert names(status) == found
    assert [f"{one.case.id}/{one.person.id}" for one in status.alarming] == alarming


def test_a_person_who_stands_in_another_case_has_the_standing_from_there(tmp_path: Path) -> None:
    people = PERSON + "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    events = "date: 2022, kind: movement.entered, country: PL, people: [pp]"
    cases = {"held": LIMBO, "other": case("other", events, people=people)}
    found = look(write_ledger(tmp_path / "ledger", cases))
    same = next(one for one in found.people if one.person.id == "tt")

    assert (same.standing.code, same.standing.location) == ("limbo", "KZ")


def same_as(name: str, other: str) -> str:
    """Write a case whose one person stands in another one."""
    return case(name, people=f"  - {{id: tt, pseudonym: T, same_as: {other}, sources: [s1]}}\n")


def test_who_stands_in_another_case_is_followed_from_case_to_case(tmp_path: Path) -> None:
    cases = {"held": LIMBO, "near": same_as("near", "held/pp"), "far": same_as("far", "near/tt")}
    found = look(write_ledger(tmp_path / "ledger", cases))

    assert {(one.case.id, one.standing.code, one.identity) for one in found.people} == {
        (name, "limbo", "held/pp") for name in cases
    }
    assert heads(found.people) == (1, 1)


def test_who_is_sent_round_in_a_circle_stands_nowhere_for_certain(tmp_path: Path) -> None:
    names = {"one": "two", "two": "three", "three": "one"}
    cases = {name: same_as(name, f"{other}/tt") for name, other in names.items()}
    found = look(write_ledger(tmp_path / "ledger", cases))

    assert {(one.missing_case, one.standing.certain) for one in found.people} == {(True, False)}


def test_a_reference_to_nobody_is_marked(tmp_path: Path) -> None:
    people = "  - {id: tt, pseudonym: the same, same_as: gone/pp, sources: [s1]}\n"
    found = look(write_ledger(tmp_path / "ledger", {"other": case("other", people=people)}))

    assert [one.missing_case for one in found.people] == [True]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    found = look(write_ledger(tmp_path / "ledger", {"held": LIMBO, "broken": BROKEN}))

    assert names(found) == ["held/pp"]
    assert [file.case is None for file in found.files] == [True, False]
