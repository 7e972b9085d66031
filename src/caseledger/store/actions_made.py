"""What was done in a ledger, as git's history tells: commits with their trailers and files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from caseledger.domain.undoing import Act, trailers_of
from caseledger.store.committing import IN_UTF8
from caseledger.store.git_door import Answer, ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import raw_changes, read_objects
from caseledger.store.git_words import failure
from caseledger.store.history import UNREADABLE, moment_of
from caseledger.store.intent import Entry, first_line

TELLING = "--format=%H%x00%P%x00%an%x00%ae%x00%ct%x00%B"
FIELDS = 6
MARK = b"commit "

LOG = ("log", "-z", "--no-show-signature", "--no-ext-diff", "--no-textconv")
"""No setting of a repository changes what is said, or runs a program."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a commit made of one file: the ids of its content before and after; empty for none.

    The path starts from the top of the work tree.
    """

    commit: str
    path: str
    before: str
    after: str


def acts(place: GitPlace, zone: tzinfo) -> tuple[Act, ...]:
    """Return all commits that lead to HEAD, each before those that it was built on.

    Of lines that run side by side the later commit comes first. Raises `OutsideFailure`.
    """
    answer = _said(ask(place, *IN_UTF8, *LOG, "--date-order", TELLING, "HEAD", "--"))
    fields = answer.out.decode("utf-8", "replace").split("\0")
    return tuple(
        _act(fields[at : at + FIELDS], zone) for at in range(0, len(fields) - FIELDS + 1, FIELDS)
    )


def _act(fields: Sequence[str], zone: tzinfo) -> Act:
    oid, parents, author, email, seconds, message = fields
    return Act(
        oid.strip(),
        tuple(parents.split()),
        author,
        email,
        moment_of(seconds, zone),
        first_line(message),
        trailers_of(message),
    )


def touched(place: GitPlace, act: Act) -> Mapping[str, tuple[Entry | None, Entry | None]]:
    """Return what a commit made of each file, by paths from the top. Raises `OutsideFailure`."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", "--root")
    answer = _said(ask(place, *words, "--no-commit-id", act.id, "--"))
    return raw_changes(answer.out)[0]


def contents(place: GitPlace, blobs: Sequence[str]) -> dict[str, bytes]:
    """Return the content of files by their ids. Raises `OutsideFailure` where one is missing."""
    wanted = sorted(set(filter(None, blobs)))
    if not wanted:
        return {}
    return {oid: data for oid, _kind, data in read_objects(place, wanted)}


def versions_since(place: GitPlace, commit: str, paths: Sequence[str]) -> tuple[Version, ...]:
    """Return what commits after a given one made of some files, the last first; no merges.

    Raises `OutsideFailure`.
    """
    words = ("--raw", "--no-abbrev", "--no-renames", "--full-history", "--no-merges")
    span = ("--date-order", "--format=commit %H", f"{commit}..HEAD", "--", *paths)
    answer = _said(ask(place, *LOG, *words, *span))
    return tuple(_versions(answer.out))


def own_email(place: GitPlace) -> str:
    """Return the e-mail that git would write into a commit now. Raises `OutsideFailure`."""
    answer = ask(place, "var", "GIT_AUTHOR_IDENT")
    if answer.status:
        raise failure("whose last action is meant is not known", answer.said)
    said = answer.out.decode("utf-8", "replace")
    return said.rpartition("<")[2].partition(">")[0]


def _versions(raw: bytes) -> Iterator[Version]:
    commit, fields = "", iter(raw.split(b"\0"))
    for one in fields:
        if one.startswith(MARK):
            commit = one.removeprefix(MARK).decode("ascii")
        elif one.strip().startswith(b":"):
            _, _, before, after, _ = one.strip().decode("ascii", "replace").split(" ")
            yield Version(commit, os.fsdecode(next(fields, b"")), _blob(before), _blob(after))


def _blob(oid: str) -> str:
    return oid if oid.strip("0") else ""


def _said(answer: Answer) -> Answer:
    if answer.status:
        raise failure(UNREADABLE, answer.said)
    return answer
