"""Two heads joined into one tree: what one side changed is taken, cases are joined entry by entry.

Git's own merge of trees guesses renames, and git 2.39 does so whatever `merge.renames` says: what
one side changed in a case that the other deleted would go, unseen, into a new case that looks like
it. So trees are joined here path by path, and only what `mv` noted in the history is a rename. Git
helps where there are several bases, and joins the lines of files that are no cases.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from caseledger.domain.problem import Problem
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import OutsideFailure
from caseledger.store.files import CASES
from caseledger.store.git_door import PLUMBING, Errand, ask, run
from caseledger.store.git_index import DURABLE, store_blob
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import FILE_MODES, Changed, raw_changes, read_objects
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry
from caseledger.store.line_merge import MARKER, merged_by_git
from caseledger.store.merging import merge_texts
from caseledger.store.resolutions import Pending, resolved
from caseledger.store.syncing.attributes import elsewhere
from caseledger.store.syncing.lineage import bases, renames
from caseledger.store.syncing.tree_index import NOTHING_MOVED, TreeIndex

CASE_PATH = re.compile(rf"{CASES}/(?:[0-9]{{4}}/)?([^/.][^/]*)\.yaml")
CONFLICTS = 1
NEVER_BY_LINES = (".age",)
"""What is sealed has no lines, though it may be written in letters."""

DELETED_AND_CHANGED = "deleted-and-changed"
UNREADABLE = "unreadable"

Check = Callable[[str, bytes], Sequence[Problem]]
"""What would be wrong with a case file of a path, if it held these bytes: errors only."""


@dataclass(frozen=True, slots=True)
class Words:
    """By which vocabulary cases are merged, and what would be wrong with one."""

    vocabulary: Vocabulary
    problems: Check


@dataclass(frozen=True, slots=True)
class Heads:
    """Two heads of a repository, and what they are called."""

    place: GitPlace
    root: Path
    ours: str
    theirs: str
    names: tuple[str, str] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Joined:
    """What two heads come to. ``tree`` is whole only where nothing is in conflict.

    ``by_hand`` are paths from the ledger's folder that only a person with git can join;
    ``renamed`` leads from ids that cases had to those they have; ``told`` says what was written
    into cases that stands so on neither side.
    """

    tree: str
    conflicts: tuple[Pending, ...] = ()
    decided: tuple[Pending, ...] = ()
    by_hand: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def joined(heads: Heads, words: Callable[[str], Words]) -> Joined:
    """Join two heads; ``words`` gives, for a tree, how its cases are read.

    Raises `Conflict` where they have nothing in common, `OutsideFailure`.
    """
    place = heads.place
    found = bases(place, heads.ours, heads.theirs)
    base = _base(place, found)
    sides = (_changed(place, base, heads.ours), _changed(place, base, heads.theirs))
    moved = (renames(place, found, heads.ours), renames(place, found, heads.theirs))
    return _Joining(heads, sides, moved).result(words)


def _base(place: GitPlace, found: Sequence[str]) -> str:
    """Return what both sides grew from. Of several git makes one, with markers where they differ.

    In an empty work tree no attributes hold: it joins lines.
    """
    first, *others = found
    for other in others:
        with tempfile.TemporaryDirectory(prefix="caseledger-") as name:
            environment = {**PLUMBING, **elsewhere(place, Path(name))}
            words = ("merge-tree", "--write-tree", "--no-messages", "--allow-unrelated-histories")
            answer = run(Path(name), Errand((*DURABLE, *words, first, other), None, environment))
        if answer.status not in {0, CONFLICTS}:
            raise failure(NOTHING_MOVED, answer.said)
        tree = answer.out.split(b"\n")[0].decode("ascii")
        first = _commit_of(place, tree, (first, other)) if other != others[-1] else tree
    return first


def _commit_of(place: GitPlace, tree: str, parents: Sequence[str]) -> str:
    """Make a commit that no branch leads to: git joins commits, not trees."""
    person = {
        f"GIT_{who}_{what}": "caseledger"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    named = [word for parent in parents for word in ("-p", parent)]
    words = ("commit-tree", *named, "-m", "several bases", tree)
    answer = run(place.top, Errand(words, None, {**PLUMBING, **person}))
    if answer.status:
        raise failure(NOTHING_MOVED, answer.said)
    return answer.out.decode("ascii").strip()


def _changed(place: GitPlace, base: str, head: str) -> Changed:
    words = ("diff-tree", "-r", "--raw", "-z", "--no-renames", "--full-index", base, head, "--")
    answer = ask(place, *words)
    if answer.status:
        raise failure(NOTHING_MOVED, answer.said)
    return raw_changes(answer.out)[0]


@dataclass(frozen=True, slots=True)
class _Versions:
    """The versions of one file: from the top where the joined one goes, and what it replaces."""

    path: str
    base: Entry | None
    ours: Entry | None
    theirs: Entry | None
    old_path: str = ""

    @property
    def entries(self) -> tuple[Entry | None, Entry | None, Entry | None]:
        """All three."""
        return (self.base, self.ours, self.theirs)

    @property
    def are_files(self) -> bool:
        """Whether there is nothing among them but regular files."""
        return all(one.mode in FILE_MODES for one in self.entries if one is not None)


class _Joining:
    """Goes through all that either side changed."""

    def __init__(
        self,
        heads: Heads,
        sides: tuple[Changed, Changed],
        moved: tuple[Mapping[str, str], Mapping[str, str]],
    ) -> None:
        self._heads = heads
        self._ours, self._theirs = sides
        self._moved = moved
        self._prefix = heads.place.from_top(heads.root, CASES).removesuffix(CASES)
        self._entries: dict[str, Entry | None] = {}
        self._by_hand: list[str] = []

    def result(self, words: Callable[[str], Words]) -> Joined:
        """Join what can be joined, and name the rest."""
        cases = []
        for one in self._both():
            if self._case(one.path) and one.are_files:
                cases.append(one)
            else:
                self._join_lines(one)
        done = self._join_cases(cases, words(self._tree()))
        renamed = {**self._moved[0], **self._moved[1]}
        hand = [*self._by_hand, *self._renamed_twice()]
        return replace(
            done,
            tree=self._tree(),
            by_hand=tuple(sorted(path.removeprefix(self._prefix) for path in hand)),
            renamed=renamed,
        )

    def _tree(self) -> str:
        with TreeIndex(self._heads.place, self._heads.ours) as index:
            index.put(self._entries)
            return index.tree()

    def _case(self, path: str) -> str:
        """Return the id of a case by a path from the top, or nothing."""
        found = CASE_PATH.fullmatch(path.removeprefix(self._prefix))
        return found[1] if found and path.startswith(self._prefix) else ""

    def _both(self) -> list[_Versions]:
        """Take what only they changed; return what both did, each in its own way."""
        found = [
            self._followed(_Versions(path, base, self._ours[path][1], theirs))
            for path, (base, theirs) in self._theirs.items()
            if path in self._ours and self._ours[path][1] != theirs
        ]
        found += self._gone_and_renamed()
        apart = {one.path for one in found} | self._ours.keys()
        self._entries |= {
            path: theirs for path, (_, theirs) in self._theirs.items() if path not in apart
        }
        return sorted(found, key=lambda one: one.path)

    def _followed(self, one: _Versions) -> _Versions:
        """Find a case that one side changed under the name that the other side gave it."""
        if one.base is None or (one.ours is not None and one.theirs is not None):
            return one
        side = 0 if one.ours is None else 1
        new = self._moved[side].get(self._case(one.path))
        path = f"{one.path.rpartition('/')[0]}/{new}.yaml"
        mine, yours = self._ours.get(path), self._theirs.get(path)
        here = (mine, yours)[side]
        if new is None or here is None or (mine is not None and yours is not None):
            return one
        if side == 0:
            return _Versions(path, one.base, here[1], one.theirs, one.path)
        return _Versions(path, one.base, one.ours, here[1], one.path)

    def _gone_and_renamed(self) -> Iterator[_Versions]:
        """Find cases that one side deleted and the other gave another id: that is no agreement."""
        for side, moved in enumerate(self._moved):
            mine, other = (self._ours, self._theirs)[:: -1 if side else 1]
            for path, (base, there) in other.items():
                new = moved.get(self._case(path))
                to = f"{path.rpartition('/')[0]}/{new}.yaml"
                if new is None or there is not None or self._is_renamed(1 - side, path):
                    continue
                if to in mine and to not in other and mine.get(path, (base, base))[1] is None:
                    left = mine[to][1]
                    ours, theirs = (None, left) if side else (left, None)
                    yield _Versions(to, base, ours, theirs, path)

    def _is_renamed(self, side: int, path: str) -> bool:
        return self._case(path) in self._moved[side]

    def _renamed_twice(self) -> Iterator[str]:
        ours, theirs = self._moved
        for old in sorted(ours.keys() & theirs.keys()):
            if ours[old] != theirs[old]:
                yield f"{self._prefix}{CASES}/{old}.yaml"

    def _join_lines(self, one: _Versions) -> None:
        """Let git join the lines of a file that is no case, if it has any."""
        sides = (one.ours, one.theirs)
        lines = not one.path.endswith(NEVER_BY_LINES) and one.are_files
        if (
            one.ours is None
            or one.theirs is None
            or not lines
            or len({s.mode for s in sides if s}) > 1
        ):
            self._by_hand.append(one.path)
            return
        base, ours, theirs = (raw or b"" for raw in self._read([one])[0])
        try:
            raw, fits = merged_by_git(
                (ours, base, theirs), ("ours", "base", "theirs"), MARKER, self._heads.place.own
            )
        except OutsideFailure:  # no lines after all
            raw, fits = b"", False
        if fits:
            self._entries[one.path] = Entry(one.ours.mode, store_blob(self._heads.place, raw))
        else:
            self._by_hand.append(one.path)

    def _join_cases(self, cases: Sequence[_Versions], words: Words) -> Joined:
        """Join cases entry by entry; what clashes and is not decided is left to a person."""
        open_: list[Pending] = []
        decided: list[Pending] = []
        told: list[str] = []
        for one, (base, ours, theirs) in zip(cases, self._read(cases), strict=True):
            first, second, third = (entry.blob if entry else None for entry in one.entries)
            path = one.path.removeprefix(self._prefix)
            triple = (first, second, third)
            pending = Pending(path, triple, base, ours, theirs, names=self._heads.names)
            settled = resolved(self._heads.root, path, triple)
            done = _Done(settled.raw) if settled else self._joined_case(pending, words)
            told += done.told
            if done.clashes:
                open_.append(replace(pending, clashes=done.clashes))
                continue
            if settled is not None:
                decided.append(pending)
            if one.old_path:
                self._entries[one.old_path] = None
            self._entries[one.path] = self._stored(one, done.raw)
        return Joined("", tuple(open_), tuple(decided), told=tuple(told))

    def _joined_case(self, pending: Pending, words: Words) -> _Done:
        if pending.ours is None or pending.theirs is None:
            return _Done(None, (((), DELETED_AND_CHANGED),))
        done = merge_texts(
            pending.base,
            pending.ours,
            pending.theirs,
            vocabulary=words.vocabulary,
            problems=lambda raw: words.problems(pending.path, raw),
            scratch=self._heads.place.own,
        )
        told = tuple(f"{pending.path}: {one}" for one in done.told)
        found = tuple((tuple(one.address), one.reason.value) for one in done.clashes)
        return _Done(done.raw, () if done.sound else found or (((), UNREADABLE),), told)

    def _stored(self, one: _Versions, raw: bytes | None) -> Entry | None:
        """Put a joined case into git's objects; nothing where a person decided for that."""
        if raw is None:
            return None
        like = one.ours or one.theirs or one.base
        return Entry(like.mode if like else "100644", store_blob(self._heads.place, raw))

    def _read(self, some: Sequence[_Versions]) -> list[tuple[bytes | None, ...]]:
        """Read the versions of files."""
        ids = sorted({entry.blob for one in some for entry in one.entries if entry})
        objects = read_objects(self._heads.place, ids) if ids else iter(())
        raw = {blob: content for blob, (_, _, content) in zip(ids, objects, strict=True)}
        return [tuple(raw[entry.blob] if entry else None for entry in one.entries) for one in some]


@dataclass(frozen=True, slots=True)
class _Done:
    """What a case comes to, or what clashes in it."""

    raw: bytes | None
    clashes: tuple[tuple[tuple[str, ...], str], ...] = ()
    told: tuple[str, ...] = ()
