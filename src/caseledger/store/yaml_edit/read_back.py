"""The last look before a changed file may replace the old one: two readers, one meaning."""

from __future__ import annotations

from caseledger.domain.edits import EditRefused
from caseledger.store.yaml_edit.page import Page
from caseledger.store.yaml_edit.second_reader import read_again, same_tree
from caseledger.store.yaml_lines import end_of_line, start_of_line
from caseledger.store.yaml_nodes import Branch, is_block_branch
from caseledger.store.yaml_reader import read_document

WHOLE_UP_TO = 20 * 1024
"""Characters that ruamel.yaml, which needs 5 microseconds for each, reads in any case."""


def check(before: str, page: Page, expected: object) -> None:
    """Raise `EditRefused` unless a changed text reads as it was meant to, by both readers.

    Our own reader reads all of it. ruamel.yaml does too up to a size; of a larger file it reads
    what is left when those entries of the long lists are left out that neither were changed nor
    stand beside a change.
    """
    document = read_document(page.text.encode())
    if document.problems:
        raise EditRefused("the changed file could not be read")
    if not same_tree(document.data, expected):
        raise EditRefused("the changed file would not say what was meant")
    if len(page.text) <= WHOLE_UP_TO or not _agree(excerpt(before, page)):
        _read_whole(page.text, document.data)


def _read_whole(text: str, data: object) -> None:
    if not _second_says(text, data):
        raise EditRefused("a second YAML reader would read the changed file differently")


def _agree(text: str) -> bool:
    document = read_document(text.encode())
    return not document.problems and _second_says(text, document.data)


def _second_says(text: str, data: object) -> bool:
    try:
        return same_tree(read_again(text), data)
    except ValueError:
        return False


def excerpt(before: str, page: Page) -> str:
    """Return a text without the entries of its lists that lie far from what was changed."""
    first, last = _changed(before, page.text)
    kept: list[str] = []
    done = 0
    for holder in page.top.members:
        if isinstance(holder, Branch) and is_block_branch(holder) and not holder.is_mapping:
            for start, stop in _far(page, holder, first, last):
                kept.append(page.text[done:start])
                done = stop
    return "".join([*kept, page.text[done:]])


def _far(page: Page, holder: Branch, first: int, last: int) -> list[tuple[int, int]]:
    """Return the lines of the entries that do not touch a part of the text, nor stand beside."""
    spans = [
        (
            start_of_line(page.text, page.start_of_entry(holder, at)),
            end_of_line(page.text, member.end),
        )
        for at, member in enumerate(holder.members)
    ]
    near = {at for at, (start, stop) in enumerate(spans) if start <= last and stop >= first}
    beside = {at + step for at in near for step in (-1, 0, 1)}
    return [span for at, span in enumerate(spans) if at not in beside]


def _changed(before: str, after: str) -> tuple[int, int]:
    """Return from where to where a text differs from what it was, in whole lines."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    below = 0
    while below < min(len(old), len(new)) - same and old[-1 - below] == new[-1 - below]:
        below += 1
    return sum(map(len, new[:same])), sum(map(len, new[: len(new) - below]))
