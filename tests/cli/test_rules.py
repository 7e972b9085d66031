"""`rules`: the list, the page of one, and the examples."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.small_ledgers import write_ledger

from caseledger.cli.completing import rules as offered
from caseledger.cli.main import main

SETTINGS = "format: 1\nrules: rules\n"
OWN = """\
format: 1
rules:
  - id: own-complaint
    title: {en: "[red]Lodge[/red] it", ru: Подать жалобу}
    law: An invented act, art. 7
    jurisdiction: KZ
    binds: applicant
    trigger: {kind: extradition.ordered, clock: served}
    for: 60d
    done_by: extradition.appealed
    profile: plain
    on_miss: passed
    status: unverified
    source: letter of counsel
    examples:
      - {trigger: 2026-01-13, due: 2026-03-14}
"""
MORE = """\
  - id: own-hearing
    title: Prepare the hearing
    law: An invented act, art. 8
    binds: state
    trigger: protection.appealed
    for: 10d
    profile: plain
    on_miss: passed
    status: text
    source: letter of counsel
"""
WRONG = OWN.replace("due: 2026-03-14", "due: 2026-03-16")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with one rule of its own."""
    root = write_ledger(tmp_path / "ledger", {}, SETTINGS)
    (root / "rules").mkdir()
    (root / "rules" / "own.yaml").write_text(OWN, encoding="utf-8")
    return root


def run(root: Path, *words: str, lang: str = "en") -> int:
    return main(["-C", str(root), "--lang", lang, "rules", *words])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--all"],
        ["--own"],
        ["show", "own-complaint"],
        ["show", "echr-application-4m"],
        ["show", "plain"],
        ["show", "instrument", "echr"],
    ],
    ids="-".join,
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_json_has_the_promised_shape(
    words: list[str],
    lang: str,
    ledger: Path,
    repository: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    schema = json.loads((repository / "schemas/output/rules.schema.json").read_bytes())

    assert run(ledger, *words, "--json", lang=lang) == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["data"]
    assert all(("parts" in one) == ("show" in words) for one in envelope["data"])


def test_what_is_written_is_the_rule_in_full(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "show", "own-complaint", "--json")
    (one,) = json.loads(capsys.readouterr().out)["data"]

    assert one["written"] == {
        "id": "own-complaint",
        "title": {"en": "[red]Lodge[/red] it", "ru": "Подать жалобу"},
        "law": "An invented act, art. 7",
        "jurisdiction": ["KZ"],
        "binds": "applicant",
        "trigger": {"any_of": [{"kind": ["extradition.ordered"], "clock": "served"}]},
        "for": "60d",
        "done_by": [{"kind": ["extradition.appealed"]}],
        "profile": "plain",
        "on_miss": "passed",
        "status": "unverified",
        "source": ["letter of counsel"],
        "examples": [{"trigger": "2026-01-13", "due": "2026-03-14"}],
    }


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        pytest.param(["--own"], lambda row: row["own"] == "own", id="own"),
        pytest.param(["--binds", "state"], lambda row: row["binds"] == "state", id="binds"),
        pytest.param(
            ["--status", "partial", "--status", "unverified"],
            lambda row: row["status"] in ("partial", "unverified"),
            id="status",
        ),
        pytest.param(
            ["--track", "transfer"], lambda row: "transfer." in row["trigger"], id="track"
        ),
        pytest.param(["--state", "kz"], lambda row: not row["rule"].startswith("pl-"), id="state"),
    ],
)
def test_filters(
    words: list[str], holds: Any, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, "--format", "csv") == 0
    everything = rows(capsys.readouterr().out)
    assert run(ledger, *words, "--format", "csv") == 0
    found = rows(capsys.readouterr().out)

    assert found
    assert len(found) < len(everything)
    assert all(map(holds, found))
    if words[0] != "--state":
        assert [row for row in everything if holds(row)] == found


def test_a_treaty_that_does_not_bind_a_state_takes_its_rules_along(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for state, has in (("PL", True), ("KZ", False)):
        run(ledger, "--state", state, "--format", "csv")
        ids = {row["rule"] for row in rows(capsys.readouterr().out)}
        assert ("echr-application-4m" in ids) == has


@pytest.mark.parametrize(
    ("lang", "mark"), [("en", "UNVERIFIED"), ("ru", "НЕ ПРОВЕРЕНО")], ids=["en", "ru"]
)
@pytest.mark.parametrize(
    "words",
    [
        ["rules", "--own"],
        ["rules", "show", "own-complaint"],
        ["explain", "own-complaint"],
        ["explain", "rule", "--format", "md"],
        ["rules", "show", "plain"],
    ],
    ids="-".join,
)
def test_what_was_not_read_is_never_shown_without_the_word(
    words: list[str], lang: str, mark: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(ledger), "--lang", lang, *words]) == 0
    output = capsys.readouterr().out

    lines = [line for line in output.splitlines() if "own-complaint" in line]
    assert lines
    assert all(mark in line for line in lines)


