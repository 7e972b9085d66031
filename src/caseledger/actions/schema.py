"""The JSON Schemas of a ledger: shown, compared, written."""

from dataclasses import dataclass

from caseledger import __version__
from caseledger.actions.desk import Desk
from caseledger.domain.editor_schema import case_file_schema, ledger_file_schema
from caseledger.errors import CaseledgerError
from caseledger.store.schemas import as_text, is_from_newer, kept_text, write_schema

NAMES = {"case": "case.schema.json", "ledger": "ledger.schema.json"}


class NewerSchema(CaseledgerError):
    """The schema on disk comes from a newer program and is left as it is."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class SchemaState:
    """One schema file: ``missing``, ``old``, ``newer`` or ``current``."""

    name: str
    state: str


def schema_text(desk: Desk, which: str) -> str:
    """Return the schema of the case file or of `ledger.yaml` as text."""
    if which == "ledger":
        return as_text(ledger_file_schema(desk.ledger.vocabulary, __version__))
    return as_text(case_file_schema(desk.ledger.vocabulary, __version__))


def schema_states(desk: Desk) -> list[SchemaState]:
    """Compare the schema files of the ledger with what they should hold."""
    return [SchemaState(name, _state(desk, which, name)) for which, name in NAMES.items()]


def _state(desk: Desk, which: str, name: str) -> str:
    kept = kept_text(desk.ledger.root, name)
    if kept is None:
        return "missing"
    if kept == schema_text(desk, which):
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
