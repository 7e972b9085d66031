"""Files that git has none of yet: they keep no other file of a plan from its commit."""

from __future__ import annotations

from dataclasses import replace

from caseledger.actions.plans import Plan, Write
from caseledger.store.committed_cases import committed_files


def new_on_disk_alone(plan: Plan) -> Plan:
    """Let new files be changed on disk alone, and stay uncommitted, where others can be committed.

    A plan of new files alone stays as it is: then nothing is committed, and that is said. Raises
    `OutsideFailure` where git does not say what it holds.
    """
    known = committed_files(plan.desk.ledger.root) if plan.writes else None
    if known is None:
        return plan
    new = tuple(one.path.relative for one in plan.writes if one.path.relative not in known)
    if not 0 < len(new) < len(plan.writes):
        return plan
    writes = (_on_disk(one) if one.path.relative in new else one for one in plan.writes)
    return replace(plan, writes=tuple(writes), on_disk=new)


def _on_disk(write: Write) -> Write:
    edit = write.change.edit
    change = replace(write.change, edit=lambda old: None if old is None else edit(old))
    return replace(write, change=change)
