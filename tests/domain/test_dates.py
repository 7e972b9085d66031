from __future__ import annotations

import datetime as dt
import re

import pytest

from caseledger.domain.dates import (
    EXPECTED,
    LONGEST,
    DateError,
    Form,
    Order,
    Precision,
    add_months,
    compare,
    month_end,
    parse_date,
)


def day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        pytest.param("2024-03-02", Precision.DAY, "2024-03-02", "2024-03-02", id="day"),
        pytest.param("2024-02-29", Precision.DAY, "2024-02-29", "2024-02-29", id="leap day"),
        pytest.param("2024-02", Precision.MONTH, "2024-02-01", "2024-02-29", id="leap month"),
        pytest.param("1900-02", Precision.MONTH, "1900-02-01", "1900-02-28", id="no leap year"),
        pytest.param("2024-12", Precision.MONTH, "2024-12-01", "2024-12-31", id="december"),
        pytest.param("2024", Precision.YEAR, "2024-01-01", "2024-12-31", id="year"),
        pytest.param("0001", Precision.YEAR, "0001-01-01", "0001-12-31", id="first year"),
        pytest.param("9999", Precision.YEAR, "9999-01-01", "9999-12-31", id="last year"),
        pytest.param("2024-21", Precision.SEASON, "2024-03-01", "2024-05-31", id="spring"),
        pytest.param("2024-22", Precision.SEASON, "2024-06-01", "2024-08-31", id="summer"),
        pytest.param("2024-23", Precision.SEASON, "2024-09-01", "2024-11-30", id="autumn"),
        pytest.param("2023-24", Precision.SEASON, "2023-12-01", "2024-02-29", id="winter"),
        pytest.param("9999-24", Precision.SEASON, "9999-12-01", "9999-12-31", id="last winter"),
    ],
)
def test_a_single_date_has_the_bounds_of_its_precision(
    text: str, precision: Precision, earliest: str, latest: str
) -> None:
    date = parse_date(text)
    assert (date.form, date.precision) == (Form.POINT, precision)
    assert (date.earliest, date.latest) == (day(earliest), day(latest))
    assert (date.approximate, date.uncertain, date.parts) == (False, False, ())


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        pytest.param("2024-03-02~", True, False, id="about a day"),
        pytest.param("2024-03?", False, True, id="perhaps a month"),
        pytest.param("2024%", True, True, id="about and perhaps"),
        pytest.param("2024-24~", True, False, id="about a season"),
        pytest.param("[2024~..2025]", True, False, id="one end"),
        pytest.param("[2024,2025?]", False, True, id="one member"),
        pytest.param("[2024~,2025?]", True, True, id="two members"),
        pytest.param("2024/2025%", True, True, id="the end of what lasts"),
        pytest.param("2024?/..", False, True, id="the beginning of what lasts"),
    ],
)
def test_marks_are_flags_and_move_no_bound(text: str, approximate: bool, uncertain: bool) -> None:
    date, plain = parse_date(text), parse_date(re.sub("[~?%]", "", text))
    assert (date.approximate, date.uncertain) == (approximate, uncertain)
    assert (date.earliest, date.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(
    ("text", "form", "earliest", "latest", "parts"),
    [
        pytest.param(
            "[2010-06-09..2010-06-11]",
            Form.BETWEEN,
            "2010-06-09",
            "2010-06-11",
            ["2010-06-09", "2010-06-11"],
            id="between days",
        ),
        pytest.param(
            "[2008..2009-03]",
            Form.BETWEEN,
            "2008-01-01",
            "2009-03-31",
            ["2008", "2009-03"],
            id="between mixed",
        ),
        pytest.param("[..2024-02]", Form.BETWEEN, None, "2024-02-29", ["2024-02"], id="by"),
        pytest.param("[2024-02..]", Form.BETWEEN, "2024-02-01", None, ["2024-02"], id="from"),
        pytest.param("../2024", Form.BETWEEN, None, "2024-12-31", ["2024"], id="by, in old words"),
        pytest.param(
            "[2010-08-27,2010-08-11]",
            Form.ONE_OF,
            "2010-08-11",
            "2010-08-27",
            ["2010-08-27", "2010-08-11"],
            id="one of two, in any order",
        ),
        pytest.param(
            "[2020,2022-05?,2021]",
            Form.ONE_OF,
            "2020-01-01",
            "2022-05-31",
            ["2020", "2022-05?", "2021"],
            id="one of three",
        ),
        pytest.param(
            "[2024,2024-05]",
            Form.ONE_OF,
            "2024-01-01",
            "2024-12-31",
            ["2024", "2024-05"],
            id="one inside the other",
        ),
        pytest.param(
            "2022/2024-03",
            Form.LASTING,
            "2022-01-01",
            "2024-03-31",
            ["2022", "2024-03"],
            id="lasting",
        ),
        pytest.param("2022/..", Form.LASTING, "2022-01-01", None, ["2022"], id="ongoing"),
        pytest.param("2022/", Form.LASTING, "2022-01-01", None, ["2022"], id="ended"),
        pytest.param(
            "2024-05/2024",
            Form.LASTING,
            "2024-05-01",
            "2024-12-31",
            ["2024-05", "2024"],
            id="ends within",
        ),
        pytest.param("unknown", Form.UNKNOWN, None, None, [], id="unknown"),
    ],
)
def test_sets_and_spans(
    text: str, form: Form, earliest: str | None, latest: str | None, parts: list[str]
) -> None:
    date = parse_date(text)
    assert (date.form, date.precision) == (form, Precision.NONE)
    assert (date.earliest, date.latest) == (day(earliest), day(latest))
    assert [str(part) for part in date.parts] == parts


@pytest.mark.parametrize(
    ("text", "ongoing"),
    [
        pytest.param("2022/..", True, id="until now"),
        pytest.param("2022/", False, id="ended at some time"),
        pytest.param("2022/2024", False, id="ended"),
        pytest.param("[2022..]", False, id="some day after"),
        pytest.param("2022", False, id="single"),
    ],
)
def test_only_what_lasts_until_now_is_ongoing(text: str, ongoing: bool) -> None:
    assert parse_date(text).ongoing is ongoing


def test_text_is_kept_and_only_the_old_spelling_has_another_canonical_one() -> None:
    old = parse_date("../2024-03~")
    assert (str(old), old.canonical) == ("../2024-03~", "[..2024-03~]")
    lasting = parse_date("2024/..")
    assert lasting.canonical == "2024/.."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("24", id="short year"),
        pytest.param("12024", id="long year"),
        pytest.param("-2024", id="before our era"),
        pytest.param("0000", id="year zero"),
        pytest.param("2024-13", id="month 13"),
        pytest.param("2024-00", id="month zero"),
        pytest.param("2024-20", id="between months and seasons"),
        pytest.param("2024-25", id="a fifth season"),
        pytest.param("2024-21-05", id="day of a season"),
        pytest.param("2020-02-30", id="no such day"),
        pytest.param("2023-02-29", id="no leap year"),
        pytest.param("2024-03-00", id="day zero"),
        pytest.param("2024-3-2", id="one digit"),
        pytest.param("20240302", id="basic form"),
        pytest.param("2024-", id="cut off"),
        pytest.param("2024-03-02~?", id="two marks"),
        pytest.param("~2024", id="mark before"),
        pytest.param(" 2024", id="space before"),
        pytest.param("2024\n", id="line end behind"),
        pytest.param("[2024, 2025]", id="space inside"),
        pytest.param("٢٠٢٤", id="Arabic digits"),
        pytest.param("２０２４-03", id="wide digits"),
        pytest.param("2024–03", id="dash"),
        pytest.param("24-1-1", id="short in every number"),
        pytest.param("2024-3", id="one digit for the month"),
        pytest.param("20২4", id="Bengali digit"),
        pytest.param("2024-03-02\t", id="tab behind"),
        pytest.param("2024-03 /..", id="space before what lasts"),
        pytest.param("2" * 5_000, id="5,000 digits"),
        pytest.param("[" * 5_000, id="5,000 brackets"),
        pytest.param("[]", id="empty set"),
        pytest.param("[,]", id="empty members"),
        pytest.param("[2024,20251", id="open bracket, a digit too many"),
        pytest.param("12024,2025]", id="closed bracket, a digit too many"),
        pytest.param("[2024..20251", id="open span, a digit too many"),
        pytest.param("[../2024..2025]", id="open beginning in a span"),
        pytest.param("../[2024,2025]", id="set behind an open beginning"),
        pytest.param("[..2024]/2025", id="span in what lasts"),
        pytest.param("[2024,2025]~", id="mark on a set"),
        pytest.param("2024/..~", id="mark on an open end"),
        pytest.param("[2024]", id="set of one"),
        pytest.param("[2024,]", id="empty member"),
        pytest.param("[2024,unknown]", id="unknown in a set"),
        pytest.param("[..]", id="no end at all"),
        pytest.param("[2024..2025", id="open bracket"),
        pytest.param("2024..2025", id="no brackets"),
        pytest.param("[2024...2025]", id="three dots"),
        pytest.param("[2024..2025..2026]", id="two gaps"),
        pytest.param("[2024..2025,2026]", id="set in a span"),
        pytest.param("[[2024,2025]..2026]", id="nested"),
        pytest.param("[2024/2025]", id="lasting in brackets"),
        pytest.param("{2024,2025}", id="all of these"),
        pytest.param("/", id="slash"),
        pytest.param("../..", id="open on both sides"),
        pytest.param("../", id="open, no end"),
        pytest.param("/2024", id="no beginning"),
        pytest.param("2024/2025/2026", id="three"),
        pytest.param("unknown~", id="unknown, marked"),
        pytest.param("Unknown", id="unknown, capital"),
        pytest.param("today", id="word"),
        pytest.param("202X", id="decade"),
        pytest.param("[2024-03-02..2024-03-01]", id="reversed between"),
        pytest.param("2024/2023-12", id="reversed lasting"),
    ],
)
def test_everything_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("03/04/2024", "year-month-day", "ISO", id="slashes"),
        pytest.param("03.04.2024", "year-month-day", "ISO", id="dots"),
        pytest.param("3-4-2024", "year-month-day", "ISO", id="hyphens"),
        pytest.param("2024/03/04", "year-month-day", "ISO", id="year first"),
        pytest.param("2024-03-02T10:00", "time", "time", id="moment"),
        pytest.param("2024-03-02 10:00", "time", "time", id="moment with a space"),
        pytest.param("[2025..2024]", "end lies before", "earlier", id="reversed"),
        pytest.param("[2025]", "brackets", "without", id="set of one"),
        pytest.param("2024-02-30", "no such day", EXPECTED, id="no such day"),
        pytest.param("soon", "not a date", EXPECTED, id="word"),
        pytest.param("2" * (LONGEST + 1), "long", EXPECTED, id="long"),
    ],
)
def test_a_refusal_tells_what_is_wrong(text: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        pytest.param("secret-name", "secret", id="name"),
        pytest.param("1987-02-30", "1987", id="no such day"),
        pytest.param("[2031..1987]", "1987", id="reversed"),
        pytest.param("31.12.1987", "1987", id="day first"),
        pytest.param("[1987]", "1987", id="set of one"),
    ],
)
def test_a_refusal_does_not_carry_the_value(text: str, secret: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert secret not in f"{caught.value} {caught.value.message} {caught.value.hint}"
    assert caught.value.__cause__ is None


def test_a_set_may_be_as_long_as_a_date_may_be() -> None:
    nineteen, twenty = ("[" + ",".join(["2024"] * count) + "]" for count in (19, 20))
    assert len(nineteen) <= LONGEST < len(twenty)
    assert len(parse_date(nineteen).parts) == 19
    with pytest.raises(DateError, match="long"):
        parse_date(twenty)
    nine_days = f"[{','.join(['2024-03-02'] * 9)}]"
    assert len(nine_days) == LONGEST
    assert len(parse_date(nine_days).parts) == 9


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        pytest.param("2024-03-01", "2024-03-02", Order.BEFORE, id="days"),
        pytest.param("2024-03-02", "2024-03-02", Order.UNKNOWN, id="same day"),
        pytest.param("2024-03", "2024-04", Order.BEFORE, id="months"),
        pytest.param("2024-03", "2024-03-31", Order.UNKNOWN, id="day in month"),
        pytest.param("2024-03", "2024-04-01", Order.BEFORE, id="month and next day"),
        pytest.param("[..2024-03]", "2024-04", Order.BEFORE, id="open beginning"),
        pytest.param("[..2024-03]", "2023", Order.UNKNOWN, id="open beginning, other side"),
        pytest.param("[2024-03..]", "2024-02", Order.AFTER, id="open end"),
        pytest.param("[2024-01,2024-06]", "2024-03", Order.UNKNOWN, id="set around"),
        pytest.param("2022/2023", "2024", Order.BEFORE, id="lasted"),
        pytest.param("2022/..", "2024", Order.UNKNOWN, id="lasts"),
        pytest.param("2022/", "2021", Order.AFTER, id="began after"),
        pytest.param("unknown", "2024", Order.UNKNOWN, id="unknown"),
        pytest.param("2023-24", "2024-03", Order.BEFORE, id="winter, then March"),
    ],
)
def test_comparison_has_three_answers(first: str, second: str, order: Order) -> None:
    mirrored = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.UNKNOWN: Order.UNKNOWN}
    assert compare(parse_date(first), parse_date(second)) is order
    assert compare(parse_date(second), parse_date(first)) is mirrored[order]


