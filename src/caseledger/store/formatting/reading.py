"""A text taken apart into entries, each with the comments and blank lines that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from caseledger.store.comments import placed_comments
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_lines import begins_line, start_of_line
from caseledger.store.yaml_nodes import Branch, Leaf, Node, all_nodes, is_block_branch

MARKERS = ("---", "...")
"""Lines that begin or end a document; they are left out, and a comment behind one stays."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A comment behind something, and the column in which it stands."""

    column: int
    words: str


@dataclass(eq=False, slots=True)
class Entry:
    """A key with its value, an entry of a list, or the whole file.

    ``above`` are the comments over it, an empty one for a blank line; ``beside`` those behind it,
    the first in its line and more of them below that; ``below`` those at the end of what is in it.
    """

    text: str
    node: Node
    data: object
    start: int
    column: int
    key: Leaf | None = None
    name: str = ""
    holder: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    @property
    def in_flow(self) -> bool:
        """Whether its value has brackets or braces, or stands inside some."""
        return isinstance(self.node, Branch) and self.node.in_flow

    def source(self, leaf: Leaf) -> str:
        """Return a key or a single value as it is written."""
        return self.text[leaf.start : leaf.end]

    def remarks(self) -> Iterator[str]:
        """Yield the comments that stand inside it."""
        for entry in self.entries:
            yield from filter(None, entry.above)
            yield from (one.words for one in entry.beside)
            yield from entry.remarks()
        yield from filter(None, self.below)


def taken_apart(text: str, data: object) -> Entry:
    """Take apart a text that the reader has read as some data.

    A comment behind something belongs to what its line ends with. One on a line of its own belongs
    to what stands below it; but where it stands further right than that, it is the last of the
    deepest part that has ended and does not stand further right than the comment.
    """
    page = Page(text)
    root = Entry(text, page.top, data, page.top.start, page.top.column)
    _grow(page, root)
    _Attaching(text, root).run()
    return root


def _grow(page: Page, entry: Entry) -> None:
    node = entry.node
    if not isinstance(node, Branch):
        return
    members = list(entry.data.items()) if isinstance(entry.data, dict) else entry.data
    assert isinstance(members, list)  # noqa: S101 - a branch is read as a mapping or a list
    for at, member in enumerate(node.members):
        if node.is_mapping:
            key, (name, data) = node.keys[at], members[at]
            start = key.start
        else:
            key, name, data = None, "", members[at]
            start = member.start if node.in_flow else page.start_of_entry(node, at)
        inner = Entry(page.text, member, data, start, node.column, key, name, entry)
        entry.entries.append(inner)
        _grow(page, inner)


def _all(entry: Entry) -> Iterator[Entry]:
    for inner in entry.entries:
        yield inner
        yield from _all(inner)


class _Attaching:
    """Gives each comment and each blank line of a text to an entry."""

    def __init__(self, text: str, root: Entry) -> None:
        self._text = text
        self._root = root
        self._entries = list(_all(root))
        self._starts = [one.start for one in self._entries]
        leaves = [one for one in all_nodes(root.node) if isinstance(one, Leaf)]
        self._ends = [(one.start, one.end) for one in leaves]
        self._gap = -1
        self._chosen: Entry | None = None
        self._closed = False

    def run(self) -> None:
        """Go through the comments in their order, then through the blank lines above entries."""
        last: tuple[int, list[Beside]] | None = None
        top = self._root.node
        assert isinstance(top, Branch)  # noqa: S101 - the reader takes nothing else
        for place, words in placed_comments(self._text, top):
            line = start_of_line(self._text, place)
            one = Beside(place - line, words)
            before = self._text[line:place].strip()
            if before and before not in MARKERS and place > self._starts[0]:
                beside = self._ending_at(place).beside
            elif last and last[0] == line and last[1][-1].column == one.column and not before:
                beside = last[1]  # goes on with the comment in the line above
            else:
                last = None
                self._own_line(place, one)
                continue
            beside.append(one)
            last = (self._next_line(place), beside)
        for entry in self._entries:
            if begins_line(self._text, entry.start) and self._is_blank_above(entry.start):
                entry.above.append("")

    def _next_line(self, place: int) -> int:
        return self._text.find("\n", place) + 1 or -1

    def _is_blank_above(self, place: int) -> bool:
        """Whether the line above is blank, and no part of a text over lines."""
        line = start_of_line(self._text, place)
        above = start_of_line(self._text, line - 1) if line else 0
        if not line or self._text[above:line].strip():
            return False
        at = bisect_right(self._ends, (above, len(self._text))) - 1
        return at < 0 or self._ends[at][1] < above

    def _ending_at(self, place: int) -> Entry:
        """Return the last entry before a place; of brackets that are closed, the outermost."""
        found = self._entries[bisect_left(self._starts, place) - 1]
        entry = found
        while entry.holder is not None and entry.holder.in_flow:
            entry = entry.holder
            if entry.node.end <= place:
                found = entry
        return found

    def _own_line(self, place: int, one: Beside) -> None:
        """Attach a comment on a line of its own."""
        number = bisect_left(self._starts, place)
        following = self._entries[number] if number < len(self._entries) else None
        entry = self._ending_at(place) if number else None
        target = None if entry is None else self._target(entry, number, place, one.column)
        if target is None:
            target = self._root.below if following is None else following.above
        if self._is_blank_above(place) and not (entry and _open_brackets(entry, place)):
            target.append("")
        target.append(one.words)

    def _target(self, entry: Entry, number: int, place: int, column: int) -> list[str] | None:
        """Return the comments that one joins, if they are not those above what follows."""
        following = self._entries[number] if number < len(self._entries) else None
        holder = _open_brackets(entry, place)
        if holder is not None:
            inside = following is not None and following.start < holder.node.end
            return None if inside else holder.below
        if entry.node.start > place and not is_block_branch(entry.node):
            return entry.above  # between a key and its value
        if self._gap != number:
            self._gap, self._chosen, self._closed = number, None, False
        ended = _ended(entry, following)
        if self._chosen is not None:  # never back into what is deeper
            ended = ended[ended.index(self._chosen) :]
        limit = 0 if following is None else following.column
        fitting = [one for one in ended if limit < one.entries[0].column <= column]
        if self._closed or not fitting:
            self._closed = True
            return None
        self._chosen = fitting[0]
        return fitting[0].below


def _open_brackets(entry: Entry, place: int) -> Entry | None:
    """Return the innermost entry whose brackets are open at a place."""
    at: Entry | None = entry
    while at is not None:
        if at.in_flow and at.node.start < place < at.node.end:
            return at
        at = at.holder
    return None


def _ended(entry: Entry, following: Entry | None) -> list[Entry]:
    """Return what holds an entry and ends with it, from the inside to the outside."""
    found: list[Entry] = []
    holder = entry.holder
    last = None if following is None else following.holder
    if last is entry:
        return found
    while holder is not None and holder is not last and holder.holder is not None:
        found.append(holder)
        holder = holder.holder
    return found
