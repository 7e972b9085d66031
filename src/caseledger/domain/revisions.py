"""What each command changes in a case file, as edits worked out for the version at hand.

A revision is a function from the tree of a version to edits: the same command may meet a version
that was committed, one that is staged, and one that lies in the work tree.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from caseledger.domain.case import Citation, Event, Person, Source, StoredDeadline
from caseledger.domain.edits import (
    Add,
    Bare,
    Drop,
    Edit,
    EditRefused,
    Named,
    Put,
    Spot,
    Value,
    as_read,
    value_at,
)
from caseledger.domain.entry_values import written
from caseledger.domain.event_draft import place_by_date
from caseledger.domain.key_orders import (
    CASE_KEYS,
    CITATION_KEYS,
    DEADLINE_KEYS,
    EVENT_KEYS,
    PERSON_KEYS,
    SOURCE_KEYS,
)

Tree = Mapping[str, object]
Revision = Callable[[Tree], Sequence[Edit]]

PART_KEYS: Mapping[str, tuple[str, ...]] = {
    "people": PERSON_KEYS,
    "sources": SOURCE_KEYS,
    "events": EVENT_KEYS,
    "deadlines": DEADLINE_KEYS,
}
"""The lists of entries with ids, and the order of the keys in each."""


def together(*revisions: Revision) -> Revision:
    """Return one revision that does several, each on the version as it was before all of them."""
    return lambda tree: [edit for revision in revisions for edit in revision(tree)]


def add_event(event: Tree) -> Revision:
    """Put in an event where its date belongs."""
    place = partial(place_by_date, str(event["date"]))
    return always(Add(("events",), written(event, Event), place, CASE_KEYS))


def add_source(source: Tree) -> Revision:
    """Put a source behind the others."""
    return always(Add(("sources",), written(source, Source), order=CASE_KEYS))


def add_person(person: Tree) -> Revision:
    """Put in a person; in a case of one so far, events are said to be about that one.

    Otherwise every older entry would become one about nobody in particular.
    """
    add = Add(("people",), written(person, Person), order=CASE_KEYS)

    def revision(tree: Tree) -> list[Edit]:
        ids = [str(one.get("id")) for one in members(tree, "people")]
        before = ids[0] if len(ids) == 1 else None
        events = [one for one in members(tree, "events") if "people" not in one] if before else []
        named = [
            Put(_event(str(one["id"]), "people"), [Bare(before)], EVENT_KEYS, only_new=True)
            for one in events
            if before and "id" in one
        ]
        return [*named, add]

    return revision


def cite(event: str, citation: Tree) -> Revision:
    """Add a source to an event: its id alone where nothing more is said of it."""
    in_full = written(citation, Citation)
    short: Value = in_full if len(in_full) > 1 else in_full["source"]
    return always(Add(_event(event, "sources"), short, order=EVENT_KEYS))


def add_deadline(decision: Tree) -> Revision:
    """Put what was decided about a deadline behind the others."""
    return always(Add(("deadlines",), written(decision, StoredDeadline), order=CASE_KEYS))


def change_deadline(decision: Tree) -> Revision:
    """Write another decision over the entry of the same id; keys of the user's own stay."""
    new = written(decision, StoredDeadline)
    spot = ("deadlines", Named(str(decision["id"])))

    def revision(tree: Tree) -> list[Edit]:
        old = value_at(tree, spot)
        if not isinstance(old, Mapping):
            raise EditRefused("the entry to be changed is not there")
        gone = [Drop((*spot, key)) for key in DEADLINE_KEYS if key in old and key not in new]
        differs = [key for key, value in new.items() if old.get(key) != as_read(value)]
        return [*gone, *(Put((*spot, key), new[key], DEADLINE_KEYS) for key in differs)]

    return revision


def remove_deadlines(keys: Collection[str]) -> Revision:
    """Take decisions about deadlines away; of the last of them, the list as well."""

    def revision(tree: Tree) -> list[Edit]:
        there = [str(one.get("id")) for one in members(tree, "deadlines")]
        if there and set(there) <= set(keys):
            return [Drop(("deadlines",))]
        return [Drop(("deadlines", Named(key))) for key in keys]

    return revision


def put(spot: Spot, value: Value) -> Revision:
    """Write a value at a spot, over what stands there; mappings on the way to it are made."""

    def revision(tree: Tree) -> list[Edit]:
        there = len(spot) - 1
        while there and value_at(tree, spot[:there]) is None:
            there -= 1
        at, inside = spot[: there + 1], value
        for step in reversed(spot[there + 1 :]):
            if not isinstance(step, str):
                raise EditRefused("the entry to be changed is not there")
            inside = {step: inside}
        return [Put(at, inside, order_at(at))]

    return revision


def drop(spot: Spot) -> Revision:
    """Take away what stands at a spot."""
    return always(Drop(spot))


def move_event(event: str, date: str, kept: Tree) -> Revision:
    """Give an event another day where it stands, and keep its old day as an entry of its own."""
    moved = Put(_event(event, "date"), Bare(date), EVENT_KEYS)
    return together(always(moved), add_event(kept))


def always(*edits: Edit) -> Revision:
    """Return the revision that makes the same edits in every version."""
    return lambda _tree: list(edits)


def order_at(spot: Spot) -> tuple[str, ...]:
    """Return the order of the keys in the mapping that holds a spot."""
    match spot:
        case (str(),):
            return CASE_KEYS
        case (str(part), _, str()):
            return PART_KEYS.get(part, ())
        case (_, _, "sources", _, str()):
            return CITATION_KEYS
    return ()


def _event(key: str, field: str) -> Spot:
    return ("events", Named(key), field)


def members(tree: Tree, part: str) -> list[Tree]:
    """Return the entries of a list of a version that are more than a word."""
    found = tree.get(part)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
