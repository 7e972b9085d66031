from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented

from caseledger.domain.case import Case, Claims, Event, Person, Source
from caseledger.domain.typed import Typist, kind_named
from caseledger.errors import Ambiguous, NotFound, UsageProblem

TODAY = Day(2026, 11, 26)
TWO = (
    "  - {id: pp, name: Anna Invented, aliases: [Анна], citizenship: [UZ], sources: [s1]}\n"
    "  - {id: pq, pseudonym: Anna's brother, citizenship: [UZ], sources: [s1]}\n"
)
CASE = invented(
    "date: 2022-01-10, kind: movement.entered, country: KZ, people: [pp, pq]",
    "date: 2023-03-01, kind: extradition.requested, country: KZ, by: UZ, people: [pp]",
    people=TWO,
)
GRANTED = VOCABULARY.kind("protection.granted")


def typist() -> Typist:
    return Typist(CASE, VOCABULARY, TODAY, GRANTED)


@pytest.mark.parametrize(
    ("part", "key", "words", "meant"),
    [
        pytest.param(Event, "date", ["yesterday"], "2026-11-25", id="a day in words"),
        pytest.param(Event, "date", ["mid-2024-02"], "[2024-02-11..2024-02-20]", id="a third"),
        pytest.param(Event, "served", ["8 Jan 2024"], "2024-01-08", id="served"),
        pytest.param(
            Event,
            "served",
            ["person=2024-01-08", "counsel=2024-01-10"],
            {"person": "2024-01-08", "counsel": "2024-01-10"},
            id="served on two",
        ),
        pytest.param(Event, "country", ["Kazakhstan"], "KZ", id="a state by name"),
        pytest.param(Event, "country", ["Казахстан"], "KZ", id="in Russian"),
        pytest.param(Event, "country", ["no"], "NO", id="Norway"),
        pytest.param(Event, "to", ["withheld-2"], "withheld-2", id="a withheld state"),
        pytest.param(Event, "people", ["pq"], ["pq"], id="a person by id"),
        pytest.param(Event, "people", ["анна"], ["pp"], id="a person by alias"),
        pytest.param(Event, "of", ["e2"], "e2", id="an event"),
        pytest.param(Event, "after", ["e1"], ["e1"], id="a list of one"),
        pytest.param(Event, "outcome", ["REFUGEE"], "refugee", id="an outcome"),
        pytest.param(Event, "body", ["ecthr"], "ECtHR", id="a body"),
        pytest.param(Event, "final", ["YES"], "yes", id="a word of a few"),
        pytest.param(Event, "count", ["28-29"], {"min": "28", "max": "29"}, id="a range"),
        pytest.param(Event, "count", ["28"], "28", id="a number"),
        pytest.param(Event, "reference", ["010"], "010", id="a docket number"),
        pytest.param(Event, "links", ["held/e1"], [{"to": "held/e1"}], id="a link"),
        pytest.param(Claims, "date", ["2024-01-08"], "2024-01-08", id="a claim"),
        pytest.param(Person, "citizenship", ["stateless"], ["stateless"], id="stateless"),
        pytest.param(Source, "kind", ["phone"], "phone-call", id="a kind of source"),
        pytest.param(Source, "kind", ["звонок"], "phone-call", id="in Russian too"),
        pytest.param(Case, "tags", ["a", "b"], ["a", "b"], id="several words"),
    ],
)
def test_what_words_mean(part: type, key: str, words: list[str], meant: object) -> None:
    assert typist().field(part, key, words) == meant


@pytest.mark.parametrize(
    ("part", "key", "word", "said"),
    [
        pytest.param(Event, "date", "03/04/2024", "two ways", id="a date that reads twice"),
        pytest.param(Event, "country", "Kazakstan", "no state", id="no such state"),
        pytest.param(Event, "outcome", "refuge", "no such outcome", id="no such outcome"),
        pytest.param(Event, "level", "second", "no such word", id="not one of the few"),
        pytest.param(Source, "kind", "rumour-mill", "no such kind of source", id="no such source"),
    ],
)
def test_what_is_not_understood_is_refused(part: type, key: str, word: str, said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        typist().field(part, key, [word])


def test_the_hint_names_what_was_probably_meant() -> None:
    with pytest.raises(UsageProblem) as caught:
        typist().state("Kazakstan")
    assert "KZ" in caught.value.hint


def test_a_name_that_fits_two_people_is_not_guessed() -> None:
    with pytest.raises(Ambiguous) as caught:
        typist().person("Anna")
    assert caught.value.candidates == ("pp", "pq")
    assert caught.value.word == "Anna"


@pytest.mark.parametrize(("word", "error"), [("e", Ambiguous), ("x", NotFound), ("", NotFound)])
def test_an_entry_is_named_by_a_beginning_that_fits_one(word: str, error: type[NotFound]) -> None:
    with pytest.raises(error):
        typist().event(word)


def test_a_single_value_is_not_given_twice() -> None:
    with pytest.raises(UsageProblem, match="country takes one value"):
        typist().field(Event, "country", ["KZ", "UZ"])


@pytest.mark.parametrize(
    ("word", "fields", "code"),
    [
        pytest.param("arrested", ["by"], "extradition.arrested", id="a field tells two apart"),
        pytest.param("ext.ordered", [], "extradition.ordered", id="a track cut short"),
        pytest.param("extradition.ordered", [], "extradition.ordered", id="the code"),
    ],
)
def test_a_kind_by_its_short_names(word: str, fields: list[str], code: str) -> None:
    assert kind_named(VOCABULARY, word, fields).code == code


def test_a_kind_that_fits_twice_is_not_guessed() -> None:
    with pytest.raises(Ambiguous) as caught:
        kind_named(VOCABULARY, "задержан", [])
    assert set(caught.value.candidates) == {"extradition.arrested", "detention.arrested"}
