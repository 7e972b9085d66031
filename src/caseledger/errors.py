"""What stops a command: one base class, and an exit code for each reason."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 12
"""So many candidates are named where a word fits several things."""


class CaseledgerError(Exception):
    """A command cannot go on. Carries what to tell the user and how the process ends.

    ``message`` says what is wrong in one sentence, ``hint`` what mends it. Neither may
    hold a value from a case file: they end up in logs.
    """

    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and the remedy apart, so that both can be shown or piped."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(CaseledgerError):
    """The words of the command are wrong: an unknown option, a date that can be read twice."""

    exit_code = 2


class NotFound(CaseledgerError):
    """There is no such case, ledger or kind, or the name fits several."""

    exit_code = 3


class Ambiguous(NotFound):
    """A word fits several things. ``candidates`` are what it may mean: ids or codes, no names.

    ``word`` is the word as typed, so that a terminal can offer the choice.
    """

    def __init__(self, message: str, candidates: Sequence[str], word: str = "") -> None:
        """Name what it may mean, so that one can be chosen."""
        shown = ", ".join(candidates[:MOST_NAMED])
        more = " ..." if len(candidates) > MOST_NAMED else ""
        super().__init__(f"{message}: {shown}{more}", "write more of it, or one of these")
        self.candidates = tuple(candidates)
        self.word = word


class UnreadableData(CaseledgerError):
    """The data that the command needs cannot be read."""

    exit_code = 4


class OutsideFailure(CaseledgerError):
    """The disk, git or another program refused; local files are safe."""

    exit_code = 6


class Conflict(CaseledgerError):
    """Somebody else got there first: a file that moved, a lock that is held, a merge in progress.

    Nothing was overwritten; the message says what is kept and where.
    """

    exit_code = 5
