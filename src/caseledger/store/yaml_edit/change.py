"""One edit of a text: the way to its spot, and which kind of edit it is there."""

from __future__ import annotations

from dataclasses import dataclass

from caseledger.domain.edits import (
    Add,
    Drop,
    Edit,
    EditRefused,
    Named,
    Put,
    Rename,
    Spot,
    Step,
    Value,
    as_read,
    new_key_position,
    position_of,
)
from caseledger.store.yaml_edit import block, flow
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_edit.second_reader import same_tree
from caseledger.store.yaml_edit.writing import is_in_line
from caseledger.store.yaml_lines import end_of_line, start_of_line, with_lines
from caseledger.store.yaml_nodes import Branch, Node, is_block_branch


@dataclass(frozen=True, slots=True)
class Holder:
    """A mapping or a list on the way to a spot, what it holds, and where it stands itself."""

    node: Branch
    data: dict[str, object] | list[object]
    outer: Holder | None = None
    at: int = 0

    def position(self, step: Step) -> int | None:
        """Return which entry a step means, or nothing if it is not there."""
        if isinstance(self.data, dict):
            return list(self.data).index(step) if step in self.data else None
        at = position_of(self.data, step) if isinstance(step, Named) else step
        return at if isinstance(at, int) and 0 <= at < len(self.data) else None

    def value(self, at: int) -> object:
        """Return what an entry holds."""
        return self.data[at] if isinstance(self.data, list) else list(self.data.values())[at]


def changed(page: Page, data: object, edit: Edit) -> str:
    """Return the text of a page after one edit, of which `applied` says that it fits the data.

    Raises `EditRefused` where a key is written in a way that is not edited.
    """
    holder = _holder(page, data, edit.spot)
    last = edit.spot[-1]
    at = holder.position(last)
    if at is None:
        return _new_key(page, holder, str(last), edit)
    if isinstance(edit, Drop):
        return _drop(page, holder, at)
    if isinstance(edit, Rename):
        return _rename(page, holder.node, at, edit.key)
    if isinstance(edit, Put):
        return _put(page, holder, at, edit.value)
    return _add(page, holder, at, edit)


def keeps_indents(page: Page, data: object, edit: Edit) -> bool:
    """Say whether an edit surely adds, drops and moves no list or mapping over lines.

    Then what is usual in the file is the same after it. The edit must fit, as for `changed`.
    """
    holder = _holder(page, data, edit.spot)
    node, at = holder.node, holder.position(edit.spot[-1])
    if isinstance(edit, Rename):
        return True
    if node.in_flow:
        return bool(node.members)
    old = None if at is None else node.members[at]
    if isinstance(edit, Add) and isinstance(old, Branch) and old.members:
        return old.in_flow or edit.value is None or isinstance(edit.value, str)
    if old is not None and is_block_branch(old):
        return False
    if isinstance(edit, Drop):
        return len(node.members) > 1
    return is_in_line([edit.value] if isinstance(edit, Add) else edit.value)


def _holder(page: Page, data: object, spot: Spot) -> Holder:
    holder = _held(page.top, data)
    for step in spot[:-1]:
        at = holder.position(step)
        if at is None:
            raise EditRefused("the entry to be changed is not there")
        holder = _held(holder.node.members[at], holder.value(at), holder, at)
    return holder


def _held(node: Node, data: object, outer: Holder | None = None, at: int = 0) -> Holder:
    if isinstance(node, Branch) and isinstance(data, dict | list):
        return Holder(node, data, outer, at)
    raise EditRefused("a single value stands where a list or a mapping is expected")


def _put(page: Page, holder: Holder, at: int, value: Value) -> str:
    if same_tree(holder.value(at), as_read(value)):
        return page.text
    return _write(page, holder.node, at, value)


def _write(page: Page, node: Branch, at: int, value: Value) -> str:
    if node.in_flow:
        return flow.put_inside(page, node, at, value)
    if node.is_mapping:
        return block.put_behind_key(page, node, at, value)
    return block.put_behind_dash(page, node, at, value)


def _add(page: Page, holder: Holder, at: int, edit: Add) -> str:
    node, data = holder.node.members[at], holder.value(at)
    members = data if isinstance(data, list) else []
    if not isinstance(node, Branch) or (not members and _has_lines_below_keys(holder.node)):
        return _write(page, holder.node, at, [edit.value])
    position = edit.place(members)
    if node.in_flow:
        return flow.insert_inside(page, node, position, page.writer(node).in_brackets(edit.value))
    return block.insert_item(page, node, position, edit.value)


def _rename(page: Page, node: Branch, at: int, key: str) -> str:
    old = node.keys[at]
    new = page.writer(node).entry_in_brackets(key, "x").removesuffix(": x")
    return page.text[: old.start] + new + page.text[old.end :]


def _new_key(page: Page, holder: Holder, key: str, edit: Edit) -> str:
    if isinstance(edit, Drop | Rename):
        raise EditRefused("the key to be changed is not there")
    value: Value = [edit.value] if isinstance(edit, Add) else edit.value
    node = holder.node
    if not node.members:
        return _first_key(page, holder, key, value)
    names = [name for name in holder.data if isinstance(name, str)]
    at = new_key_position(names, key, edit.order)
    if node.in_flow:
        return _insert_inside(page, node, at, key, value)
    return block.insert_key(page, node, at, key, value)


def _first_key(page: Page, holder: Holder, key: str, value: Value) -> str:
    """Write a key into empty braces, which give way to lines where nothing is in their way."""
    node, outer, text = holder.node, holder.outer, page.text
    if outer is not None and _has_lines_below_keys(outer.node):
        return _write(page, outer.node, holder.at, {key: value})
    start, stop = start_of_line(text, node.start), end_of_line(text, node.end)
    if outer is None and text[start:stop].strip() == text[node.start : node.end]:
        return with_lines(text, start, stop, page.writer(node).entry(key, value, 0))
    return _insert_inside(page, node, 0, key, value)


def _insert_inside(page: Page, node: Branch, at: int, key: str, value: Value) -> str:
    return flow.insert_inside(page, node, at, page.writer(node).entry_in_brackets(key, value))


def _drop(page: Page, holder: Holder, at: int) -> str:
    node, outer, text = holder.node, holder.outer, page.text
    if node.in_flow:
        return flow.drop_inside(page, node, at)
    if len(node.members) > 1:
        return block.drop_entry(page, node, at)
    nothing: Value = {} if node.is_mapping else []
    if outer is not None:
        return _write(page, outer.node, holder.at, nothing)
    start, stop = start_of_line(text, node.start), end_of_line(text, node.end)
    return with_lines(text, start, stop, ["{}"])


def _has_lines_below_keys(node: Branch) -> bool:
    return node.is_mapping and not node.in_flow
