from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import BROKEN, GROUP, LIMBO, WRONG, write_ledger

from caseledger.actions.desk import Desk
from caseledger.actions.why import why
from caseledger.errors import NotFound, UnreadableData
from caseledger.store.ledger import open_ledger


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    cases = {"held": LIMBO, "many": GROUP, "wrong": WRONG, "broken": BROKEN}
    day = date(2024, 1, 1)
    return Desk(open_ledger(write_ledger(tmp_path / "ledger", cases)), day, day)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        pytest.param(None, ["pp", "gg"], id="everybody"),
        pytest.param("gg", ["gg"], id="id"),
        pytest.param("somebody", ["pp"], id="name"),
        pytest.param("OTHER", ["gg"], id="part of a name"),
    ],
)
def test_who_is_explained(desk: Desk, person: str | None, found: list[str]) -> None:
    assert [one.one.person.id for one in why(desk, "many", person).people] == found


def test_nobody_of_that_name(desk: Desk) -> None:
    with pytest.raises(NotFound):
        why(desk, "many", "nobody")


def test_a_file_that_is_no_case(desk: Desk) -> None:
    with pytest.raises(UnreadableData):
        why(desk, "broken")
