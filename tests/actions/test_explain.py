from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import write_ledger

from caseledger.actions.explain import Explained, explain
from caseledger.domain.manual import SORTS
from caseledger.errors import Ambiguous, NotFound

VIGIL = "format: 1\nvocabulary:\n  advocacy.vigil:\n    label: Vigil held\n    required: []\n"


def explained(folder: Path, *words: str) -> Explained:
    return explain(folder, lambda _: date(2024, 1, 1), words)


def test_one_thing_is_found_outside_a_ledger(tmp_path: Path) -> None:
    found = explained(tmp_path, "No", "bar", "to", "handover")

    assert found.topic is not None
    assert found.topic.code == "exposed"
    assert found.ledger is None


def test_without_a_word_there_is_everything(tmp_path: Path) -> None:
    found = explained(tmp_path)

    assert found.topic is None
    assert {topic.sort for topic in found.topics} == set(SORTS)


@pytest.mark.parametrize("word", ["shield", "shields", "Shield"])
def test_a_sort_is_listed(tmp_path: Path, word: str) -> None:
    found = explained(tmp_path, word)

    assert found.topic is None
    assert {topic.sort for topic in found.topics} == {"shield"}


def test_a_ledgers_own_kinds_are_explained(tmp_path: Path) -> None:
    root = write_ledger(tmp_path / "ledger", {}, VIGIL)
    found = explained(root, "vigil")

    assert found.topic is not None
    assert found.topic.code == "advocacy.vigil"
    assert found.ledger is not None


def test_what_is_unknown_is_refused_with_a_guess(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        explained(tmp_path, "lmbo")

    assert caught.value.hint == "did you mean limbo?"


def test_several_things_are_named(tmp_path: Path) -> None:
    with pytest.raises(Ambiguous) as caught:
        explained(tmp_path, "arrested")

    assert caught.value.candidates == ("extradition.arrested", "detention.arrested")
    for candidate in caught.value.candidates:
        assert explained(tmp_path, *candidate.split()).topic is not None
