"""A clone is told by what git merges and shows case files: once, in its own configuration.

What was written is remembered outside of the repository. So the settings that another
installation of the same user wrote are known for what they are, and those that came with
somebody else's folder are not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from caseledger.errors import CaseledgerError
from caseledger.store.git_door import Errand, ask, change
from caseledger.store.git_place import GitPlace
from caseledger.store.git_settings import KEYS, Registered, own_settings, state_of, written
from caseledger.store.git_words import failure
from caseledger.store.state_file import read_state, write_state

FILE = "registered.json"
MOST_REMEMBERED = 16
"""So many installations of one user are known; the oldest is forgotten first."""
PATIENCE = 30.0
"""Seconds within which a Python that is there answers."""


def register(place: GitPlace) -> tuple[str, ...]:
    """Write our settings where the clone has others or none; return the keys that were written.

    Nothing is run by it. Raises `OutsideFailure` or `Conflict` where git refuses.
    """
    own, there = own_settings(), written(place)
    new = [key for key, value in own.items() if there.get(key) != value]
    for key in new:
        answer = change(place, Errand(("config", "--local", "--replace-all", key, own[key])))
        if answer.status:
            raise failure("the clone was not told how to merge case files", answer.said)
    _remember(own)
    return tuple(new)


def effective(place: GitPlace) -> dict[str, str]:
    """Return what git takes for our settings: the clone's own, includes, and the user's.

    Raises `OutsideFailure`.
    """
    answer = ask(place, "config", "--null", "--get-regexp", r"^(merge|diff)\.caseledger\.")
    settings = (one.partition("\n") for one in answer.out.decode("utf-8", "replace").split("\0"))
    return {key: value for key, _, value in settings if key in KEYS}


def in_effect(place: GitPlace) -> dict[str, Registered]:
    """Say of each of our keys what git goes by. Raises `OutsideFailure`.

    A command of another version of this program is in order if its installation is there.
    """
    found = effective(place)
    states = {key: state_of(key, found.get(key)) for key in KEYS}
    known = {key for key, value in found.items() if was_registered(key, value)}
    return {
        key: Registered.OK if state is Registered.OTHER and key in known else state
        for key, state in states.items()
    }


def was_registered(key: str, value: str) -> bool:
    """Whether an installation of this user wrote this very value on this machine."""
    return key in KEYS and value in _remembered().get(key, [])


@lru_cache(maxsize=1)
def works_alone() -> bool:
    """Whether this program can be started as git will start it: from elsewhere, with no help.

    It is tried once a process: starting an interpreter takes longer than a light command.
    """
    words = [sys.executable, "-P", "-m", "caseledger", "--version"]
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(  # noqa: S603 - this very interpreter, fixed words
            words,
            cwd=Path(sys.executable).anchor,
            env=alone,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _remembered() -> dict[str, list[str]]:
    return {
        key: [str(one) for one in values]
        for key, values in read_state(FILE, "settings").items()
        if isinstance(values, list)
    }


def _remember(own: Mapping[str, str]) -> None:
    """Add what was written. That is a convenience: where it cannot be kept, `trust` asks."""
    before = _remembered()
    told = {
        key: [*(one for one in before.get(key, []) if one != value), value][-MOST_REMEMBERED:]
        for key, value in own.items()
    }
    if told == before:
        return
    try:
        write_state(FILE, "settings", told)
    except CaseledgerError:
        return
