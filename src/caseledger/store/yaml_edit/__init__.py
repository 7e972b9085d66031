"""Surgical edits of case files: bytes in, bytes out, and only the lines differ that must.

Nothing that only reads imports this: ruamel.yaml alone costs more than reading a case.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from caseledger.domain.edits import Drop, Edit, EditRefused, Rename, applied
from caseledger.store.yaml_edit.batch import changed_together
from caseledger.store.yaml_edit.change import changed
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_edit.read_back import check
from caseledger.store.yaml_edit.writing import texts_in
from caseledger.store.yaml_guard import refused_in_value
from caseledger.store.yaml_reader import read_document
from caseledger.store.yaml_tree import LONGEST_SCALAR

__all__ = ["edited"]


def edited(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a file after some edits, one after the other.

    Outside of the lines of what is written, replaced or dropped every byte stays: comments, quotes,
    widths, order, blank lines, line ends, byte order mark, a missing last line end. A value that is
    there already changes nothing. A replaced value keeps the comment behind it.

    A dropped entry takes the comments along that stand inside it and behind its last line; those
    above and below it stay, because nobody knows whose they are. A list or a mapping that loses its
    last entry becomes `[]` or `{}`, and one that gets its first becomes lines again.

    Text over several lines is written as a block scalar, or in quotes where that would change it or
    what stands around it. Every result is read again, by both readers; see `read_back`.

    Raises `EditRefused` if the file cannot be read, if an edit does not fit, or if the result would
    not read as `applied` says.
    """
    document = read_document(raw)
    if document.data is None:
        raise EditRefused("the file has problems and cannot be changed")
    for edit in edits:
        _refuse_characters(edit)
    expected = applied(document.data, edits)
    try:
        text = _text(document.text, document.data, edits, expected, blocks=True)
    except EditRefused:
        if not any("\n" in text for edit in edits for text in _texts_of(edit)):
            raise
        text = _text(document.text, document.data, edits, expected, blocks=False)
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _text(
    before: str, data: object, edits: Sequence[Edit], expected: object, *, blocks: bool
) -> str:
    page, rest = Page(before, blocks), list(edits)
    while rest:
        text, done = changed_together(page, data, rest)
        if not done:
            text, done = changed(page, data, rest[0]), rest[:1]
        page, rest = Page(text, blocks), rest[len(done) :]
        if rest:
            data = applied(data, done)
    if page.text != before:
        check(before, page, expected)
    return page.text


def _refuse_characters(edit: Edit) -> None:
    """Refuse what no case file may hold before anything is made of it."""
    for text in _texts_of(edit):
        if refused_in_value(text):
            raise EditRefused("a text holds a character that a case file may not hold")
        if len(text) > LONGEST_SCALAR:
            raise EditRefused(f"a text is longer than {LONGEST_SCALAR} characters")


def _texts_of(edit: Edit) -> Iterator[str]:
    yield from (step for step in edit.spot if isinstance(step, str))
    if isinstance(edit, Rename):
        yield edit.key
    elif not isinstance(edit, Drop):
        yield from texts_in(edit.value)
