"""What a writing command did, as a value: for the terminal, for scripts, for nobody's log."""

from __future__ import annotations

from dataclasses import dataclass

from caseledger.domain.changes import Change
from caseledger.domain.consequence import Consequence


@dataclass(frozen=True, slots=True)
class Changed:
    """One file that was changed; ``public`` if it was and is, so that values may be told.

    ``id`` is that of the case, or what else the file goes by.
    ``headline`` says it in ids alone, where that is not simply what changed: which id the case had.
    """

    path: str
    id: str
    public: bool
    changes: tuple[Change, ...]
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What one command did.

    ``made`` leads from what was made or changed to its id. ``understood`` are typed words that
    came to something else, ``assumed`` fields that nobody typed, each with the reason. ``unsure``
    are ids of events that may concern a new person too and were left alone. ``commit`` is the id of
    the commit, empty where there is none: ``uncommitted`` says why. ``undoes`` is the id of the
    commit that was taken back, ``renamed_from`` the id that the first case had; mostly empty.
    """

    action: str
    files: tuple[Changed, ...]
    made: tuple[tuple[str, str], ...]
    understood: tuple[tuple[str, str], ...]
    assumed: tuple[tuple[str, str, str], ...]
    doubles: tuple[str, ...]
    consequences: tuple[Consequence, ...]
    unsure: tuple[str, ...] = ()
    commit: str = ""
    uncommitted: str = ""
    undoes: str = ""
    renamed_from: str = ""
