"""Deadlines in words, and as rows: nothing is said that is not known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from datetime import date as Day
from string import Formatter
from typing import Any

import pytest
from tests.domain.invented import VOCABULARY, invented, understood
from tests.small_ledgers import case

from caseledger.domain.case import StoredDeadline
from caseledger.domain.dates import parse_date
from caseledger.domain.deadlines.deadline import STATES, Deadline, Decision, Held, Meeting
from caseledger.domain.rules.rule import EventPattern, Rule, Trigger, Validity
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window
from caseledger.render import deadline_account, deadline_needs, deadline_words, deadlines
from caseledger.render.deadline_account import account
from caseledger.render.deadline_data import deadline_data
from caseledger.render.deadline_needs import record_command
from caseledger.render.deadline_phrases import CLOCKS, FIELDS, FREE_DAYS, PHRASES, UNITS
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.deadlines import items_of, page
from caseledger.render.envelope import Envelope
from caseledger.render.formats import written
from caseledger.render.law_words import status_words
from caseledger.render.screen import Screen, columns_of
from caseledger.render.wording import wording_of

TODAY = Day(2025, 6, 10)
ORDER = "date: 2025-06-04, kind: extradition.ordered, country: KZ, by: UZ, served: 2025-06-05"
CASE = invented(ORDER, "date: 2025-06-09, kind: extradition.appealed, country: KZ, by: UZ")
RULE = Rule(
    id="an-appeal",
    title={"en": "Appeal against the order", "ru": "Жалоба на решение"},
    law="Code art. 1",
    binds="applicant",
    trigger=Trigger(any_of=(EventPattern(kind=("extradition.ordered",), clock="served"),)),
    profile="plain",
    on_miss="release-due",
    status="text",
)
DUE = Day(2025, 6, 15)


def deadline(**changes: Any) -> Deadline:
    plain = Deadline(
        case=CASE,
        person=CASE.people[0],
        rule=RULE,
        term="",
        trigger=CASE.events[0],
        selector=None,
        binds="applicant",
        earliest=DUE,
        latest=DUE,
        due=DUE,
        state="due-soon",
        status="text",
        profile="plain",
    )
    return replace(plain, **changes)


def words(lang: str = "en") -> DeadlineWords:
    return DeadlineWords(wording_of(VOCABULARY, TODAY, lang))


def drawn(*found: Deadline, width: int | None = None, explain: bool = False) -> str:
    wording = wording_of(VOCABULARY, TODAY, "en")
    envelope = Envelope("deadlines", None, TODAY)
    return written(page(found, {}, envelope, wording, explain=explain), "table", Screen(width))


def day(text: str) -> Day:
    return Day.fromisoformat(text)


@pytest.mark.parametrize(
    "phrases",
    [
        *(CLOCKS, FIELDS, FREE_DAYS, PHRASES, UNITS, deadline_words.WORDS, deadline_needs.NEEDS),
        *(deadlines.WORDS, deadlines.TITLES, deadline_account.WORDS),
    ],
    ids=lambda one: next(iter(one["en"])),
)
def test_both_languages_say_the_same(phrases: Mapping[str, Mapping[str, object]]) -> None:
    assert phrases["en"].keys() == phrases["ru"].keys()
    for key, english in phrases["en"].items():
        assert _fields(english) == _fields(phrases["ru"][key]), key


def _fields(words: object) -> list[str]:
    parts = Formatter().parse(words) if isinstance(words, str) else ()
    return sorted(name for _, name, _, _ in parts if name is not None)


@pytest.mark.parametrize("status", ["partial", "unverified"])
def test_what_was_not_read_in_full_is_unverified(status: str) -> None:
    one = deadline(status=status)

    assert status_words(status, "en").startswith("UNVERIFIED")
    assert status_words(status, "ru").startswith("НЕ ПРОВЕРЕНО")
    assert "UNVERIFIED" in words().marks(one)
    assert "UNVERIFIED" in drawn(one)
    assert "UNVERIFIED" in drawn(one, explain=True, width=60)


@pytest.mark.parametrize("status", ["text", "secondary", "none"])
def test_what_was_read_is_not_called_unverified(status: str) -> None:
    read = deadline(status=status, profile="eu-dublin3")
    assert "UNVERIFIED" not in drawn(read, explain=True)


# When, and what became of it


@pytest.mark.parametrize(
    ("due", "english", "russian"),
    [
        ("2025-06-10", "today", "сегодня"),
        ("2025-06-11", "tomorrow", "завтра"),
        ("2025-06-15", "in 5 days", "через 5 дней"),
        ("2025-06-12", "in 2 days", "через 2 дня"),
        ("2025-06-09", "yesterday", "вчера"),
        ("2025-05-20", "21 days ago", "21 день назад"),
    ],
)
def test_how_far_off(due: str, english: str, russian: str) -> None:
    one = deadline(due=day(due))

    assert words().far(one) == english
    assert words("ru").far(one) == russian


def test_a_moment_comes_with_its_offset() -> None:
    one = deadline(moment=datetime.fromisoformat("2025-06-15T14:00+05:00"))

    assert words().due(one) == "Sun 15 Jun 2025, 14:00 (+05:00)"


def test_a_day_set_by_a_person_goes_before_the_moment() -> None:
    stored = StoredDeadline(
        id="d1", rule="an-appeal", kind="override", date=parse_date("2025-06-12"), by="A. Counsel"
    )
    one = deadline(
        moment=datetime(2025, 6, 15, 14, tzinfo=UTC),
        decision=Decision(stored, lapsed=False),
        latest=day("2025-06-20"),
        safe_before=day("2025-06-13"),
    )

    assert words().due(one) == "Thu 12 Jun 2025"
    assert words().marks(one) == ["day set: 12 Jun 2025 by A. Counsel; computed: Sun 15 Jun 2025"]


def test_a_decision_that_lapsed_is_said_and_holds_no_longer() -> None:
    stored = StoredDeadline(
        id="d1", rule="an-appeal", kind="override", date=parse_date("2025-06-12"), by="A. Counsel"
    )
    one = deadline(decision=Decision(stored, lapsed=True))

    assert words().due(one) == "Sun 15 Jun 2025"
    assert any(mark.startswith("LAPSED") for mark in words().marks(one))


def test_who_confirmed_it() -> None:
    stored = StoredDeadline(
        id="d1", rule="an-appeal", kind="confirm", by="A. Counsel", on=parse_date("2025-06-06")
    )

    assert "confirmed by A. Counsel on 6 Jun 2025" in words().marks(
        deadline(decision=Decision(stored, lapsed=False))
    )


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_words_in_both_languages(state: str) -> None:
    for lang in ("en", "ru"):
        assert words(lang).short_state(deadline(state=state)) != state or state in (
            *("overdue", "upcoming", "missed", "met", "moot"),
        )
        assert words(lang).short_state(deadline(state=state, certain=False)).endswith(" ?")


def test_a_missed_limit_says_what_may_be_said_and_an_overdue_one_does_not() -> None:
    assert words().state(deadline(state="missed")) == "missed: release is due"
    assert words().state(deadline(state="overdue")) == "overdue"


@pytest.mark.parametrize(
    ("late", "wanted"),
    [
        ("no", "met: 9 Jun 2025"),
        ("yes", "met: 9 Jun 2025, late, release is due"),
        ("unknown", "met: 9 Jun 2025, perhaps late"),
    ],
)
def test_a_late_act_is_shown_as_late(late: str, wanted: str) -> None:
    met = Meeting(CASE.events[1], Window(day("2025-06-09"), day("2025-06-09")), late, certain=True)

    assert words().state(deadline(state="met", met=met)) == wanted


def test_an_act_that_may_meet_it_is_named_and_leaves_it_open() -> None:
    met = Meeting(CASE.events[1], Window(day("2025-06-09"), day("2025-06-09")), "no", certain=False)
    one = deadline(met=met)

    assert words().state(one) == "due soon"
    assert "perhaps met by e2, 9 Jun 2025" in words().marks(one)


def test_what_must_be_known_stands_beside_the_day() -> None:
    one = deadline(
        latest=day("2025-06-20"),
        provisional=True,
        safe_before=day("2025-06-13"),
        uncovered=(2031,),
        held=Held(12, 14, 40),
        needs=("served",),
    )
    marks = words().marks(one)

    assert marks == [
        "possible: between 15 and 20 Jun 2025",
        "service not proven",
        "last working day before: Fri 13 Jun 2025",
        "holidays of 2031 not known",
        "held 12-14 of 40 days",
    ]
    assert [text for mark in marks for text in [mark] if text not in drawn(one)] == []


@pytest.mark.parametrize(
    ("binds", "changes", "wanted"),
    [
        ("applicant", {}, "applicant"),
        ("state", {"id": "of-one-state", "jurisdiction": ("KZ",)}, "state (Kazakhstan)"),
        ("state", {"custody": True}, "state (Kazakhstan)"),
        ("state", {}, "state"),
    ],
)
def test_who_must_act(binds: str, changes: dict[str, Any], wanted: str) -> None:
    """The order names two states: which of them is bound is not guessed."""
    assert words().who(deadline(binds=binds, rule=replace(RULE, **changes))) == wanted


# What is missing


def test_commands_that_record_what_is_missing() -> None:
    valid = Validity(selector=(EventPattern(kind=("protection.lodged",)),))
    pending = (Step("appeal-pending", {"event": "e2"}),)
    one = deadline(rule=replace(RULE, valid=valid), steps=pending)

    assert [record_command(code, one) for code in ("served", "time", "selector", "suspensive")] == [
        "caseledger set invented events.e1.served DAY",
        "caseledger set invented events.e1.time HH:MM+00:00",
        "caseledger add event invented protection.lodged DAY",
        "caseledger set invented events.e2.suspensive VALUE",
    ]
    assert record_command("outcome", one) == "caseledger set invented events.e1.outcome VALUE"
    assert record_command("figure", one) == ""


def test_a_missing_figure_is_asked_for_where_it_is_written() -> None:
    below = [text for text, _, _ in account(deadline(needs=("figure",), due=None), words())]

    assert "figures in a file of the ledger's rules: rule an-appeal, country KZ" in below


# The page


def test_people_of_a_case_share_a_row_only_where_it_is_the_same_for_them() -> None:
    both = understood(
        case(
            "two",
            f"{ORDER}, people: [pp, qq]",
            people="  - {id: pp, name: Anna, citizenship: [UZ]}\n"
            "  - {id: qq, name: Boris, citizenship: [UZ]}\n",
        )
    )
    first, second = (
        deadline(case=both, person=person, trigger=both.events[0]) for person in both.people
    )

    assert [len(item.people) for item in items_of([first, second])] == [2]
    assert "Anna, Boris (two)" in drawn(first, second)
    assert len(items_of([first, replace(second, state="met")])) == 2
    assert len(items_of([first, replace(second, held=Held(1, 1, 40))])) == 2


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
@pytest.mark.parametrize("explain", [False, True])
def test_no_screen_is_too_narrow_for_the_day_and_the_case(width: int, explain: bool) -> None:
    one = deadline(
        latest=day("2025-06-20"),
        provisional=True,
        status="unverified",
        state="missed",
        steps=(Step("length", {"text": "10d", "from": DUE}),),
    )

    text = drawn(one, width=width, explain=explain)
    joined = " ".join(text.split())

    assert max(columns_of(line) for line in text.splitlines()) <= width
    for wanted in ("15 Jun", "2025", "invented", "missed", "UNVERIFIED"):
        assert wanted in joined


def test_data_is_shown_and_never_obeyed() -> None:
    hostile = replace(RULE, title={"en": "[bold]Evil[/] \x1b[31m title"}, law="art. [/b]")

    for explain in (False, True):
        text = drawn(deadline(rule=hostile), width=100, explain=explain)
        assert "\x1b" not in text
        assert "[bold]Evil[/]" in text


def test_an_explanation_names_law_count_and_calendar() -> None:
    one = deadline(
        rule=replace(RULE, source=("a page",), note={"en": "A note."}),
        rules=(RULE, replace(RULE, id="other", law="Old code art. 2")),
        calendar_state="KZ",
        certain=False,
    )
    text = drawn(one, explain=True)

    for wanted in (
        "Law: Code art. 1 (an-appeal); text read; read in a page; A note.",
        "May also apply: Old code art. 2 (other)",
        "Holidays: Kazakhstan",
        "Not certain that it applies",
        "If it is missed: release is due",
    ):
        assert wanted in text


def test_json_has_the_promised_keys_first_and_in_order() -> None:
    data = deadline_data(deadline(steps=(Step("provisional"),)), words())

    assert list(data)[:16] == [
        *("case", "person", "rule", "title", "law", "binds", "trigger", "selector", "earliest"),
        *("due", "latest", "state", "met_by", "status", "profile", "steps"),
    ]
    assert data["due"] == "2025-06-15"
    assert data["missed"] is None


def test_a_recorded_term_has_no_rule_and_no_law() -> None:
    one = deadline(rule=None, term="validity", status="none", profile="")
    data = deadline_data(one, words())

    assert (data["rule"], data["law"], data["profile"], data["term"]) == (
        None,
        None,
        None,
        "validity",
    )
    assert str(data["title"]).startswith("Runs out: Extradition to Uzbekistan ordered")


def test_a_fixed_day_binds_nobody() -> None:
    assert words().who(deadline(rule=None, term="fixed", binds="state")) == ""


def test_what_is_left_out_is_said_in_the_last_line() -> None:
    wording = wording_of(VOCABULARY, TODAY, "en")
    left = {"met": 2, "moot": 0, "passed": 1, "closed": 3}
    text = written(
        page([], left, Envelope("deadlines", None, TODAY), wording), "table", Screen(200)
    )

    assert text.splitlines()[-1] == (
        "no deadlines; not shown: met: 2, passed more than 90 days ago: 1, in closed cases: 3; "
        "--all shows them"
    )
