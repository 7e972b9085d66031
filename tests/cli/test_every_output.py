"""Whatever a command prints for programs is described by the schema that it names, in full."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.printed import all_printed, commands, formats_in_lines, lines_printed

from caseledger.store.shipped_schemas import output_schemas

SCHEMAS: Mapping[str, Any] = {name: json.loads(text) for name, text in output_schemas()}
KEYS = Path(__file__).with_name("schema_keys.txt")
ALWAYS = "!"
"""Marks a key in the inventory that is always there."""

Schema = Mapping[str, Any]


def of_commands() -> dict[str, str]:
    """The name of the schema of each command that has one."""
    return {one: name for name, schema in SCHEMAS.items() for one in schema["x-commands"]}


def resolved(schema: Schema, whole: Schema) -> Schema:
    """Follow a reference into the definitions."""
    while "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def inventory(
    schema: Schema, whole: Schema, path: str, inside: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield every key that a schema describes, with its path, marked if it is always there."""
    if schema.get("$ref") in inside:
        return
    inside = (*inside, schema["$ref"]) if "$ref" in schema else inside
    schema = resolved(schema, whole)
    for key, part in schema.get("properties", {}).items():
        below = f"{path}.{key}" if path else key
        yield f"{below}{ALWAYS if key in schema.get('required', ()) else ''}"
        yield from inventory(part, whole, below, inside)
    parts = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    for part in parts:
        yield from inventory(part, whole, path, inside)
    for word, sign in (("items", "[]"), ("additionalProperties", ".*")):
        if isinstance(schema.get(word), dict):
            yield from inventory(schema[word], whole, f"{path}{sign}", inside)


def objects(
    schema: Schema, whole: Schema, value: object, path: str
) -> Iterator[tuple[str, Schema, Mapping[str, Any]]]:
    """Yield every object in a value with what describes it; open ones and those below are left."""
    schema = chosen(schema, whole, value)
    if isinstance(value, list) and "items" in schema:
        for one in value:
            yield from objects(schema["items"], whole, one, f"{path}[]")
    if not isinstance(value, dict) or schema.get("additionalProperties") is True:
        return
    known, more = schema.get("properties", {}), schema.get("additionalProperties")
    if known and not more:
        yield path, schema, value
    for key, one in value.items():
        if part := known.get(key, more):
            yield from objects(part, whole, one, f"{path}.{key}")


def chosen(schema: Schema, whole: Schema, value: object) -> Schema:
    """Follow references and choices to what describes a value."""
    schema = resolved(schema, whole)
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        choice = {**part, "$defs": whole.get("$defs", {})}
        if jsonschema.Draft202012Validator(choice).is_valid(value):
            return chosen(part, whole, value)
    return schema


def wrong_in(schema: Schema, value: object) -> list[str]:
    errors = jsonschema.Draft202012Validator(schema).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]


def test_every_command_that_prints_json_has_a_schema_and_no_other() -> None:
    assert sorted(of_commands()) == sorted(commands())


def test_what_commands_print_is_described_in_full(ledger_committed: Path, tmp_path: Path) -> None:
    printed = all_printed(ledger_committed, tmp_path)

    assert sorted(printed) == sorted(commands())
    named = of_commands()
    wrong: dict[str, str] = {}
    undescribed: set[str] = set()
    keys: dict[str, list[tuple[set[str], set[str]]]] = defaultdict(list)
    for command, envelopes in printed.items():
        name = named[command]
        for envelope in envelopes:
            wrong |= {f"{command} {one}": name for one in wrong_in(SCHEMAS[name], envelope)}
            assert envelope["data"] or command in {"diff", "schema"}, command
            for path, schema, found in objects(SCHEMAS[name], SCHEMAS[name], envelope, name):
                undescribed |= {f"{path}.{key}" for key in found.keys() - schema["properties"]}
                keys[path].append((set(found), set(schema.get("required", ()))))
    assert wrong == {}
    assert undescribed == set()
    optional = {
        path: always - promised
        for path, pairs in keys.items()
        if (always := set.intersection(*(found for found, _ in pairs)))
        > (promised := set.union(*(required for _, required in pairs)))
    }
    assert optional == {}, "these keys are always there, so their schema must require them"


def test_each_of_json_lines_is_one_of_the_data(ledger_committed: Path, tmp_path: Path) -> None:
    names = [name for name, command in commands().items() if formats_in_lines(command)]

    told = lines_printed(ledger_committed, tmp_path, names)

    wrong: list[str] = []
    for command, lines in told.items():
        schema = SCHEMAS[of_commands()[command]]
        data = schema["properties"]["data"]
        one = {**data.get("items", data), "$defs": schema.get("$defs", {})}
        wrong += [f"{command} {error}" for line in lines for error in wrong_in(one, line)]
    assert wrong == []
    assert {name for name, lines in told.items() if not lines} <= {"diff"}


def test_no_key_is_ever_taken_back(update: bool) -> None:
    now = {f"{name} {key}" for name, one in SCHEMAS.items() for key in inventory(one, one, "")}
    kept = set(KEYS.read_text(encoding="utf-8").splitlines()) if KEYS.exists() else set()
    if update:
        KEYS.write_text("".join(f"{key}\n" for key in sorted(kept | now)), encoding="utf-8")
        kept |= now

    assert sorted(kept - now) == [], "a program may rely on these keys; a new version is needed"
    assert sorted(now - kept) == [], "new keys: make update, so that they stay"


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        pytest.param(lambda row: row["properties"].pop("standing"), "standing!", id="a key"),
        pytest.param(lambda row: row["required"].remove("standing"), "standing!", id="a promise"),
    ],
)
def test_a_key_that_is_gone_or_no_longer_promised_would_be_noticed(change: Any, lost: str) -> None:
    schema = json.loads(json.dumps(SCHEMAS["status"]))
    before = set(inventory(schema, schema, ""))
    change(schema["$defs"]["person"] if "person" in schema.get("$defs", {}) else schema)

    assert f"data[].{lost}" in before - set(inventory(schema, schema, ""))
