"""What the law answers: provisions with their days, and who is asked where several speak."""

from __future__ import annotations

from datetime import date as Day
from typing import Any

import pytest

from caseledger.domain.law import SILENT, Law, Provision, Ruling, provision_from

GROUPS = {"alps": ("AT", "CH")}
JUNE = Day(2026, 6, 12)


def appeal(code: str, answer: str = "yes", **more: Any) -> Provision:
    """Make a provision on whether an appeal against a transfer suspends in Austria."""
    tree = {
        "id": code,
        "title": code,
        "jurisdiction": "AT",
        "question": "suspends",
        "kind": "transfer.appealed",
        "answer": answer,
        "status": "text",
        "source": "an act",
    }
    return provision_from(tree | more)


def asked(*provisions: Provision, own: tuple[Provision, ...] = (), day: Day = JUNE) -> Ruling:
    """Ask that question of a law of these provisions."""
    return Law(provisions, own, GROUPS).suspends("AT", "transfer.appealed", day)


def test_silence_is_no_answer() -> None:
    law = Law([appeal("x")])

    assert law.suspends("PL", "transfer.appealed", JUNE) == SILENT
    assert law.suspends("AT", "removal.appealed", JUNE) == SILENT
    assert law.ends("AT", "transfer.appealed", "appeal", JUNE) == SILENT
    assert law.covers("AT", "appeal", "transfer", JUNE) == SILENT


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        pytest.param(None, None, "1951-07-28", True, id="open"),
        pytest.param("2026-06-12", None, "2026-06-11", False, id="day-before"),
        pytest.param("2026-06-12", None, "2026-06-12", True, id="first-day"),
        pytest.param(None, "2026-06-12", "2026-06-12", True, id="last-day"),
        pytest.param(None, "2026-06-12", "2026-06-13", False, id="day-after"),
        pytest.param("2026-06-12", "2026-06-12", "2026-06-12", True, id="one-day"),
    ],
)
def test_a_provision_holds_on_its_first_and_its_last_day(
    first: str | None, last: str | None, day: str, holds: bool
) -> None:
    days = {"valid_from": first, "valid_to": last}
    provision = appeal("x", **{key: value for key, value in days.items() if value})

    found = asked(provision, day=Day.fromisoformat(day))

    assert found == (Ruling("yes", "text", ("x",)) if holds else SILENT)


@pytest.mark.parametrize(
    ("provisions", "expected"),
    [
        pytest.param([appeal("a", "no")], ("no", "text", "a"), id="no"),
        pytest.param([appeal("a", status="secondary")], ("yes", "secondary", "a"), id="secondary"),
        pytest.param([appeal("a", status="partial")], ("yes", "partial", "a"), id="partial"),
        pytest.param(
            [appeal("a", status="unverified")], ("unknown", "unverified", "a"), id="unverified"
        ),
        pytest.param([appeal("a", "unknown")], ("unknown", "unverified", "a"), id="unknown"),
        pytest.param(
            [appeal("a", conditions="if")], ("unknown", "unverified", "a"), id="conditions"
        ),
        pytest.param(
            [appeal("a", status="partial"), appeal("b", status="secondary")],
            ("yes", "secondary", "a b"),
            id="the-better-one-carries",
        ),
        pytest.param(
            [appeal("a", "yes"), appeal("b", "no", status="partial")],
            ("unknown", "unverified", "a b"),
            id="contradiction",
        ),
        pytest.param(
            [appeal("a", "no"), appeal("b", "yes", status="unverified")],
            ("no", "text", "a"),
            id="unverified-contradicts-nobody",
        ),
        pytest.param(
            [appeal("a", "no"), appeal("b", "yes", valid_to="2026-06-11")],
            ("no", "text", "a"),
            id="former-law-contradicts-nobody",
        ),
        pytest.param(
            [appeal("a", "no"), appeal("b", "unknown", status="partial")],
            ("no", "text", "a"),
            id="a-guess-less",
        ),
        pytest.param([appeal("a", jurisdiction="alps")], ("yes", "text", "a"), id="group"),
    ],
)
def test_what_several_provisions_come_to(
    provisions: list[Provision], expected: tuple[str, str, str]
) -> None:
    answer, status, codes = expected

    found = asked(*provisions)

    assert found == Ruling(answer, status, tuple(codes.split()))
    assert asked(*reversed(provisions)).answer == answer


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param(appeal("a", "no"), ("no", "text", "a"), id="in-the-place-of-one"),
        pytest.param(appeal("c", "no"), ("no", "text", "c"), id="above-others"),
        pytest.param(
            appeal("c", "unknown"), ("unknown", "unverified", "c"), id="opens-what-was-settled"
        ),
        pytest.param(
            appeal("c", "no", valid_to="2026-06-11"), ("yes", "text", "a"), id="not-on-this-day"
        ),
        pytest.param(appeal("c", "no", jurisdiction="CH"), ("yes", "text", "a"), id="elsewhere"),
    ],
)
def test_what_a_ledger_says_itself_comes_first(
    own: Provision, expected: tuple[str, str, str]
) -> None:
    answer, status, code = expected

    assert asked(appeal("a", "yes"), own=(own,)) == Ruling(answer, status, (code,))


def test_each_question_has_its_own_subjects() -> None:
    trees = [
        {"id": "e", "question": "ends", "kind": ["protection.refused"], "shield": "certificate"},
        {"id": "c", "question": "covers", "shield": ["refugee"], "track": ["removal", "transfer"]},
    ]
    more = {"title": "t", "jurisdiction": ["KZ"], "answer": "yes", "status": "text"}
    law = Law(provision_from(tree | more) for tree in trees)

    assert law.ends("KZ", "protection.refused", "certificate", JUNE).provisions == ("e",)
    assert law.ends("KZ", "protection.refused", "visa", JUNE) == SILENT
    assert law.covers("KZ", "refugee", "transfer", JUNE).provisions == ("c",)
    assert law.covers("KZ", "refugee", "extradition", JUNE) == SILENT


def measure(code: str, **more: Any) -> Provision:
    """Make a provision on what an interim measure holds off in Austria."""
    asks = {"question": "covers", "shield": "interim-measure", "track": "removal", "kind": []}
    return appeal(code, **(asks | more))


def test_a_provision_on_measures_of_a_body_speaks_of_no_other() -> None:
    law = Law([measure("x", body=["ECtHR", "CAT"])])

    answers = {b: law.covers("AT", "interim-measure", "removal", JUNE, b).answer for b in BODIES}

    assert answers == {"ECtHR": "yes", "CAT": "yes", "HRC": "unknown", "": "unknown"}


BODIES = ("ECtHR", "CAT", "HRC", "")


def test_days_are_those_on_which_what_covers_may_change() -> None:
    law = Law(
        [
            measure("a", valid_from="2020-01-01", valid_to="2022-09-15"),
            measure("b", valid_from="2022-09-16", valid_to="9999-12-31"),
            measure("c", valid_from="2019-01-01", jurisdiction="PL"),
            appeal("d", valid_from="2018-01-01"),
        ]
    )

    assert law.days("AT") == (Day(2020, 1, 1), Day(2022, 9, 16))
    assert law.days("KZ") == ()


def test_provisions_are_found_by_their_ids() -> None:
    law = Law([appeal("a"), appeal("b")], own=[appeal("b", "no"), appeal("c")])
    replaced = law.provision("b")

    assert [one.id for one in law] == ["a", "b", "c"]
    assert replaced is not None
    assert replaced.answer == "no"
    assert law.own == {"b", "c"}
    assert law.provision("d") is None
