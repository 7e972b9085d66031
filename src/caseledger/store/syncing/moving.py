"""Branch, index and files go to a commit that was checked: all of it, or none.

Files are put in their places as every other command does it, with a record of what is about to be
done, so that a stop in between is finished or undone by the next command that writes. The branch is
moved by git itself, and so are the few files that `steps` leaves to it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from caseledger.errors import CaseledgerError, Conflict
from caseledger.store.committing import NO_EDITOR, SETTINGS, HeadMoved, Made, sync_commit
from caseledger.store.disk import in_words, sync, sync_path
from caseledger.store.files import CASES
from caseledger.store.git_door import Answer, Errand, ask, run
from caseledger.store.git_index import (
    IndexMoved,
    drop_private,
    index_held,
    private_index,
    require_same,
    set_entries,
)
from caseledger.store.git_locks import drop_dead_locks
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import (
    FILE_MODES,
    Changed,
    Snapshot,
    branch_of,
    head_of,
    in_progress,
    raw_changes,
    snapshot,
)
from caseledger.store.git_words import failure
from caseledger.store.hand_edits import ENTRY
from caseledger.store.intent import Entry, Intent, begin, end, new_token
from caseledger.store.locking import locked, private_folder
from caseledger.store.recovering import TakenAlong, put_back, recover_left
from caseledger.store.replacing import Moved, replace_file
from caseledger.store.settling import session_of, settle
from caseledger.store.syncing.remotes import HEADS
from caseledger.store.syncing.steps import steps_to
from caseledger.store.trust import require_trust

MERGE = ("merge", "--ff-only", "--no-autostash", "--no-stat", "--quiet", "--no-overwrite-ignore")
INDEX_TRIES = 5


class InTheWay(Conflict):
    """Files were changed here and not committed, and the merge would change them too."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Name the files, from the top of the work tree."""
        super().__init__(
            "files that the merge changes hold edits that are not committed; nothing was moved",
            "caseledger commit takes the edits of cases into the history; then run it again",
        )
        self.paths = tuple(paths)


@dataclass(frozen=True, slots=True)
class Move:
    """From which commit of which branch to which other one; ``what`` says it in the log of git."""

    branch: str
    head: str
    commit: str
    what: str


@contextmanager
def alone(place: GitPlace) -> Iterator[tuple[str, ...]]:
    """Be the only caseledger that writes here; gives what was finished of a stopped command.

    Raises `Conflict` while another one writes, or in the middle of a merge and the like.
    """
    require_trust(place)
    private_folder(place.shared_own)
    with locked(place.shared_own / "lock"):
        notes = recover_left(place)
        what, hint = in_progress(place)
        if what:
            raise Conflict(f"the repository is in the middle of {what}; nothing was changed", hint)
        yield notes


def in_the_way(place: GitPlace, head: str, commit: str) -> tuple[str, ...]:
    """Name the files that hold something that is not committed and that a move would change."""
    changed = _differing(place, head, commit)
    return tuple(sorted(_arrived(place, changed)[1]))


def uncommitted(place: GitPlace, root: Path) -> int:
    """Count the case files that hold something that is not committed: it stays here."""
    cases = place.from_top(root, CASES)
    return sum(path.startswith(f"{cases}/") for path in _dirty(place))


def move(place: GitPlace, to: Move) -> tuple[str, ...]:
    """Move branch, index and files forward to a commit; `alone` must hold.

    When this returns the new state outlives a kill and a power cut. Returns what is worth telling.
    Raises `HeadMoved` where the branch is elsewhere by now, `InTheWay`, `OutsideFailure`.
    """
    if branch_of(place) != f"{HEADS}{to.branch}" or head_of(place) != to.head:
        raise HeadMoved
    changed = _differing(place, to.head, to.commit)
    for _ in range(INDEX_TRIES):
        arrived, others = _arrived(place, changed)
        if others:
            raise InTheWay(sorted(others))
        try:
            return _moved(place, to, (changed, arrived))
        except IndexMoved:
            continue
    raise Conflict("git's index does not stand still", "close other git programs and try again")


def _arrived(place: GitPlace, changed: Changed) -> tuple[dict[str, Entry | None], list[str]]:
    """Take what lies here just as it comes, as a stopped git leaves it; and name what is not so."""
    dirty = sorted(_dirty(place) & changed.keys())
    if not dirty:
        return {}, []
    held = snapshot(place, dirty).files
    arrived: dict[str, Entry | None] = {}
    others = []
    for path in dirty:
        one, (old, new) = held[path], changed[path]
        same = not one.unmerged and one.staged in (old, new) and _is_on_disk(place, path, new)
        if same:
            arrived[path] = new
        else:
            others.append(path)
    return arrived, others


