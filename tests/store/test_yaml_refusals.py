from __future__ import annotations

import time

import pytest
import yaml

from caseledger.domain.problem import Path, Problem
from caseledger.store.yaml_mistakes import (
    BEHIND_BRACKET,
    BEHIND_QUOTE,
    CUT_ESCAPE,
    MISFIT,
    NO_BLOCK,
    NO_COLON,
    NO_VALUE,
    ODD_COLON,
    ODD_ESCAPE,
    ODD_ITEM,
    ODD_QUESTION,
    ODD_SPACE,
    ODD_START,
    OPEN_LIST,
    OPEN_MAPPING,
    OPEN_QUOTES,
    TAB,
    TOO_DEEP,
)
from caseledger.store.yaml_reader import Document, read_document

PATIENCE = 20
"""Seconds that the worst file may take; a usual one takes a thousandth of this."""


def read(text: str) -> Document:
    return read_document(text.encode())


def data_of(text: str) -> dict[str, object]:
    document = read(text)
    assert document.problems == ()
    assert document.data is not None
    return document.data


def only_problem(raw: bytes) -> Problem:
    document = read_document(raw)
    assert document.data is None
    assert len(document.problems) == 1, document.problems
    return document.problems[0]


HOSTILE = [
    pytest.param(b"", "CL111", 0, 0, id="empty"),
    pytest.param(b"# a\n\n  # b\n", "CL111", 0, 0, id="only comments"),
    pytest.param(b"---\n...\n", "CL111", 0, 0, id="empty document"),
    pytest.param(b" " * (1024 * 1024 + 1), "CL102", 0, 0, id="too large"),
    pytest.param("a: б".encode("utf-16"), "CL103", 1, 1, id="UTF-16"),
    pytest.param("a: б".encode("utf-32"), "CL103", 1, 1, id="UTF-32"),
    pytest.param("a: b".encode("utf-16-le"), "CL104", 1, 2, id="UTF-16 without mark"),
    pytest.param("a: 1\nя: б\xff".encode()[:-2] + b"\xff", "CL103", 2, 5, id="not UTF-8"),
    pytest.param(b"a: \xed\xa0\x80", "CL103", 1, 4, id="surrogate in bytes"),
    pytest.param(b"a: 1\nb: x\x00y", "CL104", 2, 5, id="NUL"),
    pytest.param("я: \x1b[31m".encode(), "CL104", 1, 4, id="ESC"),
    pytest.param("a: \x85".encode(), "CL104", 1, 4, id="NEL"),
    pytest.param("a: 'x\u2028y'".encode(), "CL104", 1, 6, id="line separator"),
    pytest.param("a: x\u202ey".encode(), "CL104", 1, 5, id="override"),
    pytest.param("a: 1 # \u2066".encode(), "CL104", 1, 8, id="isolate in a comment"),
    pytest.param("a: x\ufeff".encode(), "CL104", 1, 5, id="mark in the middle"),
    pytest.param(b"a: 1\rb: 2\n", "CL104", 1, 5, id="lone carriage return"),
    pytest.param(b'a: "\\x1b"', "CL104", 1, 4, id="ESC by escape"),
    pytest.param(b'a: "\\0"', "CL104", 1, 4, id="NUL by escape"),
    pytest.param(b'a: "\\N"', "CL104", 1, 4, id="NEL by escape"),
    pytest.param(b'a: "b\\rc"', "CL104", 1, 4, id="carriage return by escape"),
    pytest.param(b'a: "b\\r\\nc"', "CL104", 1, 4, id="line end of Windows by escapes"),
    pytest.param(b'a: "\\u202E"', "CL104", 1, 4, id="override by escape"),
    pytest.param(b'"\\e": a', "CL104", 1, 1, id="ESC in a key"),
    pytest.param(b"a: 1\n<<<<<<< ours\nb: 1\n", "CL110", 2, 1, id="conflict, ours"),
    pytest.param(b"a: 1\r\n=======\r\nb: 1\r\n", "CL110", 2, 1, id="conflict, middle"),
    pytest.param(b"a: 1\n||||||| base\nb: 1\n", "CL110", 2, 1, id="conflict, base"),
    pytest.param(b"a: 1\n>>>>>>> theirs", "CL110", 2, 1, id="conflict, theirs"),
    pytest.param(b"[" * 1_000_000, "CL108", 1, None, id="million brackets"),
    pytest.param(b"a: " + b"[" * 16, "CL108", 1, 19, id="16 brackets in a mapping"),
    pytest.param(b"{a: " * 200_000, "CL108", 1, 65, id="braces"),
    pytest.param(b"- " * 100_000, "CL108", 1, 33, id="list items"),
    pytest.param(b"".join(b" " * i + b"a:\n" for i in range(1000)), "CL108", 17, 17, id="deep"),
    pytest.param(b"a: [" + b"b," * 19_998 + b"]", "CL108", 1, 39_999, id="too many values"),
    pytest.param(b"a: [" + b"[]," * 20_000 + b"]", "CL108", 1, 59_996, id="too many lists"),
    pytest.param(b"a: " + b"[[]," * 100_000, "CL108", 1, 61, id="lists in lists"),
    pytest.param(b"a: " + b"x " * 60_000, "CL108", 1, 4, id="long text"),
    pytest.param(b'"' * 1_000_000, "CL105", 1, 3, id="million quotes"),
    pytest.param(b"a: 1\n---\nb: 1\n", "CL109", 2, 1, id="two documents"),
    pytest.param(b"a: 1\n--- # again", "CL109", 2, 1, id="second document empty"),
    pytest.param(b"%YAML 1.1\n---\na: 1", "CL106", 1, 1, id="%YAML"),
    pytest.param(b"%YAML 3.0\n---\na: 1", "CL106", 1, None, id="%YAML of the future"),
    pytest.param(b"%TAG ! tag:x,1:\n---\na: 1", "CL106", 1, 1, id="%TAG"),
    pytest.param(b"a: !!python/object/apply:os.system [x]", "CL106", 1, 4, id="Python tag"),
    pytest.param(b"a: ! b", "CL106", 1, 4, id="bare tag"),
    pytest.param(b"!!map {a: b}", "CL106", 1, 1, id="tag on everything"),
    pytest.param(b"a: &b c", "CL106", 1, 4, id="anchor"),
    pytest.param(b"a: *b", "CL106", 1, 4, id="alias"),
    pytest.param(b"*a : b", "CL106", 1, 1, id="alias as key"),
    pytest.param(b"a:\n  <<: {b: c}", "CL106", 2, 3, id="merge key"),
    pytest.param(b"a: 1\nb: 2\na: 3", "CL107", 3, 1, id="key twice"),
    pytest.param(b"x:\n- {a: 1, 'a': 2}", "CL107", 2, 10, id="key twice, inside, quoted"),
    pytest.param("é: 1\ne\u0301: 2".encode(), "CL107", 2, 1, id="key twice, decomposed"),
    pytest.param(b"? [a]\n: b", "CL105", 1, 3, id="list as key"),
    pytest.param(b"{[a]: b}", "CL105", 1, 2, id="flow list as key"),
    pytest.param(b"~: b", "CL105", 1, 1, id="null as key"),
    pytest.param(b"? \n: b", "CL105", None, None, id="nothing as key"),
    pytest.param(b"- a\n- b", "CL105", 1, 1, id="list at the top"),
    pytest.param(b"\n'text'", "CL105", 2, 1, id="text at the top"),
    pytest.param(b"a:\n\tb: c", "CL105", 2, 1, id="tab as indentation"),
    pytest.param(b"a:\tb", "CL105", 1, 3, id="tab between words"),
    pytest.param(b"a: b\tc", "CL105", 1, 5, id="tab in plain text"),
    pytest.param(b"a: 'b'\n \t\nc: d", "CL105", 2, 2, id="tab in an empty line"),
    pytest.param(b"a: |\t\n  b", "CL105", 1, 5, id="tab after a block's sign"),
    pytest.param(b"a: |#b\n  c", "CL105", 1, None, id="comment glued to a block's sign"),
    pytest.param(b"a: b: c", "CL105", 1, 5, id="two colons"),
    pytest.param(b"a: [b, c", "CL105", None, None, id="list not closed"),
    pytest.param(b"x: 1\na: 'b\nc: d", "CL105", 2, 4, id="quote not closed"),
    pytest.param(b"a: @b", "CL105", 1, 4, id="sign that begins nothing"),
]


