"""The built-in law, held against tables that were written by hand from the reference."""

from __future__ import annotations

from datetime import date as Day

import pytest

from caseledger.domain.law import STATUSES, SUBJECTS, Provision
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()
LAW = VOCABULARY.law

LETTERS = {
    "kz-certificate-after-refusal": "G",
    "kz-asylum-appeal": "G",
    "kz-extradition-appeal": "G",
    "kz-expulsion-appeal": "G",
    "kz-non-return": "S",
    "kz-non-return-appeal": "G",
    "kz-certificate": "G",
    "kz-asylum-and-extradition": "G",
    "kz-extradition-of-refugees": "S",
    "own-citizens": "G",
    "refugee-convention": "T",
    "uz-refugee-convention": "G",
    "echr-interim-measure": "S",
    "echr-interim-measure-russia": "S",
    "cat-interim-measure": "G",
    "cat-interim-measure-unknown": "G",
    "hrc-interim-measure": "G",
    "judgment-over-treaty": "G",
    "eu-dublin-transfer-appeal": "P",
    "eu-ammr-transfer-appeal": "T",
    "eu-apr-appeal": "T",
    "at-transfer-appeal": "T",
    "at-asylum-appeal": "T",
    "at-removal-appeal": "T",
    "pl-asylum-appeal": "G",
}
"""How far each was read: T the text, S a secondary source, P in part, G general knowledge."""

MOST = dict(zip("TSPG", STATUSES, strict=False))
"""The best status that each letter allows."""

PROVISIONS = pytest.mark.parametrize("provision", list(LAW), ids=lambda one: one.id)


def test_every_provision_has_its_letter() -> None:
    assert [one.id for one in LAW] == list(LETTERS)


@PROVISIONS
def test_nothing_is_held_for_better_than_it_was_read(provision: Provision) -> None:
    most = MOST[LETTERS[provision.id]]

    assert STATUSES.index(provision.status) >= STATUSES.index(most)


@PROVISIONS
def test_a_provision_says_all_that_it_must(provision: Provision) -> None:
    assert provision.source or provision.note
    assert provision.status == "text" or provision.source or provision.status == "unverified"
    assert all(getattr(provision, name) for name in SUBJECTS[provision.question])
    for text in (provision.title, provision.conditions, provision.note):
        assert text is None or (set(text) == {"en", "ru"} and all(text.values()))


@PROVISIONS
def test_what_was_not_read_in_full_says_what_is_missing(provision: Provision) -> None:
    assert provision.note or provision.status in ("text", "secondary")


Row = tuple[str, tuple[str, ...], dict[str, str]]
"""A provision, one thing that it answers, and the answer with its status on some days."""

