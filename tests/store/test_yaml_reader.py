from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some
from tests.store.mutations import corpus, mutations

from caseledger.domain.plain import Plain
from caseledger.domain.problem import Path
from caseledger.store.yaml_reader import Document, Mark, read_document


def read(text: str) -> Document:
    return read_document(text.encode())


def data_of(text: str) -> dict[str, object]:
    document = read(text)
    assert document.problems == ()
    assert document.data is not None
    return document.data


# What is read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("NO", "NO", id="Norway"),
        pytest.param("yes", "yes", id="yes"),
        pytest.param("off", "off", id="off"),
        pytest.param("2024-01-08", "2024-01-08", id="date"),
        pytest.param("12:30:00", "12:30:00", id="time"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("'010'", "010", id="quoted number"),
        pytest.param('"true"', "true", id="quoted truth value"),
        pytest.param("'~'", "~", id="quoted null"),
        pytest.param("''", "", id="quoted nothing"),
        pytest.param("<<", "<<", id="merge sign as a value"),
        pytest.param("", None, id="nothing"),
        pytest.param("~", None, id="tilde"),
        pytest.param("Null", None, id="null"),
        pytest.param("{u: https://a.example/b#c}", {"u": "https://a.example/b#c"}, id="URL"),
        pytest.param("[a, 'b', [c]]", ["a", "b", ["c"]], id="lists"),
        pytest.param("{}", {}, id="empty mapping"),
        pytest.param("|\n  one\n   two\n", "one\n two\n", id="block"),
        pytest.param(">-\n  one\n  two\n", "one two", id="folded"),
        pytest.param('"a\\tb\\nc"', "a\tb\nc", id="harmless escapes"),
        pytest.param("'a\tb' # c\td", "a\tb", id="tabs in quotes and comments"),
        pytest.param("Наурызбай", "Наурызбай", id="Cyrillic"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="joiner in Persian"),
    ],
)
def test_scalars_stay_text(written: str, value: object, yaml_parser: str) -> None:
    read_value = data_of(f"key: {written}")["key"]
    assert read_value == value, yaml_parser
    assert not isinstance(read_value, Plain)


def test_a_question_mark_in_a_url_inside_braces_is_no_key() -> None:
    assert data_of("a: {u: https://a.example/b?c=d}") == {"a": {"u": "https://a.example/b?c=d"}}


@pytest.mark.parametrize("written", ["2022", "010", "0x1F", "0o17", "12e4", ".inf", "false"])
def test_unquoted_number_or_truth_value_is_marked(written: str) -> None:
    data = data_of(f"key:\n- {written}\n")
    assert data == {"key": [written]}
    assert isinstance(data["key"], list)
    assert isinstance(data["key"][0], Plain)


def test_a_number_of_5000_digits_is_text() -> None:
    assert data_of("a: " + "9" * 5000) == {"a": "9" * 5000}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 1\r\nb:\r\n  - c\r\n", id="Windows line ends"),
        pytest.param("a: 1\nb: [c]", id="no final newline"),
        pytest.param("\ufeffa: 1\nb: [c]\n", id="byte order mark"),
        pytest.param("---\na: 1\nb: [c]\n...\n", id="document marks"),
        pytest.param("# x\n\n'a': 1 # y\n\"b\":\n- c\n# z\n", id="comments and quoted keys"),
        pytest.param("? a\n: 1\n? b\n: [c]\n", id="explicit keys"),
    ],
)
def test_ways_to_write_the_same(text: str, yaml_parser: str) -> None:
    assert data_of(text) == {"a": "1", "b": ["c"]}, yaml_parser


def test_keys_are_text_whatever_they_look_like() -> None:
    assert data_of("2022: a\ntrue: b\nNO: c\n") == {"2022": "a", "true": "b", "NO": "c"}


def test_decomposed_letters_are_kept_as_written() -> None:
    assert data_of("e\u0301: e\u0301") == {"e\u0301": "e\u0301"}


def test_limits_themselves_are_accepted() -> None:
    assert data_of("a: " + "x" * 100_000)
    assert data_of("a: " + "[" * 15 + "]" * 15)
    assert data_of("a: [" + "b," * 19_997 + "]")
    assert read_document(b"#" * (1024 * 1024 - 5) + b"\na: b").data == {"a": "b"}


# Where things stand

