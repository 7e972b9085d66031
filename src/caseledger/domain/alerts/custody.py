"""Alerts about custody: the moment when it ends, and what comes in the place of an extradition."""

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now, ids, within
from caseledger.domain.alerts.order import followed, surely_before
from caseledger.domain.alerts.threats import listings
from caseledger.domain.deadlines.deadline import MISSED, OPEN_STATES, Deadline
from caseledger.domain.law import READ
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.windows import Window, moved, window_of

IN_CUSTODY = frozenset({"detained", "house-arrest"})
"""States of liberty that a term ends; who is held unlawfully has none."""

RELEASED = "detention.released"
MAXIMUM = "detention.maximum-reached"


def release_window(now: Now) -> Iterator[Alert]:
    """Custody of somebody who is sought ends, or has just ended.

    Then people are arrested again for something else. Raised for a person with a threat where they
    are or a wanted listing, if the recorded term of custody, its maximum or a fixed release lies
    within the threshold, ahead or behind, while no release is known, and for as many days after a
    release. Not certain where threat, release or the day are not. Source: the pattern described as
    extradition in disguise; practitioners ask for it first.
    """
    listed = [one for found in listings(now).values() for one in found]
    if now.gone or not (now.standing.exposures or listed):
        return
    threats = any(one.certain for one in now.standing.exposures)
    sought = threats or any(now.sure(one) for one in listed)
    first, last = now.behind("release-window"), now.ahead("release-window")
    told = [(window, one, True) for window, one in (*_ends_of_custody(now), *_releases(now))]
    for window, one, read in (*told, *_limits(now)):
        if window.begun_by(last) and (window.latest is None or window.latest >= first):
            known = one.event.state == "scheduled" or now.sure(one)
            known = known and read
            certain = sought and known and now.placed and within(window, first, last)
            yield Alert("release-window", certain, (one.event.id,), as_known(window))


def _ends_of_custody(now: Now) -> Iterator[tuple[Window, Occurrence]]:
    """When the custody that is running ends, by each entry that tells."""
    liberty = now.standing.liberty
    if liberty.state not in IN_CUSTODY:
        return
    for one in _term_set_by(now):
        yield window_of(one.event.until), one  # type: ignore[arg-type]
    for one in now.of(MAXIMUM):
        if now.here(one.event.country) and not _before_custody(one, now):
            yield one.window, one
    for one in now.life.occurrences:
        if one.kind and one.kind.code == RELEASED and one.event.state == "scheduled":
            yield window_of(one.event.for_ or one.event.date), one


def _limits(now: Now) -> Iterator[tuple[Window, Occurrence, bool]]:
    """The next limit of custody that rules set, or the last that passed, for each arrest.

    Such as 40 days without a request: then release is due. And whether its law was read, and
    surely applies.
    """
    if now.standing.liberty.state not in IN_CUSTODY:
        return
    limits: dict[str, list[Deadline]] = {}
    for one in now.deadlines:
        limiting = one.rule is not None and one.rule.custody
        told = one.state in (*OPEN_STATES, MISSED) and now.here(one.trigger.country)
        if limiting and told and one.earliest is not None:
            limits.setdefault(one.trigger.id, []).append(one)
    for key, found in limits.items():
        ahead = [one for one in found if one.latest is None or one.latest >= now.day]
        passed = [o for o in found if o not in ahead and o.alarm and _is_read(o)]
        read = [one for one in ahead if _is_read(one)]
        # An earlier limit that may not hold is told beside the one that does.
        chosen = (*passed[-1:], *read[:1], *ahead[:1])
        for one in {one.due: one for one in chosen}.values():
            yield Window(one.earliest, one.latest), now.entries[key], _is_read(one)


def _is_read(one: Deadline) -> bool:
    """Whether the law of a limit was read, and surely applies."""
    return one.status in READ and one.certain


def _term_set_by(now: Now) -> list[Occurrence]:
    """The last entry that gave the running custody the end that it has."""
    until = now.standing.liberty.until
    found = [
        one
        for one in now.doing("detain")
        if until is not None and one.event.until and window_of(one.event.until) == until
    ]
    return found[-1:]


def _before_custody(one: Occurrence, now: Now) -> bool:
    """Whether an entry speaks of an earlier custody."""
    since = now.standing.liberty.since
    return since is not None and one.window.precedes(since)


