"""What stands in the history for a plan: subject, body, trailers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from caseledger.actions.plans import Plan, Write
from caseledger.domain.case import Case
from caseledger.domain.commit_message import message_of
from caseledger.domain.names import mentions_somebody
from caseledger.errors import UsageProblem

LONGEST = 2000
"""Characters of a message of the user's own."""


def message_for(plan: Plan, own_words: str | None = None) -> str:
    """Return the message of a plan's commit; own words stand in the place of subject and body.

    Raises `UsageProblem` where they name somebody of a case that is not public.
    """
    check_ids(plan)
    trailers = "".join(f"{name}: {text}\n" for name, text in plan.trailers)
    made = [_message(plan, write) for write in plan.writes]
    if own_words is not None:
        if not own_words.strip() or len(own_words) > LONGEST:
            raise UsageProblem("a message has some words, and at most 2,000 characters")
        check_words(own_words, [write.case for write in plan.writes])
        return f"{own_words.strip()}\n\n{_joined_trailers(made)}{trailers}"
    if len(made) == 1:
        return f"{made[0]}{trailers}"
    subject = f"{plan.action}: {len(made)} cases"
    bodies = "".join(f"{one.partition(chr(10))[0]}\n" for one in made)
    return f"{subject}\n\n{bodies}\n{_joined_trailers(made)}{trailers}"


def with_reason(plan: Plan, reason: str) -> Plan:
    """Return the plan with its reason, which the history keeps. Raises `UsageProblem`."""
    words = " ".join(reason.split())
    check_words(
        words, [write.before.case for write in plan.writes if write.before and write.before.case]
    )
    return replace(plan, trailers=(*plan.trailers, ("Reason", words)))


def check_words(text: str, cases: Iterable[Case]) -> None:
    """Refuse words for the history that name somebody of a case that is not public.

    History cannot be taken back once it was shared. Raises `UsageProblem`.
    """
    if any(mentions_somebody(text, case) for case in cases if not case.is_public):
        raise UsageProblem(
            "this text names somebody of a case that is not public; history keeps it for ever",
            "say it by ids",
        )


def check_ids(plan: Plan) -> None:
    """Refuse new ids that name somebody of a case that is not public: history repeats them.

    Raises `UsageProblem`.
    """
    for write in plan.writes:
        words = " ".join(key.replace("-", " ") for _, key in plan.made)
        if not write.is_public and mentions_somebody(words, write.case):
            raise UsageProblem(
                "this id names somebody of a case that is not public; history keeps it for ever",
                "leave --id out: a random one is made",
            )


def _message(plan: Plan, write: Write) -> str:
    return message_of(write.case.id, write.differences, plan.action, public=write.is_public)


def _joined_trailers(messages: list[str]) -> str:
    """The trailers of all messages: each case with its entries, the action once at the end."""
    lines = [line for one in messages for line in one.rstrip().rpartition("\n\n")[2].splitlines()]
    action = [line for line in lines if line.startswith("Action: ")][:1]
    return "".join(f"{line}\n" for line in [*(x for x in lines if x not in action), *action])
