"""The canonical layout: what it looks like, and what it must never change."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.case_strategies import cases
from tests.store.edit_strategies import LINE_ENDS, NAMES, file, values

from caseledger.domain.alike import say_the_same
from caseledger.domain.case import Case
from caseledger.domain.edits import Bare, EditRefused, Put, Value
from caseledger.domain.entry_values import written
from caseledger.domain.loading import quick_case
from caseledger.domain.plain import Plain
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.comments import comments_in
from caseledger.store.formatting import NotFormatted, formatted
from caseledger.store.formatting.proof import prove
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_edit.indents import Indents
from caseledger.store.yaml_edit.writing import Writer
from caseledger.store.yaml_reader import read_document

HERE = Path(__file__).parent
FILES = sorted((HERE / "corpus").glob("*.yaml")) + sorted((HERE / "edit_corpus").glob("*.yaml"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

HEAD = "format: 1\nid: a\ntitle: A\n"


def laid_out(text: str) -> str:
    return formatted(text.encode()).decode()


def event(text: str) -> str:
    """Return a case with one event of these lines, laid out, down to those lines."""
    made = laid_out(f"{HEAD}events:\n  - id: e1\n{text}")
    return made.partition("  - id: e1\n")[2]


TABLE = {
    "the keys of the format come first and in its order, others after them": (
        "x_mine: 1\nid: a\nzz: 2\nformat: 1\ntitle: A\n",
        "format: 1\nid: a\ntitle: A\nx_mine: 1\nzz: 2\n",
    ),
    "quotes only where they are needed": (
        f"{HEAD}owner: 'It'\nsummary: 'no'\ntreaty: NO\nx_a: \"12\"\nx_b: '2024-01-08'\n",
        f'{HEAD}owner: It\ntreaty: "NO"\nsummary: "no"\nx_a: "12"\nx_b: "2024-01-08"\n',
    ),
    "a date stands bare": (f'{HEAD}opened: "2024"\n', f"{HEAD}opened: 2024\n"),
    "a date of a form that is only read": (
        f"{HEAD}opened: ../2024\n",
        f'{HEAD}opened: "[..2024]"\n',
    ),
    "a date that is a list": (
        f"{HEAD}opened: [2024-01, # one\n  2024-02]\n",
        f'{HEAD}# one\nopened: "[2024-01,2024-02]"\n',
    ),
    "what is no date stays": (f"{HEAD}opened: 'soon, 1'\n", f"{HEAD}opened: soon, 1\n"),
    "short words in brackets, others over lines": (
        f"{HEAD}tags:\n- a\n- b\npeople:\n- id: p\n  aliases: [A B]\n  groups: []\n",
        f"{HEAD}tags: [a, b]\npeople:\n  - id: p\n    aliases:\n      - A B\n    groups: []\n",
    ),
    "a list with a comment in it stands over lines": (
        f"{HEAD}tags: [a, # one\n  b] # two\n",
        f"{HEAD}tags: # two\n  - a     # one\n  - b\n",
    ),
    "brackets and braces of the writer's own stay, in one line": (
        f"{HEAD}x_a: {{b: [1,\n   two words], c: }}\nx_d:\n    - e: f\n",
        f"{HEAD}x_a: {{b: [1, two words], c: null}}\nx_d:\n  - e: f\n",
    ),
    "a comment beside keeps its column if it can": (
        "id: a     # one\nformat:    1 # two\n             # three\ntitle:\n  'A' # four\n",
        "format: 1    # two\n             # three\nid: a     # one\ntitle: A # four\n",
    ),
    "a comment above goes with what stands below it": (
        "# head\nid: a\n# of the title\ntitle: A\n\n# of the format\nformat: 1\n# foot\n",
        "# head\n\n# of the format\nformat: 1\nid: a\n# of the title\ntitle: A\n# foot\n",
    ),
    "the head is what stands over the first blank line": (
        "# head\n\n# of the title\ntitle: A\nformat: 1\nid: a\n",
        "# head\nformat: 1\nid: a\n\n# of the title\ntitle: A\n",
    ),
    "a comment further right belongs to what ended": (
        "people:\n- id: p\n  # inside\n# above\n- id: q\n   # inside\n# foot\n",
        "people:\n  - id: p\n    # inside\n  # above\n  - id: q\n    # inside\n# foot\n",
    ),
    "blank lines: one at most, none at the ends": (
        f"\n\n{HEAD}\n\n\ntags: [a]\n \n\n",
        f"{HEAD}\ntags: [a]\n",
    ),
    "marks of a document go, comments behind them stay": (
        f"--- # one\n{HEAD}... # two\n",
        f"# one\n{HEAD}# two\n",
    ),
    "texts over lines keep their breaks": (
        f"{HEAD}summary: >-\n     a\n      b\n\nx_a: a\n    b\nx_b: 'c\n\n  d'\nx_c: |2+\n   e\n\n",
        f"{HEAD}summary: >-\n  a\n   b\n\nx_a: a\n  b\nx_b: 'c\n\n  d'\nx_c: |2+\n   e\n\n",
    ),
    "a text whose last line has no end": (f"{HEAD}summary: |\n    a", f"{HEAD}summary: |-\n  a\n"),
    "a comment between a key and its text": (
        f"{HEAD}summary:\n  # one\n  | # two\n  a\n",
        f"{HEAD}# one\nsummary: | # two\n  a\n",
    ),
    "entries of a list within a list": (
        f"{HEAD}x_a:\n-   - - a\n    # b\n    - {{c: d}}\n",
        f"{HEAD}x_a:\n  - - [a]\n    # b\n    - {{c: d}}\n",
    ),
    "a key over lines inside braces": (
        f"{HEAD}links: [{{\n  to: b, x\n  y, z: 1}}]\n",
        f"{HEAD}links:\n  - to: b\n    x y:\n    z: 1\n",
    ),
    "a word that looks like the end of a document": (
        f"{HEAD}x_a: [[b,\n  ... c], 1]\n",
        f'{HEAD}x_a: [[b, "... c"], 1]\n',
    ),
    "a text that ends with dots": (f"{HEAD}owner: 'a...'\n", f"{HEAD}owner: a...\n"),
    "comments on both sides of a key whose text begins below": (
        f"{HEAD}summary: # one\n  | # two\n  a\n",
        f"{HEAD}# one\nsummary: | # two\n  a\n",
    ),
    "cyrillic": (f"{HEAD}x_б: 'Наурызбай'\n", f"{HEAD}x_б: Наурызбай\n"),
}


@pytest.mark.parametrize(("given_text", "expected"), TABLE.values(), ids=TABLE)
def test_the_layout(given_text: str, expected: str) -> None:
    assert laid_out(given_text) == expected
    assert laid_out(expected) == expected


def test_citations_look_as_cite_writes_them() -> None:
    assert event(
        "    sources: [s1, {says: {country: NO, date: '2024'}, source: s2}]\n"
        "    kind: movement.entered\n    date: 2024-01-08\n"
    ) == (
        "    date: 2024-01-08\n    kind: movement.entered\n    sources:\n      - s1\n"
        '      - source: s2\n        says: {date: 2024, country: "NO"}\n'
    )


@pytest.mark.parametrize("ends", LINE_ENDS)
@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_marks_are_lost_and_nothing_else(name: str, ends: str) -> None:
    ended = file(name, ends)
    if ended.document.data == file(name, "LF").document.data:  # a last line end may be text
        assert formatted(ended.raw) == formatted(file(name, "LF").raw)
    assert b"\r" not in formatted(ended.raw)


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A file of the corpora with comments and blank lines anywhere where they change nothing."""
    text = draw(st.sampled_from(FILES)).read_text(encoding="utf-8")
    data = read_document(text.encode()).data
    for _ in range(draw(st.integers(1, 5))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        blanks = " " * draw(st.sampled_from([0, 1, 2, 3, 4, 6, 8, 20]))
        words = f"# {draw(st.integers(0, 9))}"
        match draw(st.sampled_from(["above", "beside", "blank"])):
            case "above":
                lines.insert(at, blanks + words)
            case "beside":
                lines[at] += f" {blanks}{words}"
            case _:
                lines.insert(at, blanks)
        changed = "\n".join(lines)
        text = changed if read_document(changed.encode()).data == data else text
    return text


@settings(max_examples=40, suppress_health_check=SLOW)
@given(commented())
def test_every_comment_stays_and_twice_is_once(text: str) -> None:
    once = laid_out(text)

    assert Counter(comments_in(once)) == Counter(comments_in(text))
    assert laid_out(once) == once
    assert not any(line.startswith("\t") for line in once.split("\n"))


@settings(max_examples=30, suppress_health_check=SLOW)
@given(st.sampled_from(NAMES), values())
def test_whatever_the_writer_writes_stays_what_it_is(name: str, value: Value) -> None:
    try:
        raw = edited(file(name, "LF").raw, [Put(("x_new",), value)])
    except EditRefused:
        return
    once = formatted(raw)

    assert read_document(once).data["x_new"] == read_document(raw).data["x_new"]  # type: ignore[index]
    assert formatted(once) == once


def as_typed(tree: object) -> Value:
    """Return a tree as somebody types it who never puts quotes where they can be left out."""
    if isinstance(tree, dict):
        return {key: as_typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_typed(value) for value in tree]
    assert tree is None or isinstance(tree, str)
    return tree if tree is None or isinstance(tree, Plain) else Bare(tree)


def in_the_form_of_the_format(tree: Any) -> Any:
    """Return a tree without dates of the form that is only read."""
    if isinstance(tree, dict):
        return {key: in_the_form_of_the_format(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [in_the_form_of_the_format(value) for value in tree]
    return f"[..{tree[3:]}]" if isinstance(tree, str) and tree.startswith("../") else tree


def lines_of(tree: dict[str, Value]) -> bytes:
    writer = Writer(Indents())
    return "".join(f"{line}\n" for key in tree for line in writer.entry(key, tree[key], 0)).encode()


@settings(max_examples=25, suppress_health_check=SLOW)
@given(cases().map(in_the_form_of_the_format))
def test_what_the_program_writes_has_the_layout(tree: dict[str, object]) -> None:
    own = lines_of(written(tree, Case))

    assert formatted(own) == own


@settings(max_examples=25, suppress_health_check=SLOW)
@given(cases())
def test_what_somebody_types_means_the_same(tree: dict[str, object]) -> None:
    typed = lines_of({key: as_typed(value) for key, value in tree.items()})
    once = formatted(typed)
    old, new = (quick_case(read_document(raw).data) for raw in (typed, once))

    assert (old is None) is (new is None)
    assert old is None or new is None or say_the_same(old, new, load_vocabulary())
    assert formatted(once) == once


@pytest.mark.parametrize(
    "text", ["format: 1\n  id: a\n", "a: &x 1\n", "", "- a\n", "a: 1\na: 2\n", "<<<<<<< a\n"]
)
def test_what_cannot_be_read_is_left(text: str) -> None:
    with pytest.raises(NotFormatted):
        laid_out(text)


UNPROVEN = {
    "other data": "format: 1\nid: b # one\n",
    "a number that became text": 'format: "1"\nid: a # one\nx_a: "1"\n',
    "another order of entries": "format: 1\nid: a # one\nx_a: 1\ntags: [c, b]\n",
    "a comment less": "format: 1\nid: a\nx_a: 1\ntags: [b, c]\n",
    "a comment twice": "# one\nformat: 1\nid: a # one\nx_a: 1\ntags: [b, c]\n",
    "no YAML": "format: [\n",
}


@pytest.mark.parametrize("text", UNPROVEN.values(), ids=UNPROVEN)
def test_nothing_is_taken_for_the_same_that_is_not(text: str) -> None:
    before = read_document(b"id: a # one\nformat: 1\nx_a: 1\ntags: [b, c]\n")

    prove(before, "format: 1\nid: a # one\nx_a: 1\ntags: [b, c]\n")
    with pytest.raises(NotFormatted):
        prove(before, text)
