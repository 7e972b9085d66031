"""Alerts about interim measures, judgments against return, and appeals that hold nothing off."""

from collections.abc import Iterator, Sequence

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now, ids, shields_ended, shields_written
from caseledger.domain.alerts.order import followed, maybe_followed, surely_before
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.states import UNKNOWN as NOWHERE
from caseledger.domain.windows import window_of

BARS = frozenset({"interim-measure", "judgment"})
"""What a body outside the state orders it not to hand over by."""

TRANSFER = "transfer"


def measure_breached(now: Now) -> Iterator[Alert]:
    """The person was surrendered, removed, transferred or abducted while a measure was in force.

    Raised for each such handover from a state against which a body had granted an interim measure,
    or found that return would violate, and for an entry that itself says so. Under the European
    Convention it is a matter of Article 34; it stays raised, because the complaint goes on. Not
    certain where the measure or the handover is only possible, where nothing tells which came
    first within a day, where the measure may have run out or been lifted before, and for a
    transfer to a state that is not feared unless the measure names transfers.
    """
    for one in now.doing("forced"):
        bars = [bar for bar in now.doing("shield") if _barred(bar, one, now)]
        if bars:
            certain = now.sure(one) and any(_surely_barred(bar, one, now) for bar in bars)
            yield Alert("measure-breached", certain, ids([one, *bars]), _host(one))
    handed = {_host(one) for one in now.doing("forced")}
    for one in now.of("complaint.measure-breached"):
        if one.event.country is None or one.event.country not in handed:
            yield Alert("measure-breached", now.sure(one), (one.event.id,), one.event.country or "")


def _host(one: Occurrence) -> str:
    return one.event.country or ""


def _barred(bar: Occurrence, handover: Occurrence, now: Now) -> bool:
    """Whether a measure may have been in force in the host when it handed the person over."""
    if bar.event.country != handover.event.country or not shields_written(bar) & BARS:
        return False
    track = handover.kind.track if handover.kind else ""
    # An abduction belongs to no track: whatever the measure bars, it bars that.
    if bar.event.against and track in ("extradition", "removal", "transfer"):
        named = track in bar.event.against
    else:
        named = True
    return named and not surely_before(handover, bar) and not _over(bar, handover, now, sure=True)


def _surely_barred(bar: Occurrence, handover: Occurrence, now: Now) -> bool:
    """Whether it certainly was."""
    in_force = now.sure(bar) and surely_before(bar, handover)
    return in_force and _meant(bar, handover, now) and not _over(bar, handover, now, sure=False)


def _meant(bar: Occurrence, handover: Occurrence, now: Now) -> bool:
    """Whether a measure speaks of such a handover: of a transfer only if it says so."""
    if handover.kind is None or handover.kind.track != TRANSFER:
        return True
    to = handover.event.to
    return TRANSFER in bar.event.against or to in now.life.feared(now.day)


def _over(bar: Occurrence, handover: Occurrence, now: Now, *, sure: bool) -> bool:
    """Whether the measure had ended by the handover: certainly, or perhaps.

    A term that has passed ends it only perhaps: it may have been renewed.
    """
    ends = [end for end in now.doing("clear-shield") if _ends(end, bar)]
    if sure:
        return any(
            now.sure(end) and surely_before(bar, end) and surely_before(end, handover)
            for end in ends
        )
    day = handover.window.latest
    until = window_of(bar.event.until).earliest if bar.event.until else None
    ran_out = bar.event.until is not None and (until is None or day is None or until < day)
    return ran_out or any(
        not surely_before(end, bar) and not surely_before(handover, end) for end in ends
    )


def _ends(end: Occurrence, bar: Occurrence) -> bool:
    same = (end.event.country, end.event.body) == (bar.event.country, bar.event.body)
    return same and shields_written(bar) & BARS <= shields_ended(end)


ANSWERS = (
    "complaint.measure-granted",
    "complaint.measure-extended",
    "complaint.measure-refused",
    "complaint.decided",
    "complaint.final",
    "complaint.withdrawn",
)
"""What a body says to a request for a measure, or what makes it pointless."""

