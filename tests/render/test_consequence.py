from dataclasses import replace

import pytest
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import UZBEK, VOCABULARY, invented
from tests.domain.test_consequence import ACTED, APPEAL, DAY, HELD, NOTE, ORDERED, SERVED, following

from caseledger.domain.case import Case
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.consequence import lines
from caseledger.render.screen import Screen
from caseledger.render.wording import wording_of

NAME = "A\x1b[31m\u202e"
JULY = "date: 2023-07-01, "


WITHOUT_RULES = words_of(file_of())


def said(
    before: Case | None,
    after: Case | None,
    lang: str = "en",
    words: Vocabulary = WITHOUT_RULES,
) -> list[str]:
    screen = Screen(lang=lang)
    return lines(following(before, after, words), wording_of(words, DAY, lang), screen)


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


MORE = "id: more-{0}, title: Step {0}, for: 4{0}d, trigger: {{kind: extradition.ordered}}"
UNREAD = APPEAL.replace("id: appeal", "id: appeal, title: The Appeal, status: unverified")


@pytest.mark.parametrize(
    ("before", "after", "english", "russian"),
    [
        pytest.param(
            [NOTE],
            [SERVED],
            "new: the Appeal by 9 Aug 2023 (UNVERIFIED)",
            "новое: the Appeal до 9 авг. 2023 (НЕ ПРОВЕРЕНО)",
            id="new",
        ),
        pytest.param(
            [NOTE],
            [SERVED.partition(", served")[0]],
            "new: the Appeal by 31 Jul 2023 (overdue, service not proven, UNVERIFIED)",
            "новое: the Appeal до 31 июля 2023 (просрочен, вручение не подтверждено, НЕ ПРОВЕРЕНО)",
            id="its day is over",
        ),
        pytest.param(
            [NOTE],
            [f"{SERVED}, state: alleged"],
            "new: the Appeal ? by 9 Aug 2023 (UNVERIFIED)",
            "новое: the Appeal ? до 9 авг. 2023 (НЕ ПРОВЕРЕНО)",
            id="not certain",
        ),
        pytest.param(
            [SERVED],
            [SERVED, ACTED.format("appealed")],
            "met: the Appeal",
            "соблюдён срок: the Appeal",
            id="met",
        ),
        pytest.param(
            [SERVED],
            [ORDERED.format("2023-07-15")],
            "moved: the Appeal: 9 Aug 2023 → 14 Aug 2023 (UNVERIFIED)",
            "срок изменился: the Appeal: 9 авг. 2023 → 14 авг. 2023 (НЕ ПРОВЕРЕНО)",
            id="moved",
        ),
        pytest.param(
            [SERVED],
            [SERVED, ACTED.format("refused")],
            "no longer: the Appeal",
            "срок отпал: the Appeal",
            id="pointless",
        ),
    ],
)
def test_deadlines_come_last_in_the_line(
    before: list[str], after: list[str], english: str, russian: str
) -> None:
    words = words_of(file_of(UNREAD))

    for lang, expected in (("en", english), ("ru", russian)):
        (line,) = said(invented(*before), invented(*after), lang, words)
        assert line.endswith(f"; {expected}")


def test_of_many_deadlines_some_are_told_and_the_command_for_all() -> None:
    words = words_of(file_of(UNREAD, *(MORE.format(number) for number in range(1, 6))))
    (line,) = said(invented(SERVED), invented(SERVED, ACTED.format("appealed")), words=words)
    (new,) = said(invented(NOTE), invented(SERVED), words=words)

    assert line.endswith("; met: the Appeal")
    assert new.count("new: ") == 4 + 1  # the threat, too
    assert new.endswith("; 2 more: caseledger deadlines invented")


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
