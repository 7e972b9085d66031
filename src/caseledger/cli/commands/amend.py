"""`cite`, `verify`, `close` and `move`: what happens daily, in one line."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.flags import CITATION_FLAGS, Given, with_flags
from caseledger.cli.options import (
    AsJson,
    CaseWord,
    DryRun,
    EventWord,
    Message,
    NoCommit,
    SourceWords,
    Yes,
    split,
)
from caseledger.cli.session import Session
from caseledger.cli.writing import Ways, desk_of, finish, settled

CaseWords = Annotated[
    list[str], typer.Argument(metavar="CASE...", autocompletion=completing.case_ids)
]
OnDay = Annotated[str, typer.Option("--date", metavar="DAY", help="When; else today.")]


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
        typer.Option(metavar="FIELD=VALUE", help="What it states instead; may be repeated."),
    ] = None,
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Cite another source for an event; --says records what it states instead.

    Both statements stand: cite 7k2 z8n3c https://example.org/a --says date=2024-01-08
    """
    from caseledger.actions.amend import cite_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "event": [event], "source": [source]}
    plan = settled(
        session,
        desk,
        words,
        lambda: cite_plan(
            desk, words["case"][0], words["event"][0], words["source"][0], given, says or []
        ),
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))


def verify(
    context: typer.Context,
    cases: CaseWords,
    source: SourceWords = None,
    day: OnDay = "today",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Record that cases were looked at and nothing had changed."""
    from caseledger.actions.amend import verify_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": list(cases), "source": split(source)}
    plan = settled(
        session, desk, words, lambda: verify_plan(desk, words["case"], words["source"], day)
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))


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
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Close a case; `status` hides it without --all, and an event `reopened` opens it again."""
    from caseledger.actions.amend import close_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "source": split(source)}
    plan = settled(
        session,
        desk,
        words,
        lambda: close_plan(desk, words["case"][0], reason, words["source"], day),
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))


def move(
    context: typer.Context,
    case: CaseWord,
    event: EventWord,
    day: Annotated[str, typer.Argument(metavar="DAY", help="The new day.")],
    source: SourceWords = None,
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Move a hearing, or anything scheduled, to another day; the old day stays as adjourned."""
    from caseledger.actions.amend import move_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "event": [event], "source": split(source)}
    plan = settled(
        session,
        desk,
        words,
        lambda: move_plan(desk, words["case"][0], words["event"][0], day, words["source"]),
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))
