"""Days that entries set themselves: when they are near, over, done or pointless."""

import pytest
from tests.domain.deadlines.ruled import file_of, found

from caseledger.domain.deadlines.deadline import Deadline

NO_RULES = file_of()

LEAVE = "date: 2024-03-01, kind: removal.leave-by-set, country: PL, until: 2024-04-01"
LEFT = "date: 2024-03-20, kind: movement.left, country: PL, to: CZ"
CARRIED_OUT = "date: 2024-03-20, kind: removal.carried-out, country: PL, to: UZ"
ANNULLED = "date: 2024-03-20, kind: removal.annulled, country: PL"
UNLAWFUL = "date: 2024-03-20, kind: removal.ruled-unlawful, country: PL"

CERTIFICATE = (
    "date: 2024-03-01, kind: protection.certificate-issued, country: KZ, until: 2024-04-01"
)
EXTENDED = "kind: protection.certificate-extended, country: KZ"
WITHDRAWN = "date: 2024-03-20, kind: protection.certificate-withdrawn, country: KZ"
RESIDENCE = "date: 2024-03-01, kind: protection.residence-granted, country: PL, until: 2024-04-01"
ABROAD = "date: 2024-03-20, kind: movement.entered, country: DE"

HELD = "date: 2024-03-01, kind: detention.ordered, country: PL, until: 2024-04-01"
LONGER = "date: 2024-03-20, kind: detention.extended, country: PL, until: 2024-06-01"
FREED = "date: 2024-03-20, kind: detention.released, country: PL"
HANDED_OVER = "date: 2024-03-20, kind: extradition.surrendered, country: PL, by: UZ"

TASK = "date: 2024-03-01, kind: case.task, until: 2024-04-01"
ANSWER = "date: 2024-03-20, kind: case.task, of: e1"

HEARING = "kind: extradition.hearing, country: PL, by: UZ, state: scheduled"


def terms(day: str, *events: str) -> list[Deadline]:
    return found(day, NO_RULES, *events)


