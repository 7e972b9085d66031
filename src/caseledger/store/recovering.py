"""What a stopped or refused command left is brought to an end before anything else is done."""

from __future__ import annotations

from collections.abc import Sequence
from io import FileIO
from typing import NoReturn, TypeVar

from caseledger.errors import CaseledgerError, Conflict
from caseledger.store.committing import HeadMoved
from caseledger.store.disk import in_words
from caseledger.store.git_door import Answer
from caseledger.store.git_index import IndexMoved
from caseledger.store.git_locks import drop_dead_locks, drop_own_index_lock
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure, safe_words
from caseledger.store.intent import Intent, left
from caseledger.store.locking import try_lock, wait_until
from caseledger.store.settling import Settled, settle
from caseledger.store.trust import judge

CAN_REFUSE = frozenset({"pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction"})
"""The hooks that can stop a commit."""

Raised = TypeVar("Raised", bound=BaseException)


class TakenAlong(Exception):
    """Another git command committed our change together with its own."""

    def __init__(self, settled: Settled) -> None:
        super().__init__()
        self.settled = settled


def recover_left(place: GitPlace) -> tuple[str, ...]:
    """Finish or undo what a stopped command left; our lock must be held.

    Raises `Conflict` while a process that the command started is still alive.
    """
    found = left(place)
    if found is None:
        drop_own_index_lock(place)
        return ()
    intent, descriptor = found
    with FileIO(descriptor):
        if not wait_until(lambda: try_lock(descriptor)):
            raise Conflict(
                "a git process or hook that a stopped caseledger started is still at work",
                "wait for it to end; what was begun is then finished or undone",
            )
        drop_dead_locks(place)
        settled = settle(place, intent, descriptor, keep=True)
    ending = "is finished" if settled.committed else "is undone, because it was not committed"
    return (f"a command that was cut short {ending}: {safe_words(intent.subject)}", *settled.notes)


def put_back(place: GitPlace, intent: Intent, error: BaseException) -> NoReturn:
    """Undo what was begun when something went wrong, and raise the error.

    A signal, or an error of the disk: git may still be at work, so it is waited for as after a
    kill. If even that goes wrong the record stays, and the next command does it. Raises
    `TakenAlong` where another git command committed our change with its own.
    """
    if isinstance(error, OSError):
        error = in_words(error, "the change could not be carried out")
    passing = isinstance(error, HeadMoved | IndexMoved | Conflict)
    try:
        settled = _settled_alone(place, intent, keep=not passing)
    except CaseledgerError as more:
        later = f"what was begun is not undone yet ({more.message}); the next command does that"
        raise with_words(error, (later,)) from None
    if settled.committed and isinstance(error, HeadMoved):
        raise TakenAlong(settled)
    ending = ("the commit was made all the same",) if settled.committed else ()
    raise with_words(error, (*ending, *settled.notes))


def _settled_alone(place: GitPlace, intent: Intent, *, keep: bool) -> Settled:
    """Settle a plan once nothing that was started for it is at work any more."""
    found = left(place)
    if found is None:
        return Settled("", ())
    _, descriptor = found
    with FileIO(descriptor):
        if not wait_until(lambda: try_lock(descriptor)):
            raise Conflict("a process that was started for it is still at work")
        if keep:
            drop_dead_locks(place)
        return settle(place, intent, descriptor, keep=keep)


def refuse(place: GitPlace, intent: Intent, held: int, answer: Answer, *, moved: bool) -> NoReturn:
    """Undo what was begun when git made no commit of ours, and raise what came of it.

    Raises `HeadMoved` or `TakenAlong` where another commit came between, else what git said.
    """
    settled = settle(place, intent, held, keep=not moved)
    if moved:
        raise TakenAlong(settled) if settled.committed else HeadMoved
    hooks = [name for name in judge(place).hooks if name in CAN_REFUSE]
    raise with_words(failure("nothing was changed", answer.said, hooks), settled.notes)


def with_words(error: Raised, notes: Sequence[str]) -> Raised:
    """Add sentences to an error."""
    if isinstance(error, CaseledgerError):
        error.message = "\n".join((error.message, *notes))
        error.args = (error.message,)
    else:
        for note in notes:
            error.add_note(note)
    return error
