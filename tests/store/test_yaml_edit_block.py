"""What edits among lines write, to the byte."""

from __future__ import annotations

import pytest

from caseledger.domain.edits import Add, Bare, Drop, Edit, Named, Put, Value
from caseledger.store.yaml_edit import edited

FILE = """\
# About this case
id: menlibayev   # a comment
title: "A title"
tags: [one, two]

# The people
people:
  - id: nm   # the first
    name: N. M.
    # about aliases
    aliases:
      - One Name
      - Another   # from a letter
  # the second person
  - id: nt
    name: N. T.

note: |  # words
  One.
  Two.

# The end
"""


def change(text: str, *edits: Edit) -> str:
    return edited(text.encode(), edits).decode()


def put(spot: object, value: Value, old: str, new: str) -> object:
    steps = spot if isinstance(spot, tuple) else (spot,)
    return pytest.param(steps, value, old, new, id=f"{spot} {value}"[:60])


NM = ("people", Named("nm"))


@pytest.mark.parametrize(
    ("spot", "value", "old", "new"),
    [
        put("id", "other", "menlibayev   # a comment", "other   # a comment"),
        put("title", "Plain now", '"A title"', "Plain now"),
        put("title", "it's: 'a'", '"A title"', "\"it's: 'a'\""),
        put("tags", ["one", "three"], "[one, two]", "[one, three]"),
        put("tags", "one", "[one, two]", "one"),
        put(("tags", 1), "NO", "two]", '"NO"]'),
        put("tags", [], "[one, two]", "[]"),
        put("id", Bare("2024-03"), "menlibayev   # a comment", "2024-03   # a comment"),
        put("id", Bare("[..2024]"), "menlibayev   # a comment", '"[..2024]"   # a comment'),
        put("id", None, "menlibayev   # a comment", "null   # a comment"),
        put(
            "id",
            "One.\nTwo.\n",
            "id: menlibayev   # a comment\n",
            "id: |   # a comment\n  One.\n  Two.\n",
        ),
        put(
            "id",
            {"a": "b", "c": ["two words"]},
            "id: menlibayev   # a comment\n",
            "id:   # a comment\n  a: b\n  c:\n    - two words\n",
        ),
        put("note", "One line", "note: |  # words\n  One.\n  Two.\n", "note: One line  # words\n"),
        put("note", "One.\nTwo.", "note: |  # words\n", "note: |-  # words\n"),
        put("note", " One.\nTwo.\n", "|  # words\n  One.", "|2  # words\n   One."),
        put("note", {"a": "b"}, " |  # words\n  One.\n  Two.\n", "  # words\n  a: b\n"),
        put(("people", Named("nm"), "id"), "nn", "nm   # the first", "nn   # the first"),
        put(
            (*NM, "aliases"),
            "None",
            "aliases:\n      - One Name\n      - Another   # from a letter\n",
            "aliases: None\n",
        ),
        put(
            (*NM, "aliases"),
            ["word"],
            "      - One Name\n      - Another   # from a letter\n",
            "      - word\n",
        ),
        put(
            (*NM, "aliases"),
            {"a": "b"},
            "      - One Name\n      - Another   # from a letter\n",
            "      a: b\n",
        ),
        put((*NM, "aliases", 1), "Third", "Another   # from", "Third   # from"),
        put(
            (*NM, "aliases", 1),
            {"a": "b", "c": "d"},
            "- Another   # from a letter\n",
            "- a: b   # from a letter\n        c: d\n",
        ),
        put(
            ("people", Named("nt")),
            {"id": "nu", "note": "a\nb\n"},
            "  - id: nt\n    name: N. T.\n",
            "  - id: nu\n    note: |\n      a\n      b\n",
        ),
        put(("people", Named("nt")), "words", "- id: nt\n    name: N. T.\n", "- words\n"),
        put("x_new", "end", "  Two.\n", "  Two.\nx_new: end\n"),
        put(
            (*NM, "born"),
            Bare("1990"),
            "from a letter\n",
            "from a letter\n    born: 1990\n",
        ),
    ],
)
def test_put(spot: tuple[str, ...], value: Value, old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert change(FILE, Put(spot, value)) == FILE.replace(old, new)


def test_a_new_key_stands_behind_the_last_that_comes_before_it() -> None:
    order = ("id", "title", "visibility", "people")
    assert change(FILE, Put(("visibility",), "public", order)) == FILE.replace(
        '"A title"\n', '"A title"\nvisibility: public\n'
    )


def test_a_new_first_key_stands_below_the_words_above() -> None:
    assert change(FILE, Put(("format",), Bare("1"), ("format", "id"))) == FILE.replace(
        "id: menlibayev", "format: 1\nid: menlibayev"
    )
    new = Put((*NM, "kind"), "group", ("kind", "id"))
    assert change(FILE, new) == FILE.replace("- id: nm ", "- kind: group\n    id: nm ")


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        (0, "  - id: nm ", "  - id: nn\n    tags: [a, b]\n  - id: nm "),
        (1, "from a letter\n", "from a letter\n  - id: nn\n    tags: [a, b]\n"),
        (2, "    name: N. T.\n", "    name: N. T.\n  - id: nn\n    tags: [a, b]\n"),
    ],
)
def test_an_entry_is_added_beside_its_neighbour(place: int, old: str, new: str) -> None:
    add = Add(("people",), {"id": "nn", "tags": ["a", "b"]}, lambda _: place)
    assert change(FILE, add) == FILE.replace(old, new)


