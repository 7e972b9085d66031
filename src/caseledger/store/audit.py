"""The versions that the audit trail is made of: which commits touched a case, under which names.

A case is followed back from HEAD through every line of history, and through renames. Only what the
case's own versions hold is read, many of them by one process of git.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from caseledger.domain.audit import NO_FILE, Version, is_same_case
from caseledger.domain.changes import Tree
from caseledger.store.commit_walk import EXACT, Difference, FileAt, Step, Walk
from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_state import read_objects
from caseledger.store.git_words import failure
from caseledger.store.history import UNREADABLE
from caseledger.store.work_shelf import WorkShelf
from caseledger.store.yaml_guard import LARGEST_FILE
from caseledger.store.yaml_reader import read_document

MOST_HELD = 16 * 2**20
"""Bytes of files: beyond them, versions that were read are forgotten when others are needed."""

MOST_ROUNDS = 64
"""So many names one after the other a case may have had."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a commit did to one case: the file in it, and in each parent; ``None`` is no file.

    In some parents of a merge, not in all, it may be what it is in the merge.
    """

    before: tuple[FileAt | None, ...]
    after: FileAt | None

    @property
    def file(self) -> FileAt:
        """The file in this commit; of one that went, the last."""
        return self.after or next(one for one in self.before if one)

    @property
    def case(self) -> str:
        """The id that the case had then."""
        return self.file.case

    @property
    def path(self) -> str:
        """The path that it had, from the ledger's folder."""
        return self.file.path


@dataclass(frozen=True, slots=True)
class Touched:
    """A commit and what it did to the cases that are asked for."""

    step: Step
    touches: tuple[Touch, ...]


def all_touched(steps: Iterable[Step]) -> list[Touched]:
    """Return what every commit did to every case."""
    found = (Touched(one, tuple(_everything(one))) for one in steps)
    return [one for one in found if one.touches]


def _everything(step: Step) -> Iterator[Touch]:
    by_path = [_by_path(side) for side in step.sides]
    for path in sorted({path for side in by_path for path in side}):
        sides = [side.get(path) for side in by_path]
        # A name that only went to another is told there.
        if all(side is None or _is_of(side, path) for side in sides):
            yield _touch(sides)


def _touch(sides: Sequence[Difference | None]) -> Touch:
    after = next(side.new for side in sides if side)
    return Touch(tuple(side.old if side else after for side in sides), after)


def _by_path(side: Sequence[Difference]) -> dict[str, Difference]:
    """What became of each path on one side: what stands there now, else what went from there."""
    went = {one.old.path: one for one in side if one.old}
    return went | {one.new.path: one for one in side if one.new}


def _at(side: Sequence[Difference], path: str) -> Difference | None:
    """What became of a path on one side, as in `_by_path`, where only one is asked for."""
    new = next((one for one in side if one.new and one.new.path == path), None)
    return new or next((one for one in side if one.old and one.old.path == path), None)


# Following


def steps_of(walk: Walk, paths: Collection[str], since: datetime | None = None) -> list[Step]:
    """Return the commits that touched cases of HEAD, under their present names or earlier ones.

    Raises `OutsideFailure`.
    """
    asked = set(paths)
    for _ in range(MOST_ROUNDS):
        steps = parted(walk, _with_renames(walk, walk.steps(sorted(asked), since)))
        seen = followed(steps, paths)[1]
        if seen <= asked:
            break
        asked |= seen
    return steps


def _with_renames(walk: Walk, steps: Sequence[Step]) -> list[Step]:
    """See what came or went as what it was: git knows a rename only where it sees both names."""
    unclear = [one for one in steps if any(map(_came_or_went, one.sides))]
    whole = walk.in_full([one.id for one in unclear])
    return [_seen_whole(one, whole[one.id]) if one.id in whole else one for one in steps]


def _came_or_went(side: Sequence[Difference]) -> bool:
    return any(one.old is None or one.new is None for one in side)


def _seen_whole(step: Step, whole: Step) -> Step:
    """Put differences as all cases show them in place of those that some paths show."""
    if len(step.sides) == len(whole.sides):
        return replace(step, sides=whole.sides)
    every = [one for side in whole.sides for one in side if one.old and one.new]
    sides = tuple(tuple(_as_renamed(one, every) for one in side) for side in step.sides)
    return replace(step, sides=sides)


