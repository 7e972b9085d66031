"""Our commits given to a remote: never by force, and told apart why it refused."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import StrEnum

from caseledger.store.git_place import GitPlace
from caseledger.store.syncing.network import Line, reach, refusal
from caseledger.store.syncing.remotes import HEADS, Remote

WORDS = (
    "push",
    "--porcelain",
    "--no-follow-tags",
    "--recurse-submodules=no",
)
MOVED = re.compile(
    r"fetch first|non-fast-forward|stale info|incorrect old value|reference already exists"
    r"|cannot lock ref|failed to update ref|failed to lock",
    re.IGNORECASE,
)
"""What is said where somebody else pushed in between, by git here or by the one over there."""


class Push(StrEnum):
    """What came of it."""

    DONE = "done"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Pushed:
    """How a push ended: what came of it, and what git and the remote said."""

    outcome: Push
    said: str = ""


def push(place: GitPlace, remote: Remote, commit: str, line: Line) -> Pushed:
    """Have the branch of a remote move forward to a commit; the user's own hooks are run.

    Raises `OutsideFailure` where it cannot be reached, or refuses for another reason than that
    its branch moved.
    """
    span = f"{commit}:{HEADS}{remote.branch}"
    answer = reach(place, line, (*WORDS, "--end-of-options", remote.name, span), hooks=True)
    if answer.status == 0:
        return Pushed(Push.DONE, answer.said)
    told = os.fsdecode(answer.out)
    refused = [one for one in told.splitlines() if one.startswith("!")]
    if refused and all(MOVED.search(f"{one}\n{answer.said}") for one in refused):
        return Pushed(Push.MOVED, answer.said)
    raise refusal("the remote took nothing; what was merged here is safe", answer)