@pytest.mark.parametrize(
    ("spot", "old", "new"),
    [
        pytest.param(("id",), "id: menlibayev   # a comment\n", "", id="key with comment"),
        pytest.param(("title",), 'title: "A title"\n', "", id="key"),
        pytest.param(("tags", 0), "[one, two]", "[two]", id="first in brackets"),
        pytest.param(("tags", 1), "[one, two]", "[one]", id="last in brackets"),
        pytest.param(("note",), "note: |  # words\n  One.\n  Two.\n", "", id="block"),
        pytest.param((*NM, "name"), "    name: N. M.\n", "", id="inner key"),
        pytest.param(
            (*NM, "id"), "id: nm   # the first\n    name: N. M.\n", "name: N. M.\n", id="first key"
        ),
        pytest.param((*NM, "aliases", 1), "      - Another   # from a letter\n", "", id="item"),
        pytest.param(("people", Named("nt")), "  - id: nt\n    name: N. T.\n", "", id="last entry"),
        pytest.param(
            NM,
            FILE[FILE.index("  - id: nm") : FILE.index("  # the second")],
            "",
            id="entry with comments inside",
        ),
        pytest.param(
            ("people",),
            FILE[FILE.index("people:\n") : FILE.index("\nnote:")],
            "",
            id="all entries",
        ),
    ],
)
def test_drop_takes_the_lines_of_a_node_and_leaves_what_stands_around(
    spot: tuple[str, ...], old: str, new: str
) -> None:
    assert FILE.count(old) == 1
    assert change(FILE, Drop(spot)) == FILE.replace(old, new)


@pytest.mark.parametrize(
    ("text", "spot", "result"),
    [
        (
            "events:  # c\n  # d\n  - id: e\n    x: w  # e\n# f\n",
            ("events", 0),
            "events: []  # c\n  # d\n# f\n",
        ),
        ("a:\n- x\nb: c\n", ("a", 0), "a: []\nb: c\n"),
        ("says:\n  date: x\n", ("says", "date"), "says: {}\n"),
        ("a:\n  - id: x\n", ("a", 0, "id"), "a:\n  - {}\n"),
        ("a:\n  - - x\n", ("a", 0, 0), "a:\n  - []\n"),
        ("# c\na: b  # d\n# e\n", ("a",), "# c\n{}\n# e\n"),
        ("a: {b: c}\n", ("a", "b"), "a: {}\n"),
        ("a: [ b ]\n", ("a", 0), "a: []\n"),
    ],
)
def test_what_loses_its_last_entry_is_empty_and_no_less(
    text: str, spot: tuple[str, ...], result: str
) -> None:
    assert change(text, Drop(spot)) == result


