from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.date_strategies import dates

from caseledger.domain.dates import CaseDate, parse_date
from caseledger.domain.windows import Window, capped, date_of, hull, opened, window_of


def day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def window(earliest: str | None, latest: str | None) -> Window:
    return Window(day(earliest), day(latest))


def days() -> st.SearchStrategy[dt.date]:
    return st.dates(dt.date(2024, 1, 1), dt.date(2024, 1, 12))


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = sorted((draw(days()), draw(days())))
    return Window(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("2024-03-02", "2024-03-02", "2024-03-02", id="day"),
        pytest.param("2024-03-02~", "2024-02-28", "2024-03-05", id="about a day: three days"),
        pytest.param("2024-03-02%", "2024-02-28", "2024-03-05", id="about and uncertain"),
        pytest.param("2024-03-02?", "2024-03-02", "2024-03-02", id="uncertain only"),
        pytest.param("2023-10~", "2023-09-01", "2023-11-30", id="about a month"),
        pytest.param("2024-01~", "2023-12-01", "2024-02-29", id="about January"),
        pytest.param("2024-02~", "2024-01-01", "2024-03-31", id="the end of the month is kept"),
        pytest.param("2024-23~", "2024-06-01", "2025-02-28", id="about a season: three months"),
        pytest.param("2023-24~", "2023-09-01", "2024-05-31", id="about winter"),
        pytest.param("2022~", "2021-01-01", "2023-12-31", id="about a year"),
        pytest.param("[2024-03~..2024-05]", "2024-02-01", "2024-05-31", id="about the first"),
        pytest.param("[2024-03..2024-05~]", "2024-03-01", "2024-06-30", id="about the last"),
        pytest.param("[2024~..2025]", "2023-01-01", "2025-12-31", id="about the first year"),
        pytest.param("[2024-01~,2024-05~]", "2023-12-01", "2024-06-30", id="about both"),
        pytest.param("2024-12?/..", "2024-12-01", "2024-12-31", id="ongoing since perhaps"),
        pytest.param("[..2024-05-10~]", None, "2024-05-13", id="by about"),
        pytest.param("[2024-05-10~..]", "2024-05-07", None, id="from about on"),
        pytest.param("../2024-05-10", None, "2024-05-10", id="by"),
        pytest.param("[2024-03-02,2024-03~]", "2024-02-01", "2024-04-30", id="one of, widened"),
        pytest.param("[2024-03-20~,2024-04]", "2024-03-17", "2024-04-30", id="first widened"),
        pytest.param("2024-03/2025", "2024-03-01", "2024-03-31", id="lasting: its beginning"),
        pytest.param("2024-03~/..", "2024-02-01", "2024-04-30", id="ongoing since about"),
        pytest.param("2024-03/2025~", "2024-03-01", "2024-03-31", id="about the end"),
        pytest.param("2024/", "2024-01-01", "2024-12-31", id="ended"),
        pytest.param("unknown", None, None, id="unknown"),
        pytest.param("0001~", "0001-01-01", "0002-12-31", id="first year"),
        pytest.param("0001-01-02~", "0001-01-01", "0001-01-05", id="first days"),
        pytest.param("0001-21~", "0001-01-01", "0001-08-31", id="first spring"),
        pytest.param("9999~", "9998-01-01", "9999-12-31", id="last year"),
        pytest.param("9999-12~", "9999-11-01", "9999-12-31", id="last month"),
        pytest.param("9999-24~", "9999-09-01", "9999-12-31", id="last winter"),
        pytest.param("9999-12-30~", "9999-12-27", "9999-12-31", id="last days"),
    ],
)
def test_the_window_of_a_date(text: str, earliest: str | None, latest: str | None) -> None:
    assert window_of(parse_date(text)) == window(earliest, latest)


@pytest.mark.parametrize(
    ("earliest", "latest", "ended", "begun", "contains"),
    [
        pytest.param("2024-03-01", "2024-03-09", False, False, False, id="later"),
        pytest.param("2024-02-10", "2024-02-20", False, True, True, id="begins that day"),
        pytest.param("2024-02-01", "2024-02-10", True, True, True, id="ends that day"),
        pytest.param("2024-02-01", "2024-02-09", True, True, False, id="over"),
        pytest.param(None, "2024-02-11", False, True, True, id="open beginning"),
        pytest.param("2024-02-01", None, False, True, True, id="open end"),
        pytest.param("2024-02-11", None, False, False, False, id="open end, later"),
        pytest.param(None, None, False, True, True, id="any day"),
    ],
)
def test_a_window_on_a_day(
    earliest: str | None, latest: str | None, ended: bool, begun: bool, contains: bool
) -> None:
    that_day, found = dt.date(2024, 2, 10), window(earliest, latest)
    assert found.ended_by(that_day) is ended
    assert found.begun_by(that_day) is begun
    assert found.contains(that_day) is contains


@pytest.mark.parametrize(
    ("first", "second", "precedes"),
    [
        pytest.param(("2024-01-01", "2024-01-02"), ("2024-01-03", None), True, id="before"),
        pytest.param(("2024-01-01", "2024-01-03"), ("2024-01-03", None), False, id="same day"),
        pytest.param((None, "2024-01-02"), ("2024-01-03", "2024-01-04"), True, id="open begin"),
        pytest.param(("2024-01-01", None), ("2024-01-03", None), False, id="open end"),
        pytest.param(("2024-01-01", "2024-01-02"), (None, "2024-01-09"), False, id="open second"),
        pytest.param(("2024-01-05", "2024-01-06"), ("2024-01-01", "2024-01-02"), False, id="after"),
    ],
)
def test_one_window_before_another(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], precedes: bool
) -> None:
    assert window(*first).precedes(window(*second)) is precedes


