"""What a remote has, brought here without moving anything of ours."""

from __future__ import annotations

import re

from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import head_of
from caseledger.store.syncing.network import Line, reach, refusal
from caseledger.store.syncing.remotes import HEADS, Remote

WORDS = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-prune",
    "--refmap=",  # no other ref moves than the one that is named
)
NOT_THERE = re.compile(r"couldn't find remote ref", re.IGNORECASE)


def tracking(remote: Remote) -> str:
    """Name the ref that says here where the branch over there was."""
    return f"refs/remotes/{remote.name}/{remote.branch}"


def fetched(place: GitPlace, remote: Remote, line: Line) -> str:
    """Fetch the branch of a remote and return its head; nothing where it has no such branch.

    Raises `OutsideFailure`; local files are safe then.
    """
    # Forced: it says where the branch is now. Whether we follow is decided against `seen`.
    span = f"+{HEADS}{remote.branch}:{tracking(remote)}"
    answer = reach(place, line, (*WORDS, "--end-of-options", remote.name, span))
    if answer.status and NOT_THERE.search(answer.said):
        return ""
    if answer.status:
        raise refusal("nothing could be fetched; local files are safe", answer)
    return head_of(place, tracking(remote))


def fetched_before(place: GitPlace, remote: Remote) -> str:
    """Return the head of the branch as it was last fetched, without asking anybody."""
    return head_of(place, tracking(remote))
