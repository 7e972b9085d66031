"""Whether this clone merges and shows case files as entries, and how to bring it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from caseledger.actions.desk import Desk
from caseledger.domain.finding import Finding
from caseledger.store.clone_state import ATTRIBUTE_LINES, ATTRIBUTES
from caseledger.store.files import CASES
from caseledger.store.git_attributes import Otherwise, otherwise
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_settings import DRIVER, TEXTCONV, Registered
from caseledger.store.ledger import case_paths
from caseledger.store.registering import in_effect, register, works_alone

SUBJECT = {DRIVER: "merge driver", TEXTCONV: "textconv", "merge": "merge driver"}
WITHOUT = {
    DRIVER: "git merges case files line by line",
    TEXTCONV: "git shows case files as YAML",
    "merge": "git does not merge it entry by entry",
    "diff": "git does not show it entry by entry",
    "text": "its line ends may change from clone to clone",
    "eol": "its line ends may change from clone to clone",
}
STATES = {
    Registered.MISSING: "not registered in this clone",
    Registered.STALE: "the program that is registered in this clone is gone",
    Registered.OTHER: "something else than caseledger is registered in this clone",
}
ANY = (f"{CASES}/any.yaml", f"{CASES}/2000/any.yaml")
"""Files that a ledger may come to have."""


def register_clone(root: Path) -> list[str]:
    """Tell git in this clone how to merge and show case files; say what was set.

    Raises `OutsideFailure` or `Conflict` where git refuses.
    """
    place = find_place(root)
    keys = register(place) if place is not None else ()
    notes = [f"set {key} in the git configuration of this clone" for key in keys]
    if keys and not works_alone():
        notes.append("git cannot start this program by itself; install it and run init again")
    return notes


def clone_findings(desk: Desk) -> list[Finding]:
    """Look at what git goes by for case files. Raises `OutsideFailure`."""
    place = find_place(desk.ledger.root)
    return [] if place is None else [*_programs(place), *_attributes(desk)]


def lacking_programs(place: GitPlace) -> list[Finding]:
    """Say which programs git lacks in this clone. Raises `OutsideFailure`."""
    return [one for one in _registered(place) if one.state != "ok"]


def lacking_attributes(desk: Desk) -> list[tuple[Otherwise, str]]:
    """Return what git is told of case files other than it must be, each with what mends it.

    Raises `OutsideFailure`.
    """
    cases = [*ANY, *(path.relative for path in case_paths(desk.ledger))]
    return [(one, _mending(one, cases)) for one in otherwise(desk.ledger.root, cases)]


def _registered(place: GitPlace) -> Iterator[Finding]:
    states = in_effect(place)
    for key in (DRIVER, TEXTCONV):
        if states[key] is Registered.OK:
            yield Finding("ok", SUBJECT[key], "registered in this clone")
        else:
            words = f"{STATES[states[key]]}: {WITHOUT[key]}"
            yield Finding("warning", SUBJECT[key], words, "caseledger init registers it")


def _programs(place: GitPlace) -> Iterator[Finding]:
    found = list(_registered(place))
    yield from found
    if found[0].state == "ok" and not works_alone():
        words = "git cannot start this program by itself: it runs from its sources"
        yield Finding("warning", "merge driver", words, "install it, then caseledger init")


def _attributes(desk: Desk) -> Iterator[Finding]:
    found = lacking_attributes(desk)
    for one, hint in found:
        words = f"{one.name} is {one.value} for {_shown(one)}: {WITHOUT[one.name]}"
        yield Finding("warning", ATTRIBUTES, words, hint)
    if not found:
        yield Finding("ok", ATTRIBUTES, "case files are merged and shown as entries")


def _shown(one: Otherwise) -> str:
    if set(ANY) & set(one.paths):
        return f"{CASES}/**/*.yaml"
    more = len(one.paths) - 1
    return one.paths[0] + (f" and {more} more" if more else "")


def _mending(one: Otherwise, cases: Sequence[str]) -> str:
    if one.value == "unspecified" and len(one.paths) == len(cases):
        return "caseledger init adds the line"
    if one.value == "unspecified":
        return f"add the line {ATTRIBUTE_LINES[0]}"
    return f"take out the line that says so; git check-attr -a {one.paths[0]}"
