"""Which files a ledger has, and their bytes: all that can be known without reading any of them.

What the shell asks for while somebody types stands on this alone: nothing heavy is imported here.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseledger.domain.problem import Problem
from caseledger.errors import NotFound, OutsideFailure
from caseledger.store.yaml_guard import LARGEST_FILE

LEDGER = "ledger.yaml"
CASES = "cases"
YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class CasePath:
    """A file that is named like a case: its path from the ledger's folder, and its stem."""

    relative: str
    name: str
    regular: bool


def find_ledger(start: Path) -> Path:
    """Walk up from a folder to the one that holds `ledger.yaml`. Raises `NotFound`."""
    try:
        here = start.resolve(strict=True)
    except OSError as error:
        raise NotFound(
            "this folder does not exist or cannot be entered", "give another with -C DIR"
        ) from error
    for folder in (here, *here.parents):
        if (folder / LEDGER).is_file():
            return folder
    raise NotFound(
        "there is no ledger here or in a folder above",
        f"a ledger is a folder with {LEDGER}; use -C DIR",
    )


def names_of_cases(root: Path) -> list[str]:
    """Return the ids of all cases of the ledger in a folder, without opening any."""
    return sorted(path.name for path in walk(root / CASES, CASES, years=True))


def path_of_case(root: Path, word: str) -> str:
    """Return the path of the one case whose id is a word or begins with it, or nothing."""
    paths = list(walk(root / CASES, CASES, years=True))
    exact = [path for path in paths if path.name == word]
    found = exact or [one for one in paths if word and one.name.startswith((word, f"c-{word}"))]
    return found[0].relative if len(found) == 1 and found[0].regular else ""


def walk(folder: Path, relative: str, *, years: bool) -> Iterator[CasePath]:
    """Yield what is named like a case in a folder, and in those of years below it."""
    try:
        if folder.is_symlink():
            return
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in entries]
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutsideFailure("the folder of the cases cannot be read") from error
    for name, mode in found:
        if name.endswith(".yaml") and not name.startswith("."):
            yield CasePath(f"{relative}/{name}", name.removesuffix(".yaml"), stat.S_ISREG(mode))
        elif years and YEAR.fullmatch(name) and stat.S_ISDIR(mode):
            yield from walk(folder / name, f"{relative}/{name}", years=False)


def not_regular(path: CasePath) -> Problem:
    """Say that something named like a case is a link, a folder or a device."""
    message = "only regular files are read: no links, folders or devices"
    return Problem("CL112", message).at(path.relative, 0, 0)


def read_bytes(path: Path, relative: str) -> tuple[bytes, Problem | None]:
    """Read a regular file, at most one byte more than it may have; never through a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LARGEST_FILE + 1), None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or 'unknown reason'}"
        return b"", Problem("CL101", message).at(relative, 0, 0)
