"""What stands beside the standing: law, basis, last word, places, tracks, stage, custody."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, stands
from tests.domain.story_strategies import told

from caseledger.domain.standing import Standing, standing
from caseledger.domain.status import days_held

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
ASKED = "date: 2024-01-10, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2024-01-20, kind: protection.lodged, country: KZ"
REFUGEE = "date: 2024-02-01, kind: protection.granted, country: KZ, outcome: refugee"
MEASURE = "date: 2024-02-01, kind: complaint.measure-granted, body: {}, country: {}"


def at(country: str, *events: str) -> list[str]:
    """The events in another state than Kazakhstan."""
    return [event.replace("country: KZ", f"country: {country}") for event in events]


@pytest.mark.parametrize(
    ("events", "law"),
    [
        pytest.param([HERE], "none", id="nothing-rests-on-law"),
        pytest.param([HERE, ASKED], "none", id="nothing-holds-it-off"),
        pytest.param([HERE, LODGED], "none", id="nothing-to-hold-off"),
        pytest.param(
            [HERE, ASKED, "date: 2024-02-01, kind: extradition.suspended, country: KZ, by: UZ"],
            "none",
            id="its-own-suspension-needs-no-law",
        ),
        pytest.param([HERE, ASKED, LODGED], "unverified", id="unverified"),
        pytest.param([HERE, ASKED, REFUGEE], "unverified", id="read-in-part"),
        pytest.param(at("TR", HERE, ASKED, LODGED), "unverified", id="only-the-general-table"),
        pytest.param(
            [*at("AT", HERE, ASKED), MEASURE.format("ECtHR", "AT")], "secondary", id="secondary"
        ),
        pytest.param(
            [*at("AT", HERE, ASKED, LODGED), MEASURE.format("ECtHR", "AT")],
            "unverified",
            id="the-weakest-of-two",
        ),
        pytest.param(
            [*at("AT", HERE, ASKED), MEASURE.format("ECtHR", "AT"), MEASURE.format("CAT", "KZ")],
            "secondary",
            id="not-that-of-another-state",
        ),
    ],
)
def test_how_good_the_law_is(events: list[str], law: str) -> None:
    assert stands("2024-06-01", *events).law == law


@pytest.mark.parametrize(
    ("events", "basis"),
    [
        pytest.param([HERE], ["e1"], id="arrival"),
        pytest.param(
            [HERE, "date: 2024-02-01, kind: movement.located, country: KZ"], ["e1"], id="it"
        ),
        pytest.param([HERE, ASKED, LODGED], ["e1", "e2", "e3"], id="threat-and-bar"),
        pytest.param(
            [HERE, ASKED, *at("PL", ASKED, REFUGEE)[:1]], ["e1", "e2"], id="not-elsewhere"
        ),
        pytest.param([HERE, LODGED, REFUGEE], ["e1", "e3"], id="not-what-was-cleared"),
        pytest.param(
            [HERE, "date: 2024-02-01, kind: protection.none, country: KZ"], ["e1", "e2"], id="none"
        ),
        pytest.param([HERE, f"{ASKED}, state: alleged"], ["e1", "e2"], id="what-is-only-possible"),
        pytest.param(["date: 2024-02-01, kind: person.died"], ["e1"], id="death"),
        pytest.param(["date: 2024-02-01, kind: person.missing"], ["e1"], id="vanished"),
        pytest.param([HERE, f"{ASKED}, state: refuted"], ["e1"], id="not-what-is-refuted"),
    ],
)
def test_on_what_it_rests(events: list[str], basis: list[str]) -> None:
    assert sorted(stands("2024-06-01", *events).basis) == basis


@pytest.mark.parametrize(
    ("event", "provisional"),
    [
        pytest.param(LODGED, False, id="plain"),
        pytest.param(LODGED.replace("01-20", "01-20?"), True, id="uncertain"),
        pytest.param(LODGED.replace("01-20", "01-20%"), True, id="both"),
        pytest.param("date: 2024-02-01?, kind: person.died", True, id="death"),
        pytest.param(LODGED.replace("01-20", "01-20~"), False, id="only-approximate"),
        pytest.param(LODGED.replace("2024-01-20", "2024-07?"), False, id="not-begun"),
        pytest.param(LODGED.replace("01-20, ", "01-20?, state: refuted, "), False, id="refuted"),
    ],
)
def test_provisional(event: str, provisional: bool) -> None:
    assert stands("2024-06-01", HERE, ASKED, event).provisional is provisional


@pytest.mark.parametrize(
    ("event", "last"),
    [
        pytest.param("date: 2024-03-05, kind: case.note", "2024-03-05", id="any-entry"),
        pytest.param("date: 2024-03, kind: case.note", "2024-03-31", id="a-month-by-its-end"),
        pytest.param("date: 2024-06, kind: case.note", "2024-01-01", id="not-over"),
        pytest.param(
            "date: 2024-03-05, kind: case.note, state: alleged", "2024-01-01", id="alleged"
        ),
        pytest.param("date: 2024-03, kind: case.note, known: 2024-03-09", "2024-03-09", id="known"),
    ],
)
def test_the_last_word(event: str, last: str) -> None:
    assert stands("2024-06-01", HERE, event).last_word == Day.fromisoformat(last)


@pytest.mark.parametrize(
    ("events", "location", "locations"),
    [
        pytest.param(["date: 2024, kind: case.note"], "unknown", ["unknown"], id="nowhere"),
        pytest.param([HERE], "KZ", ["KZ"], id="one"),
        pytest.param(
            [HERE, "date: 2024-06, kind: movement.entered, country: PL"],
            *("unknown", ["KZ", "PL"]),
            id="two",
        ),
        pytest.param(
            # Exposed only in Kazakhstan: that is where the headline is.
            [HERE, ASKED, "date: 2024-06, kind: movement.entered, country: PL"],
            *("KZ", ["KZ", "PL"]),
            id="that-of-the-headline",
        ),
        pytest.param(
            [HERE, "date: 2024-02-01, kind: movement.left, country: KZ"],
            *("unknown", ["unknown"]),
            id="left",
        ),
        pytest.param(
            [HERE, "date: 2024-02-01, kind: person.missing"], "KZ", ["KZ"], id="last-seen"
        ),
        pytest.param(
            [HERE, "date: 2024-02-01, kind: movement.entered, country: withheld"],
            *("withheld", ["withheld"]),
            id="withheld",
        ),
    ],
)
def test_where_they_are_or_may_be(events: list[str], location: str, locations: list[str]) -> None:
    now = stands("2024-06-15", *events)

    assert (now.location, list(now.locations)) == (location, locations)


def test_the_state_of_each_track_in_each_state() -> None:
    now = stands(
        "2024-06-01",
        HERE,
        ASKED,
        *at("PL", ASKED),
        "date: 2024-02-01, kind: extradition.ordered, country: KZ, by: UZ",
        "date: 2024-03-01, kind: extradition.upheld, country: KZ, by: UZ, state: alleged",
        "date: 2024-06, kind: extradition.refused, country: KZ, by: UZ",
        "date: 2024-03-02, kind: detention.arrested, country: KZ",
        "date: 2024-03-03, kind: complaint.lodged, body: CAT, country: KZ",
    )

    assert {(t.track, t.country): (t.state, t.other, t.event) for t in now.tracks} == {
        ("extradition", "KZ"): ("ordered", "UZ", "e4"),
        ("extradition", "PL"): ("requested", "UZ", "e3"),
        ("complaint", "KZ"): ("lodged", "", "e8"),
    }


ARRESTED = "date: 2024-02-01, kind: detention.arrested, country: KZ"
RELEASED = "date: 2024-03-01, kind: detention.released, country: KZ"
SURRENDERED = "date: 2024-03-01, kind: extradition.surrendered, country: KZ, by: UZ"
TRANSFERRED = "date: 2024-03-01, kind: transfer.carried-out, country: KZ, to: PL"


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        pytest.param([HERE, LODGED], 0, id="none"),
        pytest.param([HERE, "date: 2024-02-01, kind: extradition.wanted, by: UZ"], 1, id="wanted"),
        pytest.param([HERE, "date: 2024-02-01, kind: repression.threat"], 1, id="threat"),
        pytest.param([HERE, f"{ASKED}, state: alleged"], 0, id="only-alleged"),
        pytest.param([HERE, ASKED, ARRESTED], 2, id="held"),
        pytest.param([HERE, ARRESTED, RELEASED], 2, id="up-to-the-day"),
        pytest.param([HERE, ARRESTED.replace("02-01", "06")], 0, id="not-certain-yet"),
        pytest.param([HERE, ASKED, SURRENDERED], 3, id="returned"),
        pytest.param([HERE, TRANSFERRED], 0, id="to-a-state-that-is-not-feared"),
        pytest.param(
            [HERE, "date: 2024-03-01, kind: movement.abducted, country: KZ"], 3, id="disappeared"
        ),
        pytest.param([HERE, "date: 2024-03-01, kind: repression.attack"], 3, id="attacked"),
        pytest.param(
            [HERE, SURRENDERED, "date: 2024-04-01, kind: movement.entered, country: KZ"],
            3,
            id="the-highest",
        ),
    ],
)
def test_exile_stage(events: list[str], stage: int) -> None:
    assert stands("2024-06-01", *events).stage == stage


def held(*trees: tuple[str, str, str], on: str) -> Standing:
    """The standing after events of custody in Kazakhstan, each with two days that sources give."""
    case = told(
        [
            {
                "kind": f"detention.{kind}",
                "country": "KZ",
                "date": first,
                "sources": ["s1", {"source": "s2", "says": {"date": second}}],
            }
            for kind, first, second in trees
        ]
    )
    return standing(case, case.people[0], Day.fromisoformat(on), VOCABULARY)


@pytest.mark.parametrize(
    ("on", "state", "since"),
    [
        pytest.param("2024-05-03", "detained", ("2024-04-01", "2024-04-01"), id="before"),
        pytest.param("2024-05-04", "unknown", None, id="contested"),
        pytest.param("2024-05-05", "unknown", None, id="contested-still"),
        pytest.param("2024-05-06", "free", ("2024-05-04", "2024-05-06"), id="free-for-both"),
        pytest.param("2024-05-20", "free", ("2024-05-04", "2024-05-06"), id="free-afterwards"),
    ],
)
def test_a_release_on_which_sources_differ(
    on: str, state: str, since: tuple[str, str] | None
) -> None:
    arrest, release = ("arrested", "2024-04-01", "2024-04-01"), ("2024-05-04", "2024-05-06")
    liberty = held(arrest, ("released", *release), on=on).liberty
    window = liberty.since and (liberty.since.earliest, liberty.since.latest)

    assert liberty.state == state
    assert window == (since and tuple(Day.fromisoformat(text) for text in since))


def test_days_in_custody_are_a_range_where_sources_differ() -> None:
    day = Day(2024, 5, 14)
    liberty = held(("arrested", "2024-05-04", "2024-05-06"), on=day.isoformat()).liberty

    assert liberty.state == "detained"
    # Full days: from the 6th eight, from the 4th ten.
    assert days_held(liberty, day) == (8, 10)


@pytest.mark.parametrize(
    ("events", "on", "state", "place"),
    [
        pytest.param([HERE], "2024-06-01", "unknown", "", id="silence-is-not-freedom"),
        pytest.param([HERE, RELEASED], "2024-06-01", "free", "KZ", id="recorded"),
        pytest.param([ARRESTED], "2024-06-01", "detained", "KZ", id="held"),
        pytest.param([ARRESTED, SURRENDERED], "2024-06-01", "unknown", "", id="elsewhere-since"),
        pytest.param(
            [ARRESTED, "date: 2024-03-01, kind: movement.abducted, country: KZ, to: UZ"],
            *("2024-06-01", "held-unlawfully", "UZ"),
            id="abducted",
        ),
        pytest.param(
            [ARRESTED, f"{RELEASED}, state: alleged"], "2024-06-01", "unknown", "", id="a-rumour"
        ),
        pytest.param(
            # Twice entered, wherever it was: held in any case, nobody knows in which state.
            ["date: 2024-06, kind: detention.arrested, country: PL", ARRESTED],
            *("2024-06-15", "detained", ""),
            id="held-somewhere",
        ),
    ],
)
def test_liberty(events: list[str], on: str, state: str, place: str) -> None:
    liberty = stands(on, *events).liberty

    assert (liberty.state, liberty.place) == (state, place)
