"""Alerts about the record itself: who acts, how old the last word is, and how good it is."""

from collections.abc import Iterator

from caseledger.domain.accounts import CLAIMED
from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now, ids, last_of
from caseledger.domain.alerts.order import followed
from caseledger.domain.case import Claims
from caseledger.domain.claims import Reader, at_odds
from caseledger.domain.occurrences import Occurrence

ENGAGED, ENDED = "case.counsel-engaged", "case.counsel-ended"
CLOSED, REOPENED = "case.closed", "case.reopened"

PROCEDURES = frozenset({"pending", "appeal"})
"""Shields that are themselves procedures in which somebody should act."""


def unrepresented(now: Now) -> Iterator[Alert]:
    """A procedure runs, or a threat is open, and no counsel is known to act.

    Raised where the person is, while a threat is open there or a claim or appeal pending; for a
    person who is protected only where the threat is certain. Certain
    where counsel is known to have ended; where none was ever recorded, or the entry is only
    possible, it is not, for silence does not say that nobody acts.
    """
    running = () if now.gone else _running(now)
    if not running:
        return
    engaged, ended = now.of(ENGAGED), now.of(ENDED)
    acting = [one for one in engaged if not followed(one, _ends(one, ended), now.day)]
    if not any(now.sure(one) for one in acting):
        certain = any(now.sure(one) for one in ended) and not acting and now.placed
        yield Alert("unrepresented", certain, (*running, *ids(ended[-1:])))


def _running(now: Now) -> tuple[str, ...]:
    """The last entry of each thing that is open in which counsel would act."""
    safe = now.standing.code == "protected"
    threats = [one for one in now.standing.exposures if one.certain or not safe]
    claims = [one for one in now.standing.shields if one.shield.kind in PROCEDURES]
    return (
        *(one.exposure.events[-1] for one in threats),
        *(one.shield.event for one in claims),
    )


def _ends(one: Occurrence, ended: list[Occurrence]) -> list[Occurrence]:
    """Entries that counsel ended who were engaged then; one with ``of`` speaks of these alone."""
    return [end for end in ended if end.event.of in (None, one.event.id)]


def stale(now: Now) -> Iterator[Alert]:
    """Nothing certain has been entered for longer than the threshold.

    Counted from the last certain entry of any kind; ``case.verified`` is one. Not for a case that
    is closed or a person who has died. Not certain where something possible may be younger.
    """
    last, first = now.standing.last_word, now.behind("stale")
    if last is None or last >= first or now.standing.code == "deceased" or _closed(now):
        return
    told = [one for one in now.life.occurrences if now.sure(one) or one.possible(now.day)]
    recent = [o for o in told if o.window.latest is None or o.window.latest >= first]
    younger = any(not now.sure(one) for one in recent)
    latest = (one for one in told if one.window.latest == last and now.sure(one))
    yield Alert("stale", not younger, ids(latest), as_known(last_of(told, last, now)))


def _closed(now: Now) -> bool:
    opened = now.of(REOPENED)
    return any(now.sure(one) and not followed(one, opened, now.day) for one in now.of(CLOSED))


def contested(now: Now) -> Iterator[Alert]:
    """Sources do not agree on an entry that the standing, the place or the liberty rests on.

    Raised for each field that decides (its day, kind, state, states, outcome, end, finality, effect
    of an appeal) on which sources, doubtful ones included, state what cannot all be true, in an
    entry that the standing rests on or that may still change it. A resolution settles the standing
    and ends the alert; the contradiction stays in the list of conflicts. Dates that overlap agree.
    """
    differing = [one for one in now.life.occurrences if _said(one) and one.window.begun_by(now.day)]
    if not differing:
        return
    rests = frozenset(_resting(now))
    reader = Reader(now.life.sources, now.life.vocabulary)
    for one in differing:
        if one.event.id in rests or _may_change(one, now):
            for field in _at_odds(one, reader):
                yield Alert("contested", certain=True, events=(one.event.id,), detail=field)


def _said(one: Occurrence) -> list[Claims]:
    """What sources state instead of an entry; of one that was refuted too."""
    return [citation.says for citation in one.event.sources if citation.says]


def _may_change(one: Occurrence, now: Now) -> bool:
    """Whether an entry that is not certain may bear on where the person is, or stands, today."""
    said = _said(one)
    if now.sure(one) or not (one.matters or any(claim.kind for claim in said)):
        return False
    states = {one.event.country, *(claim.country for claim in said)} - {None}
    return not states or any(now.here(state) for state in states)


def _resting(now: Now) -> Iterator[str]:
    """The entries that the standing, its threats and shields, and the liberty rest on."""
    yield from now.standing.basis
    yield now.standing.liberty.event
    for threat in now.standing.exposures:
        yield from threat.exposure.events
    for held in now.standing.shields:
        yield held.shield.event


def _at_odds(one: Occurrence, reader: Reader) -> Iterator[str]:
    for field in ("date", *CLAIMED):
        settled = field in (one.event.resolved or {}) and (field == "date" or not one.disputed)
        if not settled:
            claims = reader.claims(one.event, field, field)
            if len(claims) > 1 and at_odds(claims, field):
                yield field


def unsourced(now: Now) -> Iterator[Alert]:
    """An entry that the standing, the place or the liberty rests on has no source."""
    found = [now.entries[key] for key in dict.fromkeys(_resting(now)) if key in now.entries]
    bare = [one for one in found if not one.event.sources]
    if bare:
        yield Alert("unsourced", certain=True, events=ids(bare))
