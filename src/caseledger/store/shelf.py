"""Where the files of a ledger are read from: the disk, or a commit.

A shelf gives bytes by their paths from the ledger's folder. It never decides what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from caseledger.domain.problem import Problem
from caseledger.store.files import CasePath, read_bytes, walk


class Shelf(Protocol):
    """What is asked of a place that holds the files of a ledger."""

    def read(self, path: str) -> tuple[bytes, Problem | None]:
        """Return the bytes of a regular file, or why there are none; see `files.read_bytes`."""

    def cases_in(self, folder: str, *, years: bool) -> Iterator[CasePath]:
        """Yield what is named like a case in a folder, and in those of years below it."""

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""

    def is_link(self, path: str) -> bool:
        """Whether there is a symbolic link of this name."""

    def names_in(self, folder: str) -> list[str]:
        """Return the names of all that lies in a folder, in order."""

    def ahead(self, paths: Sequence[str]) -> None:
        """Say what will be read soon, so that it can be fetched together."""


@dataclass(frozen=True, slots=True)
class DiskShelf:
    """The files as they lie in the ledger's folder now."""

    root: Path

    def read(self, path: str) -> tuple[bytes, Problem | None]:
        """Read a file from the disk, never through a link."""
        return read_bytes(self.root / path, path)

    def cases_in(self, folder: str, *, years: bool) -> Iterator[CasePath]:
        """Walk the folder. Raises `OutsideFailure` where it cannot be read."""
        return walk(self.root / folder, folder, years=years)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""
        return (self.root / path).is_dir()

    def is_link(self, path: str) -> bool:
        """Whether there is a symbolic link of this name."""
        return (self.root / path).is_symlink()

    def names_in(self, folder: str) -> list[str]:
        """Return the names of all that lies in a folder, in order."""
        return sorted(path.name for path in (self.root / folder).iterdir())

    def ahead(self, paths: Sequence[str]) -> None:
        """Nothing to fetch: the disk is near enough."""
