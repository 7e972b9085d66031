"""What git is told to do with a file on its way in and out: read by git, run by nobody."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_words import failure

TURNED_INTO_SOMETHING_ELSE = ("filter", "working-tree-encoding", "ident")
"""Attributes under which git keeps other bytes than the file on disk holds, as for encryption."""

ABSENT = frozenset({"unspecified", "unset"})

WANTED = {
    "merge": ("caseledger",),
    "diff": ("caseledger",),
    "text": ("set", "auto"),
    "eol": ("lf",),
}
"""What git must be told of case files; another line may have turned some of it off."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """An attribute that is not what it must be, as git names its value, and for which files."""

    name: str
    value: str
    paths: tuple[str, ...]


def attributes(
    place: GitPlace, paths: Sequence[str], names: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Return the attributes of paths that are set, by path. Raises `OutsideFailure`."""
    answer = ask(place, "check-attr", "-z", *names, "--", *paths)
    if answer.status:
        raise failure("git could not read its attributes", answer.said)
    words = answer.out.decode("utf-8", "surrogateescape").split("\0")
    found: dict[str, dict[str, str]] = {path: {} for path in paths}
    for path, name, value in zip(words[::3], words[1::3], words[2::3], strict=False):
        if value not in ABSENT:
            found.setdefault(path, {})[name] = value
    return found


def turned(place: GitPlace, paths: Sequence[str]) -> str:
    """Name what git would turn a file into something else by, or nothing.

    What we commit is what the file holds: where git was to encrypt it, that would be in the clear.
    """
    found = attributes(place, paths, TURNED_INTO_SOMETHING_ELSE)
    return ", ".join(_distinct(name for mine in found.values() for name in mine))


def turned_in(root: Path) -> str:
    """Name what git would turn a case file of a ledger into something else by, or nothing.

    Raises `OutsideFailure`.
    """
    place = find_place(root)
    if place is None:
        return ""
    return turned(place, [place.from_top(root, f"{CASES}/any.yaml")])


def otherwise(root: Path, cases: Sequence[str]) -> tuple[Otherwise, ...]:
    """Return what git is told of case files other than it must be; nothing outside of git.

    Paths are from the ledger's folder. Raises `OutsideFailure`.
    """
    place = find_place(root)
    if place is None:
        return ()
    tops = {place.from_top(root, path): path for path in cases}
    given = b"".join(os.fsencode(path) + b"\0" for path in tops)
    answer = ask(place, "check-attr", "-z", "--stdin", *WANTED, given=given)
    if answer.status:
        raise failure("git could not read its attributes", answer.said)
    words = os.fsdecode(answer.out).split("\0")
    found: dict[tuple[str, str], list[str]] = {}
    for path, name, value in zip(words[::3], words[1::3], words[2::3], strict=False):
        if value not in WANTED[name]:
            found.setdefault((name, value), []).append(tops[path])
    return tuple(Otherwise(*key, tuple(paths)) for key, paths in found.items())


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def keeps_line_feeds(place: GitPlace, path: str) -> bool:
    """Whether git turns the line ends of another system into its own on the way in."""
    mine = attributes(place, [path], ("text", "eol"))[path]
    if mine:
        return mine.get("text") in (None, "set", "auto")
    asked = ask(place, "config", "--get", "core.autocrlf")
    return asked.out.strip() in (b"true", b"input")
