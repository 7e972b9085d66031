"""`add`: a new case, person, source or event."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.asking import ask, can_ask, choose
from caseledger.cli.flags import (
    CASE_FLAGS,
    EVENT_FLAGS,
    PERSON_FLAGS,
    SOURCE_FLAGS,
    Given,
    with_flags,
)
from caseledger.cli.lazy import SETTINGS, lazy_group
from caseledger.cli.options import (
    AsJson,
    CaseWord,
    DryRun,
    GivenId,
    Message,
    NoCommit,
    SourceWords,
    Yes,
    split,
)
from caseledger.cli.session import Session
from caseledger.cli.writing import Ways, desk_of, finish, settled
from caseledger.errors import UsageProblem

COMMANDS = {
    "event": "add:add_event",
    "source": "add:add_source",
    "person": "add:add_person",
    "case": "add:add_case",
}
add = typer.Typer(
    name="add",
    cls=lazy_group(COMMANDS),
    help="Add a case, a person, a source or an event.",
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)

WHAT = {
    "event": "something that happened, is scheduled, or is said",
    "source": "where a statement comes from",
    "person": "one more person of a case",
    "case": "a new case with its first person",
}
KindWord = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help="Its code, a short name or its label.",
        autocompletion=completing.event_kinds,
    ),
]
Day = Annotated[str | None, typer.Argument(metavar="[DAY]", help="When: 2024-03-02, yesterday ...")]


@add.callback()
def ask_what(context: typer.Context) -> None:
    """Add a case, a person, a source or an event."""
    if context.invoked_subcommand is not None:
        return
    if not can_ask():
        raise UsageProblem("add what?", "caseledger add event, source, person or case")
    what = choose("Add what?", tuple(WHAT), WHAT.__getitem__)
    raise typer.Exit(_run(context, what, _asked(what)))


def _asked(what: str) -> list[str]:
    """Ask for the words of a command that adds something."""
    if what == "case":
        return ["--pseudonym", ask("what to call the person here")]
    word = ask("case")
    if what == "person":
        return [word, "--pseudonym", ask("what to call the person here")]
    if what == "source":
        return [word, "--kind", ask("kind of source (media, phone, order ...)")]
    kind, day = ask("kind"), ask("when", "today")
    source = ask("source (an id, an address, phone; or nothing)")
    return [word, kind, day, *(["--source", source] if source else [])]


def _run(context: typer.Context, what: str, words: list[str]) -> int:
    """Run one of the commands below as if it had been typed."""
    command = context.command.get_command(context, what)  # type: ignore[attr-defined] # a group
    with command.make_context(what, words, parent=context) as below:
        return int(command.invoke(below) or 0)


@with_flags(EVENT_FLAGS, "Event")
def add_event(
    context: typer.Context,
    case: CaseWord,
    kind: KindWord,
    given: Given,
    day: Day = None,
    source: SourceWords = None,
    key: GivenId = "",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Add an event to a case, and commit it.

    KIND is a code, a short name or a label: ext.ordered, arrested, задержан. What is not given is
    taken from the case where that is safe, and said.
    """
    from caseledger.actions.add import NewEvent, event_plan

    session: Session = context.obj
    desk = desk_of(session)
    if day and given.get("date"):
        raise UsageProblem("the day is given twice", "leave out --date, or the word")
    fields = {**given, **({"date": [day]} if day else {})}
    words = {"case": [case], "kind": [kind], "source": split(source)}

    def plan() -> object:
        asked = NewEvent(words["case"][0], words["kind"][0], fields, words["source"], key)
        return event_plan(desk, asked)

    ways = Ways(not no_commit, message, dry_run, yes, as_json)
    return finish(session, settled(session, desk, words, plan, fields), ways)


@with_flags(SOURCE_FLAGS, "Source")
def add_source(
    context: typer.Context,
    case: CaseWord,
    given: Given,
    key: GivenId = "",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Add a source to a case, for events to cite."""
    from caseledger.actions.add import source_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case]}
    plan = settled(
        session, desk, words, lambda: source_plan(desk, words["case"][0], given, key), given
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))


@with_flags(PERSON_FLAGS, "Person")
def add_person(
    context: typer.Context,
    case: CaseWord,
    given: Given,
    source: SourceWords = None,
    key: GivenId = "",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Add a person to a case.

    Where the case had one person, older events are said to be about that one, in the same commit.
    """
    from caseledger.actions.add import person_plan

    session: Session = context.obj
    desk = desk_of(session)
    words = {"case": [case], "source": split(source)}
    plan = settled(
        session,
        desk,
        words,
        lambda: person_plan(desk, words["case"][0], given, key, words["source"]),
        given,
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))


@with_flags((*CASE_FLAGS, *PERSON_FLAGS), "Case")
def add_case(
    context: typer.Context,
    given: Given,
    key: GivenId = "",
    person_id: Annotated[str, typer.Option(help="An id for the person.")] = "",
    no_commit: NoCommit = False,
    message: Message = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> int:
    """Add a case with its first person.

    The id is random and says nothing about anybody: file names and history keep it for ever. For
    somebody who is public anyway, --id gives a readable one.
    """
    from caseledger.actions.add import case_plan

    session: Session = context.obj
    desk = desk_of(session)
    person_keys = {flag.key for flag in PERSON_FLAGS}
    person = {name: words for name, words in given.items() if name in person_keys}
    fields = {name: words for name, words in given.items() if name not in person_keys}
    plan = settled(
        session, desk, {}, lambda: case_plan(desk, fields, person, key, person_id), person
    )
    return finish(session, plan, Ways(not no_commit, message, dry_run, yes, as_json))
