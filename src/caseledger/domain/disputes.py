"""Disputed entries: which of their accounts have to be told apart on a day."""

from collections.abc import Mapping, Sequence
from datetime import date as Day

from caseledger.domain.accounts import CLAIMED
from caseledger.domain.case import Event, Source
from caseledger.domain.handovers import SCHEDULED
from caseledger.domain.occurrences import account_window
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window


class Dispute:
    """The accounts of one entry, and how the days of each lie to all other entries."""

    def __init__(
        self,
        accounts: Sequence[Event],
        others: Sequence[Event],
        sources: Mapping[str, Source],
        vocabulary: Vocabulary,
    ) -> None:
        """Compare the accounts with every account of the other events."""
        shields = vocabulary.shields.values()
        terms = {n for one in shields for n in (one.usual_term, one.idle_after) if n is not None}
        self._terms = sorted(terms)
        around = [(account_window(one, sources), one.date.text) for one in others]
        self._windows = [account_window(one, sources) for one in accounts]
        self._relations = [
            _relations(event, window, around, which)
            for which, (event, window) in enumerate(zip(accounts, self._windows, strict=True))
        ]

        self.orders_others = _orders_others(accounts, others, sources, vocabulary)

    def on(self, day: Day) -> tuple[int, ...]:
        """Return the accounts that differ on a day, the first of all that are alike.

        Alike are accounts that say the same but for the date, where both dates lie alike to every
        other event and to every term that runs from them. So a quarrel over a few days, long ago,
        does not double everything that came after.
        """
        found: dict[object, int] = {}
        for which, window in enumerate(self._windows):
            reached = (window.begun_by(day), window.ended_by(day))
            key = (self._relations[which], reached, self._over(window, day))
            found.setdefault(key, which)
        return tuple(found.values())

    def _over(self, window: Window, day: Day) -> tuple[bool, ...]:
        """Which of the terms that run from an event without an end of its own are over."""
        first = window.earliest
        return tuple(first is None or (day - first).days > days for days in self._terms)


def _relations(
    event: Event, window: Window, around: Sequence[tuple[Window, str]], which: int
) -> object:
    """What an account says, and how it lies to the others; some are always told apart."""
    if window.earliest is None or event.state == SCHEDULED or event.for_ or event.time:
        return which
    said = tuple(getattr(event, name) for name in CLAIMED)
    lies = tuple(
        (window.precedes(other), other.precedes(window), text == event.date.text)
        for other, text in around
    )
    return said, lies


def _orders_others(
    accounts: Sequence[Event],
    others: Sequence[Event],
    sources: Mapping[str, Source],
    vocabulary: Vocabulary,
) -> bool:
    """Whether it can tell the order of other events, or where an open window begins.

    Windows that lie apart tell nothing of others that these windows do not tell themselves.
    """
    if any(account_window(one, sources).earliest is None for one in (*accounts, *others)):
        return True
    keys = {one.id for one in accounts}
    texts = {one.date.text for one in accounts}
    tied = any(keys & set(one.after) or one.date.text in texts for one in others)
    return tied or any(one.after for one in accounts) or _follows(accounts, others, vocabulary)


def _follows(accounts: Sequence[Event], others: Sequence[Event], vocabulary: Vocabulary) -> bool:
    """Whether one of the kinds follows one of the others, or the other way round."""
    here = [kind for one in accounts if (kind := vocabulary.kind(one.kind))]
    there = [kind for one in others if (kind := vocabulary.kind(one.kind))]
    follows = {code for kind in here for code in kind.follows}
    followed = {code for kind in there for code in kind.follows}
    return any(kind.code in follows for kind in there) or any(k.code in followed for k in here)
