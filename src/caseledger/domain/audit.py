"""The audit trail: what each version of a case changed, as lines that can be asked for by field.

A version is a file as it stood once: a tree of text, no file, or bytes that cannot be read. What a
merge did is what differs from each of its parents; the rest was done in them, by others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from caseledger.domain.changes import SETS, Address, Change, Deed, Tree, changes
from caseledger.domain.fields import as_list


class What(StrEnum):
    """What a line tells: a change of an entry as in `Deed`, or something about the file."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    RENAMED = "renamed"
    LAYOUT = "layout"
    UNREADABLE = "unreadable"


OF_FILE = frozenset({What.RENAMED, What.LAYOUT, What.UNREADABLE})
"""What is no change of an entry; of a rename, old and new are paths."""


@dataclass(frozen=True, slots=True)
class Version:
    """A case file as it stood once. ``tree`` is ``None`` where there was none, or none to read.

    ``unread`` counts versions after this one that cannot be read: they were passed over.
    """

    path: str = ""
    tree: Tree | None = None
    is_read: bool = True
    unread: int = 0


NO_FILE = Version()

CAME_OR_WENT = frozenset({Deed.ADDED, Deed.REMOVED})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a commit did to a case; the change has no address where it is of the file."""

    what: What
    change: Change


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a field by the steps of its address, an event, a person; all if empty.

    A field is named by its whole address, by that behind the list of its entry, or inside its
    entry. An event may be given by the beginning of its id, a person by id or name.
    """

    field: Address = ()
    event: str = ""
    person: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing narrower than whole versions is asked for."""
        return not (self.field or self.event or self.person)


EVERYTHING = Wanted()


def lines(
    before: Sequence[Version],
    after: Version,
    wanted: Wanted = EVERYTHING,
    bases: Sequence[Version] = (),
) -> tuple[Line, ...]:
    """Return what was done between the versions in the parents of a commit and the one in it.

    Of a merge, what differs from every parent, and with ``bases``, the versions where the parents
    parted, also what one side had done and the merge did not take.
    """
    if not after.is_read:
        return (Line(What.UNREADABLE, Change((), Deed.CHANGED)),)
    trees = [one.tree for one in before]
    done = decided([changes(tree, after.tree) for tree in trees])
    if bases:
        lost = overruled([one.tree for one in bases], trees, after.tree)
        places = {one.address for one in done}
        done = (*done, *(one for one in lost if one.address not in places))
    told = [
        Line(What(one.what.value), one)
        for change in done
        for one in _chosen(change, wanted, [tree for tree in (*trees, after.tree) if tree])
    ]
    if not wanted.everything:
        return tuple(told)
    return (*_of_file(before, after, changed=bool(done)), *told)


def _of_file(before: Sequence[Version], after: Version, *, changed: bool) -> Iterator[Line]:
    """Say of the file what no entry tells: that it has another path, or only looks otherwise."""
    paths = {one.path for one in before}
    if after.path and after.path not in paths and all(paths):
        old = before[0].path
        yield Line(What.RENAMED, Change((), Deed.MOVED, old, after.path))
    elif not changed and len(before) == 1:
        yield Line(What.LAYOUT, Change((), Deed.CHANGED))


def is_same_case(old: Tree | None, new: Tree | None) -> bool:
    """Whether two files of different names may be one case: they share an id, or an event's id.

    Git takes files for the same that look alike; two short cases do. What cannot be read is left
    to git.
    """
    if old is None or new is None:
        return True
    return old.get("id") == new.get("id") or bool(_event_ids(old) & _event_ids(new))


def _event_ids(tree: Tree) -> set[object]:
    return {one.get("id") for one in _entries(tree, "events")} - {None}


# Merges


def decided(by_parent: Sequence[Sequence[Change]]) -> tuple[Change, ...]:
    """Return what differs from every parent, each at the innermost place where it does.

    What was before is what stood in the first parent.
    """
    found, *others = by_parent
    for other in others:
        both = (*_inside_of(found, other), *_inside_of(other, found))
        # Where both say the same of one place, what the first parent had stands.
        found = [*{(one.address, *_member(one)): one for one in reversed(both)}.values()][::-1]
    return tuple(found)


def overruled(
    bases: Sequence[Tree | None], parents: Sequence[Tree | None], after: Tree | None
) -> tuple[Change, ...]:
    """Return where a merge has something else than a side that had changed it.

    What was before is what stood on that side. ``bases`` are the versions where the sides parted.
    """
    found: list[Change] = []
    for tree in parents:
        lost: Sequence[Change] = changes(tree, after)
        for base in bases:
            done = changes(base, tree)
            met = {id(one) for one in (*_inside_of(lost, done), *_around(lost, done))}
            lost = [one for one in lost if id(one) in met]
        found += lost
    return tuple(found)


def _inside_of(found: Sequence[Change], others: Sequence[Change]) -> Iterator[Change]:
    """Yield each change that lies in the place of one of the others."""
    places: dict[Address, list[Change]] = {}
    for other in others:
        places.setdefault(other.address, []).append(other)
    for one in found:
        ends = range(len(one.address) + 1)
        outer = (other for end in ends for other in places.get(one.address[:end], ()))
        if any(_meet(one, other) for other in outer):
            yield one


def _around(found: Sequence[Change], others: Sequence[Change]) -> Iterator[Change]:
    """Yield each change in whose place one of the others lies."""
    places: dict[Address, list[Change]] = {}
    for one in found:
        places.setdefault(one.address, []).append(one)
    for other in others:
        for end in range(len(other.address)):
            yield from (one for one in places.get(other.address[:end], ()) if _meet(other, one))


def _meet(inner: Change, outer: Change) -> bool:
    """Whether two changes, the one in the place of the other or just there, are of one thing."""
    if Deed.MOVED in {inner.what, outer.what}:
        return inner.what is outer.what and inner.address == outer.address
    if inner.address == outer.address:
        return _member(inner) == _member(outer)
    # A case that came or went tells its entries by themselves.
    return bool(outer.address) or not inner.entry


def _member(one: Change) -> tuple[str, ...]:
    """Which member of a set came or went; of anything else nothing."""
    in_set = one.address[-1:] and one.address[-1] in SETS
    whole = one.new if one.what is Deed.ADDED else one.old
    return (repr(whole),) if in_set and one.what in CAME_OR_WENT else ()


# What is asked for


def _chosen(one: Change, wanted: Wanted, trees: Sequence[Tree]) -> Iterator[Change]:
    """Yield a change where it is asked for, narrowed to the field that is."""
    if wanted.event and not _is_event(one, wanted.event):
        return
    if wanted.person and not _concerns(one, wanted.person, trees):
        return
    yield from narrowed(one, wanted.field) if wanted.field else (one,)


def _is_event(one: Change, word: str) -> bool:
    return one.entry[:1] == ("events",) and one.entry[1].startswith(word)


def narrowed(one: Change, steps: Address) -> Iterator[Change]:
    """Yield what a change did to a field, also where it lies inside of what came or went."""
    names = {one.address, one.address[1:] if one.entry else one.address, one.within}
    if any(name and name[: len(steps)] == steps for name in names):
        yield one
        return
    outer = [len(name) for name in names if steps[: len(name)] == name]
    if not outer:
        return
    rest = steps[max(outer) :]
    old, new = _inside(one.old, rest), _inside(one.new, rest)
    if old != new:
        deed = Deed.ADDED if old is None else Deed.REMOVED if new is None else Deed.CHANGED
        yield replace(one, address=(*one.address, *rest), what=deed, old=old, new=new)


def _inside(value: object, steps: Address) -> object:
    for step in steps:
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def _concerns(one: Change, person: str, trees: Sequence[Tree]) -> bool:
    """Whether a change is of a person's entry, or of an event that concerns the person.

    An event says whom it concerns before or after; one that says nobody concerns everybody.
    """
    ids = _called(person, trees)
    if one.entry[:1] == ("people",):
        return one.entry[1] in ids
    if one.entry[:1] != ("events",):
        return False
    events = [
        event
        for tree in trees
        for event in _entries(tree, "events")
        if event.get("id") == one.entry[1]
    ]
    return bool(ids) and any(_names(event, ids) for event in events)


def _called(person: str, trees: Sequence[Tree]) -> set[str]:
    """The ids of whoever has this id or name in one of the versions."""
    word = person.casefold()
    return {
        str(one.get("id"))
        for tree in trees
        for one in _entries(tree, "people")
        if word in {str(one.get(key, "")).casefold() for key in ("id", "name", "pseudonym")}
    }


def _names(event: Mapping[str, object], ids: set[str]) -> bool:
    people = as_list(event.get("people"))
    return not isinstance(people, list) or bool(ids & {str(one) for one in people})


def _entries(tree: Tree, key: str) -> Iterator[Mapping[str, object]]:
    members = tree.get(key)
    yield from (
        one for one in (members if isinstance(members, list) else ()) if isinstance(one, Mapping)
    )
