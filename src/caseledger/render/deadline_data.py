"""The public JSON of a deadline: one object for each person."""

from caseledger.domain.deadlines.deadline import Deadline, Decision, Held
from caseledger.render.deadline_needs import record_command
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.person_data import iso, span


def deadline_data(one: Deadline, words: DeadlineWords) -> dict[str, object]:
    """Return the public JSON object of one deadline; sentences are in the language of ``words``."""
    met = one.met
    return {
        "case": one.case.id,
        "person": one.person.id,
        "rule": one.rule.id if one.rule else None,
        "title": words.title(one),
        "law": one.rule.law if one.rule else None,
        "binds": one.binds,
        "trigger": one.trigger.id,
        "selector": one.selector.id if one.selector else None,
        "earliest": iso(one.earliest),
        "due": iso(one.due),
        "latest": iso(one.latest),
        "state": one.state,
        "met_by": met.event.id if met else None,
        "status": one.status,
        "profile": one.profile or None,
        "steps": words.steps(one),
        "profile_status": words.profile_status(one),
        "moment": one.moment.isoformat() if one.moment else None,
        "effective": iso(one.effective),
        "certain": one.certain,
        "provisional": one.provisional,
        "late": met.late if met else None,
        "met_on": span(met.on) if met else None,
        "met_certain": met.certain if met else None,
        "moot_by": one.moot_by.id if one.moot_by else None,
        "needs": list(one.needs),
        "record": list(filter(None, (record_command(code, one) for code in one.needs))),
        "rules": [rule.id for rule in one.rules],
        "term": one.term or None,
        "missed": one.consequence or None,
        "safe_before": iso(one.safe_before),
        "calendar": _calendar(one, words),
        "decision": _decision(one.decision),
        "held": _held(one.held),
        "label": one.person.label,
    }


def _calendar(one: Deadline, words: DeadlineWords) -> dict[str, object] | None:
    """The calendar of holidays that the count may rest on."""
    if not one.calendar_state:
        return None
    version = words.wording.speech.vocabulary.calendar.version
    return {
        "state": one.calendar_state,
        "version": version or None,
        "uncovered": list(one.uncovered),
    }


def _decision(decision: Decision | None) -> dict[str, object] | None:
    if decision is None:
        return None
    stored = decision.stored
    return {
        "id": stored.id,
        "kind": stored.kind,
        "date": stored.date.text if stored.date else None,
        "by": stored.by,
        "on": stored.on.text if stored.on else None,
        "reason": stored.reason,
        "lapsed": decision.lapsed,
    }


def _held(held: Held | None) -> dict[str, object] | None:
    if held is None:
        return None
    return {"days_min": held.least, "days_max": held.most, "maximum": held.maximum}
