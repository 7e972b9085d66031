"""Every code has a folder with the smallest file that has the problem, and what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.problems.catalogue import EXPECTED, FINE, MADE, folders, read, said, told, written

from caseledger.domain.problem import TITLES, Problem, dotted


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_what_is_said(folder: Path, tmp_path: Path, update: bool) -> None:
    found = said(folder, tmp_path)
    path = folder / EXPECTED
    if update:
        folder.mkdir(exist_ok=True)
        path.write_text(written(found), encoding="utf-8")

    assert folder.name in {problem.code for problems in found.values() for problem in problems}
    assert path.read_text(encoding="utf-8") == written(found)


def test_every_code_has_a_folder() -> None:
    assert {folder.name for folder in folders()} == set(TITLES)


def test_what_is_fine_has_no_problem() -> None:
    fine = [folder for folder in folders() if (folder / FINE).exists()]

    assert {folder.name: written({FINE: told(folder, FINE)}) for folder in fine} == {
        folder.name: f"== {FINE}\nno problems\n" for folder in fine
    }
    assert fine


@pytest.mark.parametrize(
    "folder", [one for one in folders() if one.name not in MADE], ids=lambda folder: folder.name
)
def test_messages_hold_nothing_from_the_file(folder: Path, tmp_path: Path) -> None:
    problems = [problem for found in said(folder, tmp_path).values() for problem in found]

    assert [problem for problem in problems if _repeats_its_value(problem)] == []


def _repeats_its_value(problem: Problem) -> bool:
    """Whether the value stands in the message as a word of its own."""
    return bool(problem.value) and bool(
        re.search(rf"(?<![\w-]){re.escape(problem.value)}(?![\w-])", problem.message)
    )


def test_a_message_with_its_value_is_recognised() -> None:
    problem = Problem("CL301", "there is no kind movement.enterd here", value="movement.enterd")

    assert _repeats_its_value(problem)


def test_places_are_those_of_the_value_or_its_nearest_parent(tmp_path: Path) -> None:
    text = "format: 1\nid: place\ntitle: t\npeople:\n  - id: aa\n    pseudonym: A\n    sex: man\n"
    (tmp_path / "place.yaml").write_text(text, encoding="utf-8")

    (problem,) = read(tmp_path, "place.yaml").problems

    assert (dotted(problem.path), problem.line, problem.column) == ("people[0].sex", 7, 10)
    assert problem.length == len("man")
