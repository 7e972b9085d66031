"""What `check` does: every problem of every file, in one run."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Day
from pathlib import Path

from caseledger.actions.check_across import across, strays
from caseledger.actions.check_ledger import with_ledger_problems
from caseledger.actions.desk import Desk
from caseledger.actions.meant_files import meant
from caseledger.domain.chosen import Chosen, is_code, own_checks
from caseledger.domain.ignoring import Ignored, Sorted, sorted_out
from caseledger.domain.problem import Problem, Severity
from caseledger.errors import UsageProblem
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.evidence import digests
from caseledger.store.files import CasePath, read_bytes
from caseledger.store.git_place import find_place
from caseledger.store.ledger import case_paths
from caseledger.store.spoken_comments import spoken_comments
from caseledger.store.yaml_reader import Document, read_document


@dataclass(frozen=True, slots=True)
class Asked:
    """What to report: the files that words mean, from a folder; the codes; since which commit.

    Without words all files are looked at, and the ledger and its clone as well. Whatever is left
    out, all files are read: what is wrong between two of them is told in both. ``merges`` says
    that somebody merges in this clone.
    """

    words: Sequence[str] = ()
    codes: Chosen = field(default_factory=Chosen)
    folder: Path = Path(os.curdir)
    changed_since: str | None = None
    merges: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """Every file looked at, by path, each with the problems to be told, by line.

    ``ignored`` are those for which a comment answers, by the path of their file.
    """

    files: tuple[CaseFile, ...]
    ignored: Mapping[str, tuple[Ignored, ...]]

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the problems to be told."""
        found = {problem.severity for file in self.files for problem in file.problems}
        return next((severity for severity in Severity if severity in found), None)


def codes_of(select: Sequence[str], ignore: Sequence[str]) -> Chosen:
    """Read codes as typed. Raises `UsageProblem` for one that no problem has."""
    chosen = Chosen(tuple(c.upper() for c in select), tuple(c.upper() for c in ignore))
    for code in (*chosen.select, *chosen.ignore):
        if not is_code(code):
            raise UsageProblem("there is no problem code of this name", "for example CL205, or CL2")
    return chosen


def check(desk: Desk, asked: Asked) -> Checked:
    """Check the files that are asked about.

    Raises `NotFound` where a word means nothing, or a revision; `OutsideFailure` from git.
    """
    paths = list(case_paths(desk.ledger))
    files = [*_own_files(desk), *(_with_evidence(path, desk) for path in paths)]
    files = [*across(files), *strays(desk)]
    if not asked.words and asked.changed_since is None:
        files = with_ledger_problems(files, desk, merges=asked.merges)
    files = _asked_about(asked, files, desk)
    codes = asked.codes.over(own_checks(desk.ledger.settings.checks)[0])
    chosen: list[CaseFile] = []
    ignored: dict[str, tuple[Ignored, ...]] = {}
    for file in sorted(files, key=lambda file: file.path):
        found = answered(file, desk.today)
        chosen.append(replace(file, problems=tuple(_ordered(found.told, codes))))
        left_out = [one for one in found.ignored if codes.takes(one.problem)]
        ignored |= {file.path: tuple(left_out)} if left_out else {}
    return Checked(tuple(chosen), ignored)


def _with_evidence(path: CasePath, desk: Desk) -> CaseFile:
    """Read a case file, and hold the documents that it names against their digests."""
    file = read_case(desk.ledger, path, desk.today)
    wrong = digests(desk.ledger, file)
    return replace(file, problems=(*file.problems, *wrong)) if wrong else file


def sifted(desk: Desk, codes: Chosen) -> Callable[[CaseFile], CaseFile]:
    """Return what leaves in a file, read anew, only the problems that `check` would tell."""
    chosen = codes.over(own_checks(desk.ledger.settings.checks)[0])

    def sift(file: CaseFile) -> CaseFile:
        return replace(file, problems=tuple(_ordered(answered(file, desk.today).told, chosen)))

    return sift


def prefix_of(desk: Desk) -> str:
    """Return the way from the top of the repository to the ledger: nothing, or ``ledger/``."""
    place = find_place(desk.ledger.root)
    return place.from_top(desk.ledger.root, ".").removesuffix(".") if place else ""


def answered(file: CaseFile, today: Day) -> Sorted:
    """Set aside the problems for which a comment in the file answers today."""
    if file.document is None:
        return Sorted(file.problems)
    complete = file.case is not None or file.is_own
    comments = spoken_comments(file.document)
    found = sorted_out(file.problems, comments, today, complete=complete)
    return replace(found, told=tuple(replace(one, file=file.path) for one in found.told))


def _ordered(problems: Iterable[Problem], codes: Chosen) -> list[Problem]:
    taken = (codes.weighed(problem) for problem in problems if codes.takes(problem))
    return sorted(taken, key=lambda p: (p.line, p.column, p.code))


def _own_files(desk: Desk) -> Iterator[CaseFile]:
    """The ledger's own files, which hold no case."""
    for path, problems in desk.ledger.own_files.items():
        raw, problem = read_bytes(desk.ledger.root / path, path)
        document: Document | None = None if problem else read_document(raw)
        yield CaseFile(path, path, None, problems, document)


def _asked_about(asked: Asked, files: list[CaseFile], desk: Desk) -> list[CaseFile]:
    """Leave the files that are asked about."""
    if asked.words:
        names = {file.path: file.name for file in files}
        named = meant(asked.words, names, desk.ledger.root, asked.folder, "caseledger check")
        files = [file for file in files if file.path in named]
    if asked.changed_since is None:
        return files
    # Git is loaded only where it is asked.
    from caseledger.actions.check_changed import touched_since  # noqa: PLC0415

    return touched_since(asked.changed_since, files, desk)
