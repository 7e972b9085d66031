from datetime import date as Day

import pytest
from hypothesis import given
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import VOCABULARY, invented, understood
from tests.domain.story_strategies import stories, told
from tests.small_ledgers import LIMBO, case

from caseledger.domain.case import Case
from caseledger.domain.consequence import Consequence, consequence, consequences
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.status import people_of
from caseledger.domain.vocabulary import Vocabulary

DAY = Day(2023, 8, 1)
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
CERTIFICATE = "date: 2023-05-01, kind: protection.certificate-{}, country: KZ, until: {}"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
NOTE = "date: 2023-06-01, kind: case.note"
HELD = (ENTERED, CERTIFICATE.format("issued", "2024-07-31"), REQUESTED)


APPEAL = (
    "id: appeal, for: 30d, done_by: extradition.appealed, moot_by: extradition.refused,"
    " trigger: {kind: extradition.ordered, clock: served}"
)
ORDERED = "date: 2023-07-01, kind: extradition.ordered, country: KZ, by: UZ, served: {}"
SERVED = ORDERED.format("2023-07-10")
ACTED = "date: 2023-07-20, kind: extradition.{}, country: KZ, by: UZ"


def following(
    before: Case | None, after: Case | None, words: Vocabulary = VOCABULARY
) -> tuple[Consequence, ...]:
    return consequences(before, after, DAY, words, {})


def after_more(event: str) -> Consequence:
    """What follows for who is held off from one more event on 1 July 2023."""
    return following(invented(*HELD), invented(*HELD, f"date: 2023-07-01, {event}"))[0]


def listed(one: Consequence) -> tuple[list[str], list[str], list[str]]:
    """Levels of threats and kinds of bars that are new, that ended, that are not what they were."""
    threats, bars = one.exposures, one.shields
    return (
        [e.level for e in threats.new] + [s.shield.kind for s in bars.new],
        [e.level for e in threats.ended] + [s.shield.kind for s in bars.ended],
        [e.level for _, e in threats.changed] + [s.shield.kind for _, s in bars.changed],
    )


@pytest.mark.parametrize(
    ("event", "standing", "turned"),
    [
        pytest.param("kind: case.note", "limbo", ([], [], []), id="nothing"),
        pytest.param(
            "kind: protection.certificate-withdrawn, country: KZ",
            "exposed",
            ([], ["certificate"], []),
            id="bar ends",
        ),
        pytest.param(
            "kind: extradition.refused, country: KZ, by: UZ, final: yes",
            "temporary",
            ([], ["requested"], []),
            id="threat ends",
        ),
        pytest.param(
            "kind: extradition.ordered, country: KZ, by: UZ",
            "limbo",
            ([], [], ["ordered"]),
            id="threat grows",
        ),
        pytest.param(
            "kind: protection.certificate-extended, country: KZ, until: 2025-01-31",
            "limbo",
            ([], [], ["certificate"]),
            id="bar lasts longer",
        ),
        pytest.param(
            "kind: protection.lodged, country: KZ", "limbo", (["pending"], [], []), id="new bar"
        ),
        pytest.param(
            "kind: extradition.requested, country: KZ, by: RU",
            "limbo",
            (["requested"], [], []),
            id="new threat",
        ),
        pytest.param(
            "kind: movement.entered, country: PL", "unknown", ([], [], []), id="left for elsewhere"
        ),
    ],
)
def test_what_follows(
    event: str, standing: str, turned: tuple[list[str], list[str], list[str]]
) -> None:
    one = after_more(event)

    assert one.before is not None
    assert one.after is not None
    assert (one.before.code, one.after.code) == ("limbo", standing)
    assert listed(one) == turned
    assert one.stands_otherwise is (standing != "limbo")
    assert one.changed is (standing != "limbo" or turned != ([], [], []))


def test_what_lies_in_another_state_does_not_end_there() -> None:
    one = after_more("kind: movement.entered, country: PL")

    assert one.is_elsewhere
    assert not one.exposures
    assert not one.shields


def test_liberty_is_a_consequence() -> None:
    one = after_more("kind: detention.arrested, country: KZ")

    assert (one.liberty_changed, one.stands_otherwise, one.changed) == (True, False, True)


def test_a_rumour_changes_how_certain_it_is() -> None:
    one = after_more("kind: protection.certificate-withdrawn, country: KZ, state: alleged")

    assert one.stands_otherwise
    assert one.after is not None
    assert one.after.certain is False


@pytest.mark.parametrize("new", [True, False])
def test_a_case_that_is_new_or_gone(new: bool) -> None:
    made = invented(*HELD)
    one = following(*((None, made) if new else (made, None)))[0]

    assert (one.person, one.label, one.changed) == ("pp", "Somebody", True)
    assert ((one.before is None), (one.after is None)) == (new, not new)
    assert len((one.exposures.new, one.exposures.ended)[not new]) == 1


