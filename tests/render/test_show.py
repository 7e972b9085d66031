from dataclasses import replace
from datetime import date

import pytest
from tests.domain.invented import VOCABULARY, understood
from tests.small_ledgers import LIMBO, case

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
