"""What stays the same of a ledger in every clone of it, and how often its cases were committed.

Calendars of other people need both: an id by which they know an entry again, and a number that
rises whenever the entry changes (RFC 5545, sections 3.8.4.7 and 3.8.7.4).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.blobs import is_blob
from caseledger.store.files import CASES, LEDGER, read_bytes, walk
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_state import head_of
from caseledger.store.git_words import failure

ID_LENGTH = 20
"""Hexadecimal digits of the id: 80 bits, enough for all ledgers there will ever be."""

MARK = re.compile(rb"commit (-?[0-9]+)")
NO_HISTORY = "stable ids of calendar entries need the whole history, and this clone has a part"

# All commits that are there, not only those of one line: a number that counts them never falls
# when branches are joined. Of a merge, what differs from any of its parents. The rest sees to it
# that no setting of the repository changes what is said, or runs a program.
LOG = (
    "log",
    "--full-history",
    "--diff-merges=separate",
    "--name-only",
    "-z",
    "--no-renames",
    "--no-follow",
    "--no-show-signature",
    "--no-ext-diff",
    "--no-textconv",
    "--format=commit %ct",
    "HEAD",
    "--",
)


@dataclass(frozen=True, slots=True)
class History:
    """How often a case was committed, when last (UTC), and whether something is not committed.

    ``commits`` counts those of the case's file, wherever in the ledger it lay, and of the ledger's
    own settings and rules, on all branches that lead to the present. It never falls from one
    commit to the next.
    """

    commits: int = 0
    last: datetime | None = None
    changed: bool = False


NEVER = History(changed=True)
"""Of a case that was not committed yet."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An id of the ledger that every clone has, and the histories of its cases by id."""

    id: str
    histories: Mapping[str, History]

    def history(self, case: str) -> History:
        """Return the history of a case."""
        return self.histories.get(case, NEVER)


def identity_of(root: Path, name: str | None = None, rules: str | None = None) -> Identity:
    """Find out what makes a ledger the same in every clone.

    The id is a digest of the first commit and of where in the repository the ledger lies: it tells
    nothing about either. Before there is one, it is a digest of the ledger's ``name``. ``rules`` is
    the folder of its own rules. Raises `OutsideFailure`, also in a shallow clone: the first commit
    is not there, and another id would make every entry of a calendar a new one.
    """
    place = find_place(root)
    if place is None or not head_of(place):
        return Identity(_digest("name", name or ""), {})
    if place.is_shallow:
        raise OutsideFailure(NO_HISTORY, "git fetch --unshallow brings the rest")
    first = _said(place, "rev-list", "--first-parent", "--max-parents=0", "HEAD").decode().split()
    return Identity(
        _digest("commit", *first, place.from_top(root, LEDGER)),
        _histories(place, root, [LEDGER, *_inside(rules)]),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(("caseledger", *parts)).encode()).hexdigest()[:ID_LENGTH]


def _inside(rules: str | None) -> list[str]:
    """The folder of rules, if it is a folder of the ledger: git refuses any other."""
    path = Path(rules or "")
    return [] if not path.parts or path.is_absolute() or ".." in path.parts else [path.as_posix()]


def _histories(place: GitPlace, root: Path, shared: list[str]) -> dict[str, History]:
    """The histories of all cases; ``shared`` are paths on which every case rests."""
    paths = [place.from_top(root, path) for path in (CASES, *shared)]
    cases = f"{paths[0]}/"
    counts: Counter[str] = Counter()
    last: dict[str, datetime | None] = {}
    common = 0
    for path, moment in _changes(place, paths):
        if path.startswith(cases):
            case = _stem(path)
            counts[case] += 1
            last[case] = max(filter(None, (last.get(case), moment)), default=None)
        else:
            common += 1
    changed = set(_changed(place, root, paths, shared))
    whole = any(not path.startswith(cases) for path in changed)
    dirty = {_stem(path) for path in changed}
    return {
        case: History(count + common, last[case], whole or case in dirty)
        for case, count in counts.items()
    }


def _stem(path: str) -> str:
    """The id of a case: its file may move between the folders of years."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _changes(place: GitPlace, paths: list[str]) -> Iterator[tuple[str, datetime | None]]:
    """Yield each path that each commit changed, and when."""
    moment = None
    for field in _said(place, *LOG, *paths).split(b"\0"):
        told = field.removeprefix(b"\n")
        mark = MARK.fullmatch(told)
        if mark:
            moment = _moment(mark[1])
        elif told:
            yield os.fsdecode(told), moment


def _moment(seconds: bytes) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None  # beyond the calendar


def _changed(place: GitPlace, root: Path, tops: list[str], shared: list[str]) -> Iterator[str]:
    """Yield what differs on disk from the last commit.

    The bytes are compared here: ``git status`` would run the filters that a repository names.
    """
    prefix = tops[0].removesuffix(CASES)
    committed = dict(_committed(place, tops))
    on_disk = {prefix + path: path for path in _on_disk(root, shared)}
    for top in sorted({*committed, *on_disk}):
        path = on_disk.get(top)
        if path is None or not is_blob(read_bytes(root / path, path)[0], committed.get(top, "")):
            yield top


def _on_disk(root: Path, shared: list[str]) -> Iterator[str]:
    yield from (one.relative for one in walk(root / CASES, CASES, years=True) if one.regular)
    for whole in (root / path for path in shared):
        files = whole.glob("*.yaml") if whole.is_dir() else [whole]
        yield from (file.relative_to(root).as_posix() for file in files if file.is_file())


def _committed(place: GitPlace, tops: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and id of each file of the last commit."""
    for line in _said(place, "ls-tree", "-r", "-z", "HEAD", "--", *tops).split(b"\0"):
        told, tab, path = line.partition(b"\t")
        if tab and path.endswith(b".yaml"):
            yield os.fsdecode(path), told.split(b" ")[2].decode()


def _said(place: GitPlace, *words: str) -> bytes:
    answer = ask(place, *words)
    if answer.status:
        raise failure("git's history could not be read", answer.said)
    return answer.out
