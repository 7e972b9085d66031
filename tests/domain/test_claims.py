"""Which dates can both be true of one thing."""

import pytest
from hypothesis import given
from tests.domain.date_strategies import nearby

from caseledger.domain.claims import may_be_one
from caseledger.domain.dates import CaseDate, parse_date


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("2022/2024", "2023", True, id="within what lasts"),
        pytest.param("2022/2024", "2025", False, id="behind what lasts"),
        pytest.param("2022/..", "2030", True, id="within what goes on"),
        pytest.param("2022/2024", "2023/2024", False, id="other beginnings"),
        pytest.param("2022/2024", "2022/..", True, id="one end is open"),
        pytest.param("2022/2024", "2022/2025", False, id="other ends"),
        pytest.param("[..2024-02-07]", "2024-03", False, id="at the latest"),
        pytest.param("unknown", "2024", True, id="unknown"),
    ],
)
def test_dates_that_can_be_one(first: str, second: str, expected: bool) -> None:
    assert may_be_one(parse_date(first), parse_date(second)) is expected


@given(nearby(), nearby())
def test_dates_agree_both_ways_and_with_themselves(one: CaseDate, other: CaseDate) -> None:
    assert may_be_one(one, one)
    assert may_be_one(one, other) is may_be_one(other, one)
