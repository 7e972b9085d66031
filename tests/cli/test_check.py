import json
from pathlib import Path

import jsonschema
import pytest
from tests.small_ledgers import LIMBO, WRONG, write_ledger

from caseledger.cli.main import main
from caseledger.cli.session import Session

SECRET = WRONG.replace("id: wrong", "id: closed").replace("public", "restricted")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    cases = {"held": LIMBO, "wrong": WRONG, "closed": SECRET}
    return write_ledger(tmp_path / "ledger", cases)


def run(root: Path, *words: str) -> int:
    return main(["-C", str(root), "--today", "2025-03-01", "check", *words])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param([], 1, id="errors"),
        pytest.param(["held"], 0, id="in order"),
        pytest.param(["--ignore", "CL2"], 0, id="errors ignored"),
        pytest.param(["nobody"], 3, id="no such case"),
        pytest.param(["--select", "E501"], 2, id="no such code"),
        pytest.param(["--format", "xml"], 2, id="no such format"),
    ],
)
def test_exit_codes(ledger: Path, words: list[str], code: int) -> None:
    assert run(ledger, *words) == code


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--strict"], 1)])
def test_warnings_alone_are_no_failure(tmp_path: Path, words: list[str], code: int) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": LIMBO, "notes.txt": "x"})

    assert run(root, *words) == code


def test_json_has_the_promised_shape(
    ledger: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/check.schema.json").read_bytes())

    assert run(ledger, "--json") == 1
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert [(one["file"], one["code"]) for one in envelope["data"]] == [
        ("cases/closed.yaml", "CL205"),
        ("cases/wrong.yaml", "CL205"),
    ]


@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_of_a_closed_case_leaves_through_a_pipe(
    ledger: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(ledger, "closed", "--format", form)
    assert "2020-02-30" not in capsys.readouterr().out

    run(ledger, "wrong", "--format", "text")
    assert "2020-02-30" in capsys.readouterr().out


def test_a_terminal_shows_the_line(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "width", lambda _: 80)
    run(ledger, "closed")

    assert "2020-02-30" in capsys.readouterr().out
