"""Which events start a clock, on which day, which of several, and between which states."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, found, only, words_of
from tests.domain.invented import understood
from tests.small_ledgers import case

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.life import life_of
from caseledger.domain.rules.rule import RuleFile

LATER = "2030-01-01"
HIT = "kind: transfer.hit, country: PL"
LODGED = "kind: protection.lodged, country: PL"
REGISTERED = "kind: protection.registered, country: PL"


def told(file: RuleFile, *events: str, day: str = LATER) -> list[tuple[str, str, str]]:
    """The trigger, the earliest and the latest day of each deadline."""
    rows = (one for one in found(day, file, *events) if one.rule)
    return sorted((one.trigger.id, str(one.earliest), str(one.latest)) for one in rows)


# One of several

LAST = file_of("id: r, for: 10d, last_only: true, trigger: extradition.requested")
LATEST = file_of(
    "id: r, for: 10d, trigger: {latest_of: [protection.lodged, protection.registered]}"
)
FIRST_END = file_of(
    "id: r, binds: state, for: 3m, trigger: {earliest_of: ["
    "{kind: protection.lodged, for: 3m}, {kind: transfer.hit, for: 2m}]}"
)
ASKED = "kind: extradition.requested, country: KZ, by: UZ"
FIRST, SECOND = f"date: 2024-03-01, {ASKED}", f"date: 2024-03-05, {ASKED}"
CLAIM, MATCH = f"date: 2024-01-10, {LODGED}", f"date: 2024-01-20, {HIT}"


@pytest.mark.parametrize(
    ("file", "events", "expected"),
    [
        pytest.param(LAST, [FIRST, SECOND],
                     [("e2", "2024-03-15", "2024-03-15")], id="the-last"),
        pytest.param(LAST, [SECOND, FIRST],
                     [("e1", "2024-03-15", "2024-03-15")], id="the-last-wherever-it-stands"),
        pytest.param(LAST, [FIRST, f"{SECOND}, state: alleged"],
                     [("e1", "2024-03-11", "2024-03-11")], id="the-last-that-is-certain"),
        pytest.param(LAST, [FIRST,
                            SECOND.replace("UZ", "TJ")],
                     [("e1", "2024-03-11", "2024-03-11"), ("e2", "2024-03-15", "2024-03-15")],
                     id="the-last-of-each-matter"),
        pytest.param(LATEST, [f"date: 2024-03-01, {LODGED}", f"date: 2024-03-05, {REGISTERED}"],
                     [("e2", "2024-03-15", "2024-03-15")], id="the-latest"),
        pytest.param(LATEST, [f"date: 2024-03-01, {LODGED}",
                              f"date: 2024-03-05, {REGISTERED}".replace("PL", "AT")],
                     [("e1", "2024-03-11", "2024-03-11"), ("e2", "2024-03-15", "2024-03-15")],
                     id="the-latest-in-each-state"),
        pytest.param(LATEST, [f"date: '[2024-03-01..2024-03-20]', {LODGED}",
                              f"date: 2024-03-05, {REGISTERED}"],
                     [("e2", "2024-03-15", "2024-03-30")], id="the-other-may-be-later"),
        pytest.param(LATEST, [f"date: 2024-03, {LODGED}",
                     f"date: 2024-03-05, {REGISTERED}, after: [e1]"],
                     [("e2", "2024-03-15", "2024-03-15")], id="the-other-was-surely-before"),
        pytest.param(FIRST_END, [CLAIM, MATCH],
                     [("e1", "2024-03-20", "2024-03-20")], id="a-hit-ends-first"),
        pytest.param(FIRST_END, [CLAIM, f"date: 2024-03-20, {HIT}"],
                     [("e1", "2024-04-10", "2024-04-10")], id="a-hit-ends-later"),
        pytest.param(FIRST_END, [CLAIM, f"{MATCH}, state: alleged"],
                     [("e1", "2024-03-20", "2024-04-10")], id="a-hit-that-may-be"),
        pytest.param(FIRST_END, [f"{CLAIM}, state: alleged", MATCH],
                     [("e1", "2024-03-20", "2024-03-20")], id="a-start-that-may-be"),
        pytest.param(FIRST_END, [CLAIM, MATCH.replace("PL", "AT")],
                     [("e1", "2024-04-10", "2024-04-10")], id="a-hit-elsewhere"),
        pytest.param(FIRST_END, [f"date: 2024-01-05, {HIT}", CLAIM],
                     [("e2", "2024-04-10", "2024-04-10")], id="a-hit-before"),
        pytest.param(FIRST_END, [CLAIM, f"date: 2024-02-10, {LODGED}",
                                 f"date: 2024-02-11, {HIT}"],
                     [("e1", "2024-04-10", "2024-04-10"), ("e2", "2024-04-11", "2024-04-11")],
                     id="a-hit-of-the-next"),
        pytest.param(FIRST_END, [MATCH], [], id="a-hit-alone"),
    ],
)  # fmt: skip
def test_which_of_several_events_counts(
    file: RuleFile, events: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert told(file, *events) == expected


def test_what_belongs_to_the_next_start_ends_no_earlier_one() -> None:
    again = CLAIM.replace("01-10", "01-20")

    assert told(FIRST_END, CLAIM, again, MATCH.replace("01-20", "01-25")) == [
        ("e1", "2024-04-10", "2024-04-10"),
        ("e2", "2024-03-25", "2024-03-25"),
    ]


def test_what_is_fixed_for_no_other_day_counts_from_its_own() -> None:
    file = file_of(
        "id: r, for: 10d,"
        " trigger: {kind: extradition.surrender-scheduled, clock: for, scheduled: true}"
    )
    fixed = "date: 2024-03-01, kind: extradition.surrender-scheduled, country: KZ, by: UZ"

    assert told(file, f"{fixed}, state: scheduled") == [("e1", "2024-03-11", "2024-03-11")]
    assert told(file, fixed) == []


def test_a_cap_holds_for_each_start() -> None:
    file = file_of(
        "id: r, binds: state, for: 3m, cap: 1m, trigger: {earliest_of: ["
        "{kind: protection.lodged, for: 3m}, {kind: transfer.hit, for: 2m}]}"
    )

    assert told(file, CLAIM) == [("e1", "2024-02-10", "2024-02-10")]


# The day that counts

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"


@pytest.mark.parametrize(
    ("clock", "more", "expected"),
    [
        pytest.param("date", ", for: 2024-04-01, until: 2024-05-01", "2024-03-11", id="its-own"),
        pytest.param("for", ", for: 2024-04-01, until: 2024-05-01", "2024-04-11", id="for"),
        pytest.param("until", ", for: 2024-04-01, until: 2024-05-01", "2024-05-11", id="until"),
        pytest.param("until", "", None, id="it-sets-none"),
        pytest.param("served", ", served: 2024-03-04", "2024-03-14", id="service"),
        pytest.param("served", ", served: {counsel: 2024-03-05}", "2024-03-15", id="on-counsel"),
        pytest.param("served", ", served: '[2024-02-01..2024-03-04]'", "2024-03-11",
                     id="service-is-not-before-the-decision"),
        pytest.param("served", ", served: 2024-02-01", "2024-02-11", id="unless-all-of-it-is"),
    ],
)  # fmt: skip
def test_the_day_that_counts(clock: str, more: str, expected: str | None) -> None:
    file = file_of(f"id: r, for: 10d, trigger: {{kind: protection.refused, clock: {clock}}}")
    days = [str(one.earliest) for one in found(LATER, file, REFUSED + more) if one.rule]

    assert days == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        ("2024-03-04", 0),
        ("{person: 2024-03-04, counsel: 2024-03-04}", 0),
        ("{person: 2024-03-04, counsel: 2024-03-05}", 1),
    ],
)
def test_two_services_on_different_days_are_told(served: str, expected: int) -> None:
    file = file_of("id: r, for: 10d, trigger: {kind: protection.refused, clock: served}")
    one = only(LATER, file, f"{REFUSED}, served: {served}")

    assert [step.code for step in one.steps].count("served-both") == expected


def test_what_the_entry_does_not_say_and_the_rule_asks_is_needed() -> None:
    file = file_of("id: r, for: 10d, trigger: {kind: protection.refused, level: [first]}")

    assert only("2024-03-02", file, REFUSED).needs == ("level",)
    assert only("2024-03-02", file, f"{REFUSED}, level: first").needs == ()


def test_a_rule_of_another_state_is_not_asked_by_a_treaty_of_all() -> None:
    file = file_of("id: r, for: 10d, jurisdiction: [AT], trigger: protection.refused")

    assert found(LATER, file, REFUSED) == []
    assert len(found(LATER, file, REFUSED, REFUSED.replace("PL", "AT"))) == 1


# Treaties


def instrument(title: str, *names: str, **bound: str) -> dict[str, object]:
    parties = {state: {"bound": answer, "status": "text"} for state, answer in bound.items()}
    return {"title": title, "names": list(names), "parties": parties}


OLD = instrument("Old Treaty", "the old one", KZ="yes", UZ="yes")
NEW = instrument("New Treaty", "the new one", KZ="yes", UZ="unknown", TJ="no")
ARRESTED = "date: 2024-03-01, kind: extradition.arrested, country: KZ, by: UZ"
BETWEEN = (
    "id: r, for: 40d, instrument: old, bound: [host, other], displaced_by: [new],"
    " trigger: extradition.arrested"
)
TREATIES = file_of(BETWEEN, instruments={"old": OLD, "new": NEW})
PLAIN = file_of(BETWEEN.replace(" displaced_by: [new],", ""), instruments={"old": OLD, "new": NEW})
HOST = file_of(
    BETWEEN.replace("[host, other], displaced_by: [new]", "[host]"),
    instruments={"old": OLD, "new": NEW},
)


def under(treaty: str, file: RuleFile) -> list[Deadline]:
    """The deadlines where the request names a treaty."""
    made = understood(case("invented", ARRESTED, more=f"treaty: {treaty}\n"))
    life = life_of(made, made.people[0], words_of(file))
    return [one for one in all_of(life, Day(2024, 3, 5)) if one.rule]


@pytest.mark.parametrize(
    ("treaty", "file", "expected"),
    [
        pytest.param("old", PLAIN, 1, id="its-code"),
        pytest.param("Old Treaty", PLAIN, 1, id="its-title"),
        pytest.param("The Old One", PLAIN, 1, id="its-name"),
        pytest.param("new", PLAIN, 0, id="another"),
        pytest.param("New Treaty", PLAIN, 0, id="another-by-title"),
        pytest.param("the new one", PLAIN, 0, id="another-by-name"),
        pytest.param("some agreement", PLAIN, 1, id="one-that-nobody-knows"),
        pytest.param("new", HOST, 1, id="a-rule-of-the-host-alone"),
    ],
)
def test_the_treaty_that_the_request_names(treaty: str, file: RuleFile, expected: int) -> None:
    assert len(under(treaty, file)) == expected


def test_a_treaty_that_may_take_its_place_is_told() -> None:
    one = only("2024-03-05", TREATIES, ARRESTED)

    assert (one.certain, one.needs) == (False, ("displaced",))
    assert [step.values for step in one.steps if step.code == "displaced"] == [
        {"instrument": "new"}
    ]


def test_a_treaty_that_binds_only_one_of_them_takes_no_place() -> None:
    old = instrument("Old Treaty", KZ="yes", UZ="yes", TJ="yes")
    file = file_of(BETWEEN, instruments={"old": old, "new": NEW})
    one = only("2024-03-05", file, ARRESTED.replace("UZ", "TJ"))

    assert (one.certain, [step.code for step in one.steps].count("displaced")) == (True, 0)


def test_a_start_that_is_not_certain_or_has_no_first_day() -> None:
    assert told(FIRST_END, f"{CLAIM}, state: alleged") == [("e1", "2024-04-10", "2024-04-10")]
    assert told(FIRST_END, CLAIM.replace("2024-01-10", "'[..2024-01-10]'"), MATCH) == [
        ("e1", "None", "2024-03-20")
    ]


def test_an_hour_of_one_of_two_days_gives_no_moment() -> None:
    file = file_of(
        "id: r, binds: state, for: 72h, profile: kz-moment, trigger: extradition.requested"
    )
    one = only(LATER, file, f"date: '[2024-03-01..2024-03-02]', {ASKED}, time: '14:30+05:00'")

    assert (str(one.latest), one.moment) == ("2024-03-05", None)
