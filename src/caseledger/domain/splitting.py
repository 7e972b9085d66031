"""One member leaves a group without names and becomes a person of the same case.

What is true of each member is true of this one. An event concerned the member if it concerned the
whole group: it carries no count, or none smaller than the group's. Of an event that concerned some
of the group only, nobody can tell, unless the member is known to have been among them.

Counts are of members without names. So the group's goes down by one, and with it that of every
event into which the member is written: group and member together are as many heads as before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from caseledger.domain.case import Citation, Count, Person
from caseledger.domain.edits import Add, Bare, Drop, Edit, EditRefused, Named, Put, Spot, Value
from caseledger.domain.entry_values import written
from caseledger.domain.key_orders import PERSON_KEYS
from caseledger.domain.loading import shape_of
from caseledger.domain.revisions import Revision, Tree, members
from caseledger.domain.values import Mismatch

INHERITED = ("citizenship", "fears", "sex", "groups")
"""Fields of a group that hold for each member; what is cited for the group is the other one."""

OF_GROUP_ONLY = frozenset({"count", "name", "born"})
"""What a source states of a group and not of each member."""


def split_off(group: str, person: Tree, among: Collection[str] = ()) -> Revision:
    """Move one member out of a group, after `add_person` has put in the ``person``.

    ``person`` holds what is known of this member alone; the rest is as in the group. ``among`` are
    ids of events that concerned some of the group, and this member with them. An event that
    concerned a single member is then about the person instead of the group.
    """

    def revision(tree: Tree) -> list[Edit]:
        found = next((one for one in members(tree, "people") if one.get("id") == group), None)
        size = _count(found)
        if found is None or size is None:
            raise EditRefused("the group is not there, or has no count")
        edits = [*_inherited(found, person), *_one_less(("people", Named(group)), found)]
        for citation in members(found, "sources"):
            edits += _claim_one_less(("people", Named(group)), citation)
        alone = len(members(tree, "people")) == 1
        for event in members(tree, "events"):
            if _concerns(event, group, alone=alone):
                edits += _written_in(event, group, str(person["id"]), size, among)
        return edits

    return revision


def _inherited(group: Tree, person: Tree) -> Iterator[Edit]:
    """What holds for each member, where nothing else was said of this one."""
    spot: Spot = ("people", Named(str(person["id"])))
    for key in INHERITED:
        if key in group and key not in person:
            yield Put((*spot, key), cast("Value", group[key]), PERSON_KEYS)
    known = person.get("sources")
    cited = group.get("sources")
    for citation in cited if isinstance(cited, list) else ():
        value = _citation(citation)
        source = value["source"] if isinstance(value, Mapping) else value
        if not isinstance(known, list) or source not in known:
            yield Add((*spot, "sources"), value, order=PERSON_KEYS)


def _citation(citation: object) -> Value:
    """A citation without what it states of the group as a whole."""
    if not isinstance(citation, Mapping):
        return cast("Value", citation)
    says = citation.get("says")
    held = dict(says) if isinstance(says, Mapping) else {}
    kept = {key: value for key, value in held.items() if key not in OF_GROUP_ONLY}
    found = written({**citation, "says": kept}, Citation)
    return found if len(found) > 1 else found["source"]


def _written_in(
    event: Tree, group: str, person: str, size: Count, among: Collection[str]
) -> Iterator[Edit]:
    """Write the person into an event that concerned this member for certain."""
    key = str(event.get("id"))
    spot: Spot = ("events", Named(key))
    count = _count(event)
    if key not in among and not _is_whole(count, size):
        return
    yield Add((*spot, "people"), Bare(person))
    if count is not None and count.max <= 1:
        yield Drop((*spot, "people", Named(group)))
        yield Drop((*spot, "count"))
        return
    yield from _one_less(spot, event)
    for citation in members(event, "sources"):
        if key in among or _is_whole(_count(citation.get("says")), size):
            yield from _claim_one_less(spot, citation)


def _concerns(event: Tree, group: str, *, alone: bool) -> bool:
    people = event.get("people")
    return group in people if isinstance(people, list) else alone and people is None


def _is_whole(count: Count | None, size: Count) -> bool:
    """Whether so many of a group are all of it."""
    return count is None or (count.min >= size.min and count.max >= size.max)


def _claim_one_less(spot: Spot, citation: Tree) -> Iterator[Edit]:
    """What a source states instead is a count of the same members, and is compared with it."""
    says = citation.get("says")
    if isinstance(says, Mapping):
        yield from _one_less((*spot, "sources", Named(str(citation.get("source"))), "says"), says)


def _one_less(spot: Spot, entry: Tree) -> Iterator[Edit]:
    """Lower the count of an entry by one, in the form that it has."""
    count = _count(entry)
    if count is None:
        return
    if isinstance(entry["count"], Mapping):
        for bound in ("min", "max"):
            yield Put((*spot, "count", bound), _less(getattr(count, bound)))
    else:
        yield Put((*spot, "count"), _less(count.max))


def _less(number: int) -> Bare:
    return Bare(str(max(number - 1, 0)))


def _count(entry: object) -> Count | None:
    """Read the count of a group, an event or a claim. Raises `EditRefused` if it is none."""
    value = entry.get("count") if isinstance(entry, Mapping) else None
    if value is None:
        return None
    _, read = shape_of(Person).readers["count"]
    try:
        count = read(value)
    except Mismatch as error:
        raise EditRefused("a count that cannot be read") from error
    return count if isinstance(count, Count) else None
