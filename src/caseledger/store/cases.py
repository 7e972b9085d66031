"""Case files in: every case of a ledger, or one, with what is wrong beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from unicodedata import is_normalized

from caseledger.domain.case import Case
from caseledger.domain.checks import Context, problems_of
from caseledger.domain.checks.advice import advised
from caseledger.domain.checks.apart import problems_apart
from caseledger.domain.mends import fitted
from caseledger.domain.problem import Problem, Severity
from caseledger.store.files import CasePath, not_regular
from caseledger.store.ledger import Ledger, case_paths
from caseledger.store.parts import reading_of
from caseledger.store.yaml_reader import Document

NO_BEARING = frozenset(("CL503", "CL851"))
"""Codes of errors from which nothing follows today: an entry of a day to come, a name in an id."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case file as read. ``case`` is ``None`` where the file cannot be read as a case."""

    path: str
    name: str
    case: Case | None
    problems: tuple[Problem, ...]
    document: Document | None

    @property
    def has_errors(self) -> bool:
        """Whether anything in the file is wrong, not only doubtful."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def is_faulty(self) -> bool:
        """Whether an error in the file may change what follows from it on a day.

        Those of `NO_BEARING` are errors, and change nothing.
        """
        errors = (one for one in self.problems if one.severity is Severity.ERROR)
        return any(one.code not in NO_BEARING for one in errors)

    @property
    def tree(self) -> dict[str, object] | None:
        """What the file says, as text; nothing where it cannot be read."""
        return self.document.data if self.document is not None else None

    @property
    def is_own(self) -> bool:
        """Whether it is a file of the ledger's own: it goes by its path, and holds no case."""
        return self.name == self.path

    @property
    def is_public(self) -> bool:
        """Whether values of this file may leave the terminal; not if it cannot be read."""
        return self.case is not None and self.case.is_public


def read_case(ledger: Ledger, path: CasePath, today: Day) -> CaseFile:
    """Read one case file and check it. Never raises for anything in the file."""
    if not path.regular:
        return CaseFile(path.relative, path.name, None, (not_regular(path),), None)
    raw, problem = ledger.shelf.read(path.relative)
    if problem is not None:
        return CaseFile(path.relative, path.name, None, (problem,), None)
    return case_from(ledger, path, raw, today)


def case_from(ledger: Ledger, path: CasePath, raw: bytes, today: Day) -> CaseFile:
    """Read the bytes of a case file as if they lay at a path, and check them. Never raises."""
    reading = reading_of(raw, path.relative, Case)
    case, document, problems = reading.value, reading.document, reading.problems
    context = Context(ledger.vocabulary, today, path.name)
    if case is not None:
        problems = problems + reading.told(problems_of(case, context))
    elif reading.tree is not None:
        apart = problems_apart(reading.tree, problems, context, reading.torn)
        problems = problems + reading.told(apart)
    advice = (fitted(advised(one, ledger.vocabulary), document.data) for one in problems)
    ordered = tuple(sorted(advice, key=lambda p: (p.line, p.column, p.code)))
    return CaseFile(path.relative, path.name, case, ordered, document)


def may_hold(ledger: Ledger, path: CasePath, folded: str) -> bool:
    """Whether a case-folded text may stand in a file: a quick look before it is read in earnest.

    Quoted text can write letters as escapes, and a name can be broken over lines, so such files
    are never passed over.
    """
    raw, problem = ledger.shelf.read(path.relative)
    if problem is not None:
        return True
    text = raw.decode("utf-8", errors="replace")
    first = folded.partition(" ")[0]
    return first in text.casefold() or "\\" in text or not is_normalized("NFC", text)


def faulty_cases(files: Iterable[CaseFile]) -> frozenset[str]:
    """Return the ids of cases whose files have errors: nothing in them is certain."""
    return frozenset(file.case.id for file in files if file.case is not None and file.is_faulty)


def read_cases(ledger: Ledger, today: Day) -> Iterator[CaseFile]:
    """Read every case of a ledger in the order of their paths."""
    paths = list(case_paths(ledger))
    ledger.shelf.ahead([path.relative for path in paths])
    for path in paths:
        yield read_case(ledger, path, today)