def due(one: Deadline) -> str:
    return str(one.effective)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([NOTE], [SERVED], ("2023-08-09", "", "", ""), id="new"),
        pytest.param([SERVED], [SERVED, NOTE], ("", "", "", ""), id="nothing"),
        pytest.param(
            [SERVED], [SERVED, ACTED.format("appealed")], ("", "2023-08-09", "", ""), id="met"
        ),
        pytest.param(
            [SERVED],
            [ORDERED.format("2023-07-15")],
            ("", "", "2023-08-09 2023-08-14", ""),
            id="moved",
        ),
        pytest.param(
            [SERVED], [SERVED, ACTED.format("refused")], ("", "", "", "2023-08-09"), id="pointless"
        ),
        pytest.param([SERVED], [NOTE], ("", "", "", "2023-08-09"), id="its entry is gone"),
        pytest.param(
            [SERVED, ACTED.format("appealed")], [SERVED], ("2023-08-09", "", "", ""), id="again"
        ),
        pytest.param(
            [NOTE], [ORDERED.format("2023-07-01")], ("2023-07-31", "", "", ""), id="missed lately"
        ),
        pytest.param(
            [NOTE],
            [ORDERED.format("2023-02-01").replace("2023-07-01", "2023-01-01")],
            ("", "", "", ""),
            id="missed long ago",
        ),
        pytest.param(
            [SERVED],
            [ORDERED.format("2023-02-01")],
            ("", "", "2023-08-09 2023-03-03", ""),
            id="moved to long ago",
        ),
    ],
)
def test_deadlines_are_a_consequence(
    before: list[str], after: list[str], expected: tuple[str, str, str, str]
) -> None:
    (one,) = following(invented(*before), invented(*after), words_of(file_of(APPEAL)))

    found = one.deadlines
    assert expected == (
        " ".join(map(due, found.new)),
        " ".join(map(due, one.met)),
        " ".join(f"{due(old)} {due(new)}" for old, new in found.changed),
        " ".join(map(due, found.ended)),
    )
    assert one.changed or expected == ("", "", "", "")


@pytest.mark.parametrize(
    ("then", "now", "passed"),
    [
        pytest.param("2023-08-01", "2023-08-09", [], id="ahead on both days"),
        pytest.param("2023-08-01", "2023-08-20", ["2023-08-09"], id="passed between them"),
        pytest.param("2023-08-15", "2023-08-20", [], id="passed before"),
        pytest.param("2023-08-20", "2023-08-20", [], id="no day between"),
        pytest.param("2023-08-01", "2024-08-20", ["2023-08-09"], id="passed long ago by now"),
    ],
)
def test_days_that_pass_are_a_consequence(then: str, now: str, passed: list[str]) -> None:
    case, words = invented(ENTERED, SERVED), words_of(file_of(APPEAL))
    days = Day.fromisoformat(then), Day.fromisoformat(now)
    before, after = (people_of(case, day, words, {})[0] for day in days)

    one = consequence(before, after, *days)

    assert list(map(due, one.passed)) == passed
    assert not one.deadlines
    assert one.changed or not passed


def test_who_records_a_day_is_not_told_of_it() -> None:
    task = "date: 2023-07-01, kind: case.task, until: 2023-09-01"
    new, done = (
        following(invented(NOTE), invented(task)),
        following(invented(task), invented(f"{task}, outcome: done")),
    )

    assert not new[0].changed
    assert [due(one) for one in done[0].met] == ["2023-09-01"]


def test_people_of_both_versions_stand_once() -> None:
    second = "  - {id: qq, name: Other, citizenship: [UZ]}\n"
    found = following(invented(ENTERED), invented(ENTERED, people=second))

    assert [(one.person, one.then is None, one.now is None) for one in found] == [
        ("qq", True, False),
        ("pp", False, True),
    ]


def test_who_stands_in_another_case_is_read_there() -> None:
    people = "  - {id: tt, pseudonym: the same, same_as: held/pp, sources: [s1]}\n"
    held = {"held": understood(LIMBO)}
    there = understood(case("other", NOTE, people=people))
    alone = understood(case("other", NOTE, people=people.replace(", same_as: held/pp", "")))
    one = consequences(alone, there, DAY, VOCABULARY, held)[0]

    assert one.before is not None
    assert one.after is not None
    assert (one.before.code, one.after.code) == ("unknown", "limbo")
    assert [e.level for e in one.exposures.new] == ["requested"]


def test_a_faulty_file_is_certain_of_nothing() -> None:
    made = invented(*HELD)
    one = consequences(made, made, DAY, VOCABULARY, {}, faulty=("invented",))[0]

    assert one.after is not None
    assert (one.changed, one.after.certain) == (False, False)


@given(stories())
def test_nothing_follows_from_nothing(trees: list[dict[str, object]]) -> None:
    made = told(trees)

    assert not any(one.changed for one in following(made, made))


@given(stories(most=5), stories(most=5))
def test_what_is_new_one_way_has_ended_the_other(
    first: list[dict[str, object]], second: list[dict[str, object]]
) -> None:
    forth = following(told(first), told(second))[0]
    back = following(told(second), told(first))[0]

    assert {e.key for e in forth.exposures.new} == {e.key for e in back.exposures.ended}
    assert {s.shield.key for s in forth.shields.new} == {s.shield.key for s in back.shields.ended}
    assert forth.stands_otherwise == back.stands_otherwise
