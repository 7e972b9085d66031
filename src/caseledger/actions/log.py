"""The audit trail: what was changed in the cases, by whom, when, in which commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime, time, timedelta
from itertools import chain
from pathlib import PurePosixPath

from caseledger.actions.desk import Desk, case_path, day_of
from caseledger.actions.status import SPAN, days_of
from caseledger.domain.audit import Wanted, lines
from caseledger.domain.windows import moved
from caseledger.errors import Ambiguous, NotFound, UsageProblem
from caseledger.store.audit import (
    End,
    Touch,
    Touched,
    Versions,
    all_touched,
    end_of,
    followed,
    parted,
    steps_of,
    uncommitted,
)
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.commit_walk import FileAt, Step, Walk
from caseledger.store.files import CASES
from caseledger.store.git_state import head_of
from caseledger.store.history import place_of
from caseledger.store.ledger import case_paths
from caseledger.store.trail import CaseLines, Entry, Gone, Trail
from caseledger.store.work_shelf import WorkShelf

SPARE = 4
"""So many times the commits that are asked for are walked at first: some change no entry."""

FIRST, TOGETHER = 8, 256
"""The versions of so many commits are read at once: at first few, in case few are asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for, as it was typed. ``most``: so many commits, the newest."""

    field: str = ""
    event: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    most: int | None = None
    reverse: bool = False
    committed: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A wish understood."""

    wanted: Wanted
    since: datetime | None
    until: datetime | None
    most: int | None

    def fits(self, when: datetime) -> bool:
        return (self.since is None or when >= self.since) and (
            self.until is None or when <= self.until
        )


def log(desk: Desk, words: Sequence[str], wish: Wish) -> Trail:
    """Return what was done to cases, to all of them without words; newest first.

    Raises `NotFound` (no such case in the whole history, nothing about such an event, person or
    field; no history), `Ambiguous`, `UsageProblem`, `OutsideFailure`.
    """
    asked = _understood(desk, wish)
    root = desk.ledger.root
    place = place_of(root)
    walk = Walk(place, place.from_top(root, ""), desk.zone)
    found, chosen = _chosen(desk, walk, words, asked, committed=wish.committed)
    _require_one(wish.event, chosen)
    if not chosen:
        _require_any(asked)
    begins = tuple(one.commit for one in found.steps if one.id in walk.boundary)
    ordered = chosen[::-1] if wish.reverse else chosen
    return Trail(ordered, found.gone, begins, tuple(words))


def _chosen(
    desk: Desk, walk: Walk, words: Sequence[str], asked: _Asked, *, committed: bool
) -> tuple[_Found, tuple[Entry, ...]]:
    """Find what is asked for; of all cases no more commits are walked than are needed."""
    narrow = words or asked.most is None or not asked.wanted.everything or asked.until
    walks = (None,) if narrow or asked.most is None else (SPARE * asked.most, None)
    for most in walks:
        found = _found(desk, walk, words, asked.since, most)
        steps = {one.id: one for one in found.steps}
        is_whole = asked.since is None and (most is None or len(steps) < most)
        versions = Versions(walk, steps, is_whole)
        entries = _entries(found, versions, asked)
        if not committed and asked.until is None:
            entries = chain(_now(desk, walk, found, versions, asked.wanted), entries)
        chosen = tuple(_first(entries, asked.most))
        if is_whole or sum(one.commit is not None for one in chosen) == asked.most:
            break
    return found, chosen


# Which cases


@dataclass(frozen=True, slots=True)
class _Found:
    """The commits that were walked, those that touched what is asked for, and the present paths."""

    steps: Sequence[Step]
    touched: Sequence[Touched]
    present: frozenset[str] | None
    gone: tuple[Gone, ...] = ()


def _found(
    desk: Desk, walk: Walk, words: Sequence[str], since: datetime | None, most: int | None
) -> _Found:
    if not words:
        steps = parted(walk, walk.steps(since=since, most=most))
        return _Found(steps, all_touched(steps), None)
    paths = {word: _present(desk, walk, word) for word in words}
    present = frozenset(path for path in paths.values() if path)
    lost = [word for word, path in paths.items() if not path]
    if not lost:
        steps = steps_of(walk, present, since)
        return _Found(steps, followed(steps, present)[0], present)
    return _with_lost(desk, walk, lost, present)


def _present(desk: Desk, walk: Walk, word: str) -> str:
    """Return the path of the case that a word means now; nothing where history has to tell.

    An id that a case had once goes before the beginning of one that a case has now.
    """
    paths = list(case_paths(desk.ledger))
    exact = next((one.relative for one in paths if one.name == word), "")
    if exact:
        return exact
    folders = {str(PurePosixPath(one.relative).parent) for one in paths} | {CASES}
    try:
        if PurePosixPath(word).name == word and walk.knows(f"{one}/{word}.yaml" for one in folders):
            return ""
        return case_path(desk, word)[0].relative
    except Ambiguous:
        raise
    except NotFound:
        return ""


def _with_lost(desk: Desk, walk: Walk, words: Sequence[str], present: frozenset[str]) -> _Found:
    """Find cases that are there no more in the whole history."""
    steps = parted(walk, walk.steps())
    ever = {file.path: file.case for one in steps for file in _files(one)}
    shelf = CommitShelf(walk.place, desk.ledger.root, head_of(walk.place))
    ended, here = list[tuple[str, frozenset[str]]](), set(present)
    for word in words:
        case = _once(word, set(ever.values()))
        paths = frozenset(path for path, name in ever.items() if name == case)
        held = {path for path in paths if shelf.blob(path) is not None}
        here |= held
        if not held:
            ended.append((case, paths))
    touched = {one.step.id: one for one in followed(steps, here)[0]}
    for _, paths in ended:
        for one in followed(steps, paths, gone=True)[0]:
            known = touched.get(one.step.id)
            both = (*(known.touches if known else ()), *one.touches)
            touched[one.step.id] = replace(one, touches=tuple(dict.fromkeys(both)))
    ordered = [touched[one.id] for one in steps if one.id in touched]
    ends = [(case, end_of(steps, paths)) for case, paths in ended]
    gone = tuple(_gone(case, end) for case, end in ends if end is not None)
    return _Found(steps, ordered, frozenset(here), gone)


