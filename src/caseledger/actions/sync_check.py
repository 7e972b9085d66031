"""Whether a merged ledger is in order, read from git's objects before anything moves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.actions.check_across import across
from caseledger.actions.plans import fresh
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.syncing import Unsound
from caseledger.store.cases import CaseFile, case_from, read_case
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.files import CASES, LEDGER, CasePath
from caseledger.store.git_place import GitPlace
from caseledger.store.ledger import Ledger, case_paths, open_ledger
from caseledger.store.syncing.trees import Words

TIE = b"same_as"


@dataclass(frozen=True, slots=True)
class Judged:
    """What would be wrong after a merge that was not before, and which cases would be gone.

    ``deletions`` are ids; a case that lost all its events counts as one.
    """

    problems: tuple[Unsound, ...]
    deletions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A ledger as a commit or a tree holds it."""

    shelf: CommitShelf
    ledger: Ledger

    @classmethod
    def of(cls, place: GitPlace, now: Ledger, tree: str) -> State:
        """Open it. Raises `UnreadableData` where it needs a newer program."""
        shelf = CommitShelf(place, now.root, tree)
        return cls(shelf, open_ledger(now.root, shelf))

    @property
    def paths(self) -> Mapping[str, CasePath]:
        """The case files, by path."""
        return {path.relative: path for path in case_paths(self.ledger)}


def words_of(place: GitPlace, now: Ledger, tree: str, today: Day) -> Words:
    """Return by what a merge of cases is read: the settings that both sides come to."""
    ledger = State.of(place, now, tree).ledger

    def errors(path: str, raw: bytes) -> Sequence[Problem]:
        name = path.rpartition("/")[2].removesuffix(".yaml")
        file = case_from(ledger, CasePath(path, name, regular=True), raw, today)
        return [one for one in file.problems if one.severity is Severity.ERROR]

    return Words(ledger.vocabulary, errors)


def judged(ours: State, merged: State, renamed: Mapping[str, str], today: Day) -> Judged:
    """Compare a merged ledger with ours: only what differs is read.

    ``renamed`` leads from ids that cases had to those they have: these are not gone.
    """
    old, new = ours.paths, merged.paths
    touched = _touched(ours, merged, old, new)
    before, after = (_read(one, touched, today) for one in (ours, merged))
    problems = [*_own(ours, merged)]
    for path, file in sorted(after.items()):
        earlier = before.get(path) or before.get(_former(path, renamed))
        wrong = (one for one in fresh(earlier, file) if one.severity is Severity.ERROR)
        problems += [Unsound(path, one) for one in wrong]
    if merged.shelf.is_link(CASES):
        problem = Problem("CL112", "the folder of the cases is a link")
        problems.append(Unsound(CASES, problem.at(CASES, 0, 0)))
    names = {path.name for path in new.values()}
    lost = {path.name for path in old.values()} - names - renamed.keys()
    emptied = {
        file.name
        for path, file in after.items()
        if file.case is not None and not file.case.events and _had_events(before.get(path))
    }
    return Judged(tuple(problems), tuple(sorted(lost | emptied)))


def _touched(
    ours: State, merged: State, old: Mapping[str, CasePath], new: Mapping[str, CasePath]
) -> set[str]:
    """The case files that have to be read: what differs, and whom people in them stand for."""
    if _settings(ours) != _settings(merged):
        return {*old, *new}  # other words may make any case wrong
    paths = {path for path in (*old, *new) if ours.shelf.blob(path) != merged.shelf.blob(path)}
    if not paths:
        return paths
    merged.shelf.ahead(list(new))
    tied = {path for path in new if TIE in merged.shelf.read(path)[0]}
    return {*paths, *tied, *(_twins(paths, new))}


def _settings(state: State) -> list[tuple[str, str | None]]:
    own = (*state.ledger.own_files, *state.ledger.rule_files)
    return [(path, state.shelf.blob(path)) for path in sorted(set(own))]


def _twins(paths: Collection[str], new: Mapping[str, CasePath]) -> Iterator[str]:
    """Files of other folders that have the name of one that came, in any letters."""
    names = {path.rpartition("/")[2].casefold() for path in paths}
    yield from (path for path in new if path.rpartition("/")[2].casefold() in names)


def _read(state: State, wanted: Collection[str], today: Day) -> dict[str, CaseFile]:
    """Read case files, with those in which people of theirs stand, and what is wrong across."""
    paths = state.paths
    by_name = {path.name: relative for relative, path in paths.items()}
    files: dict[str, CaseFile] = {}
    left = sorted(set(wanted) & paths.keys())
    while left:
        state.shelf.ahead(left)
        found = [read_case(state.ledger, paths[path], today) for path in left]
        files |= {file.path: file for file in found}
        hosts = {by_name.get(name, "") for file in found for name in _hosts(file)}
        left = sorted((hosts - files.keys()) & paths.keys())
    return {file.path: file for file in across(list(files.values()))}


def _hosts(file: CaseFile) -> Iterator[str]:
    for person in file.case.people if file.case is not None else ():
        if person.same_as:
            yield person.same_as.partition("/")[0]


def _former(path: str, renamed: Mapping[str, str]) -> str:
    """The path that a case had before it was renamed."""
    folder, _, name = path.rpartition("/")
    known = {new: old for old, new in renamed.items()}
    old = known.get(name.removesuffix(".yaml"), "")
    return f"{folder}/{old}.yaml"


def _had_events(file: CaseFile | None) -> bool:
    return file is not None and file.case is not None and bool(file.case.events)


def _own(ours: State, merged: State) -> Iterator[Unsound]:
    """What is newly wrong in `ledger.yaml` and in the ledger's own rules."""
    known = [(one.file, one.code, one.message) for one in ours.ledger.problems]
    for one in merged.ledger.problems:
        key = (one.file, one.code, one.message)
        if one.severity is not Severity.ERROR:
            continue
        if key in known:
            known.remove(key)
        else:
            yield Unsound(one.file or LEDGER, one)
