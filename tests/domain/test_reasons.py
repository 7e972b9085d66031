from datetime import date as Day

import pytest
from hypothesis import given, settings
from tests.domain.invented import UZBEK, VOCABULARY, invented
from tests.domain.story_strategies import stories, told
from tests.domain.undecided import RUMOURS

from caseledger.domain.case import Case
from caseledger.domain.reasons import Reasons, reasons_of
from caseledger.domain.status import people_of

DAY = Day(2024, 1, 1)
ENTERED = "date: 2022-01-10, kind: movement.entered, country: KZ"
CERTIFICATE = "date: 2023-05-01, kind: protection.certificate-issued, country: KZ"
REQUESTED = "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ"
REFUSED = "date: 2023-07-01, kind: protection.refused, country: KZ"


def reasons(case: Case, day: Day = DAY) -> Reasons:
    return reasons_of(people_of(case, day, VOCABULARY, {})[0], day)


def held_off(found: Reasons) -> list[list[tuple[str, bool]]]:
    return [
        [(bar.shield.shield.event, bar.certain) for bar in threat.bars] for threat in found.threats
    ]


@pytest.mark.parametrize(
    ("events", "bars"),
    [
        pytest.param([ENTERED], [], id="no threat"),
        pytest.param([ENTERED, REQUESTED], [[]], id="nothing holds it off"),
        pytest.param(
            [ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2024-07-31"],
            [[("e3", True)]],
            id="certain",
        ),
        pytest.param(
            [ENTERED, REQUESTED, f"{CERTIFICATE}, until: 2023-07-31"],
            [[("e3", False)]],
            id="run out",
        ),
        pytest.param(
            [ENTERED, REQUESTED, "date: 2023-05-01, kind: protection.visa-granted, country: KZ"],
            [[]],
            id="no bar to this",
        ),
        pytest.param(
            [
                ENTERED,
                REQUESTED,
                CERTIFICATE.replace("issued, country: KZ", "extended, country: PL"),
            ],
            [[]],
            id="in another state",
        ),
    ],
)
def test_what_holds_a_threat_off(events: list[str], bars: list[list[tuple[str, bool]]]) -> None:
    assert held_off(reasons(invented(*events))) == bars


@pytest.mark.parametrize(
    ("events", "no_status", "silent"),
    [
        pytest.param([ENTERED], "", True, id="silence"),
        pytest.param([ENTERED, REFUSED], "e2", False, id="refused"),
        pytest.param([ENTERED, REFUSED.replace("KZ", "PL")], "", True, id="refused elsewhere"),
        pytest.param([ENTERED, CERTIFICATE], "", False, id="a bar"),
        pytest.param([ENTERED, REQUESTED], "", False, id="a threat decides"),
        pytest.param(["date: 2023, kind: case.note"], "", False, id="no place"),
    ],
)
def test_the_lack_of_a_status(events: list[str], no_status: str, silent: bool) -> None:
    found = reasons(invented(*events))

    assert (found.no_status, found.silent) == (no_status, silent)


def test_what_may_have_happened_is_named() -> None:
    alleged = "date: 2023-08, kind: protection.granted, country: KZ, state: alleged"
    found = reasons(invented(ENTERED, REQUESTED, alleged, "date: 2023-08, kind: case.note"))

    assert found.undecided == ("e3",)
    assert [event.id for event in found.entries] == ["e1", "e2", "e3"]
    assert found.placed_by == "e1"


@pytest.mark.parametrize(
    ("events", "people", "faulty", "expected"),
    [
        pytest.param([ENTERED, REQUESTED], UZBEK, (), "", id="all was looked at"),
        pytest.param([ENTERED, REQUESTED, *RUMOURS], UZBEK, (), "too-many", id="too many"),
        pytest.param(
            [ENTERED, "date: 2023-01-01, kind: own.thing, country: KZ"],
            UZBEK,
            (),
            "kinds",
            id="a kind that is not known",
        ),
        pytest.param([ENTERED, REQUESTED], UZBEK, ("invented",), "file", id="a faulty file"),
        pytest.param(
            [ENTERED],
            UZBEK.replace("citizenship", "same_as: gone/pp, citizenship"),
            (),
            "elsewhere",
            id="a case that is not there",
        ),
    ],
)
def test_why_more_may_be_possible(
    events: list[str], people: str, faulty: tuple[str, ...], expected: str
) -> None:
    case = invented(*events, people=people)
    found = reasons_of(people_of(case, DAY, VOCABULARY, {}, faulty)[0], DAY)

    assert found.incomplete == expected
    assert found.standing.possible_complete == (not expected)


@settings(max_examples=40)
@given(stories())
def test_every_entry_that_is_named_is_there(trees: list[dict[str, object]]) -> None:
    found = reasons(told(trees), Day(2024, 6, 1))
    there = {event.id for event in found.entries}
    named = {found.placed_by, found.no_status, *found.undecided, *found.standing.basis} - {""}

    assert named <= there
    assert [t.now for t in found.threats] == list(found.standing.exposures)
