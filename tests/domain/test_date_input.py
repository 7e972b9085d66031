from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.date_input import EXPECTED, MONTHS, WEEKDAYS, read_date, readings
from caseledger.domain.dates import DateError, parse_date

TUESDAY = dt.date(2026, 11, 24)


def refusal(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        read_date(text, TUESDAY)
    return caught.value


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("2024-03-02", "2024-03-02", id="day"),
        pytest.param(" 2024~ ", "2024~", id="spaces around"),
        pytest.param("../2024", "../2024", id="old spelling"),
        pytest.param("unknown", "unknown", id="unknown"),
        pytest.param("Unknown", "unknown", id="capital"),
        pytest.param("[2024-01-08, 2024-02-08]", "[2024-01-08,2024-02-08]", id="spaces in a set"),
        pytest.param("[ 2024 .. 2025 ]", "[2024..2025]", id="spaces in a span"),
        pytest.param("2022 / ..", "2022/..", id="spaces in what lasts"),
    ],
)
def test_the_format_itself(text: str, result: str) -> None:
    assert read_date(text, TUESDAY) == parse_date(result)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("today", "2026-11-24", id="today"),
        pytest.param("YESTERDAY", "2026-11-23", id="yesterday"),
        pytest.param("tomorrow", "2026-11-25", id="tomorrow"),
        pytest.param("сегодня", "2026-11-24", id="today, ru"),
        pytest.param("Вчера", "2026-11-23", id="yesterday, ru"),
        pytest.param("завтра", "2026-11-25", id="tomorrow, ru"),
        pytest.param("позавчера", "2026-11-22", id="two days ago, ru"),
        pytest.param("послезавтра", "2026-11-26", id="in two days, ru"),
        pytest.param("-3d", "2026-11-21", id="minus days"),
        pytest.param("+3d", "2026-11-27", id="plus days"),
        pytest.param("-0d", "2026-11-24", id="no days"),
        pytest.param("-2w", "2026-11-10", id="minus weeks"),
        pytest.param("+9m", "2027-08-24", id="plus months"),
        pytest.param("-1y", "2025-11-24", id="minus years"),
        pytest.param("-3 days", "2026-11-21", id="minus, in words"),
        pytest.param("-3д", "2026-11-21", id="minus days, ru"),
        pytest.param("3 days ago", "2026-11-21", id="days ago"),
        pytest.param("3d ago", "2026-11-21", id="days ago, short"),
        pytest.param("1  week ago", "2026-11-17", id="week ago, wide"),
        pytest.param("a week ago", "2026-11-17", id="a week ago"),
        pytest.param("2 months ago", "2026-09-24", id="months ago"),
        pytest.param("in 3 days", "2026-11-27", id="in days"),
        pytest.param("in a year", "2027-11-24", id="in a year"),
        pytest.param("3 дня назад", "2026-11-21", id="days ago, ru"),
        pytest.param("неделю назад", "2026-11-17", id="a week ago, ru"),
        pytest.param("через 5 дней", "2026-11-29", id="in days, ru"),
        pytest.param("через месяц", "2026-12-24", id="in a month, ru"),
        pytest.param("5 лет назад", "2021-11-24", id="years ago, ru"),
    ],
)
def test_days_counted_from_today(text: str, result: str) -> None:
    assert read_date(text, TUESDAY) == parse_date(result)


def test_months_back_end_with_the_month() -> None:
    assert read_date("-1m", dt.date(2024, 3, 31)) == parse_date("2024-02-29")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("friday", "2026-11-20", id="the last one"),
        pytest.param("Fri", "2026-11-20", id="short"),
        pytest.param("tuesday", "2026-11-24", id="today counts"),
        pytest.param("wednesday", "2026-11-18", id="six days ago"),
        pytest.param("on monday", "2026-11-23", id="on"),
        pytest.param("last friday", "2026-11-20", id="last"),
        pytest.param("last tuesday", "2026-11-17", id="last is before today"),
        pytest.param("next friday", "2026-11-27", id="next"),
        pytest.param("next tuesday", "2026-12-01", id="next is after today"),
        pytest.param("next wednesday", "2026-11-25", id="next is the first one"),
        pytest.param("пятница", "2026-11-20", id="ru"),
        pytest.param("в пятницу", "2026-11-20", id="on, ru"),
        pytest.param("во вторник", "2026-11-24", id="on tuesday, ru"),
        pytest.param("пт", "2026-11-20", id="short, ru"),
        pytest.param("в прошлый вторник", "2026-11-17", id="last, ru"),
        pytest.param("следующая среда", "2026-11-25", id="next, ru"),
    ],
)
def test_weekdays(text: str, result: str) -> None:
    assert read_date(text, TUESDAY) == parse_date(result)


