import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from caseledger.cli.main import main


@pytest.mark.parametrize("which", ["case", "ledger"])
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

    wrong = {path.name: [e.message for e in validator.iter_errors(_read(path))] for path in cases}

    assert wrong == {path.name: [] for path in cases}
    assert cases


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"kind": "protection.lodgd"}, "is not one of", id="unknown kind"),
        pytest.param({"country": None}, "is not of type", id="no state"),
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

    event = schema["$defs"]["Event"]
    assert "advocacy.picket" in event["properties"]["kind"]["enum"]
    rule = next(
        r for r in event["allOf"] if r["if"]["properties"]["kind"]["const"] == "advocacy.picket"
    )
    assert rule["then"]["required"] == ["country"]


def _read(path: Path) -> object:
    """Read a file the way an editor does: YAML 1.2, where only true and false are truth values."""
    return yaml.load(path.read_text(encoding="utf-8"), _Words)  # noqa: S506 - a SafeLoader


class _Words(yaml.SafeLoader):
    """Reads as YAML 1.2 does, which has no dates and for which yes and no are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the class it inherits
        first: [(tag, form) for tag, form in forms if not tag.endswith((":timestamp", ":bool"))]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


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
