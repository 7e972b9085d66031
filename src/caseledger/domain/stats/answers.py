"""The answer to a question of numbers: a table, its margins, and the rates where they belong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from caseledger.domain.stats.counting import Item, Table, tabulate
from caseledger.domain.stats.rates import OUTCOME, Rate, rates_of
from caseledger.domain.stats.records import CASES, EVENTS, PERSONS, PROCEDURES, Question, items_of
from caseledger.domain.status import PersonNow
from caseledger.domain.windows import OPEN

PROTECTION = "protection"
USUAL: Mapping[str, tuple[tuple[str, ...], ...]] = {
    PERSONS: (("standing",), ("host",), ("citizenship",), ("stage",), ("outcome",)),
    CASES: (("standing",), ("host",), ("outcome",)),
    PROCEDURES: (("outcome",), ("host",), ("citizenship",)),
    EVENTS: (("period",), ("host",)),
}
"""The tables of each unit where nobody asks for others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table with the totals of its rows and columns, and the rates by the other dimension.

    ``margins`` are the tables of each dimension alone, where there are two. ``rates`` have the
    empty word for the whole; there are none where outcomes are not asked for.
    """

    table: Table
    margins: Mapping[str, Table]
    rates: Mapping[str, tuple[Rate, ...]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that was asked, for an audience. ``unread`` files could not be counted.

    ``recorded`` is the day on which the ledger said so; ``partial`` whether entries of the cases
    that are counted are held back.
    """

    question: Question
    answers: tuple[Answer, ...]
    public: bool
    partial: bool
    unread: int
    recorded: Day

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the numbers do not say themselves, by name, in the order in which to say it."""
        tables = [answer.table for answer in self.answers]
        ranges = any(not c.exact for table in tables for c in (table.total, *table.cells.values()))
        said = {
            "public": self.public,
            "internal": not self.public,
            "partial": self.partial,
            "open": not self.question.closed,
            "overlap": any(table.overlaps for table in tables),
            "range": ranges,
            "rates": any(answer.rates for answer in self.answers),
            "unread": bool(self.unread),
            "revised": self._past,
        }
        return tuple(name for name, so in said.items() if so)

    def has_below(self, limit: int) -> bool:
        """Whether a cell may hold so few that people can be recognised in it."""
        cells = (count for answer in self.answers for count in answer.table.cells.values())
        return any(count.most > 0 and count.least < limit for count in cells)

    @property
    def _past(self) -> bool:
        """Whether it is about days before the day on which it was recorded."""
        dated = any("period" in answer.table.by for answer in self.answers)
        return dated or self.question.day < self.recorded or self.question.span != OPEN


def answered(people: Iterable[PersonNow], question: Question, by: tuple[str, ...]) -> Answer:
    """Count people, or what belongs to them, by one or two dimensions."""
    items = items_of(people, question, by)
    margins = {one: tabulate(items, (one,)) for one in by} if len(by) > 1 else {}
    claims = not question.tracks or PROTECTION in question.tracks
    rated = OUTCOME in by and question.unit != EVENTS and claims
    rates = {"": rates_of(items)} if rated else {}
    for other in by if rated else ():
        if other != OUTCOME:
            rates |= {
                value: rates_of(_those(items, other, value))
                for value in margins[other].values(other)
            }
    return Answer(tabulate(items, by), margins, rates)


def _those(items: Sequence[Item], dimension: str, value: str) -> list[Item]:
    """Return items with only what is, or may be, of one value of a dimension."""
    found = []
    for item in items:
        records = tuple(
            replace(record, sure=record.settled((dimension,)))
            for record in item.records
            if value in record.values[dimension]
        )
        if records:
            found.append(replace(item, records=records))
    return found
