"""One table for every format: columns, cells, and how it is drawn for people.

Cells hold text as it is; whatever writes them makes it safe for where it goes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from caseledger.render.screen import (
    Line,
    Screen,
    columns_of,
    padded,
    visible,
    wrapped,
)

GAP = 2
"""Columns between two columns of a table."""

STACKED_BELOW = 72
"""On a screen narrower than this a table becomes blocks, one a row."""


LONGEST_WORD = 32
"""A word longer than this may be broken to fit a column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text for people and the name of its style; ``value`` is what machines read instead."""

    text: str
    style: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``keep`` never wraps (ids); others shrink to ``least`` columns of the screen."""

    key: str
    title: str
    keep: bool = False
    least: int = 10
    head: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles. ``headings`` stand before the row of their number; ``caption`` below all.

    Where rows are stacked as blocks, the cells of ``head`` columns make the first line.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    headings: Mapping[int, Cell] = field(default_factory=dict)


def runs(table: Table) -> Iterator[tuple[int, Cell | None, list[Row]]]:
    """Yield the rows under each heading, with the number of the first of them."""
    starts = sorted({0, *table.headings})
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        rows = list(table.rows[start:end])
        if rows:
            yield start, table.headings.get(start), rows


def natural(table: Table) -> list[int]:
    """Return how wide each column would like to be."""
    return [
        max(
            columns_of(visible(text))
            for text in (column.title, *(r[index].text for r in table.rows))
        )
        for index, column in enumerate(table.columns)
    ]


def shared_out(table: Table, width: int) -> list[int] | None:
    """Share the width of a screen between the columns, or ``None`` where it is too narrow."""
    widths = natural(table)
    room = width - GAP * (len(widths) - 1)
    if width < STACKED_BELOW and sum(widths) > room:
        return None
    least = [
        wish if column.keep else min(wish, max(column.least, _longest_word(table, index)))
        for index, (wish, column) in enumerate(zip(widths, table.columns, strict=True))
    ]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [wish - floor for wish, floor in zip(widths, least, strict=True)]
        widest = max(
            (i for i, left in enumerate(spare) if left), key=lambda i: widths[i] / least[i]
        )
        widths[widest] -= 1
    return widths


def _longest_word(table: Table, index: int) -> int:
    """Return how wide a column must be not to break a word that is not absurdly long."""
    texts = (table.columns[index].title, *(row[index].text for row in table.rows))
    longest = max(columns_of(word) for text in texts for word in visible(text).split(" "))
    return min(longest, LONGEST_WORD)


def columns(table: Table, screen: Screen, *, rule: bool) -> Iterator[Line]:
    """Draw padded columns of natural width: nothing is wrapped or cut."""
    widths = natural(table)
    titles = tuple(Cell(column.title, "strong") for column in table.columns)
    yield _spread(titles, widths)
    if rule:
        yield ((screen.sign("─", "-") * (sum(widths) + GAP * (len(widths) - 1)), "quiet"),)
    for number, row in enumerate(table.rows):
        if number in table.headings:
            yield from [()] if number else []
            yield _heading(table.headings[number])
        yield _spread(row, widths)
    yield from captioned(table, screen)


def _spread(cells: Sequence[Cell], widths: Sequence[int]) -> Line:
    spans = []
    for cell, width in zip(cells, widths, strict=True):
        text = visible(cell.text)
        spans += [(text, cell.style), (padded("", width - columns_of(text) + GAP), "")]
    return tuple(spans)


def _heading(cell: Cell) -> Line:
    return ((visible(cell.text), cell.style or "strong"),)


def captioned(table: Table, screen: Screen) -> Iterator[Line]:
    """Draw the caption below a table, on a terminal only."""
    if table.caption and screen.width is not None:
        yield ()
        for text in wrapped(visible(table.caption), screen.width):
            yield ((text, "quiet"),)


def stacked(table: Table, screen: Screen) -> Iterator[Line]:
    """Draw each row as a block: its head, then every other cell on lines of its own."""
    titles = [columns_of(c.title) for c in table.columns if not c.head]
    label = max(titles, default=0) + GAP
    for number, row in enumerate(table.rows):
        if number:
            yield ()
        if number in table.headings:
            yield _heading(table.headings[number])
            yield ()
        yield from _block(table, row, label, screen)
    yield from captioned(table, screen)


def _block(table: Table, row: Row, label: int, screen: Screen) -> Iterator[Line]:
    pairs = list(zip(table.columns, row, strict=True))
    yield from _head([cell for column, cell in pairs if column.head], screen.width)
    room = None if screen.width is None else max(screen.width - label - GAP, 1)
    for column, cell in pairs:
        if column.head or not cell.text:
            continue
        title = padded(" " * GAP + column.title, label + GAP)
        for text in wrapped(visible(cell.text), room):
            yield ((title, "quiet"), (text, cell.style))
            title = " " * (label + GAP)


def _head(cells: Sequence[Cell], width: int | None) -> Iterator[Line]:
    """Draw the head of a block on one line if it fits, else each cell on its own."""
    one = tuple(
        span
        for cell in cells
        for span in ((visible(cell.text), cell.style or "strong"), ("  ", ""))
    )
    if width is None or sum(columns_of(text) for text, _ in one[:-1]) <= width:
        yield one
        return
    for cell in cells:
        for text in wrapped(visible(cell.text), width):
            yield ((text, cell.style or "strong"),)
