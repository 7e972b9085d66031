"""What became otherwise for a person, in words: what it was, what it is, by what and why."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.alerts import Alert
from caseledger.domain.changes import Address
from caseledger.domain.comparing import PersonDifference
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.standing import ShieldNow
from caseledger.domain.status import PersonNow
from caseledger.domain.turns import By, Cause, Derived, Sort, What, Why
from caseledger.domain.world import Exposure
from caseledger.render.alert_words import alert_label, detail_words
from caseledger.render.changes import NOUNS
from caseledger.render.consequence import ConsequenceWords
from caseledger.render.date_words import day_words
from caseledger.render.screen import Screen
from caseledger.render.wording import Wording

MOST_CAUSES = 3
"""So many entries are named as the reason of one change; JSON has them all."""

WORDS = {
    "en": {
        "standing": "standing",
        "location": "where",
        "liberty": "liberty",
        "exposure": "threat",
        "shield": "bar",
        "alert": "alert",
        "deadline": "deadline",
        "new": "new: {}",
        "ended": "ended: {}",
        "over": "no longer: {}",
        "met": "met: {}",
        "passed": "passed, nothing recorded meets it: {}",
        "moved": "moved {span}: {what}: {days}",
        "set": "has another day: {what}: {days}",
        "later": "{} days later",
        "earlier": "{} days earlier",
        "one-later": "1 day later",
        "one-earlier": "1 day earlier",
        "gone": "no longer in the case",
        "perhaps": "may be: {}",
        "by.version": "by version",
        "by.entry": "by entry",
        "by.time": "by time",
        "entry": "{}",
        "file": "{}",
        "happened": "{entry} is on or before {day}",
        "expiry": "{entry} ran out on {day}",
        "appeal": "the time to appeal against {entry} ended on {day}",
        "fixed": "{day}, the day fixed by {entry}, went by",
        "law": "the law of {day} applies",
        "removed": "{} (removed)",
        "and-more": "{} more",
    },
    "ru": {
        "standing": "положение",
        "location": "где",
        "liberty": "свобода",
        "exposure": "угроза",
        "shield": "защита",
        "alert": "внимание",
        "deadline": "срок",
        "new": "новое: {}",
        "ended": "прекратилось: {}",
        "over": "отпало: {}",
        "met": "соблюдён: {}",
        "passed": "истёк, записи о соблюдении нет: {}",
        "moved": "перенесён {span}: {what}: {days}",
        "set": "другой день: {what}: {days}",
        "later": "на {} дн. позже",
        "earlier": "на {} дн. раньше",
        "one-later": "на 1 день позже",
        "one-earlier": "на 1 день раньше",
        "gone": "больше не в деле",
        "perhaps": "возможно: {}",
        "by.version": "по правилам",
        "by.entry": "по записям",
        "by.time": "по времени",
        "entry": "{}",
        "file": "{}",
        "happened": "наступило не позднее {day}: {entry}",
        "expiry": "{day} истёк срок: {entry}",
        "appeal": "{day} истекло время на обжалование: {entry}",
        "fixed": "прошёл назначенный день, {day}: {entry}",
        "law": "действует право на {day}",
        "removed": "{} (удалено)",
        "and-more": "ещё {}",
    },
}

STEPS: Mapping[Why, By] = {Why.ENTRY: By.ENTRY, Why.FILE: By.VERSION}
"""By which step each sort of cause works; all others work by time."""


@dataclass(frozen=True, slots=True)
class DiffWords:
    """The words for what differs between two states, each state in those of its own day."""

    then: Wording
    now: Wording
    screen: Screen

    @property
    def lang(self) -> str:
        """The language."""
        return self.now.speech.lang

    @property
    def words(self) -> dict[str, str]:
        """The fixed phrases of the language."""
        return WORDS[self.lang]

    def said(self, one: Derived, person: PersonDifference) -> str:
        """Say what something was and what it is."""
        if one.sort is Sort.STANDING:
            return self._standing(one)
        if one.sort is Sort.DEADLINE:
            return self._deadline(one)
        old, new = (self._thing(one, person, is_new=is_new) for is_new in (False, True))
        if old and new:
            return self._turn(old, new)
        return self.words[one.what.value].format(new or old)

    def why(self, one: Derived, person: PersonDifference) -> str:
        """Say by which steps it changed, and through what."""
        told = []
        for by in one.by:
            causes = [c for c in one.because if STEPS.get(c.why, By.TIME) is by]
            causes = [c for c in causes if c.why is not Why.DAY]  # the day is told by what changed
            named = [self.cause(cause, person) for cause in causes[:MOST_CAUSES]]
            if len(causes) > MOST_CAUSES:
                named.append(self.words["and-more"].format(len(causes) - MOST_CAUSES))
            step = self.words[f"by.{by.value}"]
            told.append(f"{step}: {'; '.join(named)}" if named else step)
        return "; ".join(told)

    def steps(self, one: Derived) -> str:
        """Say only by which steps it changed."""
        return ", ".join(self.words[f"by.{by.value}"] for by in one.by)

    def cause(self, cause: Cause, person: PersonDifference) -> str:
        """Say one cause: an entry or a file that changed, or what a day brought."""
        day = day_words(cause.day, self.lang) if cause.day else ""
        entry = self._entry(cause.entry, person) if cause.entry else ""
        if cause.why in (Why.ENTRY, Why.FILE):
            return entry or cause.file
        return self.words[cause.why.value].format(day=day, entry=entry)

    def _entry(self, address: Address, person: PersonDifference) -> str:
        """Name an entry: of an event what it tells, and its date."""
        list_name, name = address
        if list_name != "events":
            return f"{NOUNS[self.lang][list_name]} {name}"
        event = person.event(name)
        if event is None:
            return self.words["removed"].format(name)
        speech = self.now.speech
        told = speech.event(event, speech.vocabulary.kind(event.kind))
        text = f"{name} {told}, {speech.date(event.date)}"
        gone = person.now is not None and person.now.event(name) is None
        return self.words["removed"].format(text) if gone else text

    def _standing(self, one: Derived) -> str:
        old, new = one.old, one.new
        if not isinstance(new, PersonNow):
            return self.words["gone"]
        if not isinstance(old, PersonNow):
            return self.words["new"].format(self.now.standing(new))
        before, after = self.then.standing(old), self.now.standing(new)
        if before != after:
            return self._turn(before, after)
        perhaps = self._turn(_possible(self.then, old), _possible(self.now, new))
        return f"{after} ({self.words['perhaps'].format(perhaps)})"

    def _thing(self, one: Derived, person: PersonDifference, *, is_new: bool) -> str:
        """Say a place, liberty, a threat, a bar or an alert as it was, or as it is."""
        thing = one.new if is_new else one.old
        wording, stood = (self.now, person.now) if is_new else (self.then, person.then)
        told = ConsequenceWords(wording, self.screen)
        here = stood.standing.location if stood else ""
        if isinstance(thing, PersonNow):
            if one.sort is Sort.LOCATION:
                return told.place(thing)
            return told.liberty(thing.standing.liberty.state)
        if isinstance(thing, Exposure):
            return told.threat(thing, here)
        if isinstance(thing, ShieldNow):
            return told.bar(thing, here)
        return self._alert(thing, wording) if isinstance(thing, Alert) else ""

    def _alert(self, alert: Alert, wording: Wording) -> str:
        vocabulary = wording.speech.vocabulary
        label = alert_label(alert, vocabulary, self.lang)
        detail = detail_words(alert, vocabulary, self.lang)
        return f"{label}: {detail}" if detail else label

    def _deadline(self, one: Derived) -> str:
        old, new = one.old, one.new
        if one.what is What.MOVED and isinstance(old, Deadline) and isinstance(new, Deadline):
            return self._moved(old, new)
        told = ConsequenceWords(self.now if new else self.then, self.screen)
        due = new or old
        if not isinstance(due, Deadline):
            return ""
        whole = one.what in (What.NEW, What.PASSED)
        return self.words[one.what.value].format(told.due(due) if whole else told.what(due))

    def _moved(self, old: Deadline, new: Deadline) -> str:
        now = ConsequenceWords(self.now, self.screen)
        days = self._turn(ConsequenceWords(self.then, self.screen).day(old), now.day(new))
        if old.effective is None or new.effective is None or old.effective == new.effective:
            return self.words["set"].format(what=now.what(new), days=days)
        count = (new.effective - old.effective).days
        key = "later" if count > 0 else "earlier"
        key = f"one-{key}" if abs(count) == 1 else key
        span = self.words[key].format(abs(count))
        return self.words["moved"].format(span=span, what=now.what(new), days=days)

    def _turn(self, old: str, new: str) -> str:
        return f"{old} {self.screen.sign('→', '->')} {new}"


def _possible(wording: Wording, one: PersonNow) -> str:
    """Every standing that is possible; some labels have a comma in them."""
    return " / ".join(wording.label(code) for code in one.standing.possible)


Group = tuple[str, list[Derived]]


def by_reason(derived: Sequence[Derived], why: Callable[[Derived], str]) -> Iterator[Group]:
    """Put together what has the same reason, in the order of the gravest of each."""
    groups: dict[str, list[Derived]] = {}
    for one in derived:
        groups.setdefault(why(one), []).append(one)
    return iter(groups.items())
