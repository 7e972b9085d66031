"""Deadlines as an iCalendar file (RFC 5545, 7986), for the calendars of phones and desks.

Such files lie in clouds: of a case that is not public an entry holds its id and what the law calls
the deadline, and no text that was written into the case (design, section 9). Names of properties
never come from data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from datetime import date as Day
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from caseledger import __version__
from caseledger.domain.deadlines.deadline import (
    DUE_SOON,
    MET,
    MISSED,
    MOOT,
    NEEDS_INPUT,
    OVERDUE,
    UPCOMING,
    Deadline,
)
from caseledger.domain.deadlines.terms import FIXED
from caseledger.domain.kind import mapping
from caseledger.domain.windows import ONE_DAY, moved
from caseledger.render.calendar_text import (
    LINES,
    bare,
    day_in_calendar,
    description,
    is_void,
    subject,
)
from caseledger.render.date_words import day_words
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.screen import visible
from caseledger.render.wording import Wording
from caseledger.store.ledger_identity import History, Identity

USUAL_NAME = "caseledger"
PRODUCT = f"-//caseledger//caseledger {__version__}//EN"
REFRESH = timedelta(hours=12)

LONGEST_UID = 255
"""Octets that every calendar program must be able to keep (RFC 5545, 3.8.4.7)."""

RANKS: Mapping[str, int] = {
    UPCOMING: 0,
    DUE_SOON: 1,
    NEEDS_INPUT: 1,
    OVERDUE: 2,
    MISSED: 3,
    MET: 4,
    MOOT: 4,
}
"""States in the order in which days alone can bring them, if nothing is committed."""

RANKS_A_COMMIT = 1 + max(RANKS.values())
"""By so much a commit raises the sequence: more than any fall of the state."""

SETTLED = frozenset({MET, MISSED, MOOT})
PRIORITIES: Mapping[str, int] = {OVERDUE: 1, DUE_SOON: 3, UPCOMING: 5, NEEDS_INPUT: 5}
LEAST_PRIORITY = 9

APPLICANT_ALARMS = (timedelta(days=-7), timedelta(days=-1))
STATE_ALARMS = (timedelta(days=-3),)
ALARMS_OF_HOURS = (timedelta(days=-1),)
"""Periods of hours are no longer than a few days: three days ahead would be their beginning."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the entries: the ledger's name, what makes it the same, and the words."""

    name: str | None
    identity: Identity
    wording: Wording


def calendar_file(deadlines: Iterable[Deadline], sheet: Sheet) -> str:
    """Write all deadlines that have a day, lines ended by CR LF: the same input, the same text."""
    calendar, lang = Calendar(), sheet.wording.speech.lang
    name = visible(sheet.name or USUAL_NAME)
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-caldesc", LINES[lang]["as-of"].format(day_words(sheet.wording.day, lang)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    dated = [(day, one) for one in deadlines if (day := day_in_calendar(one)) is not None]
    for _, one in sorted(dated, key=lambda pair: (pair[0], pair[1].key)):
        calendar.add_component(_entry(one, sheet))
    return str(calendar.to_ical(), "utf-8")


def moment_in_calendar(deadline: Deadline) -> datetime | None:
    """Return the moment at which a period of hours ends, or a hearing begins, if it is known."""
    moment = deadline.moment
    if moment is None or moment.tzinfo is None or moment.date() != day_in_calendar(deadline):
        return None
    return moment


def uid(deadline: Deadline, ledger: str) -> str:
    """Return the id of the entry: the same for ever, in every clone.

    Parts are ids, which hold no dots. Where they are too long together, a digest stands for them.
    """
    whole = f"{'.'.join(deadline.key)}@{ledger}.caseledger"
    if len(whole) <= LONGEST_UID:
        return whole
    return f"{sha256(whole.encode()).hexdigest()}@{ledger}.caseledger"


def sequence(deadline: Deadline, history: History) -> int:
    """Return a number that rises with every commit of the case, and with the state between two.

    What is not committed counts as the commit that it will be.
    """
    rank = RANKS[MOOT] if is_void(deadline) else RANKS[deadline.state]
    return (history.commits + history.changed) * RANKS_A_COMMIT + rank


def _entry(deadline: Deadline, sheet: Sheet) -> Event:
    """Make an entry; what was written into the case stays behind before anything is said."""
    one, words = bare(deadline), DeadlineWords(sheet.wording)
    history = sheet.identity.history(one.case.id)
    summary = visible(subject(one, words))
    event = Event()
    event.add("uid", uid(one, sheet.identity.id))
    event.add("dtstamp", _stamp(history, sheet.wording.day))
    event.add("sequence", sequence(one, history))
    _add_day(event, one)
    event.add("summary", summary)
    event.add("description", "\n".join(visible(line) for line in description(one, words)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("priority", _priority(one, sheet.wording))
    event.add("categories", ["deadline", visible(one.binds), deadline.state])
    event.add("status", _status(one))
    for before in _alarms(one):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _add_day(event: Event, deadline: Deadline) -> None:
    """A whole day, its end exclusive; a moment in UTC, for no program needs a time zone then."""
    moment, day = moment_in_calendar(deadline), day_in_calendar(deadline)
    if moment is not None:
        event.add("dtstart", moment.astimezone(UTC))
    elif day is not None:
        event.add("dtstart", day)
        if moved(day, ONE_DAY) > day:
            event.add("dtend", moved(day, ONE_DAY))


def _stamp(history: History, day: Day) -> datetime:
    """When the case was committed last: never the clock, or no two files would be the same."""
    if history.last is not None and not history.changed:
        return history.last
    return datetime.combine(day, time(), UTC)


def _priority(deadline: Deadline, wording: Wording) -> int:
    """1 is the highest: what is late, and what was missed where somebody should act now."""
    if deadline.state == MISSED and deadline.rule is not None:
        told = mapping(wording.speech.vocabulary.section("misses").get(deadline.rule.on_miss))
        return PRIORITIES[OVERDUE] if told.get("alarm") else LEAST_PRIORITY
    return LEAST_PRIORITY if is_void(deadline) else PRIORITIES.get(deadline.state, LEAST_PRIORITY)


def _status(deadline: Deadline) -> str:
    if deadline.state == MOOT or is_void(deadline):
        return "CANCELLED"
    if deadline.state == MET and deadline.met is not None:
        sure = deadline.certain and deadline.met.certain
    else:
        sure = deadline.certain and not deadline.provisional and not deadline.needs
    return "CONFIRMED" if sure else "TENTATIVE"


def _alarms(deadline: Deadline) -> tuple[timedelta, ...]:
    """When to warn: in time for the applicant, and for who must be somewhere on a day."""
    if deadline.state in SETTLED or is_void(deadline):
        return ()
    if deadline.for_applicant or deadline.term == FIXED:
        return APPLICANT_ALARMS
    return ALARMS_OF_HOURS if deadline.moment else STATE_ALARMS
