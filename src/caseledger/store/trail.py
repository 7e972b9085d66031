"""The audit trail as a value: commits, and what each of them did to which case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caseledger.domain.audit import Line
from caseledger.store.known import Commit


@dataclass(frozen=True, slots=True)
class CaseLines:
    """What one commit did to one case: the id and the path that it had then.

    ``unread`` versions before it could not be read: what happened in them is told here.
    """

    case: str
    path: str
    lines: tuple[Line, ...]
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit and what it changed; without a commit, what is not committed yet."""

    commit: Commit | None
    written: datetime | None
    action: str
    is_merge: bool
    cases: tuple[CaseLines, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A case that is there no more: its id, the commit, and what it is called since, if it is."""

    case: str
    commit: Commit
    now: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail. ``begins``: where a shallow clone ends, in what was walked."""

    entries: tuple[Entry, ...]
    gone: tuple[Gone, ...] = ()
    begins: tuple[Commit, ...] = ()
    named: tuple[str, ...] = ()