OPEN = "unknown unverified"
ROWS: list[Row] = [
    (
        "kz-certificate-after-refusal",
        ("ends", "KZ", "protection.refused", "certificate"),
        {"2009-12-31": OPEN, "2023-08-10": OPEN, "2026-11-26": OPEN},
    ),
    (
        "kz-certificate-after-refusal",
        ("ends", "KZ", "protection.discontinued", "certificate"),
        {"2023-08-10": OPEN},
    ),
    ("kz-asylum-appeal", ("suspends", "KZ", "protection.appealed"), {"2023-08-10": OPEN}),
    (
        "kz-extradition-appeal",
        ("suspends", "KZ", "extradition.appealed"),
        {"2014-12-31": "unknown none", "2015-01-01": OPEN},
    ),
    ("kz-expulsion-appeal", ("suspends", "KZ", "removal.appealed"), {"2023-08-10": OPEN}),
    (
        "kz-non-return",
        ("covers", "KZ", "pending", "removal"),
        {"2009-12-31": "unknown none", "2010-01-01": "yes partial"},
    ),
    (
        "kz-non-return-appeal",
        ("covers", "KZ", "appeal", "removal"),
        {"2009-12-31": "unknown none", "2010-01-01": OPEN},
    ),
    (
        "kz-certificate",
        ("covers", "KZ", "certificate", "extradition"),
        {"2009-12-31": "unknown none", "2010-01-01": OPEN},
    ),
    ("kz-asylum-and-extradition", ("covers", "KZ", "pending", "extradition"), {"2023-08-10": OPEN}),
    (
        "kz-extradition-of-refugees",
        ("covers", "KZ", "refugee", "extradition"),
        {"2015-01-01": "yes partial"},
    ),
    ("own-citizens", ("covers", "PL", "citizenship", "extradition"), {"2023-08-10": OPEN}),
    ("refugee-convention", ("covers", "PL", "refugee", "removal"), {"2023-08-10": "yes partial"}),
    ("uz-refugee-convention", ("covers", "UZ", "refugee", "removal"), {"2023-08-10": OPEN}),
    (
        "echr-interim-measure",
        ("covers", "PL", "interim-measure", "transfer"),
        {"2023-08-10": "yes secondary"},
    ),
    (
        "echr-interim-measure-russia",
        ("covers", "RU", "interim-measure", "removal"),
        {"2022-09-15": "yes secondary", "2022-09-16": "unknown none"},
    ),
    (
        "cat-interim-measure",
        ("covers", "KZ", "interim-measure", "extradition"),
        {"2011-06-09": OPEN},
    ),
    (
        "cat-interim-measure-unknown",
        ("covers", "TJ", "interim-measure", "removal"),
        {"2023-08-10": OPEN},
    ),
    (
        "hrc-interim-measure",
        ("covers", "KZ", "interim-measure", "removal"),
        {"2023-08-10": OPEN},
    ),
    (
        "judgment-over-treaty",
        ("covers", "KZ", "judgment", "extradition"),
        {"2023-08-10": OPEN},
    ),
    (
        "eu-dublin-transfer-appeal",
        ("suspends", "DE", "transfer.appealed"),
        {"2013-12-31": "unknown none", "2014-01-01": OPEN, "2026-06-11": OPEN},
    ),
    ("eu-ammr-transfer-appeal", ("suspends", "DE", "transfer.appealed"), {"2026-06-12": OPEN}),
    (
        "eu-apr-appeal",
        ("suspends", "DE", "protection.appealed"),
        {"2026-06-11": "unknown none", "2026-06-12": OPEN},
    ),
    (
        "at-transfer-appeal",
        ("suspends", "AT", "transfer.appealed"),
        {"2018-08-31": OPEN, "2018-09-01": "no partial", "2026-06-11": "no partial"}
        | {"2026-06-12": OPEN},
    ),
    (
        "at-asylum-appeal",
        ("suspends", "AT", "protection.appealed"),
        {"2018-08-31": "unknown none", "2018-09-01": OPEN, "2026-06-11": OPEN},
    ),
    (
        "at-removal-appeal",
        ("suspends", "AT", "removal.appealed"),
        {"2018-08-31": "unknown none", "2018-09-01": OPEN, "2026-06-12": "unknown none"},
    ),
    (
        "pl-asylum-appeal",
        ("suspends", "PL", "protection.appealed"),
        {"2024-03-05": OPEN},
    ),
]


def test_every_provision_is_asked() -> None:
    assert {code for code, _, _ in ROWS} == set(LETTERS)


@pytest.mark.parametrize(("code", "question", "days"), ROWS, ids=lambda one: str(one)[:60])
def test_what_the_law_answers(code: str, question: tuple[str, ...], days: dict[str, str]) -> None:
    provision = LAW.provision(code)
    assert provision is not None
    name, *subjects = question
    body = {"body": provision.body[0]} if provision.body else {}

    found = {day: getattr(LAW, name)(*subjects, Day.fromisoformat(day), **body) for day in days}

    assert {day: f"{one.answer} {one.status}" for day, one in found.items()} == days
    assert {day: code in one.provisions for day, one in found.items()} == {
        day: provision.in_force(Day.fromisoformat(day)) for day in days
    }


def test_the_union_has_its_members() -> None:
    states = VOCABULARY.groups["european-union"]

    assert len(states) == len(set(states)) == 27
    assert {"AT", "PL"} <= set(states)
    assert not {"GB", "CH", "NO"} & set(states)
