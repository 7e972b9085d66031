"""What can still be said of a file that YAML refuses: its other mistakes, and those of whole parts.

A file is cut by its lines: at the keys that begin a line, and at the dashes of a list. Each piece
is read by itself; one that cannot be read is cut again, until what is wrong is one key or one
entry. What is left without it is a text that can be read, whose lines are where they were. It is
never a case: nothing is done with a file that was understood by half. Only problems of the parts
that are whole are told, and nothing that may be due to the cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from caseledger.domain.problem import Path, Problem
from caseledger.store.yaml_guard import CONFLICT, REFUSED
from caseledger.store.yaml_reader import Document, grow, read_text

MOST_LINES = 20_000
"""A longer file is not taken apart: no case is so long, and it would take too long."""

MOST_TOLD = 20
"""After so many mistakes of grammar the rest of a file is not looked at."""

HOPELESS = frozenset({"CL102", "CL108", "CL109", "CL111"})
"""With these a file is too large, is several, or is none."""

BYTES = frozenset({"CL103", "CL104", "CL110"})
"""What the guard refuses, before anything is read."""

STOPS_NOT = frozenset({"CL104", "CL106", "CL107"})
"""Problems behind which the reading goes on."""

NOTHING_TOLD = frozenset({"CL201", "CL203", "CL302"})
"""A key that is missing, or has no value, where a piece was cut out."""

KEY = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\W\d][\w.-]*)[ ]*:(?=\s|$)""")
NO_VALUE = re.compile(r"[ ]*(?:#.*)?\r?$")
DASH = re.compile(r"-(?=[ \r]|$)[ ]*")
STAND_IN = "x_cut:"
"""Stands in for the first key of an entry; keys with ``x_`` mean nothing to anybody."""

OURS, BASE, THEIRS, END = "<" * 7, "|" * 7, "=" * 7, ">" * 7
BEFORE = {OURS: ("",), BASE: (OURS,), THEIRS: (OURS, BASE), END: (THEIRS,)}
"""Behind which mark of a merge each may stand."""

