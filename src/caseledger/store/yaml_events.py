"""The parser: libyaml's events, or those of its slower twin, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, cast

import yaml
from yaml.events import Event


class EventParser(Protocol):
    """What is used of a parser: one event after the other, up to the end of the stream."""

    def get_event(self) -> Event:
        """Return the next event, or raise one of `PARSER_ERRORS`."""


class Position(Protocol):
    """What is used of a parser's mark: places from 0, in characters."""

    @property
    def index(self) -> int:
        """Characters before it in the whole text."""

    @property
    def line(self) -> int:
        """Lines before it."""

    @property
    def column(self) -> int:
        """Characters before it in its line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file. Line and column count from 1, column and length in characters.

    What goes over several lines, a collection above all, has the length 1.
    """

    line: int
    column: int
    length: int


PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""What a parser raises; the last two come from impossible escapes, without libyaml only."""


def open_parser(text: str) -> EventParser:
    """Return a parser of the text, with libyaml where PyYAML was built with it.

    The other one is some twenty times slower, refuses a question mark inside brackets without
    quotes, and passes over directives that it does not know.
    """
    parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return cast(EventParser, parser(text))


def mark_of(event: Event) -> Mark:
    """Return the place of an event."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Mark(start.line + 1, start.column + 1, max(length, 1))


def is_fast() -> bool:
    """Say whether libyaml reads the files; without it the pure Python parser does, slowly."""
    return hasattr(yaml, "CBaseLoader")
