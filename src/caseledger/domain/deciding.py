"""What would decide between several possible standings: open questions, and what each answer gives.

An answer is a change of the case, just what the command that is proposed would record; the standing
is worked out again from the case with that change. Only questions are kept of which an answer makes
a difference. `QUESTIONS` is the table of them: a new sort is a function and a line there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Any

from caseledger.domain.accounts import BELIEVED_BY_NOBODY, CLAIMED
from caseledger.domain.case import Event
from caseledger.domain.commuting import clashes
from caseledger.domain.dates import Form
from caseledger.domain.decision import severity
from caseledger.domain.doubts import DOUBTED, ENTRIES, PLACE, SUSPENSIVE, Doubt, doubts_of
from caseledger.domain.effects import Act, applying
from caseledger.domain.handovers import SCHEDULED
from caseledger.domain.hypothesis import AddEvent, AddProvision, SetField, life_after
from caseledger.domain.law import Provision
from caseledger.domain.life import Life
from caseledger.domain.loading import KEYS
from caseledger.domain.occurrences import Occurrence
from caseledger.domain.ordering import bits
from caseledger.domain.outlook import Outlook, outlook
from caseledger.domain.questions import Answer, Decider, Option, Outcome, Question
from caseledger.domain.renewals import Fields, end, renewal
from caseledger.domain.standing import Standing
from caseledger.domain.states import is_state
from caseledger.domain.windows import ONE_DAY, Window, date_of, moved, window_of
from caseledger.domain.world import NOWHERE, Shield

MOST_EFFORT = 24_000
"""So many branches are followed for all answers together."""

MOST_TRIALS, LEAST_TRIALS, MOST_WORK = 60, 12, 6000
"""So many changes are tried for one person, fewer where there are many events: the product is
bounded. Questions beyond are left out."""

LOCATED = "movement.located"
ASKED_OTHERWISE = frozenset({SUSPENSIVE, ENTRIES, PLACE})
"""Doubts about a shield that other questions are about."""

CONFIRMED = ("happened", "refuted")
"""What becomes of something that is only alleged."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A life on a day, all that is possible then, and the last day on which word can have come."""

    life: Life
    day: Day
    today: Day
    standing: Standing
    seen: Outlook

    @property
    def written(self) -> Day:
        """The day of an event that would be recorded: nothing can have happened after today."""
        return min(self.day, self.today)

    def event(self, key: str) -> Event | None:
        """Return an event by its id."""
        found = (one.event for one in self.life.occurrences)
        return next((event for event in found if event.id == key), None)


def scene_of(life: Life, standing: Standing, day: Day, today: Day) -> Scene:
    """Gather what questions are asked about. ``standing`` is that of the life on the day."""
    return Scene(life, day, today, standing, outlook(life, day))


def outcome_of(life: Life, day: Day) -> Outcome:
    """Say which standings are possible for a life on a day."""
    before = life.effort.spent
    seen = outlook(life, day)
    possible = tuple(sorted(seen.codes, key=severity(life.vocabulary)))
    return Outcome(possible, seen.complete, life.effort.spent - before)


@dataclass(frozen=True, slots=True)
class Deciders:
    """The questions that tell possible standings apart; ``all_tried`` if no other can."""

    found: tuple[Decider, ...] = ()
    all_tried: bool = True


def deciders(scene: Scene) -> Deciders:
    """Try the questions that are open; there are none where only one standing is possible."""
    if len(scene.standing.possible) < 2:  # noqa: PLR2004 - one leaves nothing to decide
        return Deciders()
    return _tried(_asked(scene), scene.life, scene.day, scene.standing.possible, _trials(scene))


def _tried(
    questions: Iterable[Question], life: Life, day: Day, possible: tuple[str, ...], left: int
) -> Deciders:
    """Keep the questions of which an answer makes a difference, as long as changes are left."""
    found: list[Decider] = []
    effort = MOST_EFFORT
    for question in questions:
        left -= len(question.options)
        if left < 0 or effort < 0:
            return Deciders(tuple(found), all_tried=False)
        answers = tuple(_answer(one, life, day) for one in question.options)
        effort -= sum(answer.outcome.effort for answer in answers)
        if any(answer.outcome.possible != possible for answer in answers):
            found.append(Decider(question, answers))
    return Deciders(tuple(found))


def deciding_orders(
    life: Life, day: Day, asked: Callable[[Occurrence], bool]
) -> tuple[Question, ...]:
    """Return the questions of order on which it hangs where a person stands on a day.

    Only events of the sort that is asked for are held against each other. The standing is worked
    out only where there is such a question; where it is but a bound, or the same whatever came
    first, there is none.
    """
    questions = list(_order_questions(life, day, asked))
    if not questions:
        return ()
    now = outcome_of(life, day)
    if len(now.possible) < 2 or not now.complete:  # noqa: PLR2004 - one leaves nothing to decide
        return ()
    tried = _tried(questions, life, day, now.possible, LEAST_TRIALS)
    return tuple(one.question for one in tried.found)


