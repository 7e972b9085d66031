"""Where each value of a text stands: a second reading, only made when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from yaml.events import (
    CollectionEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from caseledger.domain.problem import Path
from caseledger.store.yaml_events import EventParser, Mark, mark_of

START = Mark(1, 1, 1)


@dataclass(slots=True)
class Places:
    """The marks of all values and keys of one document, by path."""

    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)

    def of_value(self, path: Path) -> Mark:
        """Return the mark of a value, or of the nearest parent that there is."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, START)

    def of_key(self, path: Path) -> Mark:
        """Return the mark of a value's key, or else of what `of_value` finds."""
        return self.keys.get(path) or self.of_value(path)


@dataclass(slots=True)
class _Open:
    """A collection that has not ended: its path, and the key or number of its next value."""

    path: Path
    next: str | int | None


def find_places(parser: EventParser, nodes: int) -> Places:
    """Return the places of the first so many values, which are known to be readable.

    Of a key that stands twice the first place counts.
    """
    places = Places()
    opened: list[_Open] = []
    while nodes:
        event = parser.get_event()
        if isinstance(event, NodeEvent):
            nodes -= 1
            _take(event, opened, places)
        elif isinstance(event, CollectionEndEvent):
            opened.pop()
    return places


def _take(event: NodeEvent, opened: list[_Open], places: Places) -> None:
    parent = opened[-1] if opened else None
    if parent is not None and parent.next is None:
        parent.next = event.value if isinstance(event, ScalarEvent) else ""
        places.keys.setdefault((*parent.path, parent.next), mark_of(event))
        return
    path = () if parent is None or parent.next is None else (*parent.path, parent.next)
    places.values.setdefault(path, mark_of(event))
    if parent is not None:
        parent.next = parent.next + 1 if isinstance(parent.next, int) else None
    if isinstance(event, MappingStartEvent):
        opened.append(_Open(path, None))
    elif isinstance(event, SequenceStartEvent):
        opened.append(_Open(path, 0))
