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

OF_THE_CASE = "case."
"""How kinds begin that tell of the case and not of its people: a note may speak of long ago."""

UNDONE = ("refuted", "cancelled")
"""States of entries of which it is said that they did not come about."""


def check_today(case: Case, context: Context) -> Iterator[Problem]:
    """What has happened does not lie in the future, and what is scheduled not in the past."""
    for path, event in events_at(case):
        if event.state == "scheduled":
            yield from _passed(event, path, context.today)
        if event.state == "happened":
            days = [(key, getattr(event, key)) for key in ("date", "known", "published")]
            yield from _future(days, path, context.today, "write state: scheduled")
    for index, person in enumerate(case.people):
        yield from _future([("born", person.born)], ("people", index), context.today)
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
        yield from _known_before(event, path)
    for index, source in enumerate(case.sources):
        yield from _retrieved(source, ("sources", index))


def _retrieved(source: Source, path: Path) -> Iterator[Problem]:
    """Only doubtful: a page may have been published anew since it was looked at."""
    if source.published is None or source.retrieved is None:
        return
    if window_of(source.retrieved).precedes(window_of(source.published)):
        message = "retrieved before it was published"
        yield Problem("CL501", message, (*path, "retrieved"), Severity.WARNING)


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


def _known_before(event: Event, path: Path) -> Iterator[Problem]:
    """Hold the days that sources state against the one on which it was known (design, section 3).

    The standing ends the window of each account there, and this one has none before it.
    """
    for place, citation in cited_at(event.sources, path):
        says = citation.says
        if event.known is None or says is None or says.date is None:
            continue
        happened = says.state in (None, "happened")
        if happened and window_of(event.known).precedes(window_of(says.date)):
            message = "by what this source says it was known before it happened"
            hint = "correct known, or the day that this source gives"
            yield Problem("CL501", message, (*place, "says", "date"), Severity.WARNING, hint=hint)


def check_births(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Nothing happens to people before they are born. What is noted of the case itself may."""
    born = {person.id: person.born for person in case.people if person.born is not None}
    for path, event in events_at(case) if born else ():
        if event.state in UNDONE or event.kind.startswith(OF_THE_CASE):
            continue
        for key, day in born.items():
            concerned = event.people is None or key in event.people
            if concerned and window_of(event.date).precedes(window_of(day)):
                message = "this lies before somebody whom it concerns was born"
                hint = f"correct this date, or born of {key}"
                yield Problem("CL506", message, (*path, "date"), value=key, hint=hint)
                break


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
