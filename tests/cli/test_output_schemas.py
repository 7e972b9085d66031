import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import BROKEN, GROUP, LIMBO, case, write_ledger

from caseledger.cli.main import main

DIFFERING = case(
    "two",
    "date: 2022-01-10, kind: movement.entered, country: PL",
).replace("sources: [s1]}\n", "sources: [{source: s1, says: {date: 2022-02, country: AT}}]}\n")

SCHEMAS = sorted((Path(__file__).parents[2] / "schemas" / "output").glob("*.schema.json"))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_schema_is_one(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_bytes()))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_all_say_the_same_of_the_state_that_was_read(path: Path) -> None:
    example = json.loads((path.parent / "status.schema.json").read_bytes())["properties"]
    described = json.loads(path.read_bytes())["properties"]

    assert described["known"] == example["known"]


def test_a_schema_refuses_what_is_not_so(repository: Path) -> None:
    schema = json.loads((repository / "schemas/output/status.schema.json").read_bytes())
    validator = jsonschema.Draft202012Validator(schema)

    assert not validator.is_valid({"schema": "caseledger.status/1", "data": []})


def test_timelines_have_the_promised_shape(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = {"held": LIMBO, "many": GROUP, "two": DIFFERING, "broken": BROKEN}
    root = write_ledger(tmp_path / "ledger", cases)
    schema = json.loads((repository / "schemas/output/timeline.schema.json").read_bytes())

    assert main(["-C", str(root), "timeline", "--json"]) == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert {row["case"] for row in envelope["data"]} == {"held", "many", "two"}
    assert any(row["conflicts"] for row in envelope["data"])
