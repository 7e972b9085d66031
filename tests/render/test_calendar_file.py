"""Deadlines as calendars: what other programs read in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import date as Day
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.invented_calendars import (
    DAY,
    FOUND,
    HISTORY,
    SECRETS,
    check_form,
    deadlines,
    entry,
    properties,
    sheet,
    unfolded,
    value,
    written,
)

from caseledger.domain.case import StoredDeadline
from caseledger.domain.dates import parse_date
from caseledger.domain.deadlines.deadline import STATES, Deadline, Decision, Meeting
from caseledger.domain.rules.rule import Rule
from caseledger.domain.windows import Window
from caseledger.render.calendar_file import RANKS, calendar_file, sequence, uid
from caseledger.render.calendar_text import day_in_calendar
from caseledger.store.ledger_identity import History

# The form


def test_a_calendar_is_well_formed_and_has_what_it_must() -> None:
    text = written()
    check_form(text, len(FOUND))
    named = dict(properties(text.partition("BEGIN:VEVENT")[0]))
    assert named.pop("PRODID").startswith("-//caseledger//caseledger ")
    assert named == {
        "BEGIN": "VCALENDAR",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": "Ours",
        "X-WR-CALNAME": "Ours",
        "X-WR-CALDESC": r"Deadlines as of 2 Feb 2026. Check the ledger before you rely on a day.",
        "REFRESH-INTERVAL": "PT12H",
    }
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text


def test_each_entry_has_what_it_must() -> None:
    for block in written().split("BEGIN:VEVENT")[1:]:
        names = [name for name, _ in properties(block.partition("BEGIN:VALARM")[0])]
        for name in (
            *("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "CLASS"),
            *("TRANSP", "PRIORITY", "CATEGORIES", "STATUS"),
        ):
            assert names.count(name) == 1, name


def test_an_entry_as_a_whole() -> None:
    text = written(FOUND["sixty"])
    body = unfolded("BEGIN:VEVENT" + text.partition("BEGIN:VEVENT")[2])
    assert [line for line in body if not line.startswith("DESCRIPTION:Claim")] == [
        "BEGIN:VEVENT",
        r"SUMMARY:c-7k2m4p: Claim to the court\; in writing\, with copies",
        "DTSTART;VALUE=DATE:20260316",
        "DTEND;VALUE=DATE:20260317",
        "DTSTAMP:20260130T091500Z",
        "UID:c-7k2m4p.pw3k.sixty.e1@0123456789abcdef0123.caseledger",
        "SEQUENCE:25",
        "CATEGORIES:deadline,applicant,upcoming",
        "CLASS:PRIVATE",
        "PRIORITY:5",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:c-7k2m4p: Claim to the court\; in writing\, with copies",
        "TRIGGER:-P7D",
        "END:VALARM",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        r"DESCRIPTION:c-7k2m4p: Claim to the court\; in writing\, with copies",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_text_tells_the_law_the_days_and_the_count() -> None:
    text = str(entry(FOUND["forty"])["description"])
    for words in (
        "Law: Invented Code, art. 588 (UNVERIFIED)",
        "Case c-7k2m4p, person pw3k",
        "Starts with entry e2: ",
        "Due: Mon 16 Feb 2026",
        "Entered on the earliest possible day: Thu 12 Feb 2026",
        "possible: between 12 and 16 Feb 2026",
        "If it is missed: release is due",
        "How it is counted:\n1. ",
    ):
        assert words in text


def test_a_calendar_speaks_russian() -> None:
    event = entry(FOUND["forty"], lang="ru")
    assert event["summary"] == "c-7k2m4p: Предел содержания под стражей (НЕ ПРОВЕРЕНО)"
    assert "Норма: Invented Code, art. 588 (НЕ ПРОВЕРЕНО)" in event["description"]
    assert not re.search("Earliest|Law|Must act|State:", event["description"])


def test_the_same_input_gives_the_same_bytes_in_any_order() -> None:
    assert written() == written(*reversed(FOUND.values()))


def test_without_deadlines_it_is_still_a_calendar() -> None:
    text = calendar_file((), sheet(name=None))
    check_form(text, 0)
    assert "X-WR-CALNAME:caseledger\r\n" in text


# Which day


def test_the_applicant_and_whom_a_limit_frees_go_by_the_earliest_day() -> None:
    assert day_in_calendar(FOUND["forty"]) == Day(2026, 2, 12), "the first possible of five"
    doubtful = replace(FOUND["sixty"], earliest=Day(2026, 3, 10))
    assert day_in_calendar(doubtful) == Day(2026, 3, 10)
    answer = replace(FOUND["answer"], earliest=Day(2026, 3, 30))
    assert day_in_calendar(answer) == answer.due == Day(2026, 4, 2)


def test_what_a_person_decided_goes_before_with_the_computed_day_in_the_text() -> None:
    stored = StoredDeadline(
        id="d1",
        rule="sixty",
        trigger="e1",
        kind="override",
        date=parse_date("2026-03-11"),
        by="Kalila Advocate",
        on=parse_date("2026-02-01"),
        reason="Zarina said so",
    )
    decided = replace(FOUND["sixty"], decision=Decision(stored, lapsed=False))
    event = entry(decided)
    assert event["dtstart"].dt == Day(2026, 3, 11)
    assert "11 Mar 2026; computed: Mon 16 Mar 2026" in event["description"]
    assert not any(secret in written(decided) for secret in SECRETS)
    lapsed = replace(decided, decision=Decision(stored, lapsed=True))
    assert entry(lapsed)["dtstart"].dt == Day(2026, 3, 16)


def test_a_moment_is_told_in_utc_and_its_local_time_in_the_text() -> None:
    event = entry(FOUND["fixed"])
    assert value(FOUND["fixed"], "DTSTART") == "20260219T203000Z"
    assert "dtend" not in event
    assert "Fixed for: Fri 20 Feb 2026, 01:30 (+05:00), local time" in event["description"]


def test_a_moment_without_an_offset_or_of_another_day_stays_a_day() -> None:
    naive = replace(FOUND["fixed"], moment=datetime(2026, 2, 20, 1, 30))  # noqa: DTZ001
    other = replace(FOUND["fixed"], moment=datetime(2026, 2, 21, 1, 30, tzinfo=UTC))
    assert {value(one, "DTSTART") for one in (naive, other)} == {"20260220"}


def test_what_has_no_day_stands_in_no_calendar() -> None:
    nowhere = replace(FOUND["sixty"], earliest=None, latest=None, due=None, state="needs-input")
    assert day_in_calendar(nowhere) is None
    check_form(written(nowhere), 0)


def test_the_last_day_there_is_has_no_end() -> None:
    last = replace(FOUND["sixty"], earliest=Day.max, due=Day.max, latest=Day.max)
    assert value(last, "DTSTART") == "99991231"
    assert "dtend" not in entry(last)


# What it says of the state

MET = Meeting(FOUND["sixty"].trigger, Window(DAY, DAY), late="no", certain=True)


@pytest.mark.parametrize(
    ("change", "status", "priority", "alarms"),
    [
        ({}, "CONFIRMED", 5, ["-P7D", "-P1D"]),
        ({"state": "due-soon"}, "CONFIRMED", 3, ["-P7D", "-P1D"]),
        ({"state": "overdue"}, "CONFIRMED", 1, ["-P7D", "-P1D"]),
        ({"state": "missed"}, "CONFIRMED", 1, []),
        ({"state": "met", "met": MET}, "CONFIRMED", 9, []),
        ({"state": "met", "met": replace(MET, certain=False)}, "TENTATIVE", 9, []),
        ({"state": "met", "met": MET, "certain": False}, "TENTATIVE", 9, []),
        ({"state": "met", "met": MET, "provisional": True}, "CONFIRMED", 9, []),
        ({"state": "moot"}, "CANCELLED", 9, []),
        ({"provisional": True}, "TENTATIVE", 5, ["-P7D", "-P1D"]),
        ({"certain": False}, "TENTATIVE", 5, ["-P7D", "-P1D"]),
        ({"needs": ("served",)}, "TENTATIVE", 5, ["-P7D", "-P1D"]),
        ({"needs": ("served",), "state": "moot"}, "CANCELLED", 9, []),
        (
            {"trigger": replace(FOUND["sixty"].trigger, state="refuted"), "state": "overdue"},
            "CANCELLED",
            9,
            [],
        ),
    ],
)
def test_status_priority_and_alarms_follow_the_state(
    change: Mapping[str, object], status: str, priority: int, alarms: Sequence[str]
) -> None:
    one = replace(FOUND["sixty"], **change)  # type: ignore[arg-type] # fields of a deadline
    event = entry(one)
    assert (str(event["status"]), event["priority"]) == (status, priority)
    assert [v for n, v in properties(written(one)) if n == "TRIGGER"] == alarms
    assert uid(one, "x") == uid(FOUND["sixty"], "x"), "it is the same entry"


def test_states_and_what_takes_place_have_alarms_of_their_own() -> None:
    def alarms(one: Deadline) -> list[str]:
        return [value for name, value in properties(written(one)) if name == "TRIGGER"]

    assert alarms(FOUND["answer"]) == ["-P3D"]
    assert alarms(replace(FOUND["answer"], moment=datetime(2026, 4, 2, tzinfo=UTC))) == ["-P1D"]
    assert alarms(FOUND["fixed"]) == ["-P7D", "-P1D"]


def test_the_text_tells_what_became_of_it() -> None:
    def state(**change: object) -> str:
        text = str(entry(replace(FOUND["sixty"], **change))["description"])  # type: ignore[arg-type] # fields of a deadline
        return next(line for line in text.split("\n") if line.startswith("State: "))

    other = FOUND["forty"].trigger
    refuted = replace(FOUND["sixty"].trigger, state="refuted")
    assert state() == "State: upcoming"
    assert state(state="met", met=MET) == "State: met: 2 Feb 2026, Asylum refused (e1)"
    assert state(state="moot", moot_by=other).startswith("State: moot: ")
    assert state(state="moot", moot_by=other).endswith("(e2)")
    assert state(state="moot", trigger=refuted).startswith("State: void, ")


# Ids, numbers, stamps


def test_an_id_is_made_of_ids_and_short_enough() -> None:
    assert uid(FOUND["forty"], "abc") == "c-7k2m4p.pw3k.forty.e2@abc.caseledger"
    case = replace(FOUND["forty"].case, id="c" * 63)
    long = [
        replace(
            FOUND["forty"],
            case=case,
            person=replace(case.people[0], id="p" * 63),
            trigger=replace(FOUND["forty"].trigger, id="e" * 62 + end),
            rule=replace(cast("Rule", FOUND["forty"].rule), id="r" * 63),
        )
        for end in "ab"
    ]
    ids = [uid(one, "0" * 20) for one in long]
    assert len(set(ids)) == 2
    assert all(len(one) <= 255 and one.endswith(f"@{'0' * 20}.caseledger") for one in ids)


def test_every_state_has_a_rank() -> None:
    assert set(RANKS) == set(STATES)


@given(st.integers(0, 10_000), st.booleans(), st.sampled_from(STATES), st.sampled_from(STATES))
def test_a_commit_raises_the_number_whatever_the_state_becomes(
    commits: int, changed: bool, before: str, after: str
) -> None:
    first = sequence(replace(FOUND["sixty"], state=before), History(commits, changed=changed))
    later = replace(FOUND["sixty"], state=after)
    assert sequence(later, History(commits + 1 + changed)) > first
    assert sequence(replace(later, state=before), History(commits + changed)) == first


def test_days_alone_never_lower_the_number() -> None:
    """The case stays as it is; only the day that is asked about moves on."""
    seen: dict[str, list[int]] = {}
    states: dict[str, set[str]] = {}
    for number in range(150):
        for name, one in deadlines(day=Day(2026, 1, 16) + timedelta(number)).items():
            seen.setdefault(name, []).append(sequence(one, HISTORY))
            states.setdefault(name, set()).add(one.state)
    assert seen == {name: sorted(numbers) for name, numbers in seen.items()}
    assert states["sixty"] >= {"upcoming", "due-soon", "missed"}


def test_the_stamp_is_that_of_the_last_commit_or_the_day() -> None:
    midnight = "20260202T000000Z"
    assert value(FOUND["sixty"], "DTSTAMP") == "20260130T091500Z"
    assert value(FOUND["sixty"], "DTSTAMP", history=replace(HISTORY, changed=True)) == midnight
    assert value(FOUND["sixty"], "DTSTAMP", history=History()) == midnight
