"""ruamel.yaml as a second reader, and when two readings are the same."""

from __future__ import annotations

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from caseledger.domain.plain import Plain, read_plain


def read_again(text: str) -> object:
    """Return what ruamel.yaml reads, its scalars taken for what our own reader takes them for.

    Raises ValueError where it refuses the text, or sees a list or a mapping for a key.
    """
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        raise ValueError from error
    return _value(node)


def same_tree(one: object, other: object) -> bool:
    """Say whether two trees hold the same, in the same order, text as text and `Plain` as that."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(same_tree, one.values(), other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_tree, one, other))
    return one == other and isinstance(one, Plain) == isinstance(other, Plain)


def _value(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return {_key(key): _value(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_value(member) for member in node.value]
    if not isinstance(node, ScalarNode):
        return None
    return node.value if node.style else read_plain(node.value)


def _key(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return str(node.value)
    raise ValueError
