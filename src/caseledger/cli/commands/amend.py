"""`cite`, `verify`, `close` and `move`: what happens daily, in one line."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.flags import CITATION_FLAGS, Given, with_flags
from caseledger.cli.options import CaseWord, EventWord, SourceWords, split
from caseledger.cli.writing import Asked, desk_of, writes

CaseWords = Annotated[
    list[str], typer.Argument(metavar="CASE...", autocompletion=completing.case_ids)
]
OnDay = Annotated[str, typer.Option("--date", metavar="DAY", help="When; else today.")]


@writes
@with_flags(CITATION_FLAGS, "Citation")
def cite(
    context: typer.Context,
    case: CaseWord,
    event: EventWord,
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="An id, an address, or a word such as phone.",
            autocompletion=completing.sources,
        ),
    ],
    given: Given,
    says: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="What it states instead; may be repeated.",
            autocompletion=completing.claims,
        ),
    ] = None,
) -> Asked:
    """Cite another source for an event; --says records what it states instead.

    Both statements stand: cite 7k2 z8n3c https://example.org/a --says date=2024-01-08
    """
    from caseledger.actions.amend import cite_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "event": [event], "source": [source]}

    def plan() -> object:
        typed = (words["case"][0], words["event"][0], words["source"][0])
        return cite_plan(desk, *typed, given, says or [])

    return Asked(desk, words, plan)


@writes
def verify(
    context: typer.Context, cases: CaseWords, source: SourceWords = None, day: OnDay = "today"
) -> Asked:
    """Record that cases were looked at and nothing had changed."""
    from caseledger.actions.amend import verify_plan

    desk = desk_of(context.obj)
    words = {"case": list(cases), "source": split(source)}
    return Asked(desk, words, lambda: verify_plan(desk, words["case"], words["source"], day))


@writes
def close(
    context: typer.Context,
    case: CaseWord,
    reason: Annotated[
        str,
        typer.Argument(
            metavar="REASON",
            help="protected, resettled, removed, died, lost-contact ...",
            autocompletion=completing.reasons,
        ),
    ],
    source: SourceWords = None,
    day: OnDay = "today",
) -> Asked:
    """Close a case; `status` hides it without --all, and an event `reopened` opens it again."""
    from caseledger.actions.amend import close_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "source": split(source)}

    def plan() -> object:
        return close_plan(desk, words["case"][0], reason, words["source"], day)

    return Asked(desk, words, plan)


@writes
def move(
    context: typer.Context,
    case: CaseWord,
    event: EventWord,
    day: Annotated[str, typer.Argument(metavar="DAY", help="The new day.")],
    source: SourceWords = None,
) -> Asked:
    """Move a hearing, or anything scheduled, to another day; the old day stays as adjourned."""
    from caseledger.actions.amend import move_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "event": [event], "source": split(source)}

    def plan() -> object:
        return move_plan(desk, words["case"][0], words["event"][0], day, words["source"])

    return Asked(desk, words, plan)