@given(st.sampled_from(range(7)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.data())
def test_a_weekday_is_one_within_a_week(number: int, today: dt.date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(WEEKDAYS[number]))
    up_to, last, following = (
        read_date(f"{which}{name}", today).earliest or today for which in ("", "last ", "next ")
    )
    assert {up_to.weekday(), last.weekday(), following.weekday()} == {number}
    assert 0 <= (today - up_to).days <= 6
    assert 1 <= (today - last).days <= 7
    assert 1 <= (following - today).days <= 7


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("early-2024-02", "[2024-02-01..2024-02-10]", id="early"),
        pytest.param("mid-2024-02", "[2024-02-11..2024-02-20]", id="mid"),
        pytest.param("late-2024-02", "[2024-02-21..2024-02-29]", id="late, leap year"),
        pytest.param("late-2023-02", "[2023-02-21..2023-02-28]", id="late"),
        pytest.param("Late-2024-12", "[2024-12-21..2024-12-31]", id="late December"),
        pytest.param("mid Feb 2024", "[2024-02-11..2024-02-20]", id="month in words"),
        pytest.param("в начале марта 2024", "[2024-03-01..2024-03-10]", id="early, ru"),
        pytest.param("середина марта 2024", "[2024-03-11..2024-03-20]", id="mid, ru"),
        pytest.param("конец апреля 2024", "[2024-04-21..2024-04-30]", id="late, ru"),
    ],
)
def test_thirds_of_a_month(text: str, result: str) -> None:
    assert read_date(text, TUESDAY) == parse_date(result)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("8 Jan 2024", "2024-01-08", id="day first"),
        pytest.param("08 january 2024", "2024-01-08", id="long, two digits"),
        pytest.param("January 8, 2024", "2024-01-08", id="month first"),
        pytest.param("Jan. 8 2024", "2024-01-08", id="full stop"),
        pytest.param("8th January, 2024", "2024-01-08", id="ordinal"),
        pytest.param("January 22nd, 2024", "2024-01-22", id="ordinal behind"),
        pytest.param("Jan 2024", "2024-01", id="month"),
        pytest.param("May 2024~", "2024-05~", id="month, about"),
        pytest.param("8 Jan 2024?", "2024-01-08?", id="day, uncertain"),
        pytest.param("8 января 2024", "2024-01-08", id="ru"),
        pytest.param("8 янв. 2024 г.", "2024-01-08", id="short, ru"),
        pytest.param("8 мая 2024 года", "2024-05-08", id="with the word year, ru"),
        pytest.param("январь 2024", "2024-01", id="month, ru"),
    ],
)
def test_months_in_words(text: str, result: str) -> None:
    assert read_date(text, TUESDAY) == parse_date(result)


