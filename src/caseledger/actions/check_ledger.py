"""What is wrong with a ledger and its clone, beside its files: schemas, attributes, what git does.

Git is started only where something is not plainly as `init` leaves it.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace

from caseledger.actions.desk import Desk
from caseledger.actions.schema import quick_states
from caseledger.domain.problem import Problem, Severity
from caseledger.errors import CaseledgerError
from caseledger.store.cases import CaseFile
from caseledger.store.clone_state import ATTRIBUTES, looks_set_up, may_ignore
from caseledger.store.git_place import find_place
from caseledger.store.ledger import case_paths
from caseledger.store.schemas import FOLDER

SCHEMAS = {
    "missing": ("there is no such schema for editors", "caseledger schema write", Severity.INFO),
    "old": (
        "the schema does not describe the case files of this program and this ledger",
        "caseledger schema write",
        Severity.WARNING,
    ),
    "newer": (
        "a newer caseledger wrote this schema",
        "install that one, so that both say the same",
        Severity.INFO,
    ),
}
"""What is said of a schema file that is not current, what to do, and how grave it is."""


OF_CLONE = "CL952"
"""The code of what a clone lacks in which nothing is merged: there it is no problem."""


def with_ledger_problems(
    files: Iterable[CaseFile], desk: Desk, *, merges: bool = True
) -> list[CaseFile]:
    """Add to files what is wrong with the ledger and its clone.

    ``merges`` says that somebody merges here, as in no clone of continuous integration. A file
    that is not among them comes behind, with that alone.
    """
    found: dict[str, list[Problem]] = {}
    told = ledger_problems(desk)
    for problem in (one for one in told if merges or one.code != OF_CLONE):
        found.setdefault(problem.file, []).append(problem)
    added = [
        replace(one, problems=(*one.problems, *found.pop(one.path))) if one.path in found else one
        for one in files
    ]
    others = (CaseFile(path, path, None, tuple(told), None) for path, told in found.items())
    return [*added, *others]


def ledger_problems(desk: Desk) -> tuple[Problem, ...]:
    """Find what is wrong with the ledger and its clone. Never raises.

    What git cannot be asked about is for `doctor` to say.
    """
    found = [*_schemas(desk)]
    for look in (_clone, _ignored):
        try:
            found += look(desk)
        except CaseledgerError:
            continue
    return tuple(found)


def _schemas(desk: Desk) -> Iterator[Problem]:
    # A ledger without the folder serves no editor, and nobody misses anything.
    kept = (desk.ledger.root / FOLDER).is_dir()
    for one in quick_states(desk) if kept else ():
        if one.state in SCHEMAS:
            message, hint, severity = SCHEMAS[one.state]
            problem = Problem("CL951", message, severity=severity, hint=hint)
            yield problem.at(f"{FOLDER}/{one.name}", 0, 0)


def _clone(desk: Desk) -> Iterator[Problem]:
    """What a clone lacks to merge and to show case files as entries. Raises `OutsideFailure`."""
    place = find_place(desk.ledger.root)
    if place is None or looks_set_up(desk.ledger.root):
        return
    # Git is loaded only where it is asked.
    from caseledger.actions.clone import (  # noqa: PLC0415
        WITHOUT,
        lacking_attributes,
        lacking_programs,
    )

    programs = lacking_programs(place)
    if programs:
        message = "; ".join(f"{lack.subject}: {lack.words}" for lack in programs)
        hint = "; ".join(dict.fromkeys(lack.hint for lack in programs))
        yield Problem("CL952", message, severity=Severity.INFO, hint=hint).at(ATTRIBUTES, 0, 0)
    by_hint: dict[str, list[str]] = {}
    for one, hint in lacking_attributes(desk):
        by_hint.setdefault(hint, []).append(one.name)
    for hint, lacking in by_hint.items():
        names = ", ".join(lacking)
        follows = "; ".join(dict.fromkeys(WITHOUT[name] for name in lacking))
        message = f"git is not told what it needs of case files ({names}): {follows}"
        problem = Problem("CL953", message, severity=Severity.WARNING, hint=hint)
        yield problem.at(ATTRIBUTES, 0, 0)


def _ignored(desk: Desk) -> Iterator[Problem]:
    """The files that are never committed. Raises `OutsideFailure`."""
    if not may_ignore(desk.ledger.root):
        return
    # Git is loaded only where it is asked.
    from caseledger.store.git_ignored import ignored_by_git  # noqa: PLC0415

    paths = [*desk.ledger.own_files, *(path.relative for path in case_paths(desk.ledger))]
    message = "git is told to ignore this file, so it is not in the history and in no other clone"
    for path in ignored_by_git(desk.ledger.root, paths):
        hint = f"take out the line that git check-ignore -v {shlex.quote(path)} names"
        yield Problem("CL954", message, severity=Severity.WARNING, hint=hint).at(path, 0, 0)
