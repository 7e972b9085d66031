"""Edits that were made up for one version of a file, held fast so that they fit others as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caseledger.domain.edits import Edit, EditRefused, Named, Spot, Step, applied, identity
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document


@dataclass(frozen=True, slots=True)
class Placed:
    """An edit, and what stood where it goes: it is made only where the same stands."""

    edit: Edit
    found: object


def placed(tree: object, edits: Sequence[Edit]) -> tuple[Placed, ...]:
    """Hold edits of a tree fast, one after the other. Raises `EditRefused` where one does not fit.

    Numbers of entries become their ids where these name one entry alone: numbers change when
    somebody adds an entry above.
    """
    found: list[Placed] = []
    for edit in edits:
        fast = replace(edit, spot=_named(tree, edit.spot))
        found.append(Placed(fast, _standing(tree, fast.spot)))
        tree = applied(tree, [fast])
    return tuple(found)


def edited_alike(raw: bytes, edits: Sequence[Placed]) -> bytes:
    """Make edits in another version of the file that they were made up for.

    Raises `EditRefused` where something else stands in the place of one of them.
    """
    tree: object = read_document(raw).data
    for one in edits:
        if tree is None or _standing(tree, one.edit.spot) != one.found:
            raise EditRefused("something else stands there")
        tree = applied(tree, [one.edit])
    return edited(raw, [one.edit for one in edits])


def touch(one: Spot, other: Spot) -> bool:
    """Say whether two spots are the same, lie in each other, or may move each other.

    An entry that goes by number moves those below it in its list when it comes or goes; what is
    changed inside of an entry moves nothing.
    """
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return True
    apart = next(at for at in range(length) if one[at] != other[at])
    return any(isinstance(spot[apart], int) and len(spot) == apart + 1 for spot in (one, other))


def _named(tree: object, spot: Spot) -> Spot:
    steps: list[Step] = []
    for step in spot:
        steps.append(_name(tree, step) if isinstance(tree, list) else step)
        tree = _inside(tree, step)
    return tuple(steps)


def _name(members: list[object], step: Step) -> Step:
    names = [identity(member) for member in members]
    name = names[step] if isinstance(step, int) and step < len(names) else None
    return Named(name) if isinstance(name, str) and names.count(name) == 1 else step


def _standing(tree: object, spot: Spot) -> object:
    for step in spot:
        tree = _inside(tree, step)
    return tree


def _inside(tree: object, step: Step) -> object:
    if isinstance(tree, dict):
        return tree.get(step) if isinstance(step, str) else None
    if not isinstance(tree, list):
        return None
    if isinstance(step, Named):
        return next((one for one in tree if identity(one) == step.id), None)
    return tree[step] if isinstance(step, int) and step < len(tree) else None
