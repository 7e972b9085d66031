"""What days that rules compute raise, by invented rules."""

from datetime import date as Day

import pytest
from tests.domain.alerts.raising import lived
from tests.domain.deadlines.ruled import file_of, words_of

from caseledger.domain.alerts import alerts_of
from caseledger.domain.life import life_of
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.standing import standing_of

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REFUSED = "date: 2023-06-01, kind: protection.refused, country: KZ, served: 2023-06-01"
APPEALED = "date: 2023-06-05, kind: protection.appealed, country: KZ"
RULE = (
    "id: r, for: 10d, on_miss: release-due, done_by: protection.appealed,"
    " trigger: {kind: protection.refused, clock: served}"
)
RULES = file_of(RULE)
"""Ten days from service: to 11 June 2023."""

Told = list[tuple[str, bool, str]]


def raised(day: str, file: RuleFile, *events: str) -> Told:
    """The alerts about days, how certain, and the day."""
    made = lived(HERE, *events)
    life = life_of(made.case, made.person, words_of(file))
    on = Day.fromisoformat(day)
    found = alerts_of(life, standing_of(life, on), on, life.vocabulary.thresholds)
    names = ("deadline-near", "deadline-overdue", "release-window")
    return [(one.name, one.certain, one.detail) for one in found if one.name in names]


NEAR = [("deadline-near", True, "2023-06-11")]
OVER = [("deadline-overdue", True, "2023-06-11")]
OTHER = file_of(RULE.replace("release-due", "no-consequence"))
SILENT = file_of(f"{RULE}, silent: true")
UNSERVED = REFUSED.replace(", served: 2023-06-01", "")
WIDE = REFUSED.replace("served: 2023-06-01", "served: '[2023-06-01..2023-06-21]'")
CONDITION = file_of(RULE.replace("clock: served", "clock: served, level: [first]"))


@pytest.mark.parametrize(
    ("day", "file", "events", "expected"),
    [
        pytest.param("2023-06-04", RULES, [REFUSED], NEAR, id="seven-days-before"),
        pytest.param("2023-06-04", OTHER, [REFUSED], NEAR, id="whatever-comes-of-it"),
        pytest.param("2023-06-06", RULES, [REFUSED, APPEALED], [], id="met"),
        pytest.param("2023-06-12", RULES, [REFUSED], OVER, id="missed"),
        pytest.param("2023-06-12", OTHER, [REFUSED], [], id="missed-and-no-alarm"),
        pytest.param("2023-06-12", SILENT, [REFUSED], [], id="seldom-recorded"),
        pytest.param("2023-07-11", RULES, [REFUSED], OVER, id="missed-thirty-days-ago"),
        pytest.param("2023-07-12", RULES, [REFUSED], [], id="missed-for-longer"),
        pytest.param("2023-09-09", RULES, [UNSERVED], [("deadline-overdue", False, "2023-06-11")],
                     id="perhaps-over-for-ninety-days"),
        pytest.param("2023-09-10", RULES, [UNSERVED], [], id="perhaps-over-for-longer"),
        pytest.param("2023-06-04", RULES, [UNSERVED], [("deadline-near", False, "2023-06-11")],
                     id="service-is-not-proven"),
        pytest.param("2023-06-04", CONDITION, [REFUSED], [("deadline-near", False, "2023-06-11")],
                     id="it-may-not-apply"),
        pytest.param("2023-06-22", RULES, [WIDE],
                     [("deadline-overdue", False, "[2023-06-11..2023-07-01]")],
                     id="it-may-still-run"),
    ],
)  # fmt: skip
def test_days_that_rules_compute(
    day: str, file: RuleFile, events: list[str], expected: Told
) -> None:
    assert raised(day, file, *events) == expected


HELD = "date: 2023-06-01, kind: extradition.arrested, country: KZ, by: UZ"
ASKED = "date: 2023-06-03, kind: extradition.requested, country: KZ, by: UZ"
FREED = "date: 2023-06-05, kind: detention.released, country: KZ"
LIMIT = (
    "id: {}, binds: state, custody: true, for: {}, on_miss: final, trigger: extradition.arrested,"
    " done_by: detention.ordered"
)
FIRST, SECOND = LIMIT.format("a", "20d"), LIMIT.format("b", "40d")
ORDERED = "date: 2023-06-05, kind: detention.ordered, country: KZ, grounds: extradition"


def windows(day: str, file: RuleFile, *events: str) -> Told:
    return [one for one in raised(day, file, *events) if one[0] == "release-window"]


def limit(day: str, certain: bool = True) -> Told:
    return [("release-window", certain, day)]


@pytest.mark.parametrize(
    ("day", "rules", "events", "expected"),
    [
        pytest.param("2023-06-10", [FIRST], [HELD], limit("2023-06-21"), id="ahead"),
        pytest.param("2023-06-21", [FIRST], [HELD], limit("2023-06-21"), id="today"),
        pytest.param("2023-06-21", [FIRST, SECOND], [HELD], limit("2023-06-21"), id="the-first"),
        pytest.param("2023-06-22", [FIRST, SECOND], [HELD], [*limit("2023-06-21"),
                     *limit("2023-07-11")],
                     id="the-first-has-passed"),
        pytest.param("2023-06-10", [FIRST], [HELD, ORDERED], [], id="met"),
        pytest.param("2023-06-10", [FIRST], [HELD, FREED], limit("2023-06-05"), id="free"),
        pytest.param("2023-06-10", [f"{FIRST}, status: unverified"], [HELD], limit("2023-06-21",
                     False),
                     id="not-read"),
        pytest.param("2023-06-10", [f"{FIRST}, status: unverified", SECOND.replace("40d", "30d")],
                     [HELD],
                     [*limit("2023-07-01"), *limit("2023-06-21", False)],
                     id="one-that-was-read-beside-one-that-was-not"),
        pytest.param("2023-06-10", [FIRST.replace(" custody: true,", "")], [HELD], [],
                     id="what-limits-no-custody"),
        pytest.param("2023-06-10", [FIRST.replace("for: 20d", "national: {min: 9d}")], [HELD], [],
                     id="a-limit-without-a-day"),
        pytest.param("2023-06-10", [FIRST], [HELD.replace("KZ", "AT"), ORDERED.replace("06-05",
                     "06-02"),
                     HERE.replace("01-01", "06-02"), ASKED], [], id="a-limit-elsewhere"),
    ],
)  # fmt: skip
def test_limits_of_custody(day: str, rules: list[str], events: list[str], expected: Told) -> None:
    assert sorted(windows(day, file_of(*rules), *events)) == sorted(expected)


THIRD = LIMIT.format("c", "25d")


@pytest.mark.parametrize(
    ("rules", "day", "expected"),
    [
        pytest.param([FIRST], "2023-06-30", ["2023-06-21"], id="one"),
        pytest.param([FIRST, SECOND], "2023-07-15", ["2023-07-11"], id="the-last"),
        pytest.param(
            [FIRST, THIRD, SECOND], "2023-06-30", ["2023-06-26", "2023-07-11"], id="and-the-next"
        ),
    ],
)
def test_a_limit_that_has_passed_is_told_while_the_person_is_held(
    rules: list[str], day: str, expected: list[str]
) -> None:
    told = [one for each in expected for one in limit(each)]

    assert sorted(windows(day, file_of(*rules), HELD)) == told
