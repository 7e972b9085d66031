from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import EXPOSED, GROUP, LIMBO, write_ledger

from caseledger.actions.desk import Desk
from caseledger.actions.status import everybody
from caseledger.domain.alerts import Alert
from caseledger.domain.listing import GROUPS, grouped
from caseledger.domain.status import PersonNow, Query
from caseledger.domain.today import today_of
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page, written
from caseledger.render.screen import Screen, columns_of
from caseledger.render.status import page
from caseledger.render.today import text
from caseledger.render.wording import wording_of
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.ledger import open_ledger

DAY = date(2024, 3, 1)
VOCABULARY = load_vocabulary()
EXPIRING = Alert("certificate-expiring", certain=True, events=("e2",), detail="2024-07-31")
STALE = Alert("stale", certain=False, events=("e3",), detail="2023-06-01")

NAMES = [VOCABULARY.word("alerts", alert.name, "en") for alert in (EXPIRING, STALE)]


@pytest.fixture
def people(tmp_path: Path) -> list[PersonNow]:
    """Three people and a group; one has two alerts, of which one twice."""
    cases = {"held": LIMBO, "bare": EXPOSED, "many": GROUP}
    found, _ = everybody(Desk(open_ledger(write_ledger(tmp_path / "ledger", cases)), DAY, DAY))
    alerts = {"held": (EXPIRING, EXPIRING, STALE)}
    return [replace(one, alerts=alerts.get(one.case.id, ())) for one in found]


def laid_out(
    people: Sequence[PersonNow], columns: Sequence[str] = (), group_by: str = "", lang: str = "en"
) -> Page:
    groups = grouped(people, GROUPS[group_by]) if group_by else {"": people}
    wording = wording_of(VOCABULARY, DAY, lang)
    return page(groups, Envelope("status", None, DAY), wording, columns, group_by)


def shown(whole: Page, width: int | None, form: str = "table") -> str:
    return written(whole, form, Screen(width))


@pytest.mark.parametrize(
    ("width", "there"),
    [
        pytest.param(60, ["  Alerts  "], id="a line below the name"),
        pytest.param(80, ["alert:", ", 1 more"], id="the first of them with the reasons"),
        pytest.param(160, ["  Alerts  "], id="a column"),
        pytest.param(None, ["  Alerts  ", f"{NAMES[0]}, {NAMES[1]} ?"], id="a column, piped"),
    ],
)
def test_alerts_stand_where_there_is_room(
    people: list[PersonNow], width: int | None, there: list[str]
) -> None:
    text = shown(laid_out(people), width)

    assert [words for words in there if words not in text] == []
    assert ("  Alerts  " in text) is (width != 80)
    assert width is None or max(map(columns_of, text.splitlines())) <= width


def test_without_alerts_there_is_no_column_for_them(people: list[PersonNow]) -> None:
    calm = [replace(one, alerts=()) for one in people]

    assert "Alerts" not in shown(laid_out(calm), 160)


def test_spreadsheets_have_codes_and_what_is_certain(people: list[PersonNow]) -> None:
    head, *rows = shown(laid_out(people), None, "csv").splitlines()
    cells = dict(zip(head.split(","), rows[1].split(","), strict=True))

    assert cells["person"] == "held/pp"
    assert (cells["certain"], cells["possible"]) == ("true", "limbo")
    assert (cells["since-earliest"], cells["since-latest"]) == ("2023-06-01", "2023-06-01")
    assert cells["alerts"] == "certificate-expiring stale"
    assert cells["next"] == "2024-07-31 e2"


def test_spreadsheets_have_the_columns_that_are_named(people: list[PersonNow]) -> None:
    text = shown(laid_out(people, ["case", "certain"]), None, "tsv")

    assert text.splitlines()[:2] == ["case\tcertain", "bare\ttrue"]


@pytest.mark.parametrize(
    ("group_by", "lang", "headings"),
    [
        ("alert", "en", ["none (28-29)", f"{NAMES[0]} (1)", f"{NAMES[1]} (1)"]),
        ("stage", "ru", ["Стадия 0 (2)", "Стадия 1 (1)", "Стадия 3 (26-27)"]),
        ("location", "en", ["Kazakhstan (3)", "Uzbekistan (26-27)"]),
    ],
)
def test_headings_say_how_many_stand_below(
    people: list[PersonNow], group_by: str, lang: str, headings: list[str]
) -> None:
    text = shown(laid_out(people, ["person"], group_by, lang), None, "md")

    assert sorted(headings) == sorted(
        line.strip("*") for line in text.splitlines() if line.startswith("**")
    )


def test_people_in_two_groups_are_one_row_of_data(people: list[PersonNow]) -> None:
    whole = laid_out(people, group_by="alert")

    assert len(whole.table.rows) == 5
    assert len(whole.data) == len(people) == 4
    assert whole.sheet is not None
    assert len(whole.sheet().rows) == 4


def test_a_count_by_standing_stands_below(people: list[PersonNow]) -> None:
    assert laid_out(people).table.caption == (
        "29-30 people in 3 cases on 1 Mar 2024: "
        "1 no bar to handover, 1 held off for now, 1 not known, 26-27 returned"
    )


def test_what_is_not_certain_is_counted_as_such(people: list[PersonNow]) -> None:
    held, group = (
        replace(one, standing=replace(one.standing, certain=False)) for one in people[1::2]
    )

    assert laid_out([people[0], held, group]).table.caption.endswith(
        "1 no bar to handover, 1 held off for now (not certain: 1), "
        "26-27 returned (not certain: 26-27)"
    )


@pytest.mark.parametrize("width", [20, 60, 80, 160])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_list_of_a_day_tells_alerts_below_each_name(
    people: list[PersonNow], width: int, lang: str
) -> None:
    found = text(
        today_of(people, DAY, VOCABULARY), (), wording_of(VOCABULARY, DAY, lang), Screen(width)
    )
    lines = found.splitlines()

    assert max(map(columns_of, lines)) <= width
    title = {"en": "Alerts", "ru": "Предупреждения"}[lang]
    assert lines[lines.index(title) + 1] == "  Somebody (held)"
    assert "(e2)" in found


def test_whoever_has_the_most_severe_alert_stands_first(people: list[PersonNow]) -> None:
    bare, held, *others = people
    graver = replace(held, alerts=(Alert("surrender-imminent", certain=False, events=("e3",)),))
    lists = [
        today_of([replace(bare, alerts=(EXPIRING,)), graver, *others], DAY, VOCABULARY),
        today_of(
            [replace(bare, alerts=(EXPIRING,)), replace(held, alerts=(STALE,))], DAY, VOCABULARY
        ),
    ]

    assert [[one.case.id for one in each.warned] for each in lists] == [
        ["held", "bare"],
        ["bare", "held"],
    ]


def test_closed_cases_do_not_warn(people: list[PersonNow]) -> None:
    closed = [replace(one, closed=True) for one in people]

    assert today_of(closed, DAY, VOCABULARY).warned == ()


@pytest.mark.parametrize(
    ("names", "found"),
    [(["stale"], ["held"]), (["stale", "contested"], ["held"]), (["contested"], [])],
)
def test_an_alert_is_asked_for_whether_certain_or_not(
    people: list[PersonNow], names: list[str], found: list[str]
) -> None:
    query = Query(alerts=frozenset(names))

    assert [one.case.id for one in people if query.meets(one)] == found
