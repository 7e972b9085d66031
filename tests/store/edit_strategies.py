"""Hand-written files and what can be done to them, for tests that hold for all of both."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st

from caseledger.domain.edits import Bare, Named, Spot, Step, Value, identity
from caseledger.domain.problem import Path
from caseledger.store.yaml_guard import refused_in_value
from caseledger.store.yaml_reader import Document, read_document

FOLDER = pathlib.Path(__file__).parent / "edit_corpus"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
LINE_ENDS = ("LF", "CRLF", "both", "none at the end", "after a mark")

NAUGHTY = (
    *("", " ", "~", "null", "Null", "true", "yes", "Yes", "NO", "no", "on", "Off", "y", "N"),
    *("010", "1.10", "1e3", "12:30", "190:20:30", "0x1f", "0o17", "0b1", "1_000", "2024-01-08"),
    *("2024-01-08 10:00:00", "2024", ".5", "5.", "+1", "-1", ".inf", "-.INF", ".nan", "=", "<<"),
    *("-", "- a", "-a", "--- a", "---", "...", "?", "? a", ":", ": a", ":a", "a:", "a: b", "a:b"),
    *("a :b", "a #b", "a#b", "#a", "!a", "&a", "*a", "@a", "`a", "%a", "|", "|a", ">", ">-"),
    *("'", '"', "'a'", '"a"', "it's", 'a "b" c', "\\", "\\n", "{", "{a", "}", "[", "[a]", "a, b"),
    *("a,b", ",", "{a: b}", "[..2024-02-07]", "..", "/", "//", "(a)", "$a", "_", "a]", "a}"),
    *(
        " a",
        "a ",
        "\ta",
        "a\t",
        "a\tb",
        "a  b",
        "https://example.org/a?b=c#d",
        "a\u00a0b",
        "\u00a0",
    ),
    *(
        "\n",
        "\n\n",
        "a\n",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "a\n\nb\n\n\n",
        "\na",
        "\n a",
        " a\nb",
        "\ta\nb",
    ),
    *(
        "a\n b\n",
        "  a\n b\n",
        "a \nb\n",
        "a\n \nb",
        "a\n\t\nb",
        "# a\nb\n",
        "a\n# b\n",
        "- a\n- b\n",
    ),
    *("---\na\n", "a: b\nc: d\n", "a\n---\n", "a\n...\n", "a\n    b\n  c", "a\n\n  \n", "\n \n"),
    *(
        "Наурызбай",
        "не: так",
        "نوروز",
        "中文",
        "\U0001f642",
        "\U0001f642 a",
        "a\u200db",
        "é",
        "e\u0301",
    ),
    *("\u200f", "\u00ad", "«a»", "—", "№ 5", "a\u00b7", "\U000e0001", "\ue000", "\U0010ffff", "ı"),
    "a...",
    "word " * 60,
    "one\ttab " * 20,
    "eight  words with two blanks between -  x " * 5,
)

BARE = ("2024", "2024-03-14", "[..2024-02-07]", "2024~", "2024?", "2024-01/..", "yes", "12", "x-1")
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
ORDER = ("format", "id", "new", "date", "name", "note", "sources")


def texts() -> st.SearchStrategy[str]:
    """Texts that a case file may hold, most of them awkward."""
    free = st.text(max_size=30) | st.text("a :#-'\"\n\t", max_size=12)
    return st.sampled_from(NAUGHTY) | free.filter(lambda text: not refused_in_value(text))


def values() -> st.SearchStrategy[Value]:
    """All that can be written."""
    words = st.sampled_from(["one", "KZ", "vlast", "two words"])
    leaves = texts() | words | st.sampled_from(BARE).map(Bare) | st.none()
    keys = st.sampled_from(["a", "source", "NO", "два слова", "x_1"])
    parts: st.SearchStrategy[Any] = st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )
    return parts


@dataclass(frozen=True)
class File:
    """A file of the corpus with line ends of a kind."""

    name: str
    ends: str
    raw: bytes = field(repr=False)
    document: Document = field(repr=False)


@cache
def file(name: str, ends: str) -> File:
    """Return a file of the corpus, written with line ends of a kind."""
    raw = (FOLDER / f"{name}.yaml").read_bytes()
    lines = raw.split(b"\n")
    raw = {
        "LF": raw,
        "CRLF": b"\r\n".join(lines),
        "both": b"".join(line + (b"\r\n" if i % 3 else b"\n") for i, line in enumerate(lines[:-1])),
        "none at the end": raw.rstrip(),
        "after a mark": b"\xef\xbb\xbf" + raw,
    }[ends]
    return File(name, ends, raw, read_document(raw))


@st.composite
def entries(
    draw: st.DrawFn,
    names: Sequence[str] = NAMES,
    *,
    of: type = object,
    without: str = "",
) -> tuple[File, Path, object]:
    """Anything of some type that stands in a file of the corpus, in one of its forms."""
    ends = draw(st.sampled_from([kind for kind in LINE_ENDS if kind != without]))
    source = file(draw(st.sampled_from(names)), ends)
    found = [(spot, value) for spot, value in spots(source.document.data) if isinstance(value, of)]
    spot, value = draw(st.sampled_from(found))
    return source, spot, value


def spots(tree: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield all that a tree holds, with keys and numbers for a way to it."""
    members = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for step, value in members:
        yield (*path, step), value
        yield from spots(value, (*path, step))


def named(tree: Any, path: Path) -> Spot:
    """Return the same way with ids instead of numbers, where an id stands for one entry."""
    steps: list[Step] = []
    for step in path:
        steps.append(_name(tree, step) if isinstance(tree, list) else step)
        tree = tree[step]
    return tuple(steps)


def _name(members: list[object], step: Step) -> Step:
    names = [identity(member) for member in members]
    name = names[step] if isinstance(step, int) else None
    return Named(name) if isinstance(name, str) and names.count(name) == 1 else step


def as_value(read: object) -> Value:
    """Return what was read as something to write: what has the form of a date is written bare."""
    if isinstance(read, dict):
        return {key: as_value(member) for key, member in read.items()}
    if isinstance(read, list):
        return [as_value(member) for member in read]
    assert read is None or isinstance(read, str)
    return Bare(read) if read is not None and DATE.fullmatch(read) else read
