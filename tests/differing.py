"""A small ledger with a history, for tests of what compares two states of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.committed_ledgers import git, run
from tests.small_ledgers import case, write_ledger

RULES = """\
format: 1
rules:
  - id: own-complaint
    title: {en: own complaint, ru: своя жалоба}
    law: An invented act, art. 7
    jurisdiction: KZ
    binds: applicant
    trigger: {kind: extradition.ordered, clock: served}
    for: 90d
    done_by: complaint.lodged
    profile: plain
    on_miss: late-claim
    status: secondary
    source: letter
    examples: []
"""
HELD = case(
    "held",
    "date: 2025-01-10, kind: movement.entered, country: KZ",
    "date: 2025-12-01, kind: protection.certificate-issued, country: KZ, until: 2026-01-25",
    "date: 2025-12-05, kind: extradition.requested, country: KZ, by: UZ",
)
ORDERED = case(
    "c-7k2m4p",
    "date: 2025-01-10, kind: movement.entered, country: KZ",
    "date: 2025-12-20, kind: extradition.ordered, country: KZ, by: UZ, served: 2025-12-28",
    title="Robin",
    visibility="restricted",
)
TWIN = case(
    "twin",
    people="  - {id: tt, pseudonym: T, same_as: c-7k2m4p/pp, sources: [s1]}\n",
)
TODAY = "2026-02-02"


def small(folder: Path) -> Path:
    """Make a ledger: a public case, a restricted one, who stands in it, and a rule of its own."""
    root = write_ledger(
        folder / "ledger",
        {"held": HELD, "c-7k2m4p": ORDERED, "twin": TWIN},
        "format: 1\nname: Small\nrules: rules\n",
    )
    (root / "rules").mkdir()
    (root / "rules" / "own.yaml").write_text(RULES, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    record(root)
    return root


def record(root: Path, subject: str = "one") -> None:
    """Commit everything, on the fifth day of January 2026."""
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", subject)


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text in a file."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def append(root: Path, path: str, event: str) -> None:
    """Add an event at the end of a case."""
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(f"  - {{{event}, sources: [s1]}}\n")


WITHDRAWN = "id: e9, date: 2026-01-03, kind: protection.certificate-withdrawn, country: KZ"

Said = Callable[..., tuple[int, str, str]]


def said_by(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what runs a command in a ledger: how it ended, and what it wrote."""

    def say(root: Path, *words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(root, *words)
        out, err = capsys.readouterr()
        return status, out, err

    return say


def rows(out: str) -> list[dict[str, object]]:
    found = json.loads(out)["data"]
    assert isinstance(found, list)
    return found


def steps(row: dict[str, object]) -> list[str]:
    found = row["by"]
    assert isinstance(found, list)
    return found


def sides(out: str) -> list[dict[str, object]]:
    found = json.loads(out)["sides"]
    return [found["old"], found["new"]]
