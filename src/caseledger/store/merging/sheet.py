"""One version of a case file taken apart: each key and each entry with its lines and comments.

What is put together again from these parts, in their order, is the file, byte for byte.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from caseledger.domain.case import Case
from caseledger.domain.changes import named_members
from caseledger.domain.loading import Inner, shape_of
from caseledger.store.comments import placed_comments
from caseledger.store.yaml_lines import begins_line, end_of_line, start_of_line
from caseledger.store.yaml_nodes import (
    Branch,
    Leaf,
    end_of_header,
    is_block_branch,
    read_nodes,
)

CASE = Inner(Case)
COLON = re.compile(r"[ \t]*:(?=\s|\Z)")

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a unit is made of: ``opening``, then a value, or parts below each other.

    A value is followed by the ``rest`` of its line, and by the ``body`` if it is text over lines.
    Parts follow the rest, which is empty where the first of them stands in the same line.
    """

    opening: str
    value: str = ""
    rest: str = ""
    body: str = ""
    parts: Parts | None = None

    def by(self, columns: int) -> Pieces:
        """Return the same pieces further to the right."""
        return Pieces(
            shifted(self.opening, columns),
            shifted(self.value, columns),
            self.rest,
            _all_shifted(self.body, columns),
            None if self.parts is None else self.parts.by(columns),
        )


@dataclass(frozen=True)
class Unit:
    """A key of a mapping with its value, or an entry of a list.

    ``text`` runs from the key or the dash to the end of the last line. The ``tail`` are comments at
    its end that stand further right than the unit itself, the ``remarks`` all comments in it. The
    ``lead`` are the blank lines and comments above it. ``read`` takes it apart; most never are.
    """

    column: int
    is_entry: bool
    lead: Lines
    text: str
    data: object
    tail: Lines
    remarks: Lines
    read: Callable[[], Pieces]

    @cached_property
    def pieces(self) -> Pieces:
        """What it is made of."""
        return self.read()

    @property
    def parts(self) -> Parts | None:
        """What stands in it, over lines."""
        return self.pieces.parts

    @cached_property
    def said(self) -> str:
        """The text without what says nothing: how far right it stands, and how its lines end."""
        if not self.column and "\r" not in self.text:
            return self.text
        lines = self.text.replace("\r\n", "\n").split("\n")
        return "\n".join([lines[0], *(moved(line, -self.column) for line in lines[1:])])

    def at(self, column: int) -> Unit:
        """Return the same unit in another column."""
        by = column - self.column
        if not by:
            return self
        return replace(
            self,
            column=column,
            lead=tuple(moved(line, by) for line in self.lead),
            text=shifted(self.text, by),
            tail=tuple(moved(line, by) for line in self.tail),
            read=lambda: self.pieces.by(by),
        )


@dataclass(frozen=True)
class Parts:
    """The keys of a mapping, or the entries of a list, by what names them, in their order."""

    is_mapping: bool
    column: int
    units: Mapping[str, Unit]

    def by(self, columns: int) -> Parts:
        """Return the same parts further to the right."""
        column = self.column + columns
        return replace(
            self,
            column=column,
            units={name: unit.at(column) for name, unit in self.units.items()},
        )


@dataclass(frozen=True)
class Sheet:
    """A whole file: what stands above its first key, the keys, and what stands below the last."""

    head: Lines
    parts: Parts
    foot: Lines
    data: dict[str, object]
    remarks: Lines


class NotInParts(ValueError):
    """A file, or a part of one, is written in a way that cannot be taken apart into lines."""


def read_sheet(text: str, data: dict[str, object]) -> Sheet:
    """Take a text apart that the reader has read as some data. Raises `NotInParts`."""
    if not text.endswith("\n"):
        text += "\r\n" if "\r\n" in text else "\n"
    top = read_nodes(text)
    if top.in_flow or not top.members or not begins_line(text, top.start):
        raise NotInParts
    reading = _Reading(text, list(placed_comments(text, top)))
    first = start_of_line(text, top.start)
    parts = reading.parts(top, data, CASE, (first, len(text)))
    if parts is None:
        raise NotInParts
    last = parts.units[list(parts.units)[-1]]
    foot = reading.lines(end_of_line(text, top.end), len(text))[len(last.tail) :]
    remarks = tuple(words for _, words in reading.remarks)
    return Sheet(reading.lines(0, first), parts, foot, data, remarks)


def members(leads: Inner | None, data: object) -> Mapping[str, object] | None:
    """Return the members of a mapping or a list by what names them, if each has a name."""
    if isinstance(data, dict):
        return data
    if not isinstance(data, list):
        return None
    if leads is not None:
        return named_members(leads, data)
    words = {word: word for word in data if isinstance(word, str)}
    return words if len(words) == len(data) else None