def told(one: Deadline) -> str:
    """Say what sort of term it is, who set it, its state and what ended it."""
    return " ".join(
        (one.term, one.trigger.id, one.state, *([one.moot_by.id] if one.moot_by else ()))
    )


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # To leave.
        pytest.param([LEAVE], ["leave-by e1 overdue"], id="not-left"),
        pytest.param([LEAVE, LEFT], ["leave-by e1 met"], id="left"),
        pytest.param([LEAVE, f"{LEFT}, state: alleged"], ["leave-by e1 overdue"],
                     id="said-to-have"),
        pytest.param([LEFT, LEAVE.replace("03-01", "03-25")], ["leave-by e2 overdue"],
                     id="left-before-it-was-set"),
        pytest.param([LEAVE, ABROAD], ["leave-by e1 met"], id="seen-elsewhere"),
        pytest.param([LEAVE, ABROAD.replace("DE", "PL")], ["leave-by e1 overdue"], id="seen-there"),
        pytest.param([LEAVE, CARRIED_OUT], ["leave-by e1 moot e2"], id="removed"),
        pytest.param([LEAVE, f"{CARRIED_OUT}, state: scheduled"], ["leave-by e1 overdue"],
                     id="a-removal-was-only-fixed"),
        pytest.param([LEAVE, ANNULLED], ["leave-by e1 moot e2"], id="annulled"),
        pytest.param([LEAVE, UNLAWFUL], ["leave-by e1 moot e2"], id="ruled-unlawful"),
        pytest.param([LEAVE, ANNULLED.replace("PL", "DE")], ["leave-by e1 overdue"],
                     id="annulled-elsewhere"),
        pytest.param([LEAVE, ANNULLED.replace("03-20", "02-20")], ["leave-by e1 overdue"],
                     id="annulled-before"),
        pytest.param([LEAVE, ANNULLED.replace("03-20", "05-20")], ["leave-by e1 overdue"],
                     id="annulled-after-the-day-asked-about"),
        pytest.param([LEAVE, LEAVE.replace("03-01", "03-20").replace("04-01", "05-01")],
                     ["leave-by e1 moot e2", "leave-by e2 upcoming"], id="set-anew"),
        # Papers.
        pytest.param([CERTIFICATE], ["validity e1 overdue"], id="run-out"),
        pytest.param([CERTIFICATE, f"date: 2024-03-20, {EXTENDED}, until: 2024-07-01"],
                     ["validity e2 upcoming"], id="extended"),
        pytest.param([CERTIFICATE, f"date: 2024-03-20, {EXTENDED}"], [], id="extended-without-end"),
        pytest.param([CERTIFICATE,
                     f"date: 2024-03-20, {EXTENDED}, until: 2024-07-01, state: alleged"],
                     ["validity e1 overdue", "validity e2 upcoming"], id="said-to-be-extended"),
        pytest.param([CERTIFICATE, WITHDRAWN], ["validity e1 moot e2"], id="withdrawn"),
        pytest.param([CERTIFICATE, "date: 2024-03-20, kind: protection.refused, country: KZ"],
                     ["validity e1 overdue"], id="only-doubted"),
        pytest.param([CERTIFICATE, "date: 2024-03-20, kind: protection.visa-ended, country: KZ"],
                     ["validity e1 overdue"], id="another-paper-ended"),
        pytest.param([CERTIFICATE, ABROAD], ["validity e1 moot e2"], id="elsewhere"),
        pytest.param([CERTIFICATE, ABROAD.replace("DE", "unknown")], ["validity e1 overdue"],
                     id="nobody-knows-where"),
        pytest.param([RESIDENCE], ["validity e1 overdue"], id="a-residence"),
        pytest.param([RESIDENCE, ANNULLED], ["validity e1 overdue"],
                     id="what-ends-a-time-to-leave-ends-no-paper"),
        # Custody.
        pytest.param([HELD], ["custody e1 overdue"], id="still-held"),
        pytest.param([HELD, LONGER], ["custody e2 upcoming"], id="prolonged"),
        pytest.param([HELD, FREED], ["custody e1 moot e2"], id="released"),
        pytest.param([HELD, FREED.replace("PL", "DE")], ["custody e1 overdue"],
                     id="freed-elsewhere"),
        pytest.param([HELD, HANDED_OVER], ["custody e1 moot e2"], id="handed-over"),
        # Tasks.
        pytest.param([TASK], ["task e1 overdue"], id="to-do"),
        pytest.param([f"{TASK}, outcome: done"], ["task e1 met"], id="done"),
        pytest.param([f"{TASK}, outcome: dropped"], ["task e1 moot e1"], id="given-up"),
        pytest.param([TASK, f"{ANSWER}, outcome: done"], ["task e1 met"], id="done-by-another"),
        pytest.param([TASK, f"{ANSWER}, outcome: dropped"], ["task e1 moot e2"],
                     id="given-up-by-another"),
        pytest.param([TASK, ANSWER], ["task e1 overdue"], id="only-answered"),
        pytest.param([TASK, f"{TASK}, outcome: done"], ["task e1 overdue", "task e2 met"],
                     id="another-one-is-done"),
        pytest.param([f"{TASK}, state: refuted"], [], id="a-task-that-was-none"),
        pytest.param([TASK.replace(", until: 2024-04-01", "")], [], id="without-a-day"),
        pytest.param([TASK.replace(", until: 2024-04-01", ", state: scheduled")],
                     ["task e1 overdue"], id="a-task-for-its-own-day"),
        # What sets no day.
        pytest.param([f"{HELD}, state: refuted"], [], id="refuted"),
        pytest.param([HELD.replace("03-01", "04-20").replace("04-01", "06-01")], [],
                     id="not-yet-ordered"),
    ],
)  # fmt: skip
def test_what_became_of_a_term(events: list[str], expected: list[str]) -> None:
    assert sorted(map(told, terms("2024-04-10", *events))) == expected


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-03-24", "upcoming"),
        ("2024-03-25", "due-soon"),
        ("2024-04-01", "due-soon"),
        ("2024-04-02", "overdue"),
    ],
)
@pytest.mark.parametrize("event", [LEAVE, CERTIFICATE, HELD, TASK])
def test_a_term_draws_near_and_is_over_the_day_after(event: str, day: str, state: str) -> None:
    assert [one.state for one in terms(day, event)] == [state]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(LEAVE, ("applicant", "2024-04-01"), id="to-leave"),
        pytest.param(CERTIFICATE, ("applicant", "2024-04-01"), id="a-paper"),
        pytest.param(TASK, ("applicant", "2024-04-01"), id="a-task"),
        pytest.param(HELD, ("state", "2024-04-30"), id="custody"),
    ],
)
def test_of_a_month_the_first_day_warns_and_custody_may_last_to_the_last(
    event: str, expected: tuple[str, str]
) -> None:
    (one,) = terms("2024-03-10", event.replace("2024-04-01", "2024-04"))

    assert (one.binds, str(one.due)) == expected
    assert (str(one.earliest), str(one.latest)) == ("2024-04-01", "2024-04-30")


