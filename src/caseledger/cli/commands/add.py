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
from caseledger.cli.options import CaseWord, GivenId, SourceWords, split
from caseledger.cli.writing import Asked, desk_of, writes
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


@writes
@with_flags(EVENT_FLAGS, "Event")
def add_event(
    context: typer.Context,
    case: CaseWord,
    kind: KindWord,
    given: Given,
    day: Day = None,
    source: SourceWords = None,
    key: GivenId = "",
) -> Asked:
    """Add an event to a case, and commit it.

    KIND is a code, a short name or a label: ext.ordered, arrested, задержан. What is not given is
    taken from the case where that is safe, and said.
    """
    from caseledger.actions.add import NewEvent, event_plan

    desk = desk_of(context.obj)
    if day and given.get("date"):
        raise UsageProblem("the day is given twice", "leave out --date, or the word")
    fields = {**given, **({"date": [day]} if day else {})}
    words = {"case": [case], "kind": [kind], "source": split(source)}

    def plan() -> object:
        asked = NewEvent(words["case"][0], words["kind"][0], fields, words["source"], key)
        return event_plan(desk, asked)

    return Asked(desk, words, plan, fields)


@writes
@with_flags(SOURCE_FLAGS, "Source")
def add_source(context: typer.Context, case: CaseWord, given: Given, key: GivenId = "") -> Asked:
    """Add a source to a case, for events to cite."""
    from caseledger.actions.add import source_plan

    desk = desk_of(context.obj)
    words = {"case": [case]}
    return Asked(desk, words, lambda: source_plan(desk, words["case"][0], given, key), given)


@writes
@with_flags(PERSON_FLAGS, "Person")
def add_person(
    context: typer.Context,
    case: CaseWord,
    given: Given,
    source: SourceWords = None,
    key: GivenId = "",
) -> Asked:
    """Add a person to a case.

    Where the case had one person, older events are said to be about that one, in the same commit.
    """
    from caseledger.actions.add import person_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "source": split(source)}

    def plan() -> object:
        return person_plan(desk, words["case"][0], given, key, words["source"])

    return Asked(desk, words, plan, given)


@writes
@with_flags((*CASE_FLAGS, *PERSON_FLAGS), "Case")
def add_case(
    context: typer.Context,
    given: Given,
    key: GivenId = "",
    person_id: Annotated[str, typer.Option(help="An id for the person.")] = "",
) -> Asked:
    """Add a case with its first person.

    The id is random and says nothing about anybody: file names and history keep it for ever. For
    somebody who is public anyway, --id gives a readable one.
    """
    from caseledger.actions.add import case_plan

    desk = desk_of(context.obj)
    keys = {flag.key for flag in PERSON_FLAGS}
    person = {name: words for name, words in given.items() if name in keys}
    fields = {name: words for name, words in given.items() if name not in keys}
    return Asked(desk, {}, lambda: case_plan(desk, fields, person, key, person_id), person)
