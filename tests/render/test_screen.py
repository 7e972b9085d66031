"""What is drawn: data made harmless, broken into lines, painted or not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.render.screen import (
    STYLES,
    Screen,
    columns_of,
    drawn,
    line,
    padded,
    visible,
    wrapped,
)

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Алматы 北京", "Алматы 北京", id="letters"),
        pytest.param("a\x1b[31mred", "a␛[31mred", id="escape"),
        pytest.param("a\rb", "a␍b", id="carriage-return"),
        pytest.param("a\x00\x07b", "a␀␇b", id="controls"),
        pytest.param("a\x7fb", "a<U+007F>b", id="delete"),
        pytest.param("a\x9b31mb", "a<U+009B>31mb", id="c1"),
        pytest.param("a\u202eb\u2066c", "a<U+202E>b<U+2066>c", id="bidi"),
        pytest.param("a\u200bb\ufeffc", "a<U+200B>b<U+FEFF>c", id="invisible"),
        pytest.param("a\u2028b", "a<U+2028>b", id="line-separator"),
        pytest.param("a\ud800b", "a<U+D800>b", id="half-a-character"),
        pytest.param("a\nb\r\nc\td", "a b c d", id="breaks-become-spaces"),
        pytest.param("[red]x[/red]", "[red]x[/red]", id="markup-is-text"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_nothing_visible_acts_on_a_terminal(text: str) -> None:
    shown = visible(text)

    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        pytest.param("", 10, [""], id="nothing"),
        pytest.param("one two three", None, ["one two three"], id="no-width"),
        pytest.param("one two three", 13, ["one two three"], id="it-fits"),
        pytest.param("one two three", 12, ["one two", "three"], id="at-a-space"),
        pytest.param("abcdefgh", 3, ["abc", "def", "gh"], id="inside-a-long-word"),
        pytest.param("ab cdefgh", 3, ["ab", "cde", "fgh"], id="a-long-word-begins-a-line"),
        pytest.param("北京市", 4, ["北京", "市"], id="wide"),
        pytest.param("abe\u0301f", 3, ["abe\u0301", "f"], id="combining"),
    ],
)
def test_wrapped(text: str, width: int | None, expected: list[str]) -> None:
    assert wrapped(text, width) == expected


LETTERS = st.sampled_from([*"abc   .,-", "é", "e\u0301", "北", "ｗ", "\u0308", "ё", "한", "🙂"])
TEXTS = st.lists(LETTERS, max_size=40).map("".join)


@given(TEXTS, st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces_at_breaks(text: str, width: int) -> None:
    lines = wrapped(text, width)
    pattern = " *" + " *".join(re.escape(one) for one in lines) + " *"

    assert re.fullmatch(pattern, text)
    assert lines
    assert all(columns_of(one) <= width for one in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ab", "ab  ", id="narrow"),
        pytest.param("北", "北  ", id="wide"),
        pytest.param("abcde", "abcde", id="too-long"),
    ],
)
def test_padded(text: str, expected: str) -> None:
    assert padded(text, 4) == expected


def test_lines_end_without_spaces() -> None:
    lines = [line("a ", ("b  ", "strong"), ("  ", "quiet")), line("  "), line()]

    assert drawn(lines, Screen()) == "a b\n\n\n"


@pytest.mark.parametrize("style", STYLES)
def test_every_style_paints(style: str) -> None:
    painted = drawn([line(("text", style))], Screen(colour=True))

    assert painted != "text\n"
    assert ESCAPES.sub("", painted) == "text\n"


def test_what_has_no_style_is_not_painted() -> None:
    assert drawn([line("text", ("more", "no-such-style"))], Screen(colour=True)) == "textmore\n"


def test_signs_have_an_ascii_form() -> None:
    assert [Screen(ascii_only=simple).sign("●", "*") for simple in (False, True)] == ["●", "*"]
