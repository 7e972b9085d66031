"""Periods counted by hand and by the sources, against the real profiles and real holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day

import pytest

from caseledger.domain.rules.calendar import NoCalendar
from caseledger.domain.rules.counting import End, ends
from caseledger.domain.rules.free_days import easter_sunday
from caseledger.domain.rules.period import a_period
from caseledger.domain.rules.rule import Profile
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()


def profile(code: str) -> Profile:
    found = VOCABULARY.rules.profile(code)
    assert found is not None
    return found


def count(code: str, state: str, start: str, lengths: str, time: str | None = None) -> list[End]:
    """Count with the real profile and the real holidays."""
    periods = [a_period(text) for text in lengths.split()]
    day = Day.fromisoformat(start)
    return list(ends(day, periods, profile(code), state, VOCABULARY.calendar, time))


def days(found: list[End]) -> str:
    return " ".join(end.day.isoformat() for end in found)


@pytest.mark.parametrize(
    ("code", "state", "start", "lengths", "expected"),
    [
        # Worked out in a source.
        pytest.param("pl-kpa", "PL", "2021-11-03", "14d", "2021-11-17", id="zielonalinia-14-days"),
        pytest.param("pl-kpa", "PL", "2021-06-30", "3m", "2021-09-30", id="zielonalinia-3-months"),
        pytest.param("echr", "RU", "2005-02-08", "3m", "2005-05-08", id="Bordovskiy-a-Sunday"),
        pytest.param("echr", "RU", "2012-06-05", "3m", "2012-09-05", id="Khodzhamberdiyev"),
        pytest.param("echr", "TR", "2005-11-28", "6m", "2006-05-28", id="Sabri-Gunes-a-Sunday"),
        # Worked out from the text of the rule.
        pytest.param("echr", "AT", "2022-01-31", "6m", "2022-07-31", id="echr-six-months"),
        pytest.param("echr", "AT", "2022-02-01", "4m", "2022-06-01", id="echr-four-months"),
        pytest.param("echr", "AT", "2023-10-31", "4m", "2024-02-29", id="echr-leap-year"),
        pytest.param("echr", "AT", "2022-10-30", "4m", "2023-02-28", id="echr-February"),
        pytest.param("echr", "AT", "2024-01-31", "4m", "2024-05-31", id="echr-month-end"),
        pytest.param("eu-dublin3", "AT", "2025-07-04", "3m", "2025-10-04", id="dublin-a-Saturday"),
        pytest.param("eu-dublin3", "AT", "2025-11-30", "3m", "2026-02-28", id="dublin-clamped"),
        pytest.param("eu-dublin3", "AT", "2025-12-05", "2m", "2026-02-05", id="dublin-eurodac"),
        pytest.param("eu-dublin3", "AT", "2026-01-31", "6m", "2026-07-31", id="dublin-transfer"),
        pytest.param("eu-dublin3", "AT", "2026-01-31", "18m", "2027-07-31", id="dublin-absconded"),
        pytest.param("eu-pact", "AT", "2026-07-12", "2m", "2026-09-14", id="ammr-take-charge"),
        pytest.param("eu-pact", "AT", "2026-08-31", "6m", "2027-03-01", id="ammr-transfer"),
        pytest.param("at-avg", "AT", "2025-04-04", "2w", "2025-04-22", id="austria-Good-Friday"),
        pytest.param("at-avg", "AT", "2025-11-26", "4w", "2025-12-29", id="austria-24-December"),
        pytest.param("pl-kpa", "PL", "2025-04-19", "14d", "2025-05-05", id="poland-3-May"),
        pytest.param("kz-safe", "KZ", "2025-11-30", "3m", "2026-02-28", id="kz-decision"),
        pytest.param("kz-safe", "KZ", "2025-06-05", "10d", "2025-06-15", id="kz-complaint"),
        pytest.param("cis-both", "KZ", "2025-03-10", "40d", "2025-04-18 2025-04-19", id="minsk"),
        pytest.param("coe-extradition", "AT", "2025-02-03", "18d", "2025-02-21", id="coe-18"),
        pytest.param("coe-extradition", "AT", "2025-02-03", "40d", "2025-03-15", id="coe-40"),
        pytest.param("plain", "AT", "2025-08-31", "6m", "2026-02-28", id="apd-6"),
        pytest.param("plain", "AT", "2025-08-31", "6m 9m", "2026-11-30", id="apd-15-added"),
        pytest.param("plain", "AT", "2025-08-31", "6m 9m 3m", "2027-02-28", id="apd-18-added"),
        pytest.param("plain", "AT", "2025-08-31", "21m", "2027-05-31", id="apd-21"),
        pytest.param("plain", "US", "2024-03-02", "1y", "2025-03-02", id="usa-a-Sunday"),
        pytest.param("us-8cfr", "US", "2024-03-02", "1y", "2025-03-02 2025-03-03", id="usa-moved"),
    ],
)
def test_the_vectors(code: str, state: str, start: str, lengths: str, expected: str) -> None:
    assert days(count(code, state, start, lengths)) == expected


@pytest.mark.parametrize(
    ("code", "state", "start", "lengths", "expected"),
    [
        # Month ends and leap years.
        pytest.param("eu-dublin3", "DE", "2024-02-29", "1y", "2025-02-28", id="leap-day"),
        pytest.param("eu-dublin3", "DE", "2024-02-29", "4y", "2028-02-29", id="leap-to-leap"),
        pytest.param("eu-dublin3", "DE", "2025-02-28", "1m", "2025-03-28", id="no-month-end-kept"),
        pytest.param("echr", "PL", "2025-12-25", "1y", "2026-12-25", id="holiday-stays"),
        pytest.param("plain", "PL", "2025-01-31", "1m 1d", "2025-03-01", id="months-then-days"),
        pytest.param("plain", "PL", "2025-01-31", "1d 1m", "2025-03-01", id="in-any-order"),
        pytest.param("plain", "PL", "2025-01-31", "1y 2m 1w", "2026-04-07", id="all-units"),
        # The Pact: the holidays of the state concerned.
        pytest.param("eu-pact", "PL", "2026-10-11", "1m", "2026-11-12", id="pact-Poland-11-Nov"),
        pytest.param("eu-pact", "AT", "2026-10-11", "1m", "2026-11-11", id="pact-Austria-11-Nov"),
        pytest.param("eu-pact", "DE", "2026-11-25", "1m", "2026-12-28", id="pact-Christmas"),
        # General EU acts: the roll-over was not read, so that both are possible.
        pytest.param(
            "eu-1182-71", "DE", "2026-07-12", "2m", "2026-09-12 2026-09-14", id="eu-both-ends"
        ),
        pytest.param("eu-1182-71", "DE", "2026-07-14", "2m", "2026-09-14 2026-09-14", id="eu-one"),
        # Austria: Good Friday and 24 December are free, New Year's Eve is not.
        pytest.param("at-avg", "AT", "2026-03-06", "4w", "2026-04-07", id="Good-Friday-2026"),
        pytest.param("at-avg", "AT", "2026-12-10", "2w", "2026-12-28", id="24-to-27-December"),
        pytest.param("at-avg", "AT", "2026-12-17", "2w", "2026-12-31", id="New-Years-Eve"),
        pytest.param("at-avg", "AT", "2027-10-19", "1w", "2027-10-27", id="National-Day"),
        # Poland: 1 and 3 May, with a weekend or without; Good Friday is a working day.
        pytest.param("pl-kpa", "PL", "2026-04-17", "14d", "2026-05-04", id="1-to-3-May"),
        pytest.param("pl-kpa", "PL", "2027-04-19", "14d", "2027-05-04", id="3-May-a-Monday"),
        pytest.param("pl-kpa", "PL", "2026-03-20", "14d", "2026-04-03", id="Good-Friday-works"),
        pytest.param("pl-kpa", "PL", "2026-03-21", "14d", "2026-04-07", id="Easter"),
        pytest.param("pl-kpa", "PL", "2023-11-25", "30d", "2023-12-27", id="Christmas"),
        # Kazakhstan: administrative offences; a Saturday that a decree made a working day.
        pytest.param("kz-coao", "KZ", "2026-03-11", "10d", "2026-03-21 2026-03-26", id="kz-Nauryz"),
        pytest.param("kz-coao", "KZ", "2024-04-24", "10d", "2024-05-04 2024-05-04", id="kz-decree"),
        # United Kingdom, and any law of a user's own.
        pytest.param("uk-ftt", "GB", "2026-12-11", "14d", "2026-12-25 2026-12-29", id="uk"),
        pytest.param("next-working-day", "PL", "2025-03-04", "60d", "2025-05-05", id="own-60-days"),
        pytest.param("plain", "PL", "2025-03-04", "60d", "2025-05-03", id="own-60-days-unmoved"),
        # Working days, with the day of the event or without.
        pytest.param("next-working-day", "PL", "2025-04-30", "3wd", "2025-05-06", id="working"),
        pytest.param("cis-both", "PL", "2025-04-30", "2wd", "2025-05-02 2025-05-05", id="both-wd"),
        pytest.param("plain", "PL", "2025-05-06", "-3wd", "2025-04-30", id="working-backwards"),
        # Both readings by months: the day before the one of the same number, at the month's end.
        pytest.param("cis-both", "KZ", "2025-03-10", "2m", "2025-05-09 2025-05-10", id="both"),
        pytest.param("cis-both", "KZ", "2025-01-31", "1m", "2025-02-28 2025-02-28", id="both-end"),
        # Backwards never moves.
        pytest.param("pl-kpa", "PL", "2025-05-10", "-7d", "2025-05-03", id="backwards-Saturday"),
        pytest.param("at-avg", "AT", "2025-05-18", "-1m", "2025-04-18", id="backwards-Good-Friday"),
        pytest.param("kz-safe", "KZ", "2025-03-31", "-1m", "2025-02-28", id="backwards-clamped"),
        pytest.param(
            "cis-both", "KZ", "2025-03-20", "-10d", "2025-03-11 2025-03-10", id="both-back"
        ),
        pytest.param("plain", "PL", "2025-03-10", "asap", "2025-03-10", id="no-length"),
    ],
)
def test_each_profile(code: str, state: str, start: str, lengths: str, expected: str) -> None:
    assert days(count(code, state, start, lengths)) == expected


@pytest.mark.parametrize(
    ("lengths", "time", "expected"),
    [
        pytest.param("960h", "14:00+05:00", "2025-04-19T14:00:00+05:00", id="forty-times-24"),
        pytest.param("72h", "23:59+06:00", "2025-03-13T23:59:00+06:00", id="to-the-minute"),
        pytest.param("30h", "20:15Z", "2025-03-12T02:15:00+00:00", id="over-midnight"),
        pytest.param("-24h", "00:30+05:00", "2025-03-09T00:30:00+05:00", id="backwards"),
    ],
)
def test_hours_run_from_the_moment(lengths: str, time: str, expected: str) -> None:
    (end,) = count("kz-moment", "KZ", "2025-03-10", lengths, time)

    assert end.moment is not None
    assert end.moment.isoformat() == expected
    assert end.day == end.moment.date()


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ("72h", "2025-03-13"),
        ("960h", "2025-04-19"),
        ("30h", "2025-03-11"),
        ("36h", "2025-03-11"),
        ("-24h", "2025-03-09"),
    ],
)
def test_hours_without_the_hour_run_from_the_beginning_of_the_day(
    lengths: str, expected: str
) -> None:
    (end,) = count("kz-moment", "KZ", "2025-03-10", lengths)

    assert (end.day.isoformat(), end.moment) == (expected, None)
    assert "hour-unknown" in [step.code for step in end.steps]


def test_hours_do_not_move_to_another_day() -> None:
    (end,) = count("next-working-day", "PL", "2025-05-01", "48h", "10:00+02:00")

    assert end.day == Day(2025, 5, 3)


@pytest.mark.parametrize(
    ("place", "start", "lengths", "day", "before", "uncovered"),
    [
        pytest.param("kz-safe KZ", "2025-06-05", "10d", "06-15", "06-13", (), id="Sunday"),
        pytest.param("kz-safe KZ", "2025-06-06", "10d", "06-16", None, (), id="Monday"),
        pytest.param("kz-safe KZ", "2025-07-21", "40d", "08-30", "08-29", (), id="holiday"),
        pytest.param("kz-safe KZ", "2025-03-14", "10d", "03-24", "03-20", (), id="chain"),
        pytest.param(
            *("kz-safe unknown", "2025-06-05", "11d", "06-16", "06-13", (2025,)),
            id="a-Monday-may-be-free",
        ),
        pytest.param(
            *("kz-safe unknown", "2025-06-05", "10d", "06-15", "06-13", (2025,)),
            id="a-Sunday-is-free-in-any-case",
        ),
        pytest.param(
            *("pl-kpa withheld", "2025-06-06", "8d", "06-14", "06-13", (2025,)),
            id="nobody-knows-to-which-day-it-moves",
        ),
        pytest.param(
            *("pl-kpa withheld", "2025-06-06", "10d", "06-16", "06-13", (2025,)),
            id="it-may-move",
        ),
        pytest.param("us-8cfr US", "2024-03-02", "1y", "03-02", "02-28", (), id="not-read-well"),
    ],
)
def test_safe_mode(
    place: str,
    start: str,
    lengths: str,
    day: str,
    before: str | None,
    uncovered: tuple[int, ...],
) -> None:
    code, state = place.split()
    end = count(code, state, start, lengths)[0]

    assert end.day == Day.fromisoformat(f"2025-{day}")
    assert end.safe_before == (Day.fromisoformat(f"2025-{before}") if before else None)
    assert end.uncovered == uncovered


def test_a_chain_that_runs_into_a_year_that_is_not_covered_does_not_move() -> None:
    class OneYear:
        version = "one year"

        def holidays(self, _state: str, year: int) -> dict[Day, str] | None:
            return {Day(2028, 12, 29): "a day off"} if year == 2028 else None

    start, week = Day(2028, 12, 22), [a_period("1w")]
    (end,) = ends(start, week, profile("next-working-day"), "PL", OneYear())

    assert (end.day, end.safe_before) == (Day(2028, 12, 29), Day(2028, 12, 28))
    assert end.uncovered == (2029,)


@pytest.mark.parametrize(
    ("code", "state", "start", "lengths", "steps"),
    [
        pytest.param(
            *("at-avg", "AT", "2025-04-04", "2w"),
            "length event-day ends free:good-friday free:saturday free:sunday "
            "free:holiday:Easter Monday moved",
            id="moved",
        ),
        pytest.param(
            *("eu-dublin3", "AT", "2025-11-30", "3m"),
            "length event-day clamped ends free:saturday not-moved",
            id="clamped-and-not-moved",
        ),
        pytest.param(
            *("kz-safe", "KZ", "2025-06-05", "10d"),
            "length event-day ends free:sunday safe",
            id="safe",
        ),
        pytest.param(
            *("pl-kpa", "unknown", "2025-06-06", "10d"),
            "length event-day ends no-calendar safe",
            id="no-calendar",
        ),
        pytest.param(
            *("pl-kpa", "PL", "2025-05-10", "-7d"),
            "length event-day ends backwards",
            id="backwards",
        ),
        pytest.param(
            *("plain", "PL", "2025-08-31", "6m 9m"),
            "length length event-day clamped ends",
            id="two-lengths",
        ),
        pytest.param(*("plain", "PL", "2025-04-30", "asap"), "event-day ends", id="no-length"),
        pytest.param(
            *("next-working-day", "unknown", "2025-04-30", "3wd"),
            "length event-day working-days no-calendar ends safe",
            id="not-covered-is-said-once",
        ),
        pytest.param(
            *("plain", "unknown", "2025-04-30", "3wd"),
            "length event-day working-days no-calendar ends",
            id="working-days",
        ),
        pytest.param(
            *("kz-moment", "KZ", "2025-03-10", "72h"), "length hour-unknown ends", id="hours"
        ),
    ],
)
def test_the_steps(code: str, state: str, start: str, lengths: str, steps: str) -> None:
    end = count(code, state, start, lengths)[-1]
    told = [
        ":".join(filter(None, [step.code, *(str(step.values.get(k, "")) for k in ("why", "name"))]))
        for step in end.steps
    ]

    assert " ".join(told) == steps


def test_the_steps_hold_the_days() -> None:
    (end,) = count("eu-pact", "AT", "2026-08-31", "6m")

    assert [(step.code, dict(step.values)) for step in end.steps] == [
        ("length", {"text": "6m", "from": Day(2026, 8, 31)}),
        ("event-day", {"how": "not-counted"}),
        ("clamped", {"day": Day(2027, 2, 28)}),
        ("ends", {"day": Day(2027, 2, 28)}),
        ("free", {"day": Day(2027, 2, 28), "why": "sunday"}),
        ("moved", {"from": Day(2027, 2, 28), "to": Day(2027, 3, 1)}),
    ]


@pytest.mark.parametrize("text", ["9999y", "9999m", "9999w", "9999d", "9999h", "300wd"])
@pytest.mark.parametrize("time", [None, "23:59-14:00"])
def test_the_ends_of_the_calendar(text: str, time: str | None) -> None:
    forward, back = [a_period(text)], [a_period(f"-{text}")]
    for code in VOCABULARY.rules.profile_codes:
        last = ends(Day(9999, 12, 30), forward, profile(code), "PL", VOCABULARY.calendar, time)
        first = ends(Day(1, 1, 2), back, profile(code), "PL", VOCABULARY.calendar, time)

        assert {end.day for end in last} <= {Day(9999, 12, 30), Day.max}
        assert {end.day for end in first} <= {Day(1, 1, 2), Day.min}


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param("2025-05-01", "2025-05-03", id="friday-and-no-saturday"),
        pytest.param("2025-04-20", "2025-04-22", id="easter-monday"),
        pytest.param("2025-05-04", "2025-05-06", id="the-fifth-of-May"),
        pytest.param("2025-05-02", "2025-05-03", id="no-public-holidays"),
    ],
)
def test_another_weekend_and_other_extra_days(start: str, expected: str) -> None:
    own = replace(
        profile("next-working-day"),
        weekend=("friday",),
        extra_free_days=("easter-monday", "05-05"),
        holidays=False,
    )

    (end,) = ends(Day.fromisoformat(start), [a_period("1d")], own, "PL", NoCalendar())

    assert end.day == Day.fromisoformat(expected)
    assert end.uncovered == ()


@pytest.mark.parametrize(
    "day",
    [
        *("1818-03-22", "1954-04-18", "2000-04-23", "2024-03-31"),
        *("2025-04-20", "2026-04-05", "2038-04-25", "2049-04-18"),
    ],
)
def test_easter(day: str) -> None:
    assert easter_sunday(int(day[:4])) == Day.fromisoformat(day)


def test_every_profile_that_was_read_says_where() -> None:
    unsourced = [
        code
        for code in VOCABULARY.rules.profile_codes
        if profile(code).status != "unverified" and not profile(code).source
    ]

    assert unsourced == ["next-working-day"]  # a way of counting, no law
