"""Two states of a ledger and the files that differ between them, each read once, when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from caseledger.actions.sides import Asked, Side
from caseledger.domain.changes import Address, Change, Deed, Tree, changes
from caseledger.domain.comparing import FileDifference, renamed, touched_by, tree_changes
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.files import LEDGER, CasePath
from caseledger.store.ledger import case_paths
from caseledger.store.ledger_files import differing, same_content
from caseledger.store.yaml_reader import read_document

SAME_AS = b"same_as"
DERIVED_FROM = frozenset({"vocabulary", "law", "rules", "calendars", "alerts", "stale_after"})
"""The keys of `ledger.yaml` on which what is derived rests: its own kinds, law and rules."""

OLD, NEW = 0, 1
"""The two states by their place."""

Names = tuple[str, str]
"""One case by its ids in both states; empty where it is not in one of them."""


@dataclass
class TwoStates:
    """What was asked for, and what has been read of it."""

    asked: Asked
    read: dict[tuple[int, str], CaseFile] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look which cases there are and which differ; none is opened yet, but on disk."""
        self.sides: tuple[Side, Side] = (self.asked.old, self.asked.new)
        self.paths = tuple(_paths(side) for side in self.sides)
        self.unlike = frozenset(
            name for name in {**self.paths[OLD], **self.paths[NEW]} if self._differs(name)
        )
        self.files = tuple(self._files())
        self.versions = tuple(one.path for one in self.files if _is_version(one))
        for place, side in enumerate(self.sides):
            here = [self.paths[place][name].relative for name in self.unlike & {*self.paths[place]}]
            side.desk.ledger.shelf.ahead(here)
        former = self._renamed()
        self.cases: tuple[Names, ...] = tuple(self._cases(former))

    def file(self, place: int, name: str) -> CaseFile | None:
        """Read a case as it is in one state; nothing where there is none."""
        path = self.paths[place].get(name)
        if path is None:
            return None
        known = self.read.get((place, name))
        if known is None:
            desk = self.sides[place].desk
            known = self.read[place, name] = read_case(desk.ledger, path, desk.today)
        return known

    def crossed(self, name: str) -> CaseFile | None:
        """Read a case of the old state with what is the ledger's own in the new one."""
        old, new = (side.desk for side in self.sides)
        path = self.paths[OLD].get(name)
        if path is None or not self.versions:
            return self.file(OLD, name)
        ledger = replace(old.ledger, vocabulary=new.ledger.vocabulary)
        return read_case(ledger, path, old.today)

    def is_unread(self, names: Names) -> bool:
        """Whether a case differs and cannot be read as text in one of the states."""
        if self.unlike.isdisjoint(names):
            return False
        found = (self.file(place, name) for place, name in enumerate(names))
        return any(file is not None and _tree(file) is None for file in found)

    def changes(self, names: Names) -> tuple[Change, ...]:
        """Say what changed in a case, entry by entry; nothing where it cannot be read."""
        if self.unlike.isdisjoint(names) or self.is_unread(names):
            return ()
        trees = (_tree(self.file(place, name)) for place, name in enumerate(names))
        return changes(*trees)

    def touched(
        self, untold: Callable[[Names], frozenset[Address]]
    ) -> Mapping[str, frozenset[Address]]:
        """The entries that changed and may be told of, of each case by both of its ids."""
        found = {names: touched_by(self.changes(names)) - untold(names) for names in self.cases}
        return {name: some for names, some in found.items() for name in names if name and some}

    def linked(self) -> Mapping[str, frozenset[str]]:
        """The cases whose people may stand in others, and in which, in either state."""
        found: dict[str, set[str]] = {}
        for place, name in self._with_links():
            file = self.file(place, name)
            people = file.case.people if file and file.case else ()
            named = {one.same_as.partition("/")[0] for one in people if one.same_as}
            found.setdefault(name, set()).update(named)
        return {name: frozenset(targets) for name, targets in found.items() if targets}

    def opened(self, place: int) -> tuple[CaseFile, ...]:
        """The files of one state that were read, by path."""
        found = (file for (where, _), file in self.read.items() if where == place)
        return tuple(sorted(found, key=lambda file: file.path))

    def _with_links(self) -> Iterator[tuple[int, str]]:
        for place, side in enumerate(self.sides):
            names = self.paths[place] if place == NEW else self.unlike & {*self.paths[OLD]}
            shelf = side.desk.ledger.shelf
            shelf.ahead([self.paths[place][name].relative for name in names])
            for name in names:
                path = self.paths[place][name]
                if path.regular and SAME_AS in shelf.read(path.relative)[0]:
                    yield place, name

    def _differs(self, name: str) -> bool:
        before, after = (paths.get(name) for paths in self.paths)
        if before is None or after is None or before.regular != after.regular:
            return True
        return not self._same(before.relative, after.relative)

    def _same(self, before: str, after: str) -> bool:
        return same_content(self._old_shelf, self.sides[NEW].shelf, before, after)

    @property
    def _old_shelf(self) -> CommitShelf:
        shelf = self.sides[OLD].shelf
        assert isinstance(shelf, CommitShelf)  # noqa: S101 - the older side is always a commit
        return shelf

    def _renamed(self) -> Mapping[str, str]:
        """The old ids of cases that have another one now, by the new one."""
        before, after = self.paths
        gone = self._trees(OLD, [name for name in before if name not in after])
        come = self._trees(NEW, [name for name in after if name not in before])
        return {new: old for old, new in renamed(gone, come).items()}

    def _trees(self, place: int, names: Iterable[str]) -> Mapping[str, Tree]:
        """The cases of one state as text, those that can be read."""
        found = ((name, _tree(self.file(place, name))) for name in sorted(names))
        return {name: tree for name, tree in found if tree is not None}

    def _cases(self, former: Mapping[str, str]) -> Iterator[Names]:
        before, after = self.paths
        for name in sorted({*before, *after}):
            if name in after:
                yield former.get(name, name if name in before else ""), name
            elif name not in former.values():
                yield name, ""

    def _files(self) -> Iterator[FileDifference]:
        """The files that hold no case and differ; settings and rules by their keys."""
        ledgers = [side.desk.ledger for side in self.sides]
        rules = tuple({one.settings.rules for one in ledgers if one.settings.rules})
        kept = {LEDGER, *(path for one in ledgers for path in one.rule_files)}
        for path, deed in differing(self._old_shelf, self.sides[NEW].shelf, rules):
            told = deed is Deed.CHANGED and path in kept
            yield FileDifference(path, deed, self._keys(path) if told else (), own=path in kept)

    def _keys(self, path: str) -> tuple[Change, ...]:
        documents = [read_document(side.shelf.read(path)[0]) for side in self.sides]
        old, new = (document.data for document in documents)
        return () if old is None or new is None else tuple(tree_changes(old, new))


def _paths(side: Side) -> Mapping[str, CasePath]:
    found: dict[str, CasePath] = {}
    for path in case_paths(side.desk.ledger):
        found.setdefault(path.name, path)
    return found


def _tree(file: CaseFile | None) -> Tree | None:
    return file.tree if file is not None else None


def _is_version(one: FileDifference) -> bool:
    """Whether what is derived may rest on a file: rules, or one of some keys of the settings."""
    if one.path != LEDGER:
        return one.own
    return not one.changes or any(change.address[0] in DERIVED_FROM for change in one.changes)
