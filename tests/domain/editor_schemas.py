"""The schemas that editors read, made once for all tests of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema

from caseledger.domain.editor_schema import (
    case_file_schema,
    ledger_file_schema,
    rules_file_schema,
)
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()
KINDS = [kind for kind in VOCABULARY.kinds if not kind.input_only]
MADE = {
    "case": case_file_schema,
    "ledger": ledger_file_schema,
    "rules": rules_file_schema,
}


@cache
def schema_of(name: str) -> dict[str, Any]:
    return MADE[name](VOCABULARY, "1.0")


@cache
def checked(part: str, name: str = "case") -> jsonschema.Draft7Validator:
    """Check one part of a schema by itself."""
    return jsonschema.Draft7Validator(
        {"$ref": f"#/$defs/{part}", "$defs": schema_of(name)["$defs"]}
    )


def schemas(tree: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside one, not what is only named like a part of a schema."""
    if not isinstance(tree, dict):
        return
    yield tree
    for key in ("properties", "$defs", "patternProperties"):
        for inner in tree.get(key, {}).values():
            yield from schemas(inner)
    for key in ("oneOf", "anyOf", "allOf"):
        for inner in tree.get(key, ()):
            yield from schemas(inner)
    for key in ("items", "additionalProperties", "if", "then", "else"):
        yield from schemas(tree.get(key))
