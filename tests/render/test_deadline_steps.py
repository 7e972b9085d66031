"""Every step of a count as a sentence, in both languages."""

import re
from datetime import date as Day
from datetime import datetime
from pathlib import Path

import pytest
from tests.domain.invented import VOCABULARY, invented

from caseledger import domain
from caseledger.domain.rules.step import Step
from caseledger.render.deadline_phrases import PHRASES
from caseledger.render.deadline_steps import Steps
from caseledger.render.law_words import period_words
from caseledger.render.wording import wording_of

TODAY = Day(2025, 6, 10)
CASE = invented(
    "date: 2025-06-04, kind: extradition.ordered, country: KZ, by: UZ, served: 2025-06-05",
    "date: 2025-06-09, kind: extradition.appealed, country: KZ, by: UZ",
)
DUE = Day(2025, 6, 15)


def day(text: str) -> Day:
    return Day.fromisoformat(text)


STEPS = [
    (
        Step(
            "trigger",
            {
                "event": "e1",
                "clock": "served",
                "earliest": day("2025-06-05"),
                "latest": day("2025-06-05"),
            },
        ),
        (
            'the clock starts with service of "Extradition to Uzbekistan ordered by Kazakhstan" '
            "(e1): 5 Jun 2025"
        ),
        "срок исчисляется со дня вручения: «Принято решение о выдаче",
    ),
    (
        Step("served-both", {"person": day("2025-06-05"), "counsel": day("2025-06-09")}),
        "served on the person 5 jun 2025 and on counsel 9 jun 2025",
        "вручено лицу 5 июня 2025 и защитнику 9 июня 2025",
    ),
    (Step("provisional"), "service is not proven", "вручение не подтверждено"),
    (
        Step(
            "selector",
            {
                "event": "",
                "earliest": None,
                "latest": day("2025-06-05"),
                "from": None,
                "to": day("2022-01-31"),
                "law": "ECHR art. 35",
            },
        ),
        (
            "not recorded: it may lie on any day up to the start of the clock; for those up to "
            "31 jan 2022 it is echr art. 35"
        ),
        "не записано",
    ),
    (
        Step(
            "selector",
            {
                "event": "e2",
                "earliest": day("2025-06-09"),
                "latest": day("2025-06-11"),
                "from": None,
                "to": None,
                "law": "",
            },
        ),
        "between 9 and 11 jun 2025",
        "между 9 и 11 июня 2025",
    ),
    (
        Step(
            "selector",
            {
                "event": "",
                "earliest": day("2025-06-05"),
                "latest": None,
                "from": day("2015-01-01"),
                "to": None,
                "law": "Code art. 1",
            },
        ),
        "decided by that day itself; for those from 1 jan 2015 on it is code art. 1",
        "самим этим днём; если оно не ранее 1 янв. 2015, применяется code art. 1",
    ),
    (Step("reading", {"number": 1, "of": 2}), "in 2 ways; this is reading 1", "толкований: 2"),
    (Step("version", {"rule": "gone"}), "counted by gone (gone)", "исчислено по норме: gone"),
    (
        Step("second-reading", {"rule": "gone", "from": day("2026-06-12")}),
        "from 12 jun 2026 on may also fall under gone",
        "не ранее 12 июня 2026",
    ),
    (
        Step("national", {"state": "PL", "for": "2w", "status": "partial"}),
        "(poland) sets the period: 2 weeks (unverified (read in part))",
        "(польша): 2 недели (не проверено (прочитано частично))",
    ),
    (
        Step("national-missing", {"state": "PL", "min": "2w", "max": "1m"}),
        "not recorded: no day is given; the rule allows 2 weeks to 1 month",
        "норма допускает от: 2 недели, до: 1 месяц",
    ),
    (
        Step("national-missing", {"state": "PL", "min": "5d", "max": None}),
        "the rule allows no less than 5 days",
        "норма допускает не менее: 5 дней",
    ),
    (
        Step("variant", {"for": "30d", "field": "outcome"}),
        "for this outcome the period is 30 days",
        "(результат) срок: 30 дней",
    ),
    (
        Step("extended", {"event": "e2", "total": "12m"}),
        "(e2): 12 months in all",
        "всего 12 месяцев",
    ),
    (Step("extended", {"event": "e2", "add": "3m"}), "(e2): 3 months more", "ещё 3 месяца"),
    (
        Step(
            "restarted", {"event": "e2", "earliest": day("2025-06-09"), "latest": day("2025-06-09")}
        ),
        'runs anew from "',
        "срок течёт заново",
    ),
    (Step("appeal-pending", {"event": "e2"}), "no day is given before", "до её разрешения"),
    (Step("matter-open", {"event": "e2"}), "no end is given before", "до его решения"),
    (
        Step("earliest-of", {"event": "e2", "for": "2m"}),
        'ends first decides: 2 months from "',
        "истекает раньше: 2 месяца",
    ),
    (Step("capped", {"cap": "21m"}), "never longer than 21 months", "не более: 21 месяц"),
    (
        Step(
            "bound",
            {"instrument": "gone", "state": "UA", "answer": "unknown", "status": "unverified"},
        ),
        "whether ukraine is bound by gone is not known",
        "участвует ли украина, неизвестно",
    ),
    (
        Step("bound", {"instrument": "gone", "state": "KZ", "answer": "yes", "status": "text"}),
        "kazakhstan is bound by gone (text read)",
        "казахстан участвует (по тексту)",
    ),
    (
        Step("displaced", {"instrument": "gone"}),
        "both bound by gone that treaty takes its place; whether they are is not known",
        "участвующими в договоре (gone)",
    ),
    (
        Step("due", {"binds": "state", "day": DUE}),
        "late only after the latest possible day: sun 15 jun 2025",
        "вс, 15 июня 2025",
    ),
    (
        Step("other-bound", {"bound": "latest", "day": DUE, "rule": "gone"}),
        "the latest possible day is sun 15 jun 2025, by gone (gone)",
        "самый поздний возможный день: вс, 15 июня 2025",
    ),
    (Step("review", {"from": day("2026-06-12")}), "unverified", "не проверено"),
    (
        Step("length", {"text": "10d", "from": day("2025-06-05")}),
        "10 days from 5 jun 2025",
        "срок: 10 дней, отсчёт от 5 июня 2025",
    ),
    (
        Step("length", {"text": "-10d", "from": day("2025-06-05")}),
        "10 days backwards from",
        "отсчёт назад от",
    ),
    (Step("event-day", {"how": "counted"}), "counted as the first", "считается первым"),
    (Step("event-day", {"how": "not-counted"}), "not counted", "не учитывается"),
    (Step("clamped", {"day": day("2025-02-28")}), "fri 28 feb 2025", "пт, 28 февр. 2025"),
    (Step("working-days", {"n": 5}), "only working days", "только рабочие дни"),
    (
        Step("hours", {"moment": datetime.fromisoformat("2025-04-19T14:00+05:00")}),
        "to sat 19 apr 2025, 14:00 (+05:00)",
        "до сб, 19 апр. 2025, 14:00 (+05:00)",
    ),
    (Step("hour-unknown"), "the hour is not recorded", "время не записано"),
    (Step("ends", {"day": DUE}), "ends on sun 15 jun 2025", "истекает: вс, 15 июня 2025"),
    (Step("backwards", {"day": DUE}), "is not moved", "не переносится"),
    (
        Step("free", {"day": DUE, "why": "sunday"}),
        "is a free day (sunday)",
        "нерабочий день (воскресенье)",
    ),
    (
        Step("free", {"day": DUE, "why": "holiday", "name": "Christmas Day"}),
        "is a free day (christmas day)",
        "(christmas day)",
    ),
    (Step("free", {"day": DUE, "why": "good-friday"}), "(good friday)", "(страстная пятница)"),
    (
        Step("moved", {"from": DUE, "to": day("2025-06-16")}),
        "to the next working day: mon 16 jun 2025",
        "пн, 16 июня 2025",
    ),
    (Step("not-moved", {"day": DUE}), "is not moved", "не переносится"),
    (
        Step("safe", {"before": day("2025-06-13")}),
        "the last working day before it is fri 13 jun 2025",
        "последний рабочий день перед ним: пт, 13 июня 2025",
    ),
    (
        Step("no-calendar", {"year": 2031, "state": "KZ"}),
        "public holidays of 2031 (kazakhstan) are not known",
        "2031 года (казахстан) неизвестны",
    ),
]
"""Every step that a count is made of, with words that must be in what is said."""


