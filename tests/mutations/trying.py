"""Runs the quick tests of the domain against a mutant, until one of them fails."""

from __future__ import annotations

import inspect
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.mutations.mutant import Mutant

TESTS = (
    "test_effect_lines.py",
    "test_world*.py",
    "test_decision*.py",
    "test_fine*.py",
    "test_single_conditions.py",
    "test_effects*.py",
    "test_windows.py",
    "test_occurrences.py",
    "test_ordering*.py",
    "test_handovers.py",
    "test_outlook.py",
    "test_standing.py",
    "test_scenarios.py",
    "test_law.py",
    "alerts/test_*.py",
    "deadlines/test_*.py",
    "rules/test_*.py",
    "test_enforceability.py",
    "test_own_rules.py",
    "merging/test_*.py",
    "test_changes.py",
    "test_audit*.py",
    "test_undoing*.py",
    "test_renaming*.py",
    "test_derived*.py",
    "test_comparing*.py",
    "../store/merging/test_texts*.py",
    "../store/merging/test_forms*.py",
    "../actions/test_inverting*.py",
    "../actions/test_sync_stops.py",
)
"""Tests that hold the standing, the deadlines and the history, those of single lines first."""

CHANGE_DETECTORS = "tests/catalogue/"
"""Tests that only compare the catalogue with a copy; they are told apart from all others."""

RULES = ("tests/catalogue/test_rule", "tests/catalogue/test_deadlines_")
"""Tables of the rules for deadlines and stories of them: no others hold each rule."""

QUIET = ("-o", "addopts=--import-mode=importlib", "-p", "no:terminal", "-p", "no:cacheprovider")

SECONDS = 10
"""A mutant that sends a test round in circles fails it."""


@dataclass(frozen=True)
class Check:
    """One row of a table of tests, to be called without anything around it."""

    item: pytest.Function
    words: str

    @property
    def name(self) -> str:
        """The name by which pytest runs it alone."""
        return self.item.nodeid

    @property
    def is_copy(self) -> bool:
        """Whether it only compares the catalogue with a copy."""
        return self.name.startswith(CHANGE_DETECTORS) and not self.name.startswith(RULES)

    def failure(self) -> str:
        """How it fails now, by the name of the error; nothing where it passes."""
        given = self.item.callspec.params if hasattr(self.item, "callspec") else {}
        try:
            with _limited():
                self.item.obj(**given)
        # Whatever a mutant breaks, the test has noticed; what pytest itself raises is no Exception.
        except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001
            return type(error).__name__
        return ""


@contextmanager
def _limited() -> Iterator[None]:
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _too_long(_number: int, _frame: object) -> None:
    raise TimeoutError


class _Collected:
    """What pytest would run."""

    def __init__(self) -> None:
        self.items: Sequence[pytest.Item] = ()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items


def checks() -> tuple[Check, ...]:
    """Collect the tests that need nothing but the parameters of their row, and are quick."""
    signal.signal(signal.SIGALRM, _too_long)
    found = _Collected()
    told = [*QUIET, "--collect-only"]
    domain = Path(__file__).parents[1] / "domain"
    files = [str(path) for pattern in TESTS for path in sorted(domain.glob(pattern))]
    if pytest.main([*told, *files, CHANGE_DETECTORS], plugins=[found]) != pytest.ExitCode.OK:
        sys.stderr.write("Some tests could not be collected; they are left out.\n")
    return tuple(
        Check(one, f"{one.nodeid} {getattr(getattr(one, 'callspec', None), 'params', '')}")
        for one in found.items
        if isinstance(one, pytest.Function) and _is_bare(one)
    )


def _is_bare(item: pytest.Function) -> bool:
    """Whether a test is a plain function of its parameters; not one of hypothesis."""
    given = item.callspec.params if hasattr(item, "callspec") else {}
    wanted = inspect.signature(item.obj).parameters
    return not hasattr(item.obj, "hypothesis") and wanted.keys() <= given.keys()


class Fate(NamedTuple):
    """What became of a mutant: the first test of the behaviour that failed, and of the copies.

    ``obstacle`` says why the change could not be made, so that nothing was tried.
    """

    killer: str
    detector: str
    obstacle: str = ""


class _Failed:
    """Which tests failed, and which ones there were."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.count = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.count += report.when == "call"
        if report.failed:
            self.names.append(report.nodeid)


def failures(names: Iterable[str]) -> list[str]:
    """Run tests, with all that pytest makes for them, until one fails; give what failed.

    A name that no test has is a failure.
    """
    found = _Failed()
    tests = Path(__file__).parents[1]
    pytest.main([*QUIET, "-x", *(str(tests / name) for name in names)], plugins=[found])
    return found.names if found.count else [*names]


def _asked(mutant: Mutant) -> Fate:
    """Make the change and run the tests that it names."""
    try:
        with mutant.change():
            found = failures(mutant.by.split())
    except LookupError as error:
        return Fate("", "", str(error))
    return Fate(found[0] if found else "", "")


def fate(mutant: Mutant, tests: Sequence[Check]) -> Fate:
    """Make the change and see which tests notice."""
    if mutant.by:
        return _asked(mutant)
    telling = sorted(tests, key=lambda one: _rank(one, mutant))
    try:
        with mutant.change():
            killer = _first(one for one in telling if not one.is_copy)
            detector = _first(one for one in telling if one.is_copy and mutant.of_catalogue)
    except LookupError as error:
        return Fate("", "", str(error))
    NOTICED[killer.partition(" (")[0]] += 1
    return Fate(killer, detector)


NOTICED: Counter[str] = Counter()
"""How often each test has noticed a mutant in this process."""


def _rank(one: Check, mutant: Mutant) -> tuple[bool, int, bool]:
    """Those that name the subject first, then what notices much, then what is no row of a table."""
    return (mutant.subject not in one.words, -NOTICED[one.name], "[" in one.name)


def _first(tests: Iterator[Check]) -> str:
    for one in tests:
        error = one.failure()
        if error:
            return one.name if error == "AssertionError" else f"{one.name} ({error})"
    return ""
