"""What contradicts what: sources, weekdays, orders and numbers."""

from datetime import date as Day

import pytest
from hypothesis import given
from tests.domain.case_strategies import cases
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.case import Case
from caseledger.domain.conflicts import Conflict, conflicts_of
from caseledger.domain.loading import quick_case

TODAY = Day(2026, 11, 26)
HEAD = """\
format: 1
id: invented
title: Invented
people:
{people}
sources:
  - {{id: one, kind: media, published: 2025-01-01, reliability: likely}}
  - {{id: two, kind: media, reliability: high}}
  - {{id: bad, kind: media, reliability: doubtful}}
  - {{id: copy, kind: media, mirror_of: one}}
events:
"""
PERSON = "  - {id: pp, name: Somebody, aliases: [Some Body], citizenship: [UZ], sources: [one]}"
GROUP = (
    "  - {id: gg, kind: group, pseudonym: the others, count: {min: 28, max: 29}, sources: [one]}"
)
QUIET = "kind: case.note, date: 2024-01-01, sources: [one]"
REFUSED = "kind: protection.refused, country: KZ"
ENTERED = "kind: movement.entered, country: KZ, date: 2024-01-01"


def made(*events: str, people: str = PERSON) -> Case:
    """Make a case; each event is what stands in its braces, its id is e1, e2 and so on."""
    rows = (f"  - {{id: e{number}, {event}}}\n" for number, event in enumerate(events, start=1))
    return understood(HEAD.format(people=people) + "".join(rows))


def found(*events: str, people: str = PERSON, day: Day = TODAY) -> tuple[Conflict, ...]:
    return conflicts_of(made(*events, people=people), VOCABULARY, day)


def seen(*events: str, people: str = PERSON) -> list[str]:
    """Say each contradiction in a word: which entry, which field, of which sort."""
    return [f"{c.entry.id}.{c.field} {c.sort}" for c in found(*events, people=people)]


def cited(entry: str, says: str, kind: str = REFUSED) -> str:
    return f"{kind}, {entry}, sources: [one, {{source: two, says: {{{says}}}}}]"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(cited("date: 2024-01-08", "date: 2024-02-08"), "date", id="days"),
        pytest.param(cited("date: 2024", "date: 2024-02-08"), "", id="a day of that year"),
        pytest.param(cited("date: 2023", "date: 2024-02-08"), "date", id="a day of another year"),
        pytest.param(cited("date: 2024-01~", "date: 2024-02-08"), "", id="about"),
        pytest.param(
            cited('date: "[2024-01-08,2024-02-08]"', "date: 2024-01-20"), "date", id="one of two"
        ),
        pytest.param(
            cited("date: 2024-01-08, outcome: unfounded", "outcome: inadmissible"),
            "outcome",
            id="outcomes",
        ),
        pytest.param(cited("date: 2024-01-08", "outcome: inadmissible"), "outcome", id="silence"),
        pytest.param(cited("date: 2024-01-08", "final: yes"), "final", id="silent on final"),
        pytest.param(cited("date: 2024-01-08", "country: RU"), "country", id="states"),
        pytest.param(cited("date: 2024-01-08", "country: unknown"), "country", id="unknown state"),
        pytest.param(
            cited("date: 2024-01-08", "kind: protection.discontinued"), "kind", id="kinds"
        ),
        pytest.param(cited("date: 2024-01-08", "state: alleged"), "state", id="state"),
        pytest.param(
            cited("date: 2024-01-08, state: refuted", "state: happened"), "state", id="refuted"
        ),
        pytest.param(
            cited("date: 2024-01-08, authority: City  court", "authority: city court"),
            "",
            id="spelling of a court",
        ),
        pytest.param(
            cited("date: 2024-01-08, authority: City court", "authority: Supreme Court"),
            "authority",
            id="courts",
        ),
        pytest.param(cited("date: 2024-01-08", "authority: City court"), "", id="a court more"),
        pytest.param(
            cited(
                "date: 2024-01-08, place: Almaty", "place: {name: almaty, precision: settlement}"
            ),
            "",
            id="place in full",
        ),
        pytest.param(
            cited("date: 2024-01-08, place: Almaty", "place: withheld"), "", id="place withheld"
        ),
        pytest.param(
            "date: 2024-01-08, kind: protection.refused, country: KZ, sources: "
            "[{source: one, says: {authority: A}}, {source: two, says: {authority: B}}]",
            "authority",
            id="two sources beside a silent entry",
        ),
        pytest.param(
            "date: 2024, kind: protection.refused, country: KZ, sources: "
            "[{source: one, says: {date: 2024-01}}, {source: two, says: {date: 2024-03}}]",
            "date",
            id="two sources within the date of the entry",
        ),
    ],
)
def test_sources_differ(event: str, expected: str) -> None:
    assert seen(event) == ([f"e1.{expected} differ"] if expected else [])


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        pytest.param("name: SOME  body", [], id="known spelling"),
        pytest.param("name: Another", ["pp.name differ"], id="name"),
        pytest.param("citizenship: [UZ]", [], id="the same"),
        pytest.param("citizenship: [UZ, KZ]", ["pp.citizenship differ"], id="citizenships"),
        pytest.param("citizenship: [unknown]", [], id="not known"),
        pytest.param("citizenship: [stateless]", ["pp.citizenship differ"], id="stateless"),
        pytest.param("born: 1990", [], id="born, where the entry is silent"),
    ],
)
def test_identity(says: str, expected: list[str]) -> None:
    person = PERSON.replace("[one]", f"[one, {{source: two, says: {{{says}}}}}]")

    assert seen(f"{ENTERED}, sources: [one]", people=person) == expected


