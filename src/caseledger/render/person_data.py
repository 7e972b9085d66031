"""The public JSON of one person: the shape that `status` and `show` share."""

from datetime import date as Day

from caseledger.domain.alerts import Alert
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.since import Since
from caseledger.domain.standing import ExposureNow, ShieldNow, TrackState
from caseledger.domain.status import PersonNow, days_held
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window
from caseledger.domain.world import Liberty


def person_data(one: PersonNow, day: Day) -> dict[str, object]:
    """Return the public JSON object of one person."""
    standing = one.standing
    since = standing.since
    return {
        "case": one.case.id,
        "person": one.person.id,
        "label": one.person.label,
        "standing": standing.code,
        "certain": standing.certain,
        "possible": list(standing.possible),
        "possible_complete": standing.possible_complete,
        "provisional": standing.provisional,
        "since": since and _since_data(since),
        "location": standing.location,
        "locations": list(standing.locations),
        "liberty": _liberty_data(standing.liberty, day),
        "law": standing.law,
        "last_word": iso(standing.last_word),
        "tracks": [_track_data(track) for track in standing.tracks],
        "exposures": [_exposure_data(exposure) for exposure in standing.exposures],
        "shields": [shield_data(shield, one.life.vocabulary) for shield in standing.shields],
        "stage": standing.stage,
        "alerts": [alert_data(alert) for alert in one.alerts],
        "next_deadline": one.next_deadline and deadline_in_brief(one.next_deadline),
        "last_event": standing.last_event or None,
        "basis": list(standing.basis),
    }


def _since_data(since: Since) -> dict[str, object]:
    return {
        "earliest": iso(since.earliest),
        "latest": iso(since.latest),
        "cause": since.cause,
        "event": since.event or None,
    }


def iso(day: Day | None) -> str | None:
    """Write a day as ISO 8601."""
    return None if day is None else day.isoformat()


def span(window: Window | None) -> dict[str, str | None] | None:
    """Write a window as its two ends."""
    if window is None:
        return None
    return {"earliest": iso(window.earliest), "latest": iso(window.latest)}


def _liberty_data(liberty: Liberty, day: Day) -> dict[str, object]:
    held = days_held(liberty, day)
    return {
        "state": liberty.state,
        "place": liberty.place or None,
        "kind": liberty.kind or None,
        "since": span(liberty.since),
        "until": span(liberty.until),
        "days_min": held[0] if held else None,
        "days_max": held[1] if held else None,
    }


def alert_data(alert: Alert) -> dict[str, object]:
    """Return the public JSON object of an alert."""
    return {
        "name": alert.name,
        "certain": alert.certain,
        "events": list(alert.events),
        "detail": alert.detail,
        "rule": alert.rule or None,
    }


def deadline_in_brief(one: Deadline) -> dict[str, object]:
    """Return what of a deadline stands beside a person."""
    return {
        "rule": one.rule.id if one.rule else None,
        "due": iso(one.effective),
        "binds": one.binds,
        "term": one.term or None,
        "trigger": one.trigger.id,
        "state": one.state,
        "certain": one.certain,
        "status": one.status,
    }


def _track_data(track: TrackState) -> dict[str, object]:
    return {
        "track": track.track,
        "state": track.state,
        "country": track.country,
        "other": track.other or None,
        "since": iso(track.since),
    }


def _exposure_data(now: ExposureNow) -> dict[str, object]:
    exposure = now.exposure
    return {
        "track": exposure.track,
        "host": exposure.host,
        "other": exposure.other,
        "level": exposure.level,
        "events": list(exposure.events),
        "certain": now.certain,
        "level_certain": now.sure_level,
    }


def shield_data(now: ShieldNow, vocabulary: Vocabulary) -> dict[str, object]:
    """Return the public JSON object of a shield."""
    shield = now.shield
    return {
        "kind": shield.kind,
        "strength": "status" if vocabulary.is_status(shield.kind) else "temporary",
        "host": shield.host,
        "until": span(shield.until),
        "certain": now.certain,
        "events": [shield.event],
    }