def _files(step: Step) -> Iterator[FileAt]:
    yield from (file for side in step.sides for one in side for file in (one.old, one.new) if file)


def _once(word: str, ids: set[str]) -> str:
    """Return the id that a case had once. Raises `NotFound` or `Ambiguous`."""
    fitting = sorted(one for one in ids if word and one.startswith((word, f"c-{word}")))
    if word in ids:
        return word
    if len(fitting) > 1:
        raise Ambiguous(f"this fitted {len(fitting)} cases", fitting, word)
    if not fitting:
        raise NotFound(
            "there is no such case, and there never was in this history",
            "caseledger status lists those that there are",
        )
    return fitting[0]


def _gone(case: str, end: End) -> Gone:
    return Gone(case, end.step.commit, PurePosixPath(end.now).stem if end.now else None)


# What was done


def _entries(found: _Found, versions: Versions, asked: _Asked) -> Iterator[Entry]:
    """Yield what each commit did; versions are read as they are needed."""
    fitting = [one for one in found.touched if asked.fits(one.step.commit.when)]
    start, count = 0, FIRST
    while some := fitting[start : start + count]:
        versions.ahead(some)
        for one in some:
            cases = tuple(_cases(one, versions, asked.wanted))
            if cases:
                step = one.step
                yield Entry(step.commit, step.written, step.action, len(step.sides) > 1, cases)
        start, count = start + count, min(2 * count, TOGETHER)


def _cases(one: Touched, versions: Versions, wanted: Wanted) -> Iterator[CaseLines]:
    for touch in one.touches:
        bases = versions.bases(one.step, touch) if len(touch.before) > 1 else []
        if _is_brought_together(touch, bases):
            continue
        before = [
            versions.before(one.step, number, file) for number, file in enumerate(touch.before)
        ]
        after = versions.at(touch.after)
        read = [version for version in map(versions.at, bases) if version.is_read]
        found = lines(before, after, wanted, read)
        if found:
            unread = max(version.unread for version in before) if after.is_read else 0
            yield CaseLines(touch.case, touch.path, found, unread)


def _is_brought_together(touch: Touch, bases: Sequence[FileAt | None]) -> bool:
    """Whether a merge only took a file from the one side that had changed it, if any had."""
    if touch.after not in touch.before:
        return False
    others = [file for file in touch.before if file != touch.after]
    return not bases or all(file in bases for file in others)


def _now(
    desk: Desk, walk: Walk, found: _Found, versions: Versions, wanted: Wanted
) -> Iterator[Entry]:
    """Yield what is not committed yet."""
    shelf = CommitShelf(walk.place, desk.ledger.root, head_of(walk.place))
    cases = []
    for committed, now in uncommitted(WorkShelf(shelf), found.present):
        before = versions.standing(committed)
        # Where git keeps what only a filter can read, nothing can be told of it.
        if before.tree is not None or committed is None:
            done = lines([before], now, wanted)
            path = now.path or before.path
            case = PurePosixPath(path).stem
            cases += [CaseLines(case, path, done, before.unread)] if done else []
    if cases:
        yield Entry(None, None, "", is_merge=False, cases=tuple(cases))


def _first(entries: Iterable[Entry], most: int | None) -> Iterator[Entry]:
    """Yield so many commits; what is not committed does not count."""
    count = 0
    for one in entries:
        if most is not None and one.commit is not None and count >= most:
            return
        count += one.commit is not None
        yield one


# What is asked for


def _understood(desk: Desk, wish: Wish) -> _Asked:
    zone = desk.zone
    since = _day(desk, wish.since, end=False) if wish.since else None
    until = _day(desk, wish.until, end=True) if wish.until else None
    if since and until and until < since:
        raise UsageProblem("--until lies before --since", "write the earlier day behind --since")
    steps = tuple(step for step in wish.field.split(".") if step)
    return _Asked(
        Wanted(steps, wish.event, wish.person),
        datetime.combine(since, time.min, zone) if since else None,
        datetime.combine(until, time.max, zone) if until else None,
        wish.most,
    )


def _day(desk: Desk, words: str, *, end: bool) -> Day:
    """Read a day, or how long ago it was, such as 7d. Raises `UsageProblem`."""
    if SPAN.fullmatch(words.strip().lower()):
        return moved(desk.today, -timedelta(days_of(words)))
    return day_of(words, desk.today, end=end)


def _require_any(asked: _Asked) -> None:
    """See that an empty trail is not a word mistyped. Raises `NotFound`."""
    if not asked.wanted.everything and asked.since is None and asked.until is None:
        raise NotFound(
            "nothing in this history is about such an event, person or field",
            "caseledger log CASE tells everything of a case",
        )


def _require_one(event: str, entries: Iterable[Entry]) -> None:
    """See that the beginning of an id means one event. Raises `Ambiguous`."""
    if not event:
        return
    changed = (line.change for one in entries for case in one.cases for line in case.lines)
    ids = sorted({one.entry[1] for one in changed if one.entry})
    if len(ids) > 1 and event not in ids:
        raise Ambiguous(f"this fits {len(ids)} events", ids, event)
