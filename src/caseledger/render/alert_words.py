"""Alerts in words: the name of one, what it means in a case, and how far ahead it looks."""

import datetime as dt
import re
from collections.abc import Callable, Mapping

from caseledger.domain.alerts import Alert
from caseledger.domain.kind import mapping, texts
from caseledger.domain.states import state_name
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.date_words import day_words

WORDS = {
    "en": {
        "uncertain": "{} (not certain)",
        "day": "{} day",
        "days": "{} days",
        "threshold": "{days}; {key}: in ledger.yaml changes this, or switches the alert off.",
        "none": "none; {key}: off in ledger.yaml switches the alert off.",
        "off": "switched off in ledger.yaml.",
    },
    "ru": {
        "uncertain": "{} (не установлено)",
        "day": "{} дн.",
        "days": "{} дн.",
        "threshold": "{days}; {key}: в ledger.yaml меняет это или выключает предупреждение.",
        "none": "нет; {key}: off в ledger.yaml выключает предупреждение.",
        "off": "выключено в ledger.yaml.",
    },
}

FIELDS = {
    "en": {
        "date": "the day",
        "kind": "what it was",
        "state": "whether it happened",
        "country": "the state",
        "by": "the requesting state",
        "to": "the destination",
        "outcome": "the outcome",
        "until": "the end of the term",
        "final": "whether it is final",
        "suspensive": "whether it suspends",
    },
    "ru": {
        "date": "день",
        "kind": "что это было",
        "state": "состоялось ли",
        "country": "государство",
        "by": "запрашивающее государство",
        "to": "государство назначения",
        "outcome": "результат",
        "until": "окончание срока",
        "final": "вступило ли в силу",
        "suspensive": "приостанавливает ли",
    },
}
"""The fields on which sources may disagree."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def alert_label(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Name an alert; it says so where it is not certain."""
    label = vocabulary.word("alerts", alert.name, lang)
    return label if alert.certain else WORDS[lang]["uncertain"].format(label)


def alert_sentence(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Say what an alert means in its case, with the entries that it rests on."""
    page = mapping(vocabulary.alert_pages.get(alert.name))
    phrases = texts(mapping(page.get("sentence")).get(lang))
    detail = detail_words(alert, vocabulary, lang)
    fitting = (
        phrase
        for phrase in phrases
        if (detail or "{detail}" not in phrase) and (alert.events or "{events}" not in phrase)
    )
    phrase = next(fitting, "") or vocabulary.word("alerts", alert.name, lang)
    sentence = phrase.format(events=", ".join(alert.events), detail=detail)
    if alert.certain:
        return sentence
    return WORDS[lang]["uncertain"].format(sentence.removesuffix(".")) + "."


def detail_words(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Say the detail of an alert: a day, a state, a field; nothing where there is none."""
    sort = str(mapping(vocabulary.alert_pages.get(alert.name)).get("detail", "none"))
    if not alert.detail or sort not in DETAILS:
        return alert.detail
    return DETAILS[sort](alert.detail, vocabulary, lang)


def _day(detail: str, vocabulary: Vocabulary, lang: str) -> str:
    """A day; of a handover whose day is not known, how far the threat has come."""
    if _DAY.fullmatch(detail):
        return day_words(dt.date.fromisoformat(detail), lang)
    return vocabulary.word("exposures", detail, lang)


DETAILS: Mapping[str, Callable[[str, Vocabulary, str], str]] = {
    "day": _day,
    "state": lambda detail, words, lang: state_name(detail, lang, words.states),
    "track": lambda detail, words, lang: words.word("tracks", detail, lang),
    "field": lambda detail, _, lang: FIELDS[lang].get(detail, detail),
    "document": lambda detail, words, lang: words.term(detail, lang),
}
"""How each sort of detail is said; a number of days is said as it is."""


def threshold_words(name: str, vocabulary: Vocabulary, lang: str) -> str:
    """Say how far an alert looks, and how a ledger changes that."""
    key = f"alerts.{name}"
    if name not in vocabulary.thresholds:
        return WORDS[lang]["off"]
    if "threshold" not in mapping(vocabulary.alert_pages.get(name)):
        return WORDS[lang]["none"].format(key=key)
    number = vocabulary.thresholds[name]
    days = WORDS[lang]["day" if number == 1 else "days"].format(number)
    return WORDS[lang]["threshold"].format(days=days, key=key)


def page_words(name: str, part: str, vocabulary: Vocabulary, lang: str) -> str:
    """Return one part of the page of an alert, with the threshold of the ledger filled in."""
    page = mapping(vocabulary.alert_pages.get(name))
    text = str(mapping(page.get(part)).get(lang, ""))
    return text.replace("{days}", str(vocabulary.thresholds.get(name, page.get("threshold", ""))))
