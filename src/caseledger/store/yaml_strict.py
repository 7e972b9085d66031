"""What libyaml lets pass and YAML 1.2 does not: tabs between words, a comment glued to a sign."""

from __future__ import annotations

import re
from typing import Any

from yaml.events import Event, ScalarEvent, StreamEndEvent

from caseledger.domain.problem import Problem
from caseledger.store.yaml_events import EventParser
from caseledger.store.yaml_guard import place
from caseledger.store.yaml_mistakes import HINTS, TAB

SUSPICIOUS = ("\t", *(f"{sign}#" for sign in "|>+-123456789"))

GLUED_COMMENT = "a comment without a space before it"

# Between scalars a number sign always begins a comment, and a comment may hold tabs.
COMMENT_OR_TAB = re.compile(r"#[^\n]*|(?P<tab>\t)")
BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?:(?P<glued>#)| *(?P<tab>\t))")


def is_suspicious(text: str) -> bool:
    """Whether a text may hold what `find_laxity` finds; nearly none does, and this is quick."""
    return any(sign in text for sign in SUSPICIOUS)


def find_laxity(text: str, parser: EventParser) -> tuple[Problem, ...]:
    """Return the first such thing in a text that the parser is known to read to its end."""
    done = 0
    event: Event | None = None
    while not isinstance(event, StreamEndEvent):
        event = parser.get_event()
        if isinstance(event, ScalarEvent | StreamEndEvent):
            start: Any = event.start_mark
            found = _tab_outside(text, done, start.index) or _inside(text, event)
            if found:
                return (found,)
            end: Any = event.end_mark
            done = end.index
    return ()


def _tab_outside(text: str, start: int, end: int) -> Problem | None:
    tabs = (match.start("tab") for match in COMMENT_OR_TAB.finditer(text, start, end))
    first = next((index for index in tabs if index >= 0), None)
    return None if first is None else _tab(text, first)


def _inside(text: str, event: ScalarEvent | StreamEndEvent) -> Problem | None:
    """Look at a scalar: a plain one holds no tab, and the line of a block's sign is strict."""
    if not isinstance(event, ScalarEvent):
        return None
    start: Any = event.start_mark
    end: Any = event.end_mark
    if not event.style:
        tab = text.find("\t", start.index, end.index)
        return None if tab < 0 else _tab(text, tab)
    header = BLOCK_HEADER.match(text, start.index)
    if header is None:
        return None
    if header["tab"]:
        return _tab(text, header.start("tab"))
    return _problem(text, header.start("glued"), GLUED_COMMENT, "put a space before #")


def _tab(text: str, index: int) -> Problem:
    return _problem(text, index, TAB, HINTS[TAB])


def _problem(text: str, index: int, message: str, hint: str) -> Problem:
    line, column = place(text, index)
    return Problem("CL105", message, hint=hint).at("", line, column)
