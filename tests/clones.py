"""Two clones of a ledger and the bare repository between them, for tests of working together."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.committed_ledgers import OPEN, WREN, git
from tests.small_ledgers import write_ledger

from caseledger.cli.main import main

ATTRIBUTES = "cases/**/*.yaml text eol=lf merge=caseledger diff=caseledger\n*.age binary\n"
DAY = "2026-02-02"
SCHEMA = Path(__file__).parent.parent / "schemas/output/sync.schema.json"


@dataclass(frozen=True)
class Clones:
    """`one` and `two` are ledgers, `hub` is what they are kept in step by."""

    folder: Path

    @property
    def one(self) -> Path:
        """The first clone."""
        return self.folder / "one"

    @property
    def two(self) -> Path:
        """The second clone."""
        return self.folder / "two"

    @property
    def hub(self) -> Path:
        """The bare repository."""
        return self.folder / "hub.git"


def make_clones(folder: Path, cases: dict[str, str] | None = None) -> Clones:
    """Make a ledger, a bare repository that has it, and a second clone. Remotes are relative."""
    clones = Clones(folder)
    known = {"c-7k2m4p": WREN, "wren": OPEN} if cases is None else cases
    root = write_ledger(clones.one, known, "format: 1\n")
    (root / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "before")
    git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
    git(root, "remote", "add", "origin", "../hub.git")
    git(root, "push", "-q", "-u", "origin", "main")
    git(folder, "clone", "-q", "hub.git", "two")
    git(clones.two, "remote", "set-url", "origin", "../hub.git")
    return clones


def copied(clones: Clones, folder: Path) -> Clones:
    """Copy clones, which is quicker than making them."""
    shutil.copytree(clones.folder, folder, symlinks=True)
    return Clones(folder)


def run(root: Path, *words: str) -> int:
    """Run a command on a fixed day."""
    return main(["-C", str(root), "--today", DAY, *words])


def sync(root: Path, *words: str) -> int:
    """Sync a ledger."""
    return run(root, "sync", *words)


def told(
    root: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0
) -> dict[str, Any]:
    """Sync a ledger and return the data of the JSON."""
    capsys.readouterr()
    assert sync(root, "--json", *words) == code
    envelope = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(envelope)
    data: dict[str, Any] = envelope["data"]
    return data


def change(root: Path, old: str, new: str, name: str = "wren", *, commit: bool = True) -> None:
    """Change a case file by hand, and commit it with plain git."""
    path = root / "cases" / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if commit:
        git(root, "commit", "-q", "-am", "by hand")


def event(key: str, day: str, kind: str = "protection.interview") -> str:
    """Return the lines of an event."""
    return (
        f"  - id: {key}\n    date: {day}\n    kind: {kind}\n    country: KZ\n"
        "    sources: [counsel]\n"
    )


def add_event(root: Path, key: str, day: str, name: str = "wren", **more: str) -> None:
    """Write an event at the end of a case and commit it."""
    change(root, "# The end.\n", f"{event(key, day, **more)}# The end.\n", name)


def head(root: Path, name: str = "HEAD") -> str:
    """Return the id of a commit."""
    return git(root, "rev-parse", name).strip()


def clean(root: Path) -> bool:
    """Whether nothing is changed, and none of our temporary files is left."""
    left = {path.name for path in (root / ".git" / "caseledger").glob("*")}
    return git(root, "status", "--porcelain") == "" and left <= {"lock", "resolutions"}


def text(root: Path, name: str = "wren") -> str:
    """Return a case file as it lies on disk."""
    return (root / "cases" / f"{name}.yaml").read_text(encoding="utf-8")


def hook(repository: Path, name: str, script: str) -> None:
    """Put a hook into a repository, and trust it where it is a clone of ours."""
    folder = repository / ".git" if (repository / ".git").is_dir() else repository
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    if folder != repository:
        assert run(repository, "trust", "--yes") == 0


def process(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        ["python", "-m", "caseledger", "-C", str(root), "--today", DAY, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ},
    )
