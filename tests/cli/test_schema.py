import json
from pathlib import Path

import jsonschema
import pytest
from tests.editors_yaml import read_as_editors

from caseledger.cli.main import main


@pytest.mark.parametrize("which", ["case", "ledger", "rules"])
def test_schema_of_this_repository_is_current(
    which: str, repository: Path, capsys: pytest.CaptureFixture[str], update: bool
) -> None:
    path = repository / "schemas" / f"{which}.schema.json"

    code = main(["-C", str(repository), "schema", which])
    text = capsys.readouterr().out
    if update:
        path.write_text(text, encoding="utf-8")

    assert code == 0
    assert path.read_text(encoding="utf-8") == text


def test_cases_of_this_repository_satisfy_the_schema(repository: Path) -> None:
    schema = json.loads((repository / "schemas" / "case.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    cases = sorted((repository / "cases").glob("*.yaml"))

    wrong = {
        path.name: [e.message for e in validator.iter_errors(read_as_editors(path))]
        for path in cases
    }

    assert wrong == {path.name: [] for path in cases}
    assert cases


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"kind": "protection.lodgd"}, "is not one of", id="unknown kind"),
        pytest.param({"country": None}, "is not of type", id="no state"),
        pytest.param({"level": "first", "procedure": "take-back"}, "False schema", id="not its"),
        pytest.param({"untill": "2024"}, "not match any of the regexes", id="unknown key"),
        pytest.param({"reference": 12}, "is not of type", id="number for text"),
        pytest.param({"grounds": "nonsense"}, "is not valid", id="unknown grounds"),
    ],
)
def test_editors_see_what_is_wrong(change: dict[str, object], told: str, repository: Path) -> None:
    schema = json.loads((repository / "schemas" / "case.schema.json").read_text("utf-8"))
    event = {"id": "b2c3d", "date": 2024, "kind": "protection.refused", "country": "AT"}
    case = {
        "format": 1,
        "id": "c",
        "title": "t",
        "people": [{"id": "p", "pseudonym": "P"}],
        "events": [event | {"sources": []} | change],
    }

    messages = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(case)]

    assert any(told in message for message in messages), messages


def test_write_brings_both_files_up_to_date_and_then_does_nothing(ledger_copy: Path) -> None:
    kept = ledger_copy / "schemas" / "case.schema.json"
    kept.write_text("{}", encoding="utf-8")

    assert main(["-C", str(ledger_copy), "schema", "write"]) == 0
    written = kept.read_bytes()
    before = kept.stat().st_ino
    assert main(["-C", str(ledger_copy), "schema", "write"]) == 0

    assert b"caseledger case file" in written
    assert kept.stat().st_ino == before


def test_a_newer_schema_is_never_written_over(
    ledger_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = ledger_copy / "schemas" / "case.schema.json"
    kept.write_text('{"x-caseledger": "99.0"}', encoding="utf-8")

    code = main(["-C", str(ledger_copy), "schema", "write"])

    assert code == 5
    assert "newer" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == '{"x-caseledger": "99.0"}'


def test_own_kinds_are_in_the_schema(ledger_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ledger_copy / "ledger.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "vocabulary:\n"
        + "  advocacy.picket:\n"
        + "    label: {en: Picket held, ru: Пикет}\n"
        + "    required: [country]\n",
        encoding="utf-8",
    )

    assert main(["-C", str(ledger_copy), "schema", "case"]) == 0
    schema = json.loads(capsys.readouterr().out)

    shared = schema["$defs"]
    asked = {"properties": {"kind": {"const": "advocacy.picket"}}, "required": ["kind"]}
    assert "advocacy.picket" in shared["kind"]["enum"]
    assert {"if": asked, "then": {"required": ["country"]}} in [
        rule for track in shared["Event"]["allOf"] for rule in track["then"].get("allOf", ())
    ]


@pytest.mark.parametrize(
    ("alerts", "fits"),
    [
        pytest.param({"stale": 45, "unsourced": "off"}, True, id="days-and-off"),
        pytest.param({"stale": {"days": 45}}, True, id="in-long"),
        pytest.param({"stail": 45}, False, id="no-such-alert"),
        pytest.param({"stale": "soon"}, False, id="no-days"),
        pytest.param({"stale": {"days": 45, "until": 3}}, False, id="another-key"),
        pytest.param({"unsourced": 45}, False, id="an-alert-without-days"),
    ],
)
def test_the_alerts_of_a_ledger_are_described_one_by_one(
    ledger_copy: Path, capsys: pytest.CaptureFixture[str], alerts: dict[str, object], fits: bool
) -> None:
    assert main(["-C", str(ledger_copy), "schema", "ledger"]) == 0
    schema = json.loads(capsys.readouterr().out)
    checked = jsonschema.Draft7Validator(schema)

    assert checked.is_valid({"format": 1, "alerts": alerts}) == fits


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no ledger."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["case", "ledger", "status", "rules-test", "caseledger.why/1"])
def test_every_schema_is_shown_outside_a_ledger_too(
    nowhere: Path, repository: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["-C", str(nowhere), "schema", "show", name]) == 0

    plain = name.removeprefix("caseledger.").removesuffix("/1")
    (kept,) = (repository / "schemas").rglob(f"{plain}.schema.json")
    assert capsys.readouterr().out == kept.read_text(encoding="utf-8")


def test_in_a_ledger_the_schema_of_its_files_knows_its_own_kinds(
    ledger_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (ledger_copy / "ledger.yaml").open("a", encoding="utf-8") as settings:
        settings.write("vocabulary:\n  advocacy.picket: {label: Picket held}\n")

    assert main(["-C", str(ledger_copy), "schema", "show", "case"]) == 0

    assert "advocacy.picket" in capsys.readouterr().out


def test_the_list_names_every_schema_that_is_shipped(
    nowhere: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(nowhere), "schema", "list", "--format", "jsonl"]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kept = {path.name.removesuffix(".schema.json") for path in repository.glob("schemas/**/*.json")}
    assert {row["name"] for row in rows} == kept
    assert all(row["title"] for row in rows)
    assert {"status"} == {row["name"] for row in rows if row["schema"] == "caseledger.status/1"}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        pytest.param(["show"], 2, "schema list", id="no name"),
        pytest.param(["case", "status"], 2, "schema show status", id="a name too many"),
        pytest.param(["show", "status", "--json"], 2, "takes a format", id="format"),
        pytest.param(["show", "caseledger.statu/1"], 3, "did you mean status", id="near"),
        pytest.param(["show", "case/2"], 3, "did you mean case", id="another version"),
        pytest.param(["show", "xyz"], 3, "schema list", id="nothing near"),
        pytest.param(["write"], 3, "no ledger", id="nowhere to write to"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    nowhere: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, told: str
) -> None:
    assert main(["-C", str(nowhere), "schema", *words]) == code

    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err
