"""What an editor takes for a date, an id or a path is what the readers take."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.domain.editor_schemas import MADE, checked, schema_of, schemas

from caseledger.domain.dates import DateError, parse_date
from caseledger.domain.editor_types import DATE, FILE, ID, POINT
from caseledger.domain.fields import Date
from caseledger.domain.loading import reader_of
from caseledger.domain.plain import Plain
from caseledger.domain.values import Mismatch, file_path, identifier

# Dates


def accepts(text: str) -> str:
    """Say ``yes``, ``no``, or ``backwards`` for two ends in the wrong order."""
    try:
        parse_date(text)
    except DateError as error:
        return "backwards" if "before the beginning" in error.message else "no"
    return "yes"


def fits(text: str) -> bool:
    return checked("date").is_valid(text)


def numbers(most: int, width: int) -> st.SearchStrategy[str]:
    return st.integers(0, most).map(lambda number: f"{number:0{width}}")


points = st.builds(
    lambda parts, mark: "-".join(parts) + mark,
    st.tuples(numbers(9999, 4), numbers(26, 2), numbers(32, 2)).flatmap(
        lambda parts: st.sampled_from([parts[:1], parts[:2], parts])
    ),
    st.sampled_from(["", "", "~", "?", "%"]),
)
spans = st.builds(
    lambda form, first, last: form.format(first, last),
    st.sampled_from(
        [
            "[{}..{}]",
            "[..{}]",
            "[{}..]",
            "[{},{}]",
            "{}/{}",
            "{}/..",
            "{}/",
            "../{}",
            "[{}]",
            "{}..{}",
        ]
    ),
    points,
    points,
)
in_brackets = spans.map(lambda text: text.strip("[]")).filter(lambda text: "," not in text)
near = st.text(alphabet="0129-/.,~?%[] unkow", max_size=24)


@given(st.one_of(points, spans, near, st.from_regex(DATE, fullmatch=True)))
@example("unknown")
@example("[2024,2025,2026~]")
@example("2000-02-29")
@example("1900-02-29")
@example(f"[{','.join(['2024'] * 30)}]")
def test_a_pattern_takes_the_dates_that_the_reader_takes(text: str) -> None:
    assert fits(text) == (accepts(text) != "no")


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%dT%H:%M"]))
def test_every_day_fits_and_no_other_way_of_writing_one(day: dt.date, form: str) -> None:
    text = (
        f"{day.year:04}{day.strftime(form.removeprefix('%Y'))}"
        if form[1] == "Y"
        else day.strftime(form)
    )

    assert fits(text) == (form == "%Y-%m-%d")


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "2024-3-2",
        "2024-13-01",
        "2024-02-30",
        "2023-02-29",
        "2024-00",
        "2024-25",
        "0000",
        "24",
        "[2024]",
        "2024-03-02T10:00",
        "2024..2025",
        "mid-2024",
        "2024 ",
        "",
    ],
)
def test_common_mistakes_do_not_fit(text: str) -> None:
    assert not fits(text)


@given(
    st.lists(
        st.one_of(points, in_brackets, st.integers(0, 12000)),
        max_size=3,
    )
)
def test_a_list_is_read_as_one_of_these(members: list[str | int]) -> None:
    """As YAML tools read it, and as text for the reader of cases."""
    bare = [int(one) if isinstance(one, str) and one.isdigit() else one for one in members]
    try:
        reader_of(Date)([Plain(one) for one in map(str, bare)])
        taken = True
    except Mismatch as error:
        taken = "before the beginning" in error.message

    assert fits_as_read(bare) == taken


def fits_as_read(members: list[str | int]) -> bool:
    return checked("date").is_valid(members)


@pytest.mark.parametrize(
    ("year", "fine"), [(2024, True), (1000, True), (24, False), (20240302, False), (2024.5, False)]
)
def test_a_bare_year_is_a_number_for_yaml(year: float, fine: bool) -> None:
    assert checked("date").is_valid(year) == fine


# Ids and paths


@given(st.one_of(st.from_regex(ID, fullmatch=True), st.text(alphabet="az09-A_", max_size=66)))
@example("con")
@example("yes")
@example("a" * 63)
@example("a" * 64)
@example("a-")
@example("console")
def test_ids_fit_that_the_reader_takes(text: str) -> None:
    assert checked("id").is_valid(text) == reads(identifier, text)


@given(st.one_of(st.from_regex(FILE, fullmatch=True), st.text(alphabet="files/.\\", max_size=12)))
@example("files/../secret")
@example("files/a/..")
@example("files/..a")
def test_paths_fit_that_the_reader_takes(text: str) -> None:
    assert checked("path-under-files").is_valid(text) == reads(file_path, text)


def reads(read: Any, text: str) -> bool:
    try:
        read(text)
    except Mismatch:
        return False
    return True


def test_patterns_are_in_the_part_of_the_language_that_all_editors_read() -> None:
    """JavaScript reads them with its flag u, which refuses escapes that mean nothing."""
    for name in MADE:
        for schema in schemas(schema_of(name)):
            for pattern in (schema.get("pattern", ""), POINT):
                assert "(?P" not in pattern
                assert "\\-" not in pattern
                assert "(?<" not in pattern
