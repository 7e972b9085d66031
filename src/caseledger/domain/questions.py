"""Questions that are open about where somebody stands, how to answer them, and what that gives.

`deciding` asks them and works out the answers.
"""

from dataclasses import dataclass, field

from caseledger.domain.doubts import Doubt
from caseledger.domain.hypothesis import Change
from caseledger.domain.world import Shield


@dataclass(frozen=True, slots=True)
class Outcome:
    """The standings that are possible, the gravest first; ``complete`` unless it is a bound.

    ``effort`` is how many branches were followed to find them.
    """

    possible: tuple[str, ...]
    complete: bool
    effort: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer a question: its name, what it would record, a value for the words."""

    key: str
    change: Change
    value: object = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An option, and what would be possible after it."""

    option: Option
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is open: of which sort, about which entries, field, shield or track."""

    sort: str
    events: tuple[str, ...]
    options: tuple[Option, ...]
    field: str = ""
    shield: Shield | None = None
    doubts: tuple[Doubt, ...] = ()
    track: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """A question with its answers, of which at least one makes a difference."""

    question: Question
    answers: tuple[Answer, ...]
