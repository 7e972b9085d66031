from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import LIMBO, case, write_ledger

from caseledger.actions.desk import Desk
from caseledger.actions.show import Shown, show
from caseledger.store.ledger import open_ledger

CERTIFICATE = "kind: protection.certificate-{verb}, country: KZ, until: {until}"
FIRST = "date: 2023-05-01, " + CERTIFICATE.format(verb="issued", until="2024-07-31")
RENEWED = "date: 2023-11-01, " + CERTIFICATE.format(verb="extended", until="2024-10-31")
HEARING = (
    "date: 2023-06-02, kind: extradition.hearing, country: KZ, by: UZ, state: {state}, "
    "for: 2024-03-{day}"
)


def card(tmp_path: Path, *events: str, day: date = date(2024, 3, 1)) -> Shown:
    root = write_ledger(tmp_path / "ledger", {"full": case("full", *events)})
    return show(Desk(open_ledger(root), day, day), "full")


@pytest.mark.parametrize(
    ("events", "ahead"),
    [
        pytest.param([FIRST], [("e1", True)], id="what runs out"),
        pytest.param([FIRST, RENEWED], [("e2", True)], id="what was renewed runs out once"),
        pytest.param([RENEWED, FIRST], [("e1", True)], id="whatever the order in the file"),
        pytest.param([HEARING.format(state="scheduled", day="02")], [("e1", False)], id="fixed"),
        pytest.param([HEARING.format(state="scheduled", day="01")], [("e1", False)], id="today"),
        pytest.param([HEARING.format(state="cancelled", day="02")], [], id="cancelled"),
        pytest.param(
            [FIRST, HEARING.format(state="scheduled", day="02")],
            [("e2", False), ("e1", True)],
            id="soonest first",
        ),
    ],
)
def test_what_lies_ahead(tmp_path: Path, events: list[str], ahead: list[tuple[str, bool]]) -> None:
    coming = card(tmp_path, *events).card.coming

    assert [(one.occurrence.event.id, one.ends) for one in coming] == ahead


def test_what_has_run_out_is_not_ahead(tmp_path: Path) -> None:
    assert card(tmp_path, FIRST, day=date(2024, 8, 1)).card.coming == ()


def test_the_last_three_events_that_count(tmp_path: Path) -> None:
    events = [f"date: {year}, kind: movement.entered, country: PL" for year in range(2018, 2026)]
    last = card(tmp_path, *events).card.last

    assert [one.event.date.text for one in last] == ["2021", "2022", "2023"]


def test_people_of_another_case_are_found_there(tmp_path: Path) -> None:
    people = "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    cases = {"held": LIMBO, "other": case("other", people=people)}
    day = date(2024, 3, 1)
    desk = Desk(open_ledger(write_ledger(tmp_path / "ledger", cases)), day, day)

    assert [one.standing.code for one in show(desk, "other").card.people] == ["limbo"]


def test_people_of_another_case_are_found_through_a_third(tmp_path: Path) -> None:
    tie = "  - {{id: tt, pseudonym: the same, same_as: {}, sources: [s1]}}\n"
    near, far = (
        case(n, people=tie.format(o)) for n, o in (("near", "held/pp"), ("far", "near/tt"))
    )
    day = date(2024, 3, 1)
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO, "near": near, "far": far})

    found = show(Desk(open_ledger(root), day, day), "far").card.people
    assert [one.standing.code for one in found] == ["limbo"]
