"""What editors are told: exact where the readers are, with examples, and not too long."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.domain.editor_schemas import KINDS, MADE, VOCABULARY, schema_of, schemas
from tests.editors_yaml import read_as_editors

import caseledger.catalogue
from caseledger.domain.case import PARTS
from caseledger.domain.editor_examples import EXAMPLES
from caseledger.domain.editor_schema import (
    case_file_schema,
)
from caseledger.domain.examples import SOURCE, example_of
from caseledger.domain.kind import KIND_FIELDS, Kind
from caseledger.domain.loading import shape_of
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.plain import NOT_TEXT
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_manual
from caseledger.store.schemas import as_text

LARGEST = 200_000
"""So many bytes a schema may have: with them the language server answers at once."""

VALUES: Any = load_manual()["examples"]


# Titles, descriptions, examples


def fields_of(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    schema = schema_of(name)
    for part, described in (("", schema), *schema["$defs"].items()):
        for key, field in described.get("properties", {}).items():
            if field not in (True, False):
                yield f"{part}.{key}", field
    for key in KIND_FIELDS if name == "case" else ():
        yield f"Event.{key}", schema["$defs"][f"event-{key}"]


def shown(field: dict[str, Any], name: str) -> bool:
    """Whether an editor shows what to write: examples, choices, or keys."""
    if "$ref" in field:
        target = schema_of(name)["$defs"][field["$ref"].rpartition("/")[2]]
        return "examples" in field or shown(target, name)
    inner = (*field.get("oneOf", ()), *([field["items"]] if "items" in field else ()))
    keys = ("examples", "enum", "const", "properties")
    return (
        any(key in field for key in keys)
        or field.get("type") == "boolean"
        or any(shown(one, name) for one in inner)
        or (isinstance(field.get("additionalProperties"), dict))
    )


WITHOUT_EXAMPLE = {
    "Source.sha256",  # would be offered as if it were the digest
    "Vault.digest",
    "Event.outcome",  # the list of the kind is offered, or examples where it has none
    "Event.grounds",
    ".vocabulary",  # in forms of their own, which no schema describes yet
    ".fields",
    ".calendars",
    ".checks",
}


@pytest.mark.parametrize("name", MADE)
def test_every_field_has_a_title_words_and_something_to_go_by(name: str) -> None:
    for place, field in fields_of(name):
        if not place.startswith((".alerts", "days.")):
            assert field["title"], place
            assert field["description"], place
        assert shown(field, name) or place in WITHOUT_EXAMPLE, place


@pytest.mark.parametrize("name", MADE)
def test_examples_fit_and_none_stands_alone(name: str) -> None:
    shared = schema_of(name)["$defs"]
    for schema in schemas(schema_of(name)):
        if "examples" in schema and isinstance(schema["examples"], list):
            validator = jsonschema.Draft7Validator({**schema, "$defs": shared})
            wrong = [one for one in schema["examples"] if not validator.is_valid(one)]
            assert wrong == [], schema
            assert len(schema["examples"]) > 1, "an editor writes a single one as the value"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_examples_are_taken_by_the_readers(part: type) -> None:
    described = {part.title(): one for part, one in schema_of("case")["$defs"].items()}
    properties = described.get(part.__name__.title(), schema_of("case"))["properties"]
    for key, (_, read) in shape_of(part).readers.items():
        field = properties[key]
        for one in field.get("examples", ()) if isinstance(field, dict) else ():
            read(one)


def test_no_example_is_for_nothing() -> None:
    used = [
        one["examples"] for name in MADE for one in schemas(schema_of(name)) if "examples" in one
    ]

    assert [key for key, examples in EXAMPLES.items() if examples not in used] == []


@pytest.mark.parametrize("name", MADE)
def test_every_word_of_a_closed_list_says_what_it_means(name: str) -> None:
    for schema in schemas(schema_of(name)):
        if "enumDescriptions" in schema:
            assert len(schema["enum"]) == len(schema["enumDescriptions"])
            assert len(set(schema["enum"])) == len(schema["enum"])
    kinds = schema_of("case")["$defs"]["kind"]
    assert all(" · " in words for words in kinds["enumDescriptions"])


@pytest.mark.parametrize("name", MADE)
def test_a_schema_is_short_and_in_order(name: str) -> None:
    text = as_text(schema_of(name))

    assert len(text.encode()) <= LARGEST
    assert json.loads(text) == schema_of(name)
    jsonschema.Draft7Validator.check_schema(schema_of(name))


# Kinds


def event(kind: Kind, **changes: object) -> dict[str, Any]:
    """The entry that the manual shows for a kind, as an editor reads it, but for some changes."""
    shown = example_of(kind, VOCABULARY, VALUES)
    assert shown is not None
    read = {key: as_yaml_reads(text) for key, text in shown.fields.items()}
    return {"id": "k4w7x", "sources": [SOURCE], **read, **changes}


def as_yaml_reads(text: str) -> object:
    return json.loads(text) if NOT_TEXT.fullmatch(text) else text


def rules_of(code: str, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules that speak of a kind; all others ask for another one, and say nothing of it."""
    assert all(rule["if"]["required"] == ["kind"] for rule in rules)
    found = [rule for rule in rules if _asks_for(rule["if"]["properties"]["kind"], code)]
    return [
        one
        for rule in found
        for one in (rules_of(code, rule["then"]["allOf"]) if "allOf" in rule["then"] else [rule])
    ]


