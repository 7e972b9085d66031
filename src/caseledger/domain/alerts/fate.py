"""Alerts about what became of a person."""

from collections.abc import Iterator

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now, effects_of, ids, last_of
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import UNKNOWN as NOWHERE
from caseledger.domain.windows import OPEN, hull

DEED = frozenset({"advocacy", "case", "complaint", "document"})
"""Tracks of what others do or write; they tell nothing of how the person is."""

VERIFIED = "case.verified"


def fate_unknown(now: Now) -> Iterator[Alert]:
    """Nothing has been heard of a returned or missing person for longer than the threshold.

    Counted from the last certain entry that tells something of the person, which the handover or
    the disappearance itself does: not a statement, a complaint or a note. Not certain where the
    standing is not, or something may have been heard since.
    """
    if now.standing.code not in ("returned", "missing"):
        return
    words = [one for found in now.kinds.values() for one in found if _tells(one)]
    last = max((o.window.latest for o in words if now.sure(o) and o.window.latest), default=None)
    first = now.behind("fate-unknown")
    if last is not None and last < first:
        maybe = any(not now.sure(o) and (o.window.latest or now.day) >= first for o in words)
        certain = now.standing.certain is True and not maybe
        latest = ids(one for one in words if one.window.latest == last)
        yield Alert("fate-unknown", certain, latest, as_known(last_of(words, last, now)))


def _tells(one: Occurrence) -> bool:
    return one.kind is not None and (one.kind.track not in DEED or one.kind.code == VERIFIED)


def reported_dead(now: Now) -> Iterator[Alert]:
    """A death may have taken place, and the headline leaves it aside."""
    yield from _reported(now, "reported-dead", "deceased", list(now.doing("die")))


def reported_missing(now: Now) -> Iterator[Alert]:
    """The person may have vanished or been abducted, and the headline leaves it aside."""
    abducted = [one for one in now.doing("forced") if _place(one) == NOWHERE]
    found = [*now.doing("vanish"), *abducted]
    yield from _reported(now, "reported-missing", "missing", found)


def reported_returned(now: Now) -> Iterator[Alert]:
    """A handover to a feared state may have taken place, and the headline leaves it aside.

    So that a rumour does not switch off the alarm: an alleged handover, one inside an imprecise
    date, one whose day has passed without word, or one whose order is not known.
    """
    if not _aside(now, "returned"):
        return
    fixed = [one.occurrence for one in now.life.handovers if one.open(now.day)]
    feared = now.life.feared(now.day)
    back = [one for one in (*now.doing("forced"), *fixed) if _place(one) in feared]
    yield from _reported(now, "reported-returned", "returned", back)


def _aside(now: Now, standing: str) -> bool:
    """Whether a standing is possible and not the headline."""
    return standing in now.standing.possible and standing != now.standing.code


def _reported(now: Now, name: str, standing: str, found: list[Occurrence]) -> Iterator[Alert]:
    """Raise where a standing is possible and not the headline; never certain."""
    if not _aside(now, standing):
        return
    unsure = [one for one in found if not now.sure(one)] or found
    days = hull([one.window for one in unsure]) if unsure else OPEN
    yield Alert(name, events=ids(unsure), certain=False, detail=as_known(days))


def _place(one: Occurrence) -> str:
    """The state where a handover puts the person."""
    for effect in effects_of(one, "place"):
        for name in str(effect.value).split("|"):
            state = getattr(one.event, name, None)
            if state:
                return str(state)
    return NOWHERE
