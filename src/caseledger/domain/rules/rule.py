"""One rule of law that sets a period, exactly as it is written in a file of rules.

The words behind a field are its line in the documentation. The same form serves the rules of the
catalogue and those in a ledger's own folder of rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from caseledger.domain.fields import (
    STRICT,
    Anything,
    Date,
    Id,
    KindCode,
    Level,
    Procedure,
    State,
    Text,
    Texts,
    Time,
    Truth,
    Version,
    YesNo,
    YesNoUnknown,
    about,
    as_list,
    kept_as_is,
    needed,
)
from caseledger.domain.law import KindCodes, Labels, Status, WholeDay
from caseledger.domain.rules.choices import Binds, Clock, Counts, EventDay, Rollover, Side, Weekday
from caseledger.domain.rules.period import PeriodText
from caseledger.domain.values import Widens

Levels = Annotated[tuple[Level, ...], Widens(as_list, Level, "level or list")]
Sides = Annotated[tuple[Side, ...], Widens(as_list, Side, "side or list")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPattern:
    """Which events are meant: one of the kinds, in the state of the rule, all conditions met.

    An entry that leaves out a field on which a condition hangs may be meant: whatever rests on it
    is possible, not certain. Only ``final: yes`` wants the entry to say so.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    kind: KindCodes = needed("kinds of event, any of them")
    clock: Clock = about(
        "the day that counts: served (else, provisionally, the day itself), date, for, until",
        default="date",
    )
    outcome: Texts = about("only with one of these outcomes", default=())
    not_outcome: Texts = about("not with one of these outcomes", default=())
    grounds: Texts = about("only on one of these grounds", default=())
    not_grounds: Texts = about("not on one of these grounds alone", default=())
    body: Texts = about("only of one of these bodies", default=())
    level: Levels = about("only of these levels", default=())
    procedure: Procedure | None = about("of a transfer: take-charge or take-back")
    final: YesNo | None = about("yes: only what is marked as final")
    has: Texts = about("only with all of these fields", default=())
    lacks: Texts = about("only without any of these fields", default=())
    after: KindCodes = about("only if such an event came before, in the same state", default=())
    not_after: KindCodes = about("only if no such event came before", default=())
    elsewhere: KindCodes = about(
        "only if such an event came before in another state of the rule", default=()
    )
    not_brought_by: KindCodes = about(
        "not if such an event brought the person to that state before", default=()
    )
    scheduled: Truth = about("what is only fixed for a day is meant as well", default=False)
    for_: PeriodText | None = about("in earliest_of: the period from this event")
    other: Anything = kept_as_is()


def pattern_in_full(value: object) -> object:
    """Lengthen the code of a kind to a pattern."""
    return {"kind": value} if isinstance(value, str) else value


