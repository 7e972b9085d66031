"""The page of machine output: every schema, with the keys of what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.marked_tables import table

FOLDER = Path(__file__).parent.parent.parent / "schemas" / "output"
HEAD = ("key", "holds", "always")


def schema_page() -> str:
    """Write a section for each schema, in the order of their names."""
    return "\n".join(_section(path) for path in sorted(FOLDER.glob("*.schema.json")))


def _section(path: Path) -> str:
    schema = json.loads(path.read_text(encoding="utf-8"))
    data = schema["properties"]["data"]
    one = _resolved(data.get("items", data), schema)
    what = "`data` is a list; each of it has:" if "items" in data else "`data` is an object with:"
    return f"## {path.name.removesuffix('.schema.json')}\n\n{schema['title']}: {what}\n\n" + table(
        HEAD, _rows(one, schema)
    )


def _resolved(tree: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = tree.get("$ref")
    if reference is None:
        return tree
    found: Any = schema
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return _resolved(found, schema)


def _rows(tree: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    needed = tree.get("required", ())
    for key, one in tree["properties"].items():
        yield f"`{key}`", _kind(_resolved(one, schema), schema), "yes" if key in needed else ""


def _kind(tree: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Say in a few words what a value is."""
    for choice in ("anyOf", "oneOf"):
        if choice in tree:
            choices = (_kind(_resolved(one, schema), schema) for one in tree[choice])
            return " or ".join(dict.fromkeys(choices))
    if "enum" in tree:
        return ", ".join(f"`{json.dumps(value)}`" for value in tree["enum"])
    kind = tree.get("type", "anything")
    kinds = [kind] if isinstance(kind, str) else kind
    return " or ".join(_list(tree, schema) if one == "array" else one for one in kinds)


def _list(tree: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "items" not in tree:
        return "list"
    return f"list of {_kind(_resolved(tree['items'], schema), schema)}"
