"""`deadlines` as a person, a job and a program see it."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.due_ledger import TODAY, due_case, due_ledger
from tests.small_ledgers import BROKEN

from caseledger.cli.main import main

OURS = "--rule=our-answer,our-claim,our-figure,fixed,task"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return due_ledger(tmp_path_factory.mktemp("due"))


def run(root: Path, *words: str, lang: str = "en") -> int:
    return main(["-C", str(root), "--today", TODAY, "--lang", lang, "deadlines", *words])


def test_json_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/deadlines.schema.json").read_bytes())

    assert run(ledger, "--all", "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["tool"]["holidays"].startswith("holidays ")
    assert {row["state"] for row in envelope["data"]} >= {
        *("overdue", "due-soon", "upcoming", "needs-input", "missed", "met"),
    }


def test_one_object_for_each_person(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "soon", OURS, "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [(row["person"], row["due"]) for row in rows] == [
        ("pp", "2025-06-14"),
        ("qq", "2025-06-14"),
    ]
    assert rows[0]["steps"] == [
        'The clock starts with "Letter sent to Kazakhstan" (s1): 4 Jun 2025.',
        "10 days from 4 Jun 2025; that day not counted; ends on Sat 14 Jun 2025.",
        (
            "Sat 14 Jun 2025 is a free day (Saturday); under this way of counting a free last day "
            "is not moved."
        ),
        "Last day: Sat 14 Jun 2025.",
    ]


def test_a_row_says_when_what_who_whose_and_how_sure(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, OURS, "soon", "late") == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    assert lines[1:] == [
        (
            "Wed 21 May 2025 20 days ago overdue Claim to the court · service not proven · "
            "UNVERIFIED applicant Invented Act, art. 8 Anna Letter (late)"
        ),
        (
            "Sat 14 Jun 2025 in 4 days due soon Answer of the authority state (Kazakhstan) "
            "Invented Act, art. 7(2) Anna Letter, Boris Letter (soon)"
        ),
    ]


def test_a_spreadsheet_gets_a_row_for_each_person(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, OURS, "soon", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [(row["person"], row["due"], row["certain"]) for row in rows] == [
        ("pp", "2025-06-14", "true"),
        ("qq", "2025-06-14", "true"),
    ]


def test_an_explanation_ends_with_what_is_missing_and_how_it_is_recorded(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(ledger, "late", "figure", OURS, "--explain") == 0
    text = capsys.readouterr().out

    for wanted in (
        '    1. The clock starts with "Submission made',
        "    Law: Invented Act, art. 8 (our-claim); UNVERIFIED; read in Invented Act",
        "    Way of counting: by calendar days (by-day)",
        "    Missing: proof of service\n      caseledger set late events.l1.served DAY\n",
        "figures in a file of the ledger's rules: rule our-figure, country KZ",
    ):
        assert wanted in text


def test_the_command_that_is_named_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = due_ledger(tmp_path)
    assert run(root, "late", OURS, "--json") == 0
    (before,) = json.loads(capsys.readouterr().out)["data"]

    (command,) = before["record"]
    words = command.replace("DAY", "2025-06-01").split()[1:]
    assert main(["-C", str(root), "--today", TODAY, *words, "--no-commit"]) == 0
    capsys.readouterr()
    assert run(root, "late", OURS, "--json") == 0
    (after,) = json.loads(capsys.readouterr().out)["data"]

    assert (before["provisional"], before["due"]) == (True, "2025-05-21")
    assert (after["provisional"], after["due"], after["needs"]) == (False, "2025-06-21", [])


def test_russian_to_the_last_line(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ledger, "missed", OURS, "--explain", lang="ru") == 0
    text = capsys.readouterr().out

    assert "вс, 11 мая 2025, 30 дней назад · пропущен: подлежит освобождению" in text
    assert "Срок: 10 дней, отсчёт от 1 мая 2025; этот день не учитывается" in text
    assert text.splitlines()[-1] == "сроков: 1, на 10 июня 2025; пропущен: 1"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], 0),
        (["--fail-on", "overdue"], 1),
        (["--fail-on", "due-soon", "soon"], 1),
        (["--fail-on", "overdue", "soon"], 0),
        (["--fail-on", "overdue", "missed"], 1),
        (["--fail-on", "due-soon", "figure"], 0),
        (["--within", "whenever"], 2),
        (["--rule", "no-such-rule"], 2),
        (["no-such-case"], 3),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, OURS, *words) == code


def test_no_gate_opens_because_a_file_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = due_ledger(tmp_path, broken=BROKEN)

    assert run(root, OURS, "--rule", "our-figure") == 0
    assert "broken" in capsys.readouterr().err
    assert run(root, "--rule", "our-figure", "--fail-on", "overdue") == 4
    assert run(root, "--rule", "our-figure", "--strict") == 4
    capsys.readouterr()
    assert run(root, "--rule", "our-figure", "--json") == 0
    assert [one["file"] for one in json.loads(capsys.readouterr().out)["warnings"]] == [
        "cases/broken.yaml"
    ]


def test_data_is_never_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    task = 'date: 2025-06-02, kind: case.task, until: 2025-06-12, note: "=1 [bold]x[/]"'
    root = due_ledger(tmp_path, evil=due_case("evil", task))

    assert run(root, "evil") == 0
    text = capsys.readouterr().out
    assert "=1 [bold]x[/]" in text


@pytest.mark.parametrize(
    ("day", "heard"), [("2025-05-10", 0), ("2025-06-10", 1)], ids=["before", "after"]
)
def test_nothing_is_counted_that_had_not_happened(
    ledger: Path, capsys: pytest.CaptureFixture[str], day: str, heard: int
) -> None:
    assert run(ledger, "late", "soon", "--rule", "our-answer", "--as-of", day, "--json") == 0

    assert bool(json.loads(capsys.readouterr().out)["data"]) == bool(heard)
