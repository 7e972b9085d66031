"""What an editor with the schema sees of the catalogue of problems, and what only `check` sees.

The schema is read by check-jsonschema, a program that is not ours: its YAML and its regular
expressions are its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.marked_tables import compare, table
from tests.problems.catalogue import FOLDER, folders, ledger_in, read

from caseledger.domain.editor_schema import case_file_schema
from caseledger.domain.problem import TITLES, Problem
from caseledger.store.schemas import as_text

REPOSITORY = FOLDER.parent.parent
PAGE = REPOSITORY / "docs" / "editors.md"
SYNTAX = "CL1"
"""Codes of what is no YAML, or no file: not a matter of a schema."""

FILES = sorted(
    file
    for folder in folders()
    if folder.is_dir() and not folder.name.startswith(SYNTAX)
    for file in folder.glob("*.yaml")
)
FINE = sorted(
    file
    for folder in ("cases", "tests/domain/corpus", "tests/walks/deadlines/cases")
    for file in (REPOSITORY / folder).glob("*.yaml")
)
"""Cases that are in order: our own, and odd ones."""

HEAD = ("code", "means", "an editor sees it")
Place = tuple[str | int, ...]


@cache
def problems(file: Path) -> tuple[Problem, ...]:
    return tuple(read(file.parent, file.name).problems)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What check-jsonschema says of all files, in one run."""
    schema = tmp_path_factory.mktemp("schemas") / "case.schema.json"
    vocabulary = ledger_in(FOLDER).vocabulary
    schema.write_text(as_text(case_file_schema(vocabulary, "1.0")), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--verbose", "-o", "json"]
    files = map(str, (*FILES, *FINE))
    done = subprocess.run(
        [*command, "--schemafile", str(schema), *files], stdout=subprocess.PIPE, check=False
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def refused(said: Any) -> dict[Path, set[Place]]:
    """Where the schema finds something, by file, as deep as the forms of a value go."""
    found: dict[Path, set[Place]] = {file: set() for file in FILES}
    for error in said["errors"]:
        here = found.setdefault(Path(error["filename"]), set())
        here.update(place(one["path"]) for one in (error, *error.get("sub_errors", ())))
    return found


def place(path: str) -> Place:
    """Read a path such as ``$.events[0].date``."""
    steps = re.findall(r"[.]([^.\[]+)|\[([0-9]+)\]", path)
    return tuple(int(number) if number else key for key, number in steps)


def sees(found: set[Place], problem: Problem) -> bool:
    """Whether something is found in the place of a problem, or in the mapping or list around it."""
    return problem.path in found or problem.path[:-1] in found


def test_the_page_tells_what_an_editor_sees(refused: dict[Path, set[Place]], update: bool) -> None:
    answers: dict[str, set[bool]] = {code: set() for code in TITLES}
    for file, found in refused.items():
        for one in problems(file):
            answers[one.code].add(sees(found, one))
    told = {(True,): "always", (False, True): "in part"}
    rows = [
        (f"`{code}`", TITLES[code], told[key])
        for code, seen in answers.items()
        if (key := tuple(sorted(seen))) in told
    ]

    compare(PAGE, {"seen by editors": table(HEAD, rows)}, update=update)


def test_an_editor_finds_nothing_that_is_not_a_problem(refused: dict[Path, set[Place]]) -> None:
    wrong = {file for file, found in refused.items() if found}

    assert [file for file in wrong if not any(sees(refused[file], p) for p in problems(file))] == []
    assert [file for file in FILES if not problems(file) and file in wrong] == []


def test_cases_in_order_have_no_mistake(said: Any, refused: dict[Path, set[Place]]) -> None:
    assert said["parse_errors"] == []
    assert set(refused) == set(FILES)
    assert len(said["successes"]) == len(FINE) + sum(not found for found in refused.values())
    assert FINE
