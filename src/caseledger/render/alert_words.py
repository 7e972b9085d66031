"""Alerts in words: the name of one, what it means in a case, and how far ahead it looks."""

from collections.abc import Callable, Mapping

from caseledger.domain.alerts import Alert
from caseledger.domain.dates import DateError, Precision, parse_date
from caseledger.domain.kind import mapping, texts
from caseledger.domain.states import state_name
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.date_words import in_words
from caseledger.render.deadline_phrases import STATUSES
from caseledger.render.law_words import UNVERIFIED, labelled
from caseledger.render.wording import small

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


def alert_label(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Name an alert; it says so where it is not certain."""
    label = vocabulary.word("alerts", alert.name, lang)
    return label if alert.certain else WORDS[lang]["uncertain"].format(label)


def alert_sentence(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Say what an alert means in its case, with the entries that it rests on."""
    page = mapping(vocabulary.alert_pages.get(alert.name))
    phrases = texts(mapping(page.get("sentence")).get(lang))
    said = {"detail": detail_words(alert, vocabulary, lang), "events": ", ".join(alert.events)}
    said["day"] = said["detail"] if _is_one_day(alert.detail) else ""
    fitting = (
        phrase
        for phrase in phrases
        if all(words or f"{{{name}}}" not in phrase for name, words in said.items())
    )
    phrase = next(fitting, "") or vocabulary.word("alerts", alert.name, lang)
    sentence = _named(phrase.format(**said), alert, vocabulary, lang)
    if alert.certain:
        return sentence
    return WORDS[lang]["uncertain"].format(sentence.removesuffix(".")) + "."


def _named(sentence: str, alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Say before a sentence of which deadline it speaks, where a rule sets it."""
    rule = vocabulary.rules.rule(alert.rule) if alert.rule else None
    if rule is None:
        return sentence
    title = labelled(rule.title, lang)
    title += f" ({STATUSES[lang]['unverified']})" if alert.law in UNVERIFIED else ""
    return f"{title}: {small(sentence)}"


def detail_words(alert: Alert, vocabulary: Vocabulary, lang: str) -> str:
    """Say the detail of an alert: a date, a state, a field; nothing where there is none."""
    sort = str(mapping(vocabulary.alert_pages.get(alert.name)).get("detail", "none"))
    if not alert.detail or sort not in DETAILS:
        return alert.detail
    return DETAILS[sort](alert.detail, vocabulary, lang)


def _day(detail: str, vocabulary: Vocabulary, lang: str) -> str:
    """A date; of a handover whose day is not known, how far the threat has come."""
    if detail in vocabulary.words("exposures"):
        return vocabulary.word("exposures", detail, lang)
    return in_words(parse_date(detail), lang)


def _is_one_day(detail: str) -> bool:
    """Whether a detail is a date of which the day is known: only that fits behind *on*."""
    try:
        return parse_date(detail).precision is Precision.DAY
    except DateError:
        return False


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
