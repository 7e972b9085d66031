"""Entries put together again, each where the canonical layout has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from caseledger.store.formatting.reading import Beside, Entry
from caseledger.store.formatting.spec import CASE, Spec, canonical_date
from caseledger.store.formatting.texts import (
    STEP,
    in_brackets,
    key_text,
    lines_of,
    ordered,
    value_of,
)
from caseledger.store.yaml_edit.writing import is_in_line
from caseledger.store.yaml_nodes import Leaf

WIDEST = 100
"""Columns up to which the writer's own brackets over lines are put into one line."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Comments and blank lines, without indent, and the lines of one entry below them."""

    above: list[str]
    lines: list[str] = field(default_factory=list)


def laid_out(root: Entry) -> str:
    """Return the text of a whole file.

    The comments over the first key, down to the last blank line among them, speak of the file and
    stay at its head whichever key comes first.
    """
    first = root.entries[0]
    cut = len(first.above) - first.above[::-1].index("") - 1 if "" in first.above else None
    head = first.above[:cut]
    first.above = [] if cut is None else first.above[cut:]
    lines = [*head, *_members(root, CASE, 0), *root.below]
    while lines and not lines[0]:
        lines.pop(0)
    return "".join(f"{line}\n" for line in lines)


def _members(holder: Entry, spec: Spec, column: int) -> list[str]:
    return list(_stacked(_laid_members(holder, spec, column), column))


def _laid_members(holder: Entry, spec: Spec, column: int) -> list[Laid]:
    """Lay out what is in a list or a mapping, the keys of the format first and in its order."""
    is_mapping = isinstance(holder.data, dict)
    return [
        _laid(one, spec.member(one.name if is_mapping else None), column)
        for one in ordered(holder, spec)
    ]


def _stacked(members: Iterable[Laid], column: int) -> Iterable[str]:
    for one in members:
        yield from _indented(one.above, column)
        yield from one.lines


def _indented(words: Iterable[str], column: int) -> Iterable[str]:
    return (" " * column + one if one else one for one in words)


def _laid(entry: Entry, spec: Spec, column: int) -> Laid:
    """Lay out a key with its value, or an entry of a list, from a column on."""
    sign = " " * column + ("-" if entry.key is None else key_text(entry))
    if entry.key is None:
        _raise(entry)
    lines = _in_line(entry, spec, column)
    if lines is not None:
        return _laid_in_line(entry, sign, lines)
    inner = _laid_members(entry, spec, column + STEP)
    below = _indented(entry.below, column + STEP)
    if entry.key is not None:
        head = _with_beside(sign, entry.beside)
        return Laid(entry.above, [*head, *_stacked(inner, column + STEP), *below])
    first, *rest = inner
    above = [*entry.above, *(one.words for one in entry.beside), *first.above]
    first.lines[0] = f"{sign} {first.lines[0][column + STEP :]}"
    return Laid(above, [*first.lines, *_stacked(rest, column + STEP), *below])


def _laid_in_line(entry: Entry, sign: str, lines: list[str]) -> Laid:
    """Put a value behind its key or dash, and comments behind its last line.

    Behind the sign of a text over lines there is room for one comment, and below it for none.
    """
    above, beside = [*entry.above, *entry.remarks()], entry.beside
    first, *more = [f"{sign} {lines[0]}" if lines[0] else sign, *lines[1:]]
    if lines[0][:1] in ("|", ">"):
        above += (one.words for one in beside[:-1])
        return Laid(above, [*_with_beside(first, beside[-1:]), *more])
    *inner, last = [first, *more]
    return Laid(above, [*inner, *_with_beside(last, beside)])


def _raise(entry: Entry) -> None:
    """Put what is over the first key of a list's entry over its dash; there is no line between."""
    first = entry
    while first.key is None and first.entries:
        first = first.entries[0]
        entry.above += filter(None, first.above)
        first.above = []


def _in_line(entry: Entry, spec: Spec, column: int) -> list[str] | None:
    """Return a value that follows in the line of its key or dash; nothing for one that does not."""
    if isinstance(entry.node, Leaf):
        return lines_of(entry, spec, column)
    date = canonical_date(entry.data) if spec.is_date and isinstance(entry.data, list) else None
    if date is not None:
        return [f'"{date}"']
    if not entry.entries:
        return ["{}" if isinstance(entry.data, dict) else "[]"]
    if any(entry.remarks()):
        return None
    if spec.in_braces or (isinstance(entry.data, list) and is_in_line(value_of(entry, spec))):
        return [in_brackets(entry, spec)]
    return _own_brackets(entry, spec, column)


def _own_brackets(entry: Entry, spec: Spec, column: int) -> list[str] | None:
    """Return brackets of the writer's own, which stay: the format has none in these places."""
    if spec.is_known or not entry.in_flow:
        return None
    text = in_brackets(entry, spec)
    is_one_line = "\n" not in entry.text[entry.node.start : entry.node.end]
    return [text] if is_one_line or column + len(entry.name) + len(text) <= WIDEST else None


def _with_beside(line: str, beside: list[Beside]) -> list[str]:
    """Put comments behind a line, in the column that they had or as near to it as can be."""
    if not beside:
        return [line]
    column = max(beside[0].column, len(line) + 1)
    first, *more = beside
    behind = f"{line.ljust(column)}{first.words}"
    return [behind, *(f"{' ' * column}{one.words}" for one in more)]
