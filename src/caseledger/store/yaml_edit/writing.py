"""New lines: values as ruamel.yaml writes them, and which text gets quotes.

Text is written so that readers of YAML 1.1, which take `NO` for false and `12:30` for a number,
read the same text as those of YAML 1.2.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.tag import Tag

from caseledger.domain.edits import Bare, InBraces, Value, as_read
from caseledger.domain.plain import Plain
from caseledger.store.yaml_edit.indents import Indents
from caseledger.store.yaml_edit.second_reader import same_tree
from caseledger.store.yaml_reader import read_document

WIDEST = 1 << 24
"""Columns: more than any file has characters, because a folded line may come back changed."""

LONGEST_LIST_IN_A_LINE = 60
"""Characters of all words together."""
WORD = re.compile(r"[\w./~%-]{1,40}")

INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` \t\n")
FLOW_SIGNS = re.compile(r"[,:?\[\]{}]")
NO_PLAIN = re.compile(r": |:\Z| #|[\t\n]")
FIRST_SIGNS = frozenset("(/_$")

# What YAML 1.1 and 1.2 read as something else than text, and what only looks like it: a quote too
# many does no harm.
WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])
NUMBER_OR_DATE = re.compile(
    r"[-+.0-9][-+.,:/_0-9a-fA-FxXoObBtTzZ]*+ | [0-9]{4}-[-+.:0-9\ tTzZ]*+", re.VERBOSE
)

PLAIN = None
QUOTED = '"'
BLOCK = "|"

FILLER = "x"
END_MARK = "\n...\n"  # which ruamel.yaml puts after text that ends with empty lines
UNSAID = Tag(suffix="str")  # never written; ruamel.yaml wants to see one for an empty text

Wishes = tuple[bool | None, ...]
"""For each level of a value whether it has brackets, or nothing where the value decides."""
IN_BRACKETS: Wishes = (True,)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values with the indents of a file; without ``blocks`` all text stays in its line."""

    indents: Indents
    blocks: bool = True

    def entry(self, key: str, value: Value, column: int) -> list[str]:
        """Return the lines of a key and its value, in the column of its siblings."""
        return _moved(self._dump({key: value}), column)

    def behind_key(
        self, value: Value, column: int, inner: int | None, *, flow: bool | None
    ) -> tuple[str, list[str]]:
        """Return what follows a key's colon in its line, and the lines below it.

        A collection that does not follow in the line stands in the column ``inner``, or else as
        far right as is usual. ``flow`` says whether it has brackets; else the value decides.
        """
        first, *more = self._dump({FILLER: value}, (flow,))
        first = first.removeprefix(f"{FILLER}:").removeprefix(" ")
        if first or inner is None:
            return first, _moved(more, column)
        return first, _moved(_dedented(more), inner)

    def item(self, value: Value, column: int, width: int) -> list[str]:
        """Return the lines of a list's entry; its dash stands in a column, its words behind."""
        first, more = self.behind_dash(value, column + width)
        return [" " * column + "-" + " " * (width - 1) + first, *more]

    def behind_dash(
        self, value: Value, column: int, *, flow: bool | None = None
    ) -> tuple[str, list[str]]:
        """Return what follows a dash in its line, from a column on, and the lines below it."""
        _, *lines = self._dump({FILLER: [value]}, (False, flow))
        width = self.indents.dash + self.indents.item
        first, *more = _dedented([line[width:] for line in lines])  # of a list in a list
        return first, _moved(more, column)

    def in_brackets(self, value: Value) -> str:
        """Return a value as it stands inside brackets or braces, in one line."""
        (line,) = self._dump({FILLER: [value]}, IN_BRACKETS)
        return line.removeprefix(f"{FILLER}: [").removesuffix("]")

    def entry_in_brackets(self, key: str, value: Value) -> str:
        """Return a key and its value as they stand inside braces."""
        (line,) = self._dump({FILLER: {key: value}}, IN_BRACKETS)
        return line.removeprefix(f"{FILLER}: {{").removesuffix("}")

    def _dump(self, value: Mapping[str, Value], flow: Wishes = ()) -> list[str]:
        text = self._emitted(value, flow, blocks=self.blocks)
        if not self.blocks or not any("\n" in words for words in texts_in(value)):
            return text.removesuffix("\n").split("\n")
        if not same_tree(read_document(text.encode()).data, as_read(value)):
            text = self._emitted(value, flow, blocks=False)
        return text.removesuffix("\n").split("\n")

    def _emitted(self, value: Mapping[str, Value], flow: Wishes, *, blocks: bool) -> str:
        stream = io.StringIO()
        copy(_unused(self.indents)).emit(_document(value, (False, *flow), blocks=blocks), stream)
        text = stream.getvalue()
        return text.removesuffix(END_MARK) + "\n" if text.endswith(END_MARK) else text


