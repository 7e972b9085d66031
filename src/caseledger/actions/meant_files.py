"""Which files of a ledger words mean: a path, a folder, a case id or the beginning of one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from caseledger.errors import NotFound


def meant(
    words: Sequence[str], names: Mapping[str, str], root: Path, folder: Path, command: str
) -> set[str]:
    """Return the paths that words mean, typed in a folder; without words all.

    ``names`` are those of all files by their paths from the ``root`` of the ledger: the ids of
    cases. Raises `NotFound` where a word means nothing.
    """
    if not words:
        return set(names)
    return {path for word in words for path in _meant(word, names, root, folder, command)}


def _meant(
    word: str, names: Mapping[str, str], root: Path, folder: Path, command: str
) -> Iterable[str]:
    if not word:
        raise NotFound("an empty word means no file", "leave it out, and all are meant")
    inside = _inside(word, root, folder)
    found = (
        [path for path, name in names.items() if name == word]
        or [path for path in names if path in inside or _below(path, inside)]
        or [path for path, name in names.items() if name.startswith(word)]
    )
    if not found:
        raise NotFound("there is no such file or case", f"{command} looks at all of them")
    return found


def _inside(word: str, root: Path, folder: Path) -> tuple[str, ...]:
    """The path from the ledger's folder, as typed there and as typed in the current folder."""
    full = os.path.normpath(folder.resolve() / word)
    return (word.rstrip("/"), os.path.relpath(full, root).replace(os.sep, "/"))


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)
