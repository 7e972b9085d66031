"""`migrate`: the files of a ledger in the form of this program."""

import typer

from caseledger.cli.mending import tell_left
from caseledger.cli.options import AsJson, DryRun, Message, NoCommit
from caseledger.cli.session import Session, tell
from caseledger.cli.writing import Ways, desk_of, finish

DONE, FOUND = 0, 1


def migrate(
    context: typer.Context,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    message: Message = None,
    as_json: AsJson = False,
) -> int:
    """Bring all files to the present format, in one commit: names of today, dates as it has them.

    Nothing that a file says changes. Ends with 1 if a file cannot be read, or was left.
    """
    from caseledger.actions.migrating import migrate_plan

    session: Session = context.obj
    done = migrate_plan(desk_of(session))
    plan = done.mended.plan
    if plan.is_empty and not done.unread and not as_json:
        tell(f"nothing to migrate: {done.looked_at} files have the form of this program")
        return DONE
    code = finish(session, plan, Ways(not no_commit, message, dry_run=dry_run, as_json=as_json))
    tell_left(done.mended)
    for path in done.unread:
        tell(f"{path} is left as it is: it cannot be read; caseledger check says why")
    return code or (FOUND if done.unread or done.mended.left else DONE)
