"""When alerts about custody are raised, and when not."""

import pytest
from tests.domain.alerts.raising import (
    ARRESTED,
    ENTERED_POLAND,
    HERE,
    REFUGEE,
    SURRENDERED,
    Raised,
    raised,
)

EXTENDED = (
    "date: 2023-03-01, kind: detention.extended, country: KZ, grounds: extradition,"
    " until: 2023-06-30"
)
FREE = "date: 2023-06-30, kind: detention.released, country: KZ, grounds: maximum-term"
WANTED = "date: 2023-01-05, kind: extradition.wanted, by: UZ"
SENTENCE = "date: 2023-02-01, kind: detention.arrested, country: KZ, grounds: sentence"
MAYBE_LEFT = "date: 2023-07-05, kind: movement.entered, country: PL, state: alleged"
SERVING = EXTENDED.replace("extradition", "sentence")
TERM = [(True, "e3", "2023-06-30")]
HELD = [HERE, ARRESTED, EXTENDED]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-05-30", HELD, [], id="31-days-before"),
        pytest.param("2023-05-31", HELD, TERM, id="30-days-before"),
        pytest.param("2023-07-30", HELD, TERM, id="30-days-over-and-no-word"),
        pytest.param("2023-07-31", HELD, [], id="31-days-over"),
        pytest.param("2023-07-10", [*HELD, FREE], [(True, "e4", "2023-06-30")], id="released"),
        pytest.param("2023-07-30", [*HELD, FREE], [(True, "e4", "2023-06-30")], id="30-days-free"),
        pytest.param("2023-07-31", [*HELD, FREE], [], id="31-days-free"),
        pytest.param(
            "2023-06-15",
            [HERE, ARRESTED, EXTENDED.replace("2023-06-30", "2023-07")],
            [(False, "e3", "2023-07")],
            id="some-day-of-a-month",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, SENTENCE, SERVING],
            [],
            id="nobody-seeks-them",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, SENTENCE, SERVING, WANTED],
            TERM,
            id="wanted",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, SENTENCE, SERVING, f"{WANTED}, state: alleged"],
            [(False, "e3", "2023-06-30")],
            id="perhaps-wanted",
        ),
        pytest.param(
            "2023-06-15",
            [*HELD, EXTENDED.replace("03-01", "06-10").replace("06-30", "12-30")],
            [],
            id="extended-again",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, ARRESTED, f"{FREE}, state: scheduled".replace("06-30", "07-01")],
            [(True, "e3", "2023-07-01")],
            id="a-release-is-fixed",
        ),
        pytest.param(
            "2023-06-15",
            [HERE, ARRESTED, "date: 2023-06-01, kind: detention.maximum-reached, country: KZ"],
            [(True, "e3", "2023-06-01")],
            id="the-maximum",
        ),
        pytest.param(
            "2023-02-10",
            [HERE, ARRESTED, "date: 2023-01-15, kind: detention.maximum-reached, country: KZ"],
            [(False, "e2", "[2023-03-12..2023-03-13]")],  # forty days without a request
            id="of-an-earlier-custody",
        ),
        pytest.param("2023-07-10", [*HELD, FREE, ENTERED_POLAND.replace("11-01", "07-05")], [],
                     id="free-and-elsewhere"),
        pytest.param("2023-06-15", [HERE, SENTENCE, SERVING, WANTED, f"{WANTED}, state: alleged"],
                     TERM, id="wanted-and-perhaps-again"),
        pytest.param("2023-06-15", [HERE, ARRESTED,
                     "date: 2023-06-01, kind: detention.maximum-reached, country: PL"], [],
                     id="the-maximum-elsewhere"),
        pytest.param("2023-06-15", [HERE, ARRESTED,
                     "date: 2023-07-01, kind: detention.hearing, country: KZ, state: scheduled"],
                     [], id="a-hearing-is-fixed"),
        pytest.param("2023-07-10", [*HELD, FREE, MAYBE_LEFT], [(False, "e4", "2023-06-30")],
                     id="free-and-maybe-elsewhere"),
        pytest.param("2023-06-15", [*HELD, SURRENDERED], [], id="returned"),
    ],
)  # fmt: skip
def test_release_window(day: str, events: list[str], expected: Raised) -> None:
    assert raised("release-window", day, events) == expected


