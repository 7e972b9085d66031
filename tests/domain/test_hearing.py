from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.invented import VOCABULARY, understood
from tests.domain.story_strategies import DATES

from caseledger.domain.case import Case, Event
from caseledger.domain.hearing import Entry, heard_by, undated
from caseledger.domain.life import life_of
from caseledger.domain.loading import quick_case
from caseledger.domain.windows import window_of

DAY = date(2024, 3, 1)
WRITTEN = date(2024, 4, 1)
LAST = date.max
HEAD = """\
format: 1
id: held
title: An invented case
summary: The whole story.
opened: 2024-02-10
people:
  - {id: pp, name: Somebody, citizenship: [UZ]}
sources:
  - {id: early, kind: media, published: 2024-02-10}
  - {id: late, kind: media, published: 2024-03-10, mirror_of: early}
  - {id: month, kind: media, published: 2024-03}
  - {id: fetched, kind: media, retrieved: 2024-02-20}
  - {id: silent, kind: phone-call}
events:
"""


def told(*events: str) -> Case:
    rows = (f"  - {{id: e{n}, {event}}}\n" for n, event in enumerate(events, start=1))
    return understood(HEAD + "".join(rows))


NOTHING = replace(told("date: 2024, kind: case.note, sources: []"), events=())


def heard(*events: str, day: date = DAY, written: date = WRITTEN) -> Case | None:
    case = told(*events) if events else NOTHING
    return heard_by(case, day, dict.fromkeys(undated(case), written))


def the_event(*events: str, day: date = DAY) -> Event:
    case = heard(*events, day=day)
    assert case is not None
    return case.events[0]


ENTRY = "date: 2024-02-01, kind: protection.refused, country: KZ"


@pytest.mark.parametrize(
    ("more", "first"),
    [
        pytest.param("sources: [early]", date(2024, 2, 10), id="its source is out"),
        pytest.param("sources: [late, early]", date(2024, 2, 10), id="the first of two sources"),
        pytest.param("sources: [late]", date(2024, 3, 10), id="a later source"),
        pytest.param("sources: [month]", date(2024, 3, 31), id="a month counts by its last day"),
        pytest.param("sources: [fetched]", date(2024, 2, 20), id="the day it was fetched"),
        pytest.param("sources: [late], known: 2024-02-05", date(2024, 2, 5), id="known before"),
        pytest.param(
            "sources: [late], published: 2024-02-06", date(2024, 2, 6), id="the decision is out"
        ),
        pytest.param("sources: [silent]", WRITTEN, id="a source without a day: the commit"),
        pytest.param("sources: []", WRITTEN, id="no source: the commit"),
        pytest.param("sources: [], known: 2024-02~", date(2024, 3, 31), id="about February"),
    ],
)
def test_an_entry_is_heard_from_the_first_report_on(more: str, first: date) -> None:
    def present(day: date) -> bool:
        case = heard(f"{ENTRY}, {more}", day=day)
        return case is not None and [event.id for event in case.events] == ["e1"]

    assert present(first)
    assert not present(first - timedelta(days=1))


def test_only_what_no_date_tells_is_asked_of_the_history() -> None:
    case = told(f"{ENTRY}, sources: [late]", f"{ENTRY}, sources: []", f"{ENTRY}, sources: [silent]")

    assert undated(case) == {("events", "e2"), ("events", "e3"), ("sources", "silent")}


def test_a_person_of_whom_nothing_tells_is_as_old_as_the_line() -> None:
    assert ("people", "pp") in undated(NOTHING)
    assert heard() is None
    assert heard(day=WRITTEN) is not None


def test_a_case_of_which_nothing_was_reported_is_not_there() -> None:
    assert heard(f"{ENTRY}, sources: [late]") is None


def test_keys_of_the_users_own_stay_where_they_stand() -> None:
    says = "{date: 2024-01-05, x_page: 3}"
    event = the_event(f"{ENTRY}, x_desk: north, sources: [{{source: early, says: {says}}}, late]")
    (left,) = (citation.says for citation in event.sources)

    assert event.date.text == "2024-01-05"
    assert event.other == {"x_desk": "north"}
    assert left is not None
    assert (left.date, left.other) == (None, {"x_page": "3"})


