"""When events happened, as far as it is known, and which came first."""

import itertools
from datetime import date as Day
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY, invented, understood
from tests.domain.story_strategies import stories, told

from caseledger.domain.occurrences import Occurrence, occurrences_of
from caseledger.domain.ordering import Ordering, bits, in_order
from caseledger.domain.windows import Window

HEAD = """\
format: 1
id: invented
title: Invented
people:
  - {id: pp, name: Somebody, citizenship: [UZ]}
sources:
  - {id: early, kind: media, published: 2024-03-10}
  - {id: late, kind: media, published: 2024-06}
  - {id: weak, kind: media, reliability: doubtful}
events:
"""


def read(*events: str) -> tuple[Occurrence, ...]:
    """Return the events of a case by their braces, with sources of several days."""
    rows = (f"  - {{id: e{number}, {event}}}\n" for number, event in enumerate(events, 1))
    return occurrences_of(understood(HEAD + "".join(rows)), VOCABULARY)


def days(window: Window) -> str:
    """Write a window as an interval; an open end is left out."""
    return f"{window.earliest or ''}/{window.latest or ''}"


SAYS = "sources: [late, {source: early, says: {date: 2024-02-25}}]"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param("date: 2024-03, sources: []", "2024-03-01/2024-03-31", id="no-cap"),
        pytest.param("date: 2024-03, sources: [early]", "2024-03-01/2024-03-10", id="published"),
        pytest.param("date: 2024-03, sources: [early, late]", "2024-03-01/2024-03-10", id="first"),
        pytest.param("date: 2024-06, sources: [late]", "2024-06-01/2024-06-30", id="published-by"),
        pytest.param(
            "date: 2024-03, known: 2024-03-05, sources: []", "2024-03-01/2024-03-05", id="known"
        ),
        pytest.param(
            "date: 2024-04-02, sources: [early]", "2024-04-02/2024-04-02", id="leaves-no-window"
        ),
        pytest.param(
            "date: 2024-03, state: alleged, sources: [early]",
            "2024-03-01/2024-03-31",
            id="only-what-happened",
        ),
        pytest.param(
            "date: 2024-03, sources: [{source: early, says: {state: scheduled}}]",
            "2024-03-01/2024-03-31",
            id="only-who-reports-that-it-happened",
        ),
        pytest.param("date: 2024-03-09~, sources: [early]", "2024-03-06/2024-03-10", id="widened"),
        pytest.param(f"date: 2024-03-02, {SAYS}", "2024-02-25/2024-03-02", id="date-of-a-source"),
        pytest.param(
            f"date: 2024-03-02, {SAYS}, resolved: {{date: {{prefer: late}}}}",
            "2024-03-02/2024-03-02",
            id="resolved",
        ),
        pytest.param(
            "date: 2024-03-02, sources: [{source: weak, says: {date: 2023}}]",
            "2024-03-02/2024-03-02",
            id="doubtful-source",
        ),
    ],
)
def test_the_window_is_capped_by_what_was_reported(event: str, expected: str) -> None:
    (one,) = read(f"kind: case.note, {event}")

    assert days(one.window) == expected


@pytest.mark.parametrize(
    ("others", "event", "start"),
    [
        pytest.param(
            ["date: 2020-01-01, kind: case.note"], "country: KZ", "2020-01-01", id="first"
        ),
        pytest.param(
            [
                "date: 2020-01-01, kind: case.note",
                "date: 2021-02, kind: protection.lodged, country: KZ",
            ],
            "country: KZ",
            "2021-02-01",
            id="what-its-kind-follows",
        ),
        pytest.param(
            [
                "date: 2020-01-01, kind: case.note",
                "date: 2021-02, kind: protection.lodged, country: PL",
            ],
            "country: KZ",
            "2020-01-01",
            id="not-of-another-host",
        ),
        pytest.param(
            [
                "date: 2022-05-01, kind: case.note",
                "date: 2021-02, kind: protection.lodged, country: KZ",
            ],
            "country: KZ, after: [e1]",
            "2022-05-01",
            id="after-comes-first",
        ),
        pytest.param(
            ["date: 2020-01-01, kind: case.note", "date: 2019, kind: case.note, state: refuted"],
            "country: KZ",
            "2020-01-01",
            id="nothing-that-was-refuted",
        ),
        pytest.param(["date: 2025-01-01, kind: case.note"], "country: KZ", "", id="no-window-left"),
        pytest.param([], "country: KZ", "", id="nothing-else"),
    ],
)
def test_an_open_beginning_is_cut(others: list[str], event: str, start: str) -> None:
    opened = f'date: "[..2024-03-02]", kind: protection.refused, sources: [], {event}'

    one = read(*(f"{other}, sources: []" for other in others), opened)[-1]

    assert days(one.window) == f"{start}/2024-03-02"


