"""How far a file indents what lies inside, so that new lines look like those around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from caseledger.store.yaml_nodes import Branch, Node, all_nodes


@dataclass(frozen=True, slots=True)
class Indents:
    """How many columns further right things stand.

    ``mapping``: the keys of a mapping, from the key that it belongs to; ``dash``: the dashes of a
    list, from its key; ``item``: what follows a dash, from the dash.
    """

    mapping: int = 2
    dash: int = 2
    item: int = 2


def indents_in(nodes: list[Node], otherwise: Indents) -> Indents:
    """Return what is most usual in some nodes, and for what does not occur there, the rest."""
    mapping: Counter[int] = Counter()
    dash: Counter[int] = Counter()
    item: Counter[int] = Counter()
    for node in chain.from_iterable(map(all_nodes, nodes)):
        if not isinstance(node, Branch) or node.in_flow:
            continue
        for member in node.members:
            if not isinstance(member, Branch) or member.in_flow:
                continue
            if node.is_mapping:
                counter = mapping if member.is_mapping else dash
                counter[member.column - node.column] += 1
            elif member.is_mapping:
                item[member.column - node.column] += 1
    return Indents(
        _most_usual(mapping, otherwise.mapping),
        _most_usual(dash, otherwise.dash),
        _most_usual(item, otherwise.item),
    )


def _most_usual(counter: Counter[int], otherwise: int) -> int:
    return next((width for width, _ in counter.most_common(1)), otherwise)
