"""A case in full as public JSON: every field that is filled, under the names of the file."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from caseledger.domain.dates import CaseDate
from caseledger.domain.loading import KEYS


def case_data(value: object) -> object:
    """Return a part of a case as JSON: dates as written, empty fields left out, `x_` keys kept."""
    if isinstance(value, CaseDate):
        return value.text
    if is_dataclass(value) and not isinstance(value, type):
        return _mapping(value)
    if isinstance(value, Mapping):
        return {str(key): case_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [case_data(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _mapping(part: object) -> dict[str, object]:
    found: dict[str, object] = {}
    for one in fields(part):  # type: ignore[arg-type] # `case_data` lets only dataclasses in
        value = getattr(part, one.name)
        if one.name != "other" and value not in (None, (), {}):
            found[KEYS.get(one.name, one.name)] = case_data(value)
    other = getattr(part, "other", {})
    return found | {str(key): case_data(value) for key, value in other.items()}
