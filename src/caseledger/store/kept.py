"""Texts that could not be written, kept so that nobody has to type them again."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from caseledger.store.disk import in_words, sync_path, write_synced
from caseledger.store.locking import private_folder

KEPT = "kept"


def kept_aside(own: Path) -> list[Path]:
    """Return the texts that lie there, by name. Never raises."""
    try:
        return sorted((own / KEPT).glob("*.yaml"))
    except OSError:
        return []


def keep_aside(own: Path, text: bytes) -> Path:
    """Keep a text in our folder of a work tree, readable by nobody else, and return where.

    Raises `OutsideFailure`.
    """
    folder = own / KEPT
    private_folder(own)
    private_folder(folder)
    path = folder / f"{secrets.token_hex(4)}.yaml"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            write_synced(descriptor, text)
        finally:
            os.close(descriptor)
        sync_path(folder)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise in_words(error, "what was entered could not be put aside; try again") from error
    return path
