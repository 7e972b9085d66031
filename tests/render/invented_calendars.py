"""A case full of names, its deadlines by invented rules, and a look at the calendars of them."""

import re
from datetime import UTC, datetime
from datetime import date as Day
from typing import Any, cast

import icalendar

from caseledger.domain.case import Case
from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.life import life_of
from caseledger.domain.loading import quick_case, shape_of
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.calendar_file import Sheet, calendar_file
from caseledger.render.wording import wording_of
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger_identity import History, Identity
from caseledger.store.yaml_reader import read_document

RULES = """\
format: 1
rules:
  - id: sixty
    title: {en: "Claim to the court; in writing, with copies", ru: Заявление в суд}
    law: Invented Act, art. 7
    binds: applicant
    trigger: {kind: protection.refused, clock: served}
    for: 60d
    done_by: {kind: protection.appealed}
    profile: plain
    on_miss: late-claim
    status: text
  - id: forty
    title: {en: Limit of custody, ru: Предел содержания под стражей}
    law: Invented Code, art. 588
    binds: state
    custody: true
    trigger: {kind: detention.arrested}
    for: 40d
    profile: plain
    on_miss: release-due
    status: unverified
  - id: answer
    title: {en: Answer of the authority, ru: Ответ органа}
    law: Invented Act, art. 9
    binds: state
    trigger: {kind: protection.lodged}
    for: 3m
    profile: plain
    on_miss: state-overdue
    status: text
"""
CASE = """\
format: 1
id: c-7k2m4p
title: What Муратбай told us
visibility: restricted
owner: Kalila Advocate
people:
  - id: pw3k
    name: Муратбай Выдуманный
    pseudonym: Wren
    aliases: [Muratbay Vydumannyi, Мұратбай]
    citizenship: [UZ]
    note: hides with Zarina
sources:
  - {id: s1, kind: lawyer, title: Letter of Kalila, author: Kalila}
events:
  - id: e1
    date: 2026-01-10
    kind: protection.refused
    country: KZ
    authority: Office of Muratbay
    reference: 77-Wren
    note: Zarina was there
    served: 2026-01-15
    place: At Zarina's
    sources: [{source: s1, quote: "said Zarina"}]
  - {id: e2, date: "[2026-01-03..2026-01-07]", kind: detention.arrested, country: KZ, sources: [s1]}
  - {id: e3, date: 2026-01-02, kind: protection.lodged, country: KZ, sources: [s1]}
  - id: e4
    date: 2026-02-20
    kind: extradition.hearing
    state: scheduled
    time: 01:30+05:00
    country: KZ
    by: UZ
    authority: Court of Zarina
    sources: [s1]
  - id: e5
    date: 2026-01-12
    kind: case.task
    until: 2026-03-01
    assignee: Kalila
    note: Ask Zarina for the letter
    sources: [s1]
"""
SECRETS = (
    "Муратбай",
    "Выдуманный",
    "Muratbay",
    "Vydumannyi",
    "Мұратбай",
    "Wren",
    "Zarina",
    "Kalila",
)
DAY = Day(2026, 2, 2)
COMMITTED = datetime(2026, 1, 30, 9, 15, tzinfo=UTC)
HISTORY = History(5, COMMITTED)


def vocabulary() -> Vocabulary:
    found = shape_of(RuleFile).read(read_document(RULES.encode()).data)
    return load_vocabulary().with_rules([cast("RuleFile", found)])


VOCABULARY = vocabulary()


def case_of(text: str = CASE) -> Case:
    found = quick_case(read_document(text.encode()).data)
    assert found is not None
    return found


def deadlines(text: str = CASE, day: Day = DAY) -> dict[str, Deadline]:
    """Return the deadlines by rule, of the rules of this test alone, or by sort of term."""
    case = case_of(text)
    found = all_of(life_of(case, case.people[0], VOCABULARY), day)
    own = ("sixty", "forty", "answer")
    return {one.key[2]: one for one in found if one.rule is None or one.rule.id in own}


FOUND = deadlines()


def sheet(
    day: Day = DAY, history: History = HISTORY, lang: str = "en", name: str | None = "Ours"
) -> Sheet:
    identity = Identity("0123456789abcdef0123", {"c-7k2m4p": history})
    return Sheet(name, identity, wording_of(VOCABULARY, day, lang))


def written(*some: Deadline, **how: object) -> str:
    return calendar_file(some or FOUND.values(), sheet(**how))  # type: ignore[arg-type] # names of `sheet`


def entry(one: Deadline, **how: object) -> Any:
    """Return the one entry as another program reads it."""
    (event,) = icalendar.Calendar.from_ical(written(one, **how)).walk("VEVENT")
    return event


def unfolded(text: str) -> list[str]:
    """Read the lines of a file by nothing but RFC 5545, 3.1."""
    return text.replace("\r\n ", "").split("\r\n")


def properties(text: str) -> list[tuple[str, str]]:
    """Return the names and raw values of all lines."""
    return [
        (found[1], found[2])
        for line in unfolded(text)
        if (found := re.match(r"([A-Z-]+)(?:;[^:]*)?:(.*)\Z", line))
    ]


def value(one: Deadline, name: str, **how: object) -> str:
    return str(dict(properties(written(one, **how)))[name])


def check_form(text: str, entries: int) -> None:
    """Hold the bytes to RFC 5545 without the package that wrote them."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\r\n".join(raw.split(b"\r\n")) == raw
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw), "a bare line end"
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", raw), "a control character"
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut in two
    lines = unfolded(text)
    assert len([name for name, _ in properties(text)]) == len(lines) - 1, "each line is a property"
    for kind, number in (("VCALENDAR", 1), ("VEVENT", entries)):
        assert lines.count(f"BEGIN:{kind}") == lines.count(f"END:{kind}") == number
    assert not re.search(r"^(ATTENDEE|ORGANIZER|ATTACH|URL|LOCATION|CONTACT)\b", text, re.MULTILINE)