POSTPONED = frozenset({"adjourned", "not-complete"})
"""Outcomes of a refusal that leave the request open."""


def measure_pending(now: Now) -> Iterator[Alert]:
    """An interim measure has been asked for and nobody has answered.

    Raised for each body, while the person is in the state that the measure is asked against (or
    where the request names none): until the answer comes they can be handed over. A refusal that
    only adjourns or asks for more leaves it open. Not certain where the request, or an answer to
    it, is only possible.
    """
    if now.gone:
        return
    answers = [one for one in now.of(*ANSWERS) if _outcome(one) not in POSTPONED]
    pending: dict[tuple[str | None, str | None], Occurrence] = {}
    for one in now.of("complaint.measure-requested"):
        heard = [answer for answer in answers if _answers(answer, one)]
        here = one.event.country in (None, NOWHERE) or now.here(one.event.country)
        if here and not followed(one, heard, now.day):
            pending[one.event.body, one.event.country] = one
    for one in pending.values():
        open_still = not maybe_followed(one, [a for a in answers if _answers(a, one)])
        certain = now.sure(one) and open_still and now.placed
        yield Alert("measure-pending", certain, (one.event.id,), as_known(one.window))


def _answers(answer: Occurrence, request: Occurrence) -> bool:
    states = {answer.event.country, request.event.country} - {None}
    return answer.event.body == request.event.body and len(states) <= 1


def _outcome(one: Occurrence) -> str | None:
    text = one.event.outcome
    return one.kind.outcome(text) if one.kind and text else None


def no_suspensive_effect(now: Now) -> Iterator[Alert]:
    """An appeal is pending and nothing says that it holds off what it is against.

    Raised for an appeal in the state where the person is that was not decided: certainly where the
    entry (``suspensive: no``) or law that was read says so; where neither tells, only if a threat
    of its track is open here (any threat, for an appeal about protection), and then not certainly.
    Not raised where a suspension of that track, an interim measure or a judgment is certainly in
    force, or the appeal is itself a certain shield.
    """
    if now.gone:
        return
    for one in now.doing("shield"):
        if "appeal" in shields_written(one) and now.here(one.event.country):
            yield from _without_effect(one, now)


def _without_effect(one: Occurrence, now: Now) -> Iterator[Alert]:
    track, answer = one.kind.track if one.kind else "", _suspends(one, now)
    said = answer == "no"
    threats = (each.exposure.track for each in now.standing.exposures)
    if not said and (answer == "yes" or not any(track in ("protection", t) for t in threats)):
        return
    if not (_held(one, track, now) or _decided(one, now)):
        certain = said and now.sure(one) and now.placed
        yield Alert("no-suspensive-effect", certain, (one.event.id,), track)


def _suspends(one: Occurrence, now: Now) -> str:
    """Whether an appeal suspends, by its entry, else by the law of its day: yes, no, unknown."""
    if one.event.suspensive in ("yes", "no"):
        return str(one.event.suspensive)
    host, code = one.event.country or NOWHERE, one.kind.code if one.kind else ""
    return now.life.vocabulary.law.suspends(host, code, one.window.earliest or now.day).answer


def _decided(one: Occurrence, now: Now) -> bool:
    """Whether the appeal has an answer, or what it was against has gone."""
    return followed(one, [end for end in _ends_of_appeal(one, now) if end is not one], now.day)


def _ends_of_appeal(one: Occurrence, now: Now) -> Sequence[Occurrence]:
    track = one.kind.track if one.kind else ""
    mine = [o for o in now.doing("clear-shield", "clear-exposure") if o.kind]
    return [
        o
        for o in mine
        if o.event.country == one.event.country
        and o.kind is not None
        and o.kind.track == track
        and ("appeal" in shields_ended(o) or track != "protection")
    ]


def _held(one: Occurrence, track: str, now: Now) -> bool:
    """Whether something else certainly holds it off, or the appeal itself does."""
    return any(
        held.certain
        and (
            held.shield.kind in BARS
            or held.shield.event == one.event.id
            or (held.shield.kind == "suspension" and (held.shield.scope or ("",))[0] == track)
        )
        for held in now.standing.shields
    )
