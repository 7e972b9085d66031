"""What `split` does, as a plan: one member of a group becomes a person of the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caseledger.actions.add import person_plan
from caseledger.actions.desk import Desk
from caseledger.actions.plans import Plan
from caseledger.actions.writing import target
from caseledger.domain.case import Case, Person
from caseledger.domain.event_draft import Assumed, Words
from caseledger.domain.splitting import INHERITED, split_off
from caseledger.domain.typed import Typist, entry
from caseledger.errors import UsageProblem


@dataclass(frozen=True, slots=True)
class Leaving:
    """A member as typed: case and group, what is known of this one alone, and words for sources.

    ``events`` are those that concerned some of the group, and this member with them.
    """

    case: str
    group: str
    words: Words
    sources: Sequence[str] = ()
    events: Sequence[str] = ()
    id: str = ""


def split_plan(desk: Desk, asked: Leaving) -> Plan:
    """Plan that one member leaves a group; the heads of the case stay as many as they were.

    Raises `UsageProblem` where there is nobody to split off or an event is not about the group, and
    what `person_plan` raises.
    """
    old = target(desk, asked.case)
    ids = [person.id for person in old.case.people]
    group = _group(old.case, entry(asked.group, ids, "person"))
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    among = [typist.event(one) for one in asked.events]
    about = _about(old.case, group.id)
    if any(one not in about for one in among):
        raise UsageProblem("this event is not about the group", "caseledger timeline shows which")
    plan = person_plan(
        desk,
        old.path.name,
        {**asked.words, "note": [_note(asked.words, group.id)]},
        asked.id,
        asked.sources,
        lambda person: split_off(group.id, person, among),
    )
    case, made = plan.writes[0].case, plan.made[0][1]
    written_in = _about(case, made)
    return replace(
        plan,
        action="split",
        assumed=tuple(_assumed(case, made, group.id, asked.words)),
        unsure=tuple(one for one in _about(case, group.id) if one not in written_in),
    )


def _note(words: Words, group: str) -> str:
    """What is noted of the person: where this one comes from, behind what was typed."""
    return "; ".join([*words.get("note", ()), f"One of the group {group}"])


def _group(case: Case, key: str) -> Person:
    """Return the group that can be split. Raises `UsageProblem` saying why one cannot."""
    group = next(one for one in case.people if one.id == key)
    if group.same_as:
        raise UsageProblem("this group stands in another case", "split it there")
    if group.kind != "group":
        raise UsageProblem("this is one person, and no group", "caseledger add person adds another")
    if group.count is None:
        raise UsageProblem(
            "how many the group has is not said", f"caseledger set {case.id} {key}.count 28-29"
        )
    if group.count.max <= 1:
        raise UsageProblem(
            "a group of one has nobody to split off",
            f"in caseledger edit {case.id} take away its kind and count: then it is a person",
        )
    return group


def _about(case: Case, person: str) -> list[str]:
    """The events that concern a person, in the order of the file."""
    alone = len(case.people) == 1
    return [
        event.id
        for event in case.events
        if (alone if event.people is None else person in event.people)
    ]


def _assumed(case: Case, made: str, group: str, words: Words) -> Iterator[Assumed]:
    """What the person has from the group, and that hardly anybody is left in it."""
    person, left = case.person(made), case.person(group)
    for field in INHERITED:
        value = getattr(person, field)
        if value and not words.get(field):
            told = value if isinstance(value, str) else " ".join(value)
            yield (field, told, "as in the group")
    if left is not None and left.count and left.count.max == 1:
        yield ("count", str(left.count.max), "one member is left in the group")
