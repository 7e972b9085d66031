"""Which files of a ledger git is told to leave out, so that they never get into its history."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from caseledger.store.git_door import NO_CODE, READING, Errand, run
from caseledger.store.git_place import find_place
from caseledger.store.git_words import failure

NONE_IGNORED = 1
"""What `git check-ignore` ends with where no path is ignored."""
LOOKING = {key: value for key, value in READING.items() if key != "GIT_LITERAL_PATHSPECS"}
"""This command refuses to run with literal pathspecs; `./` in front keeps a colon from acting."""


def ignored_by_git(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Return those of the paths, from the ledger's folder, that git ignores and does not hold yet.

    What is in the index already is committed whatever an ignore file says. Raises
    `OutsideFailure`.
    """
    place = find_place(root)
    if place is None or not paths:
        return ()
    tops = {f"./{place.from_top(root, path)}": path for path in paths}
    given = b"".join(os.fsencode(path) + b"\0" for path in tops)
    words = (*NO_CODE, "check-ignore", "-z", "--stdin")
    answer = run(place.top, Errand(words, given, LOOKING))
    if answer.status not in {0, NONE_IGNORED}:
        raise failure("git could not read what it is to ignore", answer.said)
    return tuple(tops[path] for path in os.fsdecode(answer.out).split("\0") if path in tops)
