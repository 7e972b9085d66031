"""What refuted and cancelled entries would have started is moot, and is itself again afterwards."""

from datetime import date as Day

from tests.domain.invented import lived

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.voided import voided

DAY = Day(2026, 2, 2)
ENTERED = "date: 2026-01-02, kind: movement.entered, country: KZ"
HEARING = "date: 2026-03-05, kind: extradition.hearing, country: KZ, by: UZ, state: {}"
ORDER = "date: 2026-01-20, kind: removal.leave-by-set, country: KZ, until: 2026-02-20, state: {}"


def test_entries_that_stand_void_nothing() -> None:
    life = lived(ENTERED, HEARING.format("scheduled"), ORDER.format("happened"))
    assert [*voided(life, DAY)] == []


def test_what_an_entry_had_started_is_moot_under_the_same_key() -> None:
    before = lived(ENTERED, HEARING.format("scheduled"), ORDER.format("happened"))
    after = lived(ENTERED, HEARING.format("cancelled"), ORDER.format("refuted"))
    void = [*voided(after, DAY)]
    started = {one.key for one in all_of(before, DAY) if one.trigger.id in ("e2", "e3")}
    assert len(started) == 2
    assert {one.key for one in void} == started
    assert {one.state for one in void} == {"moot"}
    assert {one.trigger.state for one in void} == {"cancelled", "refuted"}
    assert not {one.key for one in all_of(after, DAY)} & started
