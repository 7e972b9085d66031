"""When it may be said that a deadline was missed, what is told of it, and what a person decided."""

from datetime import date as Day

import pytest
from tests.domain.deadlines.ruled import file_of, found, only, words_of
from tests.domain.invented import understood
from tests.small_ledgers import PERSON, case

from caseledger.domain.coming import coming
from caseledger.domain.deadlines.all import all_of, next_of
from caseledger.domain.deadlines.attention import besides, by_gravity, is_passed, still_ahead
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.finding import deadlines_of
from caseledger.domain.life import life_of
from caseledger.domain.occurrences import occurrences_of
from caseledger.domain.rules.rule import RuleFile

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"
SERVED = f"{REFUSED}, served: 2024-03-04"
APPEAL = "kind: protection.appealed, country: PL"
RULE = (
    "id: appeal, for: 14d, done_by: protection.appealed,"
    " trigger: {kind: protection.refused, clock: served}"
)
APPEALS = file_of(RULE)
LEVEL = file_of(RULE.replace("clock: served", "clock: served, level: [first]"))
SAFE = file_of(RULE.replace("for: 14d", "for: 12d, profile: kz-safe"))
WORKING = file_of(RULE.replace("for: 14d", "for: 3wd"))
ASAP = file_of("id: r, for: asap, trigger: {kind: protection.refused, level: [first]}")


@pytest.mark.parametrize(
    ("day", "file", "event", "state"),
    [
        pytest.param("2024-03-19", APPEALS, SERVED, "missed", id="nothing-is-in-doubt"),
        pytest.param("2024-03-19", APPEALS, f"{REFUSED}, served: '[2024-03-04..2024-03-08]'",
                     "overdue", id="it-may-still-run"),
        pytest.param("2024-03-23", APPEALS, f"{REFUSED}, served: '[2024-03-04..2024-03-08]'",
                     "missed", id="it-can-no-longer-run"),
        pytest.param("2025-03-19", APPEALS, f"{REFUSED}, served: '[2024-03-04..]'",
                     "overdue", id="it-may-have-been-served-at-any-time"),
        pytest.param("2024-03-19", LEVEL, SERVED, "overdue", id="it-may-not-apply"),
        pytest.param("2024-03-19", SAFE, SERVED, "overdue", id="a-last-day-that-may-be-free"),
        pytest.param("2024-03-30", SAFE, SERVED.replace("03-04", "03-05").replace("PL", "unknown"),
                     "overdue", id="nobody-knows-the-holidays"),
        pytest.param("2024-03-30", WORKING, SERVED.replace("PL", "unknown"), "overdue",
                     id="nobody-knows-the-working-days"),
        pytest.param("2024-03-30", ASAP, REFUSED, "upcoming", id="as-soon-as-possible"),
    ],
)  # fmt: skip
def test_only_what_is_beyond_doubt_was_missed(
    day: str, file: RuleFile, event: str, state: str
) -> None:
    assert only(day, file, event).state == state


@pytest.mark.parametrize(
    ("file", "event", "act", "expected"),
    [
        pytest.param(APPEALS, SERVED, f"date: 2024-03-19, {APPEAL}", "final", id="late"),
        pytest.param(APPEALS, SERVED, f"date: 2024-03-19, {APPEAL}, state: alleged", "",
                     id="alleged"),
        pytest.param(APPEALS, REFUSED, f"date: 2024-03-19, {APPEAL}", "", id="service-not-proven"),
        pytest.param(LEVEL, SERVED, f"date: 2024-03-19, {APPEAL}", "", id="it-may-not-apply"),
        pytest.param(APPEALS, f"{SERVED}, state: alleged", f"date: 2024-03-19, {APPEAL}", "",
                     id="only-alleged"),
    ],
)  # fmt: skip
def test_what_may_be_said_of_a_late_act(
    file: RuleFile, event: str, act: str, expected: str
) -> None:
    assert only("2024-06-01", file, event, act).consequence == expected


# What is told


def codes(one: Deadline) -> list[str]:
    return [step.code for step in one.steps]


