"""Mutants of the code: the decision table, fine points, the engine of deadlines, and history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from tests.mutations.mutant import Mutant, Text, in_code

Texts = Mapping[int | str, Mapping[str, Text]]
"""Changes by what they say, by the number of the row or fine point, or by the module."""


@cache
def _read(name: str) -> Texts:
    tree = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return {
        number: {
            what: Text(one["in"], one["old"], one["new"], one.get("by", ""))
            for what, one in changes.items()
        }
        for number, changes in tree.items()
    }


def row_texts() -> Texts:
    """Return the changes to each row of the decision table."""
    return _read("rows.yaml")


def fine_point_texts() -> Texts:
    """Return the changes to each fine point."""
    return _read("fine_points.yaml")


def deadline_texts() -> Texts:
    """Return the changes to each module that computes deadlines."""
    return _read("deadlines.yaml")


def history_texts() -> Texts:
    """Return the changes to each module that tells, merges and takes back history."""
    return _read("history.yaml")


def problem_texts() -> Texts:
    """Return the changes to what says each code of a problem."""
    return _read("problems.yaml")


def guard_texts() -> Texts:
    """Return the changes to each guard of the reader."""
    return _read("guards.yaml")


def of_rows() -> Iterator[Mutant]:
    """Yield for each row: skipped, and each of its conditions otherwise."""
    yield from _mutants("rows", "row", row_texts())


def of_fine_points() -> Iterator[Mutant]:
    """Yield every change of the engine."""
    yield from _mutants("fine points", "fine point", fine_point_texts())


def of_deadlines() -> Iterator[Mutant]:
    """Yield every change of what computes deadlines."""
    yield from _mutants("deadlines", "in", deadline_texts())


def of_history() -> Iterator[Mutant]:
    """Yield every change of what tells, merges, syncs and takes back history."""
    yield from _mutants("history", "in", history_texts())


def of_problems() -> Iterator[Mutant]:
    """Yield every change of what says a code of a problem; its folder has to notice."""
    for code, changes in problem_texts().items():
        by = f"problems/test_problems.py::test_what_is_said[{code}]"
        for what, text in changes.items():
            yield Mutant("problems", str(code), f"code {code}: {what}", in_code(text), by)


def of_guards() -> Iterator[Mutant]:
    """Yield every guard of the reader taken away."""
    yield from _mutants("guards", "in", guard_texts())


def _mutants(group: str, word: str, texts: Texts) -> Iterator[Mutant]:
    for number, changes in texts.items():
        for what, text in changes.items():
            # The test of a module has its name, or lies in a folder of that name.
            module = text.place.partition(":")[0].removeprefix("store.")
            subject = module.partition(".")[0]
            yield Mutant(group, subject, f"{word} {number}: {what}", in_code(text), text.by)
