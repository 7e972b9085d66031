"""JSON Schemas for editors: of case files, of `ledger.yaml` and of files of rules.

They are made for one ledger, with its own kinds. What they refuse, `check` finds too; what hangs
together across a file, only `check` sees.
"""

import re
from typing import Any

from caseledger.domain.case import Case
from caseledger.domain.editor_events import describe_events, kind_codes
from caseledger.domain.editor_examples import EXAMPLES
from caseledger.domain.editor_types import both_labels, closed_list, describe_values
from caseledger.domain.fields import pattern
from caseledger.domain.json_schema import Schema, Shared, json_schema_of, reference
from caseledger.domain.kind import mapping
from caseledger.domain.law import Provision
from caseledger.domain.own_alerts import LONGEST, OFF
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.settings import Settings
from caseledger.domain.values import ADDRESS_PATTERN, ID_PATTERN
from caseledger.domain.vocabulary import Vocabulary

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that yaml-language-server reads in full."""

VERSION_KEY = "x-caseledger"
"""The key that tells which version of the program wrote a schema."""


def case_file_schema(vocabulary: Vocabulary, version: str) -> dict[str, Any]:
    """Describe a case file of a ledger with this vocabulary."""
    schema = json_schema_of(Case)
    shared: Shared = schema["$defs"]
    _describe(schema, vocabulary)
    _use_lists(shared, vocabulary)
    tie = rf"{ID_PATTERN}(/{ID_PATTERN})?|{ADDRESS_PATTERN}"
    _retype(shared["Link"], "to", pattern(tie))
    _retype(shared["Person"], "same_as", pattern(f"{ID_PATTERN}/{ID_PATTERN}"))
    _ask_for_people(schema, shared)
    describe_events(shared, vocabulary)
    return _finished(schema, "caseledger case file", version)


def ledger_file_schema(vocabulary: Vocabulary, version: str) -> dict[str, Any]:
    """Describe `ledger.yaml`. ``vocabulary`` has the alerts."""
    schema, provision = json_schema_of(Settings), json_schema_of(Provision)
    shared: Shared = schema["$defs"]
    shared |= provision.pop("$defs")
    # Each provision is read by itself, so that one that is wrong takes nothing else with it.
    shared["Provision"] = provision
    _describe(schema, vocabulary)
    shared["bodies"] = _listed("bodies", vocabulary)
    _retype_all(shared["Provision"], "body", "bodies")
    shared["days"] = _days()
    properties = schema["properties"]
    properties["law"] |= {"type": "array", "items": reference("Provision")}
    properties["alerts"] |= {
        "type": "object",
        "properties": {
            name: _alert(mapping(page)) for name, page in vocabulary.alert_pages.items()
        },
        "additionalProperties": False,
    }
    return _finished(schema, "caseledger ledger file", version)


def rules_file_schema(vocabulary: Vocabulary, version: str) -> dict[str, Any]:
    """Describe a file of a ledger's own rules for deadlines."""
    schema = json_schema_of(RuleFile)
    shared: Shared = schema["$defs"]
    _describe(schema, vocabulary)
    places = {code: both_labels(names) for code, names in vocabulary.states.items()}
    groups = _listed("groups", vocabulary)
    named = zip(groups["enum"], groups["enumDescriptions"], strict=True)
    shared["place"] = closed_list([*places.items(), *named])
    _retype_all(shared["Rule"], "jurisdiction", "place")
    shared["bodies"] = _listed("bodies", vocabulary)
    _retype_all(shared["EventPattern"], "body", "bodies")
    return _finished(schema, "caseledger file of rules", version)


def _describe(schema: Schema, vocabulary: Vocabulary) -> None:
    """Say of every value what it may be, and show examples of text."""
    shared: Shared = schema["$defs"]
    describe_values(shared, vocabulary)
    if "kind" in shared:
        shared["kind"] = kind_codes(vocabulary)
    for part in (schema, *shared.values()):
        for key, field in part.get("properties", {}).items():
            if key in EXAMPLES and not _shows_itself(field):
                field["examples"] = EXAMPLES[key]


