"""The door to git: which git there is, and whether the ledger lies in a repository."""

from pathlib import Path

from git import Git
from git.exc import CommandError, GitCommandNotFound


def git_version() -> tuple[int, ...]:
    """Return the numbers of git's version, or nothing where there is no git."""
    try:
        words = str(Git().execute(["git", "--version"]))
    except (CommandError, GitCommandNotFound, OSError):
        return ()
    number = next((word for word in words.split() if word[:1].isdigit()), "0")
    return tuple(int(part) for part in number.split(".")[:3] if part.isdigit())


def is_repository(folder: Path) -> bool:
    """Whether a folder lies in a work tree of git."""
    try:
        answer = Git(str(folder)).execute(["git", "rev-parse", "--is-inside-work-tree"])
    except (CommandError, GitCommandNotFound, OSError):
        return False
    return str(answer).strip() == "true"
