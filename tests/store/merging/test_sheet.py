"""A file taken apart is the file: nothing is lost between its parts, and nothing stands in two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseledger.store.comments import comments_in
from caseledger.store.merging.sheet import Parts, Sheet, Unit, read_sheet
from caseledger.store.yaml_reader import read_document

STORE = Path(__file__).resolve().parents[1]
FILES = [
    *sorted((STORE / "edit_corpus").glob("*.yaml")),
    *sorted((STORE.parents[1] / "cases").glob("*.yaml")),
]


def sheet_of(path: Path) -> tuple[Sheet, str]:
    document = read_document(path.read_bytes())
    assert document.data is not None
    text = document.text if document.text.endswith("\n") else f"{document.text}\n"
    return read_sheet(document.text, document.data), text


def put_together(parts: Parts, *, beside: bool = False) -> Iterator[str]:
    for number, unit in enumerate(parts.units.values()):
        yield "".join(unit.lead)
        yield "" if beside and not number else " " * unit.column
        yield whole(unit)


def whole(unit: Unit) -> str:
    pieces = unit.pieces
    inside = pieces.value + pieces.rest + pieces.body
    if pieces.parts is not None:
        inside = pieces.rest + "".join(put_together(pieces.parts, beside=not pieces.rest))
    text = f"{pieces.opening}{inside}{''.join(unit.tail)}"
    assert text == unit.text
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_parts_of_a_file_are_the_file(path: Path) -> None:
    sheet, text = sheet_of(path)

    assert "".join([*sheet.head, *put_together(sheet.parts), *sheet.foot]) == text
    assert list(sheet.parts.units) == list(sheet.data)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_comment_stands_in_one_place(path: Path) -> None:
    sheet, text = sheet_of(path)
    above = [line for unit in sheet.parts.units.values() for line in unit.lead]
    around = [line.strip() for line in (*sheet.head, *above, *sheet.foot)]
    found = [line for line in around if line.startswith("#")]
    found += [remark for unit in sheet.parts.units.values() for remark in unit.remarks]

    assert sorted(found) == sorted(comments_in(text)) == sorted(sheet.remarks)


def test_a_part_moves_with_all_its_lines() -> None:
    sheet, _ = sheet_of(STORE / "edit_corpus" / "commented.yaml")
    events = sheet.parts.units["events"].parts
    assert events is not None
    unit = events.units["e1"]

    there = unit.at(unit.column + 4)
    assert whole(there) == there.text
    assert whole(there.at(unit.column)) == unit.text
    assert there.said == unit.said
