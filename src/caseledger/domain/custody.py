"""Whether a person is free or held, as far as every combination of the possible agrees."""

from collections.abc import Sequence
from datetime import date as Day

from caseledger.domain.ending import TooManyError
from caseledger.domain.life import Life
from caseledger.domain.occurrences import Occurrence, account_window
from caseledger.domain.outlook import CUSTODY, worlds
from caseledger.domain.windows import Window, hull, opened
from caseledger.domain.world import Liberty


def liberty_of(life: Life, day: Day) -> Liberty:
    """Say what is recorded of liberty at the end of a day; not known where it may differ.

    The days of its beginning are as wide as what is said of the entries that it may begin with.
    """
    life.effort.renew()
    try:
        found = dict.fromkeys(world.liberty for _, world, _ in worlds(life, CUSTODY, day))
    except TooManyError:
        return Liberty()
    begun = {one.event.id: _begun(life, one, day) for one in life.occurrences}
    return agreed([one._replace(since=begun.get(one.event)) for one in found])


def _begun(life: Life, one: Occurrence, day: Day) -> Window:
    """When an event may have been, by every account of it that has begun by a day."""
    start = one.window.earliest
    windows = [
        opened(account_window(event, life.sources), start) for event in life.accounts(one.index)
    ]
    if len(windows) == 1:
        return one.window
    return hull([window for window in windows if window.begun_by(day)] or [one.window])


def agreed(found: Sequence[Liberty]) -> Liberty:
    """What all say of liberty; the days as wide as they differ."""
    first = found[0]
    if len({one.state for one in found}) > 1:
        return Liberty()
    return Liberty(
        first.state,
        _same([one.place for one in found]),
        _same([one.kind for one in found]),
        _span([one.since for one in found]),
        _span([one.until for one in found]),
        first.event,
    )


def _same(words: Sequence[str]) -> str:
    return words[0] if len(set(words)) == 1 else ""


def _span(windows: Sequence[Window | None]) -> Window | None:
    known = [window for window in windows if window is not None]
    return hull(known) if len(known) == len(windows) else None
