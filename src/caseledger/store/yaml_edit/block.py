"""Edits among lines: inside mappings and lists that have no brackets."""

from __future__ import annotations

from collections.abc import Mapping

from caseledger.domain.edits import Value
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_lines import (
    begins_line,
    end_of_line,
    is_open_end,
    line_break,
    rest_of_line,
    start_of_line,
    with_lines,
    without_lines,
)
from caseledger.store.yaml_nodes import Branch, Node, is_absent, is_block_branch


def put_behind_key(page: Page, holder: Branch, at: int, value: Value) -> str:
    """Write a value over the one of a key."""
    old = holder.members[at]
    colon = page.behind_colon(holder, at)
    inner = old.column if is_block_branch(old) and _same_shape(old, value) else None
    first, more = page.writer(holder).behind_key(
        value, holder.column, inner, flow=_kept(old, value)
    )
    if is_block_branch(old):
        return _over_lines(page, old, colon, first, more)
    start = start_of_line(page.text, old.start)
    stop = end_of_line(page.text, old.end)
    if is_absent(old):
        return _in_line(page, colon, (first, more), rest_of_line(page.text, colon), stop)
    tail = page.tail(old)
    if not page.on_one_line(colon, old.start):
        if first:
            more = [page.text[start : old.start] + first + tail, *more]
        elif tail.strip():
            more = [*more, " " * old.column + tail.strip()]
        return with_lines(page.text, start, stop, more)
    return _in_line(page, old.start if first else colon, (first, more), tail, stop)


def put_behind_dash(page: Page, holder: Branch, at: int, value: Value) -> str:
    """Write a value over an entry of a list."""
    old = holder.members[at]
    writer = page.writer(holder)
    stop = end_of_line(page.text, old.end)
    if is_absent(old):
        dash = page.start_of_entry(holder, at)
        lines = writer.item(value, holder.column, writer.indents.item)
        head = page.text[start_of_line(page.text, dash) : dash]
        lines[0] = head + lines[0][holder.column :] + rest_of_line(page.text, dash + 1)
        return with_lines(page.text, dash - len(head), stop, lines)
    first, more = writer.behind_dash(value, old.column, flow=_kept(old, value))
    start = start_of_line(page.text, old.start)
    tail = "" if is_block_branch(old) else page.tail(old)
    return with_lines(page.text, start, stop, [page.text[start : old.start] + first + tail, *more])


def insert_key(page: Page, holder: Branch, at: int, key: str, value: Value) -> str:
    """Write a new key with its value before another one, or behind the last."""
    return _insert(page, holder, at, page.writer(holder).entry(key, value, holder.column))


def insert_item(page: Page, holder: Branch, at: int, value: Value) -> str:
    """Write a new entry before another one, or behind the last."""
    neighbour = holder.members[max(at - 1, 0)]
    dash = page.start_of_entry(holder, max(at - 1, 0))
    writer = page.writer(holder)
    is_beside = not is_absent(neighbour) and page.on_one_line(dash, neighbour.start)
    is_list = isinstance(neighbour, Branch) and not neighbour.is_mapping
    width = neighbour.start - dash if is_beside and not is_list else writer.indents.item
    return _insert(page, holder, at, writer.item(value, holder.column, width))


def drop_entry(page: Page, holder: Branch, at: int) -> str:
    """Take the lines of an entry away that is not the only one."""
    text = page.text
    start = page.start_of_entry(holder, at)
    stop = end_of_line(text, holder.members[at].end)
    if begins_line(text, start):
        return _without(page, start_of_line(text, start), stop)
    # The first entry stands behind a dash, and the next one moves up to it.
    following = page.start_of_entry(holder, at + 1)
    if not text[stop:following].strip(" "):
        return text[:start] + text[following:]
    return text[:start].rstrip(" ") + line_break(text, start) + text[stop:]


def _without(page: Page, start: int, stop: int) -> str:
    """Take lines out so that a block scalar above them keeps its text."""
    above = page.block_before(start)
    if above is None:
        return without_lines(page.text, start, stop)
    _, signs = above
    while "+" in signs and stop < len(page.text) and not rest_of_line(page.text, stop).strip():
        stop = end_of_line(page.text, stop)  # blank lines that would become text
    return without_lines(page.text, start, stop, keep_break="-" not in signs)


def _over_lines(page: Page, old: Node, colon: int, first: str, more: list[str]) -> str:
    start = start_of_line(page.text, old.start)
    stop = end_of_line(page.text, old.end)
    if not first:
        return with_lines(page.text, start, stop, more)
    text = without_lines(page.text, start, stop)
    text = f"{text[:colon]} {first}{text[colon:]}"
    below = end_of_line(text, colon)
    return with_lines(text, below, below, more) if more else text


def _in_line(page: Page, index: int, new: tuple[str, list[str]], tail: str, stop: int) -> str:
    """Write a value from a place in a line on, up to the end of the last line of the old one."""
    first, more = new
    start = start_of_line(page.text, index)
    head = page.text[start:index]
    gap = " " if first and head.endswith(":") else ""
    return with_lines(page.text, start, stop, [f"{head}{gap}{first}{tail}", *more])


def _insert(page: Page, holder: Branch, at: int, lines: list[str]) -> str:
    text = page.text
    if at:
        below = end_of_line(text, holder.members[at - 1].end)
        return _closed(page, below, with_lines(text, below, below, lines))
    start = start_of_line(text, holder.start)
    if begins_line(text, holder.start):
        return with_lines(text, start, start, lines)
    lines = [lines[0][holder.column :], *lines[1:], " " * holder.column]
    return text[: holder.start] + line_break(text, start).join(lines) + text[holder.start :]


def _closed(page: Page, index: int, text: str) -> str:
    """Say of a block scalar that ends without a line's end that its text has none."""
    last = page.block_before(index) if is_open_end(page.text, index) else None
    if last is None or "-" in last[1]:
        return text
    leaf, signs = last
    return text[: leaf.start] + signs.replace("+", "") + "-" + text[leaf.start + len(signs) :]


def _same_shape(old: Node, value: Value) -> bool:
    if not isinstance(old, Branch) or value is None or isinstance(value, str):
        return False
    return old.is_mapping == isinstance(value, Mapping)


def _kept(old: Node, value: Value) -> bool | None:
    """Return whether a collection keeps its brackets, or nothing where the value decides."""
    if not value or not isinstance(old, Branch) or not old.members or not _same_shape(old, value):
        return None
    return old.in_flow
