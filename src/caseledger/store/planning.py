"""What a change comes to: for the file on disk, for the last commit, and for the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.domain.edits import EditRefused
from caseledger.store.git_index import store_blob
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import FILE_MODES, Snapshot
from caseledger.store.intent import Entry, Step
from caseledger.store.replacing import Moved, read_file, replace_file

NEW_MODE = "100644"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to happen to one file.

    ``path`` starts from the ledger's folder, with slashes. ``edit`` leads from any version of the
    file to the changed one; ``None`` is no file. It raises `EditRefused` where it does not fit.
    ``seen`` is what the file held when the change was made up: if it holds anything else by now,
    nothing is written. ``start`` is the path of another file whose versions the edit is given
    instead: of a file that is renamed, and taken away by a change of its own.
    """

    path: str
    edit: Callable[[bytes | None], bytes | None]
    seen: bytes | None
    start: str = ""


class Refused(Exception):
    """A change does not fit what is committed or staged."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class FileChange:
    """One change of a file on disk, worked out. The paths start from the top of the work tree."""

    path: str
    root: Path
    change: Change
    new: bytes | None
    start: str

    @classmethod
    def planned(cls, root: Path, place: GitPlace | None, change: Change) -> FileChange:
        """Work a change out for the file on disk. Raises `Moved`, `EditRefused`."""
        if read_file(root, change.path) != change.seen:
            raise Moved(
                f"{change.path} was changed by something else in the meantime; nothing was written",
                "run the command again; it starts from what the file holds now",
            )
        base = read_file(root, change.start) if change.start else change.seen
        path, start = (
            one if place is None else place.from_top(root, one)
            for one in (change.path, change.start or change.path)
        )
        return cls(path, root, change, change.edit(base), start)

    def write(self) -> None:
        """Replace the file on disk, if it changes."""
        if self.new != self.change.seen:
            replace_file(self.root, self.change.path, self.new, self.change.seen)


def steps_of(place: GitPlace, files: Sequence[FileChange], now: Snapshot) -> tuple[Step, ...]:
    """Work changes out for what is committed and for what is staged; those that change nothing go.

    Raises `Refused` where that cannot be: then the files can be written, but not committed.
    """
    steps = [_step(place, file, now) for file in files]
    return tuple(step for step in steps if _changes(step))


def _step(place: GitPlace, file: FileChange, now: Snapshot) -> Step:
    """Work a change out for what is committed and for what is staged. Raises `Refused`."""
    held, path, start = now.files[file.path], file.path, now.files[file.start]
    if held.unmerged:
        raise Refused(f"{path} is unmerged in git's index: resolve it, then caseledger commit")
    if held.committed is not None and held.committed.mode not in FILE_MODES:
        raise Refused(f"{path} is not a file in the last commit")
    committed = _edited(place, file, start.committed, now)
    staged = committed
    if start.staged != start.committed:
        staged = _edited(place, file, start.staged, now)
    work = (file.change.seen, file.new)
    return Step(path, work, (held.committed, committed), (held.staged, staged))


def _edited(place: GitPlace, file: FileChange, old: Entry | None, now: Snapshot) -> Entry | None:
    content = None if old is None else now.contents.get(old.blob, b"")
    try:
        new = file.change.edit(content)
    except EditRefused as error:
        if old is None and (file.change.seen is not None or file.change.start):
            raise Refused(f"{file.path} is not in git yet: caseledger commit does that") from error
        raise Refused(
            f"what git holds of {file.path} differs too much from the file on disk: {error}; "
            "caseledger commit commits the file as it is"
        ) from error
    if new is None or new == content:
        return None if new is None else old
    return Entry(NEW_MODE if old is None else old.mode, store_blob(place, new))


def _changes(step: Step) -> bool:
    return any(old != new for old, new in (step.work, step.committed, step.staged))
