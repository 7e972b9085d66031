"""From a plan to files and a commit: questions, the dry run, the writing, the telling."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import typer

from caseledger.cli.asking import ask, can_ask, choose, confirm
from caseledger.cli.flags import Command, Given, option, with_parameters
from caseledger.cli.options import AsJson, DryRun, Message, NoCommit, Yes
from caseledger.cli.session import Session, say, tell, tell_lines
from caseledger.errors import Ambiguous, OutsideFailure

DONE, CONFLICT = 0, 5


@dataclass(frozen=True, slots=True)
class Ways:
    """How a command writes: what its options say besides the change itself."""

    commit: bool = True
    message: str | None = None
    dry_run: bool = False
    yes: bool = False
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked to do, before it is known whether the words are enough.

    ``make`` makes the plan from ``words``, of which one may have to be chosen anew, and from
    ``fields``, which may lack some. ``confirm`` has the last word on the plan.
    """

    desk: Any
    words: Given
    make: Callable[[], Any]
    fields: Given | None = None
    confirm: Callable[[Any, Ways], Any] | None = None


def writes(command: Command) -> Command:
    """Give a command that returns what was `Asked` the options of writing, and carry it out."""

    def run(**values: Any) -> int:  # noqa: ANN401 - as the command
        ways = Ways(
            commit=not values.pop("no_commit"),
            message=values.pop("message"),
            dry_run=values.pop("dry_run"),
            yes=values.pop("yes"),
            as_json=values.pop("as_json"),
        )
        session: Session = values["context"].obj
        asked = command(**values)
        plan = settled(session, asked)
        if asked.confirm is not None and not ways.dry_run:
            plan = asked.confirm(plan, ways)
        return finish(session, plan, ways)

    extra = [
        option("no_commit", NoCommit, default=False),
        option("message", Message, default=None),
        option("dry_run", DryRun, default=False),
        option("yes", Yes, default=False),
        option("as_json", AsJson, default=False),
    ]
    return with_parameters(command, run, extra, "")


def desk_of(session: Session) -> Any:  # noqa: ANN401 - a Desk; its module loads only here
    """Open the ledger to write in it; says what a stopped command left behind."""
    from caseledger.actions.desk import open_desk

    return open_desk(session.folder, session.clock)


def settled(session: Session, asked: Asked) -> Any:  # noqa: ANN401 - a Plan
    """Make the plan; on a terminal ask for what is missing, or let one of several be chosen."""
    from caseledger.actions.add import Incomplete
    from caseledger.actions.plans import Refused

    places = (asked.words, asked.fields or {})
    while True:
        try:
            return asked.make()
        except Ambiguous as error:
            if not can_ask() or not error.word or not _replace(asked.desk, error, places):
                raise
        except Incomplete as error:
            if not can_ask() or asked.fields is None:
                raise
            for key in error.missing:
                asked.fields[key] = [ask(f"{error.what}, {key}")]
        except Refused as error:
            show_problems(session, error.file, error.problems)
            raise


def _replace(desk: Any, error: Ambiguous, places: tuple[Given, ...]) -> bool:  # noqa: ANN401
    """Put the chosen one in the place of the word that fits several things."""
    from caseledger.actions.desk import described

    for given in places:
        for key, words in given.items():
            if error.word in words:
                chosen = choose(error.message, error.candidates, lambda one: described(desk, one))
                given[key] = [chosen if word == error.word else word for word in words]
                return True
    return False


def finish(
    session: Session,
    plan: Any,  # noqa: ANN401 - a Plan, likewise
    ways: Ways,
    out: Callable[[str], None] | None = None,
) -> int:
    """Show, ask where there is doubt, write, and say what was done. Returns the exit code.

    ``out`` takes what is said of it, for commands that have other data to write on stdout.
    """
    from caseledger.actions.messages import message_for

    out = out or say
    message = message_for(plan, ways.message)
    if plan.is_empty:
        if ways.as_json:
            out(_account(session, plan, ways, None, painted=out is say))
        tell("nothing to change")
        return DONE
    _warn(session, plan)
    if ways.dry_run:
        shown = sys.stdout if out is say else sys.stderr
        account = _account(session, plan, ways, None, painted=False) if ways.as_json else ""
        out(account or rehearsal(plan, opened=shown.isatty()))
        return DONE
    if plan.doubles and not _wanted_twice(plan, ways):
        raise typer.Abort
    return _written(session, plan, ways, message, out)


