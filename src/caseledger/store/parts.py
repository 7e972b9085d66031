"""One YAML file of a ledger: bytes to a typed value, with every problem in its place."""

from dataclasses import dataclass
from typing import TypeVar

from caseledger.domain.loading import quick
from caseledger.domain.problem import Problem
from caseledger.store.shelf import Shelf
from caseledger.store.yaml_reader import Document, read_document

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class FileProblems:
    """Gives problems of one file their file, line and column."""

    file: str
    document: Document

    def placed(self, problems: list[Problem]) -> list[Problem]:
        """Return the problems with their places filled in."""
        return [self._place(problem) for problem in problems]

    def _place(self, problem: Problem) -> Problem:
        if problem.line:
            return problem.at(self.file, problem.line, problem.column, problem.length)
        by_key = problem.code in ("CL202", "CL303")
        mark = (
            self.document.locate_key(problem.path) if by_key else self.document.locate(problem.path)
        )
        return problem.at(self.file, mark.line, mark.column, mark.length)


def read_part(
    shelf: Shelf, relative: str, part: type[Part]
) -> tuple[Part | None, Document | None, list[Problem]]:
    """Read a file as a part of the format: its value if it has one, its text, and what is wrong.

    A file that is plainly in order never loads Pydantic.
    """
    raw, problem = shelf.read(relative)
    if problem is not None:
        return None, None, [problem]
    return part_from(raw, relative, part)


def part_from(
    raw: bytes, relative: str, part: type[Part]
) -> tuple[Part | None, Document, list[Problem]]:
    """Read the bytes of a file as a part of the format; see `read_part`."""
    document = read_document(raw)
    places = FileProblems(relative, document)
    if document.problems:
        return None, document, places.placed(list(document.problems))
    value = quick(document.data, part)
    if value is not None:
        return value, document, []
    from caseledger.domain.schema import validate  # noqa: PLC0415 - Pydantic only where something is out of order

    explained, problems = validate(document.data, part)
    return explained, document, places.placed(problems)
