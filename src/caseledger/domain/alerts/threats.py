"""Alerts about threats: a handover that is near, announced, or of unknown outcome."""

from collections.abc import Iterator
from datetime import date as Day

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now, grants_status, ids
from caseledger.domain.alerts.order import followed
from caseledger.domain.case import Event
from caseledger.domain.decision import ENDANGERED, counts, covers
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import UNKNOWN as NOWHERE
from caseledger.domain.windows import Window, window_of
from caseledger.domain.world import EXTRADITION, Exposure

SCHEDULED, ENFORCEABLE = "scheduled", "enforceable"

SURRENDER = (EXTRADITION,)
EXPULSION = ("removal", "transfer")


def surrender_imminent(now: Now) -> Iterator[Alert]:
    """A surrender is fixed for one of the next days, or may be carried out on any day.

    Raised for an extradition from where the person is: its day is fixed and lies within the
    threshold or is not known; or the order is enforceable and nothing in force certainly holds it
    off. UNHCR code LP-RD: a scheduled removal, or a final order with no suspension.
    """
    yield from _imminent(now, "surrender-imminent", SURRENDER)


def removal_imminent(now: Now) -> Iterator[Alert]:
    """A removal or transfer is fixed for one of the next days, or may come on any day.

    The same as `surrender_imminent`, for expulsions, deportations and transfers.
    """
    yield from _imminent(now, "removal-imminent", EXPULSION)


def _imminent(now: Now, name: str, tracks: tuple[str, ...]) -> Iterator[Alert]:
    for one in now.standing.exposures:
        if one.exposure.track not in tracks:
            continue
        if one.exposure.level == SCHEDULED:
            yield from _fixed(now, name, one.exposure, certain=one.certain and one.sure_level)
        elif one.exposure.level == ENFORCEABLE and not _held_off(now, one.exposure, sure=True):
            sure = one.certain and one.sure_level
            certain = sure and not _held_off(now, one.exposure, sure=False)
            yield Alert(name, certain, one.exposure.events[-1:], ENFORCEABLE)


def _held_off(now: Now, exposure: Exposure, *, sure: bool) -> bool:
    """Whether something in force holds it off, certainly or perhaps."""
    return any(
        (one.certain or not sure)
        and covers(one.shield, exposure, now.life.vocabulary, now.day, possible=not sure)
        for one in now.standing.shields
    )


def _fixed(now: Now, name: str, exposure: Exposure, *, certain: bool) -> Iterator[Alert]:
    event, window = _fixing(now, exposure)
    if window is None:
        yield Alert(name, certain, (event,), SCHEDULED)
        return
    last = now.ahead(name)
    passed = window.latest is not None and window.latest < now.day
    if not passed and window.begun_by(last):
        yield Alert(name, certain and window.ended_by(last), (event,), as_known(window))


def _fixing(now: Now, exposure: Exposure) -> tuple[str, Window | None]:
    """The entry that fixed the day last, and that day; nothing where it is not known."""
    mine = [
        one
        for one in now.life.handovers
        if one.fixed.begun_by(now.day) and _is_of(one.occurrence.event, exposure)
    ]
    if mine:
        last = max(mine, key=lambda one: (one.fixed.latest or Day.max, one.occurrence.index))
        return last.occurrence.event.id, last.occurrence.window
    entry = now.entries.get(exposure.events[-1])
    day = entry.event.for_ if entry else None
    return exposure.events[-1], window_of(day) if day else None


def _is_of(handover: Event, exposure: Exposure) -> bool:
    """Whether a handover is what an exposure threatens with; one that names no state may be."""
    other = handover.by or handover.to or exposure.other
    named = (handover.kind.partition(".")[0], handover.country, other)
    return named == exposure.key


def outcome_unknown(now: Now) -> Iterator[Alert]:
    """The day fixed for a handover has passed and nobody has told what happened.

    Raised for each handover whose day has passed without a later word that places the person or
    writes this threat (DESIGN section 5, fine point 11). Not certain while the day may still lie
    ahead because it is not exactly known.
    """
    for one in now.life.handovers:
        if one.open(now.day):
            window, key = one.occurrence.window, one.occurrence.event.id
            passed = window.latest is not None and window.latest < now.day
            yield Alert("outcome-unknown", passed, (key,), as_known(window))


def status_challenged(now: Now) -> Iterator[Alert]:
    """A person with a status is sought, or to be handed over, where the status holds.

    Raised where ``protected`` is possible and a threat that counts is below the level at which the
    standing would be ``threatened`` (DESIGN section 5, the row ``protected``).
    """
    if "protected" not in now.standing.possible:
        return
    words = now.life.vocabulary
    status = [s.shield.event for s in now.standing.shields if words.is_status(s.shield.kind)]
    certain = now.standing.certain is True
    for one in now.standing.exposures:
        exposure = one.exposure
        if exposure.level not in ENDANGERED and counts(exposure, now.life.feared(now.day)):
            events = (*exposure.events[-1:], *status)
            yield Alert("status-challenged", certain and one.certain, events, exposure.other)


