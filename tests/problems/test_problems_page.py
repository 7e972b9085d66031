"""The page of problem codes says what the code and the catalogue say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.marked_tables import compare, table
from tests.problems.catalogue import FOLDER, folders, said

from caseledger.domain.problem import TITLES, Problem, Severity

PAGE = FOLDER.parent.parent / "docs" / "problems.md"
HEAD = ("code", "means", "is", "for example")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The problems of the catalogue by their code, those of a code's own folder only."""
    return {
        folder.name: [
            problem
            for problems in said(folder, tmp_path_factory.mktemp(folder.name)).values()
            for problem in problems
            if problem.code == folder.name
        ]
        for folder in folders()
    }


def test_the_page_has_every_code(found: dict[str, list[Problem]], update: bool) -> None:
    hundreds = sorted({code[:3] for code in TITLES})
    tables = {f"{hundred}xx": table(HEAD, _rows(hundred, found)) for hundred in hundreds}

    compare(PAGE, tables, update=update)


def _rows(hundred: str, found: dict[str, list[Problem]]) -> Iterator[tuple[str, ...]]:
    for code, title in TITLES.items():
        if code.startswith(hundred):
            yield f"`{code}`", title, _severities(found[code]), _example(found[code][0])


def _severities(problems: list[Problem]) -> str:
    told = {problem.severity for problem in problems}
    return " or ".join(severity.value for severity in Severity if severity in told)


def _example(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def test_titles_hold_no_value() -> None:
    # A title is all that leaves a closed case, so it is one sentence for all problems of a code.
    for title in TITLES.values():
        assert not set(title) & set("{}%")
        assert title[0].islower()
        assert not title.endswith(".")
    assert len(set(TITLES.values())) == len(TITLES)
