"""Circles of references, against a search that is slow and plain."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.checks.circles import Graph, sorted_out

KEYS = st.sampled_from("abcdefg")


def reached(graph: Graph, start: str) -> set[str]:
    """Every id that can be reached from one; itself only by way of a circle."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        key = waiting.pop()
        if key in graph and key not in found:
            found.add(key)
            waiting.extend(graph[key])
    return found


def leads_to_circle(graph: Graph, key: str) -> bool:
    """Whether an id lies on a circle or names, by way of others, one that does."""
    return any(one in reached(graph, one) for one in {key, *reached(graph, key)})


@given(st.dictionaries(KEYS, st.lists(KEYS, max_size=3)))
def test_what_lies_on_a_circle_is_found(graph: dict[str, list[str]]) -> None:
    on_circle = {key for key in graph if key in reached(graph, key)}
    between = {
        key
        for key in graph
        if reached(graph, key) & on_circle and any(key in reached(graph, one) for one in on_circle)
    }

    assert sorted_out(graph).circular == on_circle | between


@given(st.dictionaries(KEYS, st.lists(KEYS, max_size=3)))
def test_ids_stand_behind_what_they_name(graph: dict[str, list[str]]) -> None:
    in_order = sorted_out(graph).in_order

    assert len(set(in_order)) == len(in_order)
    assert set(in_order) == {key for key in graph if not leads_to_circle(graph, key)}
    for position, key in enumerate(in_order):
        assert {name for name in graph[key] if name in graph} <= set(in_order[:position])


def test_long_chains_take_no_time() -> None:
    chain = {str(number): [str(number + 1)] for number in range(20_000)}
    started = time.perf_counter()

    found = sorted_out(chain | {"20000": ["0"]})

    assert len(found.circular) == len(chain) + 1
    assert time.perf_counter() - started < 20
