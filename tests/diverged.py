"""A ledger whose branches change one case in different ways, for tests of conflicts."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.committed_ledgers import git

CASE = "cases/wren.yaml"
CLOSED = "cases/c-7k2m4p.yaml"
DATE = "date: 2024-02-08"
OURS, THEIRS = "date: 2024-02-07", "date: 2024-02-09"
ARRESTED = """\
  - id: {id}
    date: 2024-02-01
    kind: {kind}
    country: KZ
    sources: [counsel]
# The end.
"""

Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return edit


def changed(root: Path, *edits: Edit, path: str = CASE) -> None:
    """Change a case file and commit it."""
    text = (root / path).read_text(encoding="utf-8")
    for edit in edits:
        text = edit(text)
    (root / path).write_text(text, encoding="utf-8")
    git(root, "commit", "-qam", "change")


def apart(root: Path, ours: Sequence[Edit], theirs: Sequence[Edit], path: str = CASE) -> None:
    """Let the branches `main` and `topic` change a case in different ways."""
    git(root, "checkout", "-qb", "topic")
    changed(root, *theirs, path=path)
    git(root, "checkout", "-q", "main")
    changed(root, *ours, path=path)


def stops(root: Path, *words: str) -> None:
    """Run a git command that stops because of conflicts."""
    done = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True)
    assert done.returncode, done.stdout
    assert git(root, "ls-files", "--unmerged")


def read(root: Path, path: str = CASE) -> str:
    return (root / path).read_text(encoding="utf-8")


def is_staged(root: Path, path: str = CASE) -> bool:
    """Whether the index has a file once, and as it lies on disk."""
    git(root, "diff", "--exit-code", "--", path)
    return git(root, "ls-files", "--unmerged", "--", path) == ""


def state(root: Path) -> tuple[str, str, str]:
    return read(root), git(root, "ls-files", "--stage"), git(root, "rev-parse", "HEAD")
