"""From events to mappings, lists and text, with everything refused that a case file may not use.

Nothing here calls itself: depth is a number that is compared, never a depth of calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from caseledger.domain.plain import NULLS, read_plain
from caseledger.domain.problem import Path, Problem
from caseledger.store.yaml_events import EventParser, Position, mark_of
from caseledger.store.yaml_guard import refused_in_value
from caseledger.store.yaml_mistakes import BACKSLASH_HINT, DIRECTIVE

DEEPEST = 16
"""Collections inside each other; the format itself needs six."""
MOST_NODES = 20_000
LONGEST_SCALAR = 100_000
"""Characters."""

MERGE_KEY = "<<"
NO_KEYS = NULLS | {MERGE_KEY}

KEY_IS_COLLECTION = "a list or a mapping cannot be a key"
KEY_IS_EMPTY = "an empty key"

Keys = dict[str, Any]
"""The keys of an open mapping and the parser's mark of each, in composed letters."""


class Tree:
    """What grows from the events of one text: its tree, and what must be said about it.

    ``top`` holds the document's value once there is one. ``nodes`` counts the values that were
    seen, so that a second reading can stop at the same place without meeting the same trouble.
    """

    __slots__ = ("_container", "_key", "_keys", "_stack", "done", "nodes", "problems", "top")

    def __init__(self) -> None:
        self.top: list[object] = []
        self.problems: list[Problem] = []
        self.nodes = 0
        self.done = False
        self._container: Any = self.top  # a mapping where there are keys, else a list
        self._keys: Keys | None = None
        self._key: str | None = None  # waiting for its value
        self._stack: list[tuple[Any, Keys | None, str | None]] = []

    def grow(self, parser: EventParser) -> None:
        """Take events until the text ends or nothing more can be made of it.

        Raises what the parser raises; what was found so far stays in `problems`.
        """
        take: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._mapping,
            SequenceStartEvent: self._sequence,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
            DocumentEndEvent: self._pass,
            StreamStartEvent: self._pass,
            StreamEndEvent: self._end,
        }
        get_event = parser.get_event
        while not self.done:
            event = get_event()
            take[event.__class__](event)

    def _pass(self, event: Event) -> None:
        """Nothing follows from this event."""

    def _end(self, _event: Event) -> None:
        self.done = True

    def _document(self, event: DocumentStartEvent) -> None:
        if event.version is not None or event.tags:
            self._tell("CL106", DIRECTIVE, event)
        if self.top:
            hint = "a file holds one case: take the line out, or move what follows to another file"
            self._tell("CL109", "a second document begins here", event, hint=hint)
            self.done = True

    def _alias(self, event: AliasEvent) -> None:
        if not self._has_room(event):
            return
        self._tell("CL106", "an alias (text that begins with * needs quotes)", event)
        if self._keys is not None and self._key is None:
            self._key = ""
        else:
            self._put(None)

    def _scalar(self, event: ScalarEvent) -> None:
        """Take a key or a value: the one function whose speed matters, so it is written out."""
        text = event.value
        plain = not event.style
        self.nodes += 1
        if self.nodes > MOST_NODES or len(text) > LONGEST_SCALAR:
            self._refuse_size(event)
        elif event.tag is not None or event.anchor is not None or event.style == '"':
            self._check_scalar(event)
        keys = self._keys
        if keys is None:
            self._container.append(read_plain(text) if plain else text)
        elif self._key is None:
            self._key = text
            start: Any = event.start_mark
            first = keys.setdefault(text if text.isascii() else normalize("NFC", text), start)
            if first is not start or (plain and text in NO_KEYS):
                self._refuse_key(event, first)
        else:
            self._container[self._key] = read_plain(text) if plain else text
            self._key = None

    def _check_scalar(self, event: ScalarEvent) -> None:
        self._refuse_decoration(event)
        if event.style == '"' and (found := refused_in_value(event.value)):
            self._tell("CL104", f"{found}, written as an escape", event, hint=BACKSLASH_HINT)

    def _refuse_key(self, event: ScalarEvent, first: Position) -> None:
        if first is not event.start_mark:
            message = f"this key already stands on line {first.line + 1}"
            self._tell("CL107", message, event, event.value, hint="keep the one that is right")
        elif event.value == MERGE_KEY:
            self._tell("CL106", "a merge key", event)
        else:
            self._tell("CL105", KEY_IS_EMPTY, event)

    def _mapping(self, event: MappingStartEvent) -> None:
        self._open({}, {}, event)

    def _sequence(self, event: SequenceStartEvent) -> None:
        self._open([], None, event)

    def _open(self, container: object, keys: Keys | None, event: CollectionStartEvent) -> None:
        if not self._has_room(event):
            return
        self._refuse_decoration(event)
        self._stack.append((self._container, self._keys, self._key))
        self._put(container)
        self._container = container
        self._keys = keys

    def _close(self, _event: Event) -> None:
        self._container, self._keys, _key = self._stack.pop()
        self._key = None

    def _put(self, value: object) -> None:
        if self._keys is None:
            self._container.append(value)
        else:
            self._container[self._key] = value
            self._key = None

    def _has_room(self, event: NodeEvent) -> bool:
        """Count a collection or an alias, or stop because it cannot stand here."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self._refuse_size(event)
        elif len(self._stack) >= DEEPEST:
            self._stop("CL108", f"more than {DEEPEST} lists or mappings inside each other", event)
        elif self._keys is not None and self._key is None and not isinstance(event, AliasEvent):
            self._stop("CL105", KEY_IS_COLLECTION, event)
        return not self.done

    def _refuse_size(self, event: NodeEvent) -> None:
        if self.nodes > MOST_NODES:
            self._stop("CL108", f"more than {MOST_NODES} values in one file", event)
        else:
            self._stop("CL108", f"a text of more than {LONGEST_SCALAR} characters", event)

    def _refuse_decoration(self, event: ScalarEvent | CollectionStartEvent) -> None:
        if event.tag is not None:
            self._tell("CL106", "a tag (text that begins with ! needs quotes)", event)
        if event.anchor is not None:
            self._tell("CL106", "an anchor (text that begins with & needs quotes)", event)

    def _stop(self, code: str, message: str, event: Event) -> None:
        self._tell(code, message, event)
        self.done = True

    def _tell(self, code: str, message: str, event: Event, value: str = "", hint: str = "") -> None:
        mark = mark_of(event)
        problem = Problem(code, message, path=self._path(), value=value, hint=hint)
        self.problems.append(problem.at("", mark.line, mark.column, mark.length))

    def _path(self) -> Path:
        """Where the next value will stand, or the one whose key was just read."""
        open_now = [*self._stack[1:], (self._container, self._keys, self._key)]
        steps: list[str | int] = []
        for container, _, key in open_now:
            if key is not None:
                steps.append(key)
            elif container is not self.top and isinstance(container, list):
                steps.append(len(container) - (container is not self._container))
        return tuple(steps)
