"""Deadlines that turned out not to be: the entry that started the clock was refuted or cancelled.

Nobody needs them in a list. A calendar that was given away does: it keeps an entry, alarms and all,
until it hears that it is void.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date as Day

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import MOOT, Deadline
from caseledger.domain.life import Life, life_of

FORMER: Mapping[str, str] = {"refuted": "happened", "cancelled": "scheduled"}
"""What an entry was held to be before it turned out not to be."""


def voided(life: Life, day: Day) -> Iterator[Deadline]:
    """Yield the deadlines that refuted and cancelled entries would have started: all of them moot.

    Their ``trigger`` is the entry as it stands.
    """
    void = {event.id: event for event in life.case.events if event.state in FORMER}
    if not void:
        return
    events = tuple(replace(e, state=FORMER.get(e.state, e.state)) for e in life.case.events)
    case = replace(life.case, events=events)
    for one in all_of(life_of(case, life.person, life.vocabulary), day):
        if one.trigger.id in void:
            yield replace(one, case=life.case, trigger=void[one.trigger.id], state=MOOT, met=None)