def test_a_later_citation_is_gone_with_what_it_says() -> None:
    event = the_event(
        f"{ENTRY}, sources: [early, {{source: late, says: {{date: 2024-01-01}}}}]",
    )

    assert [citation.source for citation in event.sources] == ["early"]


def test_a_later_source_sets_no_limit_to_a_window() -> None:
    case = heard(f"{ENTRY}, sources: [early]".replace("2024-02-01", "2024"), day=DAY)
    later = heard("date: 2024, kind: protection.refused, country: KZ, sources: [fetched, late]")

    ends = [life_of(c, c.people[0], VOCABULARY).occurrences[0].window for c in (case, later) if c]
    assert [window.latest for window in ends] == [date(2024, 2, 10), date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("sources", "said", "left"),
    [
        pytest.param(
            "[{source: early, says: {date: 2024-01-05}}, late]",
            "2024-01-05",
            [None],
            id="only a later source supports the entry",
        ),
        pytest.param(
            "[{source: early, says: {date: 2024-01-05}}, fetched, late]",
            "2024-02-01",
            ["2024-01-05", None],
            id="another early source supports it",
        ),
        pytest.param(
            "[{source: early, says: {date: 2024-01-05}}]",
            "2024-02-01",
            ["2024-01-05"],
            id="nobody later",
        ),
        pytest.param(
            "[{source: early, says: {date: 2024-01-05}}, late], known: 2024-02-02",
            "2024-02-01",
            ["2024-01-05"],
            id="known as it stands",
        ),
    ],
)
def test_what_only_a_later_source_supports(sources: str, said: str, left: list[str | None]) -> None:
    event = the_event(f"{ENTRY}, sources: {sources}")

    assert event.date.text == said
    assert [c.says and c.says.date and c.says.date.text for c in event.sources] == left


@pytest.mark.parametrize(
    ("more", "name"),
    [
        pytest.param("known: 2024-03-05", "known", id="known later"),
        pytest.param("published: 2024-03-05", "published", id="published later"),
        pytest.param("served: 2024-03-05", "served", id="served later"),
        pytest.param("of: e2", "of", id="an entry of later"),
        pytest.param(
            "resolved: {date: {prefer: early, on: 2024-03-05}}", "resolved", id="decided later"
        ),
        pytest.param("resolved: {date: {prefer: late}}", "resolved", id="for a later source"),
    ],
)
def test_what_came_later_is_not_in_an_entry(more: str, name: str) -> None:
    entry = f"{ENTRY}, sources: [early], {more}"

    assert getattr(the_event(entry, f"{ENTRY}, sources: [late]"), name) is None
    later = the_event(entry, f"{ENTRY}, sources: [late]", day=LAST)
    assert getattr(later, name) is not None


def test_the_order_of_entries_names_none_of_later() -> None:
    events = (f"{ENTRY}, sources: [early], after: [e2, gone]", f"{ENTRY}, sources: [late]")

    assert the_event(*events).after == ("gone",)
    assert the_event(*events, day=LAST).after == ("e2", "gone")


def test_a_summary_tells_of_the_whole_and_so_comes_with_it() -> None:
    some, everything = (
        heard(f"{ENTRY}, sources: [early]", day=day, written=DAY) for day in (DAY, LAST)
    )

    assert some is not None
    assert everything is not None
    assert some.summary is None
    assert everything == told(f"{ENTRY}, sources: [early]")


def test_a_reprint_of_what_was_not_out_stands_alone() -> None:
    case = understood(
        HEAD.replace("published: 2024-02-10", "published: 2024-03-20")
        + f"  - {{id: e1, {ENTRY}, sources: [late]}}\n"
    )
    found = heard_by(case, date(2024, 3, 12), dict.fromkeys(undated(case), WRITTEN))

    assert found is not None
    assert [(one.id, one.mirror_of) for one in found.sources] == [("late", None), ("fetched", None)]


