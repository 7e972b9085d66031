"""Every command that `why` proposes runs, and after it `why` says what was promised."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.domain.undecided import CERTIFICATE, ENTERED, REQUESTED, UNDECIDED, Undecided
from tests.small_ledgers import PERSON, case, write_ledger

from caseledger.cli.main import main

CERTAIN = {
    "limbo": (ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2024-07-31"),
    "exposed": (
        ENTERED,
        REQUESTED,
        "date: 2023-07-01, kind: complaint.lodged, body: CAT, country: KZ",
    ),
    "transfer-pending": (
        "date: 2022-01-10, kind: movement.entered, country: AT",
        "date: 2023-06-01, kind: transfer.decided, country: AT, to: PL",
    ),
    "unknown": (ENTERED,),
    "protected": (ENTERED, "date: 2023-01-20, kind: protection.granted, country: KZ"),
}
TWO = PERSON + "  - {id: qq, name: Another, citizenship: [UZ], sources: [s1]}\n"


def told(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["-C", str(root), "--today", day, "why", "open", "pp", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["data"][0]
    return found


def carried_out(root: Path, day: str, command: str, copy: Path) -> Path:
    """Run a command that is proposed in a copy of the ledger."""
    shutil.copytree(root, copy)
    program, *words = shlex.split(command)
    assert program == "caseledger"
    assert main(["-C", str(copy), "--today", day, *words, "--no-commit"]) == 0
    return copy


def kept(root: Path, lines: str, copy: Path) -> Path:
    """Add what is proposed to the law of a copy of the ledger."""
    shutil.copytree(root, copy)
    with (copy / "ledger.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"law:\n{lines}\n")
    return copy


@pytest.mark.parametrize("one", [pytest.param(one, id=name) for name, one in UNDECIDED.items()])
def test_an_answer_gives_what_was_promised(
    one: Undecided, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "ledger", {"open": one.text})
    answers = [a for each in told(root, one.day, capsys)["deciding"] for a in each["answers"]]
    assert answers

    for number, answer in enumerate(answers):
        copy = tmp_path / f"copy{number}"
        if answer["command"]:
            carried_out(root, one.day, answer["command"], copy)
        else:
            kept(root, answer["ledger"], copy)
        capsys.readouterr()
        assert told(copy, one.day, capsys)["possible"] == answer["possible"], answer


@pytest.mark.parametrize(
    ("standing", "people"),
    [*(pytest.param(code, PERSON, id=code) for code in CERTAIN), ("limbo", TWO)],
)
def test_an_entry_changes_what_was_promised(
    standing: str, people: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day, events = "2024-01-01", CERTAIN[standing]
    if people == TWO:
        events = tuple(f"{event}, people: [pp, qq]" for event in events)
    root = write_ledger(tmp_path / "ledger", {"open": case("open", *events, people=people)})
    before = told(root, day, capsys)
    assert before["standing"] == standing
    assert before["changes"]

    for number, change in enumerate(before["changes"]):
        copy = carried_out(root, day, change["command"], tmp_path / f"copy{number}")
        capsys.readouterr()
        assert told(copy, day, capsys)["possible"] == change["possible"], change


def test_a_day_ahead_brings_what_was_promised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case("open", *CERTAIN["limbo"])
    root = write_ledger(tmp_path / "ledger", {"open": text})
    ahead = told(root, "2024-01-01", capsys)["ahead"]

    assert [(one["day"], one["cause"]) for one in ahead] == [("2024-08-01", "ran-out")]
    assert told(root, ahead[0]["day"], capsys)["possible"] == ahead[0]["possible"]
