"""A case file as lines, one fact each, so that what git compares line by line reads as entries.

Each line names its entry, so that it can be understood alone. Comments stand at the end: a change
of a comment is a change too. What only the layout tells is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.screen import visible
from caseledger.store.yaml_reader import Document

ENTRIES = {
    "people": "person",
    "sources": "source",
    "events": "event",
    "deadlines": "deadline",
    "links": "link",
}
NAMES = ("id", "source", "to", "rule")
"""The fields by which the members of a list are told apart."""

Version = tuple[Document, Sequence[str]]
"""A version of a case, and its comments."""

NOTHING = "(nothing)"
NONE = "(none)"


def as_text(versions: Sequence[Version], vocabulary: Vocabulary) -> str:
    """Return a case as lines; a file that is no case as it is, with nothing a terminal obeys.

    Of two versions the lines in which they differ stand between markers, as git sets them.
    """
    sides = [_lines_of(*one, vocabulary) for one in versions]
    lines = sides[0] if len(sides) == 1 else _between_markers(*sides)
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines_of(document: Document, comments: Sequence[str], vocabulary: Vocabulary) -> Sequence[str]:
    if document.data is None:
        return _lines(document.text)
    ends = ["", *(f"comment {one}" for one in comments)] if comments else []
    return [*_case(document.data, vocabulary), *ends]


def _between_markers(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    for tag, start, stop, first, last in SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield from ours[start:stop]
        else:
            yield from ("<<<<<<< ours", *ours[start:stop], "=======", *theirs[first:last])
            yield ">>>>>>> theirs"


def _case(data: Mapping[str, object], vocabulary: Vocabulary) -> Iterator[str]:
    for key, value in data.items():
        if key not in ENTRIES or not isinstance(value, list) or not value:
            yield from facts(key, value)
    for key, word in ENTRIES.items():
        members = data.get(key)
        for number, member in enumerate(members if isinstance(members, list) else (), start=1):
            yield ""
            yield from _entry(word, member, number, vocabulary)


def _entry(word: str, member: object, number: int, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of an entry: of an event the date and the kind first, in one line."""
    if not isinstance(member, Mapping):
        yield from facts(f"{word} {number}", member)
        return
    name, naming = _name(member, number)
    rest = {key: value for key, value in member.items() if key != naming}
    head = f"{word} {name}"
    date, code = rest.get("date"), rest.get("kind")
    if word == "event" and isinstance(date, str) and isinstance(code, str):
        yield f"{head}  {date}  {code}{_label(code, vocabulary)}"
        rest = {key: value for key, value in rest.items() if key not in ("date", "kind")}
    elif not rest:
        yield head
    for key, value in rest.items():
        yield from facts(f"{head} {key}", value)


def _label(code: str, vocabulary: Vocabulary) -> str:
    kind = vocabulary.kind(code)
    return f" ({kind.label('en')})" if kind is not None else ""


def facts(head: str, value: object) -> Iterator[str]:
    """Yield a line for each single value in a value, each with the way that leads there."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from facts(f"{head}.{key}", inner)
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value, start=1):
            yield from _member(head, inner, number)
    else:
        yield from _text(head, value)


def _member(head: str, member: object, number: int) -> Iterator[str]:
    if not isinstance(member, Mapping):
        yield from facts(head, member)
        return
    name, naming = _name(member, number)
    rest = {key: value for key, value in member.items() if key != naming}
    yield from facts(f"{head}: {name}", rest) if rest else _text(head, name)


def _name(member: Mapping[str, object], number: int) -> tuple[str, str]:
    """Return what names a member of a list, and the field that it stands in; else its number."""
    for key in NAMES:
        value = member.get(key)
        if isinstance(value, str) and value:
            return value, key
    return f"#{number}", ""


def _text(head: str, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{head}: {NOTHING if value is None else NONE}"
        return
    first, *more = _lines(value)
    yield f"{head}: {first}"
    yield from (f"{head}| {line}" for line in more)


def _lines(text: str) -> Sequence[str]:
    return text.removesuffix("\n").split("\n")
