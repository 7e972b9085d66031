"""What a command is about to do, written down before it begins and taken away when it is done.

A command that is stopped in between leaves the record; the next one finishes or undoes exactly
what stands in it. The record is locked by its writer and by every git process it started, so that
one can tell whether any of them is still at work.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from typing import Any

from caseledger.errors import UnreadableData
from caseledger.store.disk import in_words, sync_path, write_synced
from caseledger.store.git_place import INTENT, GitPlace
from caseledger.store.locking import private_folder, try_lock

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a tree or in the index: its mode in git's words, and the id of its content."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is to become of one file: in the work tree, in the last commit, in the index.

    Each pair is what was there before and what is to be there; ``None`` is no file. The path
    starts from the top of the work tree.
    """

    path: str
    work: tuple[bytes | None, bytes | None]
    committed: tuple[Entry | None, Entry | None]
    staged: tuple[Entry | None, Entry | None]


@dataclass(frozen=True, slots=True)
class Intent:
    """One command's plan. ``head`` is the commit it builds on, empty before the first one.

    ``typed``: whether somebody typed what it writes, so that it is kept aside if it is undone.
    """

    token: str
    message: str
    head: str
    steps: tuple[Step, ...]
    typed: bool = True

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return first_line(self.message)


def first_line(message: str) -> str:
    """Return the first line of a commit's message."""
    return message.strip().partition("\n")[0].strip()


def new_token() -> str:
    """Return a name that no other command has."""
    return secrets.token_hex(8)


def begin(place: GitPlace, intent: Intent) -> int:
    """Write the record down for good and return its descriptor, whose lock is held.

    Raises `OutsideFailure`; then there is none.
    """
    private_folder(place.own)
    fresh, final = place.own / f"{INTENT}.new", place.own / INTENT
    try:
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            try_lock(descriptor)
            write_synced(descriptor, _packed(intent))
            fresh.rename(final)
            sync_path(place.own)
        except BaseException:
            os.close(descriptor)
            final.unlink(missing_ok=True)
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise in_words(
            error, "what is about to be done could not be noted, so it was not"
        ) from error
    return descriptor


def end(place: GitPlace) -> None:
    """Take the record away: all of it is done, or undone."""
    try:
        (place.own / INTENT).unlink(missing_ok=True)
        sync_path(place.own)
    except OSError as error:
        raise in_words(error, "a note in the git folder could not be removed") from error


def left(place: GitPlace) -> tuple[Intent, int] | None:
    """Read the record that a stopped command left, and open it for asking who still has it.

    Raises `UnreadableData` where it is not one of ours, `OutsideFailure`.
    """
    path = place.own / INTENT
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise in_words(error, "what a stopped command left cannot be read") from error
    try:
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return _unpacked(json.load(file)), descriptor
    except (ValueError, KeyError, TypeError) as error:
        os.close(descriptor)
        raise UnreadableData(
            f"{os.path.relpath(path, place.top)} is not understood: a newer caseledger was stopped",
            "run that version once; it finishes what it began",
        ) from error


def _packed(intent: Intent) -> bytes:
    steps = [
        {
            "path": step.path,
            "work": [None if one is None else base64.b64encode(one).decode() for one in step.work],
            "committed": [one and [one.mode, one.blob] for one in step.committed],
            "staged": [one and [one.mode, one.blob] for one in step.staged],
        }
        for step in intent.steps
    ]
    whole = {
        "format": FORMAT,
        "token": intent.token,
        "message": intent.message,
        "head": intent.head,
        "steps": steps,
        "typed": intent.typed,
    }
    return json.dumps(whole).encode("ascii")


def _unpacked(whole: dict[str, Any]) -> Intent:
    if whole["format"] != FORMAT:
        raise ValueError(whole["format"])
    steps = tuple(
        Step(
            one["path"],
            _pair([None if text is None else base64.b64decode(text) for text in one["work"]]),
            _pair([None if entry is None else Entry(*entry) for entry in one["committed"]]),
            _pair([None if entry is None else Entry(*entry) for entry in one["staged"]]),
        )
        for one in whole["steps"]
    )
    typed = bool(whole.get("typed", True))
    return Intent(whole["token"], whole["message"], whole["head"], steps, typed)


def _pair(two: list[Any]) -> tuple[Any, Any]:
    before, after = two
    return before, after
