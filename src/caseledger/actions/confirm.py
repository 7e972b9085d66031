"""What `confirm` does, as plans: a person's word on a computed deadline, written beside it.

Computed days are never stored. What is stored is that somebody looked at one and agrees, or holds
another day for right and says why; with it the digest by which that lapses (design, section 6).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from caseledger.actions.add import Incomplete
from caseledger.actions.desk import Desk, Names
from caseledger.actions.identifiers import Ids
from caseledger.actions.plans import Plan
from caseledger.actions.writing import others_of, revised, target
from caseledger.domain.case import Case, StoredDeadline
from caseledger.domain.dates import Form, Precision, parse_date
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.decisions import CONFIRM, OVERRIDE, decided, digest_of, family_of
from caseledger.domain.deadlines.finding import deadlines_of
from caseledger.domain.edits import Named
from caseledger.domain.life import life_of
from caseledger.domain.revisions import (
    Revision,
    add_deadline,
    change_deadline,
    drop,
    remove_deadlines,
    together,
)
from caseledger.domain.rules.collection import Rules
from caseledger.domain.typed import date_text, entry
from caseledger.errors import Ambiguous, NotFound, UsageProblem

Key = tuple[str, str]
"""What names a deadline within its case: the family of its rule, the event that starts it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Words for a deadline: a case, a rule or the family of its versions, the event if needed."""

    case: str
    rule: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided, as typed: by whom, when, another day than the computed one, and why."""

    by: str = ""
    on: str = "today"
    date: str = ""
    reason: str = ""


def confirm_plan(desk: Desk, meant: Meant, said: Decided) -> Plan:
    """Plan that a computed deadline is confirmed, or that another day stands in its place.

    What was decided of the same deadline before is replaced; the history keeps it. Raises
    `NotFound`, `Ambiguous`, `Incomplete`, `Refused` or `UsageProblem`.
    """
    old = target(desk, meant.case, Names.WHOLE)
    rules = desk.ledger.vocabulary.rules
    computed = _computed(desk, old.case)
    deadline = computed[_key_of(rules, computed, meant)]
    earlier = decided(old.case, rules, deadline.key[2], deadline.trigger.id)
    key = earlier[-1].id if earlier else Ids(old.case).deadline()
    tree = {"id": key, **_entry(desk, deadline, said)}
    write = revised(desk, old, _in_place_of(earlier, tree))
    only = "the only event that starts this clock"
    return Plan(
        desk,
        "confirm",
        (write,),
        made=(("deadline", key),),
        understood=_told(deadline, str(tree["date"])),
        assumed=() if meant.event else (("trigger", deadline.trigger.id, only),),
        others=others_of(desk, write.case),
    )


def withdraw_plan(desk: Desk, meant: Meant) -> Plan:
    """Plan that nothing is decided any more about a deadline: the computed day stands alone.

    Finds what the file holds, also where no rule computes such a deadline any more.
    """
    old = target(desk, meant.case, Names.WHOLE)
    if not old.case.deadlines:
        raise NotFound("nothing was decided about the deadlines of this case")
    rules = desk.ledger.vocabulary.rules
    keys = [(family_of(rules, one.rule), one.trigger or "") for one in old.case.deadlines]
    chosen = _key_of(rules, keys, meant)
    ids = [one.id for one, key in zip(old.case.deadlines, keys, strict=True) if key == chosen]
    write = revised(desk, old, remove_deadlines(ids))
    return Plan(
        desk,
        "withdraw",
        (write,),
        made=tuple(("deadline", key) for key in ids),
        others=others_of(desk, write.case),
    )


# Which deadline


def _computed(desk: Desk, case: Case) -> dict[Key, Deadline]:
    """What the rules compute in a case; what concerns several people alike stands once."""
    found: dict[Key, Deadline] = {}
    for person in case.people:
        for one in deadlines_of(life_of(case, person, desk.ledger.vocabulary), desk.day):
            found.setdefault((one.key[2], one.trigger.id), one)
    return found


def _key_of(rules: Rules, keys: Collection[Key], meant: Meant) -> Key:
    """Return the one deadline that is meant. Raises `NotFound` or `Ambiguous`."""
    family = _family(rules, dict.fromkeys(family for family, _ in keys), meant.rule)
    triggers = list(dict.fromkeys(trigger for one, trigger in keys if one == family))
    if meant.event:
        return family, entry(meant.event, triggers, "event that starts this clock")
    if len(triggers) > 1:
        raise Ambiguous("several events start this clock; name one", triggers)
    return family, triggers[0]


def _family(rules: Rules, families: Collection[str], word: str) -> str:
    """Return the family that a word names: by it, by the id of a version, or how either begins."""
    exact = family_of(rules, word)
    if exact in families:
        return exact
    begun = [code for code in (*families, *rules.codes) if word and code.startswith(word)]
    found = dict.fromkeys(family_of(rules, code) for code in begun)
    here = [one for one in found if one in families]
    if len(here) > 1:
        raise Ambiguous(f"this fits {len(here)} rules", here, word)
    if here:
        return here[0]
    if found:
        raise NotFound("no deadline of this rule is there", "caseledger deadlines lists them")
    near = get_close_matches(word, [*families, *rules.codes], n=1)
    hint = f"did you mean {near[0]}?" if near else "caseledger rules lists them"
    raise NotFound("there is no such rule", hint)


# What is written


def _entry(desk: Desk, deadline: Deadline, said: Decided) -> dict[str, object]:
    """The entry of what is decided, but for its id. Raises `Incomplete` or `UsageProblem`."""
    due = deadline.due.isoformat() if deadline.due else ""
    date = _single_day(desk, said.date) if said.date else due
    if not date:
        needs = f": {', '.join(deadline.needs)}" if deadline.needs else ""
        hint = f"record what it needs{needs}; or give a day with --date"
        raise UsageProblem("no day can be computed yet", hint)
    kind = CONFIRM if date == due else OVERRIDE
    needed = {"by": said.by, **({"reason": said.reason} if kind == OVERRIDE else {})}
    missing = [key for key, word in needed.items() if not word.strip()]
    if missing:
        raise Incomplete("a confirmation" if kind == CONFIRM else "another day", missing)
    assert deadline.rule is not None  # noqa: S101 - only what rules compute is decided about
    return {
        "rule": deadline.rule.id,
        "trigger": deadline.trigger.id,
        "kind": kind,
        "date": date,
        "by": said.by,
        "on": date_text(said.on, desk.today),
        "reason": said.reason,
        "trigger_digest": digest_of(deadline),
    }


def _single_day(desk: Desk, word: str) -> str:
    text = date_text(word, desk.today)
    date = parse_date(text)
    exact = date.form is Form.POINT and date.precision is Precision.DAY
    if not exact or date.approximate or date.uncertain:
        raise UsageProblem("a deadline is a single day", "for example --date 2026-03-02")
    return text


def _in_place_of(earlier: Sequence[StoredDeadline], tree: dict[str, object]) -> Revision:
    """Write an entry, over the last of the earlier ones and instead of the others."""
    if not earlier:
        return add_deadline(tree)
    others = [drop(("deadlines", Named(one.id))) for one in earlier[:-1]]
    return together(*others, change_deadline(tree))


def _told(deadline: Deadline, date: str) -> tuple[tuple[str, str], ...]:
    """The computed day, and beside it the one that stands in its place."""
    due = deadline.due.isoformat() if deadline.due else ""
    computed = (("computed", due),) if due else ()
    return computed if date == due else (*computed, ("date", date))
