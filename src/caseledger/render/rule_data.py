"""The public JSON of rules: what is asked for most, and the whole as it stands in a file."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Any, cast

from caseledger.domain.dates import CaseDate
from caseledger.domain.loading import KEYS
from caseledger.domain.rules.period import Period
from caseledger.domain.rules.rule import Instrument, Profile, Rule
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.rule_pages import own_key

RULE_KEYS = ("law", "binds", "family", "instrument", "profile", "act", "on_miss")
"""Plain fields of a rule that stand at the top; null for what is no rule."""


def rule_data(
    sort: str, code: str, part: Rule | Profile | Instrument, vocabulary: Vocabulary
) -> dict[str, object]:
    """Return the public JSON object of a rule, a way of counting or a treaty."""
    rule = part if isinstance(part, Rule) else None
    key = own_key(code, vocabulary) if rule else ""
    return {
        "sort": sort,
        "id": code,
        "title": dict(part.title),
        **{name: getattr(rule, name, None) for name in RULE_KEYS},
        "jurisdiction": list(rule.jurisdiction) if rule else [],
        "period": rule.for_.text if rule and rule.for_ else None,
        "trigger": _kinds(rule.trigger.patterns) if rule else [],
        "done_by": _kinds(rule.done_by) if rule else [],
        "moot_by": _kinds(rule.moot_by) if rule else [],
        "status": getattr(part, "status", None),
        "own": bool(key),
        "replaces": key == "replaces",
        "source": list(part.source),
        "note": dict(part.note) if part.note else None,
        "written": as_written(part),
    }


def _kinds(patterns: Sequence[Any]) -> list[str]:
    return list(dict.fromkeys(code for pattern in patterns for code in pattern.kind))


def as_written(value: Any) -> Any:  # noqa: ANN401 - any part of a file of rules
    """Return a part in the form of a file, in full and without what is as it is by default."""
    if isinstance(value, Period):
        return value.text
    if isinstance(value, CaseDate):
        return value.text
    if isinstance(value, Day):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): as_written(one) for key, one in value.items()}
    return [as_written(one) for one in value] if isinstance(value, tuple) else value


def _fields(value: Any) -> dict[str, object]:  # noqa: ANN401
    fields = dataclasses.fields(cast("Any", value))
    given = {KEYS.get(one.name, one.name): (one, getattr(value, one.name)) for one in fields}
    return {
        key: as_written(held)
        for key, (one, held) in given.items()
        if not one.metadata.get("internal") and held != one.default
    }
