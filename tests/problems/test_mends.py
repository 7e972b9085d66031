"""What mends a problem mends it: in every file of the catalogue, and without doing other harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from tests.problems.catalogue import EXPECTED, FOLDER, MADE, TODAY, folders, ledger_in

from caseledger.domain.dates import CaseDate
from caseledger.domain.edits import EditRefused, applied
from caseledger.domain.problem import Path as Place
from caseledger.domain.problem import Problem
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger
from caseledger.store.yaml_edit import edited

GUESSED = frozenset(
    ("CL202", "CL204", "CL205", "CL209", "CL301", "CL304", "CL305", "CL401", "CL402")
)
"""Some codes of which a slip of the pen is mended by a guess."""

SAME = frozenset(("CL204", "CL206", "CL209", "CL306", "CL901"))
"""Codes of which something is written in another form, and means the same."""


@cache
def ledger() -> Ledger:
    return ledger_in(FOLDER)


def read(name: str, raw: bytes) -> CaseFile:
    return case_from(ledger(), CasePath(name, Path(name).stem, regular=True), raw, TODAY)


def files() -> list[Path]:
    kept = (folder for folder in folders() if folder.name not in MADE)
    return sorted(path for folder in kept for path in folder.iterdir() if path.name != EXPECTED)


def mends() -> list[tuple[Path, Problem]]:
    """Every problem of the catalogue that has a mend, with its file."""
    read_files = ((path, read(path.name, path.read_bytes())) for path in files())
    return [(path, one) for path, file in read_files for one in file.problems if one.mend]


MENDS = mends()


def counted(file: CaseFile) -> Counter[str]:
    return Counter(problem.code for problem in file.problems)


def at_its_place(file: CaseFile, code: str, path: Place, value: str) -> list[Problem]:
    """The problems of a code at one place, of one value where several stand there."""
    found = [one for one in file.problems if (one.code, one.path) == (code, path)]
    return [one for one in found if one.value == value]


def test_the_catalogue_shows_safe_and_unsafe_mends() -> None:
    safe = {one.code for _, one in MENDS if one.mend and one.mend.safe}
    guessed = {one.code for _, one in MENDS if one.mend and not one.mend.safe}

    assert safe >= SAME
    assert guessed >= GUESSED | {"CL201", "CL704", "CL801"}


@pytest.mark.parametrize(
    ("path", "problem"),
    MENDS,
    ids=[f"{p.parent.name}-{p.stem}-{n}" for n, (p, _) in enumerate(MENDS)],
)
def test_a_mend_takes_its_problem_away(path: Path, problem: Problem) -> None:
    assert problem.mend is not None
    before = read(path.name, path.read_bytes())
    raw = edited(path.read_bytes(), problem.mend.edits)
    after = read(path.name, raw)

    assert after.tree == applied(before.tree, problem.mend.edits)
    assert at_its_place(before, problem.code, problem.path, problem.value)
    assert not at_its_place(after, problem.code, problem.path, problem.value)
    assert counted(after)[problem.code] < counted(before)[problem.code]
    if problem.mend.safe:
        assert before.case is None or counted(after) <= counted(before), "nothing new is wrong"
        assert before.case is None or same(before.case) == same(after.case)


def same(value: object) -> object:
    """A part of a case without the forms that mean the same: of dates, and of names of kinds."""
    if isinstance(value, CaseDate):
        return value.canonical
    if isinstance(value, str):
        return ledger().vocabulary.canonical(value) or value
    if isinstance(value, tuple):
        return tuple(same(one) for one in value)
    if isinstance(value, Mapping):
        return {key: same(one) for key, one in value.items()}
    if is_dataclass(value):
        return {one.name: same(getattr(value, one.name)) for one in fields(value)}
    return value


def test_a_mend_that_does_not_fit_is_refused() -> None:
    # What every test here rests on: an edit that finds nothing is an error, and not silent.
    path, problem = next((path, one) for path, one in MENDS if one.code == "CL306")
    assert problem.mend is not None
    tree = read(path.name, path.read_bytes()).tree

    with pytest.raises(EditRefused):
        applied({**(tree or {}), "events": []}, problem.mend.edits)
