import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.small_ledgers import write_ledger

from caseledger.cli.completing import explained
from caseledger.cli.flags import EVENT_FLAGS
from caseledger.cli.main import main
from caseledger.domain.examples import example_of
from caseledger.domain.kind import mapping
from caseledger.store.catalogue import load_manual, load_vocabulary


@pytest.fixture
def schema(repository: Path) -> Any:
    return json.loads((repository / "schemas/output/explain.schema.json").read_bytes())


@pytest.mark.parametrize(
    "words",
    [[], ["kinds"], ["limbo"], ["CL405"], ["certificate"], ["ext.upheld"], ["kz-certificate"]],
    ids=lambda words: "-".join(words) or "all",
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_json_has_the_promised_shape(
    words: list[str], lang: str, schema: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(tmp_path), "--lang", lang, "explain", *words, "--json"]) == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert envelope["data"]
    assert all(bool(one["parts"]) == (len(envelope["data"]) == 1) for one in envelope["data"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["limbo"], 0, id="found"),
        pytest.param(["Выдача временно сдерживается"], 0, id="label in quotes"),
        pytest.param(["Под", "защитой"], 0, id="label in several words"),
        pytest.param(["lmbo"], 3, id="unknown"),
        pytest.param(["arrested"], 3, id="several"),
    ],
)
def test_exit_codes(
    words: list[str], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(tmp_path), "explain", *words]) == code
    told = capsys.readouterr()
    assert bool(told.out) == (code == 0)
    assert bool(told.err) == (code != 0)


@pytest.mark.parametrize("form", ["table", "plain", "md", "csv", "tsv", "jsonl"])
def test_every_format_has_the_text(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(tmp_path), "explain", "CL209", "--format", form]) == 0
    output = capsys.readouterr().out

    for words in ("CL209", "not a valid state code", "country: UK"):
        assert words in output


def test_what_a_ledger_says_is_no_markup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = 'format: 1\nvocabulary:\n  advocacy.vigil:\n    label: "[red]Vigil[/red] held"\n'
    root = write_ledger(tmp_path / "ledger", {}, own)

    assert main(["-C", str(root), "explain", "advocacy.vigil"]) == 0
    assert "[red]Vigil[/red] held" in capsys.readouterr().out


def test_a_command_shown_has_only_options_that_exist() -> None:
    vocabulary, options = load_vocabulary(), {flag.name for flag in EVENT_FLAGS} | {"--source"}
    values = mapping(load_manual()["examples"])
    for kind in vocabulary.kinds:
        example = example_of(kind, vocabulary, values)
        words = example.words if example else ()
        assert {word for word in words if word.startswith("--")} <= options


def test_the_shell_offers_codes() -> None:
    assert ("limbo", "Held off for now") in explained("lim")
    assert ("CL205", "not a date of the format") in explained("cl20")
    assert [code for code, _ in explained("stand")] == ["standing"]
