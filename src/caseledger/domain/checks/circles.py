"""References that lead back to where they begin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Case
from caseledger.domain.checks.context import Context
from caseledger.domain.problem import Problem

Graph = Mapping[str, Sequence[str]]
"""From each id to those that it names."""


def check_circles(case: Case, context: Context) -> Iterator[Problem]:  # noqa: ARG001
    """Nothing comes after itself, answers itself or reprints itself, by way of others either."""
    after: Graph = {event.id: event.after for event in case.events}
    answers: Graph = {event.id: (event.of,) if event.of else () for event in case.events}
    mirrors: Graph = {one.id: (one.mirror_of,) if one.mirror_of else () for one in case.sources}
    yield from _circles(after, "events", "after")
    yield from _circles(answers, "events", "of")
    yield from _circles(mirrors, "sources", "mirror_of")


def _circles(graph: Graph, part: str, field: str) -> Iterator[Problem]:
    rest = sorted_out(graph).circular
    for index, key in enumerate(graph):
        if key in rest:
            message = "this leads back to where it begins"
            yield Problem("CL408", message, (part, index, field), value=key)


@dataclass(frozen=True, slots=True)
class SortedOut:
    """The ids of a graph: each behind all that it names, and those that lie on circles."""

    in_order: tuple[str, ...]
    circular: frozenset[str]


def sorted_out(graph: Graph) -> SortedOut:
    """Put ids behind what they name. What lies on a circle, or behind or between circles, is left.

    Takes time in proportion to the references, so that no file can make it slow.
    """
    in_order = _freed(graph)
    rest = set(graph).difference(in_order)
    backwards: dict[str, list[str]] = {key: [] for key in rest}
    for key in rest:
        for named in set(graph[key]) & rest:
            backwards[named].append(key)
    return SortedOut(tuple(in_order), frozenset(rest.difference(_freed(backwards))))


def _freed(graph: Graph) -> list[str]:
    """Take away, again and again, what names nothing that is left."""
    named = {key: {one for one in ones if one in graph} for key, ones in graph.items()}
    naming: dict[str, list[str]] = {key: [] for key in graph}
    for key, ones in named.items():
        for one in ones:
            naming[one].append(key)
    freed = [key for key, ones in named.items() if not ones]
    for one in freed:  # grows while it is walked
        for key in naming[one]:
            named[key].discard(one)
            if not named[key]:
                freed.append(key)
    return freed
