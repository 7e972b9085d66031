"""One deadline of one person as it is on a day."""

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from caseledger.domain.case import Case, Event, Person, StoredDeadline
from caseledger.domain.rules.choices import APPLICANT
from caseledger.domain.rules.rule import Rule
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window

UPCOMING, DUE_SOON, OVERDUE = "upcoming", "due-soon", "overdue"
MET, MISSED, MOOT, NEEDS_INPUT = "met", "missed", "moot", "needs-input"
STATES = (OVERDUE, DUE_SOON, UPCOMING, NEEDS_INPUT, MISSED, MET, MOOT)
"""Every state, in the order in which they ask for attention.

``overdue``: the day has passed and nothing recorded meets it. ``missed``: the latest possible day
has passed, and neither the trigger, nor its service, nor the law leaves a doubt; only then may be
said what the rule says of it. ``moot``: something happened that the rule names. ``needs-input``:
no day can be given before something is recorded that ``needs`` names.
"""

OPEN_STATES = frozenset({UPCOMING, DUE_SOON, OVERDUE, NEEDS_INPUT})
"""States in which something can still be done, or must be found out."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The event that meets a deadline, when it took place, and whether that was in time.

    ``late``: yes, no, or unknown where the days leave room for both. ``certain`` is false where
    the event itself is only possible.
    """

    event: Event
    on: Window
    late: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person wrote about a deadline: a confirmation, or another day.

    ``lapsed`` where the trigger has changed since: then it is shown, and holds no longer.
    """

    stored: StoredDeadline
    lapsed: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Days of custody up to a day, the least and the most, and the most that the rule allows."""

    least: int
    most: int
    maximum: int | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be done: computed by a rule, or (``rule`` None) as recorded.

    ``term`` says of what sort a recorded one is: leave-by, validity, custody, hearing, task, fixed.
    ``earliest`` and ``latest`` bound every reading; ``due`` is the earliest for who is bound as
    applicant and the latest for a state; None where no day can be given. ``moment`` is the end of
    a period of hours, where the hour of its start is known. ``rules`` are the versions that may
    apply, the first the one that gives ``due``. ``certain``: trigger and rule certainly apply.
    ``provisional``: counted from the decision's own day, for want of proof of service. ``needs``
    are codes of what should be recorded: served, figure, selector, suspensive, bound, time, or the
    field of the trigger on which a condition hangs. ``status`` is how well the law was read, the
    weakest of all that it rests on. ``missed_by`` says what may be said when it is missed.
    """

    case: Case
    person: Person
    rule: Rule | None
    term: str
    trigger: Event
    selector: Event | None
    binds: str
    earliest: Day | None
    latest: Day | None
    due: Day | None
    state: str
    moment: datetime | None = None
    certain: bool = True
    provisional: bool = False
    met: Meeting | None = None
    moot_by: Event | None = None
    needs: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    steps: tuple[Step, ...] = ()
    status: str = "none"
    profile: str = ""
    safe_before: Day | None = None
    calendar_state: str = ""
    uncovered: tuple[int, ...] = ()
    decision: Decision | None = None
    held: Held | None = None
    alarm: bool = True
    """Whether somebody should act when it has passed; else the passing only tells something."""

    @property
    def for_applicant(self) -> bool:
        """Whether the applicant or counsel must act."""
        return self.binds == APPLICANT

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same deadline on another day: case, person, rule or term, trigger."""
        family = (self.rule.family or self.rule.id) if self.rule else self.term
        return (self.case.id, self.person.id, family, self.trigger.id)

    @property
    def consequence(self) -> str:
        """The code of what may be said of it: it was missed, or certainly met too late."""
        late = self.met is not None and self.met.certain and self.met.late == "yes"
        sure = late and self.certain and not (self.provisional or self.needs)
        told = self.rule is not None and (self.state == MISSED or sure)
        return str(self.rule.on_miss) if told and self.rule else ""

    @property
    def effective(self) -> Day | None:
        """The day to go by: what a person decided and still holds, else ``due``."""
        stands = self.decision if self.decision and not self.decision.lapsed else None
        date = stands.stored.date if stands and stands.stored.kind == "override" else None
        return (date.earliest if date else None) or self.due