@pytest.mark.parametrize(("raw", "code", "line", "column"), HOSTILE)
def test_hostile_files_are_refused_at_their_place(
    raw: bytes, code: str, line: int | None, column: int | None
) -> None:
    began = time.perf_counter()
    problem = only_problem(raw)
    assert time.perf_counter() - began < PATIENCE
    assert problem.code == code, problem
    assert line in (None, problem.line), problem
    assert column in (None, problem.column), problem
    assert problem.message
    assert problem.file == ""


@pytest.mark.parametrize(("raw", "code", "line", "column"), HOSTILE)
def test_refused_just_the_same_without_libyaml(
    raw: bytes, code: str, line: int | None, column: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    del line, column  # the two do not always see the same thing in the same place
    monkeypatch.delattr(yaml, "CBaseLoader")
    assert {problem.code for problem in read_document(raw).problems} == {code}


BOMBS = [
    pytest.param(
        "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(9)), id="billion laughs"
    ),
    pytest.param(
        "a: &a {x: 1}\n" + "".join(f"b{i}: &b{i} {{<<: [*a, *a]}}\n" for i in range(9)),
        id="merge keys",
    ),
]


@pytest.mark.parametrize("text", BOMBS)
def test_bombs_do_not_go_off(text: str, yaml_parser: str) -> None:
    began = time.perf_counter()
    problems = read(text).problems
    assert time.perf_counter() - began < PATIENCE, yaml_parser
    assert {problem.code for problem in problems} == {"CL106"}


@pytest.mark.parametrize(
    ("text", "code"), [('a: "\\ud800"', "CL104"), ('a: "\\uDFFF"', "CL104")], ids=["high", "low"]
)
def test_surrogates_by_escape_are_refused(text: str, code: str, yaml_parser: str) -> None:
    assert [problem.code for problem in read(text).problems] == [code], yaml_parser


def test_an_escape_beyond_unicode_is_refused(yaml_parser: str) -> None:
    assert read('a: "\\UFFFFFFFF"').problems, yaml_parser


def test_every_key_that_stands_twice_is_told_with_the_first() -> None:
    text = "a: 1\nb:\n  - c: 2\n    c: 3\na: 4\nd: 5\na: 6\n"
    found = [(p.code, p.path, p.line, p.value, p.message) for p in read(text).problems]
    assert found == [
        ("CL107", ("b", 0, "c"), 4, "c", "this key already stands on line 3"),
        ("CL107", ("a",), 5, "a", "this key already stands on line 1"),
        ("CL107", ("a",), 7, "a", "this key already stands on line 1"),
    ]


def test_same_keys_in_different_mappings_are_no_repetition() -> None:
    assert data_of("a: {b: 1, c: {b: 2}}\nx: {b: 3}\nb: 4\n")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("a:\n  - 1\n  - b: &x 2\n", ("a", 1, "b"), id="value"),
        pytest.param("a:\n  - 1\n  - &x {b: 2}\n", ("a", 1), id="list item"),
        pytest.param("a: [b, [c, !d e]]\n", ("a", 1, 1), id="nested list item"),
        pytest.param("a:\n  b: {c: 1}\n  d: {<<: 2}\n", ("a", "d", "<<"), id="key"),
        pytest.param("a: {&x b: 1}\n", ("a",), id="decorated key: its mapping"),
        pytest.param("&x\na: 1\n", (), id="everything"),
    ],
)
def test_problems_know_their_path(text: str, path: Path, yaml_parser: str) -> None:
    first = read(text).problems[0]
    assert (first.code, first.path) == ("CL106", path), yaml_parser


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("title: Asylum: a story", 1, ODD_COLON, id="colon in a title"),
        pytest.param("a: b\nc\nd: e", 2, NO_COLON, id="key without colon"),
        pytest.param("a:\n  b: 1\n c: 2", 3, MISFIT, id="indentation"),
        pytest.param("a:\n- b: 1\n -c: 2", 3, MISFIT, id="indentation of an item"),
        pytest.param("a:\n  - b\n   c: d", 3, TOO_DEEP, id="indented too far"),
        pytest.param("a:\n- b: 1\n   c: d", 3, TOO_DEEP, id="indented too far in an item"),
        pytest.param("a: b\n  c d: e", 2, ODD_COLON, id="colon in a text over two lines"),
        pytest.param("a: 'it's'", 1, BEHIND_QUOTE, id="quote in quotes"),
        pytest.param('a: "b" c', 1, BEHIND_QUOTE, id="text behind quotes"),
        pytest.param("a: [b] c", 1, BEHIND_BRACKET, id="text behind a bracket"),
        pytest.param("a: [b]]", 1, BEHIND_BRACKET, id="bracket too many"),
        pytest.param("a: {b: c} d", 1, BEHIND_BRACKET, id="text behind a brace"),
        pytest.param("a:\n  b: c\n\u00a0 d\ne: f", 3, ODD_SPACE, id="space that does not break"),
        pytest.param("a: - b", 1, ODD_ITEM, id="dash"),
        pytest.param("a: ? b", 1, ODD_QUESTION, id="question mark"),
        pytest.param("a: %50", 1, ODD_START, id="percent"),
        pytest.param("a: `b`", 1, ODD_START, id="backtick"),
        pytest.param("a: > b", 1, NO_BLOCK, id="text beside the sign of a block"),
        pytest.param("a: [b,,c]", 1, NO_VALUE, id="comma too many"),
        pytest.param("a: b\n\tc: d", 2, TAB, id="tab"),
        pytest.param('a: "\\x1"', 1, CUT_ESCAPE, id="cut escape"),
        pytest.param("a: b\nc: 'd\ne: f\n", 2, OPEN_QUOTES, id="quote not closed"),
        pytest.param("a: [b\nc: d", 1, OPEN_LIST, id="bracket not closed"),
        pytest.param("a: {b c: d, e\nf: g", 1, OPEN_MAPPING, id="brace not closed"),
        pytest.param('a: "C:\\q"', 1, ODD_ESCAPE, id="backslash"),
    ],
)
def test_mistakes_are_told_in_plain_words(
    text: str, line: int, message: str, yaml_parser: str
) -> None:
    problem = only_problem(text.encode())
    assert (problem.code, problem.line, problem.message) == ("CL105", line, message), yaml_parser
    assert problem.hint


