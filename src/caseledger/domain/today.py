"""What deserves attention on a day: the gravest standings, news, and what is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.case import Case
from caseledger.domain.coming import Coming, coming
from caseledger.domain.deadlines.attention import asks, besides, is_passed, still_ahead
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.deadlines.finding import by_day
from caseledger.domain.occurrences import Occurrence, occurrences_of
from caseledger.domain.status import PersonNow
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import Window, moved, window_of

GRAVE = frozenset({"exposed", "missing", "limbo", "threatened", "transfer-pending"})
"""Standings that stand on the list of a day."""

NEWS_DAYS = 7
"""An event is news for so many days after it, or after it became known."""

NEAR_DAYS = 14
"""What lies at most so many days ahead is near."""


@dataclass(frozen=True, slots=True)
class News:
    """An event that happened or became known lately, and when."""

    case: Case
    occurrence: Occurrence
    when: Window


@dataclass(frozen=True, slots=True)
class Today:
    """The list of a day. ``others`` counts the people whose standing is not grave.

    ``warned`` are those with an alert, whoever has the most severe one first. ``passed`` are
    deadlines whose day is over and that nothing has met; ``due`` are those that are near, without
    the recorded terms, which stand in ``near``.
    """

    day: Day
    grave: tuple[PersonNow, ...]
    others: int
    warned: tuple[PersonNow, ...]
    news: tuple[News, ...]
    near: tuple[Coming, ...]
    passed: tuple[Deadline, ...]
    due: tuple[Deadline, ...]


def today_of(people: Sequence[PersonNow], day: Day, vocabulary: Vocabulary) -> Today:
    """Gather the list of a day from all people of all open cases."""
    open_people = [one for one in people if not one.closed]
    cases = list({one.case.id: one.case for one in open_people}.values())
    order = vocabulary.table_order
    grave = [one for one in open_people if one.standing.code in GRAVE]
    grave.sort(key=lambda one: (order.index(one.standing.code), one.key))
    severity = vocabulary.words("alerts").index
    warned = [one for one in open_people if one.alerts]
    warned.sort(key=lambda one: (severity(one.alerts[0].name), not one.alerts[0].certain, one.key))
    news = [one for case in cases for one in _news(case, day, vocabulary)]
    news.sort(key=lambda one: (one.when.latest or day, one.case.id, one.occurrence.index))
    last = moved(day, timedelta(days=NEAR_DAYS))
    fixed = [
        one
        for case in cases
        for one in coming(case, occurrences_of(case, vocabulary), day, last)
        if one.when.earliest is not None
    ]
    fixed.sort(key=lambda one: (one.when.earliest or day, one.case.id, one.occurrence.index))
    deadlines = {each.key: each for one in open_people for each in one.deadlines}.values()
    found = sorted((one for one in deadlines if asks(one, day)), key=by_day)
    near = still_ahead(fixed, deadlines)
    due = [one for one in found if one.effective and day <= one.effective <= last]
    return Today(
        day=day,
        grave=tuple(grave),
        others=len(open_people) - len(grave),
        warned=tuple(warned),
        news=tuple(news),
        near=near,
        passed=tuple(one for one in found if is_passed(one, day)),
        due=besides(due, near),
    )


def _news(case: Case, day: Day, vocabulary: Vocabulary) -> list[News]:
    first = moved(day, -timedelta(days=NEWS_DAYS))
    return [
        News(case, one, when)
        for one in occurrences_of(case, vocabulary)
        if one.event.state in ("happened", "alleged")
        for when in _lately(one, first, day)
    ]


def _lately(one: Occurrence, first: Day, day: Day) -> list[Window]:
    """The window in which it happened or became known, if that lies between two days."""
    known = window_of(one.event.known) if one.event.known else None
    windows = [window for window in (one.window, known) if window is not None]
    return [
        window
        for window in windows
        if window.earliest is not None and window.earliest >= first and window.ended_by(day)
    ][:1]
