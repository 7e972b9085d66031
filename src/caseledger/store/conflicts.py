"""What git left unmerged: the three versions of each case, what the sides are, and the way on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import CaseledgerError
from caseledger.store.files import CASES
from caseledger.store.git_door import Errand, ask, change
from caseledger.store.git_index import DURABLE, store_blob
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import branch_of, in_progress, read_objects
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry
from caseledger.store.kept import keep_aside
from caseledger.store.locking import locked, private_folder
from caseledger.store.replacing import read_file, replace_file

STAGES = ("1", "2", "3")
"""What both grew from, ours, theirs: numbers of git's index."""
USUAL_MODE = "100644"
HEADS = "refs/heads/"
STASH = ("a stash that was put back", "git stash list shows what is still put away")


@dataclass(frozen=True, slots=True)
class Unmerged:
    """One file that git has several times, paths from the top of the work tree and the ledger.

    ``digits`` is the length of an object's id, which depends on the hash in use. The versions are
    ``None`` where there was no file.
    """

    top_path: str
    path: str
    mode: str
    digits: int
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None

    @property
    def is_case(self) -> bool:
        """Whether it is a case of the ledger."""
        return self.path.startswith(f"{CASES}/") and self.path.endswith(".yaml")


@dataclass(frozen=True, slots=True)
class Sides:
    """What git is in the middle of, what its ours and theirs are in words, and the way on.

    During a rebase git calls ours what others have, and theirs what the user wrote.
    """

    what: str
    ours: str
    theirs: str
    way_on: str


def unmerged(place: GitPlace, root: Path) -> tuple[Unmerged, ...]:
    """Return all files that git has several times. Raises `OutsideFailure`."""
    answer = ask(place, "ls-files", "--unmerged", "-z", "--full-name")
    if answer.status:
        raise failure("git could not name what it left unmerged", answer.said)
    staged: dict[str, dict[str, Entry]] = {}
    for line in answer.out.split(b"\0"):
        fields, tab, name = line.partition(b"\t")
        if tab:
            mode, blob, stage = fields.decode("ascii").split(" ")
            staged.setdefault(os.fsdecode(name), {})[stage] = Entry(mode, blob)
    blobs = sorted({one.blob for entries in staged.values() for one in entries.values()})
    objects = read_objects(place, blobs) if blobs else ()
    contents = {oid: raw for oid, kind, raw in objects if kind == "blob"}
    prefix = place.from_top(root, "")
    return tuple(
        _file(path, path.removeprefix(prefix), one, contents) for path, one in staged.items()
    )


def _file(top: str, path: str, entries: dict[str, Entry], contents: dict[str, bytes]) -> Unmerged:
    found = [entries.get(stage) for stage in STAGES]
    modes = [one.mode for one in (found[1], found[2]) if one is not None]
    versions = (contents.get(one.blob) if one is not None else None for one in found)
    digits = max(len(one.blob) for one in entries.values())
    return Unmerged(top, path, modes[0] if modes else USUAL_MODE, digits, *versions)


def sides(place: GitPlace) -> Sides:
    """Say what git is in the middle of, in words for people. Raises `OutsideFailure`."""
    what, ways = in_progress(place)
    way_on = ways.partition(" or ")[0]  # not what would throw the decisions away
    here = branch_of(place).removeprefix(HEADS) or "HEAD"
    for name, told in (
        ("MERGE_HEAD", "{}"),
        ("CHERRY_PICK_HEAD", "the commit {}"),
        ("REVERT_HEAD", "what was before the commit {}"),
    ):
        if os.path.lexists(place.folder / name) and not _rebases(place):
            return Sides(what, here, told.format(_described(place, name)), way_on)
    if _rebases(place):
        onto, branch = _word(place, "onto"), _word(place, "head-name").removeprefix(HEADS)
        upstream = _described(place, onto) if onto else "what the branch is put upon"
        own = f"your commit {_described(place, 'REBASE_HEAD')} of {branch or 'the branch'}"
        return Sides(what, upstream, own, way_on)
    words, hint = (what, way_on) if what else STASH
    return Sides(words, here, "what was put back" if not what else "the other side", hint)


def _rebases(place: GitPlace) -> bool:
    return any((place.folder / name).is_dir() for name in ("rebase-merge", "rebase-apply"))


def _word(place: GitPlace, name: str) -> str:
    """Read a word that git keeps while it rebases."""
    for folder in ("rebase-merge", "rebase-apply"):
        try:
            return (place.folder / folder / name).read_text("utf-8", "replace").strip()
        except OSError:
            continue
    return ""


def _described(place: GitPlace, name: str) -> str:
    """Name a commit by its branch, if it has one, and by the beginning of its id."""
    words = ("log", "-1", "--no-show-signature", "--format=%h%x00%D", "--end-of-options")
    short, _, names = (
        ask(place, *words, name, "--").out.decode("utf-8", "replace").strip().partition("\0")
    )
    branches = [
        one.removeprefix("HEAD -> ") for one in names.split(", ") if one not in ("", "HEAD")
    ]
    return f"{branches[0]} ({short})" if branches else short or name


def on_disk(root: Path, file: Unmerged) -> bytes | None:
    """Return what the file of the work tree holds. Raises `UnreadableData`, `OutsideFailure`."""
    return read_file(root, file.path)


def is_as_git_left_it(place: GitPlace, file: Unmerged, raw: bytes | None) -> bool:
    """Whether nobody has worked on a file since git left it: then there is nothing to lose."""
    if raw is None or raw in (file.base, file.ours, file.theirs):
        return True
    # The tree that git wrote to the work tree, with its markers; git 2.34 and newer keep it.
    found = list(read_objects(place, [f"AUTO_MERGE:{file.top_path}"]))
    return bool(found) and found[0][2] == raw


def settle(place: GitPlace, root: Path, file: Unmerged, raw: bytes | None) -> tuple[str, ...]:
    """Write a file as it was decided, or take it away, and tell git that it is settled.

    A text that somebody worked on is kept first; the notes say where. Nothing else that is staged
    is touched. Raises `Conflict` or `OutsideFailure`; then all is as it was.
    """
    private_folder(place.shared_own)
    with locked(place.shared_own / "lock"):
        before = on_disk(root, file)
        notes = _kept(place, file, before, raw)
        entry = None if raw is None else Entry(file.mode, store_blob(place, raw))
        if before != raw:
            replace_file(root, file.path, raw, before)
        try:
            _stage(place, file, entry)
        except CaseledgerError:
            if before != raw:
                replace_file(root, file.path, before, raw)
            raise
    return notes


def _kept(
    place: GitPlace, file: Unmerged, before: bytes | None, raw: bytes | None
) -> tuple[str, ...]:
    if before is None or before == raw or is_as_git_left_it(place, file, before):
        return ()
    return (
        f"the file was worked on since; as it was it is kept in {keep_aside(place.own, before)}",
    )


def _stage(place: GitPlace, file: Unmerged, entry: Entry | None) -> None:
    """Put one entry in the place of the three."""
    told = f"{entry.mode} {entry.blob}" if entry is not None else f"0 {'0' * file.digits}"
    line = told.encode("ascii") + b"\t" + os.fsencode(file.top_path) + b"\0"
    words = (*DURABLE, "update-index", "-z", "--add", "--index-info")
    answer = change(place, Errand(words, line))
    if answer.status:
        raise failure("the file is as it was", answer.said)