def inner(leads: Inner | None, key: str) -> Inner | None:
    """Say which part of the format a member of another one is, where it is one."""
    if leads is None:
        return None
    if leads.many:
        return replace(leads, many="", gather=None)
    return shape_of(leads.part).inner.get(key)


def moved(line: str, by: int) -> str:
    """Return a line further to the right, or to the left as far as it has blanks for that."""
    if not line.strip():
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def shifted(text: str, by: int) -> str:
    """Move all lines of a text but the first, which begins behind something else."""
    first, *more = text.split("\n")
    return "\n".join([first, *(moved(line, by) for line in more)])


def _all_shifted(text: str, by: int) -> str:
    return "\n".join(moved(line, by) for line in text.split("\n"))


@dataclass(frozen=True)
class _Reading:
    """A text, and where its comments begin."""

    text: str
    remarks: Sequence[tuple[int, str]]
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", [place for place, _ in self.remarks])

    def lines(self, start: int, stop: int) -> Lines:
        return tuple(self.text[start:stop].splitlines(keepends=True))

    def parts(
        self, node: Branch, data: object, leads: Inner | None, span: tuple[int, int]
    ) -> Parts | None:
        """Take a mapping or a list over lines apart; nothing where a part has no name of its own.

        The span is from where the lead of its first part may begin to where its last tail may end.
        """
        named = members(leads, data)
        starts = _starts(self.text, node)
        if not named or starts is None or len(named) != len(starts):
            return None
        ends = [start_of_line(self.text, start) for start in starts[1:]]
        units: dict[str, Unit] = {}
        below = span[0]
        for at, (name, value) in enumerate(named.items()):
            start, stop = starts[at], end_of_line(self.text, max(node.members[at].end, starts[at]))
            tail = _tail(
                self.lines(stop, ends[at] if ends[at:] else max(span[1], stop)), node.column
            )
            lead = self.lines(below, start_of_line(self.text, start))
            below = stop + sum(map(len, tail))
            units[name] = Unit(
                node.column,
                not node.is_mapping,
                lead,
                self.text[start:below],
                value,
                tail,
                self._remarks_in(start, below),
                partial(self._pieces, node, at, (start, stop), inner(leads, name), value),
            )
        return Parts(node.is_mapping, node.column, units)

    def _pieces(
        self, node: Branch, at: int, span: tuple[int, int], leads: Inner | None, data: object
    ) -> Pieces:
        """Take apart what stands from the start of a key or an entry to the end of its lines."""
        start, stop = span
        member = node.members[at]
        if isinstance(member, Branch) and is_block_branch(member) and member.members:
            line = end_of_line(self.text, start)
            beside = member.start < line
            above = start_of_line(self.text, member.start) if beside else line
            parts = self.parts(member, data, leads, (above, stop))
            if parts is not None:
                first = member.start if beside else self._behind_sign(node, at, start)
                rest = "" if beside else self.text[first:line]
                return Pieces(self.text[start:first], rest=rest, parts=parts)
        if isinstance(member, Leaf) and member.is_block:
            behind = end_of_header(self.text, member)
        else:
            behind = member.end
        line = end_of_line(self.text, behind)
        return Pieces(
            self.text[start : member.start],
            self.text[member.start : behind],
            self.text[behind:line],
            self.text[line:stop],
        )

    def _behind_sign(self, node: Branch, at: int, start: int) -> int:
        """Return the place behind a key's colon, or behind a dash."""
        if not node.is_mapping:
            return start + 1
        found = COLON.match(self.text, node.keys[at].end)
        return found.end() if found else node.keys[at].end

    def _remarks_in(self, start: int, stop: int) -> Lines:
        first, last = bisect_left(self.places, start), bisect_left(self.places, stop)
        return tuple(words for _, words in self.remarks[first:last])


def _starts(text: str, node: Branch) -> list[int] | None:
    """Return where each key or each dash begins; nothing where a key has a question mark."""
    if node.is_mapping:
        plain = all(COLON.match(text, key.end) for key in node.keys)
        lines = all(begins_line(text, key.start) for key in node.keys[1:])
        starts = [key.start for key in node.keys]
        return starts if plain and lines and starts[0] == node.start else None
    starts = [node.start]
    for member in node.members[:-1]:
        line = end_of_line(text, max(member.end, starts[-1]))
        while not _is_dash(text, line + node.column):
            line = end_of_line(text, line)
            if line == len(text):
                return None
        starts.append(line + node.column)
    return starts


def _is_dash(text: str, place: int) -> bool:
    return text[place : place + 1] == "-" and begins_line(text, place)


def _tail(gap: Lines, column: int) -> Lines:
    """Return the comments that follow at once and stand further right: they belong to the part."""
    tail: list[str] = []
    for line in gap:
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= column:
            break
        tail.append(line)
    return tuple(tail)