@lru_cache(maxsize=8)
def _unused(indents: Indents) -> YAML:
    """Return what copies of can write once; to make one anew looks for plug-ins on the disk."""
    yaml = YAML(pure=True)
    yaml.width = WIDEST
    yaml.allow_unicode = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(
        mapping=indents.mapping,
        sequence=indents.dash + indents.item,
        offset=indents.dash,
    )
    return yaml


def texts_in(value: Value) -> Iterator[str]:
    """Yield all texts in a value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield key
            yield from texts_in(member)
    elif value is not None:
        for member in value:
            yield from texts_in(member)


def is_in_line(value: Value) -> bool:
    """Say whether a value is written without lines of a list or a mapping, wherever it goes."""
    return value is None or isinstance(value, str) or _is_short(value)


def _document(value: Value, flow: Wishes, *, blocks: bool) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield from _events(value, flow, in_flow=False, blocks=blocks)
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _events(value: Value, flow: Wishes, *, in_flow: bool, blocks: bool) -> Iterator[Event]:
    """Yield what ruamel.yaml needs to write a value; brackets hold nothing but brackets."""
    if value is None or isinstance(value, str):
        yield _scalar(value, in_flow=in_flow, blocks=blocks)
        return
    wish = flow[0] if flow else None
    inside = in_flow or (_is_short(value) if wish is None else wish)
    if isinstance(value, Mapping):
        yield MappingStartEvent(None, None, implicit=True, flow_style=inside)
        for key, member in value.items():
            yield _scalar(key, in_flow=inside, blocks=False)
            wishes = flow[1:] or ((True,) if isinstance(member, InBraces) else ())
            yield from _events(member, wishes, in_flow=inside, blocks=blocks)
        yield MappingEndEvent()
    else:
        yield SequenceStartEvent(None, None, implicit=True, flow_style=inside)
        for member in value:
            yield from _events(member, flow[1:], in_flow=inside, blocks=blocks)
        yield SequenceEndEvent()


def _scalar(text: str | None, *, in_flow: bool, blocks: bool) -> Event:
    style = _style(text, in_flow=in_flow, blocks=blocks)
    return ScalarEvent(None, UNSAID, (True, True), "null" if text is None else text, style=style)


def _style(text: str | None, *, in_flow: bool, blocks: bool) -> str | None:
    if text is None:
        return PLAIN
    if isinstance(text, Bare | Plain):
        return PLAIN if _can_be_plain(text, in_flow=in_flow) else QUOTED
    if "\n" in text and blocks and not in_flow:
        return BLOCK
    return PLAIN if _can_be_plain(text, in_flow=in_flow) and _is_plainly_text(text) else QUOTED


def _can_be_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a value can stand without quotes, whatever a reader takes it for."""
    if not text:
        return True
    if text[0] in INDICATORS and not re.match(r"-[^\s-]", text):
        return False
    if text != text.strip() or NO_PLAIN.search(text):
        return False
    return not (in_flow and FLOW_SIGNS.search(text))


def _is_plainly_text(text: str) -> bool:
    """Say whether every YAML reader takes these words, without quotes, for text."""
    first = text[:1]
    if not (first.isalnum() or first in FIRST_SIGNS or (first > "\x7f" and first.isprintable())):
        return False
    return text.lower() not in WORDS and not NUMBER_OR_DATE.fullmatch(text)


def _is_short(value: Mapping[str, Value] | Sequence[Value]) -> bool:
    """Whether a collection goes into brackets: an empty one, or a short list of plain words."""
    if not value:
        return True
    if isinstance(value, Mapping):
        return False
    words = [word for word in value if isinstance(word, str) and WORD.fullmatch(word)]
    return len(words) == len(value) and sum(map(len, words)) <= LONGEST_LIST_IN_A_LINE


def _moved(lines: list[str], column: int) -> list[str]:
    """Return lines further to the right, blank ones left alone."""
    return [" " * column + line if line else line for line in lines]


def _dedented(lines: list[str]) -> list[str]:
    """Return lines with the first of them at the edge."""
    width = len(lines[0]) - len(lines[0].lstrip(" ")) if lines else 0
    return [line[width:] for line in lines]