@pytest.mark.parametrize(("more", "certain"), [("", True), (", state: alleged", False)])
@pytest.mark.parametrize("event", [LEAVE, CERTIFICATE, HELD])
def test_what_is_only_alleged_is_not_certain(event: str, more: str, certain: bool) -> None:
    assert [one.certain for one in terms("2024-03-10", event + more)] == [certain]


# Days that are fixed


@pytest.mark.parametrize(
    ("day", "date", "expected"),
    [
        pytest.param("2024-03-12", "2024-03-20", ["upcoming"], id="ahead"),
        pytest.param("2024-03-13", "2024-03-20", ["due-soon"], id="near"),
        pytest.param("2024-03-20", "2024-03-20", ["due-soon"], id="today"),
        pytest.param("2024-03-21", "2024-03-20", [], id="over"),
        pytest.param("2024-03-21", "'[2024-03-20..2024-03-25]'", ["upcoming"], id="perhaps-over"),
        pytest.param("2024-03-26", "'[2024-03-20..2024-03-25]'", [], id="surely-over"),
        pytest.param("2024-03-21", "2024-03-01, for: 2024-04-20", ["upcoming"], id="for-a-day"),
        pytest.param("2024-03-21", "2024-04-01, for: 2024-03-20", [], id="for-a-day-that-is-over"),
    ],
)
def test_a_fixed_day_comes_near_and_is_never_overdue(
    day: str, date: str, expected: list[str]
) -> None:
    assert [one.state for one in terms(day, f"date: {date}, {HEARING}")] == expected


def test_a_fixed_day_is_certain_and_binds_the_applicant_to_nothing() -> None:
    (one,) = terms("2024-03-12", f"date: 2024-03-20, {HEARING}")

    assert (one.term, one.certain, one.binds) == ("fixed", True, "state")


@pytest.mark.parametrize(
    ("event", "moment"),
    [
        pytest.param(f"date: 2024-03-20, {HEARING}", None, id="no-hour"),
        pytest.param(f"date: 2024-03-20, {HEARING}, time: '10:00+01:00'",
                     "2024-03-20T10:00:00+01:00", id="an-hour"),
        pytest.param(f"date: 2024-03-01, for: 2024-03-20, {HEARING}, time: '10:00+05:00'",
                     "2024-03-20T10:00:00+05:00", id="of-the-day-it-is-for"),
        pytest.param(f"date: '[2024-03-20..2024-03-21]', {HEARING}, time: '10:00+01:00'", None,
                     id="of-one-of-two-days"),
        pytest.param(f"{LEAVE}, time: '10:00+01:00'", None, id="of-the-entry-and-not-the-term"),
    ],
)  # fmt: skip
def test_the_hour_that_is_fixed(event: str, moment: str | None) -> None:
    (one,) = terms("2024-03-12", event)

    assert (one.moment and one.moment.isoformat()) == moment


