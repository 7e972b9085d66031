import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import BROKEN, CLOSED, EXPOSED, GROUP, LIMBO, PROTECTED, case, write_ledger

from caseledger.cli.main import main

KEYS = [
    "case",
    "person",
    "label",
    "standing",
    "certain",
    "possible",
    "possible_complete",
    "provisional",
    "since",
    "location",
    "locations",
    "liberty",
    "law",
    "last_word",
    "tracks",
    "exposures",
    "shields",
    "stage",
    "alerts",
    "next_deadline",
    "last_event",
    "basis",
]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "bare": EXPOSED, "safe": PROTECTED, "many": GROUP, "over": CLOSED}
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2024-03-01", "status", *words])


def test_json_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/status.schema.json").read_bytes())

    assert run(ledger, "--json", "--all") == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert {tuple(one) for one in envelope["data"]} == {tuple(KEYS)}
    assert (envelope["as_of"], envelope["known"]) == ("2024-03-01", None)
    assert envelope["heard_by"] is None


def test_json_says_what_is_so(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "--json", "--person", "pp", "--tag", "karakalpak")
    one = json.loads(capsys.readouterr().out)["data"][0]

    assert one["standing"] == "limbo"
    assert one["since"]["earliest"] == "2023-06-01"
    assert one["shields"] == [
        {
            "kind": "certificate",
            "strength": "temporary",
            "host": "KZ",
            "until": {"earliest": "2024-07-31", "latest": "2024-07-31"},
            "certain": True,
            "events": ["e2"],
        }
    ]


ORDERED = "date: 2024-02-10, kind: extradition.ordered, country: KZ, by: UZ, served: {}, state: {}"


@pytest.mark.parametrize(
    ("served", "state", "cell"),
    [
        pytest.param("2024-02-28", "happened", "9 Mar 2024: {}", id="ahead"),
        pytest.param("2024-02-28", "alleged", "9 Mar 2024: {} ?", id="not certain"),
        pytest.param("2024-02-20", "alleged", "1 Mar 2024: {} ?", id="today"),
        pytest.param("2024-02-19", "alleged", "29 Feb 2024: {} ?, overdue", id="overdue"),
    ],
)
def test_the_next_deadline_is_a_column(
    served: str, state: str, cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = case("next", "date: 2024-01-01, kind: case.note", ORDERED.format(served, state))
    root = write_ledger(tmp_path / "next", {"next": text, "safe": PROTECTED})
    appeal = "Complaint to the Supreme Court against the extradition decision"

    run(root, "--columns", "case,next", "--sort", "next", "--format", "plain")
    assert capsys.readouterr().out.splitlines()[1:3] == [f"next  {cell.format(appeal)}", "safe"]

    run(root, "--json", "--deadline-within", "30d")
    envelope = json.loads(capsys.readouterr().out)
    assert [one["case"] for one in envelope["data"]] == ["next"]
    assert envelope["tool"]["holidays"].startswith("holidays ")
    following = envelope["data"][0]["next_deadline"]
    assert (following["rule"], following["binds"]) == ("kz-ext-appeal-10d", "applicant")
    assert (following["trigger"], following["certain"]) == ("e2", state == "happened")


def test_the_table_as_a_pipe_gets_it(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "--standing", "limbo", "--columns", "case,standing,why", "--format", "plain")

    assert capsys.readouterr().out.splitlines() == [
        "Case  Standing          Why",
        "held  Held off for now  UZ request; certificate to 31 Jul 2024",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param([], 0, id="shown"),
        pytest.param(["--fail-on", "exposed"], 1, id="somebody is"),
        pytest.param(["--fail-on", "missing"], 0, id="nobody is"),
        pytest.param(["--fail-on", "missing,limbo"], 1, id="one of two"),
        pytest.param(["--fail-on", "exposed", "--country", "PL"], 0, id="only among those shown"),
        pytest.param(["--standing", "limpo"], 2, id="unknown standing"),
        pytest.param(["--columns", "wy"], 2, id="unknown column"),
        pytest.param(["--alert", "stail"], 2, id="unknown alert"),
        pytest.param(["--fail-on", "stail"], 2, id="neither standing nor alert"),
        pytest.param(["--sort", "-since"], 0, id="the other way round"),
        pytest.param(["--deadline-within", "soon"], 2, id="no number of days"),
        pytest.param(["--group-by", "owner", "--columns", "where,name,next"], 0, id="former words"),
        pytest.param(["--format", "yaml"], 2, id="unknown format"),
        pytest.param(["--as-of", "3/4/2024"], 2, id="day with two readings"),
        pytest.param(["--strict"], 0, id="all files are readable"),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, *words) == code


def test_another_day_gives_another_answer(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(ledger, "--as-of", "2023-05-15", "--json", "--tag", "karakalpak")

    assert json.loads(capsys.readouterr().out)["data"][0]["standing"] == "temporary"


def test_a_bad_file_is_named_on_stderr_without_its_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = BROKEN + "# Canary Name\n"
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO, "broken": secret})

    assert run(root, "--json") == 0
    printed = capsys.readouterr()
    warnings = json.loads(printed.out)["warnings"]
    assert [warning["file"] for warning in warnings] == ["cases/broken.yaml"]
    assert printed.err == "cases/broken.yaml: 1 problem, left out; caseledger check broken\n"
    assert run(root, "--strict") == 4


def test_what_is_wrong_in_the_settings_is_named_beside_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "format: 1\nalerts: {stale: canary, unsourced: canary}\n"
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO}, wrong)

    assert run(root, "--json") == 0
    printed = capsys.readouterr()
    message = "what is wrong in it is left out"
    assert json.loads(printed.out)["warnings"] == [
        {"file": "ledger.yaml", "problems": 2, "message": message}
    ]
    assert "canary" not in printed.out + printed.err


@pytest.mark.parametrize("command", ["status", "timeline", "conflicts", "stats"])
def test_strict_minds_the_settings_too(tmp_path: Path, command: str) -> None:
    wrong = write_ledger(tmp_path / "wrong", {"held": LIMBO}, "format: 1\nalerts: {stale: soon}\n")
    right = write_ledger(tmp_path / "right", {"held": LIMBO}, "format: 1\nalerts: {stale: 30}\n")

    codes = [
        main(["-C", str(root), command, *strict])
        for root in (wrong, right)
        for strict in ([], ["--strict"])
    ]
    assert codes == [0, 4, 0, 0]


@pytest.mark.parametrize("form", ["table", "plain", "json", "jsonl", "csv", "tsv", "md"])
def test_the_same_bytes_every_time(
    ledger: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = set()
    for _ in range(2):
        run(ledger, "--format", form)
        outputs.add(capsys.readouterr().out)

    assert len(outputs) == 1


def test_russian(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["-C", str(ledger), "--today", "2024-03-01", "--lang", "ru", "status"])

    assert "Выдача временно сдерживается" in capsys.readouterr().out