def test_people_of_whom_nothing_was_heard_are_not_there() -> None:
    people = "  - {id: pp, name: One, citizenship: [UZ]}\n  - {id: qq, name: Two, sources: [late]}"
    case = understood(
        HEAD.replace("  - {id: pp, name: Somebody, citizenship: [UZ]}", people)
        + f"  - {{id: e1, people: [pp], {ENTRY}, sources: [early]}}\n"
        + f"  - {{id: e2, people: [pp, qq], {ENTRY}, sources: [late]}}\n"
    )

    def there(day: date) -> list[str]:
        found = heard_by(case, day, dict.fromkeys(undated(case), WRITTEN))
        return [one.id for one in found.people] if found else []

    assert there(DAY) == ["pp"]
    assert there(date(2024, 3, 10)) == ["pp", "qq"]


# What holds for all cases

FEW = settings(max_examples=60)

DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
SOURCES = ("s1", "s2", "s3")
EVENTS = st.fixed_dictionaries(
    {
        "date": DATES,
        "kind": st.just("protection.lodged"),
        "sources": st.lists(st.sampled_from(SOURCES), max_size=2, unique=True),
    },
    optional={"known": DATES, "published": DATES},
)


@st.composite
def reported(draw: st.DrawFn) -> tuple[Case, dict[Entry, date]]:
    """Draw a case whose sources and entries have days of report or none, and a history of it."""
    trees = draw(st.lists(EVENTS, min_size=1, max_size=3))
    dated = draw(st.dictionaries(st.sampled_from(SOURCES), DATES))
    case = quick_case(
        {
            "format": "1",
            "id": "generated",
            "title": "Generated",
            "people": [{"id": "pp", "name": "P", "citizenship": ["UZ"]}],
            "sources": [
                {"id": name, "kind": "media"}
                | ({"published": dated[name]} if name in dated else {})
                for name in SOURCES
            ],
            "events": [{**tree, "id": f"e{number}"} for number, tree in enumerate(trees)],
        }
    )
    assert case is not None
    return case, {entry: draw(DAYS) for entry in sorted(undated(case))}


def entries(case: Case | None) -> set[Entry]:
    """Name every entry and citation that is left."""
    if case is None:
        return set()
    found = {("events", event.id) for event in case.events}
    found |= {("sources", source.id) for source in case.sources}
    return found | {(event.id, c.source) for event in case.events for c in event.sources}


def reports(case: Case, event: Event, written: dict[Entry, date]) -> Iterable[date]:
    """Yield every day on which an event may have been reported."""
    cited: list[Any] = [case.source(citation.source) for citation in event.sources]
    dates = [event.known, event.published, *(one.published for one in cited if one)]
    yield from (window_of(one).latest or LAST for one in dates if one)
    if ("events", event.id) in written:
        yield written["events", event.id]


@FEW
@given(reported(), DAYS)
def test_nothing_is_heard_before_any_report_of_it(
    drawn: tuple[Case, dict[Entry, date]], day: date
) -> None:
    case, written = drawn
    found = heard_by(case, day, written)

    whole = {event.id: event for event in case.events}
    for event in found.events if found else ():
        assert any(one <= day for one in reports(case, whole[event.id], written))
    for event in case.events:
        if ("events", event.id) not in entries(found):
            assert all(one > day for one in reports(case, event, written))


@FEW
@given(reported(), DAYS, DAYS)
def test_a_later_day_never_hears_less(
    drawn: tuple[Case, dict[Entry, date]], one: date, other: date
) -> None:
    case, written = drawn
    first, second = sorted((one, other))

    assert entries(heard_by(case, first, written)) <= entries(heard_by(case, second, written))


@FEW
@given(reported())
def test_in_the_end_all_is_heard(drawn: tuple[Case, dict[Entry, date]]) -> None:
    case, written = drawn

    assert entries(heard_by(case, LAST, written)) == entries(case)


@FEW
@given(reported(), DAYS)
def test_what_was_heard_is_heard_again(drawn: tuple[Case, dict[Entry, date]], day: date) -> None:
    case, written = drawn
    once = heard_by(case, day, written)
    if once is not None:
        again = heard_by(once, day, dict.fromkeys(undated(once), day))

        assert entries(again) == entries(once)
