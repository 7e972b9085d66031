"""Text that is written is read back as the same text, by readers of YAML 1.2 and of 1.1."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.edit_strategies import NAUGHTY, texts

from caseledger.domain.edits import Add, Bare, EditRefused, Put, Value
from caseledger.domain.plain import Plain
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_edit.second_reader import read_again
from caseledger.store.yaml_reader import read_document

SLOW = list(HealthCheck)

# Once behind a key, in a list, and within brackets and braces.
FILE = b"a: old\nb:\n  - old\nc: {d: old, e: [old]}\n"
PLACES = (("a",), ("b", 0), ("c", "d"), ("c", "e", 0))


def check(text: str) -> None:
    raw = edited(FILE, [Put(place, text) for place in PLACES])
    meant = {"a": text, "b": [text], "c": {"d": text, "e": [text]}}
    data = read_document(raw).data
    assert data == meant
    assert not isinstance(data["a"], Plain)
    assert read_again(raw.decode()) == meant
    # PyYAML reads YAML 1.1, where many words are no text. It refuses a few letters that are.
    if all(letter.isprintable() or letter in "\n\t\u00a0" for letter in text):
        assert yaml.safe_load(raw.decode()) == meant


@pytest.mark.parametrize("text", NAUGHTY, ids=ascii)
def test_text_that_looks_like_something_else(text: str) -> None:
    check(text)


@settings(max_examples=80, suppress_health_check=SLOW, deadline=None)
@given(texts())
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=40, suppress_health_check=SLOW, deadline=None)
@given(texts(), texts())
def test_any_key(key: str, text: str) -> None:
    if not key or key in FILE.decode():
        return
    raw = edited(FILE, [Put((key,), text), Put(("c", key), text)])
    data = read_document(raw).data
    assert data is not None
    assert data[key] == text
    assert list(data) == ["a", "b", "c", key]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Came for a conference, and stayed.", "Came for a conference, and stayed."),
        ("КНБ не подтвердил", "КНБ не подтвердил"),
        ("\U0001f642", "\U0001f642"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("NO", '"NO"'),
        ("y", '"y"'),
        ("", '""'),
        ("010", '"010"'),
        ("2024-01-08", '"2024-01-08"'),
        ("12:30", '"12:30"'),
        ("12 men", "12 men"),
        ("It's: so", '"It\'s: so"'),
        ('"Quoted" words', '"\\"Quoted\\" words"'),
        ("a\tb", '"a\\tb"'),
        (" a", '" a"'),
        (Bare("NO"), "NO"),
        (Bare("2024-01-08"), "2024-01-08"),
        (Bare("12:30"), "12:30"),
        (Bare("-3"), "-3"),
        (Bare("[..2024]"), '"[..2024]"'),
        (Bare("2024-01-08/.."), "2024-01-08/.."),
        (Bare("a: b"), '"a: b"'),
        (Bare("~"), "~"),
        (Bare(""), ""),
        (None, "null"),
        (Plain("7"), "7"),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\nb", "|-\n  a\n  b"),
        ("a\nb\n\n", "|+\n  a\n  b\n"),
        ("  a\nb\n", "|2\n    a\n  b"),
        ("a\n\n b \n", "|\n  a\n\n   b "),
        ("\ta\nb", '"\\ta\\nb"'),
        (["one", "two"], "[one, two]"),
        (["NO", "7"], '["NO", "7"]'),
        (["two words"], "\n  - two words"),
        (["word"] * 16, "\n  - word" * 16),
        ([], "[]"),
        ({}, "{}"),
        ({"a": {"b": []}}, "\n  a:\n    b: []"),
        ([{"a": "b"}, ["c d"]], "\n  - a: b\n  -   - c d"),
    ],
    ids=ascii,
)
def test_how_values_are_written(value: Value, written: str) -> None:
    raw = edited(b"a: old\nz: z\n", [Put(("a",), value)])
    gap = "" if written.startswith("\n") or not written else " "
    assert raw.decode() == f"a:{gap}{written}\nz: z\n"


def test_inside_brackets_more_is_quoted() -> None:
    raw = edited(b"a: [b]\n", [Add(("a",), text) for text in ("c, d", "e:f", "[g", "h i", "j?")])
    assert raw == b'a: [b, "c, d", "e:f", "[g", h i, "j?"]\n'
    raw = edited(b"a: {b: c}\n", [Put(("a", "d"), "one\ntwo\n"), Put(("a", "e"), [{"f": "g"}])])
    assert raw == b'a: {b: c, d: "one\\ntwo\\n", e: [{f: g}]}\n'


@pytest.mark.parametrize(
    "letter",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\r",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
    ],
    ids=ascii,
)
def test_what_no_file_may_hold_is_refused(letter: str) -> None:
    for edit in (
        Put(("a",), f"b{letter}"),
        Put(("a",), {"b": [letter]}),
        Put(("a",), {letter: "b"}),
        Put((f"a{letter}",), "b"),
        Add(("b",), Bare(letter)),
    ):
        with pytest.raises(EditRefused, match="character"):
            edited(FILE, [edit])


@settings(max_examples=50, suppress_health_check=SLOW, deadline=None)
@given(st.lists(texts().map(Bare), min_size=1, max_size=3))
def test_bare_text_is_read_as_if_it_had_no_quotes(words: list[Bare]) -> None:
    raw = edited(b"a: b\n", [Put(("a",), words)])
    data = read_document(raw).data
    assert data is not None
    assert isinstance(data["a"], list)
    assert [str(word or "") for word in data["a"]] == [
        "" if word in {"~", "null", "Null", "NULL"} else word for word in words
    ]
