import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.render.envelope import Envelope
from caseledger.render.formats import FORMATS, MOST_FINE_ROWS, Page, written
from caseledger.render.screen import Screen, columns_of
from caseledger.render.table import Cell, Column, Table

PIPE = Screen()
TERMINAL = Screen(width=80)
COLUMNS = (Column("case", "Case", keep=True, head=True), Column("why", "Why", least=12))


def page(*texts: str, style: str = "") -> Page:
    rows = tuple((Cell(f"c{n}"), Cell(text, style)) for n, text in enumerate(texts))
    data = [{"case": case.text, "why": why.text} for case, why in rows]
    return Page(Envelope("test", None, date(2026, 11, 24)), data, Table(COLUMNS, rows))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+7 701", "'+7 701", id="plus"),
        pytest.param("-2", "'-2", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "' =1", id="tab"),
        pytest.param("\rx", "'␍x", id="carriage return"),
        pytest.param("  =1", "'  =1", id="after spaces"),
        pytest.param("\uff1d1", "'\uff1d1", id="full-width equals"),
        pytest.param("\uff201", "'\uff201", id="full-width at"),
        pytest.param("a=1", "a=1", id="inside is harmless"),
        pytest.param("Ақтау", "Ақтау", id="Kazakh"),
        pytest.param("", "", id="empty"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_spreadsheet_runs_a_cell(text: str, cell: str, form: str) -> None:
    delimiter = "," if form == "csv" else "\t"
    rows = list(csv.reader(io.StringIO(written(page(text), form, PIPE)), delimiter=delimiter))

    assert rows == [["case", "why"], ["c0", cell]]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("[/b] [red]x", "[/b] [red]x", id="markup is text"),
        pytest.param("a\x1b[31mb", "a␛[31mb", id="escape sequence"),
        pytest.param("a\x9b31mb", "a<U+009B>31mb", id="C1 control"),
        pytest.param("abc\u202exe.fdp", "abc<U+202E>xe.fdp", id="bidi override"),
        pytest.param("a\tb\nc", "a b c", id="white space"),
        pytest.param(":smile:", ":smile:", id="no emoji names"),
        pytest.param("難民 Ўзбекистон", "難民 Ўзбекистон", id="wide and Cyrillic"),
        pytest.param("لاجئ", "لاجئ", id="right to left"),
    ],
)
@pytest.mark.parametrize("form", ["table", "plain", "csv", "tsv"])
@pytest.mark.parametrize("screen", [PIPE, TERMINAL], ids=["piped", "terminal"])
def test_text_is_shown_never_obeyed(text: str, shown: str, form: str, screen: Screen) -> None:
    assert shown in written(page(text), form, screen)


def test_markdown_shows_what_it_would_act_on() -> None:
    text = written(page("a|b <b>*x* [y](z) `w` & _v_"), "md", PIPE)

    assert text.splitlines()[2] == (r"| c0 | a\|b \<b\>\*x\* \[y\](z) \`w\` &amp; \_v\_ |")


def test_json_is_an_envelope_in_a_fixed_order() -> None:
    text = written(page("Ақтау"), "json", PIPE)
    envelope = json.loads(text)

    assert list(envelope) == [
        "schema",
        "tool",
        "ledger",
        "as_of",
        "known",
        "heard_by",
        "data",
        "warnings",
    ]
    assert envelope["schema"] == "caseledger.test/1"
    assert envelope["as_of"] == "2026-11-24"
    assert "Ақтау" in text
    assert text.endswith("}\n")


@pytest.mark.parametrize("form", ["json", "jsonl"])
@given(text=st.text())
def test_json_keeps_the_data_and_acts_on_nothing(form: str, text: str) -> None:
    output = written(page(text), form, PIPE)
    data = json.loads(output)["data"][0] if form == "json" else json.loads(output)

    assert data == {"case": "c0", "why": text}
    assert not {c for c in output if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f")}
    output.encode("utf-8")


def test_lone_surrogates_never_reach_the_output() -> None:
    written(page("a\ud800b"), "json", PIPE).encode("utf-8")


def test_jsonl_has_an_object_a_line_and_no_envelope() -> None:
    lines = written(page("a", "b"), "jsonl", PIPE).splitlines()

    assert [json.loads(line)["why"] for line in lines] == ["a", "b"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nothing_to_show_is_no_error(form: str) -> None:
    assert written(page(), form, TERMINAL).endswith("\n") or form == "jsonl"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_machines_read_values_in_place_of_words(form: str) -> None:
    table = Table(COLUMNS, ((Cell("c0"), Cell("31 Jul 2024", value="2024-07-31")),))
    output = written(Page(Envelope("test", None, None), [], table), form, PIPE)

    assert "2024-07-31" in output
    assert "Jul" not in output


LONG = "word " * 60


def test_a_pipe_wraps_and_cuts_nothing() -> None:
    lines = written(page(LONG), "table", PIPE).splitlines()

    assert len(lines) == 3
    assert lines[2] == f"c0    {LONG.strip()}"
    assert written(page(LONG), "plain", TERMINAL).splitlines() == [lines[0], lines[2]]


@pytest.mark.parametrize("width", [72, 80, 160, 250])
@pytest.mark.parametrize("text", [LONG, "x" * 400, "難民" * 90, "a"], ids=len)
def test_a_terminal_shows_everything_within_its_width(width: int, text: str) -> None:
    output = written(page(text), "table", Screen(width=width))

    assert max(map(columns_of, output.splitlines())) <= width
    assert "".join(output.split()).count(text[0]) >= text.count(text[0])


@pytest.mark.parametrize("width", [20, 40, 60, 71])
def test_a_narrow_terminal_stacks_rows(width: int) -> None:
    lines = written(page(LONG), "table", Screen(width=width)).splitlines()

    assert lines[0] == "c0"
    assert lines[1].startswith("  Why  word")
    assert max(map(columns_of, lines)) <= width


def test_very_many_rows_are_not_wrapped() -> None:
    texts = [LONG] * (MOST_FINE_ROWS + 1)
    lines = written(page(*texts), "table", TERMINAL).splitlines()

    assert len(lines) == len(texts) + 2


@pytest.mark.parametrize("width", [None, 60, 80], ids=["piped", "stacked", "terminal"])
def test_colour_only_where_asked(width: int | None) -> None:
    plain = written(page("x", style="exposed"), "table", Screen(width=width))
    painted = written(page("x", style="exposed"), "table", Screen(width=width, colour=True))

    assert "\x1b" not in plain
    assert "\x1b[1;31m" in painted


@pytest.mark.parametrize("width", [None, 60, 80])
def test_ascii_screens_get_ascii_rules(width: int | None) -> None:
    assert written(page("x"), "table", Screen(width=width, ascii_only=True)).isascii()


def test_a_drawing_stands_for_the_table_among_people_only() -> None:
    drawing: Callable[[Screen], str] = lambda screen: f"drawn at {screen.width}\n"  # noqa: E731
    base = page("x")
    drawn = Page(base.envelope, base.data, base.table, drawing)

    assert written(drawn, "table", TERMINAL) == "drawn at 80\n"
    assert written(drawn, "plain", TERMINAL) == "drawn at None\n"
    assert written(drawn, "csv", TERMINAL) == "case,why\nc0,x\n"
