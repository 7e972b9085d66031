"""The end of a plan that was cut short: each file forward to its new state, or back to its old one.

Where a file, an entry of the index or the history holds what is neither, it is somebody's own work
and stays as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import Conflict
from caseledger.store.committing import Made, made_on, sync_commit
from caseledger.store.git_index import IndexMoved, Session, drop_private, index_held, set_entries
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import Held, Snapshot, snapshot
from caseledger.store.intent import Entry, Intent, Step, end
from caseledger.store.kept import keep_aside
from caseledger.store.replacing import drop_temporary, read_file, replace_file

TRIES = 5
LEFT = "it was left as it is"


@dataclass(frozen=True, slots=True)
class Settled:
    """How a plan that was cut short ended: the commit that holds it, if any, and what to tell."""

    commit: str
    notes: tuple[str, ...]

    @property
    def committed(self) -> bool:
        """Whether all of it is in the history."""
        return bool(self.commit)


def settle(place: GitPlace, intent: Intent, held: int, *, keep: bool) -> Settled:
    """Bring every file of a plan to its end or back to its beginning, and drop the record.

    Where a file, an entry of the index or the history holds what is neither, it is somebody's own
    work and stays. With ``keep`` the content that is undone is kept aside. Our lock must be held,
    and nothing that the command started may be at work any more.
    """
    drop_private(place)
    for _ in range(TRIES):
        now = snapshot(place, [step.path for step in intent.steps])
        made = _own_commit(place, intent, now)
        ends = _ends(intent, now, made)
        try:
            notes = list(_work(place, ends))
            _index(place, intent, held, ends, now)
            break
        except IndexMoved:
            continue
    else:
        raise _unstill()
    if made is not None:
        notes += follow(session_of(place, intent, held), made, intent).notes
    commit = ""
    if all(one.forward or one.overtaken for one in ends):
        commit = _made_durable(place, now, made, intent)
    if not commit and keep and intent.typed:
        notes += _kept(place, intent)
    end(place)
    return Settled(commit, tuple(notes))


def _made_durable(place: GitPlace, now: Snapshot, made: Made | None, intent: Intent) -> str:
    """Have the commit that holds the change on the disk, and return its id."""
    if made is None:
        os.sync()  # a plain git command made it, and git by itself does not sync its objects
        return now.head
    sync_commit(place, made, [step.staged[1] for step in intent.steps])
    return made.commit


def _unstill() -> Conflict:
    return Conflict("git's index does not stand still", "close other git programs and try again")


@dataclass(frozen=True, slots=True)
class _End:
    """Where one file goes: to its new state, or back; and what HEAD holds of it.

    ``elsewhere`` is set where other commits made something else of it; it is ``overtaken`` where
    that was after ours.
    """

    step: Step
    forward: bool
    elsewhere: bool
    now: Held
    overtaken: bool = False


def _own_commit(place: GitPlace, intent: Intent, now: Snapshot) -> Made | None:
    """Find the commit that the command made, if it came to that."""
    made = None if now.head == intent.head else made_on(place, intent.head)
    return made if made is not None and made.subject == intent.subject else None


def _ends(intent: Intent, now: Snapshot, made: Made | None) -> list[_End]:
    """Decide about each file. Those that are not to be committed go the way of those that are."""
    told = [_end_of(step, now, intent.head, made) for step in intent.steps if _commits(step)]
    forward = all(one.forward for one in told)
    return told + [
        _End(step, forward=forward, elsewhere=False, now=now.files[step.path])
        for step in intent.steps
        if not _commits(step)
    ]


def _commits(step: Step) -> bool:
    return step.committed[0] != step.committed[1]


def _end_of(step: Step, now: Snapshot, before: str, made: Made | None) -> _End:
    """Decide about one file by what the last commit holds of it."""
    held = now.files[step.path]
    old, new = step.committed
    if now.head == before or held.committed == old:
        return _End(step, forward=False, elsewhere=False, now=held)
    goals = {new, step.staged[1]} - {old}
    ours = made is not None and step.path in made.changed
    if made is not None and ours:
        goals.add(made.changed[step.path][1])  # a hook may have made something else of it
    content = now.contents.get(held.committed.blob) if held.committed else None
    forward = held.committed in goals or same_text(content, step.work[1])
    return _End(step, forward, not forward, held, overtaken=ours and not forward)


def same_text(one: bytes | None, other: bytes | None) -> bool:
    """Whether two contents differ at most in their line ends, as git may change them."""
    if one is None or other is None:
        return one is other
    return one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _work(place: GitPlace, ends: list[_End]) -> Iterator[str]:
    """Bring the files of the work tree forward or back, unless somebody changed them."""
    for one in ends:
        path, (old, new) = one.step.path, one.step.work
        drop_temporary(place.top, path)
        if one.overtaken:
            continue
        if one.elsewhere:
            yield f"{path}: other commits changed this file meanwhile; {LEFT}"
            continue
        goal, other = (new, old) if one.forward else (old, new)
        found = read_file(place.top, path)
        if found == goal:
            continue
        if found == other:
            replace_file(place.top, path, goal, other)
        else:
            yield f"{path}: somebody edited this file meanwhile; {LEFT}"


def _index(place: GitPlace, intent: Intent, held: int, ends: list[_End], now: Snapshot) -> None:
    """Bring the entries of the index forward or back, unless somebody changed them."""
    entries: dict[str, Entry | None] = {}
    for one in ends:
        old, new = one.step.staged
        wanted, ours = old, {new}
        if one.forward or one.elsewhere:
            # Where nothing of the user's was staged, nothing is, as against the last commit.
            wanted = one.now.committed if old == one.step.committed[0] else new
            ours = {old, new} if one.forward else {new}
        if one.now.staged in ours - {wanted} and not one.now.unmerged:
            entries[one.step.path] = wanted
    if entries:
        with index_held(place, intent.token):
            set_entries(session_of(place, intent, held), entries, now.index_stamp)


def session_of(place: GitPlace, intent: Intent, held: int) -> Session:
    """Return what holds the index for the command of a plan."""
    entries = [one for step in intent.steps for one in (*step.committed, *step.staged) if one]
    digits = max((len(one.blob) for one in entries), default=len(intent.head) or 40)
    return Session(place, intent.token, held, digits)


@dataclass(frozen=True, slots=True)
class Followed:
    """What hooks made of a commit: what to tell, and the files that they took out of it."""

    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def follow(session: Session, made: Made, intent: Intent) -> Followed:
    """Let the user's index follow where a hook changed what was committed, and say so.

    Otherwise the user's next commit would take the hook's work back.
    """
    steps = {step.path: step for step in intent.steps}
    strange = [
        path
        for path, (_, new) in made.changed.items()
        if path not in steps or steps[path].committed[1] != new
    ]
    missing = tuple(
        step.path for step in intent.steps if _commits(step) and step.path not in made.changed
    )
    if not strange and not missing:
        return Followed()
    for _ in range(TRIES):
        try:
            _follow(session, made, steps, [*strange, *missing])
            break
        except IndexMoved:
            continue
    else:
        raise _unstill()
    notes = [f"a hook changed what was committed: {path}" for path in sorted(strange)]
    return Followed(tuple(notes), missing)


def _follow(session: Session, made: Made, steps: Mapping[str, Step], paths: Sequence[str]) -> None:
    now = snapshot(session.place, paths)
    entries: dict[str, Entry | None] = {}
    for path in paths:
        held, step = now.files[path], steps.get(path)
        ours = made.changed[path][0] if step is None else step.staged[1]
        own_work = step is not None and step.staged[0] != step.committed[0]
        if held.staged == ours != held.committed and not own_work and not held.unmerged:
            entries[path] = held.committed
    if entries:
        with index_held(session.place, session.token):
            set_entries(session, entries, now.index_stamp)


def _kept(place: GitPlace, intent: Intent) -> list[str]:
    """Put aside what was undone, so that nobody has to type it again."""
    undone = [(step.path, *step.work) for step in intent.steps]
    return [
        f"{path}: what was entered is kept in {shown(place, keep_aside(place.own, new))}"
        for path, old, new in undone
        if new is not None and new != old
    ]


def shown(place: GitPlace, path: Path) -> str:
    """Name a file for a message: from the top of the work tree, if it lies below."""
    return os.path.relpath(path, place.top) if path.is_relative_to(place.top) else str(path)
