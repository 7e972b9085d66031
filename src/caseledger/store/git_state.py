"""What git holds of some files: the last commit, the index, and what the repository is doing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.errors import OutsideFailure
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry

FILE_MODES = frozenset({"100644", "100755"})
MODE_LENGTH = 6
RAW = re.compile(r":(?P<old_mode>\d+) (?P<mode>\d+) (?P<old_id>[0-9a-f]+) (?P<id>[0-9a-f]+) [A-Z]")
TREE_MODE = "040000"
NO_MODE = "000000"
NO_SUCH_NAME = 1
"""What `git rev-parse --verify --quiet` ends with, before the first commit for example."""
NOTHING_WRITTEN = "nothing was written"
ENTRY_FORMAT = "--format=%(objectmode) %(objectname) %(stage)%x09%(path)"
"""The option came with git 2.38; an older git is found out by it."""

IN_PROGRESS = (
    ("MERGE_HEAD", "a merge", "git merge --continue or git merge --abort"),
    ("rebase-merge", "a rebase", "git rebase --continue or git rebase --abort"),
    ("rebase-apply", "a rebase", "git status says how to go on"),
    ("CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --continue or --abort"),
    ("REVERT_HEAD", "a revert", "git revert --continue or --abort"),
    ("sequencer", "a cherry-pick or revert", "git status says how to go on"),
    ("BISECT_LOG", "a bisect", "git bisect reset ends it"),
    ("SQUASH_MSG", "a squashed merge", "git commit ends it"),
    ("MERGE_MSG", "a commit with a prepared message", "git commit ends it"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """One file as git holds it. ``unmerged`` is set while the index has it several times."""

    committed: Entry | None
    staged: Entry | None
    unmerged: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What git held at one moment. ``head`` is empty before the first commit."""

    head: str
    files: Mapping[str, Held]
    contents: Mapping[str, bytes]
    index_stamp: tuple[int, ...]


def in_progress(place: GitPlace) -> tuple[str, str]:
    """Name what the repository is in the middle of, and the ways on; empty where it is in none."""
    for name, what, hint in IN_PROGRESS:
        if os.path.lexists(place.folder / name):
            return what, hint
    if place.has_ref_tables:
        for name, what, hint in IN_PROGRESS:
            if name.endswith("_HEAD") and head_of(place, name):
                return what, hint
    return "", ""


def head_of(place: GitPlace, name: str = "HEAD") -> str:
    """Return the id of the commit that a name stands for, or nothing before the first one."""
    answer = ask(
        place, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if answer.status not in {0, NO_SUCH_NAME}:
        raise failure(NOTHING_WRITTEN, answer.said)
    return answer.out.decode().strip()


def branch_of(place: GitPlace) -> str:
    """Return the full name of the branch that grows with the next commit; none where detached."""
    pointer = place.folder / "HEAD"
    if place.has_ref_tables or pointer.is_symlink():
        return os.fsdecode(ask(place, "symbolic-ref", "--quiet", "HEAD").out).strip()
    words = os.fsdecode(pointer.read_bytes()).strip()
    return words.removeprefix("ref:").strip() if words.startswith("ref:") else ""


def is_head(place: GitPlace, commit: str) -> bool:
    """Whether HEAD is still at a commit, or still before the first one where it is empty."""
    branch = branch_of(place)
    if branch and not place.has_ref_tables:
        try:
            return (place.shared / branch).read_text("ascii").strip() == commit
        except (OSError, ValueError):
            pass  # the branch is packed away, or there is none yet: git knows
    return head_of(place) == commit


def index_stamp(place: GitPlace) -> tuple[int, ...]:
    """Return what tells one index file from the next: git never changes one, it replaces it."""
    try:
        found = (place.folder / "index").stat()
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)


def snapshot(place: GitPlace, paths: Sequence[str]) -> Snapshot:
    """Read the committed and the staged version of files, paths from the top of the work tree.

    Raises `OutsideFailure` where git refuses; nothing was changed then.
    """
    stamp = index_stamp(place)
    staged = staged_entries(place, paths)
    ids = {one.blob for entries in staged.values() for one in entries.values()}
    trees = [path.rpartition("/")[0] for path in paths]
    names = [
        "HEAD^{commit}",
        *(f"HEAD:{path}" for path in paths),
        *(f"HEAD:{tree}" for tree in trees),
        *ids,
    ]
    objects = list(read_objects(place, names))
    committed = objects[1 : len(paths) + 1]
    parents = objects[len(paths) + 1 :]
    absent = [path for path, one in zip(paths, committed, strict=True) if not one[0]]
    _require_absent(place, objects[0][0], absent)
    files = {
        path: Held(
            _committed(path, blob, tree), staged[path].get("0"), any(k != "0" for k in staged[path])
        )
        for path, blob, tree in zip(paths, committed, parents, strict=False)
    }
    contents = {oid: data for oid, kind, data in objects if kind == "blob"}
    return Snapshot(objects[0][0], files, contents, stamp)


