"""What a source states instead of an entry: exactly one of the accounts is true."""

from datetime import date as Day
from typing import Any

import pytest
from tests.domain.invented import VOCABULARY, understood

from caseledger.domain.accounts import CLAIMED, accounts_of, disputed
from caseledger.domain.standing import Standing, standing

HEAD = """\
format: 1
id: invented
title: Invented
people:
  - {id: pp, name: Somebody, citizenship: [UZ]}
sources:
  - {id: silent, kind: media}
  - {id: another, kind: media, reliability: unsure}
  - {id: doubted, kind: media, reliability: doubtful}
  - {id: poor, kind: media, reliability: unreliable}
events:
"""
HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
ASKED = "date: 2024-02-01, kind: extradition.requested, country: KZ, by: UZ"
ORDERED = "date: 2024-02-01, kind: extradition.ordered, country: KZ, by: UZ"
REFUSED = "date: 2024-04-01, kind: extradition.refused, country: KZ, by: UZ"
REFUGEE = "date: 2024-02-02, kind: protection.granted, country: KZ, outcome: refugee"


def case(*events: str) -> Any:
    rows = (f"  - {{id: e{n}, {event}}}\n" for n, event in enumerate(events, 1))
    return understood(
        HEAD + "".join(row if "sources" in row else row[:-2] + ", sources: []}\n" for row in rows)
    )


def stands(day: str, *events: str) -> Standing:
    made = case(*events)
    return standing(made, made.people[0], Day.fromisoformat(day), VOCABULARY)


ROWS = [
    # field, what a source says, the other entries, the entry, as entered, as the source has it
    pytest.param(
        "date: 2024-06-20",
        [HERE, ASKED],
        "date: 2024-03-01, kind: protection.lodged, country: KZ",
        {"limbo"},
        {"exposed"},
        id="date",
    ),
    pytest.param(
        "kind: protection.refused",
        [HERE, ASKED],
        "date: 2024-03-01, kind: protection.lodged, country: KZ",
        {"limbo"},
        {"exposed"},
        id="kind",
    ),
    pytest.param(
        "state: refuted",
        [HERE],
        "date: 2024-03-01, kind: removal.ordered, country: KZ",
        {"exposed"},
        {"unknown"},
        id="state",
    ),
    pytest.param(
        "state: alleged",
        [HERE],
        "date: 2024-03-01, kind: removal.ordered, country: KZ",
        {"exposed"},
        {"exposed", "unknown"},
        id="state-alleged",
    ),
    pytest.param(
        "country: PL",
        [HERE],
        "date: 2024-03-01, kind: extradition.requested, country: KZ, by: UZ",
        {"exposed"},
        {"unknown"},
        id="country",
    ),
    pytest.param(
        # The refusal of Uzbekistan's request ends no request of Russia's.
        "by: RU",
        [HERE, REFUSED],
        "date: 2024-03-01, kind: extradition.requested, country: KZ, by: UZ",
        {"unknown"},
        {"exposed"},
        id="by",
    ),
    pytest.param(
        "to: RU",
        [HERE],
        "date: 2024-03-01, kind: removal.carried-out, country: KZ, to: UZ",
        {"returned"},
        {"unknown"},
        id="to",
    ),
    pytest.param(
        # Whether a humanitarian status bars an extradition is for the law.
        "outcome: humanitarian",
        [HERE, ASKED],
        "date: 2024-03-01, kind: protection.granted, country: KZ, outcome: refugee",
        {"protected"},
        {"exposed", "protected"},
        id="outcome",
    ),
    pytest.param(
        # Run out, with no word of a renewal: it may hold or not.
        "until: 2024-05-31",
        [HERE, ASKED],
        "date: 2024-03-01, kind: protection.certificate-issued, country: KZ, until: 2024-12-31",
        {"limbo"},
        {"exposed", "limbo"},
        id="until",
    ),
    pytest.param(
        "final: no",
        [HERE, REFUGEE],
        "date: 2024-03-01, kind: extradition.upheld, country: KZ, by: UZ, final: yes",
        {"threatened"},
        {"protected"},
        id="final",
    ),
    pytest.param(
        "suspensive: no",
        [HERE, ORDERED],
        "date: 2024-03-01, kind: extradition.appealed, country: KZ, by: UZ, suspensive: yes",
        {"limbo"},
        {"exposed"},
        id="suspensive",
    ),
]


