"""Tables in a page of documentation that are made from the code, between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

MARKED = re.compile(
    r"(?P<start><!-- table: (?P<name>[^\n]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL
)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def compare(page: Path, tables: Mapping[str, str], *, update: bool) -> None:
    """Hold the marked tables of a page against what the code says now, or write them anew."""
    text = page.read_text(encoding="utf-8")
    assert [found["name"] for found in MARKED.finditer(text)] == list(tables)
    now = MARKED.sub(lambda found: f"{found['start']}{tables[found['name']]}{found['end']}", text)
    if update and now != text:
        page.write_text(now, encoding="utf-8")
        text = now
    assert now == text, f"{page.name} is stale: make update, then read the difference"
