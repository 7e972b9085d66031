"""What one side took away, and the other side's new entries rest on.

Each side is in order by itself; together an event would cite a source that is gone. Nobody has
decided that the source should go although the event is there, so that is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from caseledger.domain.merging.clash import ABSENT, Reason
from caseledger.domain.merging.entries import entries
from caseledger.domain.merging.values import Merger, Three

NAMED_BY = {
    "sources": "sources",
    "source": "sources",
    "prefer": "sources",
    "mirror_of": "sources",
    "people": "people",
    "of": "events",
    "after": "events",
    "trigger": "events",
}
"""Keys inside of entries that name other entries of the case, and of which list."""

HOLDERS = ("people", "sources", "events", "deadlines")


def keep_what_is_used(tree: dict[str, object], three: Three, merger: Merger) -> None:
    """Find entries that are gone and still named, and put back those for which it is decided."""
    asked: set[tuple[str, str]] = set()
    while missing := sorted(_missing(tree, three) - asked):
        for part, key in missing:
            versions = Three(
                tuple(_entry(one, part, key) for one in three.bases),
                _entry(three.ours, part, key),
                _entry(three.theirs, part, key),
            )
            value = merger.clash((part, key), Reason.STILL_USED, versions)
            if value is not ABSENT:
                side = three.ours if versions.theirs is ABSENT else three.theirs
                _put_back(tree, part, value, [str(one["id"]) for one in entries(side, part)], key)
        asked |= set(missing)


def _missing(tree: dict[str, object], three: Three) -> set[tuple[str, str]]:
    """The entries that one side has, the other took away, and something in the merge names.

    Not those that the side which took them away names itself: that is its own mistake.
    """
    here, named = _ids(tree), set(named_in(tree))
    found: set[tuple[str, str]] = set()
    for side, other in ((three.ours, three.theirs), (three.theirs, three.ours)):
        gone = (_ids(three.base) & _ids(other)) - _ids(side) - here
        found |= (gone & named) - set(named_in(side))
    return found


def named_in(tree: object) -> Iterator[tuple[str, str]]:
    """Yield what entries of a version name: the list and the id."""
    if isinstance(tree, Mapping):
        for part in HOLDERS:
            for one in entries(tree, part):
                yield from _inside(one)
        yield from _inside(tree.get("consent"))


def naming(tree: object, named: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the entries of a version that name one of some entries."""
    for part in HOLDERS:
        for one in entries(tree, part):
            if not set(named).isdisjoint(_inside(one)):
                yield part, str(one["id"])


def _inside(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            part = NAMED_BY.get(key)
            if part is not None:
                words = inner if isinstance(inner, list) else [inner]
                yield from ((part, word) for word in words if isinstance(word, str))
            if not key.startswith("x_"):
                yield from _inside(inner)
    elif isinstance(value, list):
        for member in value:
            yield from _inside(member)


def _ids(tree: object) -> set[tuple[str, str]]:
    return {(part, str(one["id"])) for part in HOLDERS for one in entries(tree, part)}


def _entry(tree: object, part: str, key: str) -> object:
    return next((one for one in entries(tree, part) if one["id"] == key), ABSENT)


def _put_back(
    tree: dict[str, object], part: str, entry: object, order: Sequence[str], key: str
) -> None:
    """Put an entry behind what it stands behind on the side that has it."""
    members: list[object] = [*_list(tree, part)]
    before = set(order[: order.index(key)])
    places = [at for at, one in enumerate(members) if _id(one) in before]
    at = places[-1] + 1 if places else 0
    tree[part] = [*members[:at], entry, *members[at:]]


def _list(tree: dict[str, object], part: str) -> Sequence[object]:
    found = tree.get(part)
    return found if isinstance(found, list) else []


def _id(member: object) -> str:
    return str(member.get("id")) if isinstance(member, Mapping) else ""
