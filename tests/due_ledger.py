"""An invented ledger with deadlines in every state, by rules of its own."""

from pathlib import Path

from tests.small_ledgers import write_ledger

TODAY = "2025-06-10"

SETTINGS = "format: 1\ntimezone: UTC\nrules: rules\n"
RULES = """\
format: 1
profiles:
  by-day:
    title: {en: by calendar days, ru: по календарным дням}
    status: text
    source: Invented Act
rules:
  - id: our-answer
    title: {en: Answer of the authority, ru: Ответ органа}
    law: Invented Act (No. 7 of 1.1.2001), art. 7(2)
    binds: state
    trigger: advocacy.letter
    for: 10d
    done_by: advocacy.statement
    profile: by-day
    on_miss: release-due
    status: text
    source: Invented Act
  - id: our-claim
    title: {en: Claim to the court, ru: Иск в суд}
    law: Invented Act, art. 8
    binds: applicant
    trigger: {kind: advocacy.submission, clock: served}
    for: 20d
    done_by: advocacy.urgent-action
    profile: by-day
    on_miss: late-claim
    act: dispatch
    status: unverified
    source: Invented Act
  - id: our-figure
    title: {en: Reply in the time of national law, ru: Ответ в срок национального права}
    law: Invented Act, art. 9
    binds: state
    trigger: advocacy.aid
    national: {min: 1m, max: 3m}
    profile: by-day
    on_miss: state-overdue
    status: text
    source: Invented Act
  - id: our-hold
    title: {en: Release from custody, ru: Освобождение из-под стражи}
    law: Invented Act, art. 10
    binds: state
    trigger: detention.arrested
    for: 3d
    custody: true
    profile: by-day
    on_miss: release-due
    status: text
    source: Invented Act
"""
HEAD = """\
format: 1
id: {id}
title: Of {id}
visibility: {visibility}
people:
{people}sources:
  - {{id: s1, kind: media, reliability: likely}}
events:
"""
ONE = "  - {id: pp, name: Anna Letter, citizenship: [UZ], sources: [s1]}\n"
TWO = ONE + "  - {id: qq, name: Boris Letter, citizenship: [UZ], sources: [s1]}\n"


def due_case(
    name: str, *events: str, people: str = ONE, visibility: str = "public", more: str = ""
) -> str:
    """Write a case; ids of its events are the first letter of its name and a number."""
    rows = (
        f"  - {{id: {name[0]}{number}, {event}, sources: [s1]}}\n"
        for number, event in enumerate(events, start=1)
    )
    return HEAD.format(id=name, visibility=visibility, people=people) + "".join(rows) + more


LETTER = "kind: advocacy.letter, country: KZ"
CASES = {
    "soon": due_case("soon", f"date: 2025-06-04, {LETTER}, people: [pp, qq]", people=TWO),
    "late": due_case("late", "date: 2025-05-01, kind: advocacy.submission, country: KZ"),
    "missed": due_case("missed", f"date: 2025-05-01, {LETTER}"),
    "old": due_case("old", f"date: 2024-05-01, {LETTER}"),
    "kept": due_case(
        "kept",
        f"date: 2025-05-01, {LETTER}",
        "date: 2025-05-14, kind: advocacy.statement, of: k1",
    ),
    "figure": due_case("figure", "date: 2025-05-01, kind: advocacy.aid, country: KZ"),
    "window": due_case("window", f"date: '[2025-06-01..2025-06-30]', {LETTER}"),
    "hearing": due_case(
        "hearing",
        "date: 2025-06-01, kind: extradition.hearing, state: scheduled, country: KZ, "
        "for: 2025-07-20, time: '14:00+05:00'",
        "date: 2025-06-02, kind: case.task, until: 2025-07-25, note: Ask for the copy",
    ),
    "jail": due_case("jail", "date: 2024-05-01, kind: detention.arrested, country: KZ"),
    "freed": due_case(
        "freed",
        "date: 2024-05-01, kind: detention.arrested, country: KZ",
        "date: 2024-06-01, kind: detention.released, country: KZ",
    ),
    "over": due_case(
        "over",
        f"date: 2025-06-02, {LETTER}",
        "date: 2025-06-03, kind: case.closed, grounds: other",
    ),
}


def due_ledger(folder: Path, **more: str) -> Path:
    """Write the ledger, and other cases or files besides."""
    root = write_ledger(folder / "ledger", CASES | more, SETTINGS)
    (root / "rules").mkdir()
    (root / "rules" / "ours.yaml").write_text(RULES, encoding="utf-8")
    return root
