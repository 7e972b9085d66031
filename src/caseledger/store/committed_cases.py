"""The cases of the last commit, by their ids, whatever lies on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_place import find_place
from caseledger.store.git_state import head_of
from caseledger.store.git_words import failure


def committed_names(root: Path) -> frozenset[str] | None:
    """Return the ids of all cases of the last commit; nothing where there is no repository.

    Raises `OutsideFailure`.
    """
    place = find_place(root)
    if place is None:
        return None
    if not head_of(place):
        return frozenset()
    folder = place.from_top(root, CASES)
    answer = ask(place, "ls-tree", "-r", "-z", "--name-only", "HEAD", "--", f"{folder}/")
    if answer.status:
        raise failure("git could not say which cases it holds", answer.said)
    paths = os.fsdecode(answer.out).split("\0")
    names = (path.rpartition("/")[2] for path in paths if path.endswith(".yaml"))
    return frozenset(name.removesuffix(".yaml") for name in names)
