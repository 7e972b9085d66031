"""The alerts of the catalogue, held against the list of the design and their functions."""

import string

import pytest

from caseledger.domain.alerts import ALERTS
from caseledger.domain.kind import labels, mapping, texts
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()

NAMES = """surrender-imminent removal-imminent release-window track-switch measure-breached
    measure-pending no-suspensive-effect certificate-expiring expiry-unconfirmed undocumented
    deadline-near deadline-overdue chain-risk status-challenged return-announced notice-active
    outcome-unknown fate-unknown reported-dead reported-returned reported-missing unrepresented
    stale contested unsourced""".split()  # noqa: SIM905 - the list of the design, as it stands there

THRESHOLDS = {
    "surrender-imminent": 7,
    "removal-imminent": 7,
    "release-window": 30,
    "track-switch": 60,
    "certificate-expiring": 30,
    "deadline-near": 7,
    "deadline-overdue": 30,
    "stale": 90,
    "fate-unknown": 90,
}


def test_every_alert_of_the_design_is_there() -> None:
    assert sorted(VOCABULARY.words("alerts")) == sorted(NAMES)


def test_each_has_a_function_and_they_stand_in_one_order() -> None:
    assert tuple(ALERTS) == VOCABULARY.words("alerts") == tuple(VOCABULARY.thresholds)


def test_thresholds_are_those_of_the_documentation() -> None:
    assert {name: days for name, days in VOCABULARY.thresholds.items() if days} == THRESHOLDS


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_an_alert_has_words_and_a_page(name: str, language: str) -> None:
    page = mapping(VOCABULARY.alert_pages[name])

    assert labels(page["label"]).get(language)
    for part in ("explain", "when", "rests", "uncertain", "act"):
        assert len(str(mapping(page[part])[language])) > 5, part
    assert ("{days}" in str(mapping(page["when"])[language])) == ("threshold" in page)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_names_the_entries_and_only_what_an_alert_has(name: str, language: str) -> None:
    page = mapping(VOCABULARY.alert_pages[name])
    sentences = texts(mapping(page["sentence"])[language])
    slots = [{slot for _, slot, _, _ in string.Formatter().parse(s) if slot} for s in sentences]

    assert slots
    assert "events" in slots[0]
    assert all(set(each) <= {"events", "detail", "day"} for each in slots)
    said = "day" in slots[0] or "detail" in slots[0]
    assert said == (page["detail"] not in ("none", "track"))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_a_single_day_is_said_of_other_dates_too(name: str, language: str) -> None:
    sentences = texts(mapping(mapping(VOCABULARY.alert_pages[name])["sentence"])[language])

    for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
        assert "{day}" not in sentence or "{detail}" in following


@pytest.mark.parametrize("language", ["en", "ru"])
def test_labels_differ(language: str) -> None:
    found = [VOCABULARY.word("alerts", name, language) for name in NAMES]

    assert len(set(found)) == len(NAMES)