OFFENCE = "date: 2023-07-20, kind: removal.offence-recorded, country: KZ"
ORDERED = "date: 2023-07-20, kind: removal.ordered, country: KZ, to: UZ"
REFUSED = "date: 2023-06-30, kind: extradition.refused, country: KZ, by: UZ"
AGAIN = "date: 2023-07-20, kind: detention.rearrested, country: KZ, grounds: overstay"
SWITCHED = [(True, "e3 e4", "20")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED], SWITCHED, id="refused-and-ordered"),
        pytest.param([HERE, ARRESTED, REFUSED, OFFENCE], SWITCHED, id="an-offence"),
        pytest.param([HERE, ARRESTED, REFUSED, AGAIN], SWITCHED, id="arrested-for-migration"),
        pytest.param([HERE, ARRESTED, REFUSED, AGAIN.replace("overstay", "sentence")], [],
                     id="arrested-for-something-else"),
        pytest.param([HERE, ARRESTED, FREE, OFFENCE], SWITCHED, id="released"),
        pytest.param([HERE, SENTENCE, FREE, OFFENCE], [], id="nobody-sought-them"),
        pytest.param([HERE, SENTENCE, FREE, OFFENCE, ARRESTED.replace("02-01", "08-01")], [],
                     id="sought-only-later"),
        pytest.param([HERE, SENTENCE, FREE, OFFENCE, ARRESTED.replace("KZ", "PL"),
                      "date: 2023-06-01, kind: movement.located, country: KZ"], [],
                     id="sought-elsewhere"),
        pytest.param([HERE, ARRESTED, FREE, OFFENCE.replace("07-20", "06-30"), ORDERED],
                     [(True, "e3 e4 e5", "0")], id="that-day-and-later"),
        pytest.param([HERE, ARRESTED, REFUSED, AGAIN.replace("overstay", "[identity, overstay]")],
                     SWITCHED, id="arrested-on-two-grounds"),
        pytest.param([HERE, WANTED, FREE, OFFENCE], SWITCHED, id="wanted"),
        pytest.param([HERE, ARRESTED, FREE.replace("released", "maximum-reached"), OFFENCE],
                     SWITCHED, id="the-maximum"),
        *(
            pytest.param([HERE, ARRESTED, REFUSED.replace("refused", verb), ORDERED], SWITCHED,
                         id=verb)
            for verb in ("withdrawn", "lapsed", "quashed")
        ),
        *(
            pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("ordered", verb)], SWITCHED,
                         id=verb)
            for verb in ("leave-by-set", "scheduled", "carried-out")
        ),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("07-20", "08-29")],
                     [(True, "e3 e4", "60")], id="60-days"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("07-20", "08-30")], [], id="61"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("07-20", "06-29")], [], id="before"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("07-20", "06-30")],
                     [(False, "e3 e4", "0")], id="that-day"),
        pytest.param([HERE, ARRESTED, REFUSED,
                      ORDERED.replace("07-20", "06-30") + ", after: [e3]"],
                     [(True, "e3 e4", "0")], id="that-day-and-after-it"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("07-20", "08")],
                     [(False, "e3 e4", "32")], id="in-a-month-that-may-be-too-late"),
        pytest.param([HERE, ARRESTED, f"{REFUSED}, state: alleged", ORDERED],
                     [(False, "e3 e4", "20")], id="alleged-end"),
        pytest.param([HERE, ARRESTED, REFUSED, f"{ORDERED}, state: alleged"],
                     [(False, "e3 e4", "20")], id="alleged-order"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED.replace("country: KZ", "country: PL")], [],
                     id="in-another-state"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED,
                      "date: 2023-08-01, kind: removal.annulled, country: KZ, to: UZ"], [],
                     id="annulled"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED, REFUGEE.replace("06-01", "08-01")
                      , "date: 2023-08-02, kind: removal.annulled, country: KZ"], [],
                     id="protected"),
        pytest.param([HERE, ARRESTED, REFUSED, ORDERED, ENTERED_POLAND], [], id="left"),
    ],
)  # fmt: skip
def test_track_switch(events: list[str], expected: Raised) -> None:
    assert raised("track-switch", "2023-12-01", events) == expected