def _shows_itself(field: Schema) -> bool:
    """Whether the type of a field has examples or choices: only free text needs others."""
    text = reference("text")
    lists = {"type": "array", "items": text}
    forms = (
        [text] if field.get("$ref") == text["$ref"] else field.get("oneOf", [field.get("items")])
    )
    return text not in forms and lists not in forms


def _use_lists(shared: Shared, vocabulary: Vocabulary) -> None:
    """Give the closed lists of the vocabulary to the fields that hold one of their words."""
    for name in ("sources", "bodies"):
        shared[name] = _listed(name, vocabulary)
    own = (code.partition(".")[0] for code in vocabulary.codes)
    shared["track"] = closed_list(
        (track, both_labels(mapping(vocabulary.section("tracks").get(track)).get("label")))
        for track in dict.fromkeys((*vocabulary.tracks, *own))
    )
    _retype(shared["Source"], "kind", reference("sources"))
    _retype(shared["Event"], "body", reference("bodies"))
    _retype(shared["Claims"], "body", reference("bodies"))
    _retype_all(shared["Event"], "against", "track")
    _retype_all(shared["Person"], "fears", "state")  # nobody fears to be stateless


def _listed(name: str, vocabulary: Vocabulary) -> Schema:
    """Describe the codes of a section of the vocabulary with their labels."""
    return closed_list(
        (code, both_labels(mapping(tree).get("label")))
        for code, tree in vocabulary.section(name).items()
    )


def _retype(part: Schema, key: str, schema: Schema) -> None:
    """Describe a field of text more narrowly."""
    field = part["properties"][key]
    field.pop("$ref")
    field |= schema


def _retype_all(part: Schema, key: str, name: str) -> None:
    """Describe the members of a field more narrowly that holds a text or a list of them."""
    one = reference(name)
    part["properties"][key] |= {"oneOf": [one, {"type": "array", "items": one}]}
    part["properties"][key].pop("examples", None)


def _ask_for_people(schema: Schema, shared: Shared) -> None:
    """Somebody must be named; where there are several, each event says whom it concerns."""
    schema["properties"]["people"]["minItems"] = 1
    shared["Event"]["properties"]["people"]["minItems"] = 1
    several = {"properties": {"people": {"minItems": 2}}, "required": ["people"]}
    whom = {"properties": {"events": {"items": {"required": ["people"]}}}}
    schema |= {"if": several, "then": whom}
    sealed = {"properties": {"sealed": {"const": True}}, "required": ["sealed"]}
    group = {"properties": {"kind": {"const": "group"}}, "required": ["kind"]}
    named = [{"required": [key]} for key in ("name", "pseudonym", "same_as")]
    shared["Person"]["allOf"] = [
        {"anyOf": [*named, sealed]},
        {
            "if": sealed,
            "then": {"properties": {"name": False, "aliases": False, "born": False}},
        },
        {
            "if": group,
            "then": {"required": ["count"]},
            "else": {"properties": {"count": False}},
        },
    ]


def _alert(page: Any) -> Schema:  # noqa: ANN401 - out of the catalogue
    """Describe what can be set for an alert."""
    about = {"title": both_labels(page.get("label"))}
    return {**about, **(reference("days") if "threshold" in page else {"const": OFF})}


def _days() -> dict[str, Any]:
    """Describe how far an alert looks: days, ``{days: N}`` or ``off``."""
    choices = [{"type": "integer", "minimum": 0, "maximum": LONGEST}, {"const": OFF}]
    long = {
        "type": "object",
        "properties": {"days": {"oneOf": choices}},
        "required": ["days"],
        "additionalProperties": False,
    }
    return {"description": "days, or off", "oneOf": [*choices, long]}


def _finished(schema: Schema, title: str, version: str) -> dict[str, Any]:
    # An editor reads this schema as JSON Schema 7 and shows its title; the version keeps an older
    # program from writing over what a newer one made.
    named = {"$schema": DIALECT, "title": title, VERSION_KEY: version}
    return named | {key: value for key, value in schema.items() if key != "title"}


def is_newer(found: str, version: str) -> bool:
    """Whether a version is newer than another, by its first three numbers."""
    return _numbers(found) > _numbers(version)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", version)[:3]]