def staged_entries(place: GitPlace, paths: Sequence[str]) -> dict[str, dict[str, Entry]]:
    """Return the index entries of files by their stage. Raises `OutsideFailure`."""
    answer = ask(place, "ls-files", "--cached", "-z", ENTRY_FORMAT, "--", *paths)
    if answer.status:
        raise failure(NOTHING_WRITTEN, answer.said)
    found: dict[str, dict[str, Entry]] = {path: {} for path in paths}
    for line in answer.out.split(b"\0"):
        fields, tab, name = line.partition(b"\t")
        if tab and (path := os.fsdecode(name)) in found:
            mode, blob, stage = fields.decode("ascii").split(" ")
            found[path][stage] = Entry(mode, blob)
    return found


def read_objects(place: GitPlace, names: Sequence[str]) -> Iterator[tuple[str, str, bytes]]:
    """Yield id, type and content for each name; three empty values for what is not there."""
    if any("\n" in name for name in names):
        raise OutsideFailure("a folder's name holds a line break; git cannot be asked about it")
    given = b"".join(os.fsencode(name) + b"\n" for name in names)
    answer = ask(place, "cat-file", "--batch", given=given)
    if answer.status:
        raise failure(NOTHING_WRITTEN, answer.said)
    at = 0
    for name in names:
        end = answer.out.index(b"\n", at)
        head = re.fullmatch(rb"([0-9a-f]{40,64}) ([a-z]+) ([0-9]+)", answer.out[at:end])
        at = end + 1
        if head is None:
            yield _missing(name)
            continue
        size = int(head[3])
        yield head[1].decode(), head[2].decode(), answer.out[at : at + size]
        at += size + 1


def _missing(name: str) -> tuple[str, str, bytes]:
    if re.fullmatch("[0-9a-f]{40,64}", name):
        raise _unreadable()
    return "", "", b""


def _unreadable() -> OutsideFailure:
    return OutsideFailure(
        "git's history lacks something it should hold; nothing was written", "git fsck"
    )


def _require_absent(place: GitPlace, head: str, paths: Sequence[str]) -> None:
    """See that what was not found is not there; to git an unreadable file is a missing one."""
    if not head:
        branch = branch_of(place)
        if branch and not place.has_ref_tables and os.path.lexists(place.shared / branch):
            raise _unreadable()
    elif paths:
        answer = ask(place, "ls-tree", "-z", head, "--", *paths)
        if answer.status or answer.out:
            raise _unreadable()


def _committed(
    path: str, blob: tuple[str, str, bytes], tree: tuple[str, str, bytes]
) -> Entry | None:
    """Find the mode of a committed file, which only the tree above it tells."""
    oid, _kind, _data = blob
    if not oid:
        return None
    name = os.fsencode(path.rpartition("/")[2])
    at = tree[2].find(b" " + name + b"\0" + bytes.fromhex(oid))
    if at < 0:
        raise _unreadable()  # the tree that led to the file could not be read again
    return Entry(tree[2][max(at - MODE_LENGTH, 0) : at].decode("ascii", "replace"), oid)


Changed = Mapping[str, tuple[Entry | None, Entry | None]]
"""Paths, and what was there before and after."""


def raw_changes(raw: bytes) -> tuple[Changed, tuple[str, ...]]:
    """Read what git's plumbing tells of differences: files by path, and the ids of new folders."""
    fields = raw.split(b"\0")
    changed: dict[str, tuple[Entry | None, Entry | None]] = {}
    trees: list[str] = []
    for told, path in zip(fields[::2], fields[1::2], strict=False):
        found = RAW.fullmatch(told.decode("ascii", "replace"))
        if found is None:
            continue
        if found["mode"] == TREE_MODE:
            trees.append(found["id"])
        if TREE_MODE not in {found["mode"], found["old_mode"]}:
            before = _entry(found["old_mode"], found["old_id"])
            changed[os.fsdecode(path)] = (before, _entry(found["mode"], found["id"]))
    return changed, tuple(trees)


def _entry(mode: str, blob: str) -> Entry | None:
    return None if mode == NO_MODE else Entry(mode, blob)


def staged_changes(place: GitPlace, head: str) -> Changed | None:
    """Return all that is staged as against a commit; nothing where git cannot tell."""
    words = ("diff-index", "--cached", "--raw", "-z", "--no-renames", "--full-index", head, "--")
    answer = ask(place, *words)
    return None if answer.status else raw_changes(answer.out)[0]
