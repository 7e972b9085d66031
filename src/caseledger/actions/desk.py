"""An open ledger on a day, and the case that a word means."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from difflib import get_close_matches
from pathlib import Path

from caseledger.domain.case import Case
from caseledger.domain.date_input import read_date
from caseledger.domain.dates import DateError
from caseledger.domain.problem import Problem
from caseledger.errors import NotFound, UnreadableData, UsageProblem
from caseledger.store.cases import CaseFile, read_case, read_cases
from caseledger.store.ledger import CasePath, Ledger, case_paths, find_ledger, open_ledger

MOST_NAMED = 8
"""So many candidates are named when a word fits several cases."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every reading action starts from. ``day`` is the day that things are derived for."""

    ledger: Ledger
    today: Day
    day: Day


def open_desk(folder: Path, today_in: Callable[[str], Day], as_of: str | None = None) -> Desk:
    """Open the ledger of a folder. Raises `NotFound`, `UnreadableData` or `UsageProblem`."""
    ledger = open_ledger(find_ledger(folder))
    today = today_in(ledger.settings.timezone)
    return Desk(ledger, today, day_of(as_of, today) if as_of else today)


def day_of(text: str, today: Day, *, end: bool = True) -> Day:
    """Read a day as typed; of a longer span its last, or its first. Raises `UsageProblem`."""
    try:
        read = read_date(text, today)
    except DateError as error:
        raise UsageProblem(error.message, error.hint) from error
    day = read.latest if end else read.earliest
    if day is None:
        raise UsageProblem("a day is expected", "for example 2024-03-02")
    return day


def case_file(desk: Desk, word: str) -> CaseFile:
    """Find the case that a word means: an id, the beginning of one, or a name.

    Raises `NotFound` where none or several fit, `UnreadableData` where the file holds no case.
    """
    paths = list(case_paths(desk.ledger))
    exact = [path for path in paths if path.name == word]
    found = exact or [path for path in paths if word and path.name.startswith(word)]
    files = [read_case(desk.ledger, path, desk.today) for path in found] or _named(desk, word)
    if len(files) > 1:
        names = ", ".join(file.path for file in files[:MOST_NAMED])
        raise NotFound(f"this fits {len(files)} cases: {names}", "write the whole id of one")
    if not files:
        raise NotFound("there is no such case", _nearest(word, paths))
    if files[0].case is None:
        raise UnreadableData(_unreadable(files[0]), f"caseledger check {files[0].path}")
    return files[0]


def _unreadable(file: CaseFile) -> str:
    first = file.problems[0]
    place = f"{first.file}:{first.line}:{first.column}" if first.line else first.file
    return f"{place}: {first.code} {first.title}"


def _nearest(word: str, paths: list[CasePath]) -> str:
    near = get_close_matches(word.lower(), [path.name for path in paths], n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else "caseledger status lists them"


def _named(desk: Desk, word: str) -> list[CaseFile]:
    """Cases in which somebody has this name: exactly, else as a part of a name."""
    wanted = word.casefold().strip()
    readable = [file for file in read_cases(desk.ledger, desk.today) if file.case] if wanted else []
    exact = [file for file in readable if file.case and wanted in _names(file.case)]
    return exact or [
        file for file in readable if file.case and any(wanted in name for name in _names(file.case))
    ]


def _names(case: Case) -> Iterator[str]:
    for person in case.people:
        yield from (
            name.casefold() for name in (person.name, person.pseudonym, *person.aliases) if name
        )


def ledger_problems(desk: Desk) -> tuple[Problem, ...]:
    """Return what is wrong in the ledger's own file."""
    return desk.ledger.problems
