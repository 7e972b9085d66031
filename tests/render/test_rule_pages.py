"""The page of a rule says everything that stands in it, in both languages."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest
from tests.domain.invented_rules import BASE, COMPLAINT, PROFILES, TREATIES, tree_of

from caseledger.domain.loading import KEYS, shape_of
from caseledger.domain.own_rules import read_rule_file
from caseledger.domain.rules.rule import (
    EventPattern,
    Instrument,
    Party,
    Profile,
    Rule,
    RuleFile,
)
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.rule_pages import instrument_parts, profile_parts, rule_parts
from caseledger.render.rule_words import COLUMNS, TESTS, WORDS

OTHER: dict[str, Any] = {
    "law": "Another act",
    "jurisdiction": "PL",
    "instrument": "minsk",
    "bound": ["other"],
    "displaced_by": "minsk",
    "binds": "state",
    "family": "complaints",
    "valid": {"from": "2020-01-01", "to": "2021-01-01", "also_from": "2020-06-01"},
    "review_after": "2026-06-12",
    "trigger": "extradition.upheld",
    "last_only": "true",
    "for": "61d",
    "national": {"min": "1w", "max": "2w"},
    "variant": [{"outcome": "x", "for": "7d", "status": "unverified"}],
    "extend": [{"by": "case.note", "total": "8d", "add": "9d", "status": "unverified"}],
    "cap": "90d",
    "restart": [{"by": "case.note", "suspensive": "true", "appeal": "extradition.appealed"}],
    "detained": "true",
    "custody_grounds": "transfer",
    "calendar": "other",
    "custody": "true",
    "silent": "true",
    "done_by": "case.note",
    "moot_by": "case.note",
    "act": "dispatch",
    "profile": "other",
    "on_miss": "late-claim",
    "guidance": "true",
    "suspends": {"answer": "yes", "status": "unverified", "note": "Not read."},
    "status": "unverified",
    "source": "another letter",
    "note": "Something more.",
    "examples": [
        {
            "trigger": "2026-01-03",
            "time": "14:00Z",
            "selector": "2025-12-31",
            "country": "KZ",
            "extended": "case.note",
            "latest": "2026-03-04",
        }
    ],
}
CONDITIONS: dict[str, Any] = {
    "kind": "extradition.upheld",
    "clock": "until",
    "outcome": "dismissed",
    "not_outcome": "dismissed",
    "grounds": "x",
    "not_grounds": "x",
    "body": "CAT",
    "level": ["appeal"],
    "procedure": "take-back",
    "final": "yes",
    "has": "until",
    "lacks": "until",
    "after": "case.note",
    "not_after": "case.note",
    "elsewhere": "case.note",
    "not_brought_by": "case.note",
    "scheduled": "true",
    "for": "3d",
}
COUNTING: dict[str, Any] = {
    "event_day": "both",
    "rollover": "unknown",
    "weekend": ["sunday"],
    "extra_free_days": "12-24",
    "holidays": "false",
    "act": "dispatch",
    "status": "text",
    "source": "a letter",
    "note": "Something more.",
}
BINDING: dict[str, Any] = {
    "names": "the treaty",
    "parties": {
        "PL": {
            "bound": "yes",
            "from": "2020-01-01",
            "to": "2021-01-01",
            "status": "secondary",
            "note": "Left it.",
        }
    },
    "others": "no",
    "source": "a letter",
    "note": "Something more.",
}
BASIS: dict[str, dict[str, Any]] = {
    "bound": {"instrument": "minsk"},
    "family": {"id": "own-other"},
    "national": {"for": None},
}
"""What else must stand in a rule for a key to mean something."""

LANGUAGES = ("en", "ru")
SIBLING = COMPLAINT | {"family": "complaints"}


def keys_of(part: Any) -> set[str]:
    return {KEYS.get(one.name, one.name) for one in fields(part)} - {"other", "id", "title"}


def vocabulary_with(rule: dict[str, Any], **more: Any) -> Vocabulary:
    """The invented rule of the family and another; whether it makes sense is not asked."""
    profiles = PROFILES | {"other": {"title": "Otherwise", "status": "text"}}
    file, problems = read_rule_file(tree_of(SIBLING, **{"profiles": profiles} | more), BASE)
    assert file is not None
    assert problems == []
    made: Any = shape_of(Rule).read({key: one for key, one in rule.items() if one is not None})
    return BASE.with_rules([file, RuleFile(format=1, rules=(made,))])


def page(lang: str, rule: dict[str, Any]) -> dict[str, list[object]]:
    parts = rule_parts(rule["id"], vocabulary_with(rule), lang)
    return {name: list(said) for name, said in parts}


def test_every_key_is_tried() -> None:
    assert set(OTHER) == keys_of(Rule)
    assert set(CONDITIONS) == keys_of(EventPattern)
    assert set(COUNTING) == keys_of(Profile)
    assert set(BINDING) == keys_of(Instrument)
    assert set(BINDING["parties"]["PL"]) == keys_of(Party)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", OTHER)
def test_whatever_stands_in_a_rule_shows_on_its_page(key: str, lang: str) -> None:
    plain = COMPLAINT | BASIS.get(key, {})

    assert page(lang, plain | {key: OTHER[key]}) != page(lang, plain)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", CONDITIONS)
def test_every_condition_shows(key: str, lang: str) -> None:
    kind = {"kind": "extradition.ordered"}
    plain = page(lang, COMPLAINT | {"trigger": kind})
    changed = page(lang, COMPLAINT | {"trigger": kind | {key: CONDITIONS[key]}})

    assert changed["trigger"] != plain["trigger"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", COUNTING)
def test_every_word_on_counting_shows(key: str, lang: str) -> None:
    free = {"title": "Otherwise", "status": "secondary", "rollover": "next-working-day"}
    pages = [
        [(name, list(said)) for name, said in profile_parts("own", vocabulary, lang)]
        for profile in (free, free | {key: COUNTING[key]})
        for vocabulary in [vocabulary_with(COMPLAINT, profiles=PROFILES | {"own": profile})]
    ]

    assert pages[0] != pages[1]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", [*BINDING, *BINDING["parties"]["PL"]])
def test_every_word_on_a_treaty_shows(key: str, lang: str) -> None:
    treaty: dict[str, Any] = {
        "title": "A treaty",
        "parties": {"PL": {"bound": "unknown", "status": "text"}},
    }
    party = {key: BINDING["parties"]["PL"].get(key)}
    changed = (
        treaty | {key: BINDING[key]}
        if key in BINDING
        else treaty | {"parties": {"PL": treaty["parties"]["PL"] | party}}
    )
    pages = [
        [(name, list(said)) for name, said in instrument_parts("own", vocabulary, lang)]
        for one in (treaty, changed)
        for vocabulary in [vocabulary_with(COMPLAINT, instruments=TREATIES | {"own": one})]
    ]

    assert pages[0] != pages[1]


@pytest.mark.parametrize("table", [WORDS, COLUMNS, TESTS], ids=["words", "columns", "tests"])
def test_both_languages_have_the_same_words(table: dict[str, dict[str, str]]) -> None:
    english, russian = (table[lang] for lang in LANGUAGES)

    assert english.keys() == russian.keys()
    for key, text in english.items():
        assert sorted(re.findall(r"{\w*}", text)) == sorted(re.findall(r"{\w*}", russian[key]))
