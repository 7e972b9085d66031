from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented

from caseledger.domain.case import Case
from caseledger.domain.event_draft import Draft, draft_of, place_by_date, served_target
from caseledger.domain.typed import Typist
from caseledger.errors import Ambiguous, UsageProblem

TODAY = Day(2026, 11, 26)
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-03-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-02-01, kind: protection.lodged, country: KZ"
PAIR = "  - {id: pp, name: Anna, citizenship: [UZ]}\n  - {id: pq, name: Bek, citizenship: [UZ]}\n"


def draft(case: Case, kind: str, **words: str) -> Draft:
    typist = Typist(case, VOCABULARY, TODAY)
    return draft_of(typist, kind, {key: [word] for key, word in words.items()})


def test_the_country_is_where_the_person_is_and_that_is_said() -> None:
    made = draft(invented(ENTERED), "extradition.arrested", date="yesterday", by="UZ")
    assert made.tree["country"] == "KZ"
    assert ("country", "KZ", "where the person is") in made.assumed
    assert made.missing == ()


def test_the_country_is_where_the_person_was_on_that_day() -> None:
    later = "date: 2025-01-10, kind: movement.entered, country: PL"
    made = draft(invented(ENTERED, later), "arrested", date="2024-05-01", by="UZ")
    assert made.tree["country"] == "KZ"


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param(["date: 2020, kind: case.note"], id="nowhere"),
        pytest.param([ENTERED, "date: 2026, kind: movement.entered, country: PL"], id="two places"),
    ],
)
def test_the_country_is_asked_for_where_it_is_not_certain(entries: list[str]) -> None:
    made = draft(invented(*entries), "extradition.arrested", date="2026-05-01", by="UZ")
    assert "country" not in made.tree
    assert made.missing == ("country",)


def test_the_country_of_a_prosecution_is_not_where_the_person_is() -> None:
    made = draft(invented(ENTERED), "prosecution.charged", date="2024-05-01")
    assert "country" not in made.tree


def test_what_lies_ahead_is_scheduled() -> None:
    made = draft(invented(ENTERED), "extradition.hearing", date="2027-02-11")
    assert made.tree["state"] == "scheduled"
    assert [field for field, _, _ in made.assumed] == ["state", "country"]


def test_what_lies_behind_has_no_state_of_its_own() -> None:
    assert "state" not in draft(invented(ENTERED), "extradition.hearing", date="today").tree


@pytest.mark.parametrize(
    ("entries", "track"),
    [
        pytest.param([ENTERED, LODGED, REQUESTED], "extradition", id="the request came last"),
        pytest.param([ENTERED, LODGED], "protection", id="the claim came last"),
        pytest.param([REQUESTED, LODGED], "extradition", id="by day, not by place in the file"),
    ],
)
def test_a_hearing_is_one_of_the_track_written_last(entries: list[str], track: str) -> None:
    assert draft(invented(*entries), "hearing", date="2027-02-11").kind.code == f"{track}.hearing"


def test_a_kind_that_changes_a_standing_is_never_taken_from_the_last_track() -> None:
    with pytest.raises(Ambiguous):
        draft(invented(ENTERED, REQUESTED), "refused", date="2024-01-01")


def test_people_must_be_named_in_a_case_of_several() -> None:
    case = invented(ENTERED.replace("country", "people: [pp, pq], country"), people=PAIR)
    assert draft(case, "visit-denied", date="2024-01-01", country="KZ").missing == ("people",)


def test_whoever_was_called_by_name_is_meant() -> None:
    case = invented(ENTERED.replace("country", "people: [pp, pq], country"), people=PAIR)
    typist = Typist(case, VOCABULARY, TODAY)
    made = draft_of(typist, "arrested", {"date": ["today"], "by": ["UZ"]}, ["pq"])
    assert made.tree["people"] == ["pq"]
    assert ("people", "pq", "called by name") in made.assumed


def test_a_field_that_the_kind_has_no_use_for_is_refused() -> None:
    with pytest.raises(UsageProblem, match=r"movement\.entered takes no suspensive"):
        draft(invented(ENTERED), "movement.entered", date="2024-01-01", suspensive="yes")


def test_a_date_that_is_missing_is_asked_for() -> None:
    assert draft(invented(ENTERED), "extradition.lapsed").missing[0] == "date"


def test_what_was_served_must_be_plain() -> None:
    kind = VOCABULARY.kind("extradition.served")
    assert kind is not None
    ordered = "date: 2024-03-01, kind: extradition.ordered, country: KZ, by: UZ"
    assert served_target(invented(ENTERED, ordered), kind, "") == "e2"
    with pytest.raises(Ambiguous):
        served_target(invented(REQUESTED, ordered), kind, "")
    with pytest.raises(UsageProblem):
        served_target(invented(ENTERED), kind, "")


@pytest.mark.parametrize(
    ("text", "dates", "place"),
    [
        pytest.param("2024-03", ["2024-01", "2024-05"], 1, id="between"),
        pytest.param("2023", ["2024-01", "2024-05"], 0, id="before all"),
        pytest.param("2025", ["2024-01", "2024-05"], 2, id="behind all"),
        pytest.param("2024-01-08", ["2024-01-08", "2024-05"], 1, id="behind the same day"),
        pytest.param("2024-03", ["2024-01", "2024-05", "2024-02"], 3, id="the last not later"),
        pytest.param("unknown", ["2024-01"], 1, id="unknown goes to the end"),
        pytest.param("2024-03", ["unknown", "nonsense"], 2, id="nothing to go by"),
        pytest.param("[..2024-02-07]", ["2024-01", "2024-03"], 1, id="by its end if need be"),
        pytest.param("2024-03", [], 0, id="an empty list"),
    ],
)
def test_where_an_event_goes(text: str, dates: list[str], place: int) -> None:
    assert place_by_date(text, [{"date": date} for date in dates]) == place
