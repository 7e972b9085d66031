"""The files of a ledger as they lie in the work tree, compared with what a commit holds.

What git left out of the work tree (a sparse checkout) was not deleted by anybody: it is read as the
last commit has it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from caseledger.domain.problem import Problem
from caseledger.store.blobs import is_blob
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.files import CasePath
from caseledger.store.git_door import ask
from caseledger.store.git_words import failure
from caseledger.store.shelf import DiskShelf

LEFT_OUT = b"S "
"""How `git ls-files -t` marks a file that is not checked out on purpose."""


@dataclass(frozen=True)
class WorkShelf:
    """The work tree; ``last`` is its last commit."""

    last: CommitShelf

    def read(self, path: str) -> tuple[bytes, Problem | None]:
        """Return the bytes of a file on disk, else of one that git left out."""
        return self.last.read(path) if path in self.left_out else self._disk.read(path)

    def cases_in(self, folder: str, *, years: bool) -> Iterator[CasePath]:
        """Yield what is named like a case in a folder, and in those of years below it."""
        yield from self._disk.cases_in(folder, years=years)
        if self.left_out:
            committed = self.last.cases_in(folder, years=years)
            yield from (one for one in committed if one.relative in self.left_out)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""
        return self._disk.is_folder(path) or bool(self._left_in(path))

    def is_link(self, path: str) -> bool:
        """Whether there is a symbolic link of this name."""
        return self._disk.is_link(path)

    def names_in(self, folder: str) -> list[str]:
        """Return the names of all that lies in a folder, in order."""
        here = self._disk.names_in(folder) if self._disk.is_folder(folder) else []
        return sorted({*here, *(name.partition("/")[0] for name in self._left_in(folder))})

    def ahead(self, paths: Sequence[str]) -> None:
        """Fetch what lies in the commit only."""
        self.last.ahead([path for path in paths if path in self.left_out])

    def holds(self, path: str, blob: str) -> bool:
        """Whether a file is what git keeps under an id. The bytes are compared here."""
        if path in self.left_out:
            return self.last.blob(path) == blob
        raw, problem = self._disk.read(path)
        return problem is None and is_blob(raw, blob)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The paths, from the ledger's folder, that git left out and that are not on disk."""
        place, root = self.last.place, self.last.root
        folder = place.from_top(root, ".").removesuffix(".")
        answer = ask(place, "ls-files", "-t", "-z", "--", *([folder] if folder else []))
        if answer.status:
            raise failure("git could not say what is checked out", answer.said)
        marked = (line[len(LEFT_OUT) :] for line in answer.out.split(b"\0") if line[:2] == LEFT_OUT)
        paths = (os.fsdecode(name).removeprefix(folder) for name in marked)
        return frozenset(path for path in paths if not os.path.lexists(root / path))

    @property
    def _disk(self) -> DiskShelf:
        return DiskShelf(self.last.root)

    def _left_in(self, folder: str) -> list[str]:
        below = f"{folder.rstrip('/')}/"
        return [path[len(below) :] for path in self.left_out if path.startswith(below)]
