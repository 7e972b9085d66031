"""One small case, and other versions of it, each told by what differs at which address."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from caseledger.domain.merging.clash import ABSENT, Clash

Tree = dict[str, Any]
Edits = Mapping[str, Any]

NAMES = {"sources": ("id", "source"), "links": ("to",)}
"""What names the members of a list; of all others it is the id."""

BASE: Tree = {
    "format": "1",
    "id": "invented",
    "title": "Invented",
    "tags": ["aa", "bb"],
    "people": [{"id": "pp", "name": "P", "citizenship": ["UZ"]}],
    "sources": [{"id": "s1", "kind": "media"}, {"id": "s2", "kind": "media", "lang": "ru"}],
    "events": [
        {
            "id": "e1",
            "date": "2024-01-01",
            "kind": "movement.entered",
            "country": "KZ",
            "note": "Came by train.",
            "sources": ["s1", {"source": "s2", "says": {"date": "2024-01-02", "country": "KG"}}],
        },
        {"id": "e2", "date": "2024-03-01", "kind": "protection.lodged", "sources": ["s1"]},
        {"id": "e3", "date": "2024-05-01", "kind": "protection.refused", "sources": ["s1"]},
    ],
    "links": [{"to": "other", "rel": "kin"}],
    "deadlines": [{"id": "d1", "rule": "kz.appeal", "kind": "confirm", "by": "A"}],
}


def version(edits: Edits, start: Tree = BASE) -> Tree:
    """Make a version: at each address, as ``events/e1/note``, another value or `ABSENT`."""
    tree = copy.deepcopy(start)
    for address, value in edits.items():
        *way, last = address.split("/")
        at: Any = tree
        for name, within in zip(way, ["", *way], strict=False):
            at = at[name] if isinstance(at, dict) else _member(at, within, name)[1]
        if isinstance(at, dict):
            at.pop(last) if value is ABSENT else at.update({last: copy.deepcopy(value)})
        else:
            number = _member(at, way[-1], last)[0]
            at[number : number + 1] = [] if value is ABSENT else [copy.deepcopy(value)]
    return tree


def _member(many: list[Any], key: str, name: str) -> tuple[int, Any]:
    """The member of a list with a name, and its place; the end of the list where there is none."""
    for number, one in enumerate(many):
        if named(key, one) == name:
            return number, one
    return len(many), None


def named(key: str, member: Any) -> str | None:
    """What names a member of the list under a key; nothing where it has no name."""
    if isinstance(member, dict):
        found = (member.get(by) for by in NAMES.get(key, ("id",)))
        return next((str(one) for one in found if one is not None), None)
    return str(member) if key == "sources" else None


def unordered(value: Any) -> Any:
    """A value in which the order of lists and of keys means nothing."""
    if isinstance(value, dict):
        return frozenset((key, unordered(one)) for key, one in value.items())
    if isinstance(value, list):
        return ("list", *sorted((unordered(one) for one in value), key=repr_of))
    return value


def repr_of(value: Any) -> str:
    """A text to sort by that does not hang on the order of a set."""
    if isinstance(value, frozenset):
        return repr(sorted(map(repr_of, value)))
    return repr(tuple(map(repr_of, value))) if isinstance(value, tuple) else repr(value)


def told(clashes: tuple[Clash, ...]) -> set[tuple[str, str]]:
    """Where versions clash, and why."""
    return {("/".join(one.address), one.reason.value) for one in clashes}
