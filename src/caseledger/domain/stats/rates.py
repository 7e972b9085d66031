"""Recognition rates as UNHCR defines them.

The refugee recognition rate is the share of those recognised as refugees in all decisions on the
claim itself; the total protection rate counts complementary protection as well. What was closed
otherwise, without such a decision, is left out of both (UNHCR Global Trends, methodology).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from caseledger.domain.stats.counting import Count, Item, together

OUTCOME = "outcome"
RECOGNISED, COMPLEMENTARY, REJECTED, CLOSED = (
    f"protection.{code}" for code in ("recognised", "complementary", "rejected", "otherwise-closed")
)
RATES = {"recognition": (RECOGNISED,), "total": (RECOGNISED, COMPLEMENTARY)}
"""Each rate by name, and the outcomes that it counts as granted."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share between 0 and 1, least and most; ``None`` where nothing is decided."""

    name: str
    least: Fraction | None
    most: Fraction | None
    decided: Count
    closed: Count


def rates_of(items: Sequence[Item]) -> tuple[Rate, ...]:
    """Work out the rates from what the cells of a table of outcomes add up to."""
    decided = frozenset({RECOGNISED, COMPLEMENTARY, REJECTED})
    closed = together(items, OUTCOME, [CLOSED])
    found = []
    for name, granted in RATES.items():
        won = together(items, OUTCOME, granted)
        lost = together(items, OUTCOME, decided - set(granted))
        least, most = _share(won.least, lost.most), _share(won.most, lost.least)
        whole = together(items, OUTCOME, decided)
        found.append(Rate(name, _either(least, most), _either(most, least), whole, closed))
    return tuple(found)


def _share(won: int, lost: int) -> Fraction | None:
    return Fraction(won, won + lost) if won + lost else None


def _either(share: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Return a share; where it would be of nothing, the only one that there can be."""
    return other if share is None else share
