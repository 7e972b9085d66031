"""The examples of rules, tried: whether each day comes out that must."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.deadlines.reckoning import Bound, Interval, interval_of_example
from caseledger.domain.rules.calendar import Calendar
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import Example, Rule

DAYS = ("earliest", "due", "latest")
"""The days that an example may ask for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example of a rule and what the rule makes of it."""

    rule: Rule
    example: Example
    found: Interval

    @property
    def expected(self) -> dict[str, Day]:
        """The days that must come out, by the key of the example."""
        return {name: day for name in DAYS if (day := getattr(self.example, name))}

    @property
    def given(self) -> dict[str, Day | None]:
        """The days that come out for what is expected; None where no day does."""
        return {name: bound.day if (bound := self.bound(name)) else None for name in self.expected}

    @property
    def holds(self) -> bool:
        """Whether every day that is expected comes out."""
        return bool(self.expected) and self.expected == self.given

    @property
    def failing(self) -> tuple[Bound, ...]:
        """The counts that give another day than they must."""
        bounds = (
            self.bound(name) for name, day in self.expected.items() if self.given[name] != day
        )
        return tuple({bound.day: bound for bound in bounds if bound}.values())

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The years whose holidays were needed and are not known."""
        bounds = [self.bound(name) for name in self.expected]
        return tuple(sorted({year for one in bounds if one for year in one.end.uncovered}))

    def bound(self, name: str) -> Bound | None:
        """Return the count behind one of the days."""
        if name == "due":
            return self.found.due(self.rule.binds)
        return self.found.earliest if name == "earliest" else self.found.latest


def trials_of(chosen: Iterable[Rule], rules: Rules, calendar: Calendar) -> Iterator[Trial]:
    """Try every example of some rules; ``rules`` are all that there are, the chosen among them."""
    for rule in chosen:
        for example in rule.examples:
            yield Trial(rule, example, interval_of_example(rule, example, rules, calendar))
