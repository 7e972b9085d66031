"""What a check may know besides the case, and how it walks through one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date as Day
from difflib import get_close_matches

from caseledger.domain.case import Case, Citation, Event
from caseledger.domain.edits import Put
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.vocabulary import Vocabulary

LIKE = 0.7
"""Words that agree less than this are not proposed for each other."""


@dataclass(frozen=True, slots=True)
class Context:
    """The vocabulary of the ledger, today, and the name of the file without its ending."""

    vocabulary: Vocabulary
    today: Day
    name: str


def events_at(case: Case) -> Iterator[tuple[Path, Event]]:
    """Yield each event with its place."""
    for index, event in enumerate(case.events):
        yield ("events", index), event


def cited_at(citations: tuple[Citation, ...], path: Path) -> Iterator[tuple[Path, Citation]]:
    """Yield each citation of a person or event, whose place is given, with its own place."""
    for index, citation in enumerate(citations):
        yield (*path, "sources", index), citation


def all_cited_at(case: Case) -> Iterator[tuple[Path, Citation]]:
    """Yield every citation of a case with its place."""
    for index, person in enumerate(case.people):
        yield from cited_at(person.sources, ("people", index))
    for path, event in events_at(case):
        yield from cited_at(event.sources, path)


def unknown_word(
    code: str,
    message: str,
    path: Path,
    word: str,
    known: Collection[str],
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Say that a word is not one of a closed list, and which of them may be meant.

    The mend writes that one in the place of what stands at the path; if only the size of letters
    is another, it means the same. Where the word is a part of what stands there, leave it out.
    """
    alike = [one for one in known if one.casefold() == word.casefold()]
    near = alike or get_close_matches(word, known, n=1, cutoff=LIKE)
    if not near:
        return Problem(code, message, path, severity, word)
    hint = f"write {near[0]}" if alike else f"did you mean {near[0]}?"
    mend = Mend((Put(path, near[0]),), safe=len(alike) == 1)
    return Problem(code, message, path, severity, word, hint, mend=mend)
