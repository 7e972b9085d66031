"""Which event comes first, which belong to one matter, and what sources that differ make of it."""

from datetime import date as Day
from itertools import pairwise

import pytest
from tests.domain.deadlines.ruled import file_of, found, words_of
from tests.domain.invented import lived, understood
from tests.small_ledgers import case

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.matching import comes_before, concern_the_same
from caseledger.domain.life import life_of
from caseledger.domain.rules.rule import RuleFile

LODGED = "kind: protection.lodged, country: PL"
REFUSED = "kind: protection.refused, country: PL"
REQUESTED = "extradition.requested, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("2024-03-01", "2024-03-02", (True, False), id="a-day-before"),
        pytest.param("2024-03-01", "2024-03-01", (True, False), id="the-file-within-a-day"),
        pytest.param("2024-03", "2024-03", (True, False), id="the-file-within-a-month"),
        pytest.param("2024-03", "2024-03-10", (False, False), id="it-may-be-either"),
        pytest.param("2024-03-10", "2024-03", (False, False), id="and-the-other-way-round"),
        pytest.param("2024-03, after: [e2]", "2024-03-10", (False, True), id="after-is-told"),
        pytest.param("2024-03-10", "2024-03, after: [e1]", (True, False), id="after-the-first"),
        pytest.param("2024-03-01, after: [e2]", "2024-03-02", (False, True), id="against-days"),
        pytest.param(
            "2024-03-01, time: '15:00+01:00'",
            "2024-03-01, time: '09:00+01:00'",
            (False, True),
            id="hours",
        ),
        pytest.param(
            "2024-03-01, time: '15:00+01:00'", "2024-03-01", (True, False), id="one-hour-alone"
        ),
    ],
)  # fmt: skip
def test_which_surely_comes_first(one: str, other: str, expected: tuple[bool, bool]) -> None:
    first, second = lived(f"date: {one}, {LODGED}", f"date: {other}, {LODGED}").occurrences

    assert (comes_before(first, second), comes_before(second, first)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("protection.lodged, country: PL", "protection.refused, country: PL", True),
        ("protection.lodged, country: PL", "protection.refused, country: AT", False),
        ("protection.lodged, country: PL", "protection.refused", True),
        ("protection.lodged, country: PL", "protection.refused, country: unknown", True),
        ("protection.lodged, country: PL", "protection.refused, country: withheld-1", True),
        (REQUESTED, "extradition.ordered, country: KZ", True),
        (REQUESTED,
         "extradition.ordered, country: KZ, by: UZ", True),
        (REQUESTED,
         "extradition.ordered, country: KZ, by: TJ", False),
        (REQUESTED,
         "extradition.surrendered, country: KZ, to: TJ", False),
        ("transfer.decided, country: AT, to: PL", "transfer.appealed, country: AT, to: HR", False),
        (REQUESTED, "removal.ordered, country: KZ, to: TJ", True),
    ],
)  # fmt: skip
def test_what_may_belong_to_one_matter(one: str, other: str, expected: bool) -> None:
    first, second = (
        each.event
        for each in lived(
            f"date: 2024-03-01, kind: {one}", f"date: 2024-03-02, kind: {other}"
        ).occurrences
    )

    assert concern_the_same(first, second) is expected
    assert concern_the_same(second, first) is expected


# What must have come before


def answers(file: RuleFile, *events: str) -> list[bool]:
    """How sure each deadline of the rule is."""
    return [one.certain for one in found("2024-06-05", file, *events) if one.rule]


REFUSAL = f"date: 2024-03-01, {REFUSED}"
NOT_AFTER = "trigger: {kind: protection.refused, not_after: protection.lodged}"
AFTER = "trigger: {kind: protection.refused, after: protection.lodged}"
BROUGHT = "trigger: {kind: protection.lodged, not_brought_by: transfer.carried-out}"
ELSEWHERE = (
    "jurisdiction: [PL, AT], trigger: {kind: protection.refused, elsewhere: protection.lodged}"
)
CARRIED_OUT = "kind: transfer.carried-out, country: AT, to: PL"
CLAIM = f"date: 2024-03-01, {LODGED}"