def rehearsal(plan: Any, *, opened: bool) -> str:  # noqa: ANN401
    """Return what would be written as a diff; the lines of closed cases only where ``opened``."""
    from caseledger.render.written import diff_text

    texts = []
    for write in plan.writes:
        if opened or _is_open(write):
            raw = (write.raw_before or b"", write.raw_after or b"")
            was = write.before.path if write.before is not None else ""
            texts.append(diff_text(write.path.relative, *raw, was=was))
        else:
            words = "the lines of a case that is closed, or closed in part, need a terminal"
            texts.append(f"{write.path.relative}: {words}\n")
    return "".join(texts)


def _is_open(write: Any) -> bool:  # noqa: ANN401 - a Write
    """Whether every line of a file may be shown anywhere, as it was and as it will be."""
    from caseledger.render.discretion import holds_closed_parts

    files = [one for one in (write.before, write.after) if one is not None]
    return write.is_public and not any(holds_closed_parts(one.tree) for one in files)


def _written(
    session: Session,
    plan: Any,  # noqa: ANN401
    ways: Ways,
    message: str,
    out: Callable[[str], None],
) -> int:
    from caseledger.actions.writing import carry_out

    recorded = carry_out(plan, message, commit=ways.commit)
    try:
        if ways.as_json or not session.quiet:
            out(_account(session, plan, ways, recorded, painted=out is say))
    except OSError as error:
        # What is done is done; whoever sees an error alone would do it once more.
        done = f"saved {recorded.commit}" if recorded.commit else "the file is written"
        raise OutsideFailure(f"{done}, but it could not be told: {error.strerror}") from error
    for note in recorded.notes:
        tell_lines(note)
    for path in plan.on_disk if recorded.commit else ():
        tell(f"{path} is not in git yet: written on disk, and not committed")
    if ways.commit and not recorded.commit:
        tell_lines(f"not committed: {recorded.uncommitted}")
        return CONFLICT if recorded.conflict else DONE
    if recorded.conflict:
        tell_lines(recorded.uncommitted)
        return CONFLICT
    return DONE


def _account(
    session: Session,
    plan: Any,  # noqa: ANN401
    ways: Ways,
    recorded: Any,  # noqa: ANN401 - a Recorded, or nothing
    *,
    painted: bool,
) -> str:
    """Tell what was done, or with nothing recorded what would be."""
    from dataclasses import replace

    from caseledger.actions.plans import done_of
    from caseledger.cli.output import screen_of
    from caseledger.render.envelope import Envelope, as_json
    from caseledger.render.wording import wording_of
    from caseledger.render.written import as_data, as_text

    desk, done = plan.desk, done_of(plan, recorded)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    screen = screen_of(session)
    if ways.as_json:
        envelope = Envelope("write", desk.ledger, desk.day)
        return as_json(envelope.around(as_data(done, wording, screen)))
    return as_text(done, wording, replace(screen, colour=screen.colour and painted))


def _wanted_twice(plan: Any, ways: Ways) -> bool:  # noqa: ANN401
    """Say what may be the same thing; on a terminal ask."""
    tell(f"this may already be there: {', '.join(plan.doubles)}")
    return ways.yes or not can_ask() or confirm("write it all the same?")


def _warn(session: Session, plan: Any) -> None:  # noqa: ANN401
    for write in plan.writes:
        if write.half_typed:
            tell(f"{write.path.relative} is half typed: that stays as it is, and uncommitted")
    doubts = [one for one in plan.warnings if one.severity != "info"]
    for text in dict.fromkeys(f"{one.severity} {one.code}: {one.title}" for one in doubts):
        if not session.quiet:
            tell(text)


def show_problems(session: Session, file: Any, problems: Any) -> None:  # noqa: ANN401
    """Show what would be wrong in a file that was therefore not written."""
    from dataclasses import replace

    from caseledger.cli.output import screen_of
    from caseledger.render.check import as_text

    shown = replace(file, problems=problems)
    screen = replace(screen_of(session), colour=False)
    for line in as_text([shown], screen).splitlines()[:-1]:
        tell(line)