@pytest.mark.parametrize(
    ("sources", "disputed"),
    [
        pytest.param("[early]", False, id="agreed"),
        pytest.param("[{source: early, says: {country: PL}}]", True, id="another-country"),
        pytest.param("[{source: early, says: {country: KZ}}]", False, id="the-same-country"),
        pytest.param("[{source: early, says: {date: 2023}}]", False, id="only-the-day"),
        pytest.param("[{source: early, says: {state: refuted}}]", True, id="another-state"),
        pytest.param("[{source: early, says: {reference: '1'}}]", False, id="what-decides-nothing"),
        pytest.param("[{source: weak, says: {country: PL}}]", False, id="nobody-believes-it"),
        pytest.param(
            "[{source: early, says: {country: PL}}], resolved: {country: {prefer: late}}",
            False,
            id="resolved",
        ),
        pytest.param(
            "[{source: early, says: {country: PL, by: UZ}}], resolved: {country: {prefer: late}}",
            True,
            id="resolved-in-part",
        ),
    ],
)
def test_disputed(sources: str, disputed: bool) -> None:
    (one,) = read(f"date: 2024-03-02, kind: removal.upheld, country: KZ, sources: {sources}")

    assert one.disputed is disputed
    assert one.counts(Day(2024, 3, 2)) is not disputed
    assert one.possible(Day(2024, 3, 2)) is disputed


@pytest.mark.parametrize(
    ("event", "counts", "possible"),
    [
        pytest.param("date: 2024-03-02", True, False, id="on-the-day"),
        pytest.param("date: 2024-03-03", False, False, id="later"),
        pytest.param("date: 2024-03", False, True, id="inside-the-window"),
        pytest.param('date: "[2024-03-01..]"', False, True, id="open-end"),
        pytest.param("date: unknown", False, True, id="unknown"),
        pytest.param("date: 2024-01, state: alleged", False, True, id="alleged"),
        pytest.param("date: 2024-04, state: alleged", False, False, id="alleged-for-later"),
        pytest.param("date: 2024-01, state: scheduled", False, False, id="scheduled"),
        pytest.param("date: 2024-01, state: refuted", False, False, id="refuted"),
        pytest.param("date: 2024-01, state: cancelled", False, False, id="cancelled"),
        pytest.param("date: 2024-01-01/..", True, False, id="what-lasts-counts-from-its-beginning"),
    ],
)
def test_what_counts_and_what_is_possible(event: str, counts: bool, possible: bool) -> None:
    (one,) = read(f"kind: case.note, {event}, sources: []")

    assert one.counts(Day(2024, 3, 2)) is counts
    assert one.possible(Day(2024, 3, 2)) is possible