@pytest.mark.parametrize(
    ("rule", "events", "expected"),
    [
        pytest.param(NOT_AFTER, [f"date: 2024-02-01, {LODGED}", REFUSAL], [], id="before-it"),
        pytest.param(NOT_AFTER, [f"date: 2024-03, {LODGED}", REFUSAL], [False],
                     id="perhaps-before"),
        pytest.param(NOT_AFTER, [f"date: 2024-04-01, {LODGED}", REFUSAL], [True], id="after-it"),
        pytest.param(NOT_AFTER, [f"date: 2024-02-01, {LODGED}, state: refuted", REFUSAL], [True],
                     id="refuted"),
        pytest.param(AFTER, [f"date: 2024-02-01, {LODGED}, state: refuted", REFUSAL], [],
                     id="only-refuted"),
        pytest.param(AFTER, [f"date: 2024-02-01, {LODGED}, state: alleged", REFUSAL], [False],
                     id="only-alleged"),
        pytest.param(AFTER, [f"date: 2024-02-01, {LODGED}".replace("PL", "AT"), REFUSAL], [],
                     id="in-another-state"),
        pytest.param(AFTER, [f"date: 2024-02-01, {LODGED}, state: scheduled", REFUSAL], [],
                     id="only-fixed"),
        pytest.param(BROUGHT, [CLAIM], [True], id="came-by-themselves"),
        pytest.param(BROUGHT, [f"date: 2024-02-01, {CARRIED_OUT}", CLAIM], [], id="brought"),
        pytest.param(BROUGHT, [f"date: 2024-03, {CARRIED_OUT}", CLAIM], [False],
                     id="perhaps-brought"),
        pytest.param(BROUGHT, [f"date: 2024-02-01, {CARRIED_OUT}".replace("PL", "DE"), CLAIM],
                     [True],
                     id="brought-elsewhere"),
        pytest.param(ELSEWHERE, [f"date: 2024-02-01, {LODGED}".replace("PL", "AT"), REFUSAL],
                     [True],
                     id="a-claim-abroad"),
        pytest.param(ELSEWHERE, [f"date: 2024-02-01, {LODGED}", REFUSAL], [], id="a-claim-there"),
        pytest.param(ELSEWHERE, [f"date: 2024-02-01, {LODGED}".replace("PL", "unknown"), REFUSAL],
                     [],
                     id="a-claim-somewhere"),
        pytest.param(ELSEWHERE, [f"date: 2024-02-01, {LODGED}".replace("PL", "KZ"), REFUSAL], [],
                     id="a-claim-outside-the-law"),
        pytest.param(ELSEWHERE.replace("jurisdiction: [PL, AT], ", ""),
                     [f"date: 2024-02-01, {LODGED}".replace("PL", "unknown"), REFUSAL], [],
                     id="a-claim-somewhere-by-a-rule-of-all-states"),
        pytest.param(AFTER.replace("lodged", "refused"), [REFUSAL], [], id="nothing-before-itself"),
    ],
)  # fmt: skip
def test_what_came_before_and_how_surely(
    rule: str, events: list[str], expected: list[bool]
) -> None:
    assert answers(file_of(f"id: r, for: 14d, {rule}"), *events) == expected


@pytest.mark.parametrize(
    ("conditions", "more", "expected"),
    [
        ("not_grounds: [merits]", ", grounds: [merits, late]", [True]),
        ("not_grounds: [merits]", ", grounds: [merits]", []),
        ("has: [reference, authority]", ", reference: 'X 1'", []),
        ("final: no", ", final: no", [True]),
        ("final: no", ", final: yes", []),
        ("outcome: [rejected]", ", outcome: refused", [True]),
    ],
)
def test_conditions_on_the_entry(conditions: str, more: str, expected: list[bool]) -> None:
    file = file_of(f"id: r, for: 14d, trigger: {{kind: protection.refused, {conditions}}}")

    assert answers(file, REFUSAL + more) == expected


def test_of_several_patterns_the_one_that_surely_means_an_event_counts() -> None:
    patterns = [
        "{kind: protection.refused, level: [first], clock: until}",
        "{kind: protection.refused, grounds: [merits], clock: until}",
        "{kind: protection.refused}",
    ]
    file = file_of(f"id: r, for: 14d, trigger: [{', '.join(patterns)}]")
    unsure = file_of(f"id: r, for: 14d, trigger: [{', '.join(patterns[:2][::-1])}]")

    (sure,) = (one for one in found("2024-03-05", file, REFUSAL) if one.rule)
    assert (sure.certain, sure.due) == (True, Day(2024, 3, 15))
    (perhaps,) = (
        one for one in found("2024-03-05", unsure, f"{REFUSAL}, until: 2024-04-01") if one.rule
    )
    assert perhaps.needs == ("grounds",)