@pytest.mark.parametrize(
    ("limits", "latest", "conflict"),
    [
        pytest.param([], "2024-03-31", False, id="none"),
        pytest.param(["2024-03-20"], "2024-03-20", False, id="one"),
        pytest.param(["2024-03-20", "2024-03-05", "2024-03-12"], "2024-03-05", False, id="least"),
        pytest.param(["2024-04-02"], "2024-03-31", False, id="later than the end"),
        pytest.param(["2024-03-01"], "2024-03-01", False, id="the first day"),
        pytest.param(["2024-02-29"], "2024-03-31", True, id="leaves no window"),
        pytest.param(["2024-02-01", "2024-03-20"], "2024-03-20", True, id="only one leaves one"),
        pytest.param(["2024-03-20", "2024-02-01"], "2024-03-20", True, id="in any order"),
    ],
)
def test_the_end_is_cut_where_that_leaves_a_window(
    limits: list[str], latest: str, conflict: bool
) -> None:
    found = capped(window("2024-03-01", "2024-03-31"), map(dt.date.fromisoformat, limits))
    assert found == (window("2024-03-01", latest), conflict)


def test_open_windows_are_cut_too() -> None:
    limit = dt.date(2024, 3, 1)
    assert capped(Window(None, None), [limit]) == (Window(None, limit), False)
    assert capped(Window(limit, None), [limit]) == (Window(limit, limit), False)
    assert capped(window("2024-03-02", None), [limit]) == (window("2024-03-02", None), True)


@pytest.mark.parametrize(
    ("found", "start", "result"),
    [
        pytest.param((None, "2024-03-09"), "2024-03-01", ("2024-03-01", "2024-03-09"), id="cut"),
        pytest.param((None, None), "2024-03-01", ("2024-03-01", None), id="both open"),
        pytest.param((None, "2024-03-01"), "2024-03-01", ("2024-03-01", "2024-03-01"), id="a day"),
        pytest.param((None, "2024-03-01"), "2024-03-02", (None, "2024-03-01"), id="no window left"),
        pytest.param((None, "2024-03-01"), None, (None, "2024-03-01"), id="nothing known"),
        pytest.param(("2024-01-01", None), "2024-03-01", ("2024-01-01", None), id="not open"),
    ],
)
def test_an_open_beginning_is_cut_where_that_leaves_a_window(
    found: tuple[str | None, str | None], start: str | None, result: tuple[str | None, str | None]
) -> None:
    assert opened(window(*found), day(start)) == window(*result)


@given(st.lists(windows(), min_size=1, max_size=4), days())
def test_a_hull_holds_all_and_is_no_wider_than_their_ends(found: list[Window], at: dt.date) -> None:
    whole = hull(found)
    assert all(whole.contains(at) for one in found if one.contains(at))
    assert whole.earliest in {one.earliest for one in found}
    assert whole.latest in {one.latest for one in found}


@given(windows(), st.lists(days(), max_size=4), days())
def test_a_cut_window_holds_just_the_days_up_to_every_limit_that_fits(
    found: Window, limits: list[dt.date], at: dt.date
) -> None:
    cut, conflict = capped(found, limits)
    fitting = [limit for limit in limits if found.begun_by(limit)]
    assert cut.contains(at) == (found.contains(at) and all(at <= limit for limit in fitting))
    assert conflict == (len(fitting) < len(limits))


@given(windows(), windows(), days())
def test_one_window_precedes_another_only_if_no_day_is_in_both(
    first: Window, second: Window, at: dt.date
) -> None:
    if first.precedes(second):
        assert not (first.contains(at) and second.contains(at))
        assert not second.precedes(first)


@pytest.mark.parametrize(
    ("earliest", "latest", "text"),
    [
        pytest.param("2024-03-02", "2024-03-02", "2024-03-02", id="day"),
        pytest.param("2024-02-01", "2024-02-29", "2024-02", id="month"),
        pytest.param("2024-03-01", "2024-05-31", "2024-21", id="season"),
        pytest.param("2023-12-01", "2024-02-29", "2023-24", id="winter"),
        pytest.param("2024-01-01", "2024-12-31", "2024", id="year"),
        pytest.param("0001-01-01", "0001-12-31", "0001", id="first year"),
        pytest.param("9999-12-01", "9999-12-31", "9999-12", id="last month, not last winter"),
        pytest.param("2024-02-01", "2024-02-28", "[2024-02-01..2024-02-28]", id="not all of it"),
        pytest.param("2023-01-01", "2024-12-31", "[2023-01-01..2024-12-31]", id="two years"),
        pytest.param(None, "2024-02-29", "[..2024-02-29]", id="by"),
        pytest.param("2024-02-01", None, "[2024-02-01..]", id="from"),
        pytest.param(None, None, "unknown", id="any day"),
    ],
)
def test_the_date_of_a_window(earliest: str | None, latest: str | None, text: str) -> None:
    assert str(date_of(window(earliest, latest))) == text


@given(windows())
def test_the_date_of_a_window_means_just_that_window(found: Window) -> None:
    assert window_of(date_of(found)) == found


@given(dates())
def test_the_window_of_a_date_can_be_written_as_a_date(date: CaseDate) -> None:
    assert window_of(date_of(window_of(date))) == window_of(date)