Pattern = Annotated[EventPattern, Widens(pattern_in_full, KindCode, "kind or {kind, conditions}")]
Patterns = Annotated[
    tuple[Pattern, ...],
    Widens(
        lambda value: value if isinstance(value, list) else [value],
        Pattern,
        "kind, pattern or list of them",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What starts the clock.

    ``any_of``: each such event starts one of its own. ``latest_of``: the last of them that are
    there. ``earliest_of``: each has a period of its own, and the first that ends decides; the
    first pattern is the one without which nothing starts.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    any_of: Patterns = about("each such event starts a clock of its own", default=())
    latest_of: Patterns = about("the last of these starts the clock", default=())
    earliest_of: Patterns = about("the period that ends first decides", default=())
    other: Anything = kept_as_is()

    @property
    def patterns(self) -> tuple[EventPattern, ...]:
        """All patterns, in the order of writing."""
        return (*self.any_of, *self.latest_of, *self.earliest_of)


def trigger_in_full(value: object) -> object:
    """Lengthen a kind, a pattern or a list of them to a trigger."""
    whole = isinstance(value, dict) and "kind" not in value
    return value if whole else {"any_of": value}


Triggered = Annotated[
    Trigger,
    Widens(trigger_in_full, Patterns, "pattern or trigger"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """For which cases this version of the rule holds: those whose selector lies in the period.

    Without ``selector`` the event that starts the clock decides, by its own day. ``also_from``:
    from that day of the trigger on, it may hold as a second reading whatever the selector says.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    selector: Patterns = about("the event whose day selects the version", default=())
    from_: WholeDay | None = about("the first day; else open, or not known")
    to: WholeDay | None = about("the last day; else open, or not known")
    also_from: WholeDay | None = about("a step from this day on may fall under it as well")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What makes the period longer: the nth such event for the nth extension of the same kinds.

    ``total``: so long in all, from the start. ``add``: so much more. Both: the text can be read
    in two ways.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    by: Patterns = needed("the event that extends it, before the period is over")
    total: PeriodText | None = about("so long in all")
    add: PeriodText | None = about("so much more")
    status: Status | None = about("how well this was read, where worse than the rule")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """What starts the clock anew, in the same procedure.

    ``suspensive``: only if the appeal that it decides held off execution; while such an appeal is
    pending, no day can be given. Without it ``appeal`` are kinds that open another matter, such as
    which state is responsible: while that is open, no end can be given.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    by: Patterns = needed("the event from which the period runs anew")
    suspensive: Truth = about("only if the appeal that it decides was suspensive", default=False)
    appeal: KindCodes = about("the kinds that open the appeal, or the other matter", default=())
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another period where the trigger is of another sort; one that does not say may be either."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    outcome: Texts = about("with one of these outcomes", default=())
    grounds: Texts = about("on one of these grounds", default=())
    for_: PeriodText = needed("the period then")
    status: Status | None = about("how well this was read, where worse than the rule")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """A period that the law of each state sets, within limits; `NationalFigure` has its length."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    min: PeriodText | None = about("no shorter than this")
    max: PeriodText | None = about("no longer than this")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Whether the order cannot be carried out while the time to appeal runs."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    answer: YesNoUnknown = needed("the answer")
    status: Status = needed("how well it was read; what is unverified never decides")
    source: Texts = about("where it was read", default=())
    note: Labels | None = about("what was not read")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A day and what the rule must make of it; ``rules test`` tries it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    trigger: Date = needed("the day, or days, on which the clock starts")
    time: Time | None = about("the hour, where hours count")
    others: tuple[Date, ...] = about("the days of the further patterns of earliest_of", default=())
    selector: Date | None = about("the day of the selector; else that of the trigger")
    country: State | None = about("whose law and holidays; else the first of the rule")
    extended: Texts = about("which extensions are used, by their first kind", default=())
    earliest: WholeDay | None = about("the earliest day that must come out")
    due: WholeDay | None = about("the day that must come out as due")
    latest: WholeDay | None = about("the latest day that must come out")
    note: Text | None = about("where it comes from")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what starts the clock, how long, how counted, what ends it, and who says so.

    ``binds`` decides which day is ``due``: the earliest possible for the applicant, the latest
    for a state. Rules of one ``family`` are versions of each other: one deadline comes of them.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id")
    title: Labels = needed("what must be done, by language")
    law: Text = needed("instrument and article")
    jurisdiction: Texts = about("states or groups of states; none: wherever", default=())
    instrument: Id | None = about("the treaty, if only its parties are bound by it")
    bound: Sides = about("who must be a party: host, other", default=("host",))
    displaced_by: Texts = about("treaties that take its place between their parties", default=())
    binds: Binds = needed("applicant or state")
    family: Id | None = about("versions of one rule share it")
    valid: Validity | None = about("which cases this version is for")
    review_after: WholeDay | None = about("for later decisions it must be read again: unverified")
    trigger: Triggered = needed("what starts the clock")
    last_only: Truth = about("only the last such event counts", default=False)
    for_: PeriodText | None = about("the period")
    national: National | None = about("the law of each state sets the period")
    variant: tuple[Variant, ...] = about("other periods for other sorts of trigger", default=())
    extend: tuple[Extension, ...] = about("what makes it longer", default=())
    cap: PeriodText | None = about("never longer than this in all")
    restart: tuple[Restart, ...] = about("what starts the clock anew", default=())
    detained: Truth = about("only while the person is held in that state", default=False)
    custody_grounds: Texts = about("detained: only in custody on one of these grounds", default=())
    calendar: Side = about("whose holidays count: host, or the other state", default="host")
    custody: Truth = about(
        "it limits custody: what is held beyond it must be let go", default=False
    )
    silent: Truth = about(
        "its act is seldom recorded: silence does not say that it was missed", default=False
    )
    done_by: Patterns = about("what meets it", default=())
    moot_by: Patterns = about("what makes it pointless; by default nothing does", default=())
    act: Counts = about("dispatch in time is enough, or receipt is required", default="receipt")
    profile: Id = needed("how the period is counted")
    on_miss: Id = needed("what may be said when it is missed")
    guidance: Truth = about("guidance, not a limit", default=False)
    suspends: Suspension | None = about("whether the time to appeal holds off execution")
    status: Status = needed("how well it was read")
    source: Texts = about("where it was read", default=())
    note: Labels | None = about("what was not read, and what else to know")
    examples: tuple[Example, ...] = about("days that it must give", default=())
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How periods are counted: where they start, where they end, and what a free last day does."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: Labels = needed("its name, by language")
    event_day: EventDay = about(
        "whether the day of the event is the first; both: it can be read in either way",
        default="not-counted",
    )
    rollover: Rollover = about(
        "a last day that is free: none stays, next-working-day moves, unknown: safe mode",
        default="none",
    )
    weekend: tuple[Weekday, ...] = about(
        "days of the week that are free", default=("saturday", "sunday")
    )
    extra_free_days: Texts = about(
        "further free days: MM-DD, good-friday, easter-monday", default=()
    )
    holidays: Truth = about("public holidays are free", default=True)
    act: Counts | None = about("dispatch or receipt, for all rules that are counted so")
    status: Status = needed("how well it was read")
    source: Texts = about("where it was read", default=())
    note: Labels | None = about("what was not read")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whether a state is bound by an instrument, and from when to when."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    bound: YesNoUnknown = needed("yes, no or unknown")
    from_: WholeDay | None = about("from this day on; else open, or not known")
    to: WholeDay | None = about("to this day; else it still is")
    status: Status = needed("how well it was read")
    note: Labels | None = about("what else to know")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty or another act, and who is bound by it. A state that is not named: not known."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: Labels = needed("its name, by language")
    names: Texts = about("what it is called in a case, under treaty", default=())
    parties: Mapping[str, Party] = needed("by state, or by group of states")
    others: YesNoUnknown = about("states that are not named", default="unknown")
    source: Texts = about("where it was read", default=())
    note: Labels | None = about("what else to know")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalFigure:
    """The length that the law of one state gives to a period which a rule leaves to it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    rule: Id = needed("the rule")
    country: State = needed("the state")
    for_: PeriodText = needed("the period")
    profile: Id | None = about("how it is counted there; else as the rule says")
    valid_from: WholeDay | None = about("the first day of the trigger; else open")
    valid_to: WholeDay | None = about("the last day of the trigger; else open")
    status: Status = needed("how well it was read")
    source: Texts = about("where it was read", default=())
    note: Labels | None = about("what else to know")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """A file of rules: of the catalogue, or in a ledger's own folder of rules."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    format: Version = needed("the version of this format: 1")
    profiles: Mapping[str, Profile] | None = about("ways of counting, by id")
    instruments: Mapping[str, Instrument] | None = about("treaties and their parties, by id")
    figures: tuple[NationalFigure, ...] = about("periods that national law sets", default=())
    rules: tuple[Rule, ...] = about("the rules", default=())
    other: Anything = kept_as_is()


RULE_PARTS: tuple[type, ...] = (
    RuleFile,
    Rule,
    Trigger,
    EventPattern,
    Validity,
    Extension,
    Restart,
    Variant,
    National,
    Suspension,
    Example,
    Profile,
    Instrument,
    Party,
    NationalFigure,
)
"""Every part of a file of rules, in the order of its documentation."""
