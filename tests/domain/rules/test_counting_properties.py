"""What holds for every period, every way of counting and every calendar."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.rules.calendar import Calendar, NoCalendar
from caseledger.domain.rules.choices import NEXT_WORKING_DAY, NO_ROLLOVER, UNKNOWN_ROLLOVER
from caseledger.domain.rules.counting import End, ends
from caseledger.domain.rules.period import Period
from caseledger.domain.rules.rule import Profile
from caseledger.store.catalogue import load_vocabulary

RULES = load_vocabulary().rules
PROFILES = [found for code in RULES.profile_codes if (found := RULES.profile(code))]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Invented:
    """A calendar of some months and days in some years; the others are not covered."""

    free: frozenset[tuple[int, int]]
    years: Collection[int]
    version = "invented"

    def holidays(self, _state: str, year: int) -> Mapping[Day, str] | None:
        if year not in self.years:
            return None
        return {Day(year, month, day): "invented" for month, day in self.free}


DAYS = st.dates(Day(2023, 11, 1), Day(2025, 3, 31))
MOSTLY_NEAR_MONTH_ENDS = st.one_of(DAYS, DAYS.map(lambda day: day.replace(day=28) + 3 * ONE_DAY))
FREE = st.frozensets(st.tuples(st.integers(1, 12), st.integers(1, 28)), max_size=40)
COVERED = st.builds(Invented, FREE, st.just(range(1, 10_000)))
CALENDARS = st.one_of(
    COVERED, st.builds(Invented, FREE, st.frozensets(st.integers(2023, 2028), max_size=6))
)
FORWARD = st.builds(Period, st.integers(0, 40), st.sampled_from(["h", "d", "w", "m", "y", "wd"]))
LENGTHS = st.lists(FORWARD, min_size=1, max_size=3)
ANY_LENGTHS = st.one_of(
    LENGTHS, LENGTHS.map(lambda found: [Period(-one.amount, one.unit) for one in found])
)
BY_NUMBER = st.lists(
    st.builds(Period, st.integers(1, 40), st.sampled_from(["d", "w", "m", "y"])),
    min_size=1,
    max_size=3,
)
TIMES = st.one_of(
    st.none(),
    st.builds(
        lambda hour, minute, offset: f"{hour:02d}:{minute:02d}{offset}",
        *(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["Z", "+06:00", "-10:30"])),
    ),
)
INVENTED_PROFILES = st.builds(
    replace,
    st.sampled_from(PROFILES),
    event_day=st.sampled_from(["counted", "not-counted", "both"]),
    weekend=st.sampled_from([("saturday", "sunday"), ("friday",), ()]),
    status=st.sampled_from(["text", "unverified"]),
)


def count(
    start: Day, lengths: list[Period], profile: Profile, calendar: Calendar, time: str | None = None
) -> tuple[End, ...]:
    return ends(start, lengths, profile, "KZ", calendar, time)


@given(
    MOSTLY_NEAR_MONTH_ENDS,
    st.integers(0, 5),
    ANY_LENGTHS,
    st.one_of(st.sampled_from(PROFILES), INVENTED_PROFILES),
    CALENDARS,
    TIMES,
)
def test_a_later_start_never_gives_an_earlier_end(
    start: Day,
    later: int,
    lengths: list[Period],
    profile: Profile,
    calendar: Invented,
    time: str | None,
) -> None:
    first = count(start, lengths, profile, calendar, time)
    second = count(start + later * ONE_DAY, lengths, profile, calendar, time)

    assert [a.day <= b.day for a, b in zip(first, second, strict=True)] == [True] * len(first)


@given(DAYS, BY_NUMBER, INVENTED_PROFILES, CALENDARS)
def test_without_a_roll_over_holidays_do_not_matter(
    start: Day, lengths: list[Period], profile: Profile, calendar: Invented
) -> None:
    stays = replace(profile, rollover=NO_ROLLOVER)

    assert count(start, lengths, stays, calendar) == count(start, lengths, stays, NoCalendar())


@given(DAYS, BY_NUMBER, st.sampled_from(PROFILES), COVERED)
def test_with_a_roll_over_it_ends_on_the_first_day_that_is_not_free(
    start: Day, lengths: list[Period], profile: Profile, calendar: Invented
) -> None:
    profile = replace(profile, extra_free_days=(), status="text")
    stays = count(start, lengths, replace(profile, rollover=NO_ROLLOVER), calendar)
    moves = count(start, lengths, replace(profile, rollover=NEXT_WORKING_DAY), calendar)

    for unmoved, end in zip(stays, moves, strict=True):
        passed = [unmoved.day + n * ONE_DAY for n in range((end.day - unmoved.day).days)]
        free = [day.weekday() > 4 or (day.month, day.day) in calendar.free for day in passed]
        assert end.day >= unmoved.day
        assert all(free)
        assert end.day.weekday() <= 4
        assert (end.day.month, end.day.day) not in calendar.free
        assert (end.safe_before, end.uncovered) == (None, ())


@given(DAYS, BY_NUMBER, INVENTED_PROFILES, CALENDARS)
def test_safe_mode_leaves_the_day_and_names_a_working_day_before_it(
    start: Day, lengths: list[Period], profile: Profile, calendar: Invented
) -> None:
    stays = count(start, lengths, replace(profile, rollover=NO_ROLLOVER), calendar)
    safe = count(start, lengths, replace(profile, rollover=UNKNOWN_ROLLOVER), calendar)

    assert [end.day for end in safe] == [end.day for end in stays]
    for end in safe:
        assert end.safe_before is None or end.safe_before < end.day
        if end.day.year in end.uncovered:
            assert end.safe_before is not None


@given(DAYS, st.integers(1, 400), st.sampled_from(["d", "w"]), CALENDARS)
def test_two_readings_of_the_first_day_are_a_day_apart(
    start: Day, amount: int, unit: str, calendar: Invented
) -> None:
    profile = RULES.profile("cis-both")
    assert profile is not None

    counted, not_counted = count(start, [Period(amount, unit)], profile, calendar)

    assert not_counted.day - counted.day == ONE_DAY


@given(st.sampled_from(PROFILES), DAYS, st.integers(-2000, 2000), TIMES)
def test_hours_are_exact_to_the_minute(
    profile: Profile, start: Day, hours: int, time: str | None
) -> None:
    for end in count(start, [Period(hours, "h")], profile, NoCalendar(), time):
        if time is None:
            assert (end.day - start).days == hours // 24
        else:
            begun = datetime.fromisoformat(f"{start}T{time}")
            assert end.moment is not None
            assert end.moment - begun == timedelta(hours=hours)
            assert end.moment.utcoffset() == begun.utcoffset()
            assert end.day == end.moment.date()


@given(DAYS, BY_NUMBER, INVENTED_PROFILES, CALENDARS)
def test_what_runs_backwards_never_moves(
    start: Day, lengths: list[Period], profile: Profile, calendar: Invented
) -> None:
    back = [Period(-one.amount, one.unit) for one in lengths]
    found = [
        [end.day for end in count(start, back, replace(profile, rollover=one, status="text"), c)]
        for one in (NO_ROLLOVER, NEXT_WORKING_DAY, UNKNOWN_ROLLOVER)
        for c in (calendar, NoCalendar())
    ]

    assert all(days == found[0] for days in found)
    assert max(found[0]) <= start


@given(DAYS, LENGTHS, LENGTHS, INVENTED_PROFILES, CALENDARS, TIMES)
def test_how_many_readings_there_are_hangs_on_the_profile_alone(
    start: Day,
    lengths: list[Period],
    others: list[Period],
    profile: Profile,
    calendar: Invented,
    time: str | None,
) -> None:
    found = count(start, lengths, profile, calendar, time)

    assert len(found) == len(count(Day.min, others, profile, NoCalendar()))