def _as_renamed(one: Difference, renames: Sequence[Difference]) -> Difference:
    if one.old is not None and one.new is not None:
        return one
    fits = (two for two in renames if one.new in {None, two.new} and one.old in {None, two.old})
    return next(fits, one)


def followed(
    steps: Sequence[Step], paths: Collection[str], *, gone: bool = False
) -> tuple[list[Touched], set[str]]:
    """Follow files back from the newest commit; return what touched them, and all their paths.

    ``gone``: the paths are those of files that are there no more, under names that they had then:
    what became of them is the end of their trail and not of somebody else's.
    """
    at: dict[str, set[str]] = {}
    begun = {parent for one in steps for parent in one.parents}
    touched: list[Touched] = []
    seen = set(paths)
    for step in steps:
        here = at.pop(step.id, set()) | (set() if step.id in begun else set(paths))
        touches = []
        for path in sorted(here):
            sides = [_at(side, path) for side in step.sides]
            # What seems to begin here may go on under a name that was not walked yet.
            for side, parent in zip_longest(sides, step.parents):
                earlier = _earlier(side, path, gone=gone)
                at.setdefault(parent or "", set()).update(earlier)
                seen |= earlier
            told = [side for side in sides if side]
            if told and all(gone or _is_of(side, path) for side in told):
                touches.append(_touch(sides))
        if touches:
            touched.append(Touched(step, tuple(dict.fromkeys(touches))))
    return touched, seen


def _is_of(side: Difference, path: str) -> bool:
    """Whether this is done to the file of a path, and not by taking the name from another file."""
    return side.new is None or side.new.path == path


def _earlier(side: Difference | None, path: str, *, gone: bool) -> set[str]:
    """Where a file lay in a parent. One of the same name that went to another is not it."""
    if side is None or side.old is None:
        return {path}
    return {side.old.path} if gone or _is_of(side, path) else set()


# Names that are no more


@dataclass(frozen=True, slots=True)
class End:
    """What became of a case that is there no more: its last name, if it only has another one."""

    step: Step
    now: str | None


def end_of(steps: Sequence[Step], paths: Collection[str]) -> End | None:
    """Find what became of files that HEAD does not have, from commits newest first."""
    for number, step in enumerate(steps):
        for path in paths:
            side = _at(step.sides[0], path)
            if side is None or side.old is None or (side.new and side.new.path == path):
                continue
            now = side.new.path if side.new else None
            return End(step, _last_name(steps[:number], now) if now else None)
    return None


def _last_name(later: Sequence[Step], path: str) -> str | None:
    for step in reversed(later):
        side = _at(step.sides[0], path)
        if side is not None and side.old is not None and side.old.path == path:
            if side.new is None:
                return None
            path = side.new.path
    return path


# Reading


