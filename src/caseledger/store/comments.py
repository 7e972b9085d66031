"""The comments of a case file, which no reader of YAML hands on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caseledger.store.yaml_lines import end_of_line
from caseledger.store.yaml_nodes import Branch, Node, end_of_header, read_nodes

COMMENT = re.compile(r"#[^\r\n]*")


def comments_in(text: str) -> list[str]:
    """Return the comments of a text that the reader has accepted, in their order."""
    return [words for _, words in placed_comments(text, read_nodes(text))]


def placed_comments(text: str, top: Branch) -> Iterator[tuple[int, str]]:
    """Yield each comment of a text and where it begins.

    Between keys and values a number sign always begins a comment, and so it does behind the sign
    of a block scalar.
    """
    done = 0
    for start, end in (*_spans(text, top), (len(text), len(text))):
        for found in COMMENT.finditer(text, done, max(start, done)):
            yield found.start(), found[0].rstrip()
        done = max(done, end)


def _spans(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Yield from where to where each key and each single value stands, in their order."""
    if isinstance(node, Branch):
        for at, member in enumerate(node.members):
            if node.is_mapping:
                yield node.keys[at].start, node.keys[at].end
            yield from _spans(text, member)
    elif node.is_block:
        # The sign itself holds no number sign, and what follows it in its line is no value.
        yield end_of_line(text, end_of_header(text, node)), node.end
    else:
        yield node.start, node.end
