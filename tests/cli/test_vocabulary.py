import json
from pathlib import Path

import jsonschema
import pytest

from caseledger.cli.main import main
from caseledger.render.effect_words import effect_words
from caseledger.store.catalogue import load_vocabulary


def test_json_has_the_promised_shape(
    tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/vocabulary.schema.json").read_bytes())

    assert main(["-C", str(tmp_path), "vocabulary", "--json"]) == 0
    envelope = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(envelope)
    assert len(envelope["data"]) == len(load_vocabulary().codes)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_kind_has_an_entry(
    tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in load_vocabulary().codes:
        assert main(["-C", str(tmp_path), "--lang", lang, "vocabulary", code]) == 0
        assert capsys.readouterr().out.startswith(f"{code}  ")


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_effect_has_words(lang: str) -> None:
    vocabulary = load_vocabulary()
    words = {
        effect_words(effect, vocabulary, lang)
        for kind in vocabulary.kinds
        for effect in kind.effects
    }

    assert not {text for text in words if "{" in text or not text}


def test_an_entry_says_what_a_kind_takes_and_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["-C", str(tmp_path), "vocabulary", "extradition.upheld"])
    output = capsys.readouterr().out

    for words in ("country", "dismissed", "if final is yes: ", "extradition.ordered"):
        assert words in output


def test_an_unknown_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(tmp_path), "vocabulary", "extradition.orderd"]) == 3
    assert "did you mean extradition.ordered?" in capsys.readouterr().err
