"""What a difference says to the public, and why: never by what only the ledger's keepers know."""

from pathlib import Path

import pytest
from tests.committed_ledgers import committed, run

CASE = """\
format: 1
id: wren
title: Wren
visibility: public
people:
  - {id: pw3k, name: Somebody Invented, citizenship: [UZ], sources: [s1]}
sources:
  - {id: s1, kind: media, publisher: A Paper, published: 2025-01-01}
events:
  - {id: e1, date: 2024-01-01, kind: movement.entered, country: KZ, sources: [s1]}
"""
TOLD = (
    "  - {id: e2, date: 2024-02-01, kind: extradition.arrested, country: KZ, by: UZ,"
    " sources: [s1]}\n"
)
KEPT = (
    "  - {id: e3, date: 2024-03-01, kind: protection.lodged, country: KZ,"
    " visibility: restricted, sources: [s1]}\n"
)


def test_an_entry_that_is_kept_back_is_no_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(tmp_path / "ledger", {"wren": CASE})
    (root / "cases" / "wren.yaml").write_text(f"{CASE}{TOLD}{KEPT}", encoding="utf-8")

    assert run(root, "diff", "--format", "md") == 0

    said = capsys.readouterr().out
    assert "by entry: e2 Arrested in Kazakhstan" in said
    reasons = [line for line in said.splitlines() if "by entry" in line]
    assert not any("e3" in line for line in reasons)
    assert "- event added: e3\n" in said
