"""What should be recorded for a deadline to be counted, and the command that records it."""

import shlex
from collections.abc import Iterator

from caseledger.domain.deadlines.deadline import Deadline
from caseledger.render.commands import set_command
from caseledger.render.deadline_phrases import FIELDS

NEEDS = {
    "en": {
        "served": "proof of service",
        "figure": "the period that the law of the state sets",
        "selector": "the event that decides which law applies",
        "suspensive": "whether the appeal holds off execution",
        "bound": "whether the state is bound by the treaty",
        "displaced": "whether another treaty takes its place",
        "time": "the hour",
        "date": "the day, as it can be proven",
        "field": "the {} of the entry",
        "figure-how": "figures in a file of the ledger's rules: rule {rule}, country {country}",
        "bound-how": "instruments in a file of the ledger's rules: {instrument}",
        "displaced-how": "instruments in a file of the ledger's rules: {others}",
    },
    "ru": {
        "served": "доказательство вручения",
        "figure": "срок, установленный правом государства",
        "selector": "событие, определяющее применимое право",
        "suspensive": "приостанавливает ли жалоба исполнение",
        "bound": "участвует ли государство в договоре",
        "displaced": "не применяется ли вместо него другой договор",
        "time": "время",
        "date": "день, который можно доказать",
        "field": "{} записи",
        "figure-how": "figures в файле правил реестра: rule {rule}, country {country}",
        "bound-how": "instruments в файле правил реестра: {instrument}",
        "displaced-how": "instruments в файле правил реестра: {others}",
    },
}
"""What should be recorded, by its code; any other code is a field of the entry."""

DAY, VALUE = "DAY", "VALUE"
"""What a person puts into a command themselves."""


def need_words(code: str, lang: str) -> str:
    """Say one thing that should be recorded."""
    words = NEEDS[lang]
    return words.get(code) or words["field"].format(FIELDS[lang].get(code, code))


def missing(one: Deadline, lang: str) -> Iterator[tuple[str, str]]:
    """Yield what should be recorded, each with the command, or the place, that records it."""
    for code in one.needs:
        yield need_words(code, lang), record_command(code, one) or _place(code, one, lang)


def _place(code: str, one: Deadline, lang: str) -> str:
    """Where in a file of rules it is written."""
    how = NEEDS[lang].get(f"{code}-how", "")
    rule, instrument = (one.rule.id, one.rule.instrument or "?") if one.rule else ("?", "?")
    others = ", ".join(one.rule.displaced_by) if one.rule else "?"
    country = one.trigger.country or "?"
    return how.format(rule=rule, country=country, instrument=instrument, others=others)


def record_command(code: str, one: Deadline) -> str:
    """Return the command that records what a deadline needs; empty where a file is edited."""
    if code in ("figure", "bound", "displaced"):
        return ""
    if code == "selector":
        kind = _selecting_kind(one)
        words = ["caseledger", "add", "event", one.case.id, kind, DAY]
        people = ["--person", one.person.id] if len(one.case.people) > 1 else []
        return shlex.join([*words, *people]) if kind else ""
    event, path, value = one.trigger.id, code, VALUE
    if code in ("served", "date"):
        value = DAY
    elif code == "time":
        value = "HH:MM+00:00"
    elif code == "suspensive":
        event = _appeal(one)
    return set_command(one.case.id, f"events.{event}.{path}", value) if event else ""


def _selecting_kind(one: Deadline) -> str:
    """The first kind of event that decides which version holds."""
    kinds = (
        kind
        for rule in (one.rule, *one.rules)
        if rule and rule.valid
        for pattern in rule.valid.selector
        for kind in pattern.kind
    )
    return next(kinds, "")


def _appeal(one: Deadline) -> str:
    """The appeal that is pending, or that was decided, as the steps name it."""
    for step in one.steps:
        if step.code == "appeal-pending":
            return str(step.values["event"])
        if step.code == "restarted":
            return str(step.values.get("appeal") or "")
    return ""
