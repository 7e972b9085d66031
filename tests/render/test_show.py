import re
from dataclasses import replace
from datetime import date

import pytest
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import VOCABULARY, understood
from tests.small_ledgers import LIMBO, PERSON, case

from caseledger.domain.alerts import Alert
from caseledger.domain.card import Card, card_of
from caseledger.render.envelope import Envelope
from caseledger.render.formats import written
from caseledger.render.screen import Screen, columns_of
from caseledger.render.show import page
from caseledger.render.wording import wording_of

DAY = date(2024, 3, 1)
HELD = case(
    "jail",
    "date: 2023-05-01, kind: detention.arrested, country: KZ",
    "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ",
)
STALE = Alert("stale", certain=True, events=("e2",), detail="2023-06-01")
PENDING = Alert("no-suspensive-effect", certain=False, events=("e2",))


def card(text: str, *alerts: Alert) -> Card:
    found = understood(text)
    whole = card_of(found, DAY, VOCABULARY, {found.id: found}, 0)
    return replace(whole, people=tuple(replace(one, alerts=alerts) for one in whole.people))


def drawn(whole: Card, width: int | None = None, lang: str = "en") -> list[str]:
    made = page(whole, Envelope("show", None, DAY), wording_of(VOCABULARY, DAY, lang))
    return written(made, "table", Screen(width, lang=lang)).splitlines()


@pytest.mark.parametrize(("lang", "label"), [("en", "alert"), ("ru", "внимание")])
def test_each_alert_is_a_line_with_its_entries(lang: str, label: str) -> None:
    lines = [line for line in drawn(card(LIMBO, PENDING, STALE), lang=lang) if label in line]

    assert len(lines) == 2
    assert all("e2" in line for line in lines)


@pytest.mark.parametrize("width", [20, 60, 80, 160])
def test_alerts_fit_the_card(width: int) -> None:
    assert max(map(columns_of, drawn(card(LIMBO, PENDING, STALE), width))) <= width


def test_custody_of_which_nothing_was_heard_lately_says_so() -> None:
    silent, heard = (
        next(line for line in drawn(card(HELD, *alerts)) if "detained" in line)
        for alerts in ((STALE,), ())
    )

    assert silent.endswith(", last known 1 Jun 2023")
    assert "last known" not in heard


APPEAL = (
    "id: appeal, title: An appeal, for: 30d, done_by: extradition.appealed, status: {status},"
    " trigger: {{kind: extradition.ordered, clock: served}}"
)
STEP = "id: step-{0}, title: Step {0}, for: {0}d, trigger: {{kind: extradition.requested}}"
ORDERED = "date: 2024-02-01, kind: extradition.ordered, country: KZ, by: UZ"
REQUESTED = "date: 2024-02-20, kind: extradition.requested, country: KZ, by: UZ"
HEARING = "date: 2024-02-02, kind: extradition.hearing, country: KZ, state: scheduled"
OTHERS = "  - {id: pp, name: Aral, citizenship: [UZ]}\n  - {id: qq, name: Bek, citizenship: [UZ]}\n"


def listed(
    rules: list[str], *events: str, lang: str = "en", people: str = PERSON
) -> list[list[str]]:
    """The parts of the lines of the section of deadlines."""
    words, found = words_of(file_of(*rules)), understood(case("due", *events, people=people))
    whole = card_of(found, DAY, words, {found.id: found}, 0)
    made = page(whole, Envelope("show", None, DAY), wording_of(words, DAY, lang))
    lines = written(made, "table", Screen(None, lang=lang)).splitlines()
    title = {"en": "Deadlines", "ru": "Сроки"}[lang]
    if title not in lines:
        return []
    section = lines[lines.index(title) + 1 :]
    end = section.index("") if "" in section else len(section)
    return [re.split(r"  +| · ", line.strip()) for line in section[:end]]


@pytest.mark.parametrize(
    ("events", "status", "expected"),
    [
        pytest.param(
            [f"{ORDERED}, served: 2024-02-05"],
            "text",
            ["Wed 6 Mar 2024", "An appeal", "applicant", "due soon"],
            id="certain",
        ),
        pytest.param(
            [f"{ORDERED}, state: alleged"],
            "unverified",
            [
                *("Sat 2 Mar 2024", "An appeal", "applicant", "due soon ?", "service not proven"),
                "UNVERIFIED",
            ],
            id="with every doubt",
        ),
        pytest.param(
            [f"{ORDERED}, served: 2024-01-05"],
            "text",
            ["Sun 4 Feb 2024", "An appeal", "applicant", "missed: the decision is final"],
            id="missed",
        ),
    ],
)
def test_deadlines_stand_on_the_card(events: list[str], status: str, expected: list[str]) -> None:
    lines = listed([APPEAL.format(status=status)], *events)

    assert lines == [expected]


def test_what_lies_ahead_anyway_is_not_listed_again() -> None:
    assert listed([APPEAL.format(status="text")], f"{HEARING}, for: 2024-03-05") == []


def test_the_most_pressing_deadlines_come_first_and_the_rest_is_counted() -> None:
    rules = [STEP.format(days) for days in (1, 2, 3, 4, 5, 20, 21, 22, 23, 24, 25, 26, 27)]
    lines = listed(rules, REQUESTED)

    assert [line[1].removeprefix("Step ") for line in lines[:-1]] == [
        *("20", "21", "22", "23", "24", "25"),
        *("3", "4", "5"),
    ]
    assert lines[-1] == ["4 more: caseledger deadlines due"]


def test_whose_deadline_it_is_is_said_where_it_is_not_that_of_everybody() -> None:
    served = f"{ORDERED}, served: 2024-02-05"
    rules = [APPEAL.format(status="text")]
    (one,) = listed(rules, f"{served}, people: [qq]", people=OTHERS)
    (both,) = listed(rules, f"{served}, people: [pp, qq]", people=OTHERS)

    assert one[1:3] == ["An appeal", "Bek"]
    assert both[1:3] == ["An appeal", "applicant"]


def test_the_card_in_russian() -> None:
    (line,) = listed([APPEAL.format(status="text")], f"{ORDERED}, served: 2024-02-05", lang="ru")

    assert line == ["ср, 6 марта 2024", "An appeal", "заявитель", "скоро истекает"]
