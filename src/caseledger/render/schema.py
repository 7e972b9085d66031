"""The list of JSON Schemas."""

from collections.abc import Sequence

from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.table import Cell, Column, Table
from caseledger.store.shipped_schemas import Listed

TITLES = {
    "en": ("Name", "Names itself", "What it describes", "Printed by"),
    "ru": ("Имя", "В выводе", "Что описывает", "Печатают"),
}
KEYS = ("name", "schema", "title", "commands")


def page(found: Sequence[Listed], envelope: Envelope, lang: str) -> Page:
    """Lay the list out for every format."""
    columns = tuple(
        Column(key, title, keep=key == "name", head=key == "name")
        for key, title in zip(KEYS, TITLES[lang], strict=True)
    )
    rows = tuple(
        (Cell(one.name), Cell(one.schema or ""), Cell(one.title), Cell(", ".join(one.commands)))
        for one in found
    )
    data = [
        {
            "name": one.name,
            "schema": one.schema,
            "title": one.title,
            "commands": list(one.commands),
        }
        for one in found
    ]
    return Page(envelope, data, Table(columns, rows))
