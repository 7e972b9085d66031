"""Which events a rule means, in words."""

from collections.abc import Iterable, Iterator

from caseledger.domain.rules.rule import EventPattern, Variant
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.law_words import period_words
from caseledger.render.rule_words import WORDS

TERMS = ("outcome", "not_outcome", "grounds", "not_grounds")
"""Conditions that hold outcomes or grounds."""


def pattern_words(pattern: EventPattern, vocabulary: Vocabulary, lang: str) -> str:
    """Say which events a pattern means: their kinds by label and code, and the conditions."""
    kinds = any_of(_kinds(pattern.kind, vocabulary, lang), lang)
    conditions = "; ".join(_conditions(pattern, vocabulary, lang))
    return f"{kinds}; {conditions}" if conditions else kinds


def any_of(texts: Iterable[str], lang: str) -> str:
    """Say that any of several things will do: ``A, B or C``."""
    *others, last = texts
    return WORDS[lang]["or"].join((", ".join(others), last)) if others else last


def condition_words(variant: Variant, vocabulary: Vocabulary, lang: str) -> str:
    """Say for which sort of trigger a variant is."""
    return "; ".join(_terms(variant, vocabulary, lang))


def _kinds(codes: Iterable[str], vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    for code in codes:
        kind = vocabulary.kind(code)
        yield f"{kind.label(lang)} ({kind.code})" if kind else code


def _conditions(one: EventPattern, vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    """What is asked of an event besides its kind, the day that counts first."""
    words = WORDS[lang]
    if one.for_:
        yield words["for"].format(period_words(one.for_.text, lang))
    if f"clock-{one.clock}" in words:
        yield words[f"clock-{one.clock}"]
    yield from _terms(one, vocabulary, lang)
    yield from _fields(one, vocabulary, lang)
    for name in ("after", "not_after", "elsewhere", "not_brought_by"):
        if codes := getattr(one, name):
            yield words[name].format(any_of(_kinds(codes, vocabulary, lang), lang))
    if one.scheduled:
        yield words["scheduled"]


def _fields(one: EventPattern, vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    """What its fields must hold, and which it must have or not have."""
    words, procedures = WORDS[lang], (one.procedure,) if one.procedure else ()
    for name, section, codes in (
        ("body", "bodies", one.body),
        ("level", "level", one.level),
        ("procedure", "procedure", procedures),
    ):
        if codes:
            told = ", ".join(vocabulary.word(section, code, lang) for code in codes)
            yield words[name].format(told)
    if one.final:
        yield words[f"final-{one.final}"]
    for name in ("has", "lacks"):
        if fields := getattr(one, name):
            yield words[name].format(", ".join(fields))


def _terms(one: EventPattern | Variant, vocabulary: Vocabulary, lang: str) -> Iterator[str]:
    for name in TERMS:
        if codes := getattr(one, name, ()):
            told = ", ".join(vocabulary.term(code, lang) for code in codes)
            yield WORDS[lang][name].format(told)
