from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import EXPOSED, GROUP, LIMBO, PROTECTED, case, write_ledger

from caseledger.actions.desk import Desk
from caseledger.actions.status import everybody
from caseledger.domain.status import PersonNow
from caseledger.domain.windows import Window
from caseledger.render.status import called, footer
from caseledger.render.wording import Wording, wording_of
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger import open_ledger

ENTERED = "date: 2022-01-10, kind: movement.entered, country: PL"


def words(day: date, lang: str = "en") -> Wording:
    return wording_of(load_vocabulary(), day, lang)


def person(folder: Path, text: str, day: date) -> PersonNow:
    name = text.split("id: ")[1].split("\n", maxsplit=1)[0]
    ledger = open_ledger(write_ledger(folder, {name: text}))
    return everybody(Desk(ledger, day, day))[0][0]


@pytest.mark.parametrize(
    ("text", "day", "standing", "why"),
    [
        pytest.param(
            LIMBO,
            "2024-01-01",
            "Held off for now",
            "UZ request; certificate to 31 Jul 2024",
            id="held",
        ),
        pytest.param(
            LIMBO,
            "2024-09-01",
            "No bar to handover ?",
            "UZ request; certificate to 31 Jul 2024, renewal not known",
            id="certificate run out",
        ),
        pytest.param(
            EXPOSED,
            "2024-01-01",
            "No bar to handover",
            "UZ order, enforceable (perhaps), nothing in force",
            id="exposed, and the time to appeal is over by a law that was not verified",
        ),
        pytest.param(
            PROTECTED, "2024-03-01", "Protected", "refugee status since 20 Jan 2024", id="protected"
        ),
        pytest.param(
            case("a", ENTERED),
            "2024-03-01",
            "Not known",
            "nothing recorded about protection in Poland",
            id="silence",
        ),
        pytest.param(case("a"), "2024-03-01", "Not known", "no place recorded", id="nowhere"),
        pytest.param(
            case("a", ENTERED, "date: 2023-07-31, kind: protection.refused, country: PL"),
            "2024-03-01",
            "No status",
            "asylum refused 31 Jul 2023",
            id="refused",
        ),
        pytest.param(
            case("a", ENTERED, "date: 2023-07-31, kind: protection.lodged, country: PL"),
            "2024-03-01",
            "Temporarily in procedure",
            "claim pending",
            id="claim",
        ),
        pytest.param(
            case("a", ENTERED, "date: 2023-07, kind: transfer.decided, country: PL, to: AT"),
            "2024-03-01",
            "Transfer to another state",
            "transfer to AT enforceable (perhaps)",
            id="transfer",
        ),
        pytest.param(
            case("a", "date: 2011-06-09, kind: extradition.surrendered, country: KZ, to: UZ"),
            "2024-03-01",
            "Returned",
            "surrendered 9 Jun 2011",
            id="returned",
        ),
        pytest.param(
            case("a", "date: 2021, kind: movement.entered, country: UZ"),
            "2024-03-01",
            "In the state of origin",
            "entered 2021",
            id="at origin",
        ),
    ],
)
def test_the_reason_in_few_words(
    text: str, day: str, standing: str, why: str, tmp_path: Path
) -> None:
    on = date.fromisoformat(day)
    one = person(tmp_path / "ledger", text, on)

    assert words(on).standing(one) == standing
    assert words(on).why(one) == why


def test_russian_words(tmp_path: Path) -> None:
    on = date(2024, 1, 1)
    one = person(tmp_path / "ledger", LIMBO, on)

    assert words(on, "ru").standing(one) == "Выдача временно сдерживается"
    assert words(on, "ru").why(one) == "запрос UZ; свидетельство до 31 июля 2024"


def test_shields_against_other_things_are_no_reason(tmp_path: Path) -> None:
    text = EXPOSED.replace(
        "events:\n",
        "events:\n  - {id: vv, date: 2023-01-01, kind: protection.visa-granted, country: KZ, "
        "until: 2030-01-01, sources: [s1]}\n",
    )
    on = date(2024, 1, 1)

    why = words(on).why(person(tmp_path / "ledger", text, on))
    assert why == "UZ order, enforceable (perhaps), nothing in force"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        pytest.param("2024-03-02", "2024-03-02", "2 Mar 2024", id="day"),
        pytest.param("2024-02-01", "2024-02-29", "Feb 2024", id="month"),
        pytest.param("2022-01-01", "2022-12-31", "2022", id="year"),
        pytest.param("2010-06-09", "2010-06-11", "between 9 and 11 Jun 2010", id="span"),
        pytest.param(None, "2024-02-08", "by 8 Feb 2024", id="open beginning"),
        pytest.param("2024-02-08", None, "from 8 Feb 2024 on", id="open end"),
        pytest.param(None, None, "not known", id="nothing"),
    ],
)
def test_windows_in_words(first: str | None, last: str | None, said: str) -> None:
    days = [date.fromisoformat(day) if day else None for day in (first, last)]

    assert words(date(2026, 1, 1)).window(Window(*days)) == said


def test_a_group_is_counted_as_a_range(tmp_path: Path) -> None:
    on = date(2024, 1, 1)
    ledger = open_ledger(write_ledger(tmp_path / "ledger", {"many": GROUP}))
    people, _ = everybody(Desk(ledger, on, on))

    assert [called(one) for one in people] == ["Somebody", "the others (26-27)"]
    assert footer(people, words(on)) == (
        "27-28 people in 1 case on 1 Jan 2024: 1 not known, 26-27 returned"
    )
    assert footer(people[:1], words(on)) == "1 person in 1 case on 1 Jan 2024"
    assert footer([], words(on)) == "nobody"
