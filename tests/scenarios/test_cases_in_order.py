"""The worked cases of this folder are in order: whatever reads them reads what was meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from caseledger.domain.problem import Severity
from caseledger.domain.settings import Settings
from caseledger.store.cases import read_case
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.yaml"))
TODAY = dt.date(2026, 11, 24)


def test_there_are_cases() -> None:
    assert len(FILES) >= 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_worked_case_has_no_problem(path: Path) -> None:
    ledger = Ledger(CASES, Settings(format=1), load_vocabulary(), ())

    found = read_case(ledger, CasePath(path.name, path.stem, regular=True), TODAY)

    assert found.case is not None
    assert [one for one in found.problems if one.severity is not Severity.INFO] == []
