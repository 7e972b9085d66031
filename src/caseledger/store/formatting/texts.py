"""Single values and keys as they stand in the canonical layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from caseledger.domain.edits import Bare, Value
from caseledger.domain.plain import Plain, read_plain
from caseledger.store.formatting.reading import MARKERS, Entry
from caseledger.store.formatting.spec import Spec, canonical_date
from caseledger.store.yaml_edit.indents import Indents
from caseledger.store.yaml_edit.writing import Writer
from caseledger.store.yaml_nodes import Leaf, end_of_header

STEP = 2
"""Columns that a list, a mapping, or a text over lines stands further right than its key."""

BLANKS = " \t"
WRITER = Writer(Indents())
KEPT_BLANK = re.compile(r"(?<!\\)(?:\\\\)*\\[ \t]$")
"""A blank at the end of a line in double quotes that a stroke before it makes part of the text."""


def key_text(entry: Entry) -> str:
    """Return a key with its colon, in quotes only where it needs them."""
    assert entry.key is not None  # noqa: S101 - asked for members of mappings only
    if entry.source(entry.key) != entry.name:  # in quotes, or over lines inside braces
        written = WRITER.entry(entry.name, "x", 0)
        if len(written) == 1:
            return written[0].removesuffix(" x")
    return f"{entry.source(entry.key)}:"


def lines_of(entry: Entry, spec: Spec, column: int) -> list[str]:
    """Return a single value: what follows in the line of its key or dash, and the lines below.

    A text that somebody broke into lines keeps its breaks.
    """
    leaf = entry.node
    assert isinstance(leaf, Leaf)  # noqa: S101 - a branch is laid out by its members
    source, value = entry.source(leaf), value_of(entry, spec)
    if not isinstance(value, str):
        return [source]
    if leaf.is_block:
        return _block(entry, leaf, column) or _written(value, column)
    if "\n" in source and not (spec.is_date and isinstance(value, Bare)):
        return _folded(source, column)
    if isinstance(value, Bare | Plain) and value == source:
        return [source]
    return _written(value, column)


def value_of(entry: Entry, spec: Spec) -> Value:
    """Return a value and all in it as it is to be written; what was bare and may be stays so."""
    data = entry.data
    if isinstance(data, Mapping):
        return {one.name: value_of(one, spec.member(one.name)) for one in ordered(entry, spec)}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [value_of(one, spec.member(None)) for one in entry.entries]
    if not isinstance(data, str):
        return None
    date = canonical_date(data) if spec.is_date else None
    if date is not None:
        return Bare(date)
    assert isinstance(entry.node, Leaf)  # noqa: S101 - as it is read as text
    is_plain = not entry.node.style and not data.startswith(MARKERS)
    if isinstance(data, Plain) or (is_plain and not spec.is_text):
        return data if isinstance(data, Plain) else Bare(data)
    return Bare(data) if spec.is_bare and read_plain(data) is not None else str(data)


def ordered(entry: Entry, spec: Spec) -> list[Entry]:
    """Return what is in a list or a mapping, the keys of the format first and in its order."""
    if not isinstance(entry.data, dict):
        return entry.entries
    places = {key: at for at, key in enumerate(spec.order)}
    return sorted(entry.entries, key=lambda one: places.get(one.name, len(places)))


def in_brackets(entry: Entry, spec: Spec) -> str:
    """Return a list or a mapping in one line."""
    return WRITER.in_brackets(value_of(entry, spec))


def _written(value: str, column: int) -> list[str]:
    first, more = _behind_key(type(value), value)
    return [first, *(" " * column + line if line else line for line in more)]


@lru_cache(maxsize=4096)
def _behind_key(kind: type, value: str) -> tuple[str, list[str]]:  # noqa: ARG001 - bare or not
    return WRITER.behind_key(value, 0, None, flow=None)


def _folded(source: str, column: int) -> list[str]:
    """Return a text over lines, bare or in quotes, as far to the right as it has to be."""
    first, *more = source.replace("\r\n", "\n").split("\n")
    *inner, last = (line.lstrip(BLANKS) for line in more)
    below = [*(_stripped(line) for line in inner), last]
    return [_stripped(first), *(" " * (column + STEP) + one if one else one for one in below)]


def _stripped(line: str) -> str:
    return line if KEPT_BLANK.search(line) else line.rstrip(BLANKS)


def _block(entry: Entry, leaf: Leaf, column: int) -> list[str]:
    """Return a text behind a bar or an angle bracket; nothing where it has no lines.

    What says how far right it stands is written anew, and so is the sign for its last line end:
    the last line of the file may have had none.
    """
    end = end_of_header(entry.text, leaf)
    sign = entry.text[leaf.start : end]
    lines = entry.source(leaf).replace("\r\n", "\n").split("\n")[1:]
    filled = next((line for line in lines if line.strip(" ")), None)
    if filled is None:
        return []
    digit = next((int(one) for one in sign if one.isdigit()), 0)
    indent = entry.column + digit if digit else len(filled) - len(filled.lstrip(" "))
    ends = "-" if not str(entry.data).endswith("\n") else "+" if "+" in sign else ""
    header = f"{sign[0]}{STEP if digit else ''}{ends}"
    moved = " " * (column + STEP)
    return [header, *(moved + line[indent:] if line[indent:] else "" for line in lines)]
