"""Changes as the commands that record them, ready for a shell; law as lines of `ledger.yaml`."""

import shlex
from collections.abc import Callable, Mapping
from typing import Any

from caseledger.domain.hypothesis import AddEvent, AddProvision, Change, SetField, whom
from caseledger.domain.life import Life


def command(change: Change, life: Life) -> str:
    """Return the command that records a change; empty where none does, but a file is edited."""
    return shlex.join(_WORDS[type(change)](change, life)) if type(change) in _WORDS else ""


def set_command(case: str, path: str, *values: str) -> str:
    """Return the command that sets a field of a case."""
    return shlex.join(_setting(case, path, *values))


def lines(change: Change) -> tuple[str, ...]:
    """Return what a change adds under ``law`` in `ledger.yaml`; nothing where a command does it."""
    if not isinstance(change, AddProvision):
        return ()
    one = change.provision
    return (
        f"- id: {one.id}",
        f"  title: {one.title['en']}",
        f"  jurisdiction: {', '.join(one.jurisdiction)}",
        f"  question: {one.question}",
        *(f"  kind: {kind}" for kind in one.kind),
        f"  shield: {', '.join(one.shield)}",
        *(f"  track: {track}" for track in one.track),
        f"  answer: {one.answer}",
        f"  status: {one.status}",
        "  source: where it was read",
    )


def _set(change: SetField, life: Life) -> list[str]:
    return _setting(life.case.id, f"events.{change.event}.{change.path}", *change.values)


def _setting(case: str, path: str, *values: str) -> list[str]:
    return ["caseledger", "set", case, path, *values]


def _add(change: AddEvent, life: Life) -> list[str]:
    words = ["caseledger", "add", "event", life.case.id, change.kind, change.date.isoformat()]
    people = (("person", whom(life.case, life.person.id)),)
    for key, values in (*people, *change.fields):
        for value in values:
            words += [f"--{key}", value]
    return words


_WORDS: Mapping[type, Callable[[Any, Life], list[str]]] = {SetField: _set, AddEvent: _add}
