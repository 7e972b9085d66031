"""The comments of a case file, each with the lines that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from caseledger.domain.ignoring import Comment
from caseledger.store.comments import placed_comments
from caseledger.store.yaml_guard import place
from caseledger.store.yaml_lines import begins_line
from caseledger.store.yaml_nodes import read_nodes
from caseledger.store.yaml_reader import Document

SIGN = "caseledger:"
"""What a comment for this program says; a text without it is not looked at any further."""


def spoken_comments(document: Document) -> Iterator[Comment]:
    """Yield the comments of a file that was read, in their order.

    One behind something speaks of its line; one on a line of its own of the entry or the key below
    it, down to the last line of that.
    """
    if document.data is None or SIGN not in document.text.casefold():
        return
    lines = [line.removesuffix("\r") for line in document.text.split("\n")]
    for start, text in placed_comments(document.text, read_nodes(document.text)):
        line, column = place(document.text, start)
        own = begins_line(document.text, start)
        first, last = _below(lines, line) if own else (line, line)
        yield Comment(text, line, column, first, last)


def _below(lines: list[str], line: int) -> tuple[int, int]:
    """Return the first and the last line of what stands below a line; nothing at the end."""
    first = next((n for n in range(line, len(lines)) if _says(lines[n])), None)
    if first is None:
        return line, line
    indent = _indent(lines[first])
    last = first
    for number in range(first + 1, len(lines)):
        if _says(lines[number]) and not _belongs(lines[number], lines[first], indent):
            break
        if lines[number].strip():
            last = number
    return first + 1, last + 1


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _belongs(line: str, first: str, indent: int) -> bool:
    """Whether a line is a part of what begins with another: deeper, or a list below its key."""
    if _indent(line) > indent:
        return True
    is_item = line.lstrip().startswith("- ") or line.strip() == "-"
    return _indent(line) == indent and is_item and not first.lstrip().startswith("-")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
