"""Which events a rule means, and between which states it holds."""

import pytest
from tests.domain.deadlines.ruled import file_of, found

REFUSED = "date: 2024-03-01, kind: protection.refused, country: PL"


# Conditions


@pytest.mark.parametrize(
    ("conditions", "more", "certain"),
    [
        ("outcome: [inadmissible]", ", outcome: inadmissible", True),
        ("outcome: [inadmissible]", "", False),
        ("outcome: [inadmissible]", ", outcome: rejected", None),
        ("not_outcome: [inadmissible]", "", True),
        ("not_outcome: [inadmissible]", ", outcome: inadmissible", None),
        ("grounds: [merits]", ", grounds: [merits, late]", True),
        ("level: [appeal]", ", level: first", None),
        ("level: [appeal]", "", False),
        ("final: yes", "", None),
        ("final: yes", ", final: yes", True),
        ("final: no", "", True),
        ("has: [until]", "", None),
        ("lacks: [reference]", "", True),
        ("lacks: [reference]", ", reference: 'X 1'", None),
        ("after: protection.lodged", "", None),
        ("not_after: protection.lodged", "", True),
    ],
)
def test_conditions_of_a_trigger(conditions: str, more: str, certain: bool | None) -> None:
    file = file_of(
        "id: r, for: 14d, trigger: {kind: [protection.refused, protection.appeal-dismissed],"
        f" {conditions}}}"
    )
    event = f"date: 2024-03-01, kind: protection.appeal-dismissed, country: PL{more}"
    if "outcome" in conditions:
        event = f"{REFUSED}{more}"

    told = [one.certain for one in found("2024-03-05", file, event)]

    assert told == ([] if certain is None else [certain])


@pytest.mark.parametrize(
    ("date", "certain"),
    [("2024-02-01", [True]), ("2024-04-01", []), ("'[2024-02-01..2024-03-10]'", [False])],
)
def test_what_must_have_come_before(date: str, certain: list[bool]) -> None:
    file = file_of("id: r, for: 14d, trigger: {kind: protection.refused, after: protection.lodged}")
    lodged = f"date: {date}, kind: protection.lodged, country: PL"

    assert [one.certain for one in found("2024-06-05", file, lodged, REFUSED)] == certain


def test_only_in_custody() -> None:
    file = file_of(
        "id: r, for: 6w, detained: true, custody_grounds: [transfer], trigger: transfer.accepted"
    )
    accepted = "date: 2024-03-01, kind: transfer.accepted, country: PL, to: AT"
    held = "date: 2024-02-20, kind: detention.ordered, country: PL, grounds: transfer"
    freed = "date: 2024-02-25, kind: detention.released, country: PL"

    assert found("2024-03-05", file, accepted) == []
    assert [one.certain for one in found("2024-03-05", file, held, accepted)] == [True]
    assert found("2024-03-05", file, held, freed, accepted) == []
    assert found("2024-03-05", file, held.replace("transfer", "sentence"), accepted) == []
    unsaid = held.replace(", grounds: transfer", "")
    assert [one.certain for one in found("2024-03-05", file, unsaid, accepted)] == [False]


# Who is bound

TREATY = {
    "title": "Treaty",
    "names": ["the treaty"],
    "parties": {
        "KZ": {"bound": "yes", "from": "2000-01-01", "status": "text"},
        "UZ": {"bound": "yes", "from": "2010-01-01", "status": "secondary"},
        "RU": {"bound": "no", "status": "text"},
        "TM": {"bound": "unknown", "status": "unverified"},
    },
}


@pytest.mark.parametrize(
    ("other", "date", "told"),
    [
        ("UZ", "2024-03-01", [(True, "secondary", ())]),
        ("RU", "2024-03-01", []),
        ("TM", "2024-03-01", [(False, "unverified", ("bound",))]),
        ("CN", "2024-03-01", [(False, "unverified", ("bound",))]),
        ("UZ", "2009-12-31", []),
        ("UZ", "'[2009-12-31..2010-01-01]'", [(False, "secondary", ("bound",))]),
    ],
)
def test_a_treaty_holds_between_its_parties(
    other: str, date: str, told: list[tuple[bool, str, tuple[str, ...]]]
) -> None:
    file = file_of(
        "id: r, for: 40d, instrument: treaty, bound: [host, other], trigger: extradition.arrested",
        instruments={"treaty": TREATY},
    )
    arrested = f"date: {date}, kind: extradition.arrested, country: KZ, by: {other}"

    both = found("2024-03-05", file, arrested)

    assert [(one.certain, one.status, one.needs) for one in both] == told


def test_a_treaty_that_displaces_another_leaves_nothing_of_it() -> None:
    both = {
        "title": "New",
        "parties": {s: {"bound": "yes", "status": "text"} for s in ("KZ", "UZ")},
    }
    file = file_of(
        "id: r, for: 40d, instrument: treaty, bound: [host, other], displaced_by: [new],"
        " trigger: extradition.arrested",
        instruments={"treaty": TREATY, "new": both},
    )

    assert (
        found(
            "2024-03-05", file, "date: 2024-03-01, kind: extradition.arrested, country: KZ, by: UZ"
        )
        == []
    )
