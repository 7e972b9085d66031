"""What happens at once does not last: its day may not be known, and that is written in brackets."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Event
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.dates import CaseDate, Form
from caseledger.domain.edits import Bare, Put
from caseledger.domain.problem import Mend, Path, Problem, Severity
from caseledger.domain.vocabulary import Vocabulary

AT_ONCE = ("known", "published", "until")
"""Dates of an event that are one day, whatever its kind."""


def check_durations(case: Case, context: Context) -> Iterator[Problem]:
    """Only kinds that say so in the vocabulary may last (``A/B``); a birth or an end never does."""
    for index, person in enumerate(case.people):
        yield from _lasting(person.born, ("people", index, "born"))
        for place, citation in cited_at(person.sources, ("people", index)):
            born = citation.says.born if citation.says else None
            yield from _lasting(born, (*place, "says", "born"))
    for path, event in events_at(case):
        yield from _of_event(event, path, context.vocabulary)


def _of_event(event: Event, path: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    if not _may_last(event.kind, vocabulary):
        yield from _lasting(event.date, (*path, "date"))
        yield from _lasting(event.for_, (*path, "for"))
    for key in AT_ONCE:
        yield from _lasting(getattr(event, key), (*path, key))
    if event.served is not None:
        yield from _lasting(event.served.person, (*path, "served", "person"))
        yield from _lasting(event.served.counsel, (*path, "served", "counsel"))
    for place, citation in cited_at(event.sources, path):
        says = citation.says
        if says is not None and not _may_last(says.kind or event.kind, vocabulary):
            yield from _lasting(says.date, (*place, "says", "date"))


def _may_last(code: str, vocabulary: Vocabulary) -> bool:
    """Whether a kind may last; of one that is not known nothing can be said."""
    kind = vocabulary.kind(code)
    return kind is None or kind.lasts


def _lasting(date: CaseDate | None, path: Path) -> Iterator[Problem]:
    """Refuse a date that lasts. Without an end it counts from its beginning, which is the day."""
    if date is None or date.form is not Form.LASTING:
        return
    message = "this happens at once, and the date says that it lasts"
    begin, end = date.parts[0], date.parts[-1]
    if begin is end:
        hint, meant = f'write {begin}, or "[{begin}..]" for some day from then on', Bare(begin.text)
        mend = Mend((Put(path, meant),))
    else:
        between = f"[{begin}..{end}]"
        hint, mend = f'write "{between}" for some day between', Mend((Put(path, between),))
    yield Problem("CL507", message, path, Severity.WARNING, date.text, hint, mend=mend)
