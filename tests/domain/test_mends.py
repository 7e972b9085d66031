"""A mend names what the file has, however short it is written there."""

from __future__ import annotations

import pytest

from caseledger.domain.edits import Drop, Named, Put, Spot
from caseledger.domain.mends import fitted
from caseledger.domain.problem import Mend, Problem

TREE = {
    "people": [{"id": "aa", "citizenship": "Uzbek"}],
    "events": [{"grounds": ["a", "b"], "sources": ["s1", {"source": "s2"}], "served": "../2024"}],
}


@pytest.mark.parametrize(
    ("spot", "written"),
    [
        (("people", 0, "citizenship", 0), ("people", 0, "citizenship")),
        (("events", 0, "sources", 0, "source"), ("events", 0, "sources", 0)),
        (("events", 0, "served", "person"), ("events", 0, "served")),
        (("events", 0, "grounds", 1), ("events", 0, "grounds", 1)),
        (("events", 0, "sources", 1, "source"), ("events", 0, "sources", 1, "source")),
        (("events", 0, "note"), ("events", 0, "note")),
        (("events", 7, "note"), ("events", 7, "note")),
        (("events", Named("bcd22"), "note"), ("events", Named("bcd22"), "note")),
    ],
)
def test_a_spot_ends_at_the_value_that_is_there(spot: Spot, written: Spot) -> None:
    problem = Problem("CL209", "m", mend=Mend((Put(spot, "UZ"), Drop(spot)), safe=True))

    assert fitted(problem, TREE).mend == Mend((Put(written, "UZ"), Drop(written)), safe=True)


def test_a_problem_without_a_mend_stays() -> None:
    problem = Problem("CL209", "m")

    assert fitted(problem, TREE) is problem
