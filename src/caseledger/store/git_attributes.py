"""What git is told to do with a file on its way in and out: read by git, run by nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_words import failure

TURNED_INTO_SOMETHING_ELSE = ("filter", "working-tree-encoding", "ident")
"""Attributes under which git keeps other bytes than the file on disk holds, as for encryption."""

ABSENT = frozenset({"unspecified", "unset"})


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


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def keeps_line_feeds(place: GitPlace, path: str) -> bool:
    """Whether git turns the line ends of another system into its own on the way in."""
    mine = attributes(place, [path], ("text", "eol"))[path]
    if mine:
        return mine.get("text") in (None, "set", "auto")
    asked = ask(place, "config", "--get", "core.autocrlf")
    return asked.out.strip() in (b"true", b"input")
