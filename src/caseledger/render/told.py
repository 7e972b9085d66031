"""A problem as it may be told outside of a terminal: without a value from a closed case.

Everything that writes problems for machines is made from this; only text on a terminal is not.
"""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.edits import Drop, Edit, Named, Put, Step
from caseledger.domain.problem import Problem
from caseledger.render.discretion import Discretion, below
from caseledger.store.cases import CaseFile

PROGRAM = "caseledger"


@dataclass(frozen=True, slots=True)
class Told:
    """One problem in words that may leave the terminal.

    ``title`` is what the code means; ``message`` says more where the case is public, and is the
    title elsewhere. ``file`` is the path from the ledger's folder, lines and columns count from 1,
    ``end_column`` is the one behind the last character, and 0 stands for a place that is not
    known. ``path`` leads to the entry by positions, and ``entry`` by ids where they may be told, so
    that it holds when entries move. ``command`` mends it and is empty where none can.
    """

    code: str
    severity: str
    file: str
    line: int
    column: int
    end_column: int
    path: str
    entry: str
    title: str
    message: str
    hint: str
    command: str


def told(files: Iterable[CaseFile]) -> list[Told]:
    """Return all problems of files, each as it may be told anywhere."""
    return [
        told_of(discretion, problem)
        for discretion in map(Discretion, files)
        for problem in discretion.file.problems
    ]


def told_of(discretion: Discretion, problem: Problem) -> Told:
    """Return one problem of a file as it may be told anywhere."""
    file, opened = discretion.file, discretion.may_tell(problem)
    return Told(
        code=problem.code,
        severity=problem.severity.value,
        file=file.path,
        line=problem.line,
        column=problem.column,
        end_column=problem.column + problem.length if problem.column else 0,
        path=discretion.path(problem),
        entry=discretion.entry(problem),
        title=problem.title,
        message=problem.message if opened else problem.title,
        hint=problem.hint if opened else "",
        command=command_of(file, problem) if opened else "",
    )


def command_of(file: CaseFile, problem: Problem) -> str:
    """Return the command that mends a problem, or nothing where no program can.

    A case that can be read is changed with `set` and `unset`; any other file with `check --fix`.
    """
    if problem.mend is None:
        return ""
    if file.case is not None and not file.is_own and len(problem.mend.edits) == 1:
        words = _words(file, problem.mend.edits[0])
        if words:
            return shlex.join([PROGRAM, *words])
    flag = "--fix" if problem.mend.safe else "--unsafe-fix"
    return shlex.join([PROGRAM, "check", flag, "--select", problem.code, file.path])


def _words(file: CaseFile, edit: Edit) -> list[str]:
    path = _typed(edit.spot, file.tree)
    if path and isinstance(edit, Put) and isinstance(edit.value, str):
        return ["set", file.name, path, edit.value]
    if path and isinstance(edit, Drop):
        return ["unset", file.name, path]
    return []


def _typed(spot: Sequence[Step], tree: object) -> str:
    """Write a spot as `set` takes it, with ids for positions; nothing where an entry has none."""
    steps: list[str] = []
    for step in spot:
        if isinstance(step, Named):
            steps.append(step.id)
            tree = None
            continue
        tree = below(tree, step)
        if isinstance(step, str):
            steps.append(step)
            continue
        name = tree.get("id", tree.get("source")) if isinstance(tree, Mapping) else None
        if not isinstance(name, str):
            return ""
        steps.append(name)
    return ".".join(steps)
