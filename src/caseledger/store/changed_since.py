"""Which files of a ledger are not what a commit holds: changed, staged, or new and not ignored."""

from __future__ import annotations

import os
from pathlib import Path

from caseledger.store.git_door import Answer, ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure
from caseledger.store.history import commit_named, parted_at, place_of


def changed_since(root: Path, word: str) -> frozenset[str]:
    """Return the paths, from the ledger's folder, that differ from where a revision was left.

    That is the revision itself where it is an earlier state of what is checked out; of another
    branch it is the commit at which the two parted, so that what was done there meanwhile is not
    taken for a change of ours. Raises `NotFound`, `OutsideFailure`.
    """
    place = place_of(root)
    named = commit_named(place, word)
    since = parted_at(place, named, "HEAD")
    folder = place.from_top(root, ".").removesuffix(".")
    limits = ("--", *([folder] if folder else []))
    differing = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", since, *limits)
    new = ("ls-files", "--others", "--exclude-standard", "--full-name", "-z", *limits)
    paths = (*_paths(place, differing), *_paths(place, new))
    return frozenset(path.removeprefix(folder) for path in paths)


def _paths(place: GitPlace, words: tuple[str, ...]) -> list[str]:
    answer: Answer = ask(place, *words)
    if answer.status:
        raise failure("git could not say what was changed", answer.said)
    return [os.fsdecode(path) for path in answer.out.split(b"\0") if path]
