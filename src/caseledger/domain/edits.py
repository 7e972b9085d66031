"""Changes to a case file as values: what is put in, replaced or taken away, and where.

A change is said once and holds for every version of a file: for what is committed, for what is
staged and for what lies in the work tree. So a spot names entries by their ids and not by their
position, and where a new entry goes is decided anew for the list that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.plain import read_plain


class EditRefused(ValueError):
    """A change does not fit a file: what it names is not there, or is already there.

    The words never repeat a value from the file.
    """


class Bare(str):
    """Text that is written without quotes: a date, a number, a truth value, yes or no.

    All other text is quoted wherever any YAML reader would take it for something else.
    """

    __slots__ = ()


class InBraces(dict[str, "Value"]):
    """A mapping that is written in one line behind its key: ``says: {date: 2024-01-08}``."""


@dataclass(frozen=True, slots=True)
class Named:
    """A step to an entry of a list by its id; to a citation by its source."""

    id: str


Step = str | int | Named
Spot = tuple[Step, ...]
"""Where something stands, from the top: ``("events", Named("z8n3c"), "date")``."""

Value = str | Mapping[str, "Value"] | Sequence["Value"] | None
"""What is written: text, `Bare` text, nothing, mappings and lists of them.

A part of a tree that was read is a value too: what is `Plain` in it is written bare.
"""

Place = Callable[[Sequence[object]], int]
"""Says before which member of a list a new one goes; its length means at the end."""


@dataclass(frozen=True, slots=True)
class Put:
    """Write a value at a spot, over what stands there or as a new key of a mapping.

    A new key goes behind the last key there is that ``order`` names before it, else before the
    first that it names after it, else to the end.
    The mapping that holds the key must be there. With ``only_new`` a key that is there is refused.
    """

    spot: Spot
    value: Value
    order: tuple[str, ...] = ()
    only_new: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry to the list at a spot; a list that is not there yet is made, as `Put` would.

    An entry whose id (or source, of citations) is already in the list is refused.
    """

    spot: Spot
    value: Value
    place: Place = len
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """Take away the key or the entry at a spot, which must be there."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the key at a spot another name, which must be free; all that it holds stays as it is."""

    spot: Spot
    key: str


Edit = Put | Add | Drop | Rename


def applied(tree: object, edits: Sequence[Edit]) -> object:
    """Return what a tree of text comes to after some edits, the tree itself left alone.

    This says what a file must read as once it was changed. Raises `EditRefused`.
    """
    for edit in edits:
        if not edit.spot:
            raise EditRefused("a whole file is not put, added to or dropped")
        tree = _changed(tree, edit.spot, edit)
    return tree


def value_at(tree: object, spot: Spot) -> object:
    """Return what stands at a spot of a tree, or nothing."""
    for step in spot:
        if isinstance(tree, dict):
            tree = tree.get(step) if isinstance(step, str) else None
        elif isinstance(tree, list) and isinstance(step, Named):
            tree = next((one for one in tree if identity(one) == step.id), None)
        else:
            return None
    return tree


def position_of(members: Sequence[object], name: Named) -> int | None:
    """Return where in a list the entry with an id stands, or nothing."""
    found = (i for i, member in enumerate(members) if name.id in (member, identity(member)))
    return next(found, None)


def identity(member: object) -> object:
    """Return what names an entry within its list: its id, or the source that it cites."""
    if isinstance(member, Mapping):
        return member.get("id", member.get("source"))
    return member


def as_read(value: Value) -> object:
    """Return what a written value is read back as."""
    if isinstance(value, Bare):
        return read_plain(value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: as_read(member) for key, member in value.items()}
    return [as_read(member) for member in value]


def _changed(tree: object, spot: Spot, edit: Edit) -> object:
    """Rebuild what lies on the way to a spot."""
    step, rest = spot[0], spot[1:]
    if isinstance(tree, dict):
        return _changed_mapping(tree, step, rest, edit)
    if isinstance(tree, list):
        at = position_of(tree, step) if isinstance(step, Named) else step
        if not isinstance(at, int) or not 0 <= at < len(tree):
            raise EditRefused("the entry to be changed is not there")
        if rest:
            return [*tree[:at], _changed(tree[at], rest, edit), *tree[at + 1 :]]
        return [*tree[:at], *_instead(edit, tree[at]), *tree[at + 1 :]]
    raise EditRefused("a single value stands where a list or a mapping is expected")


def _changed_mapping(
    tree: dict[str, object], step: Step, rest: Spot, edit: Edit
) -> dict[str, object]:
    if not isinstance(step, str):
        raise EditRefused("a mapping stands where a list is expected")
    if isinstance(edit, Rename) and not rest:
        return _renamed(tree, step, edit.key)
    if step in tree and (tree[step] is not None or not rest):
        inner = [_changed(tree[step], rest, edit)] if rest else _instead(edit, tree[step])
        return {
            key: member
            for name, old in tree.items()
            for key, member in ([(name, new) for new in inner] if name == step else [(name, old)])
        }
    if rest or isinstance(edit, Drop | Rename):
        raise EditRefused("the key to be changed is not there")
    new = [as_read(edit.value)] if isinstance(edit, Add) else as_read(edit.value)
    return _with_key(tree, step, new, edit.order)


def _renamed(tree: dict[str, object], old: str, new: str) -> dict[str, object]:
    if old not in tree or new in tree:
        raise EditRefused("the key is not there, or its new name is")
    return {new if key == old else key: member for key, member in tree.items()}


def _instead(edit: Edit, old: object) -> list[object]:
    """Return what stands where something stood: one value, or none after a `Drop`."""
    if isinstance(edit, Drop):
        return []
    if isinstance(edit, Rename):
        raise EditRefused("only a key has a name")
    if isinstance(edit, Put):
        if edit.only_new:
            raise EditRefused("the key is already there")
        return [as_read(edit.value)]
    members = [] if old is None else old
    if not isinstance(members, list):
        raise EditRefused("a single value stands where a list is expected")
    new = as_read(edit.value)
    if identity(new) is not None and any(identity(new) == identity(one) for one in members):
        raise EditRefused("an entry with this id is already there")
    at = edit.place(members)
    if not 0 <= at <= len(members):
        raise EditRefused("a place that the list does not have")
    return [[*members[:at], new, *members[at:]]]


def _with_key(
    tree: dict[str, object], key: str, value: object, order: Sequence[str]
) -> dict[str, object]:
    """Return the mapping with a new key behind the last one that comes before it."""
    names = list(tree)
    at = new_key_position(names, key, order)
    return {name: value if name == key else tree[name] for name in [*names[:at], key, *names[at:]]}


def new_key_position(names: Sequence[str], key: str, order: Sequence[str]) -> int:
    """Say before which of the keys of a mapping a new one goes."""
    if key not in order:
        return len(names)
    at = list(order).index(key)
    before, after = set(order[:at]), set(order[at + 1 :])
    following = next((i for i, name in enumerate(names) if name in after), len(names))
    return max((i + 1 for i, name in enumerate(names) if name in before), default=following)
