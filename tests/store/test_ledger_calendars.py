"""The calendars in a `ledger.yaml` on disk: joined to the vocabulary, problems in their places."""

from __future__ import annotations

from datetime import date as Day
from pathlib import Path

from caseledger.store.ledger import open_ledger

LEDGER = """\
format: 1
calendars:
  KZ:
    free: [2026-05-08, 2026-05]
    working: [2026-05-11]
  Kazakhstan:
    free: [2026-05-08]
"""


def test_a_ledgers_calendars_are_read_and_a_mistake_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text(LEDGER, encoding="utf-8")

    ledger = open_ledger(tmp_path)
    holidays = ledger.vocabulary.calendar.holidays("KZ", 2026)
    places = [(p.code, p.file, p.line, p.column) for p in ledger.problems]

    assert holidays is not None
    assert holidays[Day(2026, 5, 8)] == "ledger.yaml"
    assert Day(2026, 5, 11) not in holidays
    assert holidays[Day(2026, 5, 9)] == "Victory Day"
    assert places == [("CL205", "ledger.yaml", 4, 24), ("CL202", "ledger.yaml", 6, 3)]
