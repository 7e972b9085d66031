"""A generated case as lines, for `mistakes`: its entries, and how a line of it is changed."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A case with a mistake: its text, the code, and the lines, any of which is the right one.

    ``also`` are codes that the same mistake brings with it in the same file.
    """

    lines: tuple[str, ...]
    code: str
    at: tuple[int, ...]
    also: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    """Words that the hint must hold, where the case is public."""
    name: str = ""
    """Another name for the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a text: its lines from ``start`` up to ``stop``, and the line of each key."""

    start: int
    stop: int
    keys: dict[str, int] = field(hash=False)
    lines: tuple[str, ...] = ()

    def value(self, key: str) -> str:
        """What stands behind a key."""
        return self.lines[self.keys[key]].partition(": ")[2] if key in self.keys else ""

    @property
    def day(self) -> dt.date | None:
        """The day, where it is exact."""
        text = self.value("date")
        return dt.date.fromisoformat(text) if ISO.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A generated case as lines, and what chooses among its entries."""

    lines: tuple[str, ...]
    dice: random.Random

    @property
    def events(self) -> list[Entry]:
        """The events in the order of the file."""
        first = self.lines.index("events:") + 1
        starts = [n for n in range(first, len(self.lines)) if self.lines[n].startswith("  - id: ")]
        stops = [*starts[1:], len(self.lines)]
        return [self._entry(*both) for both in zip(starts, stops, strict=True)]

    def _entry(self, start: int, stop: int) -> Entry:
        keys = {
            self.lines[n].lstrip(" -").partition(":")[0]: n
            for n in range(start, stop)
            if re.match(r"(?:    |  - )\w", self.lines[n])
        }
        return Entry(start, stop, keys, self.lines)

    def choose(self, fits: Callable[[Entry], bool]) -> Entry | None:
        """Return one event that fits, if there is any."""
        found = [one for one in self.events if fits(one)]
        return self.dice.choice(found) if found else None

    def first(self, kind: str) -> Entry | None:
        """Return the first event of a kind."""
        return next((one for one in self.events if one.value("kind") == kind), None)

    @property
    def is_public(self) -> bool:
        """Whether messages may be shown anywhere."""
        return "visibility: public" in self.lines

    def put(self, at: int, line: str) -> tuple[str, ...]:
        """Write a line over another."""
        return (*self.lines[:at], line, *self.lines[at + 1 :])

    def insert(self, at: int, *new: str) -> tuple[str, ...]:
        """Put lines before another."""
        return (*self.lines[:at], *new, *self.lines[at:])

    def without(self, at: int) -> tuple[str, ...]:
        """Leave a line out."""
        return (*self.lines[:at], *self.lines[at + 1 :])
