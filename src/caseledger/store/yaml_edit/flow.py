"""Edits inside brackets and braces, which may go over several lines."""

from __future__ import annotations

import re

from caseledger.domain.edits import EditRefused, Value
from caseledger.store.yaml_edit.page import QUESTION_MARK, Page
from caseledger.store.yaml_lines import begins_line, end_of_line, start_of_line
from caseledger.store.yaml_nodes import Branch, Node, is_absent

COMMA = re.compile(r"\s*,[ \t]*")
COLON = re.compile(r"\s*:")
ONLY_COMMENT = re.compile(r"[ \t]*(?:#.*)?\r?\n?\Z")


def put_inside(page: Page, holder: Branch, at: int, value: Value) -> str:
    """Write a value over another."""
    old = holder.members[at]
    new = page.writer(holder).in_brackets(value)
    if not is_absent(old):
        return page.text[: old.start] + new + page.text[old.end :]
    colon = COLON.match(page.text, holder.keys[at].end)
    index = colon.end() if colon else holder.keys[at].end
    return page.text[:index] + (" " if colon else ": ") + new + page.text[index:]


def insert_inside(page: Page, holder: Branch, at: int, new: str) -> str:
    """Put a new entry in, which is written already."""
    text = page.text
    if not holder.has_brackets:
        raise EditRefused("a mapping stands in brackets without braces: write it with them")
    if not holder.members:
        first, last = holder.start + 1, holder.end - 1
        inner = text[first:last].strip(" ") and text[first:last]
        return text[:first] + new + inner + text[last:]
    if at:
        end = holder.members[at - 1].end
        return f"{text[:end]}{_gap(text, end)}, {new}{text[end:]}"
    start = _start(page, holder, 0)
    return f"{text[:start]}{new}, {text[start:]}"


def drop_inside(page: Page, holder: Branch, at: int) -> str:
    """Take an entry out with one comma; whole lines where it has lines of its own."""
    text = page.text
    start, end = _start(page, holder, at), holder.members[at].end
    if not holder.has_brackets:
        return f"{text[:start]}{{}}{text[end:]}"
    if at and page.on_one_line(holder.members[at - 1].end, start):
        before = holder.members[at - 1].end
        return text[:before] + ("" if text[end].isspace() else _gap(text, before)) + text[end:]
    comma = COMMA.match(text, end)
    stop = comma.end() if comma else end
    if len(holder.members) == 1 and not text[stop : holder.end - 1].strip(" "):
        start, stop = len(text[:start].rstrip(" ")), holder.end - 1
    return _without_lines(page, start, stop)


def _without_lines(page: Page, start: int, stop: int) -> str:
    """Cut a part out, and its lines where it has them for itself but for a comment."""
    text = page.text
    first, last = start_of_line(text, start), end_of_line(text, stop)
    if begins_line(text, start) and ONLY_COMMENT.match(text[stop:last]):
        return text[:first] + text[last:]
    return text[:start] + text[stop:]


def _gap(text: str, end: int) -> str:
    """Return the blank that has to follow a colon with nothing behind it."""
    return " " if text[end - 1] == ":" else ""


def _start(page: Page, holder: Branch, at: int) -> int:
    node: Node = holder.keys[at] if holder.is_mapping else holder.members[at]
    if holder.is_mapping and page.text[: node.start].rstrip().endswith("?"):
        raise EditRefused(QUESTION_MARK)
    return node.start