def chain_risk(now: Now) -> Iterator[Alert]:
    """A removal or transfer leads to a state that may send the person on to a feared one.

    No list of such states exists, so the entries decide: raised for a state that the person does
    not fear and that has given them no status. It is certain where that state is known to have
    sought, refused or ordered them to leave; where nothing is recorded of it, silence is not
    safety, and the alert is not certain, unless it is their own state, which then raises none. A
    state that is not known, or feared, is a direct threat and needs no alert.
    """
    for one in now.standing.exposures:
        exposure, to = one.exposure, one.exposure.other
        if counts(exposure, now.life.feared(now.day)) or _protected_in(to, now):
            continue
        known = [o for o in now.doing("expose", "set-level", "no-status") if _turned(o, to, now)]
        if to in now.life.person.citizenship and not known:
            continue
        certain = one.certain and any(now.sure(o) for o in known)
        yield Alert("chain-risk", certain, (*exposure.events[-1:], *ids(known)), to)


def _protected_in(state: str, now: Now) -> bool:
    """Whether a state has given the person a status that nothing ended."""
    ended = [one for one in now.doing("no-status") if one.event.country == state]
    return any(
        one.event.country == state
        and grants_status(one, now)
        and now.sure(one)
        and not followed(one, ended, now.day)
        for one in now.doing("shield")
    )


def _turned(one: Occurrence, state: str, now: Now) -> bool:
    """Whether a state sought, refused or expelled the person, and has not let go of it since."""
    if one.event.country != state or one.kind is None:
        return False
    ends = [
        other
        for other in now.doing("clear-exposure")
        if other.kind and (other.kind.track, other.event.country) == (one.kind.track, state)
    ]
    return not followed(one, ends, now.day)


def return_announced(now: Now) -> Iterator[Alert]:
    """An official has said that the person will be sent back.

    Raised for the last such statement in the state where the person is, or that names no state,
    until a status is given there after it, or the person is elsewhere, returned or dead.
    """
    if now.gone:
        return
    said = [
        one
        for one in now.of("repression.statement-of-intent")
        if one.event.country in (None, NOWHERE) or now.here(one.event.country)
    ]
    if not said:
        return
    given = [
        one
        for one in now.doing("shield")
        if now.here(one.event.country) and grants_status(one, now)
    ]
    still = [one for one in said if not followed(one, given, now.day)]
    for one in still[-1:]:
        to = one.event.to or one.event.by or ""
        yield Alert("return-announced", now.sure(one) and now.placed, (one.event.id,), to)


NARROW = frozenset({"national", "interstate"})
"""Listings that an international police notice does not end."""


def notice_active(now: Now) -> Iterator[Alert]:
    """The person is listed across borders: travel, and every check of papers, is a risk.

    Raised for each state whose international notice or wanted listing is not known to have been
    withdrawn. A listing that is said to be national only is none; one of which nothing is said is
    not certain. A person who was returned or has died no longer travels.
    """
    if now.standing.code in ("returned", "deceased"):
        return
    for state, found in listings(now).items():
        abroad = [one for one in found if _grounds(one) != {"national"}]
        if abroad:
            certain = any(now.sure(one) and _is_across_borders(one) for one in abroad)
            yield Alert("notice-active", certain, ids(abroad), state)


def listings(now: Now) -> dict[str, list[Occurrence]]:
    """Return the wanted listings and notices that nothing has ended, by the state behind them."""
    ended = now.of("extradition.notice-withdrawn")
    found: dict[str, list[Occurrence]] = {}
    for one in now.of("extradition.wanted", "extradition.notice-issued"):
        state = _behind(one)
        ends = [end for end in ended if _behind(end) in (state, NOWHERE)]
        if (_grounds(one) and _grounds(one) <= NARROW) or not followed(one, ends, now.day):
            found.setdefault(state, []).append(one)
    return found


def _behind(one: Occurrence) -> str:
    return one.event.by or one.event.country or NOWHERE


def _grounds(one: Occurrence) -> set[str]:
    """The grounds of an entry as codes; none where they are not known."""
    coded = {(one.kind.ground(text) if one.kind else None) or text for text in one.event.grounds}
    return coded - {"unknown"}


def _is_across_borders(one: Occurrence) -> bool:
    """Whether it is said to reach beyond the state: a notice always is."""
    notice = one.kind is not None and one.kind.verb == "notice-issued"
    return notice or bool(_grounds(one) & {"interstate", "international"})
