"""What changed between two versions of a case file, as entries and not as lines.

Entries are matched by what names them: an id, of a citation its source, of a link where it leads.
Fields are compared one by one down to the last that differs. An address is the path in words:
``("events", "z8n3c", "sources", "ffe", "says", "date")``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from caseledger.domain.case import Case, Citation, Link
from caseledger.domain.fields import as_list
from caseledger.domain.loading import Inner, shape_of

Address = tuple[str, ...]

ENTRIES = ("people", "sources", "events", "deadlines", "links")
"""The lists of a case whose members are entries of their own."""

SETS = frozenset(
    {"tags", "aliases", "citizenship", "fears", "groups", "people", "after", "against"}
)
"""Lists of words whose order means nothing: each member that came or went is a change."""

NAMED_BY: Mapping[type, str] = {Citation: "source", Link: "to"}
"""By which field the members of a list are matched; all others by their id."""


class Deed(StrEnum):
    """What was done; ``moved`` is an order that changed, with nothing else to explain it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; ``old`` and ``new`` are as the reader gave them, or ``None``.

    At the address of a set, what was added or removed is one member. At the address of a list
    that was ``moved``, old and new are the names in their order. The empty address is the case
    without its entries, which are changes of their own. ``closed``: an entry that is restricted
    or under embargo in one of the versions.
    """

    address: Address
    what: Deed
    old: object = None
    new: object = None
    closed: bool = False

    @property
    def entry(self) -> Address:
        """The list and the name of the entry that it lies in; empty for a field of the case."""
        whole = len(self.address) > 1 and self.address[0] in ENTRIES
        return self.address[:2] if whole else ()

    @property
    def within(self) -> Address:
        """The address inside the entry; empty for the entry as a whole."""
        return self.address[len(self.entry) :]


Tree = Mapping[str, object]


def changes(old: Tree | None, new: Tree | None) -> tuple[Change, ...]:
    """Return what changed between two trees of text; ``None`` is no file.

    There is no change just where the trees are equal. Nothing that differs is left unnamed.
    """
    if old == new:
        return ()
    if old is None or new is None:
        return tuple(_whole(old, new))
    return tuple(_compared(Case, Change((), Deed.CHANGED), old, new))


def is_public(old: Tree | None, new: Tree | None) -> bool:
    """Whether a case is public in every version that there is."""
    return all(tree.get("visibility") == "public" for tree in (old, new) if tree is not None)


def _whole(old: Tree | None, new: Tree | None) -> Iterator[Change]:
    """A case that came or went: the case itself, then each of its entries."""
    inner = shape_of(Case).inner
    before, after = (_without_entries(tree) for tree in (old, new))
    deed = Deed.ADDED if old is None else Deed.REMOVED
    yield Change((), deed, before, after)
    for key in ENTRIES:
        members = (old or new or {}).get(key)
        if isinstance(members, list):
            lists = ([], members) if old is None else (members, [])
            yield from _entries(inner[key], Change((key,), deed), *lists)


def _without_entries(tree: Tree | None) -> object:
    if tree is None:
        return None
    return {
        key: value
        for key, value in tree.items()
        if key not in ENTRIES or not isinstance(value, list)
    }


# Mappings. ``at`` is a change that says where in the tree this is.


def _compared(part: type, at: Change, old: Tree, new: Tree) -> Iterator[Change]:
    """Compare two versions of one part of the format, key by key."""
    shape = shape_of(part)
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new and old[key] == new[key]:
            continue
        here = replace(at, address=(*at.address, key))
        leads = shape.inner.get(key)
        if leads is not None:
            found = list(_inside(leads, here, old.get(key), new.get(key)))
        else:
            is_set = key in SETS and key in shape.readers
            found = list(_members(here, old.get(key), new.get(key))) if is_set else []
        yield from found or [_single(here, key, old, new)]


def _single(here: Change, key: str, old: Tree, new: Tree) -> Change:
    """The change of a value as a whole."""
    if key not in old:
        return replace(here, what=Deed.ADDED, new=new[key])
    if key not in new:
        return replace(here, what=Deed.REMOVED, old=old[key])
    deed = Deed.MOVED if _reordered(old[key], new[key]) else Deed.CHANGED
    return replace(here, what=deed, old=old[key], new=new[key])


def _inside(leads: Inner, here: Change, old: object, new: object) -> Iterator[Change]:
    """What changed inside a value that is a part itself, or holds parts, if it can be told."""
    if leads.many == "list":
        before, after = ([] if one is None else one for one in (old, new))
        if isinstance(before, list) and isinstance(after, list):
            yield from _entries(leads, here, before, after)
    elif leads.many == "mapping":
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _named_parts(leads, here, old, new)
    elif old is not None and new is not None:
        yield from _part(leads, here, old, new)


def _named_parts(leads: Inner, here: Change, old: Tree, new: Tree) -> Iterator[Change]:
    """Compare mappings of parts by their keys."""
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new and old[key] == new[key]:
            continue
        at = replace(here, address=(*here.address, key))
        both = key in old and key in new
        found = list(_part(leads, at, old[key], new[key])) if both else []
        yield from found or [_single(at, key, old, new)]


def _part(leads: Inner, here: Change, old: object, new: object) -> Iterator[Change]:
    """Compare two versions of a part, lengthened where they are written shortly."""
    before, after = (leads.widen(one) if leads.widen else one for one in (old, new))
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _compared(leads.part, here, before, after)


# Lists


def _members(here: Change, old: object, new: object) -> Iterator[Change]:
    """What came and went in a set of words; nothing where these are not lists of words."""
    before, after = words_of(old), words_of(new)
    if before is None or after is None:
        return
    for word in dict.fromkeys((*before, *after)):
        if word not in after:
            yield replace(here, what=Deed.REMOVED, old=word)
        elif word not in before:
            yield replace(here, what=Deed.ADDED, new=word)


Name = tuple[str, int]
"""What names a member of a list, and the how manieth of that name it is."""


def _entries(
    leads: Inner, here: Change, old: Sequence[object], new: Sequence[object]
) -> Iterator[Change]:
    """Compare two lists of parts, member by member, and then the order of those that stayed."""
    before, after = _by_name(leads, old), _by_name(leads, new)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name), after.get(name)
        if name in before and name in after and first == second:
            continue
        closed = here.closed or is_restricted(first) or is_restricted(second)
        at = replace(here, address=(*here.address, _shown(name)), closed=closed)
        if name not in before:
            yield replace(at, what=Deed.ADDED, new=second)
        elif name not in after:
            yield replace(at, what=Deed.REMOVED, old=first)
        else:
            whole = replace(at, what=Deed.CHANGED, old=first, new=second)
            yield from list(_part(leads, at, first, second)) or [whole]
    stayed = {name for name in before if name in after and before[name] == after[name]}
    orders = [[_shown(name) for name in names if name in stayed] for names in (before, after)]
    if orders[0] != orders[1]:
        yield replace(here, what=Deed.MOVED, old=orders[0], new=orders[1])


def _by_name(leads: Inner, members: Sequence[object]) -> dict[Name, object]:
    """Give each member a name of its own: several of one id are counted, and those without."""
    found: dict[Name, object] = {}
    counted: dict[str, int] = {}
    for member in members:
        name = _name(leads, member)
        counted[name] = counted.get(name, 0) + 1
        found[name, counted[name]] = member
    return found


def named_members(leads: Inner, members: Sequence[object]) -> dict[str, object] | None:
    """Give each member of a list what names it; nothing where one has no name, or two have one."""
    found = {_name(leads, member): member for member in members}
    return found if len(found) == len(members) and "" not in found else None


def _name(leads: Inner, member: object) -> str:
    whole = leads.widen(member) if leads.widen else member
    name = whole.get(NAMED_BY.get(leads.part, "id")) if isinstance(whole, Mapping) else None
    return name if isinstance(name, str) else ""


def _shown(name: Name) -> str:
    text, number = name
    if not text:
        return f"#{number}"
    return text if number == 1 else f"{text} ({number})"


def is_restricted(member: object) -> bool:
    """Whether an entry says that it is not for everybody: restricted, or under any embargo."""
    return isinstance(member, Mapping) and (
        member.get("visibility", "public") != "public" or "embargo" in member
    )


def _reordered(old: object, new: object) -> bool:
    """Whether two lists have the same members in another order."""
    if not isinstance(old, list) or not isinstance(new, list):
        return False
    return sorted(map(repr, old)) == sorted(map(repr, new))


def words_of(value: object) -> list[str] | None:
    """The members of a set; of nothing none, of a single text one; ``None`` if it is no set."""
    members = [] if value is None else as_list(value)
    if not isinstance(members, list) or not all(isinstance(word, str) for word in members):
        return None
    return members
