"""When terms are near or passed, and when not."""

import pytest
from tests.domain.alerts.raising import ENTERED_POLAND, HERE, REFUGEE, Raised, raised

LEAVE = "date: 2023-05-01, kind: removal.leave-by-set, country: KZ, until: 2023-05-31"
TASK = "date: 2023-05-01, kind: case.task, until: 2023-05-31"
REGISTERED = "date: 2023-05-01, kind: protection.registered, country: KZ, for: 2023-05-31"
HEARING = "date: 2023-05-31, kind: extradition.hearing, country: KZ, state: scheduled"
DUE = [(True, "e2", "2023-05-31")]


@pytest.mark.parametrize(
    ("day", "events", "near", "overdue"),
    [
        pytest.param("2023-05-23", [HERE, LEAVE], [], [], id="leave-in-8-days"),
        pytest.param("2023-05-24", [HERE, LEAVE], DUE, [], id="leave-in-7-days"),
        pytest.param("2023-05-31", [HERE, LEAVE], DUE, [], id="leave-today"),
        pytest.param("2023-06-01", [HERE, LEAVE], [], DUE, id="leave-yesterday"),
        pytest.param("2023-06-01", [HERE, f"{LEAVE}, state: alleged"], [],
                     [(False, "e2", "2023-05-31")], id="alleged"),
        pytest.param("2023-12-01", [HERE, LEAVE, ENTERED_POLAND], [], [], id="left"),
        pytest.param("2023-07-01", [HERE, LEAVE, REFUGEE], [], [], id="protected"),
        pytest.param("2023-06-01", [HERE, LEAVE,
                     "date: 2023-05-20, kind: removal.annulled, country: KZ"], [], [],
                     id="annulled"),
        pytest.param("2023-06-01", [HERE, LEAVE, LEAVE.replace("-05-01", "-05-20").replace(
                     "05-31", "06-30")], [], [], id="given-more-time"),
        pytest.param("2023-05-28", [HERE, LEAVE.replace("2023-05-31", "2023-06")],
                     [(False, "e2", "2023-06")], [], id="some-day-of-june"),
        pytest.param("2023-06-15", [HERE, LEAVE.replace("2023-05-31", "2023-06")], [],
                     [(False, "e2", "2023-06")], id="perhaps-over"),
        pytest.param("2023-06-30", [HERE, LEAVE.replace("2023-05-31", "2023-06")], [],
                     [(False, "e2", "2023-06")], id="on-the-last-day-that-it-may-be"),
        pytest.param("2023-05-24", [HERE, TASK], DUE, [], id="task-near"),
        pytest.param("2023-06-01", [HERE, TASK], [], DUE, id="task-over"),
        pytest.param("2023-06-01", [HERE, f"{TASK}, outcome: open"], [], DUE, id="task-open"),
        pytest.param("2023-06-01", [HERE, f"{TASK}, outcome: done"], [], [], id="task-done"),
        pytest.param("2023-06-01", [HERE, f"{TASK}, outcome: dropped"], [], [], id="task-dropped"),
        pytest.param("2023-06-01", [HERE, f"{TASK}, state: cancelled"], [], [], id="cancelled"),
        pytest.param("2023-06-01", [HERE, TASK,
                     "date: 2023-05-20, kind: case.task, of: e2, outcome: done"], [], [],
                     id="task-answered"),
        pytest.param("2023-05-24", [HERE, "date: 2023-05-31, kind: case.task, state: scheduled"],
                     DUE, [], id="task-scheduled"),
        pytest.param("2023-04-30", [HERE, TASK.replace("05-31", "05-02")], [], [],
                     id="task-not-yet-given"),
        pytest.param("2023-05-23", [HERE, HEARING], [], [], id="hearing-in-8-days"),
        pytest.param("2023-05-24", [HERE, HEARING], DUE, [], id="hearing-in-7-days"),
        pytest.param("2023-05-31", [HERE, HEARING], DUE, [], id="hearing-today"),
        pytest.param("2023-06-01", [HERE, HEARING], [], [], id="hearing-is-never-overdue"),
        pytest.param("2023-05-24", [HERE, f"{REGISTERED}, state: alleged"],
                     [(False, "e2", "2023-05-31")], [], id="a-day-that-is-only-said"),
        pytest.param("2023-05-24", [HERE, REGISTERED.replace("05-01", "05-25")], [], [],
                     id="a-day-that-was-fixed-later"),
        pytest.param("2023-05-24", [HERE, HEARING.replace("scheduled", "cancelled")], [], [],
                     id="hearing-cancelled"),
        pytest.param("2023-05-24", [HERE, HEARING.replace("hearing", "adjourned")], [], [],
                     id="a-day-that-was-adjourned"),
        pytest.param("2023-05-24",
                     [HERE, ("date: 2023-05-01, kind: protection.registered, country: KZ,"
                      " for: 2023-05-31")], DUE, [], id="a-day-for-what-comes-next"),
        pytest.param("2023-05-24",
                     [HERE, ("date: 2023-05-01, kind: protection.registered, country: KZ,"
                      " for: 2023-05-31"),
                      ("date: 2023-05-10, kind: protection.registered, country: KZ,"
                      " for: 2023-06-30")], [], [], id="a-day-that-was-moved"),
        pytest.param("2023-05-24",
                     [HERE, ("date: 2023-05-01, kind: removal.scheduled, country: KZ,"
                      " for: 2023-05-31")], [], [], id="a-handover-has-its-own"),
    ],
)  # fmt: skip
def test_terms(day: str, events: list[str], near: Raised, overdue: Raised) -> None:
    assert raised("deadline-near", day, events) == near
    assert raised("deadline-overdue", day, events) == overdue