def _asks_for(asked: dict[str, Any], code: str) -> bool:
    return jsonschema.Draft7Validator(asked).is_valid(code)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_takes_its_fields_and_words_and_no_others(kind: Kind) -> None:
    shared = schema_of("case")["$defs"]
    validator = jsonschema.Draft7Validator(
        {**shared["Event"], "allOf": rules_of(kind.code, shared["Event"]["allOf"]), "$defs": shared}
    )
    good = event(kind)
    bare = {key: value for key, value in good.items() if key not in kind.required}
    unused = dict.fromkeys(KIND_FIELDS - kind.allowed, "x")
    refused = validator.iter_errors({**good, **unused})

    assert [one.message for one in validator.iter_errors(good)] == []
    assert len(list(validator.iter_errors(bare))) == len(kind.required)
    assert len(list(refused)) == len(unused)
    for words, key in ((kind.outcomes, "outcome"), (kind.grounds, "grounds")):
        assert [one for one in words or () if not validator.is_valid({**good, key: one})] == []
        free = kind.allows(key) and not words
        assert validator.is_valid({**good, key: "no such word"}) == free


def test_a_ledger_has_its_own_kinds_and_their_former_names() -> None:
    tree = {
        "advocacy.picket": {
            "label": "Picket",
            "aliases": ["advocacy.rally"],
            "required": ["country"],
        }
    }
    kinds, problems = own_kinds(tree, VOCABULARY)
    vocabulary: Vocabulary = VOCABULARY.with_kinds(kinds)
    shared = case_file_schema(vocabulary, "1.0")["$defs"]
    validator = jsonschema.Draft7Validator({"$ref": "#/$defs/Event", "$defs": shared})
    picket = {"id": "k4w7x", "date": 2024, "kind": "advocacy.picket", "sources": []}

    assert problems == []
    assert validator.is_valid(picket | {"country": "KZ"})
    assert not validator.is_valid(picket)
    former = [one.message for one in validator.iter_errors(picket | {"kind": "advocacy.rally"})]
    assert "'country' is a required property" in former
    assert len(former) == 2, "the name itself is told as well"


# Files of rules, and the law of a ledger


CATALOGUE = Path(caseledger.catalogue.__file__).parent
RULES = sorted((CATALOGUE / "rules").glob("*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rules_of_the_catalogue_fit(path: Path) -> None:
    validator = jsonschema.Draft7Validator(schema_of("rules"))

    assert [one.message for one in validator.iter_errors(read_as_editors(path))] == []


def test_the_law_of_the_catalogue_fits() -> None:
    law = read_as_editors(CATALOGUE / "law.yaml")
    validator = jsonschema.Draft7Validator(schema_of("ledger"))

    assert [one.message for one in validator.iter_errors({"format": 1, "law": law})] == []
    assert law


RULE: dict[str, Any] = {
    "id": "an-appeal",
    "title": "An appeal",
    "law": "An act, art. 1",
    "binds": "applicant",
    "trigger": "protection.refused",
    "for": "10d",
    "profile": "a-profile",
    "on_miss": "lost",
    "status": "text",
}


@pytest.mark.parametrize(
    ("change", "fine"),
    [
        ({}, True),
        (
            {"trigger": ["protection.refused", {"kind": "protection.revoked", "level": "first"}]},
            True,
        ),
        ({"trigger": {"latest_of": ["protection.refused"]}}, True),
        ({"jurisdiction": ["KZ", "european-union"], "x_mine": 1}, True),
        ({"for": "ten days"}, False),
        ({"trigger": "protection.refusd"}, False),
        ({"trigger": {"kind": "protection.refused", "levl": "first"}}, False),
        ({"trigger": {"some_of": ["protection.refused"]}}, False),
        ({"jurisdiction": "UK"}, False),
        ({"binds": "nobody"}, False),
        ({"valid": {"from": "2024-02-30"}}, False),
        ({"period": "10d"}, False),
    ],
)
def test_a_rule_is_described(change: dict[str, Any], fine: bool) -> None:
    validator = jsonschema.Draft7Validator(schema_of("rules"))

    assert validator.is_valid({"format": 1, "rules": [RULE | change]}) == fine
    assert not validator.is_valid({"format": 2, "rules": [RULE]})
