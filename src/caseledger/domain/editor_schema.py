"""JSON Schemas for editors: the format, and what each kind of the ledger's vocabulary asks for."""

import re
from collections.abc import Iterable
from typing import Any

from caseledger.domain.case import Case
from caseledger.domain.kind import Kind, mapping
from caseledger.domain.law import Provision
from caseledger.domain.own_alerts import LONGEST, OFF
from caseledger.domain.schema import FORMAT, json_schema_of
from caseledger.domain.settings import Settings
from caseledger.domain.vocabulary import Vocabulary

Lists = dict[tuple[str, ...], str]
"""Closed lists of words, each with the name under which the schema keeps it."""

DIALECT = "http://json-schema.org/draft-07/schema#"
VERSION_KEY = "x-caseledger"
"""The key that tells which version of the program wrote a schema."""


def case_file_schema(vocabulary: Vocabulary, version: str) -> dict[str, Any]:
    """Describe a case file of a ledger with this vocabulary."""
    schema = json_schema_of(Case)
    kinds = [kind for kind in vocabulary.kinds if not kind.input_only]
    event = schema["$defs"]["Event"]
    event["properties"]["kind"] = {
        "enum": [kind.code for kind in kinds],
        "enumDescriptions": [kind.label("en") for kind in kinds],
        "description": event["properties"]["kind"].get("description", ""),
    }
    lists: Lists = {}
    event["allOf"] = [rule for kind in kinds if (rule := _rule(kind, lists))]
    schema["$defs"] |= {name: {"enum": list(words)} for words, name in lists.items()}
    return _finished(schema, "caseledger case file", version)


def ledger_file_schema(vocabulary: Vocabulary, version: str) -> dict[str, Any]:
    """Describe `ledger.yaml`. ``vocabulary`` has the alerts."""
    schema = json_schema_of(Settings)
    # Each provision is read by itself, so that one that is wrong takes nothing else with it.
    items = json_schema_of(Provision) | {"description": "a provision of law"}
    schema["properties"]["law"] |= {"type": "array", "items": items}
    days = {"$ref": "#/$defs/days"}
    alerts = {
        name: days if "threshold" in mapping(page) else {"const": OFF}
        for name, page in vocabulary.alert_pages.items()
    }
    schema.setdefault("$defs", {})["days"] = _days()
    schema["properties"]["alerts"] |= {
        "type": "object",
        "properties": alerts,
        "additionalProperties": False,
    }
    return _finished(schema, "caseledger ledger file", version)


def _days() -> dict[str, Any]:
    """Describe how far an alert looks: days, ``{days: N}`` or ``off``."""
    choices = [{"type": "integer", "minimum": 0, "maximum": LONGEST}, {"const": OFF}]
    long = {
        "type": "object",
        "properties": {"days": {"anyOf": choices}},
        "required": ["days"],
        "additionalProperties": False,
    }
    return {"description": "days, or off", "anyOf": [*choices, long]}


def _finished(schema: dict[str, Any], title: str, version: str) -> dict[str, Any]:
    schema["properties"]["format"] = {
        "const": FORMAT,
        "description": "the version of this format: 1",
    }
    # An editor reads this schema as JSON Schema 7 and shows its title; the version keeps an older
    # program from writing over what a newer one made.
    return {
        "$schema": DIALECT,
        "title": title,
        VERSION_KEY: version,
        **{k: v for k, v in schema.items() if k != "title"},
    }


def _rule(kind: Kind, lists: Lists) -> dict[str, Any] | None:
    """If the kind is this one, then these fields are required and these words are allowed."""
    then: dict[str, Any] = {"required": list(kind.required)} if kind.required else {}
    words: dict[str, Any] = {}
    if kind.outcomes:
        words["outcome"] = _one_of(kind.outcomes, lists)
    if kind.grounds:
        one = _one_of(kind.grounds, lists)
        words["grounds"] = {"anyOf": [one, {"type": "array", "items": one}]}
    if words:
        then["properties"] = words
    if not then:
        return None
    return {
        "if": {"properties": {"kind": {"const": kind.code}}, "required": ["kind"]},
        "then": then,
    }


def _one_of(words: Iterable[str], lists: Lists) -> dict[str, str]:
    """Refer to a closed list of words; kinds that share one share its place."""
    key = tuple(sorted(words))
    name = lists.setdefault(key, f"words-{len(lists) + 1}")
    return {"$ref": f"#/$defs/{name}"}


def is_newer(found: str, version: str) -> bool:
    """Whether a version is newer than another, by its first three numbers."""
    return _numbers(found) > _numbers(version)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", version)[:3]]
