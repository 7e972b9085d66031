"""Numbers of courts and committees: whether they have their form, and say what the entry says."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.court_numbers import (
    OF_NO_STATE,
    Ecli,
    Misshapen,
    applications_in,
    eclis_in,
    misshapen_eclis,
    misshapen_numbers,
)
from caseledger.domain.edits import Put
from caseledger.domain.kind import texts
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.windows import Window, window_of

Referring = tuple[Path, str, str]
"""The place of a reference, its text, and the body that the entry names."""


def check_numbers(case: Case, context: Context) -> Iterator[Problem]:
    """What looks like an ECLI or the number of a body has the form of one."""
    for path, text, body in _references(case):
        found = [*misshapen_eclis(text), *misshapen_numbers(text, body, context.today.year)]
        for one in found:
            yield _misshapen(one, path, text)


def _references(case: Case) -> Iterator[Referring]:
    for path, event in events_at(case):
        if event.reference:
            yield (*path, "reference"), event.reference, event.body or ""
        for place, citation in cited_at(event.sources, path):
            says = citation.says
            if says and says.reference:
                body = says.body or event.body or ""
                yield (*place, "says", "reference"), says.reference, body


def _misshapen(one: Misshapen, path: Path, text: str) -> Problem:
    message = "this does not have the form of an ECLI, or of a number of this body"
    hint = f"write {one.instead}" if one.instead else f"the form is {one.expected}"
    mend = Mend((Put(path, text.replace(one.text, one.instead)),)) if one.instead else None
    return Problem("CL704", message, path, Severity.WARNING, one.text, hint, mend=mend)


def check_eclis(case: Case, context: Context) -> Iterator[Problem]:
    """An ECLI tells the year of its decision; one from Strasbourg the day and the number too."""
    decisions = texts(context.vocabulary.section("procedures").get("decisions"))
    by_id = {event.id: event for event in case.events}
    for path, event in events_at(case):
        place, answered = (*path, "reference"), by_id.get(event.of or "")
        for ecli in eclis_in(event.reference or ""):
            own = event.state == "happened" and event.kind in decisions and _is_own(ecli, event)
            if own:
                yield from _of_another_day(ecli, event, place)
            beside = applications_in(event.reference or "")
            known = beside or applications_in(answered.reference or "" if answered else "")
            yield from _of_another_case(ecli, known, place)
    for index, source in enumerate(case.sources):
        for ecli in eclis_in(source.title or ""):
            path = ("sources", index, "title")
            yield from _of_another_case(ecli, applications_in(source.title or ""), path)


def _of_another_day(ecli: Ecli, event: Event, path: Path) -> Iterator[Problem]:
    dates = [date for date in (event.date, event.published) if date is not None]
    if any(_may_be_of(ecli, window_of(date)) for date in dates):
        return
    what = ecli.day.isoformat() if ecli.day else str(ecli.year)
    message = "this ECLI is of another day than the entry" if ecli.day else _ANOTHER_YEAR
    hint = f"the ECLI says {what}, the entry {event.date}"
    yield Problem("CL703", message, path, value=ecli.text, hint=hint)


def _is_own(ecli: Ecli, event: Event) -> bool:
    """Whether a number is that of the decision itself, and not of one that it rests on."""
    body = OF_NO_STATE.get(ecli.country)
    if body is not None or event.body is not None:
        return event.body == body
    return event.country in (None, ecli.country)


_ANOTHER_YEAR = "this ECLI is of another year than the entry"


def _may_be_of(ecli: Ecli, window: Window) -> bool:
    if ecli.day is not None:
        return window.contains(ecli.day)
    begun = window.earliest is None or window.earliest.year <= ecli.year
    return begun and (window.latest is None or ecli.year <= window.latest.year)


def _of_another_case(ecli: Ecli, numbers: tuple[str, ...], path: Path) -> Iterator[Problem]:
    """Where several cases are joined the ECLI bears the first number, so one that fits will do."""
    if ecli.application and numbers and ecli.application not in numbers:
        message = "this ECLI is of another application number than the one beside it"
        hint = f"the ECLI says {ecli.application}, the entry {', '.join(numbers)}"
        yield Problem("CL703", message, path, value=ecli.text, hint=hint)
