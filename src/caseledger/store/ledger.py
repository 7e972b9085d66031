"""A ledger on disk: where it is, what it says about itself, and which case files it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from pathlib import Path

from caseledger import __version__
from caseledger.domain.own_alerts import own_thresholds
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.own_law import own_law
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.settings import Settings
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import UnreadableData
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CASES, LEDGER, CasePath, walk
from caseledger.store.parts import FileProblems, read_part


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: its folder, its settings, and the vocabulary with its own kinds and law."""

    root: Path
    settings: Settings
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]

    @property
    def cases(self) -> Path:
        """The folder of the case files."""
        return self.root / CASES

    @property
    def has_errors(self) -> bool:
        """Whether something in `ledger.yaml` is not taken, because it is wrong."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def open_ledger(root: Path) -> Ledger:
    """Read the settings of a ledger and join its own kinds and law to the vocabulary.

    What is wrong in `ledger.yaml` is kept in ``problems``; defaults stand in for it.
    """
    built_in = load_vocabulary()
    settings, document, problems = read_part(root, LEDGER, Settings)
    settings = settings or Settings(format=1)
    _require(settings.requires)
    days, wrong_days = own_thresholds(settings.alerts, settings.stale_after, built_in)
    own = (settings.vocabulary, settings.law, settings.alerts, days or None)
    if document is None or not any(one is not None for one in own):
        return Ledger(root, settings, built_in, tuple(problems))
    kinds, wrong_kinds = own_kinds(settings.vocabulary, built_in)
    with_kinds = built_in.with_kinds(kinds)
    provisions, wrong_law = own_law(settings.law, with_kinds)
    wrong = [*(_below(problem) for problem in wrong_kinds), *wrong_law, *wrong_days]
    placed = FileProblems(LEDGER, document).placed(wrong)
    vocabulary = with_kinds.with_law(provisions).with_thresholds(days)
    return Ledger(root, settings, vocabulary, (*problems, *placed))


def _below(problem: Problem) -> Problem:
    """Put the place of a problem below the key ``vocabulary``, if it is not yet."""
    path = problem.path if problem.path[:1] == ("vocabulary",) else ("vocabulary", *problem.path)
    return replace(problem, path=path)


def _require(wanted: str | None) -> None:
    """Stop where the ledger needs a newer program. Raises `UnreadableData`."""
    found = re.fullmatch(r">=\s*([0-9]+(?:\.[0-9]+){0,2})", wanted or ">=0")
    if found is None:
        raise UnreadableData(f"{LEDGER}: requires is not understood", "write for example >=0.1")
    if _numbers(found[1]) > _numbers(__version__):
        raise UnreadableData(
            f"this ledger needs caseledger {found[1]}; this is {__version__}", "install a newer one"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", version)[:3])


def case_paths(ledger: Ledger) -> Iterator[CasePath]:
    """Yield every file named like a case, by path: flat, and in folders named by a year."""
    yield from sorted(walk(ledger.cases, CASES, years=True), key=lambda one: one.relative)


def new_case_path(ledger: Ledger, name: str, today: Day) -> CasePath:
    """Return where a new case file goes: flat, or in the folder of this year."""
    folder = f"{CASES}/{today.year:04d}" if ledger.settings.layout == "year" else CASES
    return CasePath(f"{folder}/{name}.yaml", name, regular=True)


def not_regular(path: CasePath) -> Problem:
    """Say that something named like a case is a link, a folder or a device."""
    message = "only regular files are read: no links, folders or devices"
    return Problem("CL112", message, severity=Severity.ERROR).at(path.relative, 0, 0)
