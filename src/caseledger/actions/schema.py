"""The JSON Schemas of a ledger and of what commands print: listed, shown, compared, written."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from caseledger import __version__
from caseledger.actions.desk import Desk
from caseledger.domain.editor_schema import (
    case_file_schema,
    ledger_file_schema,
    rules_file_schema,
)
from caseledger.errors import CaseledgerError, NotFound
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.schemas import as_text, is_from_newer, kept_text, write_schema
from caseledger.store.shipped_schemas import Listed, output_schemas, shipped_text

NAMES = {
    "case": "case.schema.json",
    "ledger": "ledger.schema.json",
    "rules": "rules.schema.json",
}
"""The files that editors read, by the words of `schema`."""

_MADE = {"case": case_file_schema, "ledger": ledger_file_schema, "rules": rules_file_schema}


class NewerSchema(CaseledgerError):
    """The schema on disk comes from a newer program and is left as it is."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class SchemaState:
    """One schema file: ``missing``, ``old``, ``newer`` or ``current``."""

    name: str
    state: str


def schema_text(desk: Desk, which: str) -> str:
    """Return the schema of case files, of `ledger.yaml` or of files of rules as text."""
    return as_text(_MADE[which](desk.ledger.vocabulary, __version__))


def schema_states(desk: Desk) -> list[SchemaState]:
    """Compare the schema files of the ledger with what they should hold."""
    return [SchemaState(name, _state(desk, which, name)) for which, name in NAMES.items()]


def quick_states(desk: Desk) -> list[SchemaState]:
    """Compare them as `schema_states` does, where it can be told without making them anew.

    A ledger without words of its own has the schemas that come with the program.
    """
    if desk.ledger.vocabulary is not load_vocabulary():
        return schema_states(desk)
    shipped = {name: shipped_text(name) for name in NAMES.values()}
    if None in shipped.values():
        return schema_states(desk)
    return [
        SchemaState(name, _held_against(desk, name, text or "")) for name, text in shipped.items()
    ]


def _state(desk: Desk, which: str, name: str) -> str:
    if kept_text(desk.ledger.root, name) is None:
        return "missing"
    return _held_against(desk, name, schema_text(desk, which))


def _held_against(desk: Desk, name: str, wanted: str) -> str:
    kept = kept_text(desk.ledger.root, name)
    if kept is None:
        return "missing"
    if kept == wanted:
        return "current"
    return "newer" if is_from_newer(kept, __version__) else "old"


def write_schemas(desk: Desk) -> list[str]:
    """Bring the schema files up to date and return the names of those that changed.

    Raises `NewerSchema` rather than write over the work of a newer program.
    """
    states = schema_states(desk)
    if any(one.state == "newer" for one in states):
        raise NewerSchema(
            "a newer caseledger wrote these schemas", "install that one to write them"
        )
    changed = [one.name for one in states if one.state != "current"]
    for which, name in NAMES.items():
        if name in changed:
            write_schema(desk.ledger.root, name, schema_text(desk, which))
    return changed


def listed() -> list[Listed]:
    """Return every schema: those of files first, then those of what commands print, by name."""
    files = [_file(which, shipped_text(name)) for which, name in NAMES.items()]
    return [*files, *(_output(name, text) for name, text in output_schemas())]


def schema_named(word: str, desk: Desk | None) -> str:
    """Return a schema by its name or by what the output calls itself, as text.

    Those of files have the ledger's own words in it where there is a ledger. Raises `NotFound`.
    """
    known = listed()
    found = next((one.name for one in known if word in (one.name, one.schema)), None)
    if found in NAMES:
        text = schema_text(desk, found) if desk is not None else shipped_text(NAMES[found])
    else:
        text = dict(output_schemas()).get(found or "")
    if text is None:
        raise NotFound("there is no schema of this name", _nearest(word, known))
    return text


def _file(which: str, text: str | None) -> Listed:
    return Listed(which, None, (), str(json.loads(text or "{}").get("title", "")))


def _output(name: str, text: str) -> Listed:
    schema = json.loads(text)
    told = schema["properties"]["schema"]["const"]
    return Listed(name, told, tuple(schema["x-commands"]), schema["title"])


def _nearest(word: str, known: Sequence[Listed]) -> str:
    plain = word.lower().removeprefix("caseledger.").partition("/")[0]
    near = get_close_matches(plain, [one.name for one in known], n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else "caseledger schema list names them"
