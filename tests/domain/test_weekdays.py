"""Days that texts name with their weekday."""

import pytest

from caseledger.domain.weekdays import named_days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Monday, 13th of March, 2024", (2024, 3, 13, 0), id="ordinal"),
        pytest.param("Friday, Mar. 15, 2024", (2024, 3, 15, 4), id="short month"),
        pytest.param("с понедельника 13.03.2024", (2024, 3, 13, 0), id="numbers"),
        pytest.param("2024-03-13 (Monday)", (2024, 3, 13, 0), id="ISO"),
        pytest.param("13 March 2024, Monday.", (2024, 3, 13, 0), id="behind"),
        pytest.param("on 13 March 2024, Friday prayers began", None, id="another Friday"),
        pytest.param("the court sat 13 March 2024", None, id="sat is a verb"),
        pytest.param("Monday and Tuesday, 13 and 14 March 2024", None, id="two days"),
        pytest.param("13–14 March 2024, Monday", None, id="a span"),
        pytest.param("Monday's 13 March", None, id="possessive"),
    ],
)
def test_days_named_in_texts(text: str, expected: tuple[int, int, int, int] | None) -> None:
    days = [(one.year, one.month, one.day, one.weekday) for one in named_days(text)]

    assert days == ([expected] if expected else [])
