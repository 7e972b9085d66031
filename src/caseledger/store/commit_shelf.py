"""The files of a ledger as a commit holds them, read from git's objects alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from caseledger.domain.problem import Problem
from caseledger.errors import OutsideFailure
from caseledger.store.files import YEAR, CasePath
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import FILE_MODES, read_objects
from caseledger.store.git_words import failure
from caseledger.store.yaml_guard import LARGEST_FILE

LINK = "120000"
TOGETHER = 512
"""So many files are fetched by one process of git."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as a tree names it: its mode, its object, and how many bytes it has."""

    mode: str
    id: str
    size: int


@dataclass(frozen=True)
class CommitShelf:
    """A ledger as it stands in a commit, or in a tree. Nothing of the repository is run by it.

    Raises `OutsideFailure` where objects are missing, as in a part of a clone.
    """

    place: GitPlace
    root: Path
    commit: str
    _contents: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def read(self, path: str) -> tuple[bytes, Problem | None]:
        """Return the bytes of a file, at most one more than it may have."""
        found = self._files.get(path)
        if found is None:
            return b"", Problem("CL101", "there is no such file in this commit").at(path, 0, 0)
        if found.mode not in FILE_MODES:
            return b"", Problem("CL112", "only regular files are read").at(path, 0, 0)
        if found.size > LARGEST_FILE:
            return bytes(LARGEST_FILE + 1), None  # whoever reads it says that it is too large
        if found.id not in self._contents:
            self._fetch([found.id])
        return self._contents[found.id], None

    def cases_in(self, folder: str, *, years: bool) -> Iterator[CasePath]:
        """Yield what is named like a case in a folder, and in those of years below it."""
        seen: set[str] = set()
        for path, blob in self._files.items():
            if not path.startswith(f"{folder}/"):
                continue
            names = path[len(folder) + 1 :].split("/")
            depth = 2 if years and len(names) > 1 and YEAR.fullmatch(names[0]) else 1
            name, here = names[depth - 1], f"{folder}/{'/'.join(names[:depth])}"
            if name.endswith(".yaml") and not name.startswith(".") and here not in seen:
                seen.add(here)
                regular = here == path and blob.mode in FILE_MODES
                yield CasePath(here, name.removesuffix(".yaml"), regular)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name; git keeps none that is empty."""
        below = f"{path.rstrip('/')}/"
        return any(one.startswith(below) for one in self._files)

    def is_link(self, path: str) -> bool:
        """Whether there is a symbolic link of this name."""
        found = self._files.get(path)
        return found is not None and found.mode == LINK

    def names_in(self, folder: str) -> list[str]:
        """Return the names of all that lies in a folder, in order."""
        below = f"{folder.rstrip('/')}/"
        inside = (one[len(below) :] for one in self._files if one.startswith(below))
        return sorted({name.partition("/")[0] for name in inside})

    def ahead(self, paths: Sequence[str]) -> None:
        """Fetch files that will be read soon together."""
        known = (self._files.get(path) for path in paths)
        wanted = {
            one.id
            for one in known
            if one is not None and one.mode in FILE_MODES and one.size <= LARGEST_FILE
        }
        ids = sorted(wanted - set(self._contents))
        for start in range(0, len(ids), TOGETHER):
            self._fetch(ids[start : start + TOGETHER])

    def blob(self, path: str) -> str | None:
        """Return the id of a file's content, or nothing where there is no such file."""
        found = self._files.get(path)
        return found.id if found is not None else None

    @property
    def paths(self) -> Sequence[str]:
        """The paths of all files of the ledger, in git's order."""
        return tuple(self._files)

    def _fetch(self, ids: Sequence[str]) -> None:
        for oid, (_, kind, data) in zip(ids, read_objects(self.place, ids), strict=True):
            if kind != "blob":
                raise OutsideFailure("git's history lacks a file it should hold", "git fsck")
            self._contents[oid] = data

    @cached_property
    def _files(self) -> Mapping[str, Blob]:
        folder = self.place.from_top(self.root, ".").removesuffix(".")
        below = ["--", folder] if folder else []
        # With a format of our own git would quote names, whatever ends a line.
        words = ("ls-tree", "-r", "-z", "--long", "--full-tree")
        answer = ask(self.place, *words, "--end-of-options", self.commit, *below)
        if answer.status:
            raise failure("an earlier state of the ledger could not be read", answer.said)
        found: dict[str, Blob] = {}
        for line in answer.out.split(b"\0"):
            told, tab, name = line.partition(b"\t")
            if tab:
                mode, _, oid, size = told.decode("ascii").split()
                path = os.fsdecode(name).removeprefix(folder)
                found[path] = Blob(mode, oid, int(size) if size.isdecimal() else 0)
        return found
