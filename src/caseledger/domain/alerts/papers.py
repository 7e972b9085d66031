"""Alerts about what a person can show: certificates, statuses and documents."""

from collections.abc import Iterator
from datetime import timedelta

from caseledger.domain.alerts.alert import Alert, as_known
from caseledger.domain.alerts.now import Now
from caseledger.domain.alerts.order import followed
from caseledger.domain.enforceability import APPEAL_WINDOW
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.standing import ShieldNow
from caseledger.domain.windows import OPEN, Window, moved, window_of


def certificate_expiring(now: Now) -> Iterator[Alert]:
    """A certificate, status, permit or measure where the person is runs out soon.

    Raised for each shield in force whose earliest last day is today or lies within the threshold.
    One without a recorded end runs out after its usual term; that is not certain.
    """
    for one in now.standing.shields:
        end = _end(one, now)
        if end.earliest is not None and now.day <= end.earliest <= now.ahead(
            "certificate-expiring"
        ):
            certain = one.certain and now.placed and one.shield.until is not None
            yield Alert("certificate-expiring", certain, (one.shield.event,), as_known(end))


def expiry_unconfirmed(now: Now) -> Iterator[Alert]:
    """The recorded end of a certificate, status or measure has passed, and nobody tells more.

    Raised for each shield where the person is from the day after the earliest day of its ``until``
    (or after its usual term), while no renewal and no end is recorded: it may have been renewed.
    Not certain while the day may still lie ahead, where only the usual term tells, or where the
    shield itself is only possible.
    """
    for one in now.standing.shields:
        end = _end(one, now)
        if end.earliest is not None and end.earliest < now.day:
            written = now.entries.get(one.shield.event)
            until = one.shield.until
            passed = until is not None and until.latest is not None and until.latest < now.day
            certain = passed and now.placed and written is not None and now.sure(written)
            yield Alert("expiry-unconfirmed", certain, (one.shield.event,), as_known(end))


def _end(one: ShieldNow, now: Now) -> Window:
    """The last day of a shield, by its entry or its usual term; any day where neither tells."""
    shield, term = one.shield, now.life.vocabulary.usual_term(one.shield.kind)
    if shield.kind == APPEAL_WINDOW:  # a time, not a paper: the alerts of deadlines speak of it
        return OPEN
    if shield.until is not None:
        return shield.until
    if term is None:
        return OPEN
    first, last = shield.written.earliest, shield.written.latest
    return Window(first and moved(first, timedelta(term)), last and moved(last, timedelta(term)))


LOST = ("document.expired", "document.lost", "document.confiscated", "document.cancelled")
"""Words after which a person has a document no longer. A refusal takes nothing away."""

GIVEN = ("document.issued", "document.renewed")

NO_IDENTITY = frozenset({"birth-certificate", "marriage-certificate", "power-of-attorney", "other"})
"""Documents that do not show to the police who somebody is and that they may be there."""

WITHDRAWN = "protection.certificate-withdrawn"


def undocumented(now: Now) -> Iterator[Alert]:
    """The person is known to have lost their papers and to have no other.

    Raised where the last word on an identity or travel document is that it expired, was lost,
    taken or cancelled (or the asylum-seeker certificate withdrawn), no other document was issued
    that is still valid, and no certificate or status where the person is certainly holds. Never
    from silence. Not certain where a loss is only possible, or a certificate or document may still
    be valid. UNHCR code LP-ND.
    """
    if now.gone:
        return
    lost = [one for one in now.of(*LOST, WITHDRAWN) if _shows_identity(one)]
    given = [one for one in now.of(*GIVEN) if _shows_identity(one)]
    standing = [one for one in lost if not followed(one, _anew(one, given), now.day)]
    if not standing or any(_valid(one, lost, now) for one in given):
        return
    papers = [s for s in now.standing.shields if _is_paper(s, now)]
    if any(one.certain for one in papers):
        return
    last = standing[-1]
    maybe = papers or any(not followed(one, _anew(one, lost), now.day) for one in given)
    certain = now.sure(last) and now.placed and not maybe
    yield Alert("undocumented", certain, (last.event.id,), _sort(last))


def _sort(one: Occurrence) -> str:
    """The sort of document as a code; nothing where the entry does not say."""
    if one.kind and one.kind.code == WITHDRAWN:
        return "asylum-certificate"
    text = one.event.outcome
    return (one.kind.outcome(text) if one.kind and text else None) or ""


def _shows_identity(one: Occurrence) -> bool:
    return _sort(one) not in NO_IDENTITY


def _anew(one: Occurrence, others: list[Occurrence]) -> list[Occurrence]:
    """Words on the same document; one that names no sort may mean any."""
    return [
        other for other in others if "" in (_sort(one), _sort(other)) or _sort(one) == _sort(other)
    ]


def _valid(one: Occurrence, lost: list[Occurrence], now: Now) -> bool:
    """Whether a document that was given certainly is still there and still valid."""
    until = window_of(one.event.until).earliest if one.event.until else None
    lasts = one.event.until is None or (until is not None and now.day <= until)
    return now.sure(one) and lasts and not followed(one, _anew(one, lost), now.day)


def _is_paper(one: ShieldNow, now: Now) -> bool:
    """Whether a shield comes with a document of the host."""
    kind = one.shield.kind
    return kind in ("certificate", "visa") or now.life.vocabulary.is_status(kind)
