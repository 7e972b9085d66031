"""What `set`, `unset` and `rm` do, as plans: one field or one entry of a case."""

from __future__ import annotations

from collections.abc import Sequence

from caseledger.actions.desk import Desk
from caseledger.actions.plans import Plan
from caseledger.actions.writing import others_of, revised, target
from caseledger.domain.case import Case
from caseledger.domain.changes import ENTRIES
from caseledger.domain.edits import Value
from caseledger.domain.entry_values import written
from caseledger.domain.revisions import drop, put
from caseledger.domain.spots import Found, spot_of
from caseledger.domain.typed import Typist
from caseledger.errors import UsageProblem

FIXED: dict[tuple[type, str], str] = {
    (Case, "id"): "caseledger mv OLD NEW renames a case together with its file",
    (Case, "format"): "it says which version of the format the file has",
}
"""What is not set, and why not."""


def set_plan(desk: Desk, word: str, path: str, values: Sequence[str]) -> Plan:
    """Plan a value for a field. Raises `UsageProblem`, `NotFound`, `Ambiguous` or `Refused`."""
    old = target(desk, word)
    found = spot_of(old.case, path)
    if not found.key:
        raise UsageProblem("this is a whole entry", "name one of its fields, or caseledger edit")
    if found.part is not None and (found.part, found.key) in FIXED:
        raise UsageProblem(f"{found.key} is not set", FIXED[found.part, found.key])
    value = _value(desk, old.case, found, values)
    write = revised(desk, old, put(found.spot, value))
    return Plan(
        desk,
        "set",
        (write,),
        made=_entry(found),
        understood=((found.key, str(value)),) if [value] != list(values) else (),
        others=others_of(desk, write.case),
    )


def unset_plan(desk: Desk, word: str, path: str) -> Plan:
    """Plan to take a field away. Raises as `set_plan`; `Refused` if the case needs the field."""
    old = target(desk, word)
    found = spot_of(old.case, path)
    if not found.key:
        raise UsageProblem("this is a whole entry", "caseledger rm takes entries away")
    if found.part is Case and found.key in ENTRIES:
        raise UsageProblem(
            "this is a whole list of entries", "caseledger rm takes them away one by one"
        )
    write = revised(desk, old, drop(found.spot))
    return Plan(desk, "unset", (write,), made=_entry(found), others=others_of(desk, write.case))


def remove_plan(desk: Desk, word: str, entry: str) -> Plan:
    """Plan to take an event, a source or a person away. Raises `Refused` if others refer to it."""
    old = target(desk, word)
    found = spot_of(old.case, entry)
    if found.key or not found.entry:
        raise UsageProblem("an entry is expected", "caseledger unset takes fields away")
    write = revised(desk, old, drop(found.spot))
    return Plan(desk, "rm", (write,), made=_entry(found), others=others_of(desk, write.case))


def _value(desk: Desk, case: Case, found: Found, values: Sequence[str]) -> Value:
    if found.part is None:
        return values[0] if len(values) == 1 else list(values)
    event = next((one for one in case.events if ("events", one.id) == found.entry), None)
    kind = desk.ledger.vocabulary.kind(event.kind) if event is not None else None
    typist = Typist(case, desk.ledger.vocabulary, desk.today, kind)
    value = typist.field(found.part, found.key, values)
    return written({found.key: value}, found.part)[found.key]


def _entry(found: Found) -> tuple[tuple[str, str], ...]:
    """What the change is about, for the message."""
    names = {"people": "person", "sources": "source", "events": "event"}
    return ((names.get(found.entry[0], found.entry[0]), found.entry[1]),) if found.entry else ()