def test_several_kinds_of_problems_are_collected() -> None:
    problems = read('a: &x 1\nb: "\\e"\na: 2\nc: [').problems
    assert [problem.code for problem in problems] == ["CL106", "CL104", "CL107", "CL105"]


def test_refused_characters_are_named_by_number_and_not_without_end() -> None:
    problems = read_document("a: \u202e\nb: \x07\n".encode() + b"# \x01" * 100).problems
    assert [problem.value for problem in problems[:3]] == ["U+202E", "U+0007", "U+0001"]
    assert len(problems) == 20


SHAPES_OF_MISTAKES = (
    *(
        "{}: 1\n{}: 2",
        "a: &{} 1",
        "a: *{}",
        "a: !{} b",
        "%TAG ! {}:\n---\na: b",
        "a: '{}",
        "- {}",
        "{}: a: b",
    ),
    *("a: [{}", "a: {{{}", "? [{}]", 'a: "{}\\q"', "a: b\n {}: c", "<<: {}", "{}"),
)


def test_no_message_holds_what_stands_in_the_file(yaml_parser: str) -> None:
    told = "Zelenaya"
    for shape in SHAPES_OF_MISTAKES:
        problems = read(shape.format(told, told)).problems
        assert problems, (yaml_parser, shape)
        for problem in problems:
            assert told not in problem.message + problem.hint, (yaml_parser, shape)
