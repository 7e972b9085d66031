"""What `check` does: every problem of every file, in one run."""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from caseledger.actions.desk import Desk
from caseledger.domain.case import Case
from caseledger.domain.elsewhere import named, steps
from caseledger.domain.problem import TITLES, Problem, Severity
from caseledger.errors import NotFound, UsageProblem
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.files import CASES, read_bytes
from caseledger.store.ledger import case_paths
from caseledger.store.yaml_reader import Document, read_document

YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Codes:
    """Which problem codes to report: of those selected (all without any) not the ignored ones.

    A code may be cut short: ``CL2`` stands for all that begin so.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def take(self, problem: Problem) -> bool:
        """Whether a problem is reported."""
        wanted = not self.select or problem.code.startswith(self.select)
        return wanted and not problem.code.startswith(self.ignore or ("\0",))


def codes_of(select: Sequence[str], ignore: Sequence[str]) -> Codes:
    """Read codes as typed. Raises `UsageProblem` for one that no problem has."""
    chosen = Codes(tuple(c.upper() for c in select), tuple(c.upper() for c in ignore))
    for code in (*chosen.select, *chosen.ignore):
        if not any(known.startswith(code) for known in TITLES):
            raise UsageProblem("there is no problem code of this name", "for example CL205, or CL2")
    return chosen


def check(
    desk: Desk, words: Sequence[str], codes: Codes, folder: Path = Path(os.curdir)
) -> tuple[CaseFile, ...]:
    """Check the files that words mean, paths from a folder or cases; all files without words.

    Every file looked at is returned, by path, with the problems that ``codes`` takes, by line.
    Raises `NotFound` where a word means nothing.
    """
    paths = list(case_paths(desk.ledger))
    files = [*_own_files(desk), *(read_case(desk.ledger, path, desk.today) for path in paths)]
    files = _with_strays(across(files), desk)
    if words:
        wanted = {path for word in words for path in _meant(word, files, desk, folder)}
        files = [file for file in files if file.path in wanted]
    chosen = (replace(f, problems=tuple(filter(codes.take, _ordered(f.problems)))) for f in files)
    return tuple(sorted(chosen, key=lambda file: file.path))


def worst(files: Iterable[CaseFile]) -> str:
    """Return the gravest severity among the problems of files, or nothing."""
    found = {problem.severity for file in files for problem in file.problems}
    return next((severity.value for severity in Severity if severity in found), "")


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.line, p.column, p.code))


def _own_files(desk: Desk) -> Iterator[CaseFile]:
    """The ledger's own files, which hold no case."""
    for path, problems in desk.ledger.own_files.items():
        raw, problem = read_bytes(desk.ledger.root / path, path)
        document: Document | None = None if problem else read_document(raw)
        yield CaseFile(path, path, None, problems, document)


def across(files: Sequence[CaseFile]) -> list[CaseFile]:
    """Add to files what is wrong between them: an id that stands twice, a tie to nobody."""
    return _with_ties(_with_twins(files))


def _with_twins(files: Sequence[CaseFile]) -> list[CaseFile]:
    """Add a problem to each case file whose name another one has too, in any letters."""
    by_name = defaultdict(list)
    for file in files:
        by_name[file.name.casefold()].append(file.path)
    return [_twin(file) if len(by_name[file.name.casefold()]) > 1 else file for file in files]


def _twin(file: CaseFile) -> CaseFile:
    mark = file.document.locate(("id",)) if file.document else None
    line, column, length = (mark.line, mark.column, mark.length) if mark else (0, 0, 1)
    problem = Problem(
        "CL401",
        "another file has the same case id, or one that differs only in the size of letters",
        ("id",),
        hint="rename one of the two, and its id",
    )
    return replace(file, problems=(*file.problems, problem.at(file.path, line, column, length)))


def _with_ties(files: Sequence[CaseFile]) -> list[CaseFile]:
    """Add a problem for each person whose ``same_as`` leads to nobody, or round in a circle."""
    names = {file.name for file in files}
    cases = {file.case.id: file.case for file in files if file.case is not None}
    unread = names - cases.keys()
    return [
        replace(file, problems=(*file.problems, *_ties(file, file.case, cases, unread)))
        if file.case
        else file
        for file in files
    ]


def _ties(
    file: CaseFile, case: Case, cases: Mapping[str, Case], unread: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with each ``same_as``; nothing is said of a case that cannot be read."""
    for index, person in enumerate(case.people):
        host = (person.same_as or "").partition("/")[0]
        if not person.same_as or host in (case.id, "") or host in unread:
            continue
        *_, (_, last) = steps(case, person, cases)
        if named(person, cases) is None:
            code, message = "CL403", "no such person in the ledger"
        elif named(last, cases) is not None:
            code, message = "CL408", "this leads round in a circle, and to nobody"
        else:
            continue
        path = ("people", index, "same_as")
        mark = file.document.locate(path) if file.document else None
        line, column, length = (mark.line, mark.column, mark.length) if mark else (0, 0, 1)
        yield Problem(code, message, path, value=person.same_as).at(file.path, line, column, length)


def _with_strays(files: Sequence[CaseFile], desk: Desk) -> list[CaseFile]:
    return [*files, *(_stray(path) for path in _strays(desk.ledger.cases, CASES, years=True))]


def _strays(folder: Path, relative: str, *, years: bool) -> Iterator[str]:
    """Yield the paths among the cases that no command reads."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.name.startswith(".") or entry.name.endswith(".yaml"):
            continue
        if years and YEAR.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            yield from _strays(folder / entry.name, path, years=False)
        else:
            yield path


def _stray(path: str) -> CaseFile:
    message = "not read: a case file ends in .yaml and lies in cases/ or in a folder of a year"
    hint = "rename it to .yaml" if path.endswith(".yml") else "move it elsewhere"
    problem = Problem("CL113", message, severity=Severity.WARNING, hint=hint).at(path, 0, 0)
    return CaseFile(path, path, None, (problem,), None)


def _meant(word: str, files: Sequence[CaseFile], desk: Desk, folder: Path) -> list[str]:
    """Return the paths that a word means: a path, a folder, a case id or the beginning of one."""
    if not word:
        raise NotFound("an empty word means no file", "leave it out to check all of them")
    names = [file.path for file in files if file.name == word]
    inside = _inside(word, desk, folder)
    found = names or [p for p in (f.path for f in files) if p in inside or _below(p, inside)]
    found = found or [file.path for file in files if file.name.startswith(word)]
    if not found:
        raise NotFound("there is no such file or case", "caseledger check looks at all of them")
    return found


def _inside(word: str, desk: Desk, folder: Path) -> tuple[str, ...]:
    """The path from the ledger's folder, as typed there and as typed in the current folder."""
    full = os.path.normpath(folder.resolve() / word)
    relative = os.path.relpath(full, desk.ledger.root).replace(os.sep, "/")
    return (word.rstrip("/"), relative)


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
