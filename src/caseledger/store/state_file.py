"""Small files of this program in the user's state folder, outside of any repository."""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Mapping

from caseledger.errors import OutsideFailure
from caseledger.store.disk import in_words, write_synced
from caseledger.store.locking import private_folder
from caseledger.store.private_place import state_folder

FORMAT = 1


def read_state(name: str, key: str) -> dict[str, object]:
    """Return the mapping that a file holds under a key; one that is not understood holds none."""
    try:
        path = state_folder() / name
        if stat.S_ISREG(path.lstat().st_mode):
            whole = json.loads(path.read_bytes())
            if whole["format"] == FORMAT:
                return {str(one): value for one, value in whole[key].items()}
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return {}


def write_state(name: str, key: str, told: Mapping[str, object]) -> None:
    """Write a file anew, readable by nobody else. Raises `OutsideFailure`."""
    try:
        folder = state_folder()
        folder.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise OutsideFailure(
            "there is no folder to remember it in", "set XDG_STATE_HOME to one of yours"
        ) from error
    private_folder(folder)
    fresh = folder / f".{name}.{secrets.token_hex(4)}"
    whole = {"format": FORMAT, key: dict(sorted(told.items()))}
    try:
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            write_synced(descriptor, json.dumps(whole, indent=1).encode("ascii"))
        finally:
            os.close(descriptor)
        fresh.replace(folder / name)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise in_words(error, "it could not be remembered") from error
