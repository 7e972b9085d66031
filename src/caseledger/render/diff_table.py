"""`diff` in every format: the page, and the table that spreadsheets get."""

from functools import partial

from caseledger.domain.comparing import Difference
from caseledger.render.diff import drawing, words_of
from caseledger.render.diff_data import DiffEnvelope, rows_of
from caseledger.render.diff_markdown import markdown
from caseledger.render.formats import Page
from caseledger.render.screen import Screen
from caseledger.render.table import Cell, Column, Table

COLUMNS = ("case", "person", "first", "sort", "by", "what", "field", "text", "because")


def page(found: Difference, envelope: DiffEnvelope, lang: str) -> Page:
    """Make the page of a difference."""
    words = words_of(found, Screen(lang=lang))
    rows = list(rows_of(found, words))
    return Page(
        envelope=envelope,
        data=rows,
        table=_table(rows),
        drawing=partial(drawing, found),
        marked=partial(markdown, found),
    )


def _table(rows: list[dict[str, object]]) -> Table:
    columns = tuple(Column(name, name) for name in COLUMNS)
    return Table(columns, tuple(tuple(_cell(name, row) for name in COLUMNS) for row in rows))


def _cell(name: str, row: dict[str, object]) -> Cell:
    value = row[name]
    if name == "first":
        return Cell("yes" if value else "")
    if name == "because":
        return Cell("; ".join(map(_cause, value if isinstance(value, list) else [])))
    if isinstance(value, list):
        return Cell("+".join(map(str, value)))
    return Cell("" if value is None else str(value))


def _cause(cause: dict[str, object]) -> str:
    """An entry by its id, a file by its path, and the day."""
    entry = cause["entry"]
    name = entry[-1] if isinstance(entry, list) else cause["file"]
    return " ".join(str(part) for part in (name, cause["day"]) if part)
