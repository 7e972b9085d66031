"""The one reader of YAML: bytes in, mappings of text out, or problems with their places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from caseledger.domain.problem import Path, Problem
from caseledger.store.yaml_events import PARSER_ERRORS, Mark, open_parser
from caseledger.store.yaml_guard import guard
from caseledger.store.yaml_mistakes import explain
from caseledger.store.yaml_places import Places, find_places
from caseledger.store.yaml_strict import find_laxity, is_suspicious
from caseledger.store.yaml_tree import Tree

__all__ = ["Document", "Mark", "grow", "read_document", "read_text"]

TOP_IS_NO_MAPPING = "the file must begin with a key, not with a list or a text"


@dataclass(frozen=True)
class Document:
    """One file that was read: either its data, or what is wrong with it, never both.

    ``data`` holds dictionaries, lists, text (`Plain` where YAML itself would read a number or a
    truth value) and None. ``text`` is without byte order mark, and may hold anything where there
    are problems: it is for showing lines, through what makes them safe to show. The ``nodes`` tell
    how far the first reading came.
    """

    data: dict[str, object] | None
    problems: tuple[Problem, ...]
    text: str
    nodes: int = 0

    def locate(self, path: Path) -> Mark:
        """Return where a value stands; of what is not there, its nearest parent."""
        return self._places.of_value(path)

    def locate_key(self, path: Path) -> Mark:
        """Return where the key of a value stands; a list item has none, so its value's place."""
        return self._places.of_key(path)

    def excerpt(self, line: int) -> str:
        """Return a line, counted from 1, without its end; nothing where there is no such line."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else ""

    @cached_property
    def _places(self) -> Places:
        return find_places(open_parser(self.text), self.nodes) if self.nodes else Places()

    @cached_property
    def _lines(self) -> list[str]:
        # Only what YAML and git both take for a line's end; str.splitlines knows many more.
        return [line.removesuffix("\r") for line in self.text.split("\n")]


def read_document(raw: bytes) -> Document:
    """Read the bytes of a case file, a rule file or a ledger file. Never raises.

    Problems lack the name of the file, which is not known here. If there is one, there is no data:
    nothing is done with a file that was understood by half.
    """
    text, problems = guard(raw)
    return Document(None, problems, text) if problems else read_text(text)


def read_text(text: str) -> Document:
    """Read a text as `read_document` does, without looking at its characters."""
    return _document(grow(text), text)


def grow(text: str) -> Tree:
    """Let a tree grow from a text, of whatever shape; what is wrong stands in its `problems`."""
    tree = Tree()
    try:
        tree.grow(open_parser(text))
    except PARSER_ERRORS as error:
        tree.problems.append(explain(error, text))
    if not tree.problems and is_suspicious(text):
        tree.problems.extend(find_laxity(text, open_parser(text)))
    return tree


def _document(tree: Tree, text: str) -> Document:
    top = tree.top[0] if tree.top else None
    if tree.problems:
        return Document(None, tuple(tree.problems), text, tree.nodes)
    if isinstance(top, dict):
        return Document(top, (), text, tree.nodes)
    if top is None:
        return Document(None, (Problem("CL111", "nothing but white space or comments"),), text)
    mark = Document(None, (), text, tree.nodes).locate(())
    wrong = Problem("CL105", TOP_IS_NO_MAPPING).at("", mark.line, mark.column)
    return Document(None, (wrong,), text, tree.nodes)
