"""The story of a case: which events in which order, what changed, what lies ahead."""

import cProfile
import itertools
from datetime import date as Day
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import UZBEK, VOCABULARY, invented
from tests.domain.story_strategies import stories, told

from caseledger.domain.timeline import Choice, Differing, Due, Row, Timeline, timeline

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"
HEARING = "date: 2023-12-01, kind: extradition.hearing, country: KZ, state: scheduled"
CERTIFIED = "date: 2023-03-02, kind: protection.certificate-issued, country: KZ, until: 2024-03-01"
RENEWED = "date: 2023-09-02, kind: protection.certificate-issued, country: KZ, until: 2024-09-01"
RUMOUR = "date: 2023-04, kind: case.note, state: refuted"
TWO = UZBEK + "  - {id: qq, name: Other, citizenship: [UZ]}\n"
DAY = Day(2023, 11, 1)


def story(*events: str, day: Day = DAY, people: str = UZBEK, **choice: Any) -> Timeline:
    """Lay out an invented case."""
    return timeline(invented(*events, people=people), VOCABULARY, day, Choice(**choice))


def ids(found: Timeline) -> str:
    """The events of a timeline in order; those ahead in brackets, ends with a bar."""
    return " ".join(
        f"({row.event.id}{'|' * row.ends})" if row.ahead else row.event.id for row in found.rows
    )


@pytest.mark.parametrize(
    ("events", "choice", "expected", "left_out"),
    [
        pytest.param([LODGED, REQUESTED, HERE], {}, "e3 e2 e1", 0, id="in-order"),
        pytest.param([HERE, RUMOUR, LODGED], {}, "e1 e3", 1, id="refuted"),
        pytest.param([HERE, RUMOUR], {"everything": True}, "e1 e2", 0, id="everything"),
        pytest.param(
            [REQUESTED, LODGED], {"tracks": frozenset({"protection"})}, "e2", 1, id="track"
        ),
        pytest.param([HERE, REQUESTED], {"first": Day(2023, 1, 2)}, "e2", 1, id="from"),
        pytest.param([HERE, REQUESTED], {"first": Day(2023, 2, 1)}, "e2", 1, id="from-the-day"),
        pytest.param([HERE, REQUESTED], {"last": Day(2023, 1, 31)}, "e1", 1, id="to"),
        pytest.param(
            ["date: 2023, kind: case.note", HERE],
            {"first": Day(2023, 6, 1), "last": Day(2023, 6, 2)},
            "e1",
            1,
            id="it-may-lie-between",
        ),
        pytest.param(["date: 2024, kind: case.note", HERE], {}, "e2", 1, id="not-yet"),
        pytest.param([HEARING, HERE], {}, "e2 (e1)", 0, id="scheduled"),
        pytest.param([f"{HEARING}, for: 2023-05-01", HERE], {}, "e2 e1", 0, id="its-day-is-over"),
        pytest.param([CERTIFIED, HEARING], {}, "e1 (e2) (e1|)", 0, id="what-runs-out"),
        pytest.param([CERTIFIED, RENEWED], {}, "e1 e2 (e2|)", 0, id="renewed"),
        pytest.param([f"{CERTIFIED}, state: alleged"], {}, "e1", 0, id="alleged-runs-out-never"),
    ],
)
def test_what_is_told(
    events: list[str], choice: dict[str, Any], expected: str, left_out: int
) -> None:
    found = story(*events, **choice)

    assert (ids(found), found.left_out) == (expected, left_out)


def test_the_standing_after_each_event_and_whom_it_changed() -> None:
    found = story(
        f"{HERE}, people: [pp, qq]",
        f"{REQUESTED}, people: [pp]",
        f"{LODGED}, people: [pp, qq]",
        "date: 2023-04-01, kind: case.note, people: [qq]",
        people=TWO,
    )

    assert [row.people for row in found.rows] == [("pp", "qq"), ("pp",), ("pp", "qq"), ("qq",)]
    assert [{p: m.code for p, m in row.standing.items()} for row in found.rows] == [
        {"pp": "unknown", "qq": "unknown"},
        {"pp": "exposed"},
        {"pp": "limbo", "qq": "temporary"},
        {},
    ]
    assert [row.changed for row in found.rows] == [("pp", "qq"), ("pp",), ("pp", "qq"), ()]
    assert {p: s.code for p, s in found.standings.items()} == {"pp": "limbo", "qq": "temporary"}


RULES = words_of(
    file_of(
        "id: answer, for: 2m, trigger: extradition.requested, done_by: extradition.refused",
        "id: decision, for: 6m, trigger: protection.lodged, done_by: protection.granted",
        "id: quick, for: 3d, trigger: protection.lodged, done_by: protection.interview,"
        " silent: true",
    )
)
"""Answer by 1 April, decision by 1 September, an interview by 4 March, which is seldom recorded."""


