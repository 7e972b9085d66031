"""Lines of a text, by the positions of characters in it, with the ends that they have."""

from __future__ import annotations

from collections.abc import Sequence


def start_of_line(text: str, index: int) -> int:
    """Return where the line of a character begins."""
    return text.rfind("\n", 0, index) + 1


def end_of_line(text: str, index: int) -> int:
    """Return where the next line begins, or the text ends."""
    return text.find("\n", index) + 1 or len(text)


def rest_of_line(text: str, index: int) -> str:
    """Return what follows in a line, without the line's end."""
    return text[index : end_of_line(text, index)].rstrip("\r\n")


def begins_line(text: str, index: int) -> bool:
    """Say whether nothing but blanks stands before a character in its line."""
    return not text[start_of_line(text, index) : index].strip()


def line_break(text: str, index: int) -> str:
    """Return how the line of a character ends; the last one takes after the one before it."""
    found = text.find("\n", index)
    if found < 0:
        found = text.rfind("\n")
    if found < 0:
        return "\n"
    return "\r\n" if text[found - 1 : found] == "\r" else "\n"


def with_lines(text: str, start: int, stop: int, lines: Sequence[str]) -> str:
    """Write lines over those between two beginnings of lines; over none, put them in there.

    New lines end as their neighbour does: the first line that is replaced, or the line above. A
    text whose last line has no end still has none afterwards.
    """
    if not lines:
        return without_lines(text, start, stop)
    if start < stop:
        old = text[start:stop]
        last = line_break(old, len(old) - 1) if old.endswith("\n") else ""
        return text[:start] + line_break(text, start).join(lines) + last + text[stop:]
    end = line_break(text, max(start - 1, 0))
    if is_open_end(text, start):
        return text + end + end.join(lines)
    return text[:start] + end.join(lines) + end + text[start:]


def without_lines(text: str, start: int, stop: int, *, keep_break: bool = False) -> str:
    """Take lines out; where the last line had no end, the one that is last now has none either.

    With ``keep_break`` it keeps its end: it belongs to the text of a block scalar.
    """
    before, after = text[:start], text[stop:]
    if not after and not text.endswith("\n") and not keep_break:
        before = before.removesuffix("\n").removesuffix("\r")
    return before + after


def is_open_end(text: str, index: int) -> bool:
    """Say whether this is the end of a text whose last line has no end."""
    return index == len(text) > 0 and not text.endswith("\n")
