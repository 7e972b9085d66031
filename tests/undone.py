"""Ledgers in which something is taken back, for tests of `undo`."""

from pathlib import Path

from tests.committed_ledgers import git, run


def last(root: Path, name: str = "HEAD") -> str:
    """Return the full id of a commit."""
    return git(root, "rev-parse", name).strip()


def clean(root: Path) -> bool:
    """Whether nothing is changed or staged beside the last commit."""
    return not git(root, "status", "--porcelain")


def arrest(root: Path, case: str = "wren", key: str = "ab3cd") -> None:
    """Add an event."""
    words = ("arrested", "2025-01-01", "--by", "UZ", "-s", "counsel", "--id", key)
    assert run(root, "add", "event", case, *words) == 0


def copy_of(root: Path, name: str, email: str) -> Path:
    """Clone a ledger for somebody else."""
    git(root.parent, "clone", "-q", str(root), name)
    folder = root.parent / name
    git(folder, "config", "user.email", email)
    return folder
