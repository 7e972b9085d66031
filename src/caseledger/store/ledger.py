"""A ledger on disk: where it is, what it says about itself, and which case files it holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from pathlib import Path

from caseledger import __version__
from caseledger.domain.chosen import own_checks
from caseledger.domain.own_alerts import own_thresholds
from caseledger.domain.own_calendars import OwnCalendar, own_calendars
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.own_law import own_law
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.settings import Settings
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import UnreadableData
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.files import CASES, LEDGER, CasePath
from caseledger.store.parts import FileProblems, read_part
from caseledger.store.rule_files import read_own_rules
from caseledger.store.shelf import DiskShelf, Shelf


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: its folder, its settings, and the vocabulary with what is its own.

    ``problems`` are those of `ledger.yaml` and of the files of rules. ``past`` is where the files
    are read from, where that is not the disk.
    """

    root: Path
    settings: Settings
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    rule_files: tuple[str, ...] = ()
    past: Shelf | None = None

    @property
    def shelf(self) -> Shelf:
        """Where the files of the ledger are read from."""
        return self.past or DiskShelf(self.root)

    @property
    def cases(self) -> Path:
        """The folder of the case files."""
        return self.root / CASES

    @property
    def has_errors(self) -> bool:
        """Whether something in the ledger's own files is not taken, because it is wrong."""
        return bool(self.faulty_files)

    @property
    def own_files(self) -> Mapping[str, tuple[Problem, ...]]:
        """The files that hold no case, `ledger.yaml` first, each with what is wrong in it."""
        found: dict[str, list[Problem]] = {path: [] for path in (LEDGER, *self.rule_files)}
        for problem in self.problems:
            found.setdefault(problem.file or LEDGER, []).append(problem)
        return {path: tuple(problems) for path, problems in found.items()}

    @property
    def faulty_files(self) -> Mapping[str, tuple[Problem, ...]]:
        """Those of `own_files` with an error."""
        return {
            path: problems
            for path, problems in self.own_files.items()
            if any(problem.severity is Severity.ERROR for problem in problems)
        }


def open_ledger(root: Path, past: Shelf | None = None) -> Ledger:
    """Read the settings of a ledger and join what is its own to the vocabulary.

    What is wrong in `ledger.yaml` or in a file of rules is kept in ``problems``; defaults stand in
    for it. With a ``past`` shelf all files are read from there, with the program's present
    vocabulary.
    """
    built_in = load_vocabulary()
    shelf = past or DiskShelf(root)
    given, document, problems = read_part(shelf, LEDGER, Settings)
    settings = given or Settings(format=1)
    _require(settings.requires)
    if document is None or given is None:
        return Ledger(root, settings, built_in, tuple(problems), past=past)
    vocabulary, wrong = _with_own_words(settings, built_in)
    wrong += own_checks(settings.checks)[1]
    rules = read_own_rules(shelf, settings.rules, vocabulary)
    placed = FileProblems(LEDGER, document).placed([*wrong, *rules.misnamed])
    if rules.files:
        vocabulary = vocabulary.with_rules(rules.files)
    found = (*problems, *placed, *rules.problems)
    return Ledger(root, settings, vocabulary, found, rules.paths, past)


def _with_own_words(settings: Settings, built_in: Vocabulary) -> tuple[Vocabulary, list[Problem]]:
    """Join a ledger's own kinds, law, thresholds and calendars; say what is wrong with others."""
    days, wrong_days = own_thresholds(settings.alerts, settings.stale_after, built_in)
    own = (settings.vocabulary, settings.law, settings.alerts, settings.calendars, days or None)
    if not any(one is not None for one in own):
        return built_in, []
    kinds, wrong_kinds = own_kinds(settings.vocabulary, built_in)
    with_kinds = built_in.with_kinds(kinds)
    provisions, wrong_law = own_law(settings.law, with_kinds)
    calendars, wrong_calendars = own_calendars(settings.calendars, built_in)
    wrong = [*(_below(problem) for problem in wrong_kinds), *wrong_law, *wrong_days]
    vocabulary = with_kinds.with_law(provisions).with_thresholds(days)
    if calendars:
        vocabulary = vocabulary.with_calendar(OwnCalendar(vocabulary.calendar, calendars))
    return vocabulary, [*wrong, *wrong_calendars]


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
    yield from sorted(ledger.shelf.cases_in(CASES, years=True), key=lambda one: one.relative)


def new_case_path(ledger: Ledger, name: str, today: Day) -> CasePath:
    """Return where a new case file goes: flat, or in the folder of this year."""
    folder = f"{CASES}/{today.year:04d}" if ledger.settings.layout == "year" else CASES
    return CasePath(f"{folder}/{name}.yaml", name, regular=True)
