"""What stands in the history for a plan: subject, body, trailers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from caseledger.actions.plans import Plan, Write
from caseledger.domain.case import Case
from caseledger.domain.changes import Deed
from caseledger.domain.commit_message import message_of
from caseledger.domain.names import is_initials, mentions_somebody
from caseledger.domain.new_ids import MADE_ID
from caseledger.errors import UsageProblem
from caseledger.store.cases import read_case
from caseledger.store.ledger import case_paths
from caseledger.store.yaml_guard import refused_in_value

LONGEST = 2000
"""Characters of a message of the user's own."""

TRAILER = re.compile(
    r"^(Action|Case|Event|Person|Reason|Renamed-From|Source|Undoes): ", re.MULTILINE
)
"""Lines by which scripts read the history."""


def message_for(plan: Plan, own_words: str | None = None) -> str:
    """Return the message of a plan's commit; own words stand in the place of subject and body.

    Raises `UsageProblem` where they, or ids given by hand, name somebody of a case that is not
    public: history cannot be taken back once it was shared.
    """
    _check_ids(plan)
    trailers = "".join(f"{name}: {text}\n" for name, text in plan.trailers)
    made = [_message(plan, write) for write in plan.recorded]
    if own_words is not None:
        _check_words(plan, own_words)
        return f"{own_words.strip()}\n\n{_joined_trailers(made)}{trailers}"
    if len(made) == 1:
        return f"{made[0]}{trailers}"
    subject = plan.subject or f"{plan.action}: {len(made)} cases"
    bodies = "".join(f"{one.partition(chr(10))[0]}\n" for one in made)
    return f"{subject}\n\n{bodies}\n{_joined_trailers(made)}{trailers}"


def with_reason(plan: Plan, reason: str) -> Plan:
    """Return the plan with its reason, which the history keeps. Raises `UsageProblem`."""
    words = " ".join(reason.split())
    _check_words(plan, words)
    return replace(plan, trailers=(*plan.trailers, ("Reason", words)))


def _check_words(plan: Plan, text: str) -> None:
    """Refuse words for the history that cannot, or must not, stand in it."""
    if not text.strip() or len(text) > LONGEST:
        raise UsageProblem("a message has some words, and at most 2,000 characters")
    if refused_in_value(text):
        raise UsageProblem("this text holds a character that acts on terminals, or is none")
    if TRAILER.search(text):
        raise UsageProblem("a line of this text looks like one that the program writes itself")
    if any(mentions_somebody(text, case) for case in _closed_cases(plan)):
        raise UsageProblem(
            "this text names somebody of a case that is not public; history keeps it for ever",
            "say it by ids",
        )


def _check_ids(plan: Plan) -> None:
    """Refuse new ids that name somebody of a case that is not public: history repeats them."""
    new = [key for write in plan.writes for key in _new_ids(write) if not MADE_ID.fullmatch(key)]
    if not new or plan.brings_back:
        return
    text = " ".join(new)
    closed = [one.case for one in plan.writes if not (one.is_public or one.is_unread)]
    initials = any(is_initials(key, case) for case in closed for key in new)
    if initials or any(mentions_somebody(text, case) for case in _closed_cases(plan)):
        raise UsageProblem(
            "an id names somebody of a case that is not public; history keeps it for ever",
            "leave --id out, and a random one is made; or choose one that says nothing",
        )


def _new_ids(write: Write) -> Iterator[str]:
    if write.before is None or write.before.name != write.path.name:
        yield write.id
    for one in write.differences:
        if one.what is Deed.ADDED and len(one.entry) > 1 and not one.within:
            yield one.entry[1]


def _closed_cases(plan: Plan) -> Iterator[Case]:
    """Every case that is not public: those of the plan, before and after, and all others."""
    for write in plan.writes:
        files = (write.before, write.after)
        yield from (f.case for f in files if f is not None and f.case and not f.case.is_public)
    known = {write.path.relative for write in plan.writes}
    for path in case_paths(plan.desk.ledger):
        if path.relative not in known:
            case = read_case(plan.desk.ledger, path, plan.desk.today).case
            if case is not None and not case.is_public:
                yield case


def _message(plan: Plan, write: Write) -> str:
    if write.before is not None and write.before.is_own:
        return f"{write.id}: {write.headline}\n\nAction: {plan.action}\n"
    return message_of(
        write.id,
        write.differences,
        plan.action,
        public=write.is_public,
        headline=write.headline,
    )


def _joined_trailers(messages: list[str]) -> str:
    """The trailers of all messages: each case with its entries, the action once at the end."""
    lines = [line for one in messages for line in one.rstrip().rpartition("\n\n")[2].splitlines()]
    action = [line for line in lines if line.startswith("Action: ")][:1]
    return "".join(f"{line}\n" for line in [*(x for x in lines if x not in action), *action])
