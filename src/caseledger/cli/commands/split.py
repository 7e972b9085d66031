"""`split`: one member of a group becomes a person of the case."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.flags import PERSON_FLAGS, Given, with_flags
from caseledger.cli.options import CaseWord, GivenId, SourceWords
from caseledger.cli.options import split as words_of
from caseledger.cli.writing import Asked, desk_of, writes

OF_GROUPS = frozenset({"kind", "count", "same_as"})
"""What a member who stands here, and is one, does not have."""


@writes
@with_flags([flag for flag in PERSON_FLAGS if flag.key not in OF_GROUPS], "Person")
def split(
    context: typer.Context,
    case: CaseWord,
    group: Annotated[
        str,
        typer.Argument(
            metavar="GROUP",
            help="A group: its id, or its beginning.",
            autocompletion=completing.people,
        ),
    ],
    given: Given,
    event: Annotated[
        list[str] | None,
        typer.Option(
            "--event",
            metavar="EVENT",
            help="An event of some of the group, with this one among them; may be repeated.",
            autocompletion=completing.events,
        ),
    ] = None,
    source: SourceWords = None,
    key: GivenId = "",
) -> Asked:
    """Move one member out of a group: a new person, and one less in the group.

    The person has what holds for each member, and stands in every event of the whole group. Events
    of some of the group are left alone unless named with --event.
    """
    from caseledger.actions.split import Leaving, split_plan

    desk = desk_of(context.obj)
    words = {
        "case": [case],
        "group": [group],
        "event": words_of(event),
        "source": words_of(source),
    }

    def plan() -> object:
        typed = (words["case"][0], words["group"][0], given, words["source"], words["event"], key)
        return split_plan(desk, Leaving(*typed))

    return Asked(desk, words, plan, given)
