"""Nothing is said to be certain that is not, and no file stops the look at the others."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from caseledger.cli.main import main

HEAD = """\
format: 1
id: one
title: A case
people:
  - {id: pp, pseudonym: Somebody, citizenship: [UZ], sources: [s1]}
sources:
  - {id: s1, kind: media, published: 2025-01-02}
  - {id: s2, kind: media, published: 2025-01-02}
events:
"""
ENTERED = "{date: 2024-01-01, kind: movement.entered, country: KZ}"
REQUESTED = "{date: 2024-03-01, kind: extradition.requested, country: KZ, by: UZ}"
GRANTED = "{date: 2024-04-01, kind: protection.granted, country: KZ}"
MEASURE = "{date: 2024-04-01, kind: complaint.measure-granted, country: KZ, body: CAT}"


def ledger(root: Path, *events: str) -> Path:
    (root / "ledger.yaml").write_text("format: 1\n", encoding="utf-8")
    (root / "cases").mkdir()
    entries = "".join(
        f"  - {{id: e{number}, {event[1:-1]}{'' if 'sources' in event else ', sources: [s1]'}}}\n"
        for number, event in enumerate(events)
    )
    (root / "cases" / "one.yaml").write_text(HEAD + entries, encoding="utf-8")
    return root


def row(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["-C", str(root), "--today", "2024-12-31", "status", "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["data"][0]
    return found


SAYS_HAPPENED = "sources: [s1, {source: s2, says: {state: happened}}]"


def entry(*fields: str) -> str:
    return f"{{{', '.join(fields)}}}"


REVOKED = "date: 2024-05-01, kind: protection.revoked, country: KZ"


@pytest.mark.parametrize(
    "events",
    [
        pytest.param(
            (ENTERED, REQUESTED, GRANTED, entry(REVOKED, "people: [ppp]")), id="wrong person"
        ),
        pytest.param(
            (ENTERED, REQUESTED, GRANTED, entry(REVOKED.replace("country", "cuntry"))),
            id="wrong key",
        ),
        pytest.param(
            (
                ENTERED, REQUESTED, GRANTED,
                entry(REVOKED, "state: refuted", SAYS_HAPPENED),
            ),
            id="refuted, but a source says that it happened",
        ),
        pytest.param(
            (
                ENTERED, REQUESTED, GRANTED,
                entry(
                    "date: 2024-05-01, kind: protection.interview, country: KZ",
                    "sources: [s1, {source: s2, says: {kind: protection.revoked}}]",
                ),
            ),
            id="another kind that would matter",
        ),
        pytest.param(
            (
                ENTERED, REQUESTED, MEASURE,
                "{date: 2024-05-01, kind: complaint.decided, body: CAT, outcome: inadmissible}",
            ),
            id="a decision without a state",
        ),
        pytest.param(
            (ENTERED, REQUESTED, GRANTED, entry(REVOKED.replace("KZ", "withheld"))),
            id="a withheld state may be this one",
        ),
        pytest.param(
            (ENTERED, REQUESTED, GRANTED, entry(REVOKED.replace("protection.revoked", "x.y"))),
            id="an unknown kind",
        ),
    ],
)  # fmt: skip
def test_what_may_change_it_makes_it_uncertain(
    events: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = row(ledger(tmp_path, *events), capsys)

    assert found["certain"] is False
    assert len(found["possible"]) > 1 or not found["possible_complete"]


@pytest.mark.parametrize(
    ("doubt", "possible"),
    [
        pytest.param(entry(REVOKED, "state: refuted", SAYS_HAPPENED), ["exposed", "protected"]),
        pytest.param(
            entry(
                "date: 2024-05-01, kind: protection.interview, country: KZ",
                "sources: [s1, {source: s2, says: {kind: protection.revoked}}]",
            ),
            ["exposed", "protected"],
        ),
        pytest.param(
            entry(REVOKED.replace("KZ", "withheld")), ["exposed", "protected"],
        ),
        pytest.param(entry(REVOKED.replace("KZ", "unknown")), ["exposed", "protected"]),
        pytest.param(entry(REVOKED.replace("KZ", "PL")), ["protected"]),
    ],
    ids=["refuted", "kind", "withheld", "unknown", "elsewhere"],
)  # fmt: skip
def test_what_the_doubt_leaves_possible(
    doubt: str, possible: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = row(ledger(tmp_path, ENTERED, REQUESTED, GRANTED, doubt), capsys)

    assert (found["possible"], found["possible_complete"]) == (possible, True)


def test_a_resolution_against_the_entry_is_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disputed = entry(
        "date: 2024-04-01, kind: protection.granted, country: KZ",
        "sources: [s1, {source: s2, says: {kind: protection.refused}}]",
        "resolved: {kind: {prefer: s2}}",
    )

    found = row(ledger(tmp_path, ENTERED, REQUESTED, disputed), capsys)

    assert (found["standing"], found["certain"]) == ("exposed", True)


def test_the_same_without_the_doubt_is_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = row(ledger(tmp_path, ENTERED, REQUESTED, GRANTED), capsys)

    assert (found["standing"], found["certain"]) == ("protected", True)


def test_two_withheld_states_are_not_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(
        tmp_path,
        "{date: 2024-01-01, kind: movement.entered, country: withheld}",
        "{date: 2024-03-01, kind: extradition.requested, country: withheld, by: withheld}",
    )

    found = row(root, capsys)

    assert found["possible"] == ["exposed", "unknown"]
    assert found["certain"] is False


def test_the_worst_is_possible_among_many_rumours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certificate = "date: 2024-04-02, kind: protection.certificate-issued, country: KZ"
    rumours = (
        entry(REVOKED, "state: alleged"),
        "{date: 2024-05-02, kind: protection.certificate-withdrawn, country: KZ, state: alleged}",
        entry(MEASURE[1:-1], "state: alleged"),
        entry(MEASURE[1:-1].replace("CAT", "HRC"), "state: alleged"),
        "{date: 2024-05-05, kind: protection.granted, country: KZ, state: alleged}",
    )
    issued = entry(certificate, "until: 2025-12-31")

    found = row(ledger(tmp_path, ENTERED, REQUESTED, GRANTED, issued, *rumours), capsys)

    assert found["standing"] == "exposed"


@pytest.mark.parametrize("date", ["0001", "0999-05", '"[0001..0002]"', "0001-01-01~", "9999"])
@pytest.mark.parametrize("command", [["status"], ["show", "one"], ["timeline", "one"], []])
def test_the_ends_of_the_calendar_stop_nothing(
    date: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, ENTERED, GRANTED.replace("2024-04-01", date))

    for today in ("0001-01-01", "2024-12-31", "9999-12-31"):
        assert main(["-C", str(root), "--today", today, *command]) == 0
    assert "mistake of the program" not in capsys.readouterr().err


def test_a_gate_does_not_open_because_a_file_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, ENTERED, "{date: 2024-02-31, kind: movement.left}")

    assert main(["-C", str(root), "status"]) == 0
    assert "left out" in capsys.readouterr().err
    assert main(["-C", str(root), "status", "--fail-on", "exposed"]) == 4


def test_days_in_the_wrong_order_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, ENTERED)

    assert main(["-C", str(root), "timeline", "--from", "2024", "--to", "2023"]) == 2
    assert "before" in capsys.readouterr().err


def test_what_may_lie_after_the_day_is_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, GRANTED.replace("2024-04-01", "2024-04"))

    assert main(["-C", str(root), "timeline", "one", "--as-of", "2024-04-10"]) == 0
    assert "perhaps not by this day" in capsys.readouterr().out


def test_same_as_that_leads_nowhere_is_not_certain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, ENTERED)
    path = root / "cases" / "one.yaml"
    text = path.read_text(encoding="utf-8").replace("pseudonym: Somebody", "same_as: none/p")
    path.write_text(text.split("events:")[0] + "events: []\n", encoding="utf-8")

    assert row(root, capsys)["certain"] is False


def test_a_closed_stdout_is_no_mistake_of_the_program(tmp_path: Path) -> None:
    program = f'"{sys.executable}" -m caseledger -C "{ledger(tmp_path, ENTERED)}" status >&-'

    ended = subprocess.run(["bash", "-c", program], stderr=subprocess.PIPE, text=True, check=False)

    assert ended.returncode == 0
    assert ended.stderr == ""


def test_a_closed_part_of_a_public_case_is_not_told_to_a_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ledger(tmp_path, ENTERED, "{date: CANARY, kind: movement.left, visibility: restricted}")
    path = root / "cases" / "one.yaml"
    public = path.read_text(encoding="utf-8").replace("people:", "visibility: public\npeople:", 1)
    path.write_text(public, encoding="utf-8")

    assert main(["-C", str(root), "check"]) == 1
    assert main(["-C", str(root), "check", "--json"]) == 1

    printed = capsys.readouterr()
    assert "CL205" in printed.out
    assert "CANARY" not in printed.out + printed.err