def _trials(scene: Scene) -> int:
    """How many changes are tried: few where each means to look at a bound of too many things."""
    if not scene.seen.complete:
        return LEAST_TRIALS
    return min(MOST_TRIALS, max(LEAST_TRIALS, MOST_WORK // max(len(scene.life.occurrences), 1)))


def _asked(scene: Scene) -> list[Question]:
    """Return all questions, those about what the standing rests on first."""
    resting = set(scene.standing.basis)
    for _, doubts in _doubted(scene):
        resting |= {event for doubt in doubts for event in doubt.events}
    found = [question for ask in QUESTIONS.values() for question in ask(scene)]
    return sorted(found, key=lambda question: resting.isdisjoint(question.events))


def _answer(option: Option, life: Life, day: Day) -> Answer:
    return Answer(option, outcome_of(life_after(life, option.change), day))


# The questions


def _handovers(scene: Scene) -> Iterator[Question]:
    """Whether a handover took place on the day that was fixed for it."""
    for one in scene.life.handovers:
        if one.open(scene.day):
            event = one.occurrence.event
            fields = _fields(event, ("country", "by", "to"))
            took = AddEvent(event.kind, _day_of(one.occurrence.window, scene), fields)
            still = AddEvent(LOCATED, scene.written, (("country", (event.country or NOWHERE,)),))
            options = (Option("took-place", took), Option("did-not", still))
            yield Question("handover", (event.id,), options)


def _day_of(window: Window, scene: Scene) -> Day:
    return min(window.latest or scene.written, scene.written)


def _accounts(scene: Scene) -> Iterator[Question]:
    """Which source is right about an entry."""
    for index in scene.life.disputed:
        accounts = scene.life.accounts(index)
        event = scene.life.occurrences[index].event
        for name in ("date", *CLAIMED):
            said = dict(_said(event, name, scene.life))
            if len({getattr(one, name) for one in accounts}) > 1 and len(said) > 1:
                key = KEYS.get(name, name)
                options = tuple(
                    Option("source", SetField(event.id, f"resolved.{key}.prefer", (source,)), value)
                    for value, source in said.items()
                )
                yield Question("account", (event.id,), options, field=key)


def _said(event: Event, name: str, life: Life) -> Iterator[tuple[object, str]]:
    """Each value that a source of the case gives for a field, with the first source of it."""
    seen = set()
    for citation in event.sources:
        source = life.sources.get(citation.source)
        if source is None or source.reliability in BELIEVED_BY_NOBODY:
            continue
        own = getattr(citation.says, name, None)
        value = own if own is not None else getattr(event, name)
        if value not in seen:
            seen.add(value)
            yield value, source.id


def _happened(scene: Scene) -> Iterator[Question]:
    """Whether something happened at all, or by the day."""
    fixed = {one.occurrence.event.id for one in scene.life.handovers}
    for one in scene.life.possible(scene.day):
        if one.event.id in fixed:
            continue
        if not one.happened:
            options = tuple(Option(k, SetField(one.event.id, "state", (k,))) for k in CONFIRMED)
            yield Question("alleged", (one.event.id,), options)
        elif not one.window.ended_by(scene.day):
            options = tuple(_halves(one.event, scene))
            yield from [Question("day", (one.event.id,), options)] if options else []


def _halves(event: Event, scene: Scene) -> Iterator[Option]:
    """The part of a date up to the day, and the part behind it; none where it does not hold both.

    Of today nothing that lies behind it has happened: it is scheduled. What lasts keeps its date:
    another beginning would lose the end.
    """
    dated, later = window_of(event.date), moved(scene.day, ONE_DAY)
    if event.date.form is Form.LASTING or not (dated.contains(scene.day) and dated.contains(later)):
        return
    date = date_of(Window(dated.earliest, scene.day))
    yield Option("by", SetField(event.id, "date", (date.text,)), date)
    if scene.day >= scene.today:
        yield Option("not-yet", SetField(event.id, "state", (SCHEDULED,)))
    else:
        date = date_of(Window(later, dated.latest))
        yield Option("after", SetField(event.id, "date", (date.text,)), date)


def _orders(scene: Scene) -> Iterator[Question]:
    """Which of two entries came first, where the order makes a difference."""
    yield from _order_questions(scene.life, scene.day, lambda _one: True)


def _order_questions(
    life: Life, day: Day, asked: Callable[[Occurrence], bool]
) -> Iterator[Question]:
    ordering = life.plain.ordering
    fixed = {one.occurrence.index for one in life.handovers}
    acts = {
        place: Act(one.event, one.kind, one.window, life.vocabulary, applying(one.kind, one.event))
        for place, one in enumerate(ordering.events)
        if one.kind and one.index not in fixed and one.window.ended_by(day) and asked(one)
    }
    # Without a host every move counts as one away from it, so that nothing is left out.
    pairs = {
        (place, rival)
        for place, rivals in clashes(ordering, acts, None).items()
        for rival in bits(rivals)
        if place < rival
    }
    for first, second in sorted(pairs):
        one, other = ordering.events[first].event, ordering.events[second].event
        options = (_behind(one, other), _behind(other, one))
        yield Question("order", (one.id, other.id), options)


def _behind(earlier: Event, later: Event) -> Option:
    after = (*later.after, earlier.id)
    return Option("first", SetField(later.id, "after", after), earlier.id)


def _suspensive(scene: Scene) -> Iterator[Question]:
    """Whether an appeal suspends."""
    for shield, doubts in _doubted(scene):
        if any(doubt.cause == SUSPENSIVE for doubt in doubts):
            options = tuple(
                Option(word, SetField(shield.event, "suspensive", (word,)))
                for word in ("yes", "no")
            )
            yield Question("suspensive", (shield.event,), options, shield=shield)


def _shields(scene: Scene) -> Iterator[Question]:
    """Whether a shield still holds of which that is not certain."""
    for shield, doubts in _doubted(scene):
        wrote = scene.event(shield.event)
        if wrote is None or all(doubt.cause in ASKED_OTHERWISE for doubt in doubts):
            continue
        ways = (("holds", renewal), ("ended", end))
        options = tuple(
            Option(key, AddEvent(kind, scene.written, fields))
            for key, way in ways
            for kind, fields in [way(shield.kind, wrote, scene.life.vocabulary) or ("", ())]
            if kind
        )
        yield Question("shield", (shield.event,), options, shield=shield, doubts=doubts)


def _doubted(scene: Scene) -> Iterator[tuple[Shield, tuple[Doubt, ...]]]:
    for now in scene.standing.shields:
        if not now.certain:
            doubts = doubts_of(now.shield, scene.life, scene.seen.endings, scene.day)
            yield now.shield, doubts


def _covers(scene: Scene) -> Iterator[Question]:
    """Whether a shield holds off a threat by the law, where that is not known."""
    asked = {
        (shield, exposure.track)
        for ending in scene.seen.endings
        for shield in (*ending.sure, *ending.unsure)
        for exposure in ending.exposures
        if (shield.kind, exposure.track) in ending.open
        and ending.reaches[shield.key, exposure.key].answer == "possible"
    }
    for shield, track in sorted(asked, key=lambda one: (one[0].event, one[1])):
        options = _law(scene, shield, {"question": "covers", "track": (track,)}, track)
        yield Question("covers", (shield.event,), options, shield=shield, track=track)


def _ends(scene: Scene) -> Iterator[Question]:
    """Whether an event has ended a shield by the law, where it only puts it in doubt."""
    for shield, doubts in _doubted(scene):
        for key in (event for doubt in doubts if doubt.cause == DOUBTED for event in doubt.events):
            event = scene.event(key)
            if event is not None:
                about = {"question": "ends", "kind": (event.kind,)}
                options = _law(scene, shield, about, event.kind.replace(".", "-"))
                yield Question("ends", (key,), options, shield=shield)


def _law(scene: Scene, shield: Shield, about: Mapping[str, Any], name: str) -> tuple[Option, ...]:
    """The provisions that a ledger may add once somebody has read the law; none twice."""
    host, law = shield.host, scene.life.vocabulary.law
    code = f"{host.lower()}-{shield.kind}-{name}"
    if code in law.own or not is_state(host, scene.life.vocabulary.states):
        return ()
    title = {"en": f"{shield.kind} and {name}, by the law of {host}"}
    given: dict[str, Any] = {
        "id": code,
        "title": title,
        "jurisdiction": (host,),
        "shield": (shield.kind,),
    }
    return tuple(
        Option(answer, AddProvision(Provision(**given, **about, answer=answer, status="secondary")))
        for answer in ("yes", "no")
    )


def _fields(event: Event, names: tuple[str, ...]) -> Fields:
    found = ((name, getattr(event, name)) for name in names)
    return tuple((name, (value,)) for name, value in found if value)


QUESTIONS: Mapping[str, Callable[[Scene], Iterator[Question]]] = {
    "handover": _handovers,
    "account": _accounts,
    "happened": _happened,
    "suspensive": _suspensive,
    "shield": _shields,
    "order": _orders,
    "covers": _covers,
    "ends": _ends,
}
"""Every sort of question, in the order in which they are asked."""
