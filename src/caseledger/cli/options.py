"""Options that several commands share: one spelling and one help text each."""

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    """How data is written."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


class Report(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"


Output = Annotated[
    Format | None, typer.Option("--format", help="How to write the data; table by default.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Derive everything for this day, not for today."),
]
Strict = Annotated[bool, typer.Option("--strict", help="End with 4 if a file cannot be read.")]
CaseWord = Annotated[
    str, typer.Argument(metavar="CASE", help="A case: its id, the beginning of it, or a name.")
]


def split(values: list[str] | None) -> list[str]:
    """Take an option that may be repeated and may hold several words with commas between."""
    return [word for value in values or [] for word in value.split(",") if word]
