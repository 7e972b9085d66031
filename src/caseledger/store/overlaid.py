"""A ledger as it would be with another text in one of its own files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseledger.domain.problem import Problem
from caseledger.store.cases import CaseFile
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger, open_ledger
from caseledger.store.shelf import Shelf
from caseledger.store.yaml_reader import read_document


def own_file_from(ledger: Ledger, path: str, raw: bytes) -> CaseFile:
    """Read the bytes of `ledger.yaml` or of a file of rules as if they lay there, and check them.

    Raises `UnreadableData` where they ask for a newer program.
    """
    would_be = open_ledger(ledger.root, _Overlaid(ledger.shelf, path, raw))
    return CaseFile(path, path, None, would_be.own_files.get(path, ()), read_document(raw))


@dataclass(frozen=True, slots=True)
class _Overlaid:
    """A shelf on which one file holds other bytes."""

    below: Shelf
    path: str
    raw: bytes

    def read(self, path: str) -> tuple[bytes, Problem | None]:
        return (self.raw, None) if path == self.path else self.below.read(path)

    def cases_in(self, folder: str, *, years: bool) -> Iterator[CasePath]:
        return self.below.cases_in(folder, years=years)

    def is_folder(self, path: str) -> bool:
        return self.below.is_folder(path)

    def is_link(self, path: str) -> bool:
        return self.below.is_link(path)

    def names_in(self, folder: str) -> list[str]:
        return self.below.names_in(folder)

    def ahead(self, paths: Sequence[str]) -> None:
        self.below.ahead(paths)
