"""A ledger in which things were written down late, and what commands say of it as it was."""

import json
from pathlib import Path

import pytest
from tests.committed_ledgers import commit_at, committed
from tests.small_ledgers import case

from caseledger.cli.main import main

FIRST, SECOND = "2024-01-10T12:00:00Z", "2024-06-10T22:30:00Z"
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
REFUSED = "date: 2023-05-01, kind: protection.refused, country: KZ"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
OLD = case("told", ENTERED, REFUSED)
NEW = case("told", ENTERED, REFUSED, REQUESTED)
LATER = case("later", ENTERED)
ZONE = "format: 1\nname: Scratch\ntimezone: Asia/Almaty\n"


def late_ledger(folder: Path) -> Path:
    """Make one in which a request was written down a year late, and a case was added.

    Until March 2024 Almaty was six hours ahead of UTC, since then it is five.
    """
    root = committed(folder / "ledger", {"told": OLD}, ZONE)
    commit_at(root, FIRST, "--amend")
    (root / "cases/told.yaml").write_text(NEW, encoding="utf-8")
    (root / "cases/later.yaml").write_text(LATER, encoding="utf-8")
    commit_at(root, SECOND)
    return root


def run(root: Path, *words: str) -> int:
    """Run a command on 2 February 2026."""
    return main(["-C", str(root), "--today", "2026-02-02", *words])


def data(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """Return the JSON of a command that ends well."""
    assert run(root, *words, "--json") == 0, capsys.readouterr().err
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def cases(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Name the cases that `status` lists."""
    assert run(root, "status", "--columns", "case", "--format", "csv", *words) == 0
    return sorted(capsys.readouterr().out.splitlines()[1:])


def events(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Name the events that `timeline` lists."""
    rows = data(root, capsys, "timeline", *words)["data"]
    assert isinstance(rows, list)
    return sorted(f"{row['case']}/{row['event']}" for row in rows)
