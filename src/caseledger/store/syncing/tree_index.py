"""A tree changed in an index of our own: the user's is neither read nor written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Self

from caseledger.store.git_door import Errand, change
from caseledger.store.git_index import DURABLE
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry
from caseledger.store.locking import private_folder

INDEX = "sync-index"
NOTHING_MOVED = "nothing was moved"


class TreeIndex:
    """An index that begins as a tree. Its file is there between `__enter__` and `__exit__`."""

    def __init__(self, place: GitPlace, tree: str) -> None:
        self.path = place.own / INDEX
        self._place = place
        self._tree = tree

    def __enter__(self) -> Self:
        """Fill the index. Raises `OutsideFailure`."""
        private_folder(self._place.own)
        self._drop()
        self._run("read-tree", self._tree)
        return self

    def __exit__(self, *_: object) -> None:
        """Take the index away."""
        self._drop()

    def put(self, entries: Mapping[str, Entry | None]) -> None:
        """Set entries by path; ``None`` takes one away."""
        zeros = "0" * len(self._tree)
        lines = b"".join(
            (f"{one.mode} {one.blob}" if one else f"0 {zeros}").encode("ascii")
            + b"\t"
            + os.fsencode(path)
            + b"\0"
            for path, one in entries.items()
        )
        self._run("update-index", "-z", "--add", "--index-info", given=lines)

    def tree(self) -> str:
        """Write the index as a tree and return its id."""
        return self._run("write-tree").decode("ascii").strip()

    def _run(self, *words: str, given: bytes | None = None) -> bytes:
        environment = {"GIT_INDEX_FILE": str(self.path)}
        answer = change(self._place, Errand((*DURABLE, *words), given, environment))
        if answer.status:
            raise failure(NOTHING_MOVED, answer.said)
        return answer.out

    def _drop(self) -> None:
        for path in (self.path, self.path.with_name(f"{INDEX}.lock")):
            with suppress(FileNotFoundError):
                path.unlink()