@pytest.mark.parametrize(("says", "others", "event", "entered", "stated"), ROWS)
def test_a_source_that_differs(
    says: str, others: list[str], event: str, entered: set[str], stated: set[str]
) -> None:
    def found(sources: str) -> set[str]:
        return set(stands("2024-06-15", *others, f"{event}, sources: {sources}").possible)

    field = says.partition(":")[0]
    cited = f"[silent, {{source: another, says: {{{says}}}}}]"
    assert found("[silent]") == entered
    assert found(cited) == entered | stated
    assert found(cited.replace("another", "doubted")) == entered
    assert found(cited.replace("another", "poor")) == entered
    assert found(f"{cited}, resolved: {{{field}: {{prefer: another}}}}") == stated
    assert found(f"{cited}, resolved: {{{field}: {{prefer: silent}}}}") == entered


def test_every_field_that_makes_an_account_has_its_row() -> None:
    ids = [str(row.id).partition("-")[0] for row in ROWS]

    assert set(ids) == {"date", *CLAIMED}


@pytest.mark.parametrize(
    ("sources", "accounts"),
    [
        pytest.param("[silent]", ["KZ UZ"], id="one-source"),
        pytest.param("[{source: another, says: {country: PL}}]", ["KZ UZ", "PL UZ"], id="two"),
        pytest.param("[{source: another, says: {country: KZ}}]", ["KZ UZ"], id="says-the-same"),
        pytest.param("[{source: another, says: {reference: '7'}}]", ["KZ UZ"], id="of-no-account"),
        pytest.param(
            "[{source: another, says: {country: PL}}, {source: silent, says: {by: RU}}]",
            ["KZ UZ", "PL UZ", "KZ RU"],
            id="one-account-each",
        ),
        pytest.param(
            "[{source: another, says: {country: PL}}, {source: silent, says: {country: PL}}]",
            ["KZ UZ", "PL UZ"],
            id="two-who-agree",
        ),
        pytest.param(
            "[{source: another, says: {country: PL, by: RU}}]",
            ["KZ UZ", "PL RU"],
            id="all-that-one-says-goes-together",
        ),
        pytest.param(
            "[{source: another, says: {country: PL, by: RU}}], resolved: {by: {prefer: another}}",
            ["KZ RU", "PL RU"],
            id="resolved-in-part",
        ),
        pytest.param(
            "[{source: doubted, says: {country: PL}}], resolved: {country: {prefer: doubted}}",
            ["PL UZ"],
            id="resolved-for-one-that-is-doubted",
        ),
    ],
)
def test_the_accounts_of_an_entry(sources: str, accounts: list[str]) -> None:
    event = "date: 2024-03-01, kind: extradition.requested, country: KZ, by: UZ"
    made = case(f"{event}, sources: {sources}")
    by_id = {source.id: source for source in made.sources}
    found = accounts_of(made.events[0], by_id)

    assert [f"{one.country} {one.by}" for one in found] == accounts
    assert disputed(made.events[0], by_id) is (len(accounts) > 1)


def test_accounts_of_two_entries_are_chosen_one_by_one() -> None:
    entered, asked = (
        f"{event}, sources: [silent, {{source: another, says: {{country: PL}}}}]"
        for event in (HERE, ASKED)
    )

    # Here or in Poland, asked for here or there: exposed where both are the same state.
    now = stands("2024-06-15", entered, asked)
    assert (now.possible, now.locations) == (("exposed", "unknown"), ("KZ", "PL"))
    # Who was handed over later is so in each of them.
    handed = "date: 2024-06-01, kind: removal.carried-out, country: KZ, to: UZ"
    assert stands("2024-06-15", entered, asked, handed).possible == ("returned",)