def test_an_adjournment_fixes_no_day_by_its_own_date() -> None:
    adjourned = "date: 2024-03-20, kind: extradition.adjourned, country: PL, by: UZ"

    assert terms("2024-03-12", f"{adjourned}, state: scheduled") == []


MEASURE = (
    "date: 2024-03-01, kind: complaint.measure-granted, country: PL, body: ECtHR, until: 2024-04-01"
)
LIFTED = "date: 2024-03-20, kind: complaint.measure-lifted, country: PL, body: ECtHR"
STOPPED = "date: 2024-03-01, kind: extradition.suspended, country: PL, by: UZ, until: 2024-04-01"
REFUGEE = "date: 2024-03-20, kind: protection.granted, country: PL, outcome: refugee"
DIED = "date: 2024-03-20, kind: person.died"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([LEAVE, LEFT.replace(", to: CZ", "")], ["leave-by e1 met"],
                     id="left-for-somewhere"),
        pytest.param([LEAVE, DIED], ["leave-by e1 moot e2"], id="died"),
        pytest.param([LEAVE, REFUGEE], ["leave-by e1 moot e2"], id="a-refugee-need-not-leave"),
        pytest.param([LEAVE, "date: 2024-03-20, kind: protection.certificate-issued, country: PL"],
                     ["leave-by e1 overdue"], id="a-certificate-is-no-status"),
        pytest.param([LEAVE.replace("leave-by-set", "ordered")], ["leave-by e1 overdue"],
                     id="set-by-the-order"),
        pytest.param([MEASURE, LIFTED], ["validity e1 moot e2"], id="a-measure-lifted"),
        pytest.param([MEASURE, LIFTED.replace("ECtHR", "CAT")], ["validity e1 overdue"],
                     id="a-measure-of-another-body-lifted"),
        pytest.param([STOPPED, "date: 2024-03-20, kind: extradition.resumed, country: PL, by: UZ"],
                     ["validity e1 moot e2"], id="resumed"),
        pytest.param([STOPPED, "date: 2024-03-20, kind: removal.resumed, country: PL"],
                     ["validity e1 overdue"], id="another-procedure-resumed"),
        pytest.param([STOPPED, "date: 2024-03-20, kind: extradition.refused, country: PL, by: UZ"],
                     ["validity e1 moot e2"], id="its-procedure-ended"),
        pytest.param([RESIDENCE, ABROAD], ["validity e1 overdue"], id="a-status-stays-behind"),
        pytest.param([CERTIFICATE, WITHDRAWN.replace("KZ", "unknown")], ["validity e1 overdue"],
                     id="withdrawn-somewhere"),
        pytest.param([CERTIFICATE, ABROAD, "date: 2024-03-25, kind: movement.entered, country: KZ"],
                     ["validity e1 overdue"], id="abroad-and-back"),
        pytest.param([TASK, f"{ANSWER.replace('03-20', '04-20')}, outcome: done"],
                     ["task e1 overdue"],
                     id="done-after-the-day-asked-about"),
        pytest.param([TASK, f"{ANSWER}, outcome: done, state: refuted"], ["task e1 overdue"],
                     id="it-was-not-done"),
        pytest.param([TASK.replace("03-01", "04-20").replace("04-01", "05-01")], [],
                     id="a-task-that-is-not-yet-one"),
        pytest.param([LEAVE.replace("2024-04-01", "unknown")], ["leave-by e1 needs-input"],
                     id="until-an-unknown-day"),
    ],
)  # fmt: skip
def test_what_ended_a_term(events: list[str], expected: list[str]) -> None:
    assert sorted(map(told, terms("2024-04-10", *events))) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([LEAVE, LEFT], ("e2", "no")),
        ([LEAVE, LEFT.replace("03-20", "04-05")], ("e2", "yes")),
        ([TASK, f"{ANSWER.replace('03-20', '04-05')}, outcome: done"], ("e2", "yes")),
    ],
)
def test_what_met_it_and_whether_late(events: list[str], expected: tuple[str, str]) -> None:
    (one,) = terms("2024-04-10", *events)

    assert one.met is not None
    assert (one.met.event.id, one.met.late) == expected