def test_days_of_birth_differ() -> None:
    person = PERSON.replace("[one]", "[one, {source: two, says: {born: 1991}}], born: 1990-05-02")

    assert seen(f"{ENTERED}, sources: [one]", people=person) == ["pp.born differ"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param("date: 2024-03-13, note: On Monday 13 March 2024.", True, id="English"),
        pytest.param("date: 2024-03-13, note: On Wednesday 13 March 2024.", False, id="it fits"),
        pytest.param("date: 2024-03-13, note: On Monday 13 March.", True, id="no year"),
        pytest.param("date: 2023-03-13, note: On Monday 13 March.", False, id="no year, it fits"),
        pytest.param("date: 2024-03-14, note: On Monday 13 March 2024.", False, id="another day"),
        pytest.param("date: 2024-03, note: On Monday 13 March 2024.", True, id="in that month"),
        pytest.param("date: 2024, note: On Monday 13 March 2024.", False, id="in that year"),
        pytest.param("date: unknown, note: On Monday 13 March 2024.", False, id="no date"),
        pytest.param('date: 2024-03-13, note: "13 марта 2024 года (понедельник)"', True, id="ru"),
        pytest.param('date: 2024-03-13, note: "в среду, 13 марта 2024"', False, id="ru, it fits"),
    ],
)
def test_weekdays(event: str, expected: bool) -> None:
    says = f"{REFUSED}, {event}, sources: [two]"

    assert seen(says) == (["e1.date weekday"] if expected else [])


def test_a_quote_is_held_against_what_its_own_source_says() -> None:
    quote = "{source: two, says: {date: 2024-03-12}, quote: 'Monday, March 12, 2024'}"
    (one,) = found(f"{REFUSED}, date: 2024-03, sources: [one, {quote}]")

    assert (one.sort, [str(claim.value) for claim in one.claims]) == (
        "weekday",
        ["2024-03-12", "Monday, March 12, 2024"],
    )
    assert [claim.where for claim in one.claims] == ["says", "quote"]