def test_the_page_of_a_rule_is_that_of_the_manual(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "show", "own-complaint")
    shown = capsys.readouterr().out
    main(["-C", str(ledger), "explain", "own-complaint"])

    assert capsys.readouterr().out == shown
    for words in ("[red]Lodge[/red] it", "60 days", "counted from service", "Kazakhstan"):
        assert words in shown


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(["show", "nothing-such"], 3, "no such rule", id="unknown"),
        pytest.param(["show", "minsk"], 3, "minsk-1993, minsk-protocol-1997", id="several"),
        pytest.param(["show", "echr-app"], 3, "echr-application-6m", id="a beginning"),
        pytest.param(["--state", "KX"], 2, "no such state", id="state"),
        pytest.param(["--track", "flight"], 2, "no such track", id="track"),
        pytest.param(["test", "rules/none.yaml"], 4, "cannot be tried", id="no file"),
    ],
)
def test_what_stops_it(
    words: list[str], code: int, told: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, *words) == code
    output = capsys.readouterr()
    assert told in output.err
    assert output.out == ""


def test_works_outside_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "show", "plain") == 0
    assert "plain" in capsys.readouterr().out


def test_a_rule_that_was_left_out_is_named(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "rules" / "own.yaml").write_text(OWN.replace("60d", "60 days"), encoding="utf-8")

    assert run(ledger, "--own", "--json") == 0
    output = capsys.readouterr()

    assert output.err == "rules/own.yaml: 1 problem; caseledger check rules/own.yaml\n"
    assert [one["file"] for one in json.loads(output.out)["warnings"]] == ["rules/own.yaml"]


def test_check_names_file_line_and_column_and_takes_the_path(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "rules" / "own.yaml").write_text(OWN.replace("plain", "plane"), encoding="utf-8")

    for words in ([], ["rules/own.yaml"], ["rules"]):
        assert main(["-C", str(ledger), "check", *words]) == 1
        output = capsys.readouterr().out
        assert "rules/own.yaml:11:14: error CL204: no such profile" in output
    assert main(["-C", str(ledger), "status", "--strict"]) == 4
    assert "rules/own.yaml: 1 problem" in capsys.readouterr().err


# Examples


def test_examples_that_hold(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "test", "rules/own.yaml") == 0
    output = capsys.readouterr()

    assert output.err == ""
    assert "own-complaint; UNVERIFIED  13 Jan 2026: due 14 Mar 2026" in output.out
    assert "examples tried: 1, failed: 0; rules without an example: 0" in output.out


def test_an_example_that_fails_shows_how_the_day_was_counted(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "rules" / "own.yaml").write_text(WRONG, encoding="utf-8")

    assert run(ledger, "test", "rules/own.yaml") == 1
    output = capsys.readouterr().out

    assert "FAILED" in output
    assert "comes out: due 14 Mar 2026" in output
    assert "1. 60 days from 13 Jan 2026" in output


def test_a_rule_without_an_example_is_named_and_is_no_failure(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ledger / "rules" / "own.yaml").write_text(OWN + MORE, encoding="utf-8")

    assert run(ledger, "test", "rules/own.yaml") == 0
    output = capsys.readouterr().out

    assert "no example  own-hearing" in output
    assert "rules without an example: 1" in output


def test_a_rule_that_is_wrong_is_a_failure_and_the_others_are_tried(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = OWN + MORE.replace("profile: plain", "profile: plane")
    (ledger / "rules" / "own.yaml").write_text(text, encoding="utf-8")

    assert run(ledger, "test", "rules/own.yaml") == 1
    output = capsys.readouterr()

    assert "examples tried: 1, failed: 0" in output.out
    assert output.err == "rules/own.yaml:23:14: error CL204: no such profile\n"


def test_without_a_file_all_rules_are_tried(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/rules-test.schema.json").read_bytes())

    assert run(ledger, "test", "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    found = {one["rule"]: one["holds"] for one in envelope["data"]}
    assert found["own-complaint"] is True
    assert found["echr-application-4m"] is True
    assert False not in found.values()


def test_json_of_a_failure_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/rules-test.schema.json").read_bytes())
    (ledger / "rules" / "own.yaml").write_text(WRONG + MORE, encoding="utf-8")

    run(ledger, "test", "rules/own.yaml", "--json")
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    first, second = envelope["data"]
    assert first["found"] == {"due": "2026-03-14"}
    assert first["holds"] is False
    assert first["steps"]
    assert second["holds"] is None


def test_the_shell_offers_rules() -> None:
    assert {code for code, _ in offered("echr-app")} == {
        "echr-application-6m",
        "echr-application-4m",
    }
