"""Whom an event concerns that does not say so: everybody of its case, as its version knows it.

Once a merge brings another person in, it must say so, as `revisions.add_person` writes it: an event
that a colleague added knew nothing of that person. So where the people of the versions differ, each
version is merged as if all of its events had always said whom they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from caseledger.domain.edits import new_key_position
from caseledger.domain.key_orders import EVENT_KEYS
from caseledger.domain.merging.clash import ABSENT, Reason
from caseledger.domain.merging.entries import Entry, entries, ids
from caseledger.domain.merging.values import Merger, Three

PEOPLE = "people"
MANY = 2


def with_names(three: Three) -> Three:
    """Write ``people`` into the events of each version, where the versions have other people.

    An event that was there before among several people stays as it is: who is added to those is
    added to it, as the file says.
    """
    sides = [frozenset(ids(one, PEOPLE)) for one in three.all]
    if len({one for one in sides if one}) < MANY:
        return three
    before = ids(three.base, PEOPLE)
    old = frozenset(ids(three.base, "events")) if len(before) > 1 else frozenset()
    return three.each(lambda one: _named(one, before, old))


def without_needless_names(
    tree: dict[str, object], three: Three, merger: Merger
) -> tuple[str, ...]:
    """Take away again what no event needs to say; returns the ids of those that say it anew.

    ``three`` are the versions as they are. An event that meant a person who is gone from the merge
    is a clash: nobody knows whom it concerns.
    """
    people = ids(tree, PEOPLE)
    silent = _silent(three)
    named: list[str] = []

    def name(event: Entry) -> Entry:
        key, who = str(event.get("id")), event.get(PEOPLE)
        if key not in silent or who is None:
            return event
        if isinstance(who, list) and set(who) == set(people):
            return {name: value for name, value in event.items() if name != PEOPLE}
        if isinstance(who, list) and not set(who) <= set(people):
            gone = Three((who,), *([] if one else who for one in _gone(three, who)))
            merger.clash(("events", key, PEOPLE), Reason.DELETED_AND_CHANGED, gone)
        named.append(key)
        return event

    if silent:
        _each_event(tree, name)
    return tuple(named)


def _silent(three: Three) -> set[str]:
    """The events that say of nobody: in each side that has them, or since one side changed that."""
    says = three.each(lambda one: {str(e["id"]): PEOPLE in e for e in entries(one, "events")})
    keys = {key for side in (three.ours, three.theirs) for key in ids(side, "events")}
    return {key for key in keys if _is_silent(says.at(key))}


def _is_silent(says: Three) -> bool:
    sides = [one for one in (says.ours, says.theirs) if one is not ABSENT]
    return not any(sides) or (len(sides) > 1 and says.settled and says.taken is False)


def _gone(three: Three, who: Sequence[object]) -> tuple[bool, bool]:
    """On which side a person is gone."""
    ours, theirs = (not set(who) <= set(ids(side, PEOPLE)) for side in (three.ours, three.theirs))
    return ours, theirs


def _named(version: object, before: list[str], old: Collection[str]) -> object:
    """Have events say whom they mean; to take away a person changes nothing of whom they meant."""
    people = ids(version, PEOPLE) or before
    if not people or not isinstance(version, dict):
        return version
    stay = old if len(people) > 1 else ()
    copy = dict(version)

    def name(event: Entry) -> Entry:
        says = PEOPLE in event or event.get("id") in stay
        return event if says else _with_key(event, people)

    _each_event(copy, name)
    return copy


def _each_event(tree: dict[str, object], change: Callable[[Entry], Entry]) -> None:
    events = tree.get("events")
    if isinstance(events, list):
        tree["events"] = [change(one) if isinstance(one, dict) else one for one in events]


def _with_key(event: Entry, who: object) -> Entry:
    names = list(event)
    at = new_key_position(names, PEOPLE, EVENT_KEYS)
    order = [*names[:at], PEOPLE, *names[at:]]
    return {name: who if name == PEOPLE else event[name] for name in order}
