"""Each row of the decision table comes before the later ones: a case that meets both."""

import pytest
from tests.domain.invented import VOCABULARY, stands

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
AT_HOME = "date: 2024-01-01, kind: movement.located, country: UZ"
ASKED = "date: 2024-01-02, kind: extradition.requested, country: KZ, by: UZ"
ASKED_AT_HOME = "date: 2024-01-02, kind: extradition.requested, country: UZ, by: RU"
FINAL = "date: 2024-01-03, kind: extradition.upheld, country: KZ, by: UZ, final: yes"
REFUGEE = "date: 2024-01-04, kind: protection.granted, country: KZ, outcome: refugee"
HUMANITARIAN = "date: 2024-01-04, kind: protection.granted, country: KZ, outcome: humanitarian"
LODGED = "date: 2024-01-05, kind: protection.lodged, country: KZ"
SUSPENDED = "date: 2024-01-05, kind: extradition.suspended, country: KZ, by: UZ"
TO_RUSSIA = "date: 2024-01-06, kind: removal.ordered, country: KZ, to: RU"
SCHEDULED = "date: 2024-01-06, kind: removal.scheduled, country: KZ, to: UZ, for: 2024-12-01"
NONE = "date: 2024-01-01, kind: protection.none, country: KZ"
MISSING = "date: 2024-02-01, kind: person.missing"
LOST = "date: 2024-02-01, kind: movement.whereabouts-unknown"
DIED = "date: 2024-02-02, kind: person.died"
RETURNED = "date: 2024-01-31, kind: removal.carried-out, country: KZ, to: UZ"
FOR_RUSSIA = "date: 2024-01-06, kind: extradition.requested, country: KZ, by: RU"


@pytest.mark.parametrize(
    ("events", "later", "also", "earlier"),
    [
        pytest.param([HERE, MISSING], "missing", [DIED], "deceased", id="1-before-2"),
        pytest.param([RETURNED], "returned", [DIED], "deceased", id="1-before-3"),
        pytest.param([RETURNED], "returned", [MISSING], "missing", id="2-before-3"),
        pytest.param([HERE, ASKED], "exposed", [MISSING], "missing", id="2-before-6"),
        pytest.param([AT_HOME], "at-origin", [HERE, RETURNED], "returned", id="3-before-4"),
        pytest.param([HERE, REFUGEE], "protected", [RETURNED], "returned", id="3-before-9"),
        pytest.param(
            # Nothing that threatens the person at home counts: they are where they fear to be.
            [HERE, ASKED],
            "exposed",
            ["date: 2024-02-01, kind: movement.entered, country: UZ", ASKED_AT_HOME],
            "at-origin",
            id="4-before-6",
        ),
        pytest.param([HERE, ASKED], "exposed", [LOST], "unknown", id="5-before-6"),
        pytest.param([HERE, REFUGEE], "protected", [LOST], "unknown", id="5-before-9"),
        pytest.param([HERE, ASKED, SUSPENDED], "limbo", [FOR_RUSSIA], "exposed", id="6-before-7"),
        pytest.param([HERE, REFUGEE, FINAL], "threatened", [RETURNED], "returned", id="3-before-8"),
        pytest.param([HERE, TO_RUSSIA], "transfer-pending", [ASKED], "exposed", id="6-before-10"),
        pytest.param([HERE, LODGED], "temporary", [ASKED], "limbo", id="7-before-11"),
        pytest.param([HERE, REFUGEE], "protected", [FINAL], "threatened", id="8-before-9"),
        pytest.param(
            [HERE, TO_RUSSIA], "transfer-pending", [REFUGEE], "protected", id="9-before-10"
        ),
        pytest.param([HERE, LODGED], "temporary", [REFUGEE], "protected", id="9-before-11"),
        pytest.param(
            [HERE, LODGED], "temporary", [TO_RUSSIA], "transfer-pending", id="10-before-11"
        ),
        pytest.param([HERE, NONE], "no-status", [TO_RUSSIA], "transfer-pending", id="10-before-12"),
        pytest.param([HERE, NONE], "no-status", [LODGED], "temporary", id="11-before-12"),
        pytest.param([HERE], "unknown", [NONE], "no-status", id="12-before-13"),
    ],
)
def test_the_earlier_row_decides(
    events: list[str], later: str, also: list[str], earlier: str
) -> None:
    before, after = stands("2024-06-01", *events), stands("2024-06-01", *events, *also)

    assert (before.possible, before.certain) == ((later,), True)
    assert (after.possible, after.certain) == ((earlier,), True)


def test_limbo_before_threatened() -> None:
    """7 before 8: a status holds off the removal, and the law says whether an extradition as well.

    Where a humanitarian status does not, only the claim does.
    """
    threatened = stands("2024-06-01", HERE, HUMANITARIAN, SCHEDULED, LODGED)
    asked = stands("2024-06-01", HERE, HUMANITARIAN, SCHEDULED, LODGED, ASKED)

    assert threatened.possible == ("threatened",)
    assert asked.possible == ("limbo", "threatened")


def test_the_order_of_the_headline() -> None:
    assert [*VOCABULARY.headline_order, *VOCABULARY.aside] == [
        *("exposed", "limbo", "threatened", "unknown", "transfer-pending", "no-status"),
        *("at-origin", "temporary", "protected", "returned", "missing", "deceased"),
    ]
