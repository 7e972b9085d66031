"""Each operation of an effect alone, and against its opposite: before, after, and in doubt."""

import pytest
from tests.domain.invented import VOCABULARY, stands

HERE = "kind: movement.entered, country: KZ"
ELSEWHERE = "kind: movement.entered, country: PL"
ASKED = "kind: extradition.requested, country: KZ, by: UZ"
ORDERED = "kind: extradition.ordered, country: KZ, by: UZ"
FINAL = "kind: extradition.upheld, country: KZ, by: UZ, final: yes"
QUASHED = "kind: extradition.quashed, country: KZ, by: UZ"
REFUGEE = "kind: protection.granted, country: KZ, outcome: refugee"
LODGED = "kind: protection.lodged, country: KZ"
CERTIFIED = "kind: protection.certificate-extended, country: KZ, until: 2024-12-31"

ROWS = [
    # The operation, what is there, it, its opposite; then what comes of it alone, of the opposite
    # alone, of it and then the opposite, of the opposite and then of it.
    pytest.param("place", [], HERE, ELSEWHERE, "KZ", "PL", "PL", "KZ", id="place"),
    pytest.param(
        "forced",
        [HERE, ASKED],
        "kind: removal.carried-out, country: KZ, to: UZ",
        "kind: movement.entered, country: KZ",
        "returned",
        "exposed",
        "exposed",
        "returned",
        id="forced",
    ),
    pytest.param(
        # A surrender names its exposure and ends it; a new request opens it again.
        "clear-exposure",
        [HERE, ASKED],
        "kind: extradition.withdrawn, country: KZ, by: UZ",
        ORDERED,
        "unknown",
        "exposed",
        "exposed",
        "unknown",
        id="clear-exposure",
    ),
    pytest.param(
        # An expulsion also records that there is no status; that stays when it is annulled.
        "expose",
        [HERE],
        "kind: removal.ordered, country: KZ, to: UZ",
        "kind: removal.annulled, country: KZ, to: UZ",
        "exposed",
        "unknown",
        "no-status",
        "exposed",
        id="expose",
    ),
    pytest.param(
        "set-level",
        [HERE, REFUGEE],
        QUASHED,
        FINAL,
        "protected",
        "threatened",
        "threatened",
        "protected",
        id="set-level",
    ),
    pytest.param(
        "shield",
        [HERE, ASKED],
        LODGED,
        "kind: protection.withdrawn, country: KZ",
        "limbo",
        "exposed",
        "exposed",
        "limbo",
        id="shield",
    ),
    pytest.param(
        "clear-shield",
        [HERE, ASKED, REFUGEE],
        "kind: protection.revoked, country: KZ",
        REFUGEE,
        "exposed",
        "protected",
        "protected",
        "exposed",
        id="clear-shield",
    ),
    pytest.param(
        # A refusal only puts the certificate in doubt; a new one is certain again.
        "doubt-shield",
        [HERE, ASKED, CERTIFIED],
        "kind: protection.refused, country: KZ",
        CERTIFIED,
        "exposed limbo",
        "limbo",
        "limbo",
        "exposed limbo",
        id="doubt-shield",
    ),
    pytest.param(
        # A record of no status stays until a status is written.
        "no-status",
        [HERE],
        "kind: protection.none, country: KZ",
        "kind: protection.residence-granted, country: KZ, until: 2024-03-31",
        "no-status",
        "unknown protected",
        "unknown protected",
        "no-status protected",
        id="no-status",
    ),
    pytest.param(
        "vanish",
        [HERE],
        "kind: person.missing",
        "kind: person.found, country: KZ",
        "missing",
        "unknown",
        "unknown",
        "missing",
        id="vanish",
    ),
    pytest.param(
        # Nothing lifts a death.
        "die",
        [],
        "kind: person.died",
        HERE,
        "deceased",
        "unknown",
        "deceased",
        "deceased",
        id="die",
    ),
    pytest.param(
        "detain",
        [HERE],
        "kind: detention.rearrested, country: KZ",
        "kind: detention.released, country: KZ",
        "detained",
        "free",
        "free",
        "detained",
        id="detain",
    ),
    pytest.param(
        "release",
        [HERE],
        "kind: detention.released, country: KZ",
        "kind: detention.house-arrest, country: KZ",
        "free",
        "detained",
        "detained",
        "free",
        id="release",
    ),
]
COLUMNS = ("operation", "before", "it", "opposite", "alone", "other", "undone", "redone")
LATE = "2024-06-30"


def seen(operation: str, *events: str) -> set[str]:
    """What is looked at for an operation: the place, custody or every possible standing."""
    now = stands(LATE, *events)
    if operation == "place":
        return set(now.locations)
    return {now.liberty.state} if operation in ("detain", "release") else set(now.possible)


@pytest.mark.parametrize(COLUMNS, ROWS)
def test_each_operation_and_its_opposite(
    *,
    operation: str,
    before: list[str],
    it: str,
    opposite: str,
    alone: str,
    other: str,
    undone: str,
    redone: str,
) -> None:
    early = [f"date: 2024-01-{day:02}, {event}" for day, event in enumerate(before, 1)]
    april, may = "date: 2024-04-01, ", "date: 2024-05-01, "

    assert seen(operation, *early, april + it) == set(alone.split())
    assert seen(operation, *early, april + opposite) == set(other.split())
    assert seen(operation, *early, april + it, may + opposite) == set(undone.split())
    assert seen(operation, *early, april + opposite, may + it) == set(redone.split())
    # Nothing is known of their order: either may have been the last.
    spring, both = 'date: "[2024-04-01..2024-05-02]", ', {*undone.split(), *redone.split()}
    doubtful = seen(operation, *early, "date: 2024-04, " + it, spring + opposite)
    if operation in ("detain", "release"):
        both = {"unknown"}
    assert doubtful == both
    # Where `after` tells it, that is the last.
    known = f"{spring}{opposite}, after: [e{len(early) + 1}]"
    assert seen(operation, *early, "date: 2024-04, " + it, known) == set(undone.split())


def test_every_operation_has_its_row() -> None:
    used = {
        e.operation for code in VOCABULARY.codes if (k := VOCABULARY.kind(code)) for e in k.effects
    }

    assert {str(row.values[0]) for row in ROWS} == used