@pytest.mark.parametrize(("step", "english", "russian"), STEPS, ids=lambda one: str(one)[:40])
def test_every_step_is_said(step: Step, english: str, russian: str) -> None:
    for lang, wanted in (("en", english), ("ru", russian)):
        said = Steps(wording_of(VOCABULARY, TODAY, lang), CASE).phrase(step)

        assert wanted.lower() in said.lower()
        assert "{" not in said
        assert "None" not in said


def test_every_phrase_belongs_to_a_step_that_is_tried() -> None:
    tried = {step.code for step, _, _ in STEPS} | {"due-only", "holds", "limit-"}
    parts = {"from", "to", "from-to", "not-known", "unnamed"}
    orphans = [
        key
        for key in PHRASES["en"]
        if key not in parts and not any(key.startswith(code) for code in tried)
    ]

    assert orphans == []


def test_every_step_that_is_made_is_tried() -> None:
    """The codes stand in the sources of what counts and in those of what decides."""
    sources = Path(domain.__file__).parent
    made = {
        code
        for part in ("rules", "deadlines")
        for path in (sources / part).glob("*.py")
        for code in re.findall(r'(?:Step|_say)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8"))
    }

    assert {"trigger", "safe", "hours"} <= made
    assert made - {step.code for step, _, _ in STEPS} == set()


def test_a_step_without_words_is_shown_as_it_is() -> None:
    said = Steps(wording_of(VOCABULARY, TODAY, "en"), CASE).sentences([Step("new", {"day": DUE})])

    assert said == ["New: day Sun 15 Jun 2025."]


def test_steps_that_go_on_share_a_sentence() -> None:
    start = day("2025-06-05")
    steps = [
        Step("length", {"text": "10d", "from": start}),
        Step("event-day", {"how": "not-counted"}),
        Step("ends", {"day": DUE}),
        Step("free", {"day": DUE, "why": "sunday"}),
        Step("safe", {"before": day("2025-06-13")}),
        Step("due", {"binds": "applicant", "day": DUE}),
    ]

    said = Steps(wording_of(VOCABULARY, TODAY, "en"), CASE).sentences(steps)

    assert said == [
        "10 days from 5 Jun 2025; that day not counted; ends on Sun 15 Jun 2025.",
        (
            "Sun 15 Jun 2025 is a free day (Sunday); whether, and to which day, it would move is "
            "not known (safe mode): not moved; the last working day before it is Fri 13 Jun 2025."
        ),
        "Last day: Sun 15 Jun 2025.",
    ]


def test_two_lengths_are_one_period() -> None:
    steps = [Step("length", {"text": text, "from": DUE}) for text in ("6m", "9m")]

    said = Steps(wording_of(VOCABULARY, TODAY, "en"), CASE).sentences(steps)

    assert said == ["6 months from 15 Jun 2025; and 9 months."]


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("1d", "1 day", "1 день"),
        ("-10d", "10 days", "10 дней"),
        ("21d", "21 days", "21 день"),
        ("2w", "2 weeks", "2 недели"),
        ("12m", "12 months", "12 месяцев"),
        ("5y", "5 years", "5 лет"),
        ("22wd", "22 working days", "22 рабочих дня"),
        ("72h", "72 hours", "72 часа"),
        ("960h", "960 hours (40 days of 24 hours)", "960 часов (40 суток)"),
        ("100h", "100 hours", "100 часов"),
        ("asap", "as soon as possible", "безотлагательно"),
        ("6m + 9m", "6 months + 9 months", "6 месяцев + 9 месяцев"),
        ("odd", "odd", "odd"),
    ],
)
def test_periods_as_a_person_says_them(text: str, english: str, russian: str) -> None:
    assert period_words(text, "en") == english
    assert period_words(text, "ru") == russian