PLACES = """\
# comment
format: 1
имя: Тест   # comment
people:
  - id: p2aa
    "aliases": [a, 'b c', {d: e}]
    note: |
      one
      two
empty:
flow: {x: "y\\tz", w: }
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "length"),
    [
        pytest.param((), 2, 1, 1, id="everything"),
        pytest.param(("format",), 2, 9, 1, id="first"),
        pytest.param(("имя",), 3, 6, 4, id="Cyrillic counts characters"),
        pytest.param(("people",), 5, 3, 1, id="list"),
        pytest.param(("people", 0), 5, 5, 1, id="item"),
        pytest.param(("people", 0, "id"), 5, 9, 4, id="value in an item"),
        pytest.param(("people", 0, "aliases", 1), 6, 20, 5, id="quotes are counted"),
        pytest.param(("people", 0, "aliases", 2, "d"), 6, 31, 1, id="flow mapping in a list"),
        pytest.param(("people", 0, "note"), 7, 11, 1, id="block"),
        pytest.param(("flow", "x"), 11, 11, 6, id="escapes count as written"),
        pytest.param(("people", 0, "nothing"), 5, 5, 1, id="missing key"),
        pytest.param(("people", 7, "id"), 5, 3, 1, id="missing item"),
        pytest.param(("nothing", "at", "all"), 2, 1, 1, id="missing path"),
    ],
)
def test_values_are_located(
    path: Path, line: int, column: int, length: int, yaml_parser: str
) -> None:
    assert read(PLACES).locate(path) == Mark(line, column, length), yaml_parser


@pytest.mark.parametrize(
    ("path", "line", "column", "length"),
    [
        pytest.param(("имя",), 3, 1, 3, id="Cyrillic"),
        pytest.param(("people", 0, "aliases"), 6, 5, 9, id="quoted"),
        pytest.param(("people", 0, "aliases", 2, "d"), 6, 28, 1, id="flow"),
        pytest.param(("empty",), 10, 1, 5, id="without value"),
        pytest.param(("people", 0), 5, 5, 1, id="an item has no key"),
        pytest.param(("people", 0, "nothing"), 5, 5, 1, id="missing"),
    ],
)
def test_keys_are_located(
    path: Path, line: int, column: int, length: int, yaml_parser: str
) -> None:
    assert read(PLACES).locate_key(path) == Mark(line, column, length), yaml_parser


def test_an_empty_value_is_located_on_the_line_of_its_key() -> None:
    assert read(PLACES).locate(("empty",)).line == 10


def test_every_value_of_a_document_is_located_at_its_own_text() -> None:
    document = read(PLACES)
    for path, value in [(("format",), "1"), (("people", 0, "aliases", 0), "a"), (("имя",), "Тест")]:
        mark = document.locate(path)
        line = document.excerpt(mark.line)
        assert line[mark.column - 1 : mark.column - 1 + mark.length] == value


def test_what_was_read_of_a_broken_file_can_be_located() -> None:
    document = read("a: 1\nb: {c: 2, d: 3}\nb: [")
    assert document.data is None
    assert document.locate(("b", "d")) == Mark(2, 14, 1)
    assert document.locate(("z",)) == Mark(1, 1, 1)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfea", b"a: \x01", b"a: \xff", b"# a"])
def test_where_nothing_was_read_everything_is_at_the_start(raw: bytes, yaml_parser: str) -> None:
    assert read_document(raw).locate(("a", 0)) == Mark(1, 1, 1), yaml_parser


def test_lines_can_be_shown() -> None:
    document = read_document("\ufeffa: я\r\nb: \u00a0\x0cc\n".encode())
    lines = [document.excerpt(number) for number in range(-1, 5)]
    assert lines == ["", "", "a: я", "b: \u00a0\x0cc", "", ""]


def test_undecodable_text_can_be_shown() -> None:
    assert read_document(b"a: 1\nb: \xffx\n").excerpt(2) == "b: \ufffdx"


# Whatever comes

ANY_TEXT = some.text(alphabet="ab:- \n\t[]{}#&*!|>'\"%@\\?,<~.1\r\x00я\u0301\u2028", max_size=60)


def check_promises(raw: bytes) -> None:
    """Either data or problems, every problem with a known place, and places for any path."""
    document = read_document(raw)
    assert (document.data is None) == bool(document.problems)
    for problem in document.problems:
        assert problem.title
        assert problem.line >= 0
        document.locate(problem.path)
        document.excerpt(problem.line)
    assert document.locate(("a", 0, "b")).line >= 1


@given(some.binary(max_size=200))
def test_any_bytes_end_in_data_or_problems(raw: bytes) -> None:
    check_promises(raw)


@given(ANY_TEXT)
def test_any_text_ends_in_data_or_problems(text: str) -> None:
    check_promises(text.encode())


@given(some.integers(0, 10_000))
def test_any_mutation_ends_in_data_or_problems(seed: int) -> None:
    for text, _ in zip(mutations(corpus(), seed), range(3), strict=False):
        check_promises(text.encode())


@given(ANY_TEXT)
def test_any_text_ends_in_data_or_problems_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        check_promises(text.encode())