def test_the_other_end_is_told_where_it_is_another_day() -> None:
    window = only("2024-03-10", APPEALS, f"{REFUSED}, served: '[2024-03-04..2024-03-08]'")
    day = only("2024-03-10", APPEALS, SERVED)

    (other,) = (step for step in window.steps if step.code == "other-bound")
    assert other.values == {"bound": "latest", "day": Day(2024, 3, 22), "rule": "appeal"}
    assert "other-bound" not in codes(day)


def test_without_a_day_the_steps_say_why() -> None:
    file = file_of("id: r, national: {min: 1w, max: 3w}, trigger: protection.refused")

    assert "national-missing" in codes(only("2024-03-10", file, REFUSED))


def test_a_date_that_nobody_knows_is_asked_for_once_and_not_while_an_appeal_is_pending() -> None:
    file = file_of("id: r, for: 14d, trigger: protection.refused")

    assert only("2024-03-10", file, REFUSED.replace("2024-03-01", "'[..2024-03-01]'")).needs == (
        "date",
    )
    assert only("2024-03-10", file, REFUSED).needs == ()


@pytest.mark.parametrize("binds", ["applicant", "state"])
def test_the_years_of_both_ends_are_told_where_holidays_are_not_known(binds: str) -> None:
    file = file_of(
        f"id: r, binds: {binds}, for: 1d, profile: next-working-day, trigger: protection.refused"
    )
    event = REFUSED.replace("2024-03-01", "'[2023-12-27..2024-01-09]'").replace("PL", "unknown")

    assert only("2024-06-01", file, event).uncovered == (2023, 2024)


def test_only_the_rules_that_are_wanted() -> None:
    case_of = understood(case("invented", REFUSED))
    file = file_of(
        "id: a, for: 14d, trigger: protection.refused",
        "id: b, for: 9d, trigger: protection.refused",
    )
    life = life_of(case_of, case_of.people[0], words_of(file))
    all_rules = deadlines_of(life, Day(2024, 3, 5))
    some = deadlines_of(life, Day(2024, 3, 5), lambda rule: rule.id == "a")

    assert [one.rule and one.rule.id for one in all_rules] == ["b", "a"]
    assert [one.rule and one.rule.id for one in some] == ["a"]


# What a person decided


def decided(day: str, stored: str, event: str = SERVED, file: RuleFile = APPEALS) -> list[Deadline]:
    """The deadlines of a case in which a person wrote something about one."""
    text = case(
        "invented", event, "date: 2024-03-02, kind: case.task, until: 2024-03-20", people=PERSON
    )
    made = understood(
        f"{text}deadlines:\n  - {{id: d1, rule: appeal, trigger: e1, on: 2024-03-05, {stored}}}\n"
    )
    words = words_of(file)
    return list(all_of(life_of(made, made.people[0], words), Day.fromisoformat(day)))


OVERRIDE = "kind: override, date: {}, reason: a holiday"
CONFIRM = "kind: confirm, date: 2024-03-18"


