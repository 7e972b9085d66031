"""Writing: one command of the user becomes one commit of exactly its own change.

What others have typed or staged is neither carried along nor lost, also in the same file: a change
is a function of bytes, and is applied to the committed version, to the staged one if that differs,
and to the file on disk. In order: our lock, a record of what is about to be done, the file, its
entry in the user's index, the commit by git itself, and the disk's word for all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

from caseledger.errors import CaseledgerError, Conflict
from caseledger.store.committing import HeadMoved, commit_entries, made_on, sync_commit
from caseledger.store.git_attributes import turned
from caseledger.store.git_door import Answer
from caseledger.store.git_index import (
    IndexMoved,
    Session,
    drop_private,
    index_held,
    require_same,
    set_entries,
)
from caseledger.store.git_locks import drop_dead_locks
from caseledger.store.git_place import GitPlace, find_place, unfinished
from caseledger.store.git_state import Snapshot, branch_of, in_progress, snapshot
from caseledger.store.git_words import safe_words
from caseledger.store.intent import Entry, Intent, begin, end, new_token
from caseledger.store.locking import locked, private_folder
from caseledger.store.planning import Change, FileChange, Refused, steps_of
from caseledger.store.recovering import TakenAlong, put_back, recover_left, refuse, with_words
from caseledger.store.replacing import Moved, replace_file
from caseledger.store.settling import follow, session_of
from caseledger.store.trust import Judgement, require_trust

__all__ = ["Change", "Recorded", "record", "recover", "unfinished"]

TRIES = 5
TURNED = (
    "git is told to change this file on its way in ({} in .gitattributes), as for encryption; "
    "what is committed here is the file as it is, so commit it with git itself"
)
TAKEN_ALONG = "another git command committed this together with its own change"
AS_ASKED = "not committed, as asked; caseledger commit does it"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of it: the full id of the ``commit``, or why there is none.

    ``uncommitted`` says so in a sentence, with the ways on; the files are written all the same.
    ``conflict`` is set where that needs a person, so that the command ends with 5. ``notes`` tell
    what was finished or undone of an earlier command, and what else is worth knowing.
    """

    commit: str
    uncommitted: str = ""
    notes: tuple[str, ...] = ()
    conflict: bool = False


def record(root: Path, changes: Sequence[Change], message: str, *, commit: bool = True) -> Recorded:
    """Write some files and commit exactly that, or do nothing at all.

    When this returns, what it says outlives a kill and a power cut. Raises `EditRefused` where a
    change does not fit the file it was made for; `Conflict` where a file moved or somebody holds
    a lock; `UnreadableData`; `OutsideFailure` (and `Untrusted`) where the disk or git refused.
    After any of them files, index and history are as they were, or the next command makes them so.
    What was finished or undone of an earlier command is told all the same: by `Moved.notes`, as
    the file must be read anew then, and by the message of other errors.
    """
    with _writing(root) as place:
        notes: tuple[str, ...] = ()
        judged: Judgement | None = None
        if place is not None and (commit or unfinished(root)):
            judged = require_trust(place)
            notes = recover_left(place)
        try:
            files = [FileChange.planned(root, place, change) for change in changes]
            why = _Reason(AS_ASKED) if not commit else _why_not(place, judged)
            if why is None and place is not None and files:
                done = _committed(place, files, message)
            else:
                done = _written(files, why or _Reason(""))
        except Moved as moved:
            moved.notes = notes
            raise
        except CaseledgerError as error:
            with_words(error, notes)
            raise
        return replace(done, notes=(*notes, *done.notes))


def recover(root: Path) -> tuple[str, ...]:
    """Finish or undo what a stopped command left, and say what. Raises as `record` does."""
    if not unfinished(root):
        return ()
    with _writing(root) as place:
        if place is None:
            return ()
        require_trust(place)
        return recover_left(place)