REQUESTED = "date: 2024-02-01, kind: extradition.requested, country: KZ, by: UZ, sources: [two]"
CERTIFIED = (
    "date: 2024-03-01, until: 2024-01-01, kind: protection.certificate-issued, country: KZ, "
    "sources: [two]"
)
ARREST = "kind: detention.arrested, country: KZ, sources: [two]"
RELEASE = "kind: detention.released, country: KZ, sources: [two]"
LODGED = "kind: protection.lodged, country: KZ, sources: [two]"
DECIDED = f"{REFUSED}, sources: [two]"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [f"date: 2024-01-05, {RELEASE}", f"date: 2024-02-01, {ARREST}"],
            ["e1.date order"],
            id="release before arrest",
        ),
        pytest.param(
            [
                f"date: 2024-01-01, {ARREST}",
                f"date: 2024-01-05, {RELEASE}",
                f"date: 2024-02-01, {ARREST}",
            ],
            [],
            id="release between arrests",
        ),
        pytest.param(
            [f"date: 2024-01, {RELEASE}", f"date: 2024-01-20, {ARREST}"], [], id="may be right"
        ),
        pytest.param(
            [f"date: 2024-01-05, {RELEASE}", f"date: 2024-02-01, {ARREST.replace('KZ', 'RU')}"],
            [],
            id="in another state",
        ),
        pytest.param(
            [f"date: 2024-01-05, {RELEASE}", f"date: 2024-02-01, state: refuted, {ARREST}"],
            [],
            id="refuted arrest",
        ),
        pytest.param(
            [f"date: 2024-01-05, {DECIDED}", f"date: 2024-02-01, {LODGED}"],
            ["e1.date order"],
            id="decision before application",
        ),
        pytest.param(
            [
                f"date: 2023-01-05, {LODGED}",
                f"date: 2024-01-05, of: e3, {DECIDED}",
                f"date: 2024-02-01, {LODGED}",
            ],
            ["e2.date order"],
            id="answers the later one",
        ),
        pytest.param(
            [
                "date: 2024-01-05, kind: extradition.refused, country: KZ, by: RU, sources: [two]",
                REQUESTED,
            ],
            [],
            id="of another state",
        ),
        pytest.param(
            [f"date: 2024-01-05, after: [e2], {LODGED}", f"date: 2024-02-01, {ARREST}"],
            ["e1.date order"],
            id="after what came later",
        ),
        pytest.param(
            [f"date: 2024-01-05, after: [e2], {RELEASE}", f"date: 2024-02-01, {ARREST}"],
            ["e1.date order"],
            id="told once",
        ),
        pytest.param(
            [f"date: 2025-03-01, {ARREST.replace('two', 'one')}"],
            ["e1.date order"],
            id="reported before it happened",
        ),
        pytest.param(
            ["date: 2024-03-01, known: 2024-01-01, kind: case.note, sources: [two]"],
            ["e1.date order"],
            id="known before it happened",
        ),
        pytest.param(
            [
                CERTIFIED,
            ],
            ["e1.until order"],
            id="ends before it begins",
        ),
        pytest.param(
            [f"date: 2024-03-01, served: {{person: 2024-01-01}}, {DECIDED}"],
            ["e1.date order"],
            id="served before it was decided",
        ),
    ],
)
def test_orders(events: list[str], expected: list[str]) -> None:
    assert seen(*events) == expected


def test_another_person_is_not_released_before_the_arrest() -> None:
    people = f"{PERSON}\n  - {{id: qq, name: Other, sources: [one]}}"
    release, arrest = f"date: 2024-01-05, {RELEASE}", f"date: 2024-02-01, {ARREST}"

    assert seen(f"{release}, people: [qq]", f"{arrest}, people: [pp]", people=people) == []
    assert seen(f"{release}, people: [qq]", f"{arrest}, people: [pp, qq]", people=people) == [
        "e1.date order"
    ]


@pytest.mark.parametrize(
    ("count", "says", "expected"),
    [
        pytest.param("29", "{min: 28, max: 30}", [], id="ranges overlap"),
        pytest.param("12", "{min: 13, max: 14}", ["e1.count differ"], id="ranges apart"),
        pytest.param("30", "30", ["e1.count count"], id="more than the group has"),
        pytest.param("5", "5", [], id="a part of the group"),
    ],
)
def test_head_counts(count: str, says: str, expected: list[str]) -> None:
    event = f"{ENTERED}, count: {count}, sources: [one, {{source: two, says: {{count: {says}}}}}]"

    assert seen(event, people=GROUP) == expected