@dataclass(slots=True)
class Versions:
    """Reads versions of files, each once, and finds the last readable one before another."""

    walk: Walk
    steps: Mapping[str, Step]
    is_whole: bool = True
    _trees: dict[str, Tree | None] = field(default_factory=dict)
    _held: int = 0
    _bases: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def ahead(self, some: Iterable[Touched]) -> None:
        """Read what commits hold of the cases they touched, all by one process.

        Of most that a merge brings together nothing has to be read.
        """
        alone = [one for one in some if len(one.step.sides) == 1]
        files = [f for one in alone for touch in one.touches for f in (*touch.before, touch.after)]
        wanted = {one.blob for one in files if one is not None and one.regular}
        if self._held > MOST_HELD:
            self._trees = {blob: tree for blob, tree in self._trees.items() if blob in wanted}
            self._held = 0
        self._read(sorted(wanted - set(self._trees)))

    def bases(self, step: Step, touch: Touch) -> list[FileAt | None]:
        """Return a file as it was where the parents of a merge parted."""
        if step.id not in self._bases:
            self._bases[step.id] = self.walk.parted_at(step.parents)
        names = dict.fromkeys(one.path for one in (*touch.before, touch.after) if one)
        return [self.walk.file_in(base, [*names]) for base in self._bases[step.id]]

    def at(self, file: FileAt | None) -> Version:
        """Return a version as it is."""
        if file is None:
            return NO_FILE
        tree = self._tree(file)
        return Version(file.path, tree, is_read=tree is not None)

    def before(self, step: Step, number: int, file: FileAt | None) -> Version:
        """Return a version in a parent, or the last readable one before it; none where none is."""
        return self._readable(step.parents[number] if step.parents else "", file)

    def standing(self, file: FileAt | None) -> Version:
        """Return the version in the last commit, or the last readable one before it."""
        return self._readable("HEAD", file)

    def _readable(self, parent: str, file: FileAt | None) -> Version:
        found, unread = self.at(file), 0
        while not found.is_read:
            unread += 1
            file, parent = self._previous(parent, found.path)
            found = self.at(file)
        return replace(found, unread=unread)

    def _previous(self, start: str, path: str) -> tuple[FileAt | None, str]:
        """Find the version before the one that stands at a path in a commit, and in which parent.

        Where the walk did not come so far back, the rest is walked.
        """
        if start not in self.steps and not self.is_whole:
            self.is_whole = True
            self.steps = {one.id: one for one in self.walk.steps()} | dict(self.steps)
        here = self.steps.get(start) or self.steps.get(self.walk.nearest(start))
        while here is not None:
            sides = [_at(side, path) for side in here.sides]
            unchanged = sides.index(None) if None in sides else None
            if unchanged is None:
                side = sides[0]
                return (side.old if side else None), (here.parents or ("",))[0]
            here = self.steps.get(here.parents[unchanged]) if here.parents else None
        return None, ""

    def _tree(self, file: FileAt) -> Tree | None:
        if not file.regular:
            return None
        if file.blob not in self._trees:
            self._read([file.blob])
        return self._trees[file.blob]

    def _read(self, blobs: Sequence[str]) -> None:
        small = self._small(blobs)
        self._trees |= dict.fromkeys(blobs, None)
        for blob, (_, _, raw) in zip(small, read_objects(self.walk.place, small), strict=True):
            self._trees[blob] = read_document(raw).data
            self._held += len(raw)

    def _small(self, blobs: Sequence[str]) -> list[str]:
        """Leave out what is too large to be a case file, before it is read."""
        given = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        answer = ask(
            self.walk.place, "cat-file", "--batch-check=%(objectname) %(objectsize)", given=given
        )
        if answer.status:
            raise failure(UNREADABLE, answer.said)
        sizes = dict(
            line.split(" ")[:2] for line in answer.out.decode("ascii", "replace").splitlines()
        )
        # What is missing is named by its reader.
        return [
            blob
            for blob in blobs
            if not sizes[blob].isdecimal() or int(sizes[blob]) <= LARGEST_FILE
        ]


# What is not committed


def uncommitted(
    shelf: WorkShelf, paths: Collection[str] | None
) -> Iterator[tuple[FileAt | None, Version]]:
    """Yield each case file that differs from the last commit: as it is there, and on disk.

    Git is not asked what changed: it might run filters that the repository names.
    """
    last = {one.relative: one.regular for one in shelf.last.cases_in(CASES, years=True)}
    here = {one.relative for one in shelf.cases_in(CASES, years=True)}
    for path in sorted({*last, *here} if paths is None else paths):
        blob = shelf.last.blob(path)
        if blob is not None and shelf.holds(path, blob):
            continue
        committed = FileAt(path, blob, last.get(path, False)) if blob is not None else None
        raw, problem = shelf.read(path) if path in here else (b"", None)
        if path not in here:
            yield committed, NO_FILE
        elif not problem or committed is None or committed.regular:
            tree = None if problem else read_document(raw).data
            yield committed, Version(path, tree, is_read=tree is not None)


# Renames that are none


def parted(walk: Walk, steps: Iterable[Step]) -> list[Step]:
    """Part again what git took for a rename, where two cases only look alike."""
    versions = Versions(walk, {})
    return [
        replace(step, sides=tuple(tuple(_parted(side, versions)) for side in step.sides))
        for step in steps
    ]


def _parted(side: Sequence[Difference], versions: Versions) -> Iterator[Difference]:
    for one in side:
        is_guess = one.old and one.new and one.old.case != one.new.case and one.likeness < EXACT
        if is_guess and not is_same_case(versions.at(one.old).tree, versions.at(one.new).tree):
            yield Difference(one.old, None)
            yield Difference(None, one.new)
        else:
            yield one