@pytest.mark.parametrize(
    ("text", "edit", "result"),
    [
        ("a: []  # c\n", Add(("a",), {"id": "e"}), "a:  # c\n  - id: e\n"),
        ("a: []\n", Add(("a",), "e"), "a: [e]\n"),
        ("a: []\n", Add(("a",), "e f"), "a:\n  - e f\n"),
        ("a:\n# c\nb: c\n", Add(("a",), {"id": "e"}), "a:\n  - id: e\n# c\nb: c\n"),
        ("a: ~  # c\n", Add(("a",), {"id": "e"}), "a:  # c\n  - id: e\n"),
        ("b: c\n", Add(("a",), {"id": "e"}, order=("a", "b")), "a:\n  - id: e\nb: c\n"),
        ("a: {}\n", Put(("a", "b"), "c"), "a:\n  b: c\n"),
        ("# c\n{}\n# d\n", Put(("a",), "b"), "# c\na: b\n# d\n"),
        ("--- {}\n", Put(("a",), "b"), "--- {a: b}\n"),
        ("a:\n- []\n", Add(("a", 0), "b"), "a:\n- [b]\n"),
        ("a:   # c\n", Put(("a",), "b"), "a: b   # c\n"),
        ("a:\n-\n- b\n", Put(("a", 0), "c"), "a:\n- c\n- b\n"),
        ("a:\n-   # c\n", Put(("a", 0), {"d": "e"}), "a:\n- d: e   # c\n"),
    ],
)
def test_what_was_empty_is_filled(text: str, edit: Edit, result: str) -> None:
    assert change(text, edit) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("a:\n- id: x\n", "a:\n- id: x\n- id: m\n  l:\n  - b c\n", id="at the edge"),
        pytest.param(
            "a:\n    - id: x\n",
            "a:\n    - id: x\n    - id: m\n      l:\n          - b c\n",
            id="by four",
        ),
        pytest.param(
            "a:\n  -   id: x\n",
            "a:\n  -   id: x\n  -   id: m\n      l:\n        -   b c\n",
            id="wide",
        ),
        pytest.param(
            "a:\n  -\n    id: x\n",
            "a:\n  -\n    id: x\n  - id: m\n    l:\n      - b c\n",
            id="below",
        ),
        pytest.param(
            "z:\n    - id: x\na:\n  - id: x\n    l:\n    - w\n",
            "z:\n    - id: x\na:\n  - id: x\n    l:\n    - w\n  - id: m\n    l:\n    - b c\n",
            id="as its siblings",
        ),
        pytest.param("a: [x]\n", "a: [x, {id: m, l: [b c]}]\n", id="brackets"),
    ],
)
def test_new_lines_are_indented_as_those_around(text: str, result: str) -> None:
    assert change(text, Add(("a",), {"id": "m", "l": ["b c"]})) == result


def test_a_new_mapping_is_indented_as_others_in_the_file() -> None:
    text = "a:\n    b: c\nd: e\n"
    assert change(text, Put(("d",), {"f": {"g": "h"}})) == (
        "a:\n    b: c\nd:\n    f:\n        g: h\n"
    )


@pytest.mark.parametrize(
    ("text", "spot", "value", "result"),
    [
        ("a:\n  long\n  text  # c\nb: c\n", "a", "x", "a:\n  x  # c\nb: c\n"),
        ('a: "long\n  text"  # c\nb: c\n', "a", "x", "a: x  # c\nb: c\n"),
        ("a: long\n  text  # c\nb: c\n", "a", "x\ny\n", "a: |  # c\n  x\n  y\nb: c\n"),
        ("a:\n  # c\n  text  # d\nb: c\n", "a", ["x w"], "a:\n  # c\n  - x w\n  # d\nb: c\n"),
        ("a: >+\n  x\n\n\nb: c\n", "a", "w", "a: w\nb: c\n"),
        ("a: >\n  x\n\n\nb: c\n", "a", "w", "a: w\n\n\nb: c\n"),
        ("a: |1-\n  x\nb: c\n", "a", "w", "a: w\nb: c\n"),
        ("a: |\nb: c\n", "a", "w", "a: w\nb: c\n"),
        ("a: [x,  # c\n  w]  # d\nb: c\n", "a", "w", "a: w  # d\nb: c\n"),
        ("a: [x,  # c\n  w]  # d\nb: c\n", "a", {"w": "z"}, "a:  # d\n  w: z\nb: c\n"),
        ("a:\n  # c\n  x: w\nb: c\n", "a", "z", "a: z\n  # c\nb: c\n"),
        ('"a" : x\n', "a", "w", '"a" : w\n'),
        ("'a':\n", "a", "w", "'a': w\n"),
    ],
)
def test_a_value_of_any_shape_gives_way(text: str, spot: str, value: Value, result: str) -> None:
    assert change(text, Put((spot,), value)) == result


@pytest.mark.parametrize(
    ("text", "spot", "result"),
    [
        ("a:\n  - - x\n    - w\n", ("a", 0, 0), "a:\n  - - w\n"),
        ("a:\n  - - x\n    # c\n    - w\n", ("a", 0, 0), "a:\n  -\n    # c\n    - w\n"),
        ("a:\n  - # c\n    id: x\n    b: c\n", ("a", 0, "id"), "a:\n  - # c\n    b: c\n"),
        ("a:\n  -   id: x\n      b: c\n", ("a", 0, "id"), "a:\n  -   b: c\n"),
        ("a:\n  - # c\n    id: x\n  - w\n", ("a", 0), "a:\n  - w\n"),
        ("a:\n  -\n  # c\n  - w\n", ("a", 0), "a:\n  # c\n  - w\n"),
        ("a:\n  - x\n  # - c\n  - w\n", ("a", 1), "a:\n  - x\n  # - c\n"),
        ("a: b\nc:\n", ("c",), "a: b\n"),
    ],
)
def test_odd_lists_lose_an_entry(text: str, spot: tuple[str, ...], result: str) -> None:
    assert change(text, Drop(spot)) == result


