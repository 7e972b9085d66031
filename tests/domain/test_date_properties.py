from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.domain.date_strategies import DAYS, dates, nearby, texts

from caseledger.domain.date_input import read_date
from caseledger.domain.dates import (
    CaseDate,
    DateError,
    Form,
    Order,
    Precision,
    compare,
    parse_date,
)
from caseledger.domain.windows import window_of
from caseledger.render.date_words import echo, in_words

TODAY = dt.date(2026, 11, 24)
ALPHABET = "0123456789-~?%[].,/ unkow"
MIRRORED = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.UNKNOWN: Order.UNKNOWN}
SEASON_OF_MONTH = {**dict.fromkeys((3, 4, 5), 21), **dict.fromkeys((6, 7, 8), 22)}
SEASON_OF_MONTH |= {**dict.fromkeys((9, 10, 11), 23), **dict.fromkeys((12, 1, 2), 24)}


def date_or_refusal(read: Callable[[], CaseDate]) -> CaseDate | DateError:
    try:
        return read()
    except DateError as error:
        return error


def inside(inner: CaseDate, outer: CaseDate) -> bool:
    early = outer.earliest is None or (inner.earliest or dt.date.min) >= outer.earliest
    return early and (outer.latest is None or (inner.latest or dt.date.max) <= outer.latest)


@given(DAYS)
def test_a_day_lies_within_its_month_within_its_year(day: dt.date) -> None:
    exact = parse_date(day.isoformat())
    month = parse_date(day.isoformat()[:7])
    year = parse_date(day.isoformat()[:4])
    assert exact.earliest == exact.latest == day
    assert inside(exact, month)
    assert inside(month, year)


@given(st.dates(min_value=dt.date(1, 3, 1)))
def test_every_month_lies_within_its_season(day: dt.date) -> None:
    year = day.year - 1 if day.month in (1, 2) else day.year
    season = parse_date(f"{year:04d}-{SEASON_OF_MONTH[day.month]}")
    assert inside(parse_date(day.isoformat()[:7]), season)
    assert season.precision is Precision.SEASON


@given(dates())
def test_bounds_are_in_order_and_hold_every_part(date: CaseDate) -> None:
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    assert all(inside(part, date) for part in date.parts if date.form is Form.ONE_OF)
    assert date.approximate == (any(mark in date.text for mark in "~%"))
    assert date.uncertain == (any(mark in date.text for mark in "?%"))


@given(dates())
def test_a_window_holds_the_bounds_of_what_does_not_last(date: CaseDate) -> None:
    window = window_of(date)
    held = date.parts[0] if date.form is Form.LASTING else date
    assert all(window.contains(day) for day in (held.earliest, held.latest) if day)
    assert (window.earliest is None) == (held.earliest is None)
    assert (window.latest is None) == (held.latest is None)
    if not date.approximate:
        assert (window.earliest, window.latest) == (held.earliest, held.latest)


@given(texts())
def test_what_is_printed_reads_the_same(text: str) -> None:
    date = parse_date(text)
    assert str(date) == text
    assert parse_date.__wrapped__(str(date)) == date


@given(dates())
def test_the_canonical_text_means_the_same_and_is_its_own(date: CaseDate) -> None:
    again = parse_date(date.canonical)
    assert again.canonical == date.canonical
    assert (again.form, again.parts, again.ongoing) == (date.form, date.parts, date.ongoing)
    assert (again.earliest, again.latest) == (date.earliest, date.latest)


@given(nearby(), nearby())
def test_comparison_is_antisymmetric(first: CaseDate, second: CaseDate) -> None:
    assert compare(second, first) is MIRRORED[compare(first, second)]


@given(nearby(), nearby(), nearby())
def test_comparison_is_transitive_where_it_decides(
    first: CaseDate, second: CaseDate, third: CaseDate
) -> None:
    for order in (Order.BEFORE, Order.AFTER):
        if compare(first, second) is order and compare(second, third) is order:
            assert compare(first, third) is order


@given(nearby(), nearby())
def test_comparison_decides_exactly_when_no_choice_of_days_says_otherwise(
    first: CaseDate, second: CaseDate
) -> None:
    far = dt.date.min, dt.date.max
    ends_first = first.latest or far[1]
    begins_second = second.earliest or far[0]
    assert (compare(first, second) is Order.BEFORE) == (ends_first < begins_second)


@given(st.text(alphabet=ALPHABET, max_size=24) | st.text(max_size=24))
@example("0" * 10_000_000)
@example("[" + "2024," * 1_000_000 + "2024]")
@example("\ud800")
def test_any_text_is_a_date_or_refused(text: str) -> None:
    found = date_or_refusal(lambda: parse_date(text))
    if isinstance(found, CaseDate):
        assert found.text == text
    else:
        assert found.message
        assert found.hint


@given(
    st.text(alphabet=ALPHABET, max_size=24)
    | st.text(max_size=24)
    | st.builds("{}{} {}".format, st.integers(), st.sampled_from("dwmyд"), st.text(max_size=5)),
    DAYS,
)
@example("-99999y", TODAY)
@example("+99999d", dt.date.max)
@example("next friday", dt.date.max)
@example("last friday", dt.date.min)
@example("mid-0000-01", TODAY)
@example("a" * 100, TODAY)
@example("1 " * 50, TODAY)
def test_anything_typed_is_a_date_or_refused(text: str, today: dt.date) -> None:
    found = date_or_refusal(lambda: read_date(text, today))
    if isinstance(found, CaseDate):
        assert parse_date(found.text) == found
    else:
        assert found.message
        assert found.hint


@given(texts())
def test_the_command_line_takes_what_the_format_takes(text: str) -> None:
    assert read_date(text, TODAY) == parse_date(text)


@given(dates(), st.sampled_from(["en", "ru"]))
def test_words_name_every_year_and_show_doubt(date: CaseDate, lang: str) -> None:
    for words in (in_words(date, lang), echo(date, lang)):
        assert ("(?)" in words) == date.uncertain
        assert (("about" in words) or ("примерно" in words)) == date.approximate
        assert all(part.text[:4] in words for part in date.parts)
        assert words == " ".join(words.split())


def test_reading_is_fast() -> None:
    texts_of_days = [dt.date.fromordinal(730_000 + number).isoformat() for number in range(20_000)]
    best = min(_seconds(texts_of_days) for _ in range(3))
    assert best < 0.5, "a plain day takes well under 25 microseconds, also the first time"


def _seconds(days: list[str]) -> float:
    parse_date.cache_clear()
    begun = time.perf_counter()
    for text in days:
        parse_date(text)
    return time.perf_counter() - begun


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 10_000_000, id="digits"),
        pytest.param("[" + "," * 10_000_000 + "]", id="members"),
        pytest.param("/" * 10_000_000, id="slashes"),
    ],
)
def test_huge_text_is_refused_quickly(text: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(DateError, match="long"):
        parse_date(text)
    with pytest.raises(DateError, match="long"):
        read_date(text, TODAY)
    assert time.perf_counter() - begun < 1