@contextmanager
def _writing(root: Path) -> Iterator[GitPlace | None]:
    """Be the only one who writes: in a repository, or else in the ledger's folder."""
    place = find_place(root)
    if place is None:
        with locked(root):
            yield None
        return
    private_folder(place.shared_own)
    with locked(place.shared_own / "lock"):
        yield place


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why there is no commit, and whether that needs a person."""

    words: str
    conflict: bool = False


def _why_not(place: GitPlace | None, judged: Judgement | None) -> _Reason | None:
    """Say why this is no moment, or no place, for a commit."""
    if place is None or judged is None:
        return _Reason("the ledger is not in a git repository; caseledger init makes one")
    if judged.bare or judged.elsewhere:
        return _Reason("the repository of the ledger is bare, or its work tree is another folder")
    what, hint = in_progress(place)
    if not what:
        return None
    words = f"the repository is in the middle of {what}; end it ({hint}), then caseledger commit"
    return _Reason(words, conflict=True)


def _written(files: Sequence[FileChange], why: _Reason) -> Recorded:
    """Write the files without a commit: what is put somewhere first, then what is taken away."""
    for file in sorted(files, key=lambda one: one.new is None):
        file.write()
    return Recorded("", why.words, conflict=why.conflict)


def _committed(place: GitPlace, files: Sequence[FileChange], message: str) -> Recorded:
    """Commit some files, or write them at least. Raises `Conflict`, as what it calls."""
    by = turned(place, [file.path for file in files])
    if by:
        return _written(files, _Reason(TURNED.format(by), conflict=True))
    token = new_token()
    try:
        for number in range(TRIES):
            # After a plain git command came between once, others are kept out from the start.
            with index_held(place, token) if number else nullcontext():
                try:
                    return _attempt(place, files, message, token)
                except (HeadMoved, IndexMoved):
                    continue
    except TakenAlong as taken:
        return Recorded(taken.settled.commit, notes=(TAKEN_ALONG, *taken.settled.notes))
    except Refused as refused:
        return _written(files, _Reason(refused.words, conflict=True))
    raise Conflict(
        "other git commands kept changing the repository; nothing was written",
        "run the command again when they are done",
    )


def _attempt(place: GitPlace, files: Sequence[FileChange], message: str, token: str) -> Recorded:
    """Carry a plan out from the state the repository is in now."""
    now = snapshot(place, [file.path for file in files])
    steps = steps_of(place, files, now)
    if not steps:
        return Recorded("")
    if all(step.committed[0] == step.committed[1] for step in steps):
        raise Refused("the last commit already holds this change; the file on disk now does too")
    intent = Intent(token, message.rstrip() + "\n", now.head, steps)
    with FileIO(begin(place, intent)) as record_file:
        held = record_file.fileno()
        try:
            answer = _carried_out(session_of(place, intent, held), intent, now)
        except BaseException as error:  # noqa: BLE001 - it is raised again by what undoes
            record_file.close()
            put_back(place, intent, error)
        return _concluded(place, intent, held, answer)


def _carried_out(session: Session, intent: Intent, now: Snapshot) -> Answer:
    """Do what the record says, and return how git ended.

    The index is held until git is done: no plain git command can commit our entry before us.
    """
    place = session.place
    with index_held(place, intent.token):
        require_same(place, now.index_stamp)
        for step in sorted(intent.steps, key=lambda one: one.work[1] is None):
            if step.work[0] != step.work[1]:
                replace_file(place.top, step.path, step.work[1], step.work[0])
        staged = {step.path: step.staged[1] for step in intent.steps if _differ(step.staged)}
        set_entries(session, staged, now.index_stamp)
        wanted = {step.path: step.committed[1] for step in intent.steps if _differ(step.committed)}
        return commit_entries(session, intent.head, wanted, intent.message)


def _differ(pair: tuple[Entry | None, Entry | None]) -> bool:
    return pair[0] != pair[1]


def _concluded(place: GitPlace, intent: Intent, held: int, answer: Answer) -> Recorded:
    """See what git made of it, have it on the disk, and drop the record.

    How git ended is not what counts: it may fail after the commit is made.
    """
    made = made_on(place, intent.head)
    drop_dead_locks(place)  # git may have been killed, or kept from taking them away
    if made is None or (answer.status and made.subject != intent.subject):
        refuse(place, intent, held, answer, moved=made is not None)
    followed = follow(session_of(place, intent, held), made, intent)
    sync_commit(place, made, [step.staged[1] for step in intent.steps])
    drop_private(place)
    end(place)
    told = list(followed.notes)
    if answer.said.strip():
        told.append(f"git and its hooks said:\n{safe_words(answer.said)}")
    if not branch_of(place):
        told.append("HEAD is detached: no branch holds this commit yet")
    missing = ", ".join(followed.missing)
    why = f"a hook took {missing} out of the commit; the file on disk has it" if missing else ""
    return Recorded(made.commit, why, tuple(told), conflict=bool(missing))