@pytest.mark.parametrize(
    ("text", "edit", "result"),
    [
        pytest.param(b"a: b", Put(("c",), "d"), b"a: b\nc: d", id="no last line end"),
        pytest.param(b"a: b\nc: d", Drop(("c",)), b"a: b", id="no last line end, drop"),
        pytest.param(
            b"a: b\r\n", Put(("c",), "d\ne\n"), b"a: b\r\nc: |\r\n  d\r\n  e\r\n", id="CRLF"
        ),
        pytest.param(
            b"a: b\r\nc: d\ne: f\r\n",
            Put(("m",), "o", ("c", "m")),
            b"a: b\r\nc: d\nm: o\ne: f\r\n",
            id="mixed",
        ),
        pytest.param(
            b"a: b\r\nc: d\ne: f\r\n",
            Put(("m",), "o", ("a", "m")),
            b"a: b\r\nm: o\r\nc: d\ne: f\r\n",
            id="mixed 2",
        ),
        pytest.param(b"a: b\nc: d\r\n", Put(("c",), "e"), b"a: b\nc: e\r\n", id="mixed, put"),
        pytest.param(b"\xef\xbb\xbfa: b\n", Put(("a",), "c"), b"\xef\xbb\xbfa: c\n", id="mark"),
        pytest.param(b"a: b\n...\n", Put(("c",), "d"), b"a: b\nc: d\n...\n", id="end mark"),
        pytest.param(
            b"a: b  \n# c", Put(("c",), "d"), b"a: b  \nc: d\n# c", id="comment at the end"
        ),
        pytest.param(
            b"a: |\n  b", Put(("c",), "d"), b"a: |-\n  b\nc: d", id="block without a line end"
        ),
        pytest.param(
            b"a: |\n  b\nc: d", Drop(("c",)), b"a: |\n  b\n", id="a line end that is text"
        ),
        pytest.param(
            b"a: b", Put(("c",), "d\ne\n"), b'a: b\nc: "d\\ne\\n"', id="text with line end"
        ),
    ],
)
def test_line_ends(text: bytes, edit: Edit, result: bytes) -> None:
    assert edited(text, [edit]) == result


def test_a_block_that_would_swallow_a_comment_is_quoted() -> None:
    text = "a: b\n    # deep\nc: d\n"
    assert change(text, Put(("a",), "x\ny\n")) == 'a: "x\\ny\\n"\n    # deep\nc: d\n'


def test_what_is_there_already_changes_nothing() -> None:
    assert change(FILE, Put(("title",), "A title"), Put(("tags",), ["one", "two"])) == FILE
    text = "a: 2024-01-08\nb: '7'\nc: 7\n"
    assert change(text, Put(("a",), "2024-01-08"), Put(("b",), "7"), Put(("c",), Bare("7"))) == text
    assert change(text, Put(("b",), Bare("7"))) == "a: 2024-01-08\nb: 7\nc: 7\n"
    assert change(text, Put(("c",), "7")) == "a: 2024-01-08\nb: '7'\nc: \"7\"\n"


def test_blank_lines_do_not_become_text_of_what_keeps_them() -> None:
    text = "a:\n  - b: |+\n      text\n\n  - c\n\n\n  - d\n"
    assert change(text, Drop(("a", 1))) == "a:\n  - b: |+\n      text\n\n  - d\n"
    text = "a: |1+\n text\n\nb: c"
    assert change(text, Drop(("b",))) == "a: |1+\n text\n\n"
    assert change("a: |+1\n text", Put(("b",), "c")) == "a: |1-\n text\nb: c"


def test_edits_follow_each_other() -> None:
    edits = (
        Add(("people",), {"id": "nn"}),
        Put(("people", Named("nn"), "name"), "N. N."),
        Drop(("people", Named("nt"))),
        Put(("people", Named("nn"), "name"), "Other"),
    )
    assert change(FILE, *edits) == FILE.replace(
        "  - id: nt\n    name: N. T.\n", "  - id: nn\n    name: Other\n"
    )
