"""What a schema for editors says of events: each kind, its fields, its outcomes and grounds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caseledger.domain.editor_types import both_labels, closed_list
from caseledger.domain.json_schema import Schema, Shared, reference
from caseledger.domain.kind import KIND_FIELDS, Kind, mapping
from caseledger.domain.vocabulary import Vocabulary

LISTED = ("outcome", "grounds")
"""Fields whose words come from a list of the kind; the other fields go by the track."""

_SPECIAL = frozenset(r"\.*+?^$()[]{}|")


def kinds_of(vocabulary: Vocabulary) -> tuple[Kind, ...]:
    """All kinds that can stand in a file, those of the ledger too."""
    return tuple(kind for kind in vocabulary.kinds if not kind.input_only)


def kind_codes(vocabulary: Vocabulary) -> Schema:
    """Describe the kinds as a closed list with their labels."""
    kinds = closed_list((kind.code, both_labels(kind.labels)) for kind in kinds_of(vocabulary))
    return {**kinds, "errorMessage": "no such kind of event; caseledger vocabulary lists them"}


def describe_events(shared: Shared, vocabulary: Vocabulary) -> None:
    """Let the kind decide which fields an event may have, and which it must.

    Only what the kind takes is offered; before there is a kind, only what every event may have.
    """
    event = shared["Event"]
    fields = event["properties"]
    for key in sorted(KIND_FIELDS):
        shared[f"event-{key}"] = fields[key]
        fields[key] = True  # allowed by this, described by what follows from the kind
    for key in LISTED:
        # Where the words come from a list, no others are offered as examples.
        shared[f"event-{key}-in-words"] = dict(shared[f"event-{key}"])
        shared[f"event-{key}"].pop("examples", None)
    kinds = kinds_of(vocabulary)
    event["allOf"] = [
        *_by_fields(kinds, KIND_FIELDS.difference(LISTED)),
        *_by_fields(kinds, LISTED),
        *_by_track(kinds, vocabulary, shared),
    ]


def _by_fields(kinds: Iterable[Kind], fields: Iterable[str]) -> Iterator[Schema]:
    """Yield one rule for all kinds that take the same of some fields."""
    groups: dict[tuple[tuple[str, str], ...], list[Kind]] = {}
    for kind in kinds:
        taken = tuple((key, _described_by(key, kind)) for key in sorted(fields))
        groups.setdefault(taken, []).append(kind)
    for taken, group in groups.items():
        codes = [code for kind in group for code in (kind.code, *kind.aliases)]
        allowed = {key: reference(name) if name else False for key, name in taken}
        yield _if_kind({"enum": codes}, {"properties": allowed})


def _described_by(key: str, kind: Kind) -> str:
    """Return where a field is described for a kind; empty where the kind does not take it."""
    if not kind.allows(key):
        return ""
    words = {"outcome": kind.outcomes, "grounds": kind.grounds}
    in_words = key in LISTED and not words[key]
    return f"event-{key}-in-words" if in_words else f"event-{key}"


def _by_track(kinds: Iterable[Kind], vocabulary: Vocabulary, shared: Shared) -> Iterator[Schema]:
    """Yield the rules of single kinds, those of a track together.

    An editor that knows the track of an event asks for the kinds of no other.
    """
    groups: dict[tuple[str, ...], list[Schema]] = {}
    for kind in kinds:
        tracks = {code.partition(".")[0] for code in (kind.code, *kind.aliases)}
        rule = _rule(kind, vocabulary, shared)
        if rule is not None:
            groups.setdefault(tuple(sorted(tracks)), []).append(rule)
    for group, rules in groups.items():
        track = {"pattern": f"^(?:{'|'.join(group)})[.]"}
        yield _if_kind(track, {"allOf": rules})


def _rule(kind: Kind, vocabulary: Vocabulary, shared: Shared) -> Schema | None:
    """If the kind is this one, then these fields are required and these words are allowed."""
    then: Schema = {"required": list(kind.required)} if kind.required else {}
    words: dict[str, Any] = {}
    if kind.outcomes:
        words["outcome"] = _one_of(f"outcomes-{kind.code}", kind.outcomes, vocabulary, shared)
    if kind.grounds:
        one = _one_of(f"grounds-{kind.code}", kind.grounds, vocabulary, shared)
        many = {"oneOf": [one, {"type": "array", "items": one}]}
        words["grounds"] = _shared(f"any-{one['$ref'].rpartition('/')[2]}", many, shared)
    if words:
        then["properties"] = words
    one_kind = {"enum": [kind.code, *kind.aliases]} if kind.aliases else {"const": kind.code}
    return _if_kind(one_kind, then) if then else None


def _if_kind(kinds: Schema, then: Schema) -> Schema:
    return {"if": {"properties": {"kind": kinds}, "required": ["kind"]}, "then": then}


def _one_of(name: str, words: Mapping[str, str], vocabulary: Vocabulary, shared: Shared) -> Schema:
    """Refer to a closed list; kinds that have the same one share the place of the first.

    The codes are offered with their labels; other accepted words are allowed and not offered.
    """
    codes = closed_list((code, _term(code, vocabulary)) for code in dict.fromkeys(words.values()))
    aliases = [word for word, code in words.items() if word != code]
    if aliases:
        codes = {"oneOf": [codes, {"type": "string", "pattern": _any_of(aliases)}]}
    return _shared(name, codes, shared)


def _shared(name: str, schema: Schema, shared: Shared) -> Schema:
    """Refer to what is described already, under whatever name, else describe it under this one."""
    known = next((key for key, one in shared.items() if one == schema), name)
    shared.setdefault(known, schema)
    return reference(known)


def _term(code: str, vocabulary: Vocabulary) -> str:
    plain = code.replace("-", " ")
    return both_labels({"en": plain, **mapping(vocabulary.terms.get(code))})


def _any_of(words: Iterable[str]) -> str:
    """Write a pattern of some words, in the part of the language that all editors read."""
    escaped = ("".join(f"\\{c}" if c in _SPECIAL else c for c in word) for word in words)
    return f"^(?:{'|'.join(escaped)})$"
