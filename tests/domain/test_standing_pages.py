"""What the manual says ends a standing does end it."""

import datetime as dt

import pytest
from tests.domain.invented import VOCABULARY, stands
from tests.domain.test_examples import example

from caseledger.domain.kind import mapping, texts

DAY = "2024-03-02"
"""The day of every example."""

HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
HOME = "date: 2022-01-01, kind: movement.entered, country: UZ"
ASKED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
ENFORCEABLE = (
    "date: 2023-05-01, kind: extradition.upheld, country: KZ, by: UZ, outcome: upheld, final: yes"
)
REFUGEE = "date: 2023-06-01, kind: protection.granted, country: KZ, outcome: refugee"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"
CERTIFICATE = (
    "date: 2024-02-01, kind: protection.certificate-issued, country: KZ, until: 2024-12-31"
)
IN_AUSTRIA = "date: 2023-01-01, kind: movement.entered, country: AT"

STORIES = {
    "deceased": [HERE, "date: 2023-04-01, kind: person.died, country: KZ"],
    "missing": [HERE, "date: 2023-04-01, kind: person.missing, country: KZ"],
    "returned": [
        HERE,
        "date: 2023-04-01, kind: extradition.surrendered, country: KZ, by: UZ, to: UZ",
    ],
    "at-origin": [HOME],
    "exposed": [HERE, ASKED],
    "limbo": [HERE, ASKED, LODGED],
    "threatened": [HERE, ASKED, ENFORCEABLE, REFUGEE],
    "protected": [HERE, REFUGEE],
    "transfer-pending": [
        IN_AUSTRIA,
        "date: 2023-02-01, kind: transfer.decided, country: AT, to: PL",
    ],
    "temporary": [HERE, LODGED],
    "no-status": [HERE, "date: 2023-02-01, kind: protection.none, country: KZ"],
    "unknown": [HERE],
}
"""The shortest story of each standing."""


def changes(code: str) -> tuple[str, ...]:
    return texts(mapping(VOCABULARY.section("standings")[code])["changes"])


PAIRS = [(code, kind) for code in STORIES for kind in changes(code)]


def test_every_standing_has_a_story_and_all_but_death_an_end() -> None:
    assert set(STORIES) == set(VOCABULARY.words("standings"))
    assert {code for code in STORIES if not changes(code)} == {"deceased"}


@pytest.mark.parametrize("code", STORIES)
def test_a_story_leads_to_its_standing(code: str) -> None:
    now = stands(DAY, *STORIES[code])

    assert (now.code, now.possible) == (code, (code,))


ONLY_CERTIFICATE = {"protection.certificate-withdrawn"}
"""Kinds that end a standing which rests on a certificate."""

ELSEWHERE = {"country": "PL"}
"""Where a story needs the person to go."""

GOES_ELSEWHERE = {
    ("returned", "movement.entered"),
    ("returned", "movement.located"),
    ("at-origin", "movement.entered"),
    ("protected", "movement.entered"),
    ("no-status", "movement.entered"),
}


@pytest.mark.parametrize(("code", "kind"), PAIRS)
def test_what_is_said_to_end_a_standing_ends_it(code: str, kind: str) -> None:
    known = VOCABULARY.kind(kind)
    assert known is not None
    fields = dict(example(known).fields)
    if (code, kind) in GOES_ELSEWHERE:
        fields |= ELSEWHERE
    last = ", ".join(f"{key}: {value}" for key, value in fields.items())
    story = STORIES[code]
    if kind in ONLY_CERTIFICATE:
        story = [*story[:-1], CERTIFICATE]
    day = str(dt.date.fromisoformat(DAY) + dt.timedelta(days=1))

    assert stands(day, *story).possible == (code,)
    assert code not in stands(day, *story, last).possible
