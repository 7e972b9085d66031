"""Dates of every form, for tests of what holds for all of them."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from caseledger.domain.dates import CaseDate, parse_date

MARKS = st.sampled_from(["", "", "~", "?", "%"])
DAYS = st.dates()


def exact_days(marks: st.SearchStrategy[str] = MARKS) -> st.SearchStrategy[str]:
    """Texts of single days."""
    return st.builds(lambda day, mark: f"{day.isoformat()}{mark}", DAYS, marks)


def months(marks: st.SearchStrategy[str] = MARKS) -> st.SearchStrategy[str]:
    """Texts of months and seasons."""
    number = st.sampled_from([*range(1, 13), 21, 22, 23, 24])
    return st.builds(lambda day, m, mark: f"{day.year:04d}-{m:02d}{mark}", DAYS, number, marks)


def years(marks: st.SearchStrategy[str] = MARKS) -> st.SearchStrategy[str]:
    """Texts of years."""
    return st.builds(lambda day, mark: f"{day.year:04d}{mark}", DAYS, marks)


def points(marks: st.SearchStrategy[str] = MARKS) -> st.SearchStrategy[str]:
    """Texts of single dates of every precision."""
    return st.one_of(exact_days(marks), months(marks), years(marks))


def _begin(text: str) -> dt.date:
    return parse_date(text).earliest or dt.date.min


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two single dates, of which the second does not begin before the first."""
    first, second = sorted((draw(points()), draw(points())), key=_begin)
    return first, second


def sets() -> st.SearchStrategy[str]:
    """Texts of sets: one of these dates."""
    return st.lists(points(), min_size=2, max_size=4).map(lambda members: f"[{','.join(members)}]")


def spans() -> st.SearchStrategy[str]:
    """Texts of some day between two, with both ends or one, and of what lasts."""
    return st.one_of(
        pairs().map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
        points().map(lambda end: f"[..{end}]"),
        points().map(lambda end: f"../{end}"),
        points().map(lambda start: f"[{start}..]"),
        pairs().map("/".join),
        points().map(lambda start: f"{start}/.."),
        points().map(lambda start: f"{start}/"),
    )


def texts() -> st.SearchStrategy[str]:
    """Texts of every form."""
    return st.one_of(points(), sets(), spans(), st.just("unknown"))


def dates() -> st.SearchStrategy[CaseDate]:
    """Dates of every form."""
    return texts().map(parse_date)


def nearby() -> st.SearchStrategy[CaseDate]:
    """Dates of every form that lie so close together that many touch or overlap."""
    days = st.dates(dt.date(2024, 1, 1), dt.date(2024, 1, 9)).map(dt.date.isoformat)
    two = st.lists(days, min_size=2, max_size=2).map(sorted)
    return st.one_of(
        days,
        st.sampled_from(["2023", "2024-01", "2023-12", "2023-24", "unknown"]),
        two.map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
        two.map(lambda members: f"[{','.join(members)}]"),
        two.map("/".join),
        days.map(lambda day: f"[..{day}]"),
        days.map(lambda day: f"[{day}..]"),
        days.map(lambda day: f"{day}/.."),
    ).map(parse_date)
