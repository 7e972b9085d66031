"""The thresholds in a `ledger.yaml` on disk: joined to the vocabulary, problems in their places."""

from __future__ import annotations

from pathlib import Path

from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger import open_ledger

LEDGER = """\
format: 1
stale_after: 45
alerts:
  release-window: 14
  track-switch: {days: 90}
  unsourced: off
  certificate-expirng: 10
  deadline-near: soon
"""


def test_a_ledgers_thresholds_are_read_and_a_mistake_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text(LEDGER, encoding="utf-8")

    ledger = open_ledger(tmp_path)
    days = ledger.vocabulary.thresholds
    places = [(p.code, p.file, p.line, p.column) for p in ledger.problems]

    assert (days["release-window"], days["track-switch"], days["stale"]) == (14, 90, 45)
    assert (days["deadline-near"], days["certificate-expiring"]) == (7, 30)
    assert "unsourced" not in days
    assert places == [("CL202", "ledger.yaml", 7, 3), ("CL204", "ledger.yaml", 8, 18)]


def opened(folder: Path, more: str) -> Vocabulary:
    """Open a ledger that says nothing else."""
    (folder / "ledger.yaml").write_text(f"format: 1\n{more}", encoding="utf-8")
    return open_ledger(folder).vocabulary


def test_the_day_after_which_a_case_is_stale_may_stand_alone(tmp_path: Path) -> None:
    assert opened(tmp_path, "stale_after: 45\n").thresholds["stale"] == 45
    assert opened(tmp_path, "stale_after: 90\n") is load_vocabulary()
    assert opened(tmp_path, "") is load_vocabulary()
