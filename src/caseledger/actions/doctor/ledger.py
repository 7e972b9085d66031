"""The ledger itself: its own files, its cases, the schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator

from caseledger.actions.desk import Desk
from caseledger.actions.doctor.looking import each
from caseledger.actions.schema import quick_states
from caseledger.domain.finding import Finding
from caseledger.domain.problem import Severity
from caseledger.store.cases import read_cases
from caseledger.store.files import LEDGER


def ledger_findings(desk: Desk) -> Iterator[Finding]:
    """Look at what the files of a ledger say."""
    return each("ledger", lambda: _own_files(desk), lambda: _cases(desk), lambda: _schemas(desk))


def _own_files(desk: Desk) -> Iterator[Finding]:
    told = {
        path: len([one for one in problems if one.severity is not Severity.INFO])
        for path, problems in desk.ledger.own_files.items()
    }
    for path in filter(told.get, told):
        many = "1 problem" if told[path] == 1 else f"{told[path]} problems"
        yield Finding("error", path, many, f"caseledger check {path}")
    if not told[LEDGER]:
        zone = desk.ledger.settings.timezone
        yield Finding("ok", LEDGER, f"in order; time zone {zone}, today {desk.today}")


def _cases(desk: Desk) -> Iterator[Finding]:
    files = list(read_cases(desk.ledger, desk.today))
    bad = sum(file.case is None for file in files)
    wrong = sum(file.has_errors for file in files)
    if wrong:
        words = f"{len(files)} files, {wrong} with errors, {bad} of them cannot be read"
        yield Finding("error", "cases", words, "caseledger check")
    else:
        yield Finding("ok", "cases", f"{len(files)} files, none with errors")


def _schemas(desk: Desk) -> Iterator[Finding]:
    for one in quick_states(desk):
        state = "ok" if one.state == "current" else "warning"
        hint = "caseledger schema write" if one.state in ("missing", "old") else ""
        yield Finding(state, f"schemas/{one.name}", one.state, hint)
