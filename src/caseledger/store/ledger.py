"""A ledger on disk: where it is, what it says about itself, and which case files it holds."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from pathlib import Path

from caseledger import __version__
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.settings import Settings
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import NotFound, OutsideFailure, UnreadableData
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.parts import FileProblems, read_part

LEDGER = "ledger.yaml"
CASES = "cases"
YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger: its folder, its settings, and the vocabulary with its own kinds."""

    root: Path
    settings: Settings
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]

    @property
    def cases(self) -> Path:
        """The folder of the case files."""
        return self.root / CASES


@dataclass(frozen=True, slots=True)
class CasePath:
    """A file that is named like a case: its path from the ledger's folder, and its stem."""

    relative: str
    name: str
    regular: bool


def find_ledger(start: Path) -> Path:
    """Walk up from a folder to the one that holds `ledger.yaml`. Raises `NotFound`."""
    try:
        here = start.resolve(strict=True)
    except OSError as error:
        raise NotFound(
            "this folder does not exist or cannot be entered", "give another with -C DIR"
        ) from error
    for folder in (here, *here.parents):
        if (folder / LEDGER).is_file():
            return folder
    raise NotFound(
        "there is no ledger here or in a folder above",
        f"a ledger is a folder with {LEDGER}; use -C DIR",
    )


def open_ledger(root: Path) -> Ledger:
    """Read the settings of a ledger and join its own kinds to the vocabulary.

    What is wrong in `ledger.yaml` is kept in ``problems``; defaults stand in for it.
    """
    built_in = load_vocabulary()
    settings, document, problems = read_part(root, LEDGER, Settings)
    settings = settings or Settings(format=1)
    _require(settings.requires)
    if settings.vocabulary is None or document is None:
        return Ledger(root, settings, built_in, tuple(problems))
    kinds, wrong = own_kinds(settings.vocabulary, built_in)
    placed = FileProblems(LEDGER, document).placed([_below(problem) for problem in wrong])
    return Ledger(root, settings, built_in.with_kinds(kinds), (*problems, *placed))


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
    yield from sorted(_walk(ledger.cases, CASES, years=True), key=lambda one: one.relative)


def new_case_path(ledger: Ledger, name: str, today: Day) -> CasePath:
    """Return where a new case file goes: flat, or in the folder of this year."""
    folder = f"{CASES}/{today.year:04d}" if ledger.settings.layout == "year" else CASES
    return CasePath(f"{folder}/{name}.yaml", name, regular=True)


def names_of_cases(root: Path) -> list[str]:
    """Return the ids of all cases of the ledger in a folder, without opening any."""
    return sorted(path.name for path in _walk(root / CASES, CASES, years=True))


def path_of_case(root: Path, word: str) -> str:
    """Return the path of the one case whose id is a word or begins with it, or nothing."""
    paths = list(_walk(root / CASES, CASES, years=True))
    exact = [path for path in paths if path.name == word]
    found = exact or [one for one in paths if word and one.name.startswith((word, f"c-{word}"))]
    return found[0].relative if len(found) == 1 and found[0].regular else ""


def _walk(folder: Path, relative: str, *, years: bool) -> Iterator[CasePath]:
    try:
        if folder.is_symlink():
            return
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutsideFailure("the folder of the cases cannot be read") from error
    for name, mode in found:
        if name.endswith(".yaml") and not name.startswith("."):
            yield CasePath(f"{relative}/{name}", name.removesuffix(".yaml"), stat.S_ISREG(mode))
        elif years and YEAR.fullmatch(name) and stat.S_ISDIR(mode):
            yield from _walk(folder / name, f"{relative}/{name}", years=False)


def not_regular(path: CasePath) -> Problem:
    """Say that something named like a case is a link, a folder or a device."""
    message = "only regular files are read: no links, folders or devices"
    return Problem("CL112", message, severity=Severity.ERROR).at(path.relative, 0, 0)
