"""What counts rest on: periods of imprecise dates, and which entries are public."""

from datetime import date as Day

import pytest
from tests.domain.invented import understood
from tests.small_ledgers import case

from caseledger.domain.stats.periods import periods_of
from caseledger.domain.stats.published import published
from caseledger.domain.windows import Window

DAY = Day(2024, 6, 1)


@pytest.mark.parametrize(
    ("first", "last", "period", "expected"),
    [
        pytest.param("2023-12-31", "2024-01-01", "year", {"2023", "2024"}, id="years"),
        pytest.param("2024-03-31", "2024-04-01", "quarter", {"2024-Q1", "2024-Q2"}, id="quarters"),
        pytest.param("2024-02-01", "2024-02-29", "month", {"2024-02"}, id="month"),
        pytest.param("1900-01-01", "2024-01-01", "month", {"unknown"}, id="as good as not dated"),
        pytest.param("2024-01-01", None, "year", {"unknown"}, id="open"),
    ],
)
def test_periods(first: str, last: str | None, period: str, expected: set[str]) -> None:
    end = Day.fromisoformat(last) if last else None

    assert periods_of(Window(Day.fromisoformat(first), end), period) == expected


SOURCE = "kind: media, publisher: A paper, published: 2024-01-01"


@pytest.mark.parametrize(
    ("event", "source", "public"),
    [
        pytest.param("", SOURCE, True, id="reported by a published source"),
        pytest.param(
            "", "kind: phone-call, published: 2024-01-01", False, id="said, not published"
        ),
        pytest.param("", "kind: media, publisher: A paper", False, id="not dated"),
        pytest.param("", SOURCE.replace("2024", "2025"), False, id="not out yet"),
        pytest.param("", f"{SOURCE}, visibility: restricted", False, id="restricted source"),
        pytest.param("", f"{SOURCE}, embargo: 2024-07-01", False, id="source under embargo"),
        pytest.param("", f"{SOURCE}, embargo: 2024-05-01", True, id="embargo is over"),
        pytest.param("visibility: restricted, ", SOURCE, False, id="restricted event"),
        pytest.param("visibility: public, ", "kind: phone-call", True, id="said to be public"),
        pytest.param("embargo: 2024-07-01, ", SOURCE, False, id="event under embargo"),
        pytest.param("state: scheduled, ", SOURCE, False, id="ahead"),
    ],
)
def test_which_entries_are_public(event: str, source: str, public: bool) -> None:
    text = case("one", f"{event}date: 2023-12-01, kind: movement.entered, country: KZ")
    whole = understood(text.replace("kind: media, reliability: likely", source))

    assert bool(published(whole, DAY).events) is public
