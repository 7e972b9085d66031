"""Events in words."""

from datetime import date as Day

import pytest
from tests.domain.invented import UZBEK, VOCABULARY, invented

from caseledger.domain.case import Case
from caseledger.domain.timeline import Choice, Row, timeline
from caseledger.render.sentences import Speech, count_words

ENGLISH, RUSSIAN = Speech(VOCABULARY, "en"), Speech(VOCABULARY, "ru")


def said(event: str, speech: Speech = ENGLISH) -> str:
    """Say what happened in an event."""
    (one,) = invented(event).events
    return speech.event(one, VOCABULARY.kind(one.kind))


@pytest.mark.parametrize(
    ("event", "english"),
    [
        pytest.param(
            "kind: extradition.requested, country: KZ, by: UZ",
            "Extradition from Kazakhstan requested by Uzbekistan",
            id="states",
        ),
        pytest.param(
            "kind: extradition.requested, country: KZ",
            "Extradition from Kazakhstan requested",
            id="a-state-is-missing",
        ),
        pytest.param(
            "kind: removal.carried-out, country: KZ, to: withheld",
            "Removed by Kazakhstan to withheld state",
            id="withheld",
        ),
        pytest.param(
            "kind: removal.carried-out, country: KZ, to: withheld-2",
            "Removed by Kazakhstan to withheld state 2",
            id="withheld-2",
        ),
        pytest.param(
            "kind: removal.carried-out, country: KZ, to: unknown",
            "Removed by Kazakhstan to unknown state",
            id="unknown",
        ),
        pytest.param(
            "kind: movement.entered, country: KZ, from: UZ",
            "Entered Kazakhstan from Uzbekistan",
            id="from",
        ),
        pytest.param("kind: case.note", "Note", id="label"),
        pytest.param(
            "kind: odd.kind, country: KZ, to: UZ", "odd.kind (Kazakhstan → Uzbekistan)", id="odd"
        ),
        pytest.param(
            "kind: complaint.measure-granted, body: HRC, country: KZ",
            "Interim measure against Kazakhstan granted by the UN Human Rights Committee",
            id="body",
        ),
    ],
)
def test_an_event(event: str, english: str) -> None:
    assert said(f"date: 2024, {event}") == english


def test_a_sentence_in_russian() -> None:
    text = said("date: 2024, kind: extradition.requested, country: KZ, by: UZ", RUSSIAN)

    assert text.startswith("Запрошена выдача")
    assert "Казахстан" in text
    assert "Узбекистан" in text


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param("kind: case.note", [], id="nothing"),
        pytest.param(
            "kind: protection.granted, country: KZ, outcome: GENCONV, until: 2025-01-20",
            ["refugee status", "until 20 Jan 2025"],
            id="outcome-and-end",
        ),
        pytest.param(
            'kind: protection.refused, country: KZ, authority: City Court, reference: "12/3"',
            ["City Court", "12/3"],
            id="authority-and-reference",
        ),
        pytest.param(
            "kind: protection.refused, country: KZ, served: 2024-02-03, known: 2024-02",
            ["served 3 Feb 2024", "known Feb 2024"],
            id="served-and-known",
        ),
        pytest.param(
            "kind: extradition.surrender-scheduled, country: KZ, for: 2024-05-01",
            ["for 1 May 2024"],
            id="fixed-for",
        ),
        pytest.param(
            "kind: extradition.hearing, country: KZ, for: 2024-05-01, state: scheduled",
            [],
            id="its-date-is-that-day",
        ),
        pytest.param(
            "kind: detention.released, country: KZ, grounds: [maximum-term]",
            ["maximum term"],
            id="grounds",
        ),
    ],
)
def test_details(event: str, expected: list[str]) -> None:
    (one,) = invented(f"date: 2024, {event}").events

    assert ENGLISH.details(one, VOCABULARY.kind(one.kind)) == expected


def case_of_two_and_a_group() -> Case:
    """A case whose second event concerns one person, and whose third a part of a group."""
    people = UZBEK + (
        "  - {id: qq, pseudonym: Other, citizenship: [UZ]}\n"
        "  - {id: gg, kind: group, pseudonym: the rest, count: {min: 26, max: 27}}\n"
    )
    return invented(
        "date: 2024-01, kind: case.note, people: [pp, qq, gg]",
        "date: 2024-02, kind: case.note, people: [qq]",
        "date: 2024-03, kind: case.note, people: [pp, gg], count: 5",
        "date: 2024-04, kind: case.note, people: [gg]",
        people=people,
    )


def rows_of(case: Case) -> tuple[Row, ...]:
    return timeline(case, VOCABULARY, Day(2024, 12, 31), Choice()).rows


def test_whom_an_event_concerns() -> None:
    case = case_of_two_and_a_group()

    assert [ENGLISH.whom(row, case) for row in rows_of(case)] == [
        "",
        "Other",
        "Somebody, the rest (5 people)",
        "the rest (26-27 people)",
    ]
    assert RUSSIAN.whom(rows_of(case)[3], case) == "the rest (26-27 чел.)"


def test_nobody_is_named_in_a_case_of_one() -> None:
    case = invented("date: 2024, kind: case.note")

    assert ENGLISH.whom(rows_of(case)[0], case) == ""


def test_how_many_of_a_group_is_told_wherever_the_event_says_it() -> None:
    group = "  - {id: gg, kind: group, pseudonym: the rest, count: {min: 26, max: 27}}\n"
    case = invented(
        "date: 2024-01, kind: case.note",
        "date: 2024-02, kind: case.note, count: 12",
        "date: 2024-03, kind: case.note, count: 1",
        people=group,
    )

    assert [ENGLISH.whom(row, case) for row in rows_of(case)] == [
        "",
        "the rest (12 people)",
        "the rest (1 person)",
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param("", "Entered Kazakhstan", id="no-count"),
        pytest.param(", count: {min: 26, max: 27}", "Entered Kazakhstan, 26-27 people", id="range"),
        pytest.param(", count: {min: 1, max: 1}", "Entered Kazakhstan, 1 person", id="one"),
    ],
)
def test_what_is_told_alone_says_to_how_many_it_happened(count: str, expected: str) -> None:
    group = UZBEK.replace("citizenship", "kind: group, count: {min: 28, max: 29}, citizenship")
    (one,) = invented(
        f"date: 2024, kind: movement.entered, country: KZ{count}", people=group
    ).events

    assert ENGLISH.told(one, VOCABULARY.kind(one.kind)) == expected


def test_a_count_is_a_number_or_a_range() -> None:
    case = case_of_two_and_a_group()
    group, part = case.people[2].count, case.events[2].count

    assert group
    assert part
    assert (count_words(group), count_words(part)) == ("26-27", "5")
