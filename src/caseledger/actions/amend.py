"""What `cite`, `verify`, `close` and `move` do, as plans: short ways to say what happens daily."""

from __future__ import annotations

from collections.abc import Sequence

from caseledger.actions.add import NewEvent, event_plan
from caseledger.actions.desk import Desk, Names
from caseledger.actions.identifiers import Ids
from caseledger.actions.plans import Plan
from caseledger.actions.writing import others_of, revised, target
from caseledger.domain.case import Claims, Event
from caseledger.domain.dates import parse_date
from caseledger.domain.edits import Named
from caseledger.domain.event_draft import SCHEDULED, Words
from caseledger.domain.revisions import add_source, cite, drop, move_event, together
from caseledger.domain.source_words import sources_meant
from caseledger.domain.typed import Typist, date_text
from caseledger.errors import Conflict, UsageProblem

ADJOURNED = "adjourned"


def cite_plan(
    desk: Desk, word: str, event_word: str, source: str, words: Words, says: Sequence[str]
) -> Plan:
    """Plan another source for an event; ``says`` are fields that it states otherwise.

    ``words`` are the other fields of the citation: quote, locator, credibility. Raises `Conflict`
    where this source is already cited for the event.
    """
    old = target(desk, word, Names.WHOLE)
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    event = typist.event(event_word)
    entry = next(one for one in old.case.events if one.id == event)
    kind = desk.ledger.vocabulary.kind(entry.kind)
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today, kind)
    cited = sources_meant(typist, [source], Ids(old.case).source)[0]
    if any(citation.source == cited.id for citation in entry.sources):
        raise Conflict("this source is already cited for this event", "caseledger edit changes it")
    claims = _claims(typist, says)
    citation: dict[str, object] = {"source": cited.id, "says": claims}
    citation |= {key: given[0] for key, given in words.items() if given}
    sources = [add_source(cited.new)] if cited.new is not None else []
    write = revised(desk, old, together(*sources, cite(event, citation)))
    made = (("source", cited.id),) if cited.new is not None else ()
    return Plan(
        desk,
        "cite",
        (write,),
        made=(("event", event), *made),
        understood=tuple((f"says {key}", str(value)) for key, value in claims.items()),
        others=others_of(desk, write.case),
    )


def _claims(typist: Typist, says: Sequence[str]) -> dict[str, object]:
    """Read ``field=value`` words. Raises `UsageProblem`."""
    found: dict[str, list[str]] = {}
    for word in says:
        key, equals, value = word.partition("=")
        if not equals or not value:
            raise UsageProblem("--says takes FIELD=VALUE", "for example --says date=2024-01-08")
        found.setdefault(key.strip(), []).append(value.strip())
    return {key: typist.field(Claims, key, values) for key, values in found.items()}


def verify_plan(desk: Desk, words: Sequence[str], sources: Sequence[str], day: str) -> Plan:
    """Plan that several cases were looked at and nothing had changed: one entry in each."""
    plans = [
        event_plan(desk, NewEvent(word, "case.verified", _verified(desk, word, day), sources))
        for word in words
    ]
    paths = [write.path.relative for plan in plans for write in plan.writes]
    if len(set(paths)) < len(paths):
        raise UsageProblem("the same case is named twice")
    first = plans[0]
    return Plan(
        desk,
        "verify",
        tuple(write for plan in plans for write in plan.writes),
        made=tuple(one for plan in plans for one in plan.made),
        understood=first.understood,
        doubles=tuple(one for plan in plans for one in plan.doubles),
    )


def _verified(desk: Desk, word: str, day: str) -> Words:
    """Everybody in a case of several was looked at."""
    people = [person.id for person in target(desk, word).case.people]
    return {"date": [day], **({"people": people} if len(people) > 1 else {})}


def close_plan(desk: Desk, word: str, reason: str, sources: Sequence[str], day: str) -> Plan:
    """Plan the entry that closes a case, with its reason, for everybody in it."""
    people = [person.id for person in target(desk, word).case.people]
    words: dict[str, Sequence[str]] = {"date": [day], "grounds": [reason]}
    words |= {"people": people} if len(people) > 1 else {}
    plan = event_plan(desk, NewEvent(word, "case.closed", words, sources))
    return Plan(
        desk,
        "close",
        plan.writes,
        plan.made,
        plan.understood,
        plan.assumed,
        plan.doubles,
        others=plan.others,
    )


def move_plan(desk: Desk, word: str, event_word: str, day: str, sources: Sequence[str]) -> Plan:
    """Plan another day for what is scheduled; the old day stays as an adjournment.

    The entry keeps its id, so that calendars and references follow it. Raises `UsageProblem` for
    what has happened: another date for that is a correction (`set`) or another source's (`cite`).
    """
    old = target(desk, word)
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    key = typist.event(event_word)
    event = next(one for one in old.case.events if one.id == key)
    if event.state != SCHEDULED:
        raise UsageProblem(
            "only what is scheduled can be moved",
            "caseledger set corrects a date; caseledger cite records what another source says",
        )
    new = date_text(day, desk.today)
    if parse_date(new) == event.date:
        raise UsageProblem("it is fixed for this day already")
    ids = Ids(old.case)
    cited = sources_meant(typist, sources, ids.source)
    kept = _adjournment(desk, event, ids.event(), new)
    kept["sources"] = [one.id for one in cited] or [one.source for one in event.sources]
    made = [one.new for one in cited if one.new is not None]
    # The hour was that of the old day, which keeps it.
    hourless = [drop(("events", Named(event.id), "time"))] if event.time else []
    revision = together(*map(add_source, made), move_event(event.id, new, kept), *hourless)
    write = revised(desk, old, revision)
    return Plan(
        desk,
        "move",
        (write,),
        made=(("event", event.id), ("event", str(kept["id"]))),
        understood=(("date", new),),
        assumed=(("time", "", "the hour of the new day is not known"),) if event.time else (),
        others=others_of(desk, write.case),
    )


def _adjournment(desk: Desk, event: Event, key: str, new: str) -> dict[str, object]:
    """The entry that keeps the old day: the adjournment of its track, for the new day."""
    vocabulary = desk.ledger.vocabulary
    code = f"{event.kind.partition('.')[0]}.{ADJOURNED}"
    kind = vocabulary.kind(code)
    if kind is None:
        raise UsageProblem(
            "this kind of entry has no adjournment", "caseledger set changes its date"
        )
    tree: dict[str, object] = {"id": key, "date": event.date.text, "kind": code, "for": new}
    tree |= {"time": event.time} if event.time else {}
    tree |= {"of": event.id} if kind.allows("of") else {}
    ahead = event.date.latest is None or event.date.latest > desk.today
    tree |= {"state": SCHEDULED} if ahead else {}
    given = {"country": event.country, "authority": event.authority, "body": event.body}
    tree |= {field: value for field, value in given.items() if value and kind.allows(field)}
    tree |= {"people": list(event.people)} if event.people else {}
    tree |= {"known": desk.today.isoformat()} if ahead else {}
    return tree
