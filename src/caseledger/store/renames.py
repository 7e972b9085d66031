"""What a file was called before: renames as git finds them on the first-parent line."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.first_written import LOG, changes_in
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace


def path_in(place: GitPlace, root: Path, path: str, commit: str) -> str:
    """Return where a case file of HEAD lay in an earlier commit, or where it lies now.

    Paths are from the ledger's folder. It is a guess of git's, and it may not be there either.
    """
    answer = ask(place, *LOG, f"{commit}..HEAD", "--", place.from_top(root, CASES))
    top = place.from_top(root, path)
    for _, _, old, new in reversed([*changes_in(answer.out, UTC)]):
        if old and new == top:
            top = old
    return top.removeprefix(place.from_top(root, ""))