@pytest.mark.parametrize(
    ("day", "stored", "expected"),
    [
        pytest.param("2024-03-06", OVERRIDE.format("2024-03-22"),
                     [("task", "2024-03-20", "upcoming"), ("appeal", "2024-03-22", "upcoming")],
                     id="another-day-orders-them"),
        pytest.param("2024-03-20", OVERRIDE.format("2024-03-22"),
                     [("task", "2024-03-20", "due-soon"), ("appeal", "2024-03-22", "due-soon")],
                     id="another-day-is-ahead"),
        pytest.param("2024-03-17", OVERRIDE.format("2024-03-16"),
                     [("appeal", "2024-03-16", "missed"), ("task", "2024-03-20", "due-soon")],
                     id="another-day-has-passed"),
        pytest.param("2024-03-06", f"{OVERRIDE.format('2024-03-22')}, trigger_digest: other",
                     [("appeal", "2024-03-18", "upcoming"), ("task", "2024-03-20", "upcoming")],
                     id="it-has-lapsed"),
        pytest.param("2024-03-06", CONFIRM,
                     [("appeal", "2024-03-18", "upcoming"), ("task", "2024-03-20", "upcoming")],
                     id="confirmed"),
        pytest.param("2024-03-06", CONFIRM.replace("18", "12"),
                     [("appeal", "2024-03-18", "upcoming"), ("task", "2024-03-20", "upcoming")],
                     id="another-day-confirmed-is-none"),
    ],
)  # fmt: skip
def test_the_day_that_a_person_decided_on(
    day: str, stored: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = [
        (one.rule.id if one.rule else one.term, str(one.effective), one.state)
        for one in decided(day, stored)
    ]

    assert rows == expected


def test_a_day_that_a_person_decided_on_leaves_the_doubts_of_the_count_behind() -> None:
    one, *_ = decided("2024-03-20", OVERRIDE.format("2024-03-16"), REFUSED)

    assert (one.provisional, one.state) == (True, "missed")


def test_a_day_that_a_person_decided_on_does_not_make_up_for_law_that_was_not_read() -> None:
    unread = file_of(f"{RULE}, status: unverified")

    one, *_ = decided("2024-03-20", OVERRIDE.format("2024-03-16"), file=unread)

    assert one.state == "overdue"


# What is next


def test_what_is_next_is_open_and_has_a_day() -> None:
    file = file_of(
        RULE,
        "id: later, for: 60d, trigger: protection.refused",
        "id: figure, national: {min: 5d}, trigger: protection.refused",
    )
    day = Day(2024, 3, 12)
    both = tuple(found(str(day), file, SERVED, f"date: 2024-03-10, {APPEAL}"))
    one = next_of(both, day)

    assert one is not None
    assert one.rule is not None
    assert one.rule.id == "later"
    assert (
        next_of(
            tuple(
                found(
                    str(day),
                    file_of("id: f, national: {min: 5d}, trigger: protection.refused"),
                    REFUSED,
                )
            ),
            day,
        )
        is None
    )


def test_those_without_a_day_stand_behind_others_of_their_sort() -> None:
    one = found("2024-03-10", file_of("id: a, for: asap, trigger: protection.refused",
                                      "id: z, for: 60d, trigger: protection.refused"),
                                      REFUSED)  # fmt: skip

    assert [each.rule and each.rule.id for each in sorted(one, key=by_gravity)] == ["z", "a"]


def test_what_ends_today_has_not_passed() -> None:
    one = only("2024-03-19", APPEALS, SERVED)

    assert [is_passed(one, Day(2024, 3, day)) for day in (18, 19)] == [False, True]
    met = only("2024-03-19", APPEALS, SERVED, f"date: 2024-03-12, {APPEAL}")
    assert not is_passed(met, Day(2024, 6, 1))


def test_what_was_missed_is_not_next() -> None:
    file = file_of(RULE, "id: later, for: 60d, trigger: protection.refused")
    one = next_of(tuple(found("2024-03-19", file, SERVED)), Day(2024, 3, 19))

    assert one is not None
    assert one.rule is not None
    assert one.rule.id == "later"


LEAVE = "date: 2024-03-01, kind: removal.leave-by-set, country: PL, until: 2024-04-01"


def test_a_rule_stands_beside_the_term_of_the_same_entry() -> None:
    file = file_of("id: r, for: 40d, trigger: removal.leave-by-set")
    made, day = understood(case("invented", LEAVE)), Day(2024, 3, 10)
    words = words_of(file)
    both = all_of(life_of(made, made.people[0], words), day)
    listed = coming(made, occurrences_of(made, words), day)

    assert [one.rule and one.rule.id for one in besides(both, listed)] == ["r"]


def test_what_is_met_for_one_of_two_is_still_ahead() -> None:
    people = PERSON + PERSON.replace("pp", "qq").replace("Somebody", "Another")
    left = "date: 2024-03-05, kind: movement.left, country: PL, to: CZ, people: [pp]"
    made = understood(case("invented", f"{LEAVE}, people: [pp, qq]", left, people=people))
    words, day = words_of(file_of()), Day(2024, 3, 10)
    terms = [one for person in made.people for one in all_of(life_of(made, person, words), day)]
    listed = coming(made, occurrences_of(made, words), day)

    assert sorted(one.state for one in terms) == ["met", "upcoming"]
    assert [one.occurrence.event.id for one in still_ahead(listed, terms)] == ["e1"]
