"""One version of a file's text while it is edited: its nodes, and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from caseledger.domain.edits import EditRefused
from caseledger.store.yaml_edit.indents import Indents, indents_in
from caseledger.store.yaml_edit.writing import Writer
from caseledger.store.yaml_lines import begins_line, end_of_line, rest_of_line, start_of_line
from caseledger.store.yaml_nodes import (
    Branch,
    Leaf,
    Node,
    all_nodes,
    end_of_header,
    read_nodes,
)

QUESTION_MARK = "a key is written with a question mark: write it without"
COLON = re.compile(r"[ \t]*:")


@dataclass(frozen=True)
class Page:
    """A text that the reader accepts. ``blocks``: whether new text may go over several lines."""

    text: str
    blocks: bool = True

    @cached_property
    def top(self) -> Branch:
        """The mapping that is the document."""
        return read_nodes(self.text)

    @cached_property
    def indents(self) -> Indents:
        """What is usual in this file."""
        return indents_in([self.top], Indents())

    def writer(self, near: Branch) -> Writer:
        """Return what writes new lines inside a branch, as they are there or else in the file."""
        return Writer(indents_in([near], self.indents), self.blocks)

    def start_of_entry(self, holder: Branch, at: int) -> int:
        """Return where the key of an entry of a mapping begins, or its dash in a list.

        Raises `EditRefused` for `? key`, if it is not the first.
        """
        if at == 0:
            return holder.start
        if holder.is_mapping:
            if not begins_line(self.text, holder.keys[at].start):
                raise EditRefused(QUESTION_MARK)
            return holder.keys[at].start
        start = end_of_line(self.text, holder.members[at - 1].end)
        while not self._is_dash(start + holder.column):
            start = end_of_line(self.text, start)
        return start + holder.column

    def _is_dash(self, index: int) -> bool:
        return self.text[index : index + 1] == "-" and begins_line(self.text, index)

    def behind_colon(self, holder: Branch, at: int) -> int:
        """Return the place behind the colon of a key. Raises `EditRefused` for `? key`."""
        found = COLON.match(self.text, holder.keys[at].end)
        if found is None or self.start_of_entry(holder, at) < holder.keys[at].start:
            raise EditRefused(QUESTION_MARK)
        return found.end()

    def tail(self, node: Node) -> str:
        """Return what follows a value in its line: blanks, and perhaps a comment."""
        if isinstance(node, Leaf) and node.is_block:
            return rest_of_line(self.text, end_of_header(self.text, node))
        return rest_of_line(self.text, node.end)

    def on_one_line(self, one: int, other: int) -> bool:
        """Say whether two places lie in the same line."""
        return start_of_line(self.text, one) == start_of_line(self.text, other)

    def block_before(self, index: int) -> tuple[Leaf, str] | None:
        """Return the block scalar that reaches up to a place, and the signs that it begins with."""
        for node in all_nodes(self.top):
            if isinstance(node, Leaf) and node.is_block and node.stop == index:
                return node, self.text[node.start : end_of_header(self.text, node)]
        return None


@dataclass(frozen=True, kw_only=True)
class Part(Page):
    """Some whole lines of a page as a page of their own, with what was found out about them."""

    nodes: Branch
    usual: Indents

    @property
    def top(self) -> Branch:
        """The nodes in these lines, as far as they are needed."""
        return self.nodes

    @property
    def indents(self) -> Indents:
        """What is usual in the whole file."""
        return self.usual
