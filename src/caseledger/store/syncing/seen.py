"""The last head of each remote, remembered outside of the repository.

Whoever keeps a remote can serve an older or a rewritten history (security, T9). What this clone saw
there last is therefore kept where nothing that comes from there can reach it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.disk import in_words, sync_path, write_synced
from caseledger.store.git_place import GitPlace
from caseledger.store.locking import private_folder
from caseledger.store.private_place import state_folder
from caseledger.store.syncing.remotes import Remote

FOLDER = "seen"
FORMAT = 1
FULL_ID = re.compile("[0-9a-f]{40,64}")


def last_seen(place: GitPlace, remote: Remote) -> str:
    """Return the head that the branch over there had at the end of the last sync, or nothing.

    Raises `OutsideFailure` where there is a record that cannot be read: it is not passed over.
    """
    path = _path(place, remote)
    try:
        told = json.loads(path.read_bytes())
        head = str(told["head"])
        if told["format"] == FORMAT and FULL_ID.fullmatch(head):
            return head
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise OutsideFailure(
        f"what this clone saw there last cannot be read: {path}",
        "if you know that the history over there is in order, move this file away",
    )


def remember(place: GitPlace, remote: Remote, head: str) -> None:
    """Remember the head that the branch over there has now. Raises `OutsideFailure`."""
    path = _path(place, remote)
    if _is(path, head):
        return
    folder = path.parent
    try:
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise in_words(error, "what was seen could not be remembered") from error
    private_folder(folder.parent)
    private_folder(folder)
    fresh = folder / f".{secrets.token_hex(8)}"
    try:
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            write_synced(descriptor, json.dumps({"format": FORMAT, "head": head}).encode("ascii"))
        finally:
            os.close(descriptor)
        fresh.replace(path)
        sync_path(folder)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise in_words(error, "what was seen could not be remembered") from error


def _is(path: Path, head: str) -> bool:
    try:
        return bool(json.loads(path.read_bytes()) == {"format": FORMAT, "head": head})
    except (OSError, ValueError):
        return False


def _path(place: GitPlace, remote: Remote) -> Path:
    """A name that tells neither the clone nor the address."""
    told = "\0".join((str(place.shared), remote.address, remote.branch))
    return state_folder() / FOLDER / hashlib.sha256(os.fsencode(told)).hexdigest()[:32]