LODGED = "kind: protection.lodged, country: KZ"
REFUSED = "kind: protection.refused, country: KZ"
NOTE = "kind: case.note"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [f"date: 2024-03-02, {NOTE}", f"date: 2024-02, {NOTE}"], "e2 e1", id="windows"
        ),
        pytest.param(
            [f"date: 2024, {NOTE}, after: [e2]", f"date: 2024-05-01, {NOTE}"], "e2 e1", id="after"
        ),
        pytest.param(
            [f"date: 2024-03-01, {NOTE}, after: [e2]", f"date: 2024-05-01, {NOTE}"],
            "e1 e2",
            id="after-against-the-windows",
        ),
        pytest.param(
            [f"date: 2024-03, {NOTE}, after: [e2]", f"date: 2024-03, {NOTE}, after: [e1]"],
            "e2 e1",
            id="after-in-a-circle",
        ),
        pytest.param([f"date: 2024-03, {NOTE}", f"date: 2024-03, {NOTE}"], "e1 e2", id="same-text"),
        pytest.param(
            [
                f'date: 2024-03-01, {NOTE}, time: "09:00Z"',
                f'date: 2024-03-01, {NOTE}, time: "10:00+05:00"',
            ],
            "e2 e1",
            id="time-of-the-world",
        ),
        pytest.param(
            [
                f'date: 2024-03-01, {NOTE}, time: "09:00Z"',
                f"date: 2024-03-01, {NOTE}",
                f'date: 2024-03-01, {NOTE}, time: "08:00Z"',
            ],
            "e3 e1 e2",
            id="time-comes-before-the-place-in-the-file",
        ),
        pytest.param(
            [f"date: 2024-03-05, {REFUSED}", f"date: 2024-03, {LODGED}"], "e2 e1", id="follows"
        ),
        pytest.param(
            [f"date: 2024-03-05, {REFUSED}", f"date: 2024-04, {LODGED}"],
            "e1 e2",
            id="follows-against-the-windows",
        ),
        pytest.param(
            [f"date: 2024-03, {REFUSED}", f"date: 2024-03, {LODGED}"],
            "e1 e2",
            id="follows-against-the-text",
        ),
        pytest.param(
            [f"date: 2024-03, {REFUSED}", f"date: 2024-03-10, {LODGED}, after: [e1]"],
            "e1 e2",
            id="follows-against-after",
        ),
        pytest.param(
            [
                f"date: 2024-03, {REFUSED}",
                f"date: 2024-03, {NOTE}",
                f"date: 2024-03-10, {LODGED}, after: [e2]",
            ],
            "e1 e2 e3",
            id="follows-against-a-chain",
        ),
    ],
)
def test_what_comes_first(events: list[str], expected: str) -> None:
    found = read(*(f"{event}, sources: []" for event in events))
    first, *_, last = expected.split()
    by_id = {one.event.id: one for one in found}

    assert " ".join(one.event.id for one in in_order(found)) == expected
    assert Ordering(found).precedes(by_id[first], by_id[last])
    assert not Ordering(found).precedes(by_id[last], by_id[first])


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([f"date: 2024, {NOTE}", f"date: 2024-03, {NOTE}"], id="overlapping"),
        pytest.param(
            ["date: 2024-03-05, kind: protection.refused, country: PL", f"date: 2024-03, {LODGED}"],
            id="follows-of-another-host",
        ),
    ],
)
def test_what_nothing_orders(events: list[str]) -> None:
    one, two = found = read(*(f"{event}, sources: []" for event in events))
    ordering = Ordering(found)

    assert not ordering.precedes(one, two)
    assert not ordering.precedes(two, one)
    assert [list(bits(ordering.unordered(place))) for place in (0, 1)] == [[1], [0]]
    assert sorted(ordering.told) == [0, 1]


@given(stories(most=12), st.randoms(use_true_random=False))
def test_no_known_order_is_broken(trees: list[Any], chance: Any) -> None:
    found = list(occurrences_of(told(trees), VOCABULARY))
    ordering = Ordering(found)
    shuffled = list(found)
    chance.shuffle(shuffled)

    order = [ordering.events[place] for place in ordering.told]
    assert sorted(one.index for one in order) == [one.index for one in found]
    for early, late in itertools.combinations(order, 2):
        assert not ordering.precedes(late, early)
        assert not late.window.precedes(early.window)
    assert in_order(shuffled) == in_order(found), "whatever order they are given in"


@given(stories(most=12))
def test_chains_are_known(trees: list[Any]) -> None:
    found = occurrences_of(told(trees), VOCABULARY)
    ordering = Ordering(found)

    for one, two, three in itertools.permutations(found, 3):
        if ordering.precedes(one, two) and ordering.precedes(two, three):
            assert ordering.precedes(one, three)
    for before, behind in itertools.permutations(range(len(ordering.events)), 2):
        first, second = ordering.events[before], ordering.events[behind]
        forth, back = ordering.precedes(first, second), ordering.precedes(second, first)
        assert not (forth and back)
        assert ordering.before[behind] >> before & 1 == forth
        assert ordering.behind[before] >> behind & 1 == forth
        assert ordering.unordered(before) >> behind & 1 == (not (forth or back))


def test_events_of_others_are_left_out() -> None:
    people = "  - {id: pp, name: A, citizenship: [UZ]}\n  - {id: qq, name: B, citizenship: [UZ]}\n"
    made = invented(
        "date: 2024-01-01, kind: case.note, people: [qq]",
        "date: 2024-01-02, kind: case.note, people: [pp, qq]",
        people=people,
    )

    assert [one.event.id for one in occurrences_of(made, VOCABULARY, made.people[0])] == ["e2"]
    assert [one.index for one in occurrences_of(made, VOCABULARY)] == [0, 1]


def test_after_may_name_what_happened_to_another() -> None:
    people = "  - {id: pp, name: A, citizenship: [UZ]}\n  - {id: qq, name: B, citizenship: [UZ]}\n"
    made = invented(
        "date: 2024-01-05, kind: movement.entered, country: KZ, people: [qq]",
        'date: "[..2024-03-02]", kind: case.note, people: [pp], after: [e1]',
        "date: 2023-01-01, kind: case.note, people: [pp]",
        people=people,
    )

    assert days(occurrences_of(made, VOCABULARY, made.people[0])[0].window) == (
        "2024-01-05/2024-03-02"
    )