UNKNOWN = "\ufffd"
GRAMMAR = "CL105"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines from ``start`` up to ``stop``, from a column on: everything, one key, or one entry.

    ``base`` is the path of what it stands in; an entry has its ``number`` there.
    """

    start: int
    stop: int
    column: int = 0
    base: Path = ()
    number: int | None = None
    is_key: bool = False

    def placed(self, problem: Problem) -> Problem:
        """Give a problem that was found in the piece alone its path in the file."""
        inner = problem.path
        if self.number is not None and inner:
            inner = (self.number, *inner[1:])
        return replace(problem, path=(*self.base, *inner))


@dataclass(frozen=True, slots=True)
class Recovered:
    """What is left of a file: a text that can be read, if there is one, and all mistakes found.

    ``cut`` are the lines, from 1, of which nothing may be said, ``torn`` those on which something
    begins that is not whole any more.
    """

    problems: tuple[Problem, ...]
    rest: Document | None = None
    cut: frozenset[int] = frozenset()
    torn: frozenset[int] = frozenset()

    def may_be_told(self, problem: Problem) -> bool:
        """Whether a problem of the rest is one of the file, and not one of the cut."""
        if problem.line in self.cut:
            return False
        return problem.line not in self.torn or problem.code not in NOTHING_TOLD

    def is_whole(self, line: int) -> bool:
        """Whether what begins on a line is as it stands in the file."""
        return line not in self.cut and line not in self.torn


def recover(document: Document) -> Recovered:
    """Look at a file that could not be read once more, piece by piece. Never raises."""
    codes = _codes(document.problems)
    many = len(document.problems) > MOST_TOLD or document.text.count("\n") > MOST_LINES
    if codes & HOPELESS or many:
        return Recovered(document.problems)
    text, odd = _readable(document.text) if codes & BYTES else (document.text, set[int]())
    if text is None:
        return Recovered(document.problems)
    knife = _Knife(text.split("\n"), document.problems, cut=set(odd), odd=frozenset(odd))
    knife.examine(Piece(0, len(knife.lines)))
    told = [*(document.problems if odd else ()), *knife.problems]
    problems = tuple({(one.code, one.line, one.column): one for one in told}.values())
    rest = read_text("\n".join(knife.lines)) if knife.goes_on else None
    if rest is None or rest.problems:
        return Recovered(problems or document.problems)
    return Recovered(problems, rest, frozenset(knife.cut), frozenset(knife.torn))


def _readable(text: str) -> tuple[str | None, set[int]]:
    """Return a text that the guard lets pass, and the lines, from 1, that are not as they were.

    What is refused becomes the sign for a character that nobody knows; of two versions that stand
    one after the other the first is taken. There is none of what is no text.
    """
    if not text or "\x00" in text:
        return None, set()
    lines = REFUSED.sub(UNKNOWN, text).split("\n")
    odd = {number for number, line in enumerate(lines, 1) if UNKNOWN in line}
    inside = ""
    for number, line in enumerate(lines, 1):
        mark = line[:7] if CONFLICT.match(line) else ""
        if mark and inside not in BEFORE[mark]:
            return None, set()
        inside = ("" if mark == END else mark) or inside * (mark != END)
        if mark or inside:
            odd.add(number)
        if mark or inside in (BASE, THEIRS):
            lines[number - 1] = ""
    return (None, set()) if inside else ("\n".join(lines), odd)


@dataclass(slots=True)
class _Knife:
    """Cuts out what cannot be read, and keeps what was found."""

    lines: list[str]
    known: tuple[Problem, ...]
    """What is wrong with the file as a whole, said with all that stands around it."""
    problems: list[Problem] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)
    torn: set[int] = field(default_factory=set)
    odd: frozenset[int] = frozenset()
    """Lines that are not as they stand in the file: nothing is told of a piece with one."""
    goes_on: bool = True

    def examine(self, piece: Piece) -> None:
        """Find what is wrong in a piece, and take it out of the lines."""
        found = self._problems(piece) if self.goes_on else ()
        if not found:
            return
        parts = [] if _codes(found) & HOPELESS else self._parts(piece)
        before = len(self.cut)
        for part in parts:
            self.examine(part)
        if len(self.cut) > before:
            # What is left may be wrong only because a piece is missing: where an entry no longer
            # begins, its keys seem to stand twice.
            is_due = GRAMMAR in _codes(found)
            found = self._problems(piece)
            if found and is_due:
                self._cut_out(piece)
                found = ()
        if found and self.goes_on:
            self._take(piece, parts, found)
        self.torn.add(self._begin(piece))

    def _take(self, piece: Piece, parts: Sequence[Piece], found: Sequence[Problem]) -> None:
        """Tell what is wrong in the piece itself, and cut those parts in which it stands."""
        if not self.odd & set(range(piece.start + 1, piece.stop + 1)):
            self.problems += [piece.placed(self._in_context(problem)) for problem in found]
        wrong = [part for part in parts if any(part.start < one.line <= part.stop for one in found)]
        if not wrong or _codes(found) - STOPS_NOT:
            wrong = [piece]
        for part in wrong:
            self._cut_out(part)
        if len(self.problems) >= MOST_TOLD or self._problems(piece):
            self.goes_on = False

    def _in_context(self, problem: Problem) -> Problem:
        """Say of a mistake what was said of it with the whole file in view, if anything was."""
        alike = (one for one in self.known if (one.code, one.line) == (problem.code, problem.line))
        said = next(alike, problem) if problem.code == GRAMMAR else problem
        return replace(said, path=problem.path)

    def _cut_out(self, piece: Piece) -> None:
        before = self.lines[piece.start][: piece.column]
        if not piece.is_key and piece.number is None:
            self.goes_on = False
            return
        stand_in = ""
        if piece.number is not None:
            stand_in = f"{before}- {{}}"
        elif before.strip():
            stand_in = before + STAND_IN
        self.lines[piece.start : piece.stop] = [stand_in, *[""] * (piece.stop - piece.start - 1)]
        self.cut.update(range(piece.start + 1, piece.stop + 1))

    def _problems(self, piece: Piece) -> tuple[Problem, ...]:
        """Read a piece alone; only where something is wrong again, so that the lines are right."""
        text = self._text(piece)
        if not grow(text).problems:
            return ()
        last = piece.start + len(text.rstrip(" \r\n").split("\n"))
        found = grow("\n" * piece.start + text).problems
        return tuple(replace(one, line=min(one.line, last)) for one in found)

    def _text(self, piece: Piece) -> str:
        first, *others = self.lines[piece.start : piece.stop]
        return "\n".join([" " * piece.column + first[piece.column :], *others])

    def _begin(self, piece: Piece) -> int:
        """The line, from 1, on which a piece begins: behind comments, if it is the whole file."""
        lines = self.lines[piece.start : piece.stop]
        return piece.start + 1 + next((n for n, line in enumerate(lines) if _says(line)), 0)

    def _parts(self, piece: Piece) -> list[Piece]:
        """Cut a piece at its keys or entries; not where it is not certain what belongs to it."""
        if piece.number is not None:
            parts = self._of_entry(piece)
        elif piece.is_key:
            parts = self._of_key(piece)
        else:
            parts = list(self._keys(piece.start, piece.stop, 0, ()))
        return [] if not parts or self._is_crooked(piece, parts[0]) else parts

    def _is_crooked(self, piece: Piece, first: Piece) -> bool:
        """Whether a line stands to the left of where it should, and may belong to another piece."""
        lines = self.lines[first.start + 1 : piece.stop]
        return any(_says(line) and _indent(line) < first.column for line in lines)

    def _of_key(self, piece: Piece) -> list[Piece]:
        head = KEY.match(self.lines[piece.start], piece.column)
        if head is None or not NO_VALUE.match(self.lines[piece.start], head.end()):
            return []
        start = next((n for n in range(piece.start + 1, piece.stop) if _says(self.lines[n])), 0)
        if not start:
            return []
        first = self.lines[start]
        column = len(first) - len(first.lstrip(" "))
        inside = (*piece.base, head[0].rstrip(" :").strip("\"'"))
        if DASH.match(first, column):
            return list(self._entries(start, piece.stop, column, inside))
        return list(self._keys(start, piece.stop, column, inside))

    def _of_entry(self, piece: Piece) -> list[Piece]:
        dash = DASH.match(self.lines[piece.start], piece.column)
        if dash is None or not KEY.match(self.lines[piece.start], dash.end()):
            return []
        inside = (*piece.base, piece.number or 0)
        return list(self._keys(piece.start, piece.stop, dash.end(), inside))

    def _keys(self, start: int, stop: int, column: int, base: Path) -> Iterator[Piece]:
        starts = [n for n in range(start, stop) if self._is_key(n, column, first=n == start)]
        for first, last in pairwise([*starts, stop]):
            yield Piece(first, last, column, base, is_key=True)

    def _is_key(self, number: int, column: int, *, first: bool) -> bool:
        line = self.lines[number]
        indented = first or not line[:column].strip(" ")
        return indented and KEY.match(line, column) is not None

    def _entries(self, start: int, stop: int, column: int, base: Path) -> Iterator[Piece]:
        lines = self.lines
        starts = [
            n
            for n in range(start, stop)
            if not lines[n][:column].strip(" ") and DASH.match(lines[n], column)
        ]
        for number, (first, last) in enumerate(pairwise([*starts, stop])):
            yield Piece(first, last, column, base, number)


def _codes(problems: Sequence[Problem]) -> set[str]:
    return {problem.code for problem in problems}


def _says(line: str) -> bool:
    """Whether a line is more than blanks and a comment."""
    return not line.lstrip().startswith("#") and bool(line.strip()) and line.strip() != "---"


def _indent(line: str) -> int:
    """How far to the right a line begins; behind a tab a key with entries below may be any key."""
    words = line.lstrip()
    head = KEY.match(words) if "\t" in line[: len(line) - len(words)] else None
    if head and NO_VALUE.match(words, head.end()):
        return 0
    return len(line.expandtabs()) - len(line.expandtabs().lstrip())
