"""Which files `check` looks at where only changes since a commit are asked about."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from caseledger.actions.desk import Desk
from caseledger.domain.problem import Problem
from caseledger.store.cases import CaseFile
from caseledger.store.changed_since import changed_since
from caseledger.store.files import LEDGER

TIE = "same_as"
"""The field by which a person of one case leans on another case."""


def touched_since(word: str, files: Sequence[CaseFile], desk: Desk) -> list[CaseFile]:
    """Return the files that were changed; all where kinds, rules or settings were.

    Of one that was not changed there remains what is wrong with its ties to a case that was
    changed, or is gone: who took that case away is to hear of it. Raises `NotFound`,
    `OutsideFailure`.
    """
    changed = changed_since(desk.ledger.root, word)
    rules = desk.ledger.settings.rules
    below = f"{rules.rstrip('/')}/" if rules else None
    if any(path == LEDGER or (below and path.startswith(below)) for path in changed):
        return list(files)
    names = {PurePosixPath(path).stem for path in changed}
    left = (
        file if file.path in changed else replace(file, problems=_torn(file, names))
        for file in files
    )
    return [file for file in left if file.path in changed or file.problems]


def _torn(file: CaseFile, names: Collection[str]) -> tuple[Problem, ...]:
    """The problems of ties that lead from a file to one of some cases."""
    return tuple(
        one
        for one in file.problems
        if one.path[-1:] == (TIE,) and one.value.partition("/")[0] in names
    )
