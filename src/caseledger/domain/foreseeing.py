"""What would change a standing: days ahead on which something runs out, and entries that would."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta

from caseledger.domain.deciding import MOST_EFFORT, Scene, outcome_of
from caseledger.domain.decision import certainly_holds
from caseledger.domain.enforceability import APPEAL_WINDOW, appeal_times
from caseledger.domain.handovers import SCHEDULED
from caseledger.domain.hypothesis import AddEvent, life_after
from caseledger.domain.kind import Kind, mapping, texts
from caseledger.domain.life import Life
from caseledger.domain.questions import Outcome
from caseledger.domain.states import is_state
from caseledger.domain.windows import ONE_DAY, moved
from caseledger.domain.world import PROTECTION, Shield

RAN_OUT, TERM, IDLE, HANDOVER, LAW = "ran-out", "term", "idle", "handover", "law"
WINDOW = "window"

NEAR = frozenset({RAN_OUT, TERM, HANDOVER, WINDOW})
"""What is told also where nothing else becomes possible: somebody has to act before that day."""

MOST_TURNS, FEW_TURNS = 12, 3
"""So many days are looked at; few where each means to look at a bound of too many things."""
MOST_MOVES = 8


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which other standings are possible if nothing more is recorded, and by what.

    ``event`` is the entry that wrote the shield, fixes the handover, or may be appealed.
    """

    day: Day
    cause: str
    event: str
    shield: Shield | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Move:
    """An event of a kind that usually ends a standing, and what would be possible after it."""

    change: AddEvent
    outcome: Outcome


def turns(scene: Scene) -> tuple[Turn, ...]:
    """Return the days ahead on which a bar runs out or what is possible changes, nearest first."""
    life = _so_far(scene)
    days: dict[Day, tuple[str, str, Shield | None]] = {}
    for day, cause, event, shield in sorted(_days(scene), key=lambda one: one[0]):
        days.setdefault(day, (cause, event, shield))
    found, before = [], scene.standing.possible
    most, effort = MOST_TURNS if scene.seen.complete else FEW_TURNS, MOST_EFFORT
    for day, (cause, event, shield) in list(days.items())[:most]:
        outcome = outcome_of(life, day)
        effort -= outcome.effort
        if effort < 0:
            break
        if outcome.possible != before or cause in NEAR:
            found.append(Turn(day, cause, event, shield, outcome))
        before = outcome.possible
    return tuple(found)


def _so_far(scene: Scene) -> Life:
    """The life without what had not begun by the day: entries of later are no part of it."""
    ahead = {
        one.event.id
        for one in scene.life.occurrences
        if not one.window.begun_by(scene.day) and one.event.state != SCHEDULED
    }
    case = scene.life.case
    events = tuple(event for event in case.events if event.id not in ahead)
    return Life(replace(case, events=events), scene.life.person, scene.life.vocabulary)


def _days(scene: Scene) -> Iterator[tuple[Day, str, str, Shield | None]]:
    for now in scene.standing.shields:
        turn = _uncertain_from(now.shield, scene) if now.certain else None
        if turn is not None:
            yield (*turn, now.shield.event, now.shield)
    yield from _ends_of_appeal_times(scene)
    for one in scene.life.handovers:
        first = one.occurrence.window.earliest
        if first and first >= scene.day and one.fixed.begun_by(scene.day):
            yield moved(first, ONE_DAY), HANDOVER, one.occurrence.event.id, None
    for host in scene.standing.locations:
        for day in scene.life.vocabulary.law.days(host):
            if day > scene.day:
                yield day, LAW, "", None


def _ends_of_appeal_times(scene: Scene) -> Iterator[tuple[Day, str, str, Shield | None]]:
    for time in appeal_times(scene.life, scene.day):
        for last in dict.fromkeys((time.ends.earliest, time.ends.latest)):
            if last is not None and last >= scene.day:
                yield moved(last, ONE_DAY), WINDOW, time.order.id, None


def _uncertain_from(shield: Shield, scene: Scene) -> tuple[Day, str] | None:
    """The first day on which time alone makes a shield uncertain."""
    life = scene.life
    if shield.kind == APPEAL_WINDOW:
        return None
    for day, cause in sorted(_terms(shield, scene)):
        if day > scene.day and not certainly_holds(shield, life.recorded, life.vocabulary, day):
            return day, cause
    return None


def _terms(shield: Shield, scene: Scene) -> Iterator[tuple[Day, str]]:
    words = scene.life.vocabulary
    if shield.until is not None and shield.until.earliest is not None:
        yield moved(shield.until.earliest, ONE_DAY), RAN_OUT
    term, idle = words.usual_term(shield.kind), words.idle_after(shield.kind)
    if term is not None and shield.until is None and shield.written.earliest:
        yield moved(shield.written.earliest, timedelta(days=term + 1)), TERM
    if idle is not None:
        track = shield.scope[0] if shield.scope else PROTECTION
        recorded = scene.life.recorded.get((track, shield.host), ())
        starts = {shield.written.earliest, *(one.window.earliest for one in recorded)}
        yield from (
            (moved(start, timedelta(days=idle + 1)), IDLE) for start in starts if start is not None
        )


def moves(scene: Scene) -> tuple[Move, ...]:
    """Return what would change a certain standing if it were recorded, by kinds of event.

    The catalogue names the kinds that usually end a standing; of them those are left out that
    would change nothing here, or of which the case does not show what they need.
    """
    if len(scene.standing.possible) > 1 or not scene.seen.complete:
        return ()
    page = mapping(scene.life.vocabulary.section("standings").get(scene.standing.code))
    found = []
    for code in texts(page.get("changes"))[:MOST_MOVES]:
        kind = scene.life.vocabulary.kind(code)
        change = _move(kind, scene) if kind else None
        if change is not None:
            outcome = outcome_of(life_after(scene.life, change), scene.day)
            if outcome.possible != scene.standing.possible:
                found.append(Move(change, outcome))
    return tuple(found)


def _move(kind: Kind, scene: Scene) -> AddEvent | None:
    """An event of a kind where the person is; None where it needs what is not known."""
    place = scene.standing.location
    given = {
        "country": place if is_state(place, scene.life.vocabulary.states) else "",
        "body": _body(scene) if "body" in kind.required else "",
        **_other(kind, scene),
    }
    fields = tuple((key, (value,)) for key, value in given.items() if value and kind.allows(key))
    named = {key for key, _ in fields}
    places = [str(e.value).split("|") for e in kind.effects if e.operation == "place"]
    known = all(named.intersection(names) for names in places)
    if not named.issuperset(kind.required) or not known:
        return None
    return AddEvent(kind.code, scene.written, fields)


def _other(kind: Kind, scene: Scene) -> dict[str, str]:
    """The other state of what threatens on the track of a kind."""
    others = [
        now.exposure.other
        for now in scene.standing.exposures
        if now.exposure.track == kind.track
        and is_state(now.exposure.other, scene.life.vocabulary.states)
    ]
    name = "by" if kind.allows("by") else "to"
    return {name: others[0]} if others else {}


def _body(scene: Scene) -> str:
    """The body before which a complaint is open, by the last entry that names one."""
    found = [one.event.body for one in scene.life.occurrences if one.event.body]
    return str(found[-1]) if found else ""
