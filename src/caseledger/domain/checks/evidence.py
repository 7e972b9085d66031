"""Sources as evidence: whether anything rests on them, and whether they count once."""

from collections.abc import Iterator

from caseledger.domain.case import Case, Citation, Source
from caseledger.domain.checks.context import Context, cited_at, events_at
from caseledger.domain.checks.references import named_sources
from caseledger.domain.claims import Witness, witness_of
from caseledger.domain.edits import Drop
from caseledger.domain.problem import Mend, Path, Problem, Severity


def check_unused(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """A source that nothing cites backs nothing. It is never proposed to take evidence away."""
    named = {key for _, key in named_sources(case)}
    for index, source in enumerate(case.sources):
        # A reprint may be kept for what it prints: that it is no witness was said already.
        if source.id not in named and source.mirror_of is None:
            hint = "cite it where it says something: caseledger cite CASE EVENT SOURCE"
            message = "no event and no person cites this source"
            path = ("sources", index, "id")
            yield Problem("CL701", message, path, Severity.INFO, source.id, hint)


def check_citations(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """An entry cites a source once, unless for different things that it says or another page."""
    for path, citations in _entries(case):
        if len({citation.source for citation in citations}) == len(citations):
            continue
        for place, citation in cited_at(citations, path):
            if citation in citations[: int(place[-1])]:
                message = "this source is already cited here, for the same"
                mend = Mend((Drop(place),))
                hint = "take one of the two away"
                yield Problem(
                    "CL401", message, place, Severity.WARNING, citation.source, hint, mend=mend
                )


def check_addresses(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Two sources of one address, cited at one entry, count as two witnesses and may be one."""
    address = {one.id: one.url.rstrip("/") for one in case.sources if one.url}
    if len(set(address.values())) == len(address):
        return
    sources = {source.id: source for source in case.sources}
    for path, citations in _entries(case):
        first: dict[str, Witness] = {}
        for place, citation in cited_at(citations, path):
            url, witness = address.get(citation.source), witness_of(citation, sources)
            other = first.setdefault(url, witness) if url else witness
            if other.origin != witness.origin:
                message = "this source and another one cited here have the same address"
                hint = f"if {citation.source} and {other.source} are one report, cite one of them"
                at = (*place, "source")
                yield Problem("CL702", message, at, Severity.WARNING, citation.source, hint)


def _entries(case: Case) -> Iterator[tuple[Path, tuple[Citation, ...]]]:
    for index, person in enumerate(case.people):
        yield ("people", index), person.sources
    for path, event in events_at(case):
        yield path, event.sources


def check_reprints(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """A reprint is not a second witness beside what it reprints, nor beside another reprint."""
    if not any(source.mirror_of for source in case.sources):
        return
    sources = {source.id: source for source in case.sources}
    for path, citations in _entries(case):
        yield from _counted_twice(citations, path, sources)


def _counted_twice(
    citations: tuple[Citation, ...], path: Path, sources: dict[str, Source]
) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for place, citation in cited_at(citations, path):
        witness = witness_of(citation, sources)
        other = first.setdefault(witness.origin, witness.source)
        if other != witness.source:
            message = "this source and another one cited here are one and the same report"
            hint = f"{citation.source} and {other} count as one witness; cite the original alone"
            yield Problem(
                "CL702", message, (*place, "source"), Severity.INFO, citation.source, hint
            )
