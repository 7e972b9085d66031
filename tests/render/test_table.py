import pytest

from caseledger.render.formats import draw
from caseledger.render.screen import Screen, columns_of
from caseledger.render.table import Cell, Column, Table, shared_out

COLUMNS = (
    Column("id", "Id", keep=True, head=True),
    Column("name", "Name", least=8),
    Column("why", "Why", least=12),
)
ROWS = (
    (Cell("example-limbo"), Cell("Short name"), Cell("a reason " * 12)),
    (Cell("b"), Cell("Наурызбай Меңлібаев"), Cell("")),
)


def test_ids_keep_their_width_and_the_screen_is_filled() -> None:
    widths = shared_out(Table(COLUMNS, ROWS), 80)

    assert widths is not None
    assert widths[0] == len("example-limbo")
    assert sum(widths) + 4 == 80


def test_no_word_is_broken_while_there_is_room() -> None:
    output = draw(Table(COLUMNS, ROWS), Screen(width=72))

    assert "example-limbo" in output
    assert "Наурызбай" in output
    assert "Меңлібаев" in output


def test_what_does_not_fit_is_stacked() -> None:
    wide = tuple(Column(f"c{n}", f"Column {n}", keep=True) for n in range(12))
    row = tuple(Cell("0123456789") for _ in wide)
    output = draw(Table(wide, (row,)), Screen(width=100))

    assert output.count("0123456789") == 12
    assert max(map(columns_of, output.splitlines())) <= 100


@pytest.mark.parametrize("width", [None, 40, 80], ids=["piped", "stacked", "terminal"])
def test_headings_stand_before_their_rows(width: int | None) -> None:
    headings = {0: Cell("FIRST"), 1: Cell("SECOND")}
    lines = draw(Table(COLUMNS, ROWS, headings=headings), Screen(width=width)).splitlines()
    firsts = [line.split()[0] for line in lines if line.strip()]
    places = [firsts.index(word) for word in ("FIRST", "example-limbo", "SECOND", "b")]

    assert places == sorted(places)


@pytest.mark.parametrize(("width", "shown"), [(None, False), (50, True), (80, True)])
def test_the_caption_is_for_terminals(width: int | None, shown: bool) -> None:
    output = draw(Table(COLUMNS, ROWS, caption="2 people"), Screen(width=width))

    assert ("2 people" in output) is shown


def test_no_line_ends_in_spaces() -> None:
    for width in (None, 40, 80):
        lines = draw(Table(COLUMNS, ROWS), Screen(width=width)).splitlines()
        assert [line for line in lines if line != line.rstrip()] == []
