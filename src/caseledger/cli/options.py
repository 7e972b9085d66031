"""Options that several commands share: one spelling and one help text each."""

from enum import StrEnum
from typing import Annotated

import typer

from caseledger.cli.completing import case_ids, events, sources


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
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


class Severities(StrEnum):
    """How much problems matter, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Audience(StrEnum):
    """For whom something is written."""

    PUBLIC = "public"
    INTERNAL = "internal"


Readers = Annotated[
    Audience | None,
    typer.Option("--audience", help="public: only what is published; for md by default."),
]
Output = Annotated[
    Format | None, typer.Option("--format", help="How to write the data; table by default.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DAY", help="Derive everything for this day, not for today."),
]
HeardBy = Annotated[
    str | None,
    typer.Option(
        "--heard-by", metavar="DAY", help="Read only what anybody had reported by this day."
    ),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--known",
        metavar="REV|DAY",
        help="Read what the ledger said then: in a commit, or at the end of a day.",
    ),
]
Days = tuple[str | None, str | None, str | None]
"""What --as-of, --heard-by and --known say, for commands that hand them on."""
Strict = Annotated[bool, typer.Option("--strict", help="End with 4 if a file cannot be read.")]
NoCommit = Annotated[
    bool, typer.Option("--no-commit", help="Write the file, and leave committing to you.")
]
Message = Annotated[
    str | None,
    typer.Option("-m", "--message", metavar="TEXT", help="Say it in the history in these words."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")
]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="Ask nothing; take the answer for yes.")]
SourceWords = Annotated[
    list[str] | None,
    typer.Option(
        "-s",
        "--source",
        metavar="SOURCE",
        help="An id, an address, or a word such as phone; may be repeated.",
        autocompletion=sources,
    ),
]
GivenId = Annotated[
    str, typer.Option("--id", metavar="ID", help="An id of your own; else a random one is made.")
]
EventWord = Annotated[
    str,
    typer.Argument(
        metavar="EVENT", help="An event: its id, or its beginning.", autocompletion=events
    ),
]
CaseWord = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case: its id, the beginning of it, or a name.",
        autocompletion=case_ids,
    ),
]


def split(values: list[str] | None) -> list[str]:
    """Take an option that may be repeated and may hold several words with commas between."""
    return [word for value in values or [] for word in value.split(",") if word]
