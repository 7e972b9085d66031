"""Texts in the middle of being edited: a private copy each, which outlives a crash."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.git_door import Errand, change
from caseledger.store.git_place import find_place
from caseledger.store.locking import private_folder
from caseledger.store.private_place import private_place
from caseledger.store.replacing import in_words, write_synced

FOLDER = "edits"
LEAST_CONFLICTS, MOST_CONFLICTS = 1, 127
"""What `git merge-file` ends with: the number of conflicts, and more where it failed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The private copy of a case file, and what the file held when the copy was made."""

    path: Path

    @property
    def base_path(self) -> Path:
        """Where the file as it was is kept."""
        return self.path.with_suffix(".base")

    @property
    def exists(self) -> bool:
        """Whether an edit was not finished."""
        return self.path.is_file()

    def begin(self, base: bytes) -> None:
        """Make the copy. Raises `OutsideFailure`."""
        self.keep(base, base)

    def keep(self, text: bytes, base: bytes) -> None:
        """Write copy and base anew, readable by nobody else. Raises `OutsideFailure`."""
        _make_folder(self.path.parent)
        for path, data in ((self.base_path, base), (self.path, text)):
            temporary = path.with_suffix(f"{path.suffix}.new")
            try:
                flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
                descriptor = os.open(temporary, flags, 0o600)
                try:
                    write_synced(descriptor, data)
                finally:
                    os.close(descriptor)
                temporary.replace(path)
            except OSError as error:
                raise in_words(error, "the private copy") from error

    def text(self) -> bytes:
        """Return what the copy holds. Raises `OutsideFailure`."""
        return _read(self.path)

    def base(self) -> bytes:
        """Return what the file held when the copy was made. Raises `OutsideFailure`."""
        return _read(self.base_path)

    def set_aside(self) -> Path:
        """Keep an unfinished text under another name, and return where."""
        number = 1
        while (aside := self.path.with_suffix(f".{number}.yaml")).exists():
            number += 1
        self.path.replace(aside)
        self.base_path.unlink(missing_ok=True)
        return aside

    def forget(self) -> None:
        """Take the copy away: it was written, or nothing had changed."""
        # The text first: a base without a text means nothing, a text without a base is still safe.
        self.path.unlink(missing_ok=True)
        self.base_path.unlink(missing_ok=True)
        for beside in self.path.parent.glob(f".{self.path.name}*"):
            # Editors leave swap and backup files with the text in them.
            beside.unlink(missing_ok=True)
        self.path.with_name(f"{self.path.name}~").unlink(missing_ok=True)


def draft_of(root: Path, name: str) -> Draft:
    """Return the private copy of a case, whether or not there is one."""
    return Draft(private_place(root) / FOLDER / f"{name}.yaml")


def merged(root: Path, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """Merge two texts that grew from one, line by line; says whether they fit together.

    Where they do not, both stand in the result between conflict markers. Raises `OutsideFailure`.
    """
    if base in (ours, theirs) or ours == theirs:
        return (theirs if base == ours else ours), True
    folder = private_place(root) / FOLDER
    _make_folder(folder)
    paths = [folder / f".merge-{os.getpid()}-{side}" for side in ("yours", "before", "file")]
    place = find_place(root)
    if place is None:
        raise OutsideFailure("texts are merged by git, and the ledger is in no repository")
    try:
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
            path.chmod(0o600)
        words = ["merge-file", "-p", "--diff3", "-L", "yours", "-L", "before", "-L", "file"]
        answer = change(place, Errand([*words, *map(str, paths)]))
    except OSError as error:
        raise in_words(error, "the merge") from error
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    if answer.status > MOST_CONFLICTS:
        raise OutsideFailure("git could not merge the two texts")
    return answer.out, answer.status < LEAST_CONFLICTS


def _make_folder(folder: Path) -> None:
    try:
        folder.parent.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise in_words(error, "the folder of private copies") from error
    private_folder(folder.parent)
    private_folder(folder)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise in_words(error, "the private copy") from error
