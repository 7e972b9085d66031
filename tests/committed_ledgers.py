"""A ledger in a git repository of its own, for tests of commands that write."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from tests.small_ledgers import write_ledger

from caseledger.cli.main import main

WREN = """\
# A case that was written by hand.
format: 1
id: c-7k2m4p
title: Wren                     # no name here
people:
  - id: pw3k
    name: Муратбай Выдуманный
    pseudonym: Wren
    citizenship: [UZ]
    sources: [counsel]

sources:
  - id: counsel
    kind: lawyer
    published: 2025-09-02

# What happened.
events:
  - id: bq7wd
    date: 2023-05
    kind: movement.entered
    country: KZ
    sources: [counsel]      # by phone

  - id: z8n3c
    date: 2024-02-08
    kind: extradition.requested
    country: KZ
    by: UZ
    sources: [counsel]
# The end.
"""
OPEN = WREN.replace("c-7k2m4p", "wren").replace(
    "title: Wren  ", "visibility: public\ntitle: Wren  "
)


def committed(folder: Path, cases: dict[str, str], settings: str = "format: 1\n") -> Path:
    """Write a ledger and commit it; what was made once is copied."""
    shutil.copytree(_made(tuple(cases.items()), settings), folder, dirs_exist_ok=True)
    return folder


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """The folder of all ledgers that are copied, taken away at the end of the run."""
    return tempfile.TemporaryDirectory(prefix="committed-")


@cache
def _made(cases: tuple[tuple[str, str], ...], settings: str) -> Path:
    top = Path(tempfile.mkdtemp(dir=_kept().name))
    root = write_ledger(top / "ledger", dict(cases), settings)
    with pytest.MonkeyPatch.context() as patch:
        # A test may have set up git in its home; the next one that gets this copy has not.
        patch.setenv("HOME", str(top))
        git(root, "init", "-q", "-b", "main")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "before")
    return root


def wren(folder: Path) -> Path:
    """Make a ledger with a restricted case, `c-7k2m4p`, and a public one, `wren`."""
    return committed(folder / "ledger", {"c-7k2m4p": WREN, "wren": OPEN})


def git(root: Path, *words: str) -> str:
    """Run git in a ledger and return what it says."""
    done = subprocess.run(
        ["git", *words], cwd=root, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout


def run(root: Path, *words: str) -> int:
    """Run a command on the second day of February 2026."""
    return main(["-C", str(root), "--today", "2026-02-02", *words])


def text(root: Path, name: str = "c-7k2m4p") -> str:
    """Return a case file as it lies on disk."""
    return (root / "cases" / f"{name}.yaml").read_text(encoding="utf-8")


def head(root: Path, name: str = "c-7k2m4p") -> str:
    """Return a case file as it was committed last."""
    return git(root, "show", f"HEAD:cases/{name}.yaml")


def message(root: Path) -> str:
    """Return the message of the last commit."""
    return git(root, "log", "-1", "--format=%B").strip()


def added(root: Path, name: str = "c-7k2m4p") -> list[str]:
    """Return the lines that the last commit added; it must have taken none away."""
    lines = git(root, "show", "--format=", "-U0", "--", f"cases/{name}.yaml").splitlines()
    body = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert all(line.startswith("+") for line in body), body
    return [line[1:] for line in body]


def commits(root: Path) -> int:
    """Count the commits."""
    return int(git(root, "rev-list", "--count", "HEAD"))


def commit_at(root: Path, when: str, *words: str) -> str:
    """Commit all that lies there at a moment in ISO 8601; return the id of the commit."""
    git(root, "add", "-A")
    dated = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    command = ["git", "commit", "-q", "--allow-empty", "-m", "more", *words]
    subprocess.run(command, cwd=root, check=True, env=dated)
    return git(root, "rev-parse", "HEAD").strip()