def _is_on_disk(place: GitPlace, path: str, new: Entry | None) -> bool:
    """Whether a file holds what git would keep as an entry."""
    on_disk = place.top / path
    if new is None:
        return not os.path.lexists(on_disk)
    if new.mode not in FILE_MODES or on_disk.is_symlink() or not on_disk.is_file():
        return False
    answer = ask(place, "hash-object", f"--path={path}", "--", str(on_disk))
    return answer.status == 0 and answer.out.decode("ascii").strip() == new.blob


def _moved(
    place: GitPlace, to: Move, coming: tuple[Changed, Mapping[str, Entry | None]]
) -> tuple[str, ...]:
    changed, arrived = coming
    now = snapshot(place, sorted(changed))
    steps = steps_to(place, now, changed)
    intent = Intent(new_token(), f"{to.what}\n", to.head, steps, typed=False)
    done = {**{step.path: step.staged[1] for step in steps}, **arrived}
    left = changed.keys() - done.keys()
    _sync_objects(place)
    with FileIO(begin(place, intent)) as record:
        held = record.fileno()
        try:
            answer = _carried_out(_Work(place, to, intent, done, bool(left)), now, held)
        except BaseException as error:
            record.close()
            _undone(place, intent, error)
            raise
        drop_dead_locks(place)
        if head_of(place) != to.commit:
            _refused(place, intent, held, answer)
        _sync_files(place, left)
        sync_commit(place, Made(to.commit, "", (), changed), [])
        drop_private(place)
        end(place)
    return (f"git and its hooks said:\n{answer.said}",) if answer.said.strip() else ()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done: ``entries`` are ours to set, and whether any are ``left`` to git."""

    place: GitPlace
    to: Move
    intent: Intent
    entries: Mapping[str, Entry | None]
    left: bool


def _carried_out(work: _Work, now: Snapshot, held: int) -> Answer:
    """Replace files, set their entries, and have git move the branch.

    Git's own lock of the index is held until it has: no other command can commit half of it. Only
    where files are left to git it needs the index, and the lock, for itself.
    """
    session = session_of(work.place, work.intent, held)
    with index_held(work.place, work.intent.token):
        require_same(work.place, now.index_stamp)
        for step in sorted(work.intent.steps, key=lambda one: one.work[1] is None):
            if step.work[0] != step.work[1]:
                replace_file(work.place.top, step.path, step.work[1], step.work[0])
        set_entries(session, work.entries, now.index_stamp)
        if not work.left:
            index = private_index(session, work.intent.head, work.entries)
            return _merge(work, held, {"GIT_INDEX_FILE": str(index)})
    return _merge(work, held, {})


def _merge(work: _Work, held: int, more: Mapping[str, str]) -> Answer:
    environment = {"GIT_REFLOG_ACTION": work.to.what, **NO_EDITOR, **more}
    return run(work.place.top, Errand((*SETTINGS, *MERGE, work.to.commit), None, environment, held))


def _undone(place: GitPlace, intent: Intent, error: BaseException) -> None:
    """Undo, and raise what went wrong; what somebody else committed meanwhile is no error."""
    try:
        put_back(place, intent, error)
    except TakenAlong:
        raise HeadMoved from None
    except Moved:
        raise InTheWay([step.path for step in intent.steps]) from None


def _refused(place: GitPlace, intent: Intent, held: int, answer: Answer) -> None:
    elsewhere = head_of(place) != intent.head
    settle(place, intent, held, keep=False)
    if elsewhere:
        raise HeadMoved
    error: CaseledgerError = failure("nothing was moved", answer.said)
    if "would be overwritten" in answer.said:
        raise Conflict(error.message, "commit these files, or put them elsewhere, and run it again")
    raise error


def _differing(place: GitPlace, old: str, new: str) -> Changed:
    words = ("diff-tree", "-r", "--raw", "-z", "--no-renames", "--full-index", old, new, "--")
    answer = ask(place, *words)
    if answer.status:
        raise failure("nothing was moved", answer.said)
    return raw_changes(answer.out)[0]


def _dirty(place: GitPlace) -> set[str]:
    """The files that differ from the last commit, in the index or on disk, and those it lacks."""
    words = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    answer = ask(place, *words)
    if answer.status:
        raise failure("nothing was moved", answer.said)
    return {line[ENTRY:] for line in os.fsdecode(answer.out).split("\0") if line}


def _sync_objects(place: GitPlace) -> None:
    """Have the folders of git's objects on the disk: of what is in them git has seen to itself."""
    objects = place.shared / "objects"
    try:
        for folder in (objects, *(one for one in objects.iterdir() if one.is_dir())):
            sync_path(folder)
    except OSError as error:
        raise in_words(error, "the disk did not confirm what was fetched") from error


def _sync_files(place: GitPlace, paths: Collection[str]) -> None:
    """Have files on the disk that git itself wrote."""
    for path in sorted(paths):
        try:
            descriptor = os.open(place.top / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue  # gone, or a link
        try:
            sync(descriptor)
        except OSError as error:
            raise in_words(error, "the merge is done, but the disk did not confirm it") from error
        finally:
            os.close(descriptor)
