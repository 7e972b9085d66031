"""One YAML file of a ledger: bytes to a typed value, with every problem in its place."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from caseledger.domain.loading import quick
from caseledger.domain.problem import Path, Problem
from caseledger.store.shelf import Shelf
from caseledger.store.yaml_reader import Document, read_document
from caseledger.store.yaml_recovery import Recovered, recover

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
    reading = reading_of(raw, relative, part)
    return reading.value, reading.document, reading.problems


@dataclass(frozen=True, slots=True)
class Reading(Generic[Part]):
    """A file as read: its value if it has one, its text, and what is wrong.

    Of a text that could not be read ``recovered`` says what is left.
    """

    file: str
    value: Part | None
    document: Document
    problems: list[Problem]
    recovered: Recovered | None = None

    @property
    def tree(self) -> dict[str, object] | None:
        """What the file says, or what is left of it; good for finding what is wrong only."""
        return self._rest.data if self._rest else None

    def told(self, problems: list[Problem]) -> list[Problem]:
        """Return those problems of the tree that are not due to what was left out, in place."""
        if self._rest is None:
            return []
        placed = FileProblems(self.file, self._rest).placed(problems)
        if self.recovered is None:
            return placed
        # A file that cannot be read cannot be mended by an edit of its values either.
        kept = [one for one in placed if self.recovered.may_be_told(one)]
        return [replace(one, mend=None) for one in kept]

    @property
    def torn(self) -> frozenset[Path]:
        """The places of entries of which the tree does not have all."""
        if self.recovered is None or self._rest is None or self.tree is None:
            return frozenset()
        places = [
            (key, number)
            for key, members in self.tree.items()
            for number in range(len(members) if isinstance(members, list) else 0)
        ]
        return frozenset(
            one for one in places if not self.recovered.is_whole(self._rest.locate(one).line)
        )

    @property
    def _rest(self) -> Document | None:
        return self.recovered.rest if self.recovered else self.document


def reading_of(raw: bytes, relative: str, part: type[Part]) -> Reading[Part]:
    """Read the bytes of a file as a part of the format; see `read_part`."""
    document = read_document(raw)
    if not document.problems:
        value = quick(document.data, part)
        if value is not None:
            return Reading(relative, value, document, [])
    from caseledger.domain.schema import validate  # noqa: PLC0415 - Pydantic only where something is out of order

    recovered = recover(document) if document.problems else None
    found = list(recovered.problems) if recovered else []
    reading: Reading[Part] = Reading(
        relative, None, document, FileProblems(relative, document).placed(found), recovered
    )
    if reading.tree is None:
        return reading
    explained, problems = validate(reading.tree, part)
    value = None if recovered else explained
    return replace(reading, value=value, problems=reading.problems + reading.told(problems))
