"""Texts in the middle of being edited: a private copy each, which outlives a crash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.git_place import find_place
from caseledger.store.line_merge import merged_by_git
from caseledger.store.locking import held_alone, private_folder
from caseledger.store.private_place import private_place
from caseledger.store.replacing import in_words, write_synced

FOLDER = "edits"
LABELS = ("yours", "before", "file")
"""What the markers of a merge call the text of the editor, what it began with, and the file."""


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
        return self.path.is_file() and self.base_path.is_file()

    @contextmanager
    def being_edited(self) -> Iterator[None]:
        """Keep the copy to this process, for as long as an editor is open on it.

        A second editor on the same copy would take what the first one started from away, and with
        it everything that came into the file since. Raises `Conflict`, `OutsideFailure`.
        """
        _make_folder(self.path.parent)
        lock = self.path.with_name(f".{self.path.stem}.lock")
        with held_alone(lock, "this case is open in another editor; nothing was changed"):
            yield

    def begin(self, base: bytes) -> None:
        """Make the copy. Raises `OutsideFailure`."""
        self._write(self.base_path, base)
        self._write(self.path, base)

    def keep(self, text: bytes, base: bytes) -> None:
        """Write copy and base anew. Raises `OutsideFailure`.

        The text, which holds what is in the new base, comes first: should it end there, the old
        base only means that the same changes are merged once more.
        """
        self._write(self.path, text)
        self._write(self.base_path, base)

    def _write(self, path: Path, data: bytes) -> None:
        """Put a file in its place as a whole, readable by nobody else."""
        _make_folder(path.parent)
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

    def set_aside(self) -> Path | None:
        """Keep a text whose base is lost under another name, and return where, if there is one."""
        if not os.path.lexists(self.path):
            return None
        number = 1
        while os.path.lexists(aside := self.path.with_suffix(f".{number}.yaml")):
            number += 1
        self.path.replace(aside)
        return aside

    def forget(self) -> None:
        """Take the copy away: it was written, or nothing had changed. Raises `OutsideFailure`."""
        name = self.path.name
        # Editors leave swap and backup files with the text in them.
        left = [
            *self.path.parent.glob(f".{name}*"),
            *(
                self.path.with_name(one)
                for one in (f"{name}~", f"{name}.bak", f"{name}.orig", f"#{name}#")
            ),
        ]
        try:
            # A base without a text means nothing; a text without a base would be in the way.
            for one in (self.path, self.base_path, *left):
                one.unlink(missing_ok=True)
        except OSError as error:
            raise in_words(error, "the private copy") from error


def unfinished_edits(root: Path) -> list[str]:
    """Return the ids of the cases whose edit was not finished. Raises `OutsideFailure`."""
    try:
        texts = sorted((private_place(root) / FOLDER).glob("*.yaml"))
    except (OSError, RuntimeError):
        return []  # there is not even a folder for them
    return [path.stem for path in texts if Draft(path).exists]


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
    if find_place(root) is None:
        raise OutsideFailure("texts are merged by git, and the ledger is in no repository")
    return merged_by_git((ours, base, theirs), LABELS, folder=folder)


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