@pytest.mark.parametrize(
    ("start", "months", "result"),
    [
        pytest.param("2024-01-31", 1, "2024-02-29", id="clamped to a leap day"),
        pytest.param("2023-01-31", 1, "2023-02-28", id="clamped"),
        pytest.param("2024-03-31", -1, "2024-02-29", id="clamped backwards"),
        pytest.param("2024-01-15", -1, "2023-12-15", id="into the year before"),
        pytest.param("2024-12-15", 1, "2025-01-15", id="into the next year"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="a year from a leap day"),
        pytest.param("2024-05-05", 0, "2024-05-05", id="nothing"),
        pytest.param("0001-02-15", -1, "0001-01-15", id="the first month"),
        pytest.param("0001-01-15", -1, "0001-01-01", id="before the first year"),
        pytest.param("9999-11-15", 1, "9999-12-15", id="the last month"),
        pytest.param("9999-12-15", 1, "9999-12-31", id="after the last year"),
    ],
)
def test_months_are_calendar_months(start: str, months: int, result: str) -> None:
    assert add_months(dt.date.fromisoformat(start), months) == day(result)


def test_the_end_of_a_month() -> None:
    assert month_end(dt.date(2024, 2, 3)) == dt.date(2024, 2, 29)
    assert month_end(dt.date.max) == dt.date.max
