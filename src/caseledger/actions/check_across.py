"""What is wrong between files, and beside them: an id that stands twice, a tie to nobody."""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from caseledger.actions.desk import Desk
from caseledger.domain.case import Case
from caseledger.domain.elsewhere import named, steps
from caseledger.domain.problem import Problem, Severity
from caseledger.store.cases import CaseFile
from caseledger.store.files import CASES

YEAR = re.compile(r"[0-9]{4}")
RULES = "rules"
"""Where rules lie as a rule; no command looks there unless ledger.yaml names the folder."""


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


def strays(desk: Desk) -> list[CaseFile]:
    """Return a problem for each file among cases and rules that no command reads."""
    found = [_stray(path) for path in _strays(desk.ledger.cases, CASES, years=True)]
    return [*found, *(_stray_rule(path, desk) for path in _stray_rules(desk))]


def _stray_rules(desk: Desk) -> Iterator[str]:
    """Yield files that look like rules, and lie where no command looks for them."""
    folder = desk.ledger.settings.rules or RULES
    top = desk.ledger.root / folder
    for pattern in ("*.yaml", "*.yml", "*/*.yaml", "*/*.yml"):
        for path in sorted(top.glob(pattern)):
            relative = path.relative_to(desk.ledger.root).as_posix()
            if relative not in desk.ledger.own_files and not path.name.startswith("."):
                yield relative


def _stray_rule(path: str, desk: Desk) -> CaseFile:
    named = desk.ledger.settings.rules is not None
    message = "not read: rules lie in the folder that ledger.yaml names, and end in .yaml"
    hint = "move it there" if named else f"write rules: {RULES} in ledger.yaml"
    problem = Problem("CL113", message, severity=Severity.WARNING, hint=hint).at(path, 0, 0)
    return CaseFile(path, path, None, (problem,), None)


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
