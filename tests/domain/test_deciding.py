"""What would decide: each sort of question with its answers, and what each of them gives."""

from datetime import date as Day

import pytest
from hypothesis import given, settings
from tests.domain.invented import VOCABULARY, invented, understood
from tests.domain.story_strategies import stories
from tests.domain.story_strategies import told as told_story
from tests.domain.undecided import UNDECIDED, Undecided

from caseledger.domain.case import Case
from caseledger.domain.deciding import MOST_TRIALS, QUESTIONS, deciders, scene_of
from caseledger.domain.life import life_of
from caseledger.domain.questions import Decider
from caseledger.domain.standing import standing_of

ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"


def asked(case: Case, day: str = "2024-01-01", person: int = 0) -> tuple[Decider, ...]:
    life, when = life_of(case, case.people[person], VOCABULARY), Day.fromisoformat(day)
    return deciders(scene_of(life, standing_of(life, when), when, when)).found


def told(found: tuple[Decider, ...]) -> dict[str, dict[str, list[str]]]:
    return {
        f"{one.question.sort} {' '.join(one.question.events)} {one.question.field}".strip(): {
            str(getattr(answer.option.change, "values", answer.option.key)[-1])
            if one.question.sort in ("account", "order")
            else answer.option.key: list(answer.outcome.possible)
            for answer in one.answers
        }
        for one in found
    }


@pytest.mark.parametrize("one", [pytest.param(one, id=name) for name, one in UNDECIDED.items()])
def test_a_question_and_what_its_answers_give(one: Undecided) -> None:
    assert told(asked(understood(one.text), one.day)) == one.deciders


def test_every_sort_of_question_is_tried() -> None:
    sorts = {key.split()[0] for one in UNDECIDED.values() for key in one.deciders}
    both = {"alleged", "day"}

    assert sorts - both == set(QUESTIONS) - {"happened"}
    assert both < sorts


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([ENTERED], id="silence"),
        pytest.param([ENTERED, REQUESTED], id="exposed"),
        pytest.param(
            [ENTERED, "date: 2023, kind: protection.interview, country: KZ, state: alleged"],
            id="a rumour that changes nothing",
        ),
    ],
)
def test_where_one_standing_is_possible_nothing_is_asked(events: list[str]) -> None:
    assert asked(invented(*events)) == ()


def test_what_makes_no_difference_is_not_asked() -> None:
    grant = "date: 2023-08-01, kind: protection.granted, country: KZ, state: alleged"
    elsewhere = "date: 2023-08-01, kind: protection.visa-granted, country: FR, state: alleged"
    found = asked(invented(ENTERED, REQUESTED, elsewhere, grant))

    assert [one.question.events for one in found] == [("e4",)]


def test_the_work_is_bounded() -> None:
    rumours = [
        f"date: 2023-07-{1 + n % 28:02d}, kind: protection.granted, country: KZ, state: alleged"
        for n in range(35)
    ]
    found = asked(invented(ENTERED, REQUESTED, *rumours))

    assert 0 < sum(len(one.answers) for one in found) <= MOST_TRIALS


def test_the_questions_of_one_person_are_not_about_another() -> None:
    two = (
        "  - {id: pp, name: Somebody, citizenship: [UZ]}\n"
        "  - {id: qq, name: Another, citizenship: [UZ]}\n"
    )
    grant = "date: 2023-08-01, kind: protection.granted, country: KZ, state: alleged"
    case = invented(
        f"{ENTERED}, people: [pp, qq]",
        f"{REQUESTED}, people: [pp, qq]",
        f"{grant}, people: [qq]",
        people=two,
    )

    assert asked(case, person=0) == ()
    assert [one.question.events for one in asked(case, person=1)] == [("e3",)]


@settings(max_examples=40)
@given(stories())
def test_a_better_date_and_a_decision_between_sources_add_nothing(
    trees: list[dict[str, object]],
) -> None:
    """What is known more exactly leaves fewer possibilities, never other ones."""
    case, day = told_story(trees), Day(2024, 6, 1)
    life = life_of(case, case.people[0], VOCABULARY)
    before = standing_of(life, day)
    for one in deciders(scene_of(life, before, day, Day(2030, 1, 1))).found:
        for answer in one.answers:
            narrower = one.question.sort == "account" or answer.option.key in ("by", "after")
            if narrower and before.possible_complete and answer.outcome.complete:
                assert set(answer.outcome.possible) <= set(before.possible), one


def test_where_there_are_too_many_questions_it_says_so() -> None:
    rumours = [
        f"date: 2023-07-{1 + number % 28:02}, kind: protection.lodged, country: {place}, "
        "state: alleged"
        for number, place in enumerate(["KZ", "PL", "AT", "RU"] * 30)
    ]
    few, many = (invented(ENTERED, REQUESTED, *rumours[:most]) for most in (1, 120))

    def tried(case: Case) -> bool:
        life, when = life_of(case, case.people[0], VOCABULARY), Day(2024, 1, 1)
        return deciders(scene_of(life, standing_of(life, when), when, when)).all_tried

    assert (tried(few), tried(many)) == (True, False)
