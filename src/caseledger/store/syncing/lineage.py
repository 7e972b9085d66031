"""How two heads stand to each other: what each has that the other lacks, and what they share."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseledger.errors import CaseledgerError, Conflict, OutsideFailure
from caseledger.store.git_door import Answer, ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure

NOT_SO = 1
MOST_GONE = 20
RENAMED = "Renamed-From"
CASE = "Case"


@dataclass(frozen=True, slots=True)
class Gone:
    """Commits that were there and are not any more: ids and days of the latest, and how many."""

    latest: tuple[tuple[str, str], ...]
    count: int
    authors: int


def contains(place: GitPlace, head: str, other: str) -> bool:
    """Whether a commit lies in the history of a head."""
    answer = ask(place, "merge-base", "--is-ancestor", other, head)
    if answer.status not in {0, NOT_SO}:
        raise unreadable(place, answer)
    return answer.status == 0


def exists(place: GitPlace, commit: str) -> bool:
    """Whether a commit is here at all."""
    return ask(place, "cat-file", "-e", f"{commit}^{{commit}}").status == 0


def bases(place: GitPlace, ours: str, theirs: str) -> tuple[str, ...]:
    """Return what both grew from; several where lines were merged crosswise. Raises `Conflict`."""
    answer = ask(place, "merge-base", "--all", ours, theirs)
    if answer.status not in {0, NOT_SO}:
        raise unreadable(place, answer)
    found = tuple(answer.out.decode("ascii").split())
    if found:
        return found
    if place.is_shallow:
        raise _shallow()
    raise Conflict(
        "the two histories have no commit in common, so they are not of one ledger; "
        "nothing was changed",
        "see whether this is the right remote: git remote -v",
    )


def count(place: GitPlace, old: str, new: str) -> int:
    """Count the commits that a head has and another lacks."""
    answer = ask(place, "rev-list", "--count", f"{old}..{new}", "--")
    if answer.status:
        raise unreadable(place, answer)
    return int(answer.out)


def count_all(place: GitPlace, head: str) -> int:
    """Count all commits that lead to a head."""
    answer = ask(place, "rev-list", "--count", head, "--")
    if answer.status:
        raise unreadable(place, answer)
    return int(answer.out)


def gone(place: GitPlace, seen: str, head: str) -> Gone:
    """Say which commits of a history that was seen are not in the one that is there now."""
    if not exists(place, seen):
        return Gone((), 0, 0)
    words = ("log", "--no-show-signature", "--format=%h%x00%cs%x00%ae", f"{head}..{seen}", "--")
    answer = ask(place, *words)
    if answer.status:
        raise unreadable(place, answer)
    lines = [line.split("\0") for line in os.fsdecode(answer.out).splitlines()]
    told = tuple((short, day) for short, day, _ in lines[:MOST_GONE])
    return Gone(told, len(lines), len({email for _, _, email in lines}))


def renames(place: GitPlace, base: Sequence[str], head: str) -> Mapping[str, str]:
    """Return the ids of cases that were renamed on the way to a head, old to new.

    What `mv` noted in the history counts; similarity of files does not: two cases may look alike.
    """
    form = f"%(trailers:key={RENAMED},valueonly,separator=%x2C)%x00"
    form += f"%(trailers:key={CASE},valueonly,separator=%x2C)"
    span = ("--no-show-signature", "--reverse", "--topo-order", head, "--not", *base)
    answer = ask(place, "log", f"--format={form}", *span, "--")
    if answer.status:
        raise unreadable(place, answer)
    found: dict[str, str] = {}
    for line in os.fsdecode(answer.out).splitlines():
        old, _, cases = line.partition("\0")
        new = cases.split(",")[0].strip()
        if old and new:
            found = {key: new if value == old else value for key, value in found.items()}
            found[old.strip()] = new
    return {old: new for old, new in found.items() if old != new}


def unreadable(place: GitPlace, answer: Answer) -> CaseledgerError:
    """Make an error of a history that git could not walk."""
    return _shallow() if place.is_shallow else failure("nothing was changed", answer.said)


def _shallow() -> OutsideFailure:
    return OutsideFailure(
        "this clone has a part of the history only, and what both sides share is not in it; "
        "nothing was changed",
        "git fetch --unshallow brings the rest",
    )
