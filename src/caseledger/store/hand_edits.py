"""What was changed by hand in the case files and is not committed yet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.files import CASES
from caseledger.store.git_attributes import keeps_line_feeds
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_state import head_of, read_objects
from caseledger.store.git_words import failure
from caseledger.store.replacing import read_file
from caseledger.store.trust import require_trust

ENTRY = 3
"""Where the path begins in a line of `git status --porcelain`: behind two signs and a space."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A case file that differs from its last commit; ``None`` is no file.

    ``new`` is what git would commit of it, with the line ends that the repository keeps.
    """

    path: str
    committed: bytes | None
    on_disk: bytes | None
    new: bytes | None


def hand_edits(root: Path) -> tuple[HandEdit, ...]:
    """Return every case file that differs from the last commit, by path.

    Raises `OutsideFailure`, also where the ledger is in no repository, and `Untrusted`.
    """
    place = find_place(root)
    if place is None:
        raise OutsideFailure(
            "the ledger is not in a git repository", "caseledger init makes it one"
        )
    # Looking for changes runs what the repository says: filters, and the monitor of files.
    require_trust(place)
    folder = place.from_top(root, CASES)
    answer = ask(
        place, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", folder
    )
    if answer.status:
        raise failure("git could not say what changed", answer.said)
    paths = [line[ENTRY:] for line in os.fsdecode(answer.out).split("\0") if line]
    tops = [path for path in paths if path.endswith(".yaml")]
    return tuple(_found(root, place, tops, folder.removesuffix(CASES)))


def committed(root: Path, relative: str) -> bytes | None:
    """Return a file as it was committed last, or nothing. Raises `OutsideFailure`."""
    place = find_place(root)
    if place is None or not head_of(place):
        return None
    top = place.from_top(root, relative)
    return next(
        (data for _, kind, data in read_objects(place, [f"HEAD:{top}"]) if kind == "blob"), None
    )


def _found(root: Path, place: GitPlace, tops: Sequence[str], prefix: str) -> list[HandEdit]:
    names = [f"HEAD:{top}" for top in tops] if head_of(place) else []
    kinds = [(kind, data) for _, kind, data in read_objects(place, names)] if names else []
    committed = [data if kind == "blob" else None for kind, data in kinds] or [None] * len(tops)
    found = []
    for top, old in zip(tops, committed, strict=True):
        path = top.removeprefix(prefix)
        on_disk = read_file(root, path)
        new = None if on_disk is None else _as_committed(place, top, on_disk)
        if new != old:
            found.append(HandEdit(path, old, on_disk, new))
    return sorted(found, key=lambda one: one.path)


def _as_committed(place: GitPlace, top: str, raw: bytes) -> bytes:
    """What git keeps of a file: it may change line ends on the way in."""
    if b"\r\n" in raw and keeps_line_feeds(place, top):
        return raw.replace(b"\r\n", b"\n")
    return raw