AHEAD = {True: ("2024-07", "2024-06"), False: ("", "")}
FIXED = "extradition.surrender-scheduled, country: KZ, by: UZ"


@pytest.mark.parametrize(
    ("rule", "kind", "expected"),
    [
        pytest.param("scheduled: true", FIXED, [True], id="fixed-by-an-entry"),
        pytest.param("scheduled: true", f"{FIXED}, state: scheduled", [True], id="fixed"),
        pytest.param("scheduled: false", f"{FIXED}, state: scheduled", [], id="not-meant"),
        pytest.param(
            "scheduled: true",
            "extradition.surrendered, country: KZ, by: UZ, state: scheduled",
            [True],
            id="the-handover-itself-is-fixed",
        ),
        pytest.param(
            "scheduled: true", FIXED.replace("surrender-scheduled", "surrendered"), [], id="it-was"
        ),
    ],
)
def test_what_is_only_fixed_for_a_day(rule: str, kind: str, expected: list[bool]) -> None:
    file = file_of(f"id: r, for: 14d, trigger: {{kind: extradition.surrender-scheduled, {rule}}}")

    assert (
        answers(file, f"date: 2024-07-01, kind: {kind}".replace(*AHEAD[kind == FIXED])) == expected
    )


# Sources that differ


def told(file: RuleFile, says: str, *events: str, day: str = "2024-06-05") -> list[Deadline]:
    """The deadlines by rules where a second source says something else of the last event."""
    before, _, _ = case("invented", *events).rpartition("sources: [s1]")
    made = understood(f"{before}sources: [s1, {{source: s2, says: {{{says}}}}}]}}\n")
    life = life_of(made, made.people[0], words_of(file))
    return [one for one in all_of(life, Day.fromisoformat(day)) if one.rule]


@pytest.mark.parametrize(
    ("rule", "says", "expected"),
    [
        pytest.param("trigger: protection.refused", "place: Almaty", [True], id="the-same"),
        pytest.param("trigger: protection.refused", "kind: protection.granted", [False], id="kind"),
        pytest.param("trigger: protection.granted", "kind: protection.granted", [False],
                     id="only-by-the-second"),
        pytest.param("trigger: protection.refused, jurisdiction: [PL]", "country: AT", [False],
                     id="state"),
        pytest.param("trigger: {kind: protection.refused, clock: until}", "until: 2024-04-01",
                     [False],
                     id="a-day-by-one-alone"),
    ],
)  # fmt: skip
def test_sources_that_differ_leave_it_possible(rule: str, says: str, expected: list[bool]) -> None:
    file = file_of(f"id: r, for: 14d, {rule}")

    assert [one.certain for one in told(file, says, REFUSAL)] == expected


def test_of_a_sort_that_sources_differ_on_both_periods_may_hold() -> None:
    file = file_of(
        "id: reply, binds: state, for: 1m, trigger: transfer.requested,"
        " variant: [{outcome: [granted], for: 2w}]"
    )
    request = "date: 2024-03-01, kind: transfer.requested, country: PL, to: AT, outcome: granted"
    (one,) = told(file, "outcome: refused", request)

    assert (one.earliest, one.latest) == (Day(2024, 3, 15), Day(2024, 4, 1))


def test_what_sources_differ_on_did_not_surely_come_before() -> None:
    file = file_of(f"id: r, for: 14d, {AFTER}")

    (one,) = told(file, "outcome: other", REFUSAL, f"date: 2024-02-01, {LODGED}")

    assert not one.certain


def test_they_stand_by_day_and_those_without_one_at_the_end() -> None:
    file = file_of(
        "id: a, national: {min: 5d}, trigger: protection.refused",
        "id: b, for: 30d, trigger: protection.refused",
        "id: c, for: 10d, trigger: protection.refused",
    )
    days = [one.due or Day.max for one in found("2024-03-05", file, REFUSAL)]

    assert all(one <= other for one, other in pairwise(days))
    assert len(days) == 3
