"""The entries of one list of a version of a case, as far as they have ids."""

from __future__ import annotations

from collections.abc import Mapping

Entry = Mapping[str, object]


def entries(tree: object, key: str) -> list[Entry]:
    """Return the members of a list that are entries with an id."""
    found = tree.get(key) if isinstance(tree, Mapping) else None
    many = found if isinstance(found, list) else []
    return [one for one in many if isinstance(one, Mapping) and isinstance(one.get("id"), str)]


def ids(tree: object, key: str) -> list[str]:
    """Return the ids of the entries of a list."""
    return [str(one["id"]) for one in entries(tree, key)]