DISPUTED = f"{ENTERED}, people: [pp], sources: [one, copy, {{source: bad, says: {{country: RU}}}}]"


def test_who_says_it() -> None:
    (one,) = found(DISPUTED)
    entry, other = one.claims

    assert [witness.source for witness in entry.witnesses] == ["one", "copy"]
    assert (entry.independent, entry.doubted) == (1, False)
    assert (other.independent, other.doubted) == (1, True)


def test_reprints_in_a_circle_are_one_witness() -> None:
    text = HEAD.format(people=PERSON).replace("id: one,", "id: one, mirror_of: copy,")
    case = understood(text + f"  - {{id: e1, {DISPUTED}}}\n")

    claim = conflicts_of(case, VOCABULARY, TODAY)[0].claims[0]
    assert [witness.mirror_of for witness in claim.witnesses] == ["copy", "one"]


@pytest.mark.parametrize(
    ("resolved", "followed", "silent"),
    [
        pytest.param("country: {prefer: one, by: A, reason: seen}", "KZ", False, id="the entry's"),
        pytest.param("country: {prefer: bad}", "RU", False, id="the other one"),
        pytest.param("country: {prefer: two}", None, True, id="not cited"),
    ],
)
def test_a_decision_stays_beside_the_claims(
    resolved: str, followed: str | None, silent: bool
) -> None:
    (one,) = found(f"{DISPUTED}, resolved: {{{resolved}}}")

    assert [claim.value for claim in one.claims] == ["KZ", "RU"]
    assert (one.is_open, one.followed, one.is_silent) == (False, followed, silent)


def test_a_preferred_source_that_is_silent_on_the_field() -> None:
    event = cited("date: 2024-01-08", "outcome: inadmissible")
    (one,) = found(f"{event}, resolved: {{outcome: {{prefer: one}}}}")

    assert one.is_silent


def test_what_matters_stands_before_the_rest_and_what_is_decided_behind() -> None:
    note = "date: 2023-01-01, kind: case.note, count: 1, sources: [one, {source: two, says: "
    note += "{date: 2022-01-01}}]"
    decided = f"{DISPUTED}, resolved: {{country: {{prefer: one}}}}"

    last = DISPUTED.replace("KZ, date: 2024-01", "PL, date: 2024-02")

    shown = [(c.entry.id, c.is_open, c.matters) for c in found(decided, note, last)]

    assert [entry for entry, _, _ in shown] == ["e3", "e2", "e1"]
    assert shown[0] == ("e3", True, True)
    assert shown[1] == ("e2", True, False)


def test_citizenship_matters_where_it_says_what_is_feared() -> None:
    person = PERSON.replace("[one]", "[one, {source: two, says: {citizenship: [KZ]}}]")
    fears = person.replace("citizenship: [UZ]", "citizenship: [UZ], fears: [UZ]")

    assert [one.matters for one in found(QUIET, people=person)] == [True]
    assert [one.matters for one in found(QUIET, people=fears)] == [False]


def test_only_what_has_begun_or_is_scheduled() -> None:
    scheduled = cited("date: 2024-12-08, state: scheduled", "date: 2024-12-09")
    later = cited("date: 2024-12-08", "date: 2024-12-09")

    assert [c.entry.id for c in found(scheduled, later, day=Day(2024, 6, 1))] == ["e1"]
    assert [c.entry.id for c in found(scheduled, later)] == ["e1", "e2"]


def test_a_person_has_no_place_for_a_decision() -> None:
    person = PERSON.replace("[one]", "[one, {source: two, says: {name: Another}}]")

    assert [one.choices for one in found(QUIET, people=person)] == [()]
    assert [one.choices for one in found(DISPUTED)] == [("one", "copy", "bad")]


@given(cases())
def test_any_case_has_claims_of_two_sides_and_choices_that_it_cites(
    tree: dict[str, object],
) -> None:
    case = quick_case(tree)
    assert case is not None

    for one in conflicts_of(case, VOCABULARY, TODAY):
        assert len(one.claims) > 1
        assert set(one.choices) <= {cited.source for cited in one.entry.sources}
