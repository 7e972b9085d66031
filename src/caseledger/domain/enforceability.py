"""What the time to appeal does to a standing: it holds an order off, then leaves it enforceable.

While an appeal period runs and the law says that it suspends, it is a shield; when it has passed
unused, the order can be carried out. Both are only possible where the law was not verified, or the
days leave room (design, section 6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from itertools import product

from caseledger.domain.case import Event
from caseledger.domain.deadlines.deadline import MET, MISSED, MOOT, Deadline
from caseledger.domain.deadlines.finding import deadlines_of
from caseledger.domain.handovers import ANNOUNCING
from caseledger.domain.law import READ, Ruling
from caseledger.domain.life import Life
from caseledger.domain.rules.rule import Rule
from caseledger.domain.windows import OPEN, Window
from caseledger.domain.world import Exposure, Shield, World

APPEAL_WINDOW = "appeal-window"
ORDERED, ENFORCEABLE = "ordered", "enforceable"

TRACKS = frozenset(code.partition(".")[0] for code in ANNOUNCING)
"""Tracks in which an order lies. The time to appeal against a refusal of asylum is no bar here."""


@dataclass(frozen=True, slots=True)
class AppealTime:
    """The time to appeal against an order, on a day on which nobody has certainly appealed.

    ``ends`` are the first and the last day on which it may end. ``verified``: the law certainly
    suspends; ``missed``: it has certainly passed unused.
    """

    order: Event
    ends: Window
    verified: bool
    missed: bool
    ruling: Ruling

    def runs(self, day: Day) -> bool:
        """Whether the time is running on a day, or may be."""
        return self.ends.latest is None or day <= self.ends.latest

    def may_be_over(self, day: Day) -> bool:
        """Whether the time may have passed by a day."""
        return self.ends.earliest is not None and self.ends.earliest < day


def appeal_times(life: Life, day: Day) -> tuple[AppealTime, ...]:
    """Return the times to appeal that matter on a day; none where no rule speaks of suspension."""
    if life.orders is None:
        life.orders = any(_suspending(rule) for rule in _rules(life))
    if not life.orders:
        return ()
    if day not in life.appeal_times:
        found = deadlines_of(life, day, _suspending)
        life.appeal_times[day] = tuple(_time(one) for one in found if _matters(one))
    return life.appeal_times[day]


def _matters(one: Deadline) -> bool:
    """Whether it is the time to appeal against an order, by the entry's own word, unused."""
    patterns = one.rule.trigger.patterns if one.rule else ()
    order = any(one.trigger.kind in pattern.kind for pattern in patterns)
    unused = one.state not in (MET, MOOT) and one.earliest is not None
    return order and unused and _track(one.trigger) in TRACKS


def _rules(life: Life) -> Iterator[Rule]:
    """The rules that an order of the person, in its state, may start."""
    words = life.vocabulary
    for one in life.occurrences:
        code = words.canonical(one.event.kind) or one.event.kind
        if code.partition(".")[0] in TRACKS:
            yield from words.rules.triggered_in(code, one.event.country or "")


def _suspending(rule: Rule) -> bool:
    return rule.suspends is not None and rule.suspends.answer != "no"


def _time(one: Deadline) -> AppealTime:
    suspends = one.rule.suspends if one.rule else None
    answer, status = (suspends.answer, suspends.status) if suspends else ("unknown", "none")
    read = answer == "yes" and status in READ and one.status in READ
    verified = read and one.certain and not one.needs
    code = one.rule.id if one.rule else ""
    return AppealTime(
        order=one.trigger,
        ends=Window(one.earliest, one.latest),
        verified=verified,
        missed=verified and one.state == MISSED,
        ruling=Ruling(answer, status, (code,)),
    )


def worlds_on(life: Life, world: World, day: Day) -> tuple[World, ...]:
    """Return what a world may be on a day, with the times to appeal as they stand then."""
    here = world.location
    ordered = any(e.host == here and e.level == ORDERED for e in world.exposures.values())
    told = appeal_times(life, day) if ordered else ()
    times = [time for time in told if time.order.country == here]
    if not times:
        return (world,)
    # The world is kept beside what comes of it, so that its place in memory stays its own.
    key = (id(world), tuple((t.order.id, t.runs(day), t.may_be_over(day), t.missed) for t in times))
    if key not in life.raised:
        life.raised[key] = (world, tuple(_on_day(world, times, day)))
    return life.raised[key][1]


def _on_day(world: World, times: list[AppealTime], day: Day) -> Iterator[World]:
    for time in times:
        if time.runs(day):
            world = _held_off(world, time)
    choices = []
    for time in times:
        exposure = _exposure(world, time.order)
        if exposure is not None and time.may_be_over(day) and _is_unused(world, exposure):
            raised = exposure._replace(level=ENFORCEABLE)
            choices.append((raised,) if time.missed else (exposure, raised))
            world = world._replace(rulings=(*world.rulings, (exposure.host, time.ruling)))
    for chosen in product(*choices):
        yield world._replace(exposures={**world.exposures, **{e.key: e for e in chosen}})


def _held_off(world: World, time: AppealTime) -> World:
    """Put the shield there while the time runs, unless an appeal stands in its place already."""
    exposure = _exposure(world, time.order)
    if exposure is None or not _is_unused(world, exposure):
        return world
    shield = Shield(
        kind=APPEAL_WINDOW,
        host=exposure.host,
        scope=(exposure.track, exposure.other),
        body="",
        against=(),
        until=time.ends,
        written=OPEN,
        event=time.order.id,
        doubted=not time.verified,
        rulings=(time.ruling,),
    )
    return world._replace(shields={**world.shields, shield.key: shield})


def _track(event: Event) -> str:
    return event.kind.partition(".")[0]


def _exposure(world: World, order: Event) -> Exposure | None:
    """The threat that an order made, as long as it stands at that level."""
    here = (
        e for e in world.exposures.values() if e.host == order.country and e.track == _track(order)
    )
    return next((e for e in here if order.id in e.events and e.level == ORDERED), None)


def _is_unused(world: World, exposure: Exposure) -> bool:
    """Whether no appeal against the order is pending."""
    return not any(
        shield.kind == "appeal"
        and shield.host == exposure.host
        and shield.scope in ((exposure.track, exposure.other), (exposure.track, ""))
        for shield in world.shields.values()
    )