@pytest.mark.parametrize(
    ("events", "day", "choice", "expected"),
    [
        pytest.param([REQUESTED], "2023-03-01", {}, "e1 (answer)", id="ahead"),
        pytest.param([REQUESTED, LODGED], "2023-05-01", {}, "e1 e2 answer (decision)", id="unmet"),
        pytest.param(
            [REQUESTED, LODGED, HEARING], "2023-05-01", {}, "e1 e2 answer (decision) (e3)",
            id="among-what-is-scheduled",
        ),
        pytest.param(
            [REQUESTED, "date: 2023-06-01, kind: case.note"], "2023-06-20", {}, "e1 answer e2",
            id="before-what-came-after-it",
        ),
        pytest.param([REQUESTED], "2023-06-30", {}, "e1 answer", id="ninety-days"),
        pytest.param([REQUESTED], "2023-07-01", {}, "e1", id="longer-ago"),
        pytest.param([REQUESTED], "2023-07-01", {"everything": True}, "e1 answer", id="all"),
        pytest.param([LODGED], "2023-03-03", {}, "e1 (quick) (decision)", id="two-ahead"),
        pytest.param([LODGED], "2023-03-05", {}, "e1 (decision)", id="silence-says-nothing"),
        pytest.param(
            [REQUESTED, LODGED], "2023-05-01", {"tracks": frozenset({"protection"})},
            "e2 (decision)", id="track",
        ),
        pytest.param(
            [REQUESTED, LODGED], "2023-05-01", {"first": Day(2023, 4, 2)}, "(decision)", id="from"
        ),
        pytest.param(
            [REQUESTED, LODGED], "2023-05-01", {"last": Day(2023, 4, 1)}, "e1 e2 answer", id="to"
        ),
        pytest.param([CERTIFIED], "2023-11-01", {}, "e1 (e1|)", id="an-end-is-not-told-twice"),
        pytest.param([CERTIFIED], "2024-03-02", {}, "e1 validity", id="an-end-that-passed"),
        pytest.param([HEARING], "2023-11-01", {}, "(e1)", id="nor-is-a-hearing"),
        pytest.param(
            [REQUESTED, "date: 2023-03-01, kind: extradition.refused, country: KZ, by: UZ"],
            "2023-03-02", {}, "e1 e2", id="met",
        ),
    ],
)  # fmt: skip
def test_deadlines_are_part_of_the_story(
    events: list[str], day: str, choice: dict[str, Any], expected: str
) -> None:
    found = timeline(invented(*events), RULES, Day.fromisoformat(day), Choice(**choice))

    assert " ".join(map(named, found.told())) == expected


def named(one: Row | Due) -> str:
    if isinstance(one, Row):
        text = f"{one.event.id}{'|' * one.ends}"
    else:
        text = one.one.rule.id if one.one.rule else one.one.term
    return f"({text})" if one.ahead else text


def test_a_deadline_of_several_people_stands_once() -> None:
    for_both = [f"{LODGED}, people: [pp, qq]", f"{REQUESTED}, people: [qq]"]
    story = timeline(invented(*for_both, people=TWO), RULES, Day(2023, 3, 20), Choice())
    other = timeline(
        invented(*for_both, people=TWO), RULES, Day(2023, 3, 20), Choice(people=frozenset({"pp"}))
    )

    assert [(named(due), due.people) for due in story.due] == [
        ("(answer)", ("qq",)),
        ("(decision)", ("pp", "qq")),
    ]
    assert [(named(due), due.people) for due in other.due] == [("(decision)", ("pp",))]


def test_in_a_file_with_errors_no_deadline_is_certain() -> None:
    case, day = invented(REQUESTED), Day(2023, 3, 1)

    assert [
        [due.one.certain for due in timeline(case, RULES, day, Choice(), faulty=bad).due]
        for bad in (False, True)
    ] == [[True], [False]]


def test_one_person_of_several() -> None:
    case = invented(f"{REQUESTED}, people: [pp]", f"{LODGED}, people: [qq]", people=TWO)

    found = timeline(case, VOCABULARY, DAY, Choice(people=frozenset({"qq"})))

    assert [person.id for person in found.people] == ["qq"]
    assert ids(found) == "e2"


def test_silences_are_counted_in_days() -> None:
    note = "kind: case.note"
    found = story(HERE, REQUESTED, f"date: 2023-02, {note}", f"date: 2023-09-01, {note}")

    assert [row.silence for row in found.rows] == [0, 31, 0, 185]


def test_every_field_on_which_a_source_differs_is_told() -> None:
    trees = [
        {
            "date": "2023",
            "kind": "movement.left",
            "country": "KZ",
            "sources": [{"source": "s1", "says": {"from": "PL", "to": "UZ"}}],
        }
    ]
    (row,) = timeline(told(trees), VOCABULARY, Day(2024, 1, 1), Choice()).rows

    assert row.differing == (Differing("s1", "from", "PL"), Differing("s1", "to", "UZ"))


@given(stories(most=10), st.dates(Day(2023, 1, 1), Day(2025, 12, 31)))
def test_every_event_is_told_once(trees: list[Any], day: Day) -> None:
    case = told(trees)
    found = timeline(case, VOCABULARY, day, Choice(everything=True))
    shown = timeline(case, VOCABULARY, day, Choice())

    told_once = [row.event.id for row in found.rows if not row.ends]
    assert sorted(told_once) == sorted(event.id for event in case.events)
    assert len({row.event.id for row in shown.rows}) + shown.left_out == len(case.events)
    past = [row.occurrence for row in found.rows if not row.ahead]
    for early, late in itertools.pairwise(past):
        assert not late.window.precedes(early.window)


def test_a_long_story_takes_few_steps() -> None:
    first = Day(2008, 1, 1)
    days = [first + timedelta(days=number * 97 % 5500) for number in range(500)]
    kinds = ["protection.lodged", "detention.extended", "extradition.requested", "case.note"]
    case = told(
        [
            {
                "date": day.isoformat()[: 7 if number < 300 else 10],
                "kind": kinds[number % 4],
                "country": "KZ",
                "sources": ["s1"],
            }
            for number, day in enumerate(days)
        ]
    )
    # Calls are counted and not seconds, which a busy machine makes longer.
    calls = cProfile.Profile()

    found = calls.runcall(timeline, case, VOCABULARY, Day(2024, 1, 1), Choice())

    assert len(found.rows) == 500
    assert sum(one.callcount for one in calls.getstats()) < 1_000_000
