"""Another id for a case: what of it stands in the files, and the edits that follow it.

A case id stands in the case itself, in `same_as` of people of other cases, and in links to it or to
an event of it. Free text and comments may speak of it too: they are nobody's to rewrite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseledger.domain.edits import Bare, Edit, Put, Spot
from caseledger.domain.revisions import Revision, Tree


def renamed(old: str, new: str) -> Revision:
    """Give a case another id, with every reference to it; in other cases only the references."""

    def revision(tree: Tree) -> list[Edit]:
        own: list[Edit] = [Put(("id",), Bare(new))] if tree.get("id") == old else []
        return [*own, *(Put(spot, text) for spot, text in _followed(tree, old, new))]

    return revision


def refers_to(tree: Tree, case: str, person: str = "") -> bool:
    """Whether anything in a case leads to another one, or to one person of it."""
    wanted = f"{case}/{person}"
    return any(text == wanted if person else _host(text) == case for _, text in _references(tree))


def may_name(raw: bytes, case: str) -> bool:
    """Whether an id stands anywhere in a file, also in one that cannot be read."""
    return (
        re.search(rb"(?<![a-z0-9-])" + re.escape(case.encode()) + rb"(?![a-z0-9-])", raw)
        is not None
    )


def _followed(tree: Tree, old: str, new: str) -> Iterator[tuple[Spot, str]]:
    """Every reference to a case, as it reads with the new id."""
    for spot, text in _references(tree):
        if _host(text) == old:
            yield spot, f"{new}{text[len(old) :]}"


def _host(text: str) -> str:
    return text.partition("/")[0]


def _references(tree: Tree) -> Iterator[tuple[Spot, str]]:
    """Every place of a case that may hold the id of another, with what stands there."""
    for spot, person in _members(tree, ("people",)):
        yield from _text(person, "same_as", spot)
    for spot, link in _members(tree, ("links",)):
        yield from _text(link, "to", spot)
    for place, event in _members(tree, ("events",)):
        for spot, link in _members(event, (*place, "links")):
            yield from _text(link, "to", spot)


def _members(tree: Tree, at: Spot) -> Iterator[tuple[Spot, Tree]]:
    found = tree.get(str(at[-1]))
    for number, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict):
            yield (*at, number), one


def _text(part: Tree, key: str, at: Spot) -> Iterator[tuple[Spot, str]]:
    value = part.get(key)
    if isinstance(value, str):
        yield (*at, key), value
