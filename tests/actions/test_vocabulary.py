from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import write_ledger

from caseledger.actions.vocabulary import Kinds, kinds
from caseledger.errors import NotFound


def found(folder: Path, word: str | None = None) -> Kinds:
    return kinds(folder, lambda _: date(2024, 1, 1), word)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        pytest.param("extradition.upheld", "extradition.upheld", id="code"),
        pytest.param("ext.uph", "extradition.upheld", id="cut short"),
        pytest.param("Extradition order upheld", "extradition.upheld", id="label"),
    ],
)
def test_a_word_for_one_kind_gives_its_entry(tmp_path: Path, word: str, code: str) -> None:
    entry = found(tmp_path, word).entry

    assert entry is not None
    assert entry.code == code


def test_a_track_gives_its_kinds(tmp_path: Path) -> None:
    assert {kind.track for kind in found(tmp_path, "transfer").kinds} == {"transfer"}
    assert found(tmp_path, "transfer").entry is None


def test_text_is_looked_for_everywhere(tmp_path: Path) -> None:
    codes = {kind.code for kind in found(tmp_path, "fingerprint").kinds}

    assert codes == {"protection.fingerprinted"}


def test_without_a_word_there_are_all(tmp_path: Path) -> None:
    assert len(found(tmp_path).kinds) > 100


def test_what_is_unknown_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        found(tmp_path, "extradition.orderd")

    assert "extradition.ordered" in caught.value.hint


def test_a_ledgers_own_kinds_are_included(tmp_path: Path) -> None:
    settings = (
        "format: 1\nvocabulary:\n  advocacy.vigil:\n    label: Vigil held\n    required: []\n"
    )
    root = write_ledger(tmp_path / "ledger", {}, settings)

    assert found(root, "vigil").entry is not None
