"""The nodes of a text and where they really end, which is not where libyaml says.

The end mark of a block collection lies behind the comments that follow it, and that of a block
scalar behind the blank lines. Here the end of a collection is the end of its last member, and that
of a block scalar is the end of its last line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

from caseledger.store.yaml_events import open_parser

BLOCK_STYLES = ("|", ">")
HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(slots=True)
class Leaf:
    """A single value. An absent one has no width, and stands right behind its colon or dash.

    ``stop`` is libyaml's end, with the blank lines behind a block scalar.
    """

    start: int
    end: int
    column: int
    style: str = ""
    stop: int = 0

    @property
    def is_block(self) -> bool:
        """Whether this is text behind a bar or an angle bracket."""
        return self.style in BLOCK_STYLES


@dataclass(slots=True)
class Branch:
    """A mapping or a list. A list in block style starts at its first dash."""

    start: int
    end: int
    column: int
    is_mapping: bool
    in_flow: bool
    has_brackets: bool = False
    keys: list[Leaf] = field(default_factory=list)
    members: list[Node] = field(default_factory=list)


Node = Leaf | Branch


def read_nodes(text: str) -> Branch:
    """Return the top mapping of a text that the reader has accepted."""
    parser = open_parser(text)
    top = Branch(0, 0, 0, is_mapping=False, in_flow=False)
    opened = [top]
    event: Any = None
    while not isinstance(event, StreamEndEvent):
        event = parser.get_event()
        if isinstance(event, ScalarEvent):
            _attach(opened[-1], _leaf(text, event))
        elif isinstance(event, CollectionStartEvent):
            branch = _branch(text, event)
            _attach(opened[-1], branch)
            opened.append(branch)
        elif isinstance(event, CollectionEndEvent):
            _close(opened.pop(), event)
    first = top.members[0]
    assert isinstance(first, Branch)  # noqa: S101  the reader accepts nothing else
    return first


def all_nodes(node: Node) -> Iterator[Node]:
    """Yield a node and everything in it, keys left out."""
    yield node
    if isinstance(node, Branch):
        for member in node.members:
            yield from all_nodes(member)


def shifted(node: Branch, by: int) -> Branch:
    """Return a copy of a branch and all in it that stands further below, or above."""
    return replace(
        node,
        start=node.start + by,
        end=node.end + by,
        keys=[_shifted_leaf(key, by) for key in node.keys],
        members=[
            shifted(member, by) if isinstance(member, Branch) else _shifted_leaf(member, by)
            for member in node.members
        ],
    )


def _shifted_leaf(leaf: Leaf, by: int) -> Leaf:
    return Leaf(leaf.start + by, leaf.end + by, leaf.column, leaf.style, leaf.stop + by)


def is_absent(node: Node) -> bool:
    """Say whether there is nothing where a value might stand."""
    return isinstance(node, Leaf) and node.start == node.end


def is_block_branch(node: Node) -> bool:
    """Say whether this is a list or a mapping over lines, without brackets."""
    return isinstance(node, Branch) and not node.in_flow


def end_of_header(text: str, leaf: Leaf) -> int:
    """Return where the signs end with which a block scalar begins."""
    found = HEADER.match(text, leaf.start)
    return found.end() if found else leaf.end


def _attach(parent: Branch, node: Node) -> None:
    if parent.is_mapping and len(parent.keys) == len(parent.members) and isinstance(node, Leaf):
        parent.keys.append(node)
    else:
        parent.members.append(node)


def _leaf(text: str, event: ScalarEvent) -> Leaf:
    start: Any = event.start_mark
    stop: Any = event.end_mark
    end = (
        _end_of_block(text, start.index, stop.index) if event.style in BLOCK_STYLES else stop.index
    )
    return Leaf(start.index, end, start.column, event.style or "", stop.index)


def _branch(text: str, event: CollectionStartEvent) -> Branch:
    start: Any = event.start_mark
    return Branch(
        start.index,
        start.index,
        start.column,
        is_mapping=isinstance(event, MappingStartEvent),
        in_flow=bool(event.flow_style),
        has_brackets=bool(event.flow_style) and text[start.index] in "[{",
    )


def _close(branch: Branch, event: CollectionEndEvent) -> None:
    if branch.has_brackets:
        stop: Any = event.end_mark
        branch.end = stop.index
    elif branch.members:
        branch.end = branch.members[-1].end


def _end_of_block(text: str, start: int, stop: int) -> int:
    """Return where the last line of a block scalar ends that holds any of its text."""
    header, *lines = text[start:stop].split("\n")
    found = HEADER.match(header)
    keeps = found is not None and "+" in found[0]
    filled = [line for line in lines if line.strip()]
    indent = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    while lines and not keeps and len(lines[-1].rstrip("\r")) <= indent:
        lines.pop()
    if lines and not lines[-1]:
        lines.pop()  # what stands behind the last line's end
    return start + len("\n".join([header, *lines]).rstrip("\r"))
