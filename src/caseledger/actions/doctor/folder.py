"""Where the ledger lies: the disk, the file system, and who else writes there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from caseledger.actions.doctor.looking import each
from caseledger.domain.finding import Finding
from caseledger.store.places import doubtful_place

LEAST_FREE = 50 * 1024 * 1024
"""Bytes: below that a commit, a merge or a fetch may find no room."""


def folder_findings(root: Path) -> Iterator[Finding]:
    """Look at the folder of a ledger; nothing is written for it."""
    return each("folder", lambda: _place(root), lambda: _room(root))


def _place(root: Path) -> Iterator[Finding]:
    place = doubtful_place(root)
    if place:
        hint = "a local folder is safe; share through git"
        yield Finding("warning", "folder", f"lies in {place}, which can damage files", hint)
    if not os.access(root, os.W_OK):
        hint = "see the owner and the mode of the folder, if you want to write"
        yield Finding("warning", "folder", "can be read, but not written to", hint)
    elif not place:
        yield Finding("ok", "folder", "a local one, which can be written to")


def _room(root: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(root).free
    if free < LEAST_FREE:
        words = f"{free // (1024 * 1024)} MB are free"
        yield Finding("warning", "disk", words, "make room before you write")
