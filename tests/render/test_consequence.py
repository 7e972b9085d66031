from dataclasses import replace

import pytest
from tests.domain.invented import UZBEK, VOCABULARY, invented
from tests.domain.test_consequence import DAY, HELD, following

from caseledger.domain.case import Case
from caseledger.render.consequence import lines
from caseledger.render.screen import Screen
from caseledger.render.wording import wording_of

NAME = "A\x1b[31m\u202e"
JULY = "date: 2023-07-01, "


def said(before: Case | None, after: Case | None, lang: str = "en") -> list[str]:
    screen = Screen(lang=lang)
    return lines(following(before, after), wording_of(VOCABULARY, DAY, lang), screen)


@pytest.mark.parametrize(
    ("event", "english", "russian"),
    [
        pytest.param(
            "kind: case.note",
            "standing unchanged: Held off for now",
            "положение прежнее: Выдача временно сдерживается",
            id="nothing",
        ),
        pytest.param(
            "kind: protection.certificate-withdrawn, country: KZ",
            "Somebody: Held off for now → No bar to handover; ended: certificate to 31 Jul 2024",
            "Somebody: Выдача временно сдерживается → Выдаче ничто не препятствует; "
            "прекратилось: свидетельство до 31 июля 2024",
            id="exposed",
        ),
        pytest.param(
            "kind: extradition.requested, country: PL, by: RU",
            "Somebody: standing unchanged: Held off for now; new: RU request (Poland)",
            "Somebody: положение прежнее: Выдача временно сдерживается; новое: запрос RU (Польша)",
            id="elsewhere",
        ),
        pytest.param(
            "kind: extradition.ordered, country: KZ, by: UZ",
            "Somebody: standing unchanged: Held off for now; UZ request → UZ order",
            "Somebody: положение прежнее: Выдача временно сдерживается; "
            "запрос UZ → решение о выдаче UZ",
            id="level",
        ),
        pytest.param(
            "kind: protection.certificate-extended, country: KZ, until: 2025-01-31",
            "Somebody: standing unchanged: Held off for now; "
            "certificate to 31 Jul 2024 → certificate to 31 Jan 2025",
            "Somebody: положение прежнее: Выдача временно сдерживается; "
            "свидетельство до 31 июля 2024 → свидетельство до 31 янв. 2025",
            id="longer",
        ),
        pytest.param(
            "kind: movement.entered, country: PL",
            "Somebody: Held off for now → Not known; where: Kazakhstan → Poland",
            "Somebody: Выдача временно сдерживается → Нет сведений; где: Казахстан → Польша",
            id="place",
        ),
        pytest.param(
            "kind: detention.arrested, country: KZ",
            "Somebody: standing unchanged: Held off for now; liberty: not known → detained",
            "Somebody: положение прежнее: Выдача временно сдерживается; "
            "свобода: неизвестно → под стражей",
            id="liberty",
        ),
        pytest.param(
            "kind: protection.certificate-withdrawn, country: KZ, state: alleged",
            "Somebody: Held off for now → No bar to handover ?",
            "Somebody: Выдача временно сдерживается → Выдаче ничто не препятствует ?",
            id="rumour",
        ),
    ],
)
def test_what_follows_in_a_line(event: str, english: str, russian: str) -> None:
    before, after = invented(*HELD), invented(*HELD, JULY + event)

    assert said(before, after) == [english]
    assert said(before, after, "ru") == [russian]


def test_what_else_is_possible_is_named_where_only_that_changed() -> None:
    doubt = "date: 2023-07-01, kind: protection.certificate-withdrawn, country: KZ, state: alleged"
    other = (
        "date: 2023-07-01, kind: protection.granted, country: KZ, outcome: refugee, state: alleged"
    )
    before, after = invented(*HELD, doubt), invented(*HELD, doubt, other)

    assert said(before, after) == [
        "Somebody: No bar to handover ? (may be: No bar to handover, Held off for now, Protected)"
    ]


def test_a_new_case_and_one_that_is_gone() -> None:
    assert said(None, invented(*HELD)) == [
        "Somebody: Held off for now; new: UZ request, certificate to 31 Jul 2024"
    ]
    assert said(invented(*HELD), None) == ["Somebody: no longer in the case"]


def test_several_people_are_told_apart() -> None:
    people = UZBEK + "  - {id: qq, name: Other, citizenship: [KG]}\n"
    events = [f"{event}, people: [pp, qq]" for event in HELD]
    after = [*events, JULY + "kind: movement.entered, country: PL, people: [qq]"]
    nothing = [*events, JULY + "kind: case.note, people: [qq]"]

    assert said(invented(*events, people=people), invented(*after, people=people)) == [
        "Other: Held off for now → Not known; where: Kazakhstan → Poland"
    ]
    assert said(invented(*events, people=people), invented(*nothing, people=people)) == [
        "standing unchanged: Held off for now"
    ]


def test_names_cannot_act_and_arrows_may_be_plain() -> None:
    before = invented(*HELD)
    after = invented(*HELD, JULY + "kind: movement.entered, country: PL")
    found = following(before, replace(after, people=(replace(after.people[0], name=NAME),)))

    assert lines(found, wording_of(VOCABULARY, DAY, "en"), Screen(ascii_only=True)) == [
        "A␛[31m<U+202E>: Held off for now -> Not known; where: Kazakhstan -> Poland"
    ]


def test_nobody_is_told_of_in_an_empty_answer() -> None:
    assert said(None, None) == []
