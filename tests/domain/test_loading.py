"""The quick loader: the same answers as the schema, or none."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.domain.case_strategies import cases, spoilt

from caseledger.domain.case import PARTS, Case, Event
from caseledger.domain.loading import ATTRIBUTES, KEYS, quick, quick_case, shape_of
from caseledger.domain.plain import Plain
from caseledger.domain.schema import validate
from caseledger.domain.settings import Settings
from caseledger.store.yaml_reader import read_document

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
GOOD: dict[str, object] = {
    "format": Plain("1"),
    "id": "good",
    "title": "A case",
    "people": [{"id": "aa", "pseudonym": "A. A."}],
}


def tree_of(path: Path) -> dict[str, Any]:
    """Read a file that is in order for YAML."""
    document = read_document(path.read_bytes())
    assert document.data is not None
    return document.data


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_files_are_loaded_as_the_schema_does(path: Path) -> None:
    tree = tree_of(path)

    assert quick_case(tree) is not None
    assert validate(tree, Case) == (quick_case(tree), [])


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(cases())
def test_what_is_in_order_is_loaded_as_the_schema_does(tree: dict[str, object]) -> None:
    found = quick_case(tree)

    assert found is not None
    assert validate(tree, Case) == (found, [])


@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(spoilt())
def test_what_is_spoilt_is_loaded_just_when_the_schema_finds_nothing(
    tree: dict[str, object],
) -> None:
    found = quick_case(tree)
    explained, problems = validate(tree, Case)

    assert (found is None) == bool(problems)
    assert found is None or found == explained


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"format": Plain("2")}, id="newer format"),
        pytest.param({"format": Plain("0")}, id="no format"),
        pytest.param({"titel": "A case"}, id="unknown key"),
        pytest.param({"owner": None}, id="nothing behind a key"),
        pytest.param({"from_": "KZ"}, id="name of an attribute"),
        pytest.param({"other": {}}, id="where unknown keys are kept"),
        pytest.param({"title": Plain("12")}, id="a number for text"),
        pytest.param({"people": {}}, id="a mapping for a list"),
        pytest.param({"people": ["aa"]}, id="text for a mapping"),
        pytest.param({"tags": ["a", None]}, id="nothing in a list"),
    ],
)
def test_anything_out_of_order_is_left_to_the_schema(change: dict[str, object]) -> None:
    assert quick_case(GOOD) is not None
    assert quick_case(GOOD | change) is None
    assert validate(GOOD | change, Case)[1] != []


@pytest.mark.parametrize("key", sorted(GOOD))
def test_a_required_key_is_left_to_the_schema(key: str) -> None:
    tree = {name: value for name, value in GOOD.items() if name != key}

    assert quick_case(tree) is None
    assert [problem.code for problem in validate(tree, Case)[1]] == ["CL201"]


@pytest.mark.parametrize("tree", [None, [], "text", Plain("1"), {}, {"format": None}])
def test_no_tree_at_all_is_no_case(tree: object) -> None:
    assert quick_case(tree) is None


def test_own_keys_are_kept() -> None:
    case = quick_case(GOOD | {"x_office": Plain("12"), "x_list": [{"a": None}]})

    assert case is not None
    assert case.other == {"x_office": "12", "x_list": [{"a": None}]}


def test_keys_that_are_words_of_python() -> None:
    assert set(ATTRIBUTES) == {"from", "for"}
    assert {KEYS[attribute] for attribute in ATTRIBUTES.values()} == set(ATTRIBUTES)
    assert {"from", "for"} <= set(shape_of(Event).readers)


def test_other_files_are_loaded_too() -> None:
    found = quick({"format": Plain("1"), "languages": "ru"}, Settings)

    assert found == Settings(format=1, languages=("ru",))
    assert quick({"format": Plain("1"), "languges": "ru"}, Settings) is None


def _keys_used(tree: object, part: type) -> set[tuple[type, str]]:
    """Every key of the format that stands in a tree, with the part that it belongs to."""
    if not isinstance(tree, dict):
        return set()
    shape = shape_of(part)
    used = {(part, key) for key in tree if key in shape.readers}
    for key, inner in shape.inner.items():
        value = tree.get(key)
        members = value if inner.many == "list" else [value]
        if inner.many == "mapping":
            members = list((value or {}).values())
        used |= {found for one in members or () for found in _keys_used(one, inner.part)}
    return used


def test_one_file_of_the_corpus_has_every_key_of_the_format() -> None:
    tree = tree_of(Path(__file__).parent / "corpus" / "every-field.yaml")
    every = {(part, key) for part in PARTS for key in shape_of(part).readers}

    assert every - _keys_used(tree, Case) == set()


def test_every_part_has_a_shape_with_all_its_fields() -> None:
    for part in PARTS:
        names = {one.name for one in dataclasses.fields(part)} - {"other"}
        assert {attribute for attribute, _ in shape_of(part).readers.values()} == names


def test_loading_does_not_import_pydantic() -> None:
    program = "import sys, caseledger.domain.loading; print('pydantic' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"
