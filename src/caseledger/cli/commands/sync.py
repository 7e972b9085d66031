"""``caseledger sync``."""

from pathlib import Path
from typing import Annotated

import typer

from caseledger.cli.asking import can_ask
from caseledger.cli.options import AsJson
from caseledger.cli.session import Session, say, tell

DONE = 0
LONGEST = 86_400.0


Whom = Annotated[
    str | None,
    typer.Argument(
        metavar="[REMOTE|FILE.bundle]",
        help="A remote that git knows, or a bundle; else the remote of this branch.",
    ),
]
Rehearse = Annotated[
    bool, typer.Option("--dry-run", help="Fetch, show what would happen, and move nothing.")
]
NoFetch = Annotated[
    bool, typer.Option("--no-fetch", help="Take what was fetched last; ask nobody.")
]
NoPush = Annotated[bool, typer.Option("--no-push", help="Send nothing.")]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", metavar="SECONDS", min=1, max=LONGEST, help="How long a remote may take."
    ),
]
Problems = Annotated[
    int,
    typer.Option("--accept-problems", metavar="N", min=0, help="Take in just so many new errors."),
]
Deletions = Annotated[
    int,
    typer.Option(
        "--accept-deletions", metavar="N", min=0, help="Take in just so many deleted cases."
    ),
]
Rewrite = Annotated[
    str,
    typer.Option(
        "--accept-rewrite", metavar="COMMIT", help="Take in a rewritten history with this head."
    ),
]


def sync(
    context: typer.Context,
    remote: Whom = None,
    *,
    dry_run: Rehearse = False,
    no_fetch: NoFetch = False,
    no_push: NoPush = False,
    timeout: Timeout = 300,
    accept_problems: Problems = 0,
    accept_deletions: Deletions = 0,
    accept_rewrite: Rewrite = "",
    as_json: AsJson = False,
) -> int:
    """Fetch, merge, check and push: bring this ledger and a remote, or a bundle, together.

    Nothing moves before the merged ledger is checked, and nothing is ever forced. A stop says the
    exact state and the ways on; run again, it goes on from there.
    """
    from caseledger.actions.sync import Wish
    from caseledger.actions.sync import sync as run
    from caseledger.cli.writing import desk_of
    from caseledger.render.sync import step_line
    from caseledger.store.syncing.network import Line

    session: Session = context.obj
    wish = Wish(
        word=remote,
        folder=Path.cwd(),
        line=Line(timeout, can_ask()),
        dry_run=dry_run,
        fetch=not no_fetch,
        push=not no_push,
        accept_rewrite=accept_rewrite,
        accept_problems=accept_problems,
        accept_deletions=accept_deletions,
    )
    desk = desk_of(session)
    ended = run(desk, wish, lambda step: None if session.quiet else tell(step_line(step)))
    _told(session, desk, ended, as_json=as_json)
    if ended.stopped is not None:
        raise ended.stopped
    return DONE


def _told(session: Session, desk: object, ended: object, *, as_json: bool) -> None:
    """Say what came in and what was sent, or what stands in the way."""
    from caseledger.actions.desk import Desk
    from caseledger.actions.sync import Ended
    from caseledger.cli.output import screen_of
    from caseledger.render.envelope import Envelope
    from caseledger.render.envelope import as_json as written
    from caseledger.render.sync import as_data, as_text, stop_lines

    assert isinstance(desk, Desk)  # noqa: S101 - its module loads only here
    assert isinstance(ended, Ended)  # noqa: S101
    done = ended.synced
    if as_json:
        say(written(Envelope("sync", desk.ledger, desk.day).around(as_data(done))))
    elif ended.stopped is None or done.arrivals:
        say(as_text(done, screen_of(session)))
    if ended.stopped is not None:
        for line in stop_lines(done, getattr(ended.stopped, "paths", ())):
            tell(line)
