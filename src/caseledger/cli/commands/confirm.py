"""`confirm`: what a person decided about a computed deadline."""

from typing import Annotated

import typer

from caseledger.cli import completing
from caseledger.cli.options import CaseWord
from caseledger.cli.writing import Asked, desk_of, writes
from caseledger.errors import UsageProblem

RuleWord = Annotated[
    str,
    typer.Argument(metavar="RULE", help="A rule of this case's deadlines, or how it begins."),
]
TriggerWord = Annotated[
    str,
    typer.Argument(
        metavar="[EVENT]",
        help="The event that starts the clock, where several do.",
        autocompletion=completing.events,
    ),
]


@writes
def confirm(
    context: typer.Context,
    case: CaseWord,
    rule: RuleWord,
    event: TriggerWord = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who decided.")] = "",
    day: Annotated[
        str, typer.Option("--date", metavar="DAY", help="Another day than the computed one.")
    ] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="When; else today.")] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; another day needs one.")
    ] = "",
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take back what was decided.")
    ] = False,
) -> Asked:
    """Confirm a computed deadline, or set another day in its place; it lapses with its trigger.

    For example: confirm 7k2 echr-application --by "A. Counsel"
    """
    from caseledger.actions.confirm import Decided, Meant, confirm_plan, withdraw_plan

    desk = desk_of(context.obj)
    words = {"case": [case], "rule": [rule], "event": [event]}
    fields = {"by": [by], "reason": [reason]}
    if withdraw and (by or day or on or reason):
        raise UsageProblem("--withdraw takes no --by, --date, --on or --reason", "-m says why")

    def plan() -> object:
        meant = Meant(words["case"][0], words["rule"][0], words["event"][0])
        if withdraw:
            return withdraw_plan(desk, meant)
        said = Decided(fields["by"][0], on or "today", day, fields["reason"][0])
        return confirm_plan(desk, meant, said)

    return Asked(desk, words, plan, fields)
