"""On which day an entry was first written down: what git's history of its file tells."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime, tzinfo
from pathlib import Path

from caseledger.domain.hearing import Entry
from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_state import head_of, read_objects
from caseledger.store.git_words import failure
from caseledger.store.yaml_reader import read_document

Version = tuple[Day, str]
"""The day of a commit, and the id of a file as it was then."""

MARK = b"commit "
TOGETHER = 256
"""So many files are read at once."""

# The first-parent line is what this ledger held; a merge brings what others wrote on its day.
# The rest sees to it that no setting of the repository changes what is said, or runs a program.
LOG = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--reverse",
    "--raw",
    "-z",
    "--no-abbrev",
    "--find-renames",
    "--no-follow",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--format=commit %ct",
)


def first_written(
    root: Path, zone: tzinfo, wanted: Mapping[str, Collection[Entry]], last: str = "HEAD"
) -> dict[str, dict[Entry, Day]]:
    """Return the day on which each wanted entry was first committed, by path and entry.

    Paths are from the ledger's folder; days those of the ledger's time zone. What is not committed
    yet is not there, nor anything where there is no repository. ``last`` is the commit that the
    history is read up to. Git is asked only if something is wanted, and of each file only for the
    versions up to the one that has all. Raises `OutsideFailure`.
    """
    place = find_place(root) if any(wanted.values()) else None
    if place is None or not head_of(place):
        return {}
    versions = _versions(place, place.from_top(root, CASES), zone, last)
    searches = {
        path: _Search(versions.get(place.from_top(root, path), []), set(entries))
        for path, entries in wanted.items()
        if entries
    }
    _look(place, list(searches.values()))
    return {path: search.found for path, search in searches.items()}


@dataclass(slots=True)
class _Search:
    """What is still looked for in the versions of a file, the oldest first."""

    versions: Sequence[Version]
    left: set[Entry]
    found: dict[Entry, Day] = field(default_factory=dict)

    def see(self, day: Day, raw: bytes) -> None:
        """Take what the next version brings."""
        # A quick look first: most versions bring nothing that is asked for.
        if any(key.encode() in raw for _, key in self.left):
            here = self.left & set(_entries(raw))
            self.found |= dict.fromkeys(here, day)
            self.left -= here


def _look(place: GitPlace, searches: Sequence[_Search]) -> None:
    """Read the first version of every file, the second of those that lack something, and so on."""
    number, open_ = 0, list(searches)
    while open_ := [one for one in open_ if one.left and number < len(one.versions)]:
        for start in range(0, len(open_), TOGETHER):
            some = open_[start : start + TOGETHER]
            blobs = [one.versions[number][1] for one in some]
            for one, (_, _, raw) in zip(some, read_objects(place, blobs), strict=True):
                one.see(one.versions[number][0], raw)
        number += 1


def _versions(place: GitPlace, folder: str, zone: tzinfo, last: str) -> dict[str, list[Version]]:
    """Every committed version of every file in a folder, the oldest first; renames are followed."""
    answer = ask(place, *LOG, last, "--", folder)
    if answer.status:
        raise failure("git's history could not be read", answer.said)
    found: dict[str, list[Version]] = {}
    for day, blob, old, path in changes_in(answer.out, zone):
        known = found.pop(old, []) if old else found.get(path, [])
        found[path] = known
        known.append((day, blob))
    return found


def changes_in(raw: bytes, zone: tzinfo) -> Iterator[tuple[Day, str, str, str]]:
    """Read what the log says: day, id, the path before a rename, and the path."""
    fields = iter(raw.split(b"\0"))
    day = Day.max
    for one in fields:
        if one.startswith(MARK):
            day = _day(one.removeprefix(MARK), zone)
            continue
        told = one.strip().decode("ascii", "replace").split(" ")
        if not told[0].startswith(":"):
            continue
        blob, status = told[3], told[4]
        old = os.fsdecode(next(fields, b"")) if status.startswith("R") else ""
        path = os.fsdecode(next(fields, b""))
        if blob.strip("0"):  # a version, not the end of the file
            yield day, blob, old, path


def _day(seconds: bytes, zone: tzinfo) -> Day:
    try:
        return datetime.fromtimestamp(int(seconds), zone).date()
    except (ValueError, OverflowError, OSError):
        return Day.max  # a day beyond the calendar: nothing was heard by it


def _entries(raw: bytes) -> Iterator[Entry]:
    """Every entry of a case file; none where it could not be read."""
    data = read_document(raw).data or {}
    for part in ("people", "sources", "events"):
        members = data.get(part)
        for one in members if isinstance(members, list) else ():
            key = one.get("id") if isinstance(one, dict) else None
            if isinstance(key, str):
                yield part, str(key)