def test_without_a_day_the_day_is_asked_for() -> None:
    (one,) = terms("2024-03-10", LEAVE.replace("2024-04-01", "unknown"))

    assert one.needs == ("until",)


HANDOVER = "kind: extradition.surrender-scheduled, country: PL, by: UZ"
ADJOURNED = "kind: extradition.adjourned, country: PL, by: UZ"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HANDOVER}"], ["e1 2024-03-20 upcoming"],
                     id="a-handover"),
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HANDOVER}, state: refuted"], [],
                     id="refuted"),
        pytest.param([f"date: 2024-03-15, for: 2024-03-20, {HANDOVER}"], [], id="not-yet-fixed"),
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HANDOVER}",
                      f"date: 2024-03-08, for: 2024-03-25, {HANDOVER}"],
                     ["e1 2024-03-20 moot", "e2 2024-03-25 upcoming"], id="moved"),
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HANDOVER}",
                      f"date: 2024-03-08, for: 2024-03-25, {HANDOVER}".replace("PL", "AT")],
                     ["e1 2024-03-20 upcoming", "e2 2024-03-25 upcoming"], id="elsewhere"),
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HANDOVER}",
                      "date: 2024-03-08, for: 2024-03-25, kind: extradition.hearing, country: PL"],
                     ["e1 2024-03-20 upcoming", "e2 2024-03-25 upcoming"], id="something-else"),
        pytest.param([f"date: 2024-03-20, {HEARING}",
                      f"date: 2024-03-08, for: 2024-04-20, {ADJOURNED}, of: e1"],
                     ["e1 2024-03-20 moot", "e2 2024-04-20 upcoming"], id="adjourned"),
        pytest.param([f"date: 2024-03-20, {HEARING}",
                      f"date: 2024-03-08, for: 2024-04-20, {ADJOURNED}"],
                     ["e1 2024-03-20 upcoming", "e2 2024-04-20 upcoming"], id="another-adjourned"),
        pytest.param([f"date: 2024-03-20, {HEARING}",
                      f"date: 2024-03-12, for: 2024-04-20, {ADJOURNED}, of: e1"],
                     ["e1 2024-03-20 upcoming"], id="not-yet-adjourned"),
        pytest.param([f"date: 2024-04-20, {HEARING}",
                      f"date: 2024-03-08, for: 2024-04-20, {ADJOURNED}, of: e1"],
                     ["e1 2024-04-20 upcoming"], id="adjourned-to-the-day-that-stands"),
        pytest.param([f"date: 2024-03-05, for: 2024-03-20, {HEARING}",
                      "date: 2024-03-08, for: 2024-03-25, kind: extradition.hearing, country: PL"],
                     ["e1 2024-03-20 upcoming", "e2 2024-03-25 upcoming"], id="a-next-one"),
        pytest.param([f"date: 2024-03-20, {HEARING}", f"date: 2024-03-25, {HEARING}"],
                     ["e1 2024-03-20 upcoming", "e2 2024-03-25 upcoming"], id="two-hearings"),
    ],
)  # fmt: skip
def test_days_that_are_fixed_and_moved(events: list[str], expected: list[str]) -> None:
    rows = (f"{one.trigger.id} {one.due} {one.state}" for one in terms("2024-03-10", *events))

    assert sorted(rows) == expected
