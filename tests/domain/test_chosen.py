from __future__ import annotations

from typing import Any

import pytest

from caseledger.domain.chosen import Chosen, own_checks
from caseledger.domain.problem import Problem, Severity


@pytest.mark.parametrize(
    ("tree", "code", "taken"),
    [
        pytest.param(None, "CL502", True, id="nothing is said"),
        pytest.param({"ignore": ["CL502"]}, "CL502", False, id="ignored"),
        pytest.param({"ignore": ["CL5"]}, "CL502", False, id="a family ignored"),
        pytest.param({"ignore": ["CL501"]}, "CL502", True, id="another ignored"),
        pytest.param({"select": ["CL4"]}, "CL502", False, id="others selected"),
        pytest.param({"select": ["CL4"]}, "CL105", True, id="an unreadable file is never left out"),
        pytest.param({"select": ["CL5"], "ignore": ["CL502"]}, "CL502", False, id="both"),
        pytest.param({"x_mine": 1}, "CL502", True, id="a key of one's own"),
    ],
)
def test_a_ledger_chooses(tree: Any, code: str, taken: bool) -> None:
    chosen, problems = own_checks(tree)

    assert problems == []
    assert chosen.takes(Problem(code, "x")) is taken


@pytest.mark.parametrize(
    ("asked", "ledger", "taken"),
    [
        pytest.param(Chosen(), Chosen(ignore=("CL5",)), {"CL405"}, id="the ledger's choice holds"),
        pytest.param(
            Chosen(select=("CL5",)), Chosen(ignore=("CL502",)), {"CL502"}, id="who selects, gets"
        ),
        pytest.param(
            Chosen(ignore=("CL4",)), Chosen(ignore=("CL5",)), set(), id="what is ignored adds up"
        ),
    ],
)
def test_what_is_asked_for_goes_before(asked: Chosen, ledger: Chosen, taken: set[str]) -> None:
    problems = [Problem("CL405", "x"), Problem("CL502", "x")]

    assert {one.code for one in problems if asked.over(ledger).takes(one)} == taken


def test_the_longer_code_decides_what_a_problem_weighs() -> None:
    chosen, problems = own_checks({"severity": {"CL5": "info", "CL502": "error"}})
    found = [Problem(code, "x", severity=Severity.WARNING) for code in ("CL405", "CL501", "CL502")]

    assert problems == []
    assert [chosen.weighed(one).severity for one in found] == ["warning", "info", "error"]


@pytest.mark.parametrize(
    ("tree", "code", "path"),
    [
        pytest.param([], "CL203", ("checks",), id="a list"),
        pytest.param({"ignor": []}, "CL202", ("checks", "ignor"), id="unknown key"),
        pytest.param({"ignore": "CL405"}, "CL203", ("checks", "ignore"), id="no list"),
        pytest.param({"ignore": ["CL999"]}, "CL910", ("checks", "ignore", 0), id="no such code"),
        pytest.param({"ignore": ["CL"]}, "CL910", ("checks", "ignore", 0), id="all of them"),
        pytest.param({"ignore": ["CL105"]}, "CL910", ("checks", "ignore", 0), id="unreadable"),
        pytest.param({"severity": []}, "CL203", ("checks", "severity"), id="no mapping"),
        pytest.param(
            {"severity": {"CL1": "info"}}, "CL910", ("checks", "severity", "CL1"), id="no less"
        ),
        pytest.param(
            {"severity": {"CL405": "grave"}}, "CL204", ("checks", "severity", "CL405"), id="word"
        ),
    ],
)
def test_what_is_wrong_is_told_and_not_taken(tree: Any, code: str, path: tuple[Any, ...]) -> None:
    chosen, (problem,) = own_checks(tree)

    assert (problem.code, problem.path) == (code, path)
    assert chosen == Chosen()