@pytest.mark.parametrize(
    ("number", "name"), [(number, name) for number, names in enumerate(MONTHS, 1) for name in names]
)
def test_every_name_of_a_month(number: int, name: str) -> None:
    assert read_date(f"9 {name} 2024", TUESDAY) == parse_date(f"2024-{number:02d}-09")
    assert read_date(f"{name.upper()} 2024", TUESDAY) == parse_date(f"2024-{number:02d}")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("03/04/2024", id="slashes"),
        pytest.param("3.4.2024", id="dots"),
        pytest.param("03-04-2024", id="hyphens"),
        pytest.param("3. 4. 2024", id="spaces"),
    ],
)
def test_two_readings_are_both_named(text: str) -> None:
    error = refusal(text)
    assert error.message == "this date can be read in two ways"
    assert error.hint == "write 2024-03-04 (4 March) or 2024-04-03 (3 April)"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("25/12/2024", "write 2024-12-25 (25 December)", id="day first"),
        pytest.param("12/25/2024", "write 2024-12-25 (25 December)", id="month first"),
        pytest.param("04.04.2024", "write 2024-04-04 (4 April)", id="the same either way"),
        pytest.param("31/02/2024", EXPECTED, id="neither order"),
        pytest.param("30/02/2024", EXPECTED, id="no such day"),
        pytest.param("2024/03/04", "write 2024-03-04 (4 March)", id="year first"),
        pytest.param("2024.3.4", "write 2024-03-04 (4 March)", id="year first, dots"),
        pytest.param("2024-3-4", "write 2024-03-04 (4 March)", id="one digit"),
        pytest.param("03/04/24", "the ISO form is needed, for example 2024-03-02", id="short"),
    ],
)
def test_other_orders_are_refused_with_the_date_to_write(text: str, hint: str) -> None:
    assert refusal(text).hint == hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("", "not a date", "today", id="nothing"),
        pytest.param("fryday", "not a date", "friday", id="slip"),
        pytest.param("this friday", "not a date", "friday", id="this"),
        pytest.param("8 Jan", "year is missing", "8 Jan 2024", id="no year"),
        pytest.param("may", "year is missing", "8 Jan 2024", id="month alone"),
        pytest.param("8 Jan 8 2024", "not a date", "8 Jan 2024", id="two days"),
        pytest.param("31 Feb 2024", "no such day", "2024-03-02", id="no such day"),
        pytest.param("8 Foo 2024", "not a date", "8 Jan 2024", id="no such month"),
        pytest.param("3 moons ago", "not a date", "-3d", id="no such unit"),
        pytest.param("-99999y", "no such day", "-3d", id="far back"),
        pytest.param("+99999y", "no such day", "-3d", id="far ahead"),
        pytest.param("mid-2024", "stand before a month", "mid-2024-02", id="third of a year"),
        pytest.param("mid-2024-02-03", "stand before a month", "mid-2024-02", id="of a day"),
        pytest.param("mid-2024-22", "stand before a month", "mid-2024-02", id="of a season"),
        pytest.param("mid-2024-02~", "stand before a month", "mid-2024-02", id="about a third"),
        pytest.param("mid-2024-13", "no such", "mid-2024-02", id="no month"),
        pytest.param("[2025..2024]", "end lies before", "earlier", id="reversed"),
        pytest.param("2024-03-02T10:00", "time", "time", id="moment"),
        pytest.param("x" * 101, "long", "today", id="long"),
    ],
)
def test_everything_else_is_refused(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert message in error.message
    assert hint in error.hint


def test_nine_days_are_the_longest_set() -> None:
    nine = f"[{','.join(['2024-03-02'] * 9)}]"
    assert read_date(nine, TUESDAY) == parse_date(nine)
    assert refusal(f"{nine} ").message == "a date is not that long"


def test_the_calendar_ends() -> None:
    for text, today in (("+4d", dt.date.max), ("-4d", dt.date.min), ("+9d", dt.date(9999, 12, 29))):
        with pytest.raises(DateError, match="no such day"):
            read_date(text, today)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("03/04/2024", ("2024-03-04", "2024-04-03"), id="two ways"),
        pytest.param("03-04-2024", ("2024-03-04", "2024-04-03"), id="two ways, hyphens"),
        pytest.param("03.04.2024", ("2024-04-03",), id="with points the day stands first"),
        pytest.param("3.4.2024", ("2024-04-03",), id="short, with points"),
        pytest.param("13/04/2024", ("2024-04-13",), id="one way"),
        pytest.param("04/04/2024", ("2024-04-04",), id="the same either way"),
        pytest.param("2024/03/02", ("2024-03-02",), id="year first"),
        pytest.param("2024-3-2", ("2024-03-02",), id="one digit"),
        pytest.param("20240302", ("2024-03-02",), id="nothing between"),
        pytest.param("March 2024", ("2024-03",), id="a month"),
        pytest.param("8 Jan 2024~", ("2024-01-08~",), id="about a day"),
        pytest.param("2 марта 2024", ("2024-03-02",), id="Russian"),
        pytest.param("2025\u201303\u201301", ("2025-03-01",), id="dashes"),
        pytest.param("2025\u22123\u22121", ("2025-03-01",), id="minus signs"),
        pytest.param("~2024", ("2024~",), id="about, in front"),
        pytest.param("ca. 2024-03", ("2024-03~",), id="circa"),
        pytest.param("около 2024", ("2024~",), id="circa, Russian"),
        pytest.param("2024-03-04..2024-03-09", ("[2024-03-04..2024-03-09]",), id="no brackets"),
        pytest.param("2024-03 - 2024-05", ("[2024-03..2024-05]",), id="a hyphen between"),
        pytest.param("2024-03 \u2013 2024-05", ("[2024-03..2024-05]",), id="a dash between"),
        pytest.param("2024-05..2024-03", (), id="reversed"),
        pytest.param("2024-03-2024-05", (), id="hyphens alone"),
        pytest.param("30 Feb 2024", (), id="no such day"),
        pytest.param("20241399", (), id="no such month"),
        pytest.param("31.31.2024", (), id="neither"),
        pytest.param("yesterday", (), id="of a day that a file does not know"),
        pytest.param("03/04/24", (), id="no century"),
        pytest.param("May", (), id="no year"),
    ],
)
def test_what_a_file_may_mean_by_a_date_of_another_form(text: str, meant: tuple[str, ...]) -> None:
    assert readings(text) == meant
