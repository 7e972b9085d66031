"""Where git keeps the history of a ledger: found by walking up, without starting git."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import OutsideFailure

OWN = "caseledger"
"""Our folder inside a git folder: locks, the intent record, refused texts."""
LONGEST_POINTER = 4096

INTENT = "intent.json"
"""The record of what a command is about to do: there, one was stopped; see `intent`."""


@dataclass(frozen=True, slots=True)
class GitPlace:
    """The folders of a repository as seen from one work tree.

    ``folder`` is the git folder of this work tree, ``shared`` the one that all its work trees
    have in common; they differ only in what `git worktree` made.
    """

    top: Path
    folder: Path
    shared: Path

    @property
    def own(self) -> Path:
        """Where we keep what belongs to this work tree."""
        return self.folder / OWN

    @property
    def shared_own(self) -> Path:
        """Where we keep what belongs to all work trees."""
        return self.shared / OWN

    def from_top(self, root: Path, relative: str) -> str:
        """Return a path from a ledger's folder as git names it: from the top of the work tree."""
        below = os.path.relpath(root.resolve(), self.top).replace(os.sep, "/")
        return relative if below == "." else f"{below}/{relative}"

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the newer part of the history."""
        return (self.shared / "shallow").exists()

    @property
    def has_ref_tables(self) -> bool:
        """Whether branches are kept in tables instead of one file each."""
        return (self.shared / "reftable").is_dir()


def find_place(root: Path) -> GitPlace | None:
    """Walk up from a folder to the work tree it lies in, as git does.

    Raises `OutsideFailure` where a ``.git`` file leads nowhere: git would stop there too.
    """
    here = root.resolve()
    for top in (here, *here.parents):
        marker = top / ".git"
        if marker.is_file():
            folder = _pointed_at(marker)
            return GitPlace(top, folder, _shared(folder))
        if _is_git_folder(marker):
            folder = marker.resolve()
            return GitPlace(top, folder, _shared(folder))
    return None


def _pointed_at(marker: Path) -> Path:
    """Follow a ``.git`` file, as work trees and submodules have it."""
    words = _line(marker)
    folder = (marker.parent / words.removeprefix("gitdir:").strip()).resolve()
    if not words.startswith("gitdir:") or not _is_git_folder(folder):
        raise OutsideFailure(
            "the file .git above the ledger does not lead to a git repository",
            "if a work tree or submodule was moved, git worktree repair may mend it",
        )
    return folder


def _shared(folder: Path) -> Path:
    pointer = folder / "commondir"
    return (folder / _line(pointer)).resolve() if pointer.is_file() else folder


def _is_git_folder(folder: Path) -> bool:
    if not os.path.lexists(folder / "HEAD"):
        return False
    shared = _shared(folder)
    return (shared / "objects").is_dir() and (shared / "refs").is_dir()


def _line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return os.fsdecode(file.read(LONGEST_POINTER)).rstrip("\r\n")
    except OSError as error:
        raise OutsideFailure("a file of the git folder cannot be read") from error


def unfinished(root: Path) -> bool:
    """Whether a stopped command left something to finish or to undo. Quick, and never raises."""
    try:
        place = find_place(root)
    except OutsideFailure:
        return False
    return place is not None and os.path.lexists(place.own / INTENT)
