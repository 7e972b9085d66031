"""A table drawn by Rich: wrapped cells in columns whose widths are given.

Every cell is a `rich.text.Text` made from visible text; nothing here is read as markup.
"""

from collections.abc import Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from caseledger.render.screen import STYLES, Line, Screen, drawn, visible
from caseledger.render.table import GAP, Cell, Row, Table, captioned, runs


def fine(table: Table, widths: Sequence[int], screen: Screen) -> str:
    """Draw a table with wrapped cells, its headings between its rows, and its caption."""
    rule = screen.sign("─", "-") * (sum(widths) + GAP * (len(widths) - 1))
    titles = tuple(Cell(column.title, "strong") for column in table.columns)
    parts = [_grid([titles], widths, screen), drawn([((rule, "quiet"),)], screen)]
    for number, heading, rows in runs(table):
        if heading is not None:
            line: Line = ((visible(heading.text), heading.style or "strong"),)
            parts.append(drawn([(), line] if number else [line], screen))
        parts.append(_grid(rows, widths, screen))
    return "".join(parts) + drawn(captioned(table, screen), screen)


def _grid(rows: Sequence[Row], widths: Sequence[int], screen: Screen) -> str:
    grid = RichTable.grid(padding=(0, GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    for row in rows:
        grid.add_row(*(_text(cell) for cell in row))
    return _printed(grid, screen)


def _text(cell: Cell) -> Text:
    return Text(visible(cell.text), style=STYLES.get(cell.style, ""))


def _printed(grid: RichTable, screen: Screen) -> str:
    """Let Rich draw into text, told everything that it would else ask the environment."""
    file = StringIO()
    console = Console(
        file=file,
        width=screen.width,
        height=100,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(grid)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().rstrip("\n").split("\n"))
