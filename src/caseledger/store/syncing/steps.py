"""The files that a move changes and that are put in their places here, each as a whole.

Git empties a file before it writes it anew, so one that is stopped leaves pieces. What we replace
is the old file or the new one at any moment. Left to git are links, programs that come new, what
it keeps in other bytes than lie on the disk, and files too large to be held twice.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from caseledger.store.git_attributes import attributes
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import FILE_MODES, Changed, Snapshot, read_objects
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry, Step
from caseledger.store.replacing import read_file

LARGEST = 1 << 23
PLAIN = "100644"
OTHER_BYTES = ("filter", "working-tree-encoding", "ident", "eol", "text")
TURNING = frozenset({"filter", "working-tree-encoding", "ident"})
SIZE_FIELDS = 3


def steps_to(place: GitPlace, now: Snapshot, changed: Changed) -> tuple[Step, ...]:
    """Return a step for each file that can be replaced, and that is as its last commit has it."""
    if _is_set(place, "core.sparseCheckout"):
        return ()  # git knows which files are not to be on the disk
    plain = [path for path in sorted(changed) if _is_plain(changed[path])]
    if any(path.rpartition("/")[2] == ".gitattributes" for path in changed):
        # What comes with it may be kept in other bytes from now on; case files are not.
        plain = [path for path in plain if path.endswith(".yaml")]
    kept = _kept_as_they_are(place, plain)
    small = _small(place, {new.blob for path in kept if (new := changed[path][1])})
    ids = sorted(small)
    objects = read_objects(place, ids) if ids else iter(())
    content = {blob: raw for blob, (_, _, raw) in zip(ids, objects, strict=True)}
    return tuple(_steps(place, now, {path: changed[path] for path in kept}, content))


def _steps(
    place: GitPlace, now: Snapshot, changed: Changed, content: Mapping[str, bytes]
) -> Iterator[Step]:
    for path, (old, new) in changed.items():
        if new is not None and new.blob not in content:
            continue
        before = now.contents.get(old.blob) if old else None
        if now.files[path].staged == old and _on_disk(place, path) == before:
            after = content[new.blob] if new else None
            yield Step(path, (before, after), (old, new), (old, new))


def _on_disk(place: GitPlace, path: str) -> bytes | None:
    return None if (place.top / path).is_symlink() else read_file(place.top, path)


def _is_plain(pair: tuple[Entry | None, Entry | None]) -> bool:
    old, new = pair
    if new is None:
        return old is not None and old.mode in FILE_MODES
    return new.mode == PLAIN if old is None else old.mode == new.mode in FILE_MODES


def _kept_as_they_are(place: GitPlace, paths: Sequence[str]) -> list[str]:
    """Those of some files that git changes in no way between its objects and the disk."""
    if not paths:
        return []
    turns_lines = _is_set(place, "core.autocrlf")
    found = attributes(place, paths, OTHER_BYTES)
    return [path for path in paths if _is_kept(found[path], turns_lines=turns_lines)]


def _is_kept(mine: Mapping[str, str], *, turns_lines: bool) -> bool:
    if TURNING & mine.keys():
        return False
    return mine.get("eol") == "lf" or ("eol" not in mine and not turns_lines)


def _is_set(place: GitPlace, key: str) -> bool:
    return ask(place, "config", "--get", key).out.strip().lower() in {b"true", b"yes", b"on", b"1"}


def _small(place: GitPlace, blobs: set[str]) -> set[str]:
    """Those of some objects that are not too large."""
    if not blobs:
        return set()
    given = "".join(f"{blob}\n" for blob in sorted(blobs)).encode("ascii")
    answer = ask(place, "cat-file", "--batch-check", given=given)
    if answer.status:
        raise failure("nothing was moved", answer.said)
    fields = [line.split(" ") for line in os.fsdecode(answer.out).splitlines()]
    return {one[0] for one in fields if len(one) == SIZE_FIELDS and int(one[2]) <= LARGEST}