def _releases(now: Now) -> Iterator[tuple[Window, Occurrence]]:
    """The release after which nothing is known of another arrest."""
    if now.standing.liberty.state in IN_CUSTODY:
        return
    arrests = list(now.doing("detain"))
    found = [o for o in now.doing("release") if not followed(o, _others(o, arrests), now.day)]
    for one in found[-1:]:
        if now.here(one.event.country):
            yield one.window, one


def _others(one: Occurrence, arrests: list[Occurrence]) -> list[Occurrence]:
    """Arrests that certainly came after a release: within a day nothing is said of it."""
    return [arrest for arrest in arrests if surely_before(one, arrest)]


ENDINGS = (
    "extradition.refused",
    "extradition.withdrawn",
    "extradition.lapsed",
    "extradition.quashed",
    MAXIMUM,
    RELEASED,
)
"""How an extradition, or the custody for it, comes to an end."""

TURNS = (
    "removal.offence-recorded",
    "removal.ordered",
    "removal.leave-by-set",
    "removal.scheduled",
    "removal.carried-out",
)
"""What is then done under another name."""

MIGRATION = frozenset({"migration-offence", "border-crossing", "removal"})
"""Grounds of custody that are a matter of migration."""


def track_switch(now: Now) -> Iterator[Alert]:
    """An extradition or the custody for it ended, and a removal followed: extradition in disguise.

    Raised where in one state a removal, a migration offence or an arrest on grounds of migration
    came within the threshold after an extradition was refused, withdrawn, quashed or had lapsed,
    or after custody ended of somebody who was sought. It stays while the person is there, or was
    returned or is missing, and ends when the removal is annulled or ruled unlawful, or the person
    is protected. Not certain where one of the two is only possible, or nothing tells which came
    first within a day. The detail is the least number of days between them.
    """
    if now.standing.code in ("deceased", "protected"):
        return
    turns = [*now.of(*TURNS), *(one for one in now.doing("detain") if _for_migration(one))]
    if not turns:
        return
    endings = [one for one in now.of(*ENDINGS) if _of_extradition(one, now)]
    for host in sorted({one.event.country for one in turns if one.event.country}):
        if host in now.standing.locations or now.gone:
            pairs = [
                (end, turn)
                for end in endings
                for turn in turns
                if end.event.country == turn.event.country == host and _switched(end, turn, now)
            ]
            yield from _switch(pairs, now)


def _switch(pairs: list[tuple[Occurrence, Occurrence]], now: Now) -> Iterator[Alert]:
    if pairs:
        certain = any(_surely_switched(end, turn, now) for end, turn in pairs)
        events = ids([*(end for end, _ in pairs), *(turn for _, turn in pairs)])
        days = min(_between(end, turn) for end, turn in pairs)
        yield Alert("track-switch", certain, events, str(days))


def _for_migration(one: Occurrence) -> bool:
    kind = one.kind
    return kind is not None and any((kind.ground(g) or g) in MIGRATION for g in one.event.grounds)


def _of_extradition(one: Occurrence, now: Now) -> bool:
    """Whether it ended an extradition, or custody of somebody who was sought there by then."""
    if one.kind is None or one.kind.track == "extradition":
        return one.kind is not None
    return any(
        other.event.country in (None, one.event.country) and not surely_before(one, other)
        for code, found in now.kinds.items()
        if code.startswith("extradition.") and code not in ENDINGS
        for other in found
    )


def _switched(end: Occurrence, turn: Occurrence, now: Now) -> bool:
    """Whether the one may have followed the other within the threshold, and still stands."""
    limit = timedelta(now.thresholds["track-switch"])
    last = end.window.latest
    late = (
        last is not None
        and turn.window.earliest is not None
        and turn.window.earliest > moved(last, limit)
    )
    return not (late or surely_before(turn, end) or followed(turn, _undone(turn, now), now.day))


def _undone(turn: Occurrence, now: Now) -> list[Occurrence]:
    return [
        one
        for one in now.of("removal.annulled", "removal.ruled-unlawful")
        if one.event.country == turn.event.country
    ]


def _surely_switched(end: Occurrence, turn: Occurrence, now: Now) -> bool:
    if not (now.sure(end) and now.sure(turn) and surely_before(end, turn)):
        return False
    first: Day | None = end.window.earliest
    last: Day | None = turn.window.latest
    limit = now.thresholds["track-switch"]
    return first is not None and last is not None and (last - first).days <= limit


def _between(end: Occurrence, turn: Occurrence) -> int:
    """The least number of days from the one to the other."""
    last, first = end.window.latest, turn.window.earliest
    return max((first - last).days, 0) if first and last else 0
