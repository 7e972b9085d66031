"""Where a ledger keeps what is nobody's but this machine's: locks, drafts, refused texts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from caseledger.store.git_place import find_place


def private_place(root: Path) -> Path:
    """Return the folder: in the git folder of the work tree, else in the user's state folder."""
    place = find_place(root)
    return place.own if place is not None else state_folder() / _key(root)


def state_folder() -> Path:
    """Return the folder of this program in the user's state folder (XDG base directories)."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return base / "caseledger"


def _key(root: Path) -> str:
    """A name that does not tell the path."""
    return hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
