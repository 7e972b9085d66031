"""Dates that cannot be, or cannot be yet."""

from collections.abc import Iterator
from datetime import date as Day

from caseledger.domain.case import Case, Event, Source
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.dates import CaseDate, Precision
from caseledger.domain.problem import Path, Problem, Severity
from caseledger.domain.windows import window_of

ADJOURNED = ".adjourned"
"""How kinds end that say that a day was put off."""


def check_today(case: Case, context: Context) -> Iterator[Problem]:
    """What has happened does not lie in the future, and what is scheduled not in the past."""
    for path, event in events_at(case):
        if event.state == "scheduled":
            yield from _passed(event, path, context.today)
        if event.state == "happened":
            days = [(key, getattr(event, key)) for key in ("date", "known", "published")]
            yield from _future(days, path, context.today, "write state: scheduled")
    for index, source in enumerate(case.sources):
        days = [(key, getattr(source, key)) for key in ("published", "retrieved")]
        yield from _future(days, ("sources", index), context.today)


def _passed(event: Event, path: Path, today: Day) -> Iterator[Problem]:
    if event.kind.endswith(ADJOURNED):
        return  # it says what became of a day that was scheduled
    window = window_of(event.for_ or event.date)
    if window.latest is not None and window.latest < today:
        message = "this day has passed and the event is still scheduled"
        hint = "enter what happened, or write state: cancelled"
        place = (*path, "for" if event.for_ else "date")
        yield Problem("CL502", message, place, Severity.WARNING, hint=hint)


def _future(
    days: list[tuple[str, CaseDate | None]], path: Path, today: Day, hint: str = ""
) -> Iterator[Problem]:
    for key, date in days:
        if date is not None and not window_of(date).begun_by(today):
            message = "this lies in the future, so it has not happened"
            yield Problem("CL503", message, (*path, key), hint=hint if key == "date" else "")


def check_reports(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """What happened was not known, published or reported before."""
    sources = {source.id: source for source in case.sources}
    for path, event in events_at(case):
        if event.state != "happened":
            continue
        for key, date in (("known", event.known), ("published", event.published)):
            if date is not None and window_of(date).precedes(window_of(event.date)):
                yield Problem("CL501", f"{key} before it happened", (*path, key))
        yield from _reported(event, path, sources)


def _reported(event: Event, path: Path, sources: dict[str, Source]) -> Iterator[Problem]:
    """Hold each source against the day that it states itself.

    Only doubtful, because the day of a source may be that of another part of the world.
    """
    for place, citation in cited_at(event.sources, path):
        source, says = sources.get(citation.source), citation.says
        happened = says is None or says.state in (None, "happened")
        stated = says.date if says and says.date else event.date
        if source is None or source.published is None or not happened:
            continue
        if window_of(source.published).precedes(window_of(stated)):
            message = "this source was published before it happened"
            hint = "if the source gives another day, add says: {date: ...}"
            yield Problem("CL501", message, place, Severity.WARNING, hint=hint)


def check_ends(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """What ends or follows does not lie before its beginning."""
    for path, event in events_at(case):
        yield from _reversed(event.date, event.until, (*path, "until"))
        if not event.kind.endswith(ADJOURNED):  # a hearing may be put off, or brought forward
            yield from _reversed(event.date, event.for_, (*path, "for"))
        if event.served is not None:
            yield from _reversed(event.date, event.served.person, (*path, "served", "person"))
            yield from _reversed(event.date, event.served.counsel, (*path, "served", "counsel"))
    if case.consent is not None:
        for key in ("until", "withdrawn"):
            path = ("consent", key)
            yield from _reversed(case.consent.on, getattr(case.consent, key), path)


def _reversed(start: CaseDate | None, end: CaseDate | None, path: Path) -> Iterator[Problem]:
    if start is not None and end is not None and window_of(end).precedes(window_of(start)):
        yield Problem("CL504", "this lies before the beginning", path)


def check_times(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """An hour belongs to a single day."""
    for path, event in events_at(case):
        if event.time and event.date.precision is not Precision.DAY:
            message = "an hour needs a date that is exact to the day"
            yield Problem("CL212", message, (*path, "time"), Severity.WARNING)
