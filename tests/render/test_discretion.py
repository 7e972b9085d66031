"""Nothing of a closed part leaves the terminal, whatever is wrong with it, and in no format."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.problems.catalogue import ledger_in

from caseledger.actions.check import answered
from caseledger.render.check import as_rows, as_text, run_of
from caseledger.render.reports import REPORTS
from caseledger.render.screen import Screen
from caseledger.render.told import told
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath

TODAY = dt.date(2026, 11, 24)
PIPE = Screen(None)
CANARY = "Kanareika"
HEAD = """\
format: 1
id: open
title: An invented case
visibility: public
people:
  - {id: aa, name: Openly Known, citizenship: [UZ], sources: [s1]}
sources:
  - {id: s1, kind: media, published: 2024-06-01}
events:
"""
FINE = "  - {id: bcd22, date: 2024-05-01, kind: movement.entered, country: KZ, sources: [s1]}\n"


def entry(more: str, value: str = f"country: {CANARY}") -> str:
    return f"""\
  - id: bcd23
    date: 2024-05-02
    kind: detention.arrested
    {value}
    {more}
    sources: [s1]
"""


def read(text: str, name: str = "open") -> CaseFile:
    path = CasePath(f"cases/{name}.yaml", name, regular=True)
    file = case_from(ledger_in(Path()), path, text.encode(), TODAY)
    found = answered(file, TODAY)
    return CaseFile(file.path, file.name, file.case, found.told, file.document)


CLOSED = {
    "a restricted event": HEAD + FINE + entry("visibility: restricted"),
    "an embargo to come": HEAD + FINE + entry("embargo: 2030-01-01"),
    "an embargo that cannot be read": HEAD + FINE + entry("embargo: soon"),
    "a place": HEAD + entry(f"place: {{name: {CANARY}, precision: {CANARY}}}", "country: KZ"),
    "a sealed person": HEAD.replace(
        "name: Openly Known", f"pseudonym: A, sealed: true, born: {CANARY}"
    )
    + FINE,
    "a person sealed in other words": HEAD.replace(
        "name: Openly Known", f"pseudonym: A, sealed: Yes, born: {CANARY}"
    )
    + FINE,
    "a comment inside": HEAD
    + FINE
    + entry(f"# caseledger: ignore CL401 until 2020-01-01: {CANARY}", "country: KZ").replace(
        "    sources", "    visibility: restricted\n    sources"
    ),
    "a neighbour in the same line": HEAD.replace("events:\n", "")
    + f"events: [{{id: bcd22, visibility: restricted, note: {CANARY}, date: 2024-05-01, "
    "kind: case.note, sources: [s1]}, {id: bcd23, date: 2024-99-01, kind: case.note, "
    "note: x, sources: [s1]}]\n",
    "a closed case": (HEAD + FINE + entry("")).replace("public", "restricted"),
    "a key in a closed case": (HEAD + FINE).replace("public", "restricted") + f"{CANARY}: x\n",
    "a name under another": (
        HEAD.replace("name: Openly Known", f"name: {CANARY} Vydumannyi")
        + FINE
        + entry(f"note: spoke with {CANARY}", "country: KZ")
    ).replace("public", "restricted"),
}


@pytest.mark.parametrize("text", CLOSED.values(), ids=CLOSED)
def test_nothing_closed_is_told(text: str) -> None:
    file = read(text)

    assert file.problems
    outputs = [as_text((file,), PIPE), str(as_rows((file,)))]
    run = run_of((file,), {}, "", ("error",))
    outputs += [report(told((file,)), run) for report in REPORTS.values()]
    assert [one for one in outputs if CANARY.casefold() in one.casefold()] == []


def test_on_a_terminal_it_is_shown() -> None:
    file = read(CLOSED["a restricted event"])

    assert CANARY in as_text((file,), Screen(80))


def test_what_is_open_is_told() -> None:
    file = read(HEAD + FINE + entry(""))

    assert CANARY in as_text((file,), PIPE)


def test_beside_a_closed_entry_an_open_one_is_told() -> None:
    text = HEAD + entry("visibility: restricted", "country: KZ")
    file = read(text + entry("").replace("bcd23", "bcd24"))

    assert CANARY in as_text((file,), PIPE)
