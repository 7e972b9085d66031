"""A key that gets another name."""

from __future__ import annotations

import pytest
from tests.store.test_yaml_edit_block import FILE, NM, change

from caseledger.domain.edits import Edit, EditRefused, Named, Rename


@pytest.mark.parametrize(
    ("spot", "key", "old", "new"),
    [
        pytest.param(("tags",), "labels", "tags: [", "labels: [", id="behind it brackets"),
        pytest.param((*NM, "aliases"), "NO", "    aliases:\n", '    "NO":\n', id="lines below it"),
        pytest.param(("note",), "a: b", "note: |", '"a: b": |', id="a text below it"),
        pytest.param((*NM, "id"), "source", "- id: nm ", "- source: nm ", id="what names an entry"),
    ],
)
def test_a_key_gets_another_name_and_keeps_what_it_holds(
    spot: tuple[str | Named, ...], key: str, old: str, new: str
) -> None:
    assert FILE.count(old) == 1
    assert change(FILE, Rename(spot, key)) == FILE.replace(old, new)


def test_a_key_inside_braces_gets_another_name() -> None:
    assert change("a: {b: 1, c: }  # d\n", Rename(("a", "c"), "x: y")) == (
        'a: {b: 1, "x: y": }  # d\n'
    )


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(Rename(("tags",), "id"), id="a name that is taken"),
        pytest.param(Rename(("label",), "labels"), id="no such key"),
        pytest.param(Rename(("tags", 0), "one"), id="an entry of a list"),
    ],
)
def test_a_name_that_cannot_be_given_is_refused(edit: Edit) -> None:
    with pytest.raises(EditRefused):
        change(FILE, edit)
