"""Deadlines in words: when, what, who must act, what is not certain, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.case import Count
from caseledger.domain.deadlines.deadline import MET, MISSED, MOOT, NEEDS_INPUT, Deadline
from caseledger.domain.deadlines.terms import FIXED, TASK
from caseledger.domain.windows import Window
from caseledger.render.deadline_needs import need_words
from caseledger.render.deadline_phrases import STATUSES
from caseledger.render.deadline_steps import Steps, moment_words, weekday_words
from caseledger.render.law_words import UNVERIFIED, counted, labelled, status_words
from caseledger.render.sentences import count_words
from caseledger.render.wording import Wording

WORDS = {
    "en": {
        "overdue": "overdue",
        "due-soon": "due soon",
        "upcoming": "upcoming",
        "needs-input": "needs input",
        "missed": "missed",
        "met": "met",
        "moot": "moot",
        "uncertain": "{} ?",
        "said": "{}: {}",
        "on": "{} {}",
        "late-yes": "late",
        "late-unknown": "perhaps late",
        "maybe-met": "perhaps met by {event}, {day}",
        "no-day": "no day known",
        "appeal-pending": "no day while an appeal is pending",
        "matter-open": "no day while a matter is open on which it hangs",
        "today": "today",
        "tomorrow": "tomorrow",
        "yesterday": "yesterday",
        "ahead": "in {}",
        "ago": "{} ago",
        "range": "possible: {}",
        "applicant": "applicant",
        "state": "state",
        "of-state": "state ({})",
        "provisional": "service not proven",
        "doubtful-day": "the day is uncertain",
        "guidance": "guidance, not a limit",
        "safe": "last working day before: {}",
        "uncovered": "holidays of {} not known",
        "held": "held {held} of {maximum}",
        "held-only": "held {held}",
        "confirmed": "confirmed",
        "overridden": "day set",
        "by": "{} by {}",
        "on-day": "{} on {}",
        "computed": "{}; computed: {}",
        "lapsed": "LAPSED, its basis has changed: {}",
        "reason": "{} ({})",
        "leave-by": "Last day to leave",
        "validity": "Runs out",
        "custody": "Term of custody ends",
    },
    "ru": {
        "overdue": "просрочен",
        "due-soon": "скоро истекает",
        "upcoming": "предстоит",
        "needs-input": "нужны сведения",
        "missed": "пропущен",
        "met": "соблюдён",
        "moot": "отпал",
        "uncertain": "{} ?",
        "said": "{}: {}",
        "on": "{} {}",
        "late-yes": "с опозданием",
        "late-unknown": "возможно, с опозданием",
        "maybe-met": "возможно, соблюдён: {event}, {day}",
        "no-day": "день не определён",
        "appeal-pending": "день не определён, пока рассматривается жалоба",
        "matter-open": "день не определён, пока не решён вопрос, от которого он зависит",
        "today": "сегодня",
        "tomorrow": "завтра",
        "yesterday": "вчера",
        "ahead": "через {}",
        "ago": "{} назад",
        "range": "возможно: {}",
        "applicant": "заявитель",
        "state": "государство",
        "of-state": "государство ({})",
        "provisional": "вручение не подтверждено",
        "doubtful-day": "день под вопросом",
        "guidance": "ориентир, а не срок",
        "safe": "последний рабочий день перед ним: {}",
        "uncovered": "праздники неизвестны: {}",
        "held": "под стражей {held} из {maximum}",
        "held-only": "под стражей {held}",
        "confirmed": "подтверждён",
        "overridden": "день назначен",
        "by": "{}: {}",
        "on-day": "{}, {}",
        "computed": "{}; по расчёту: {}",
        "lapsed": "УТРАТИЛО СИЛУ, основания изменились: {}",
        "reason": "{} ({})",
        "leave-by": "Последний день для выезда",
        "validity": "Истекает",
        "custody": "Заканчивается срок содержания под стражей",
    },
}

STYLES = {
    "overdue": "error",
    "due-soon": "warning",
    "needs-input": "info",
    "missed": "error",
    "met": "quiet",
    "moot": "quiet",
}
"""How a state is painted; its word stands beside it always."""


_LONG_BRACKETS = re.compile(r" \([^()]{5,}\)")
"""Not those of ``(EU)``, nor of a paragraph, which stand behind no space."""


@dataclass(frozen=True, slots=True)
class DeadlineWords:
    """Words for deadlines in one language, on one day."""

    wording: Wording

    @property
    def lang(self) -> str:
        """The language."""
        return self.wording.speech.lang

    @property
    def words(self) -> Mapping[str, str]:
        """The fixed phrases of the language."""
        return WORDS[self.lang]

    # When

    def day(self, day: Day) -> str:
        """Say a day with its weekday: ``Fri 27 Nov 2026``."""
        return weekday_words(day, self.lang)

    def due(self, one: Deadline) -> str:
        """Say the day to go by, where hours are counted the moment."""
        if one.moment is not None and one.effective == one.moment.date():
            return moment_words(one.moment, self.lang)
        if one.effective is not None:
            return self.day(one.effective)
        codes = {step.code for step in one.steps}
        waiting = next(
            (code for code in ("appeal-pending", "matter-open") if code in codes), "no-day"
        )
        return self.words[waiting]

    def far(self, one: Deadline) -> str:
        """Say how far off it is: ``in 5 days``, ``3 days ago``; nothing without a day."""
        if one.effective is None:
            return ""
        days = (one.effective - self.wording.day).days
        near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
        if near:
            return self.words[near]
        key = "ahead" if days > 0 else "ago"
        return self.words[key].format(counted(abs(days), "d", self.lang))

    def possible(self, one: Deadline) -> str:
        """Say between which days it may lie, where that is not one day."""
        if one.earliest == one.latest:
            return ""
        return self.words["range"].format(self.wording.window(Window(one.earliest, one.latest)))

    # What

    def title(self, one: Deadline) -> str:
        """Say what must be done, or of what sort a recorded term is."""
        if one.rule is not None:
            return labelled(one.rule.title, self.lang)
        words = self.event_words(one.trigger.id, one)
        head = self.words.get(one.term, "")
        return self.words["said"].format(head, words) if head else words

    def event_words(self, key: str, one: Deadline) -> str:
        """Say what an entry of the case says."""
        event = next((event for event in one.case.events if event.id == key), None)
        if event is None:
            return key
        speech = self.wording.speech
        return speech.told(event, speech.vocabulary.kind(event.kind))

    def law(self, one: Deadline) -> str:
        """Name instrument and article; nothing for a recorded term."""
        return one.rule.law if one.rule else ""

    def short_law(self, one: Deadline) -> str:
        """Name instrument and article without numbers, days and further sources."""
        return _LONG_BRACKETS.sub("", self.law(one).partition(";")[0])

    def who(self, one: Deadline) -> str:
        """Say who must act; which state, where only one can be meant; nobody on a fixed day."""
        if one.term == FIXED:
            return ""
        if one.for_applicant:
            return self.words["applicant"]
        named = self._bound_state(one)
        speech = self.wording.speech
        return self.words["of-state"].format(speech.state(named)) if named else self.words["state"]

    def _bound_state(self, one: Deadline) -> str:
        """The state that is bound: the only one of the law or entry, or the one that holds."""
        rules = self.wording.speech.vocabulary.rules
        states = rules.states(one.rule) if one.rule else frozenset[str]()
        if len(states) == 1:
            return min(states)
        event = one.trigger
        if one.rule and one.rule.custody:
            return event.country or ""
        named = {code for code in (event.country, event.by, event.to, event.from_) if code}
        return min(named) if len(named) == 1 else ""

    # What became of it

    def state(self, one: Deadline) -> str:
        """Name the state, with a question mark where it is not certain, and what it comes to."""
        label = self.words.get(one.state, one.state)
        label = label if one.certain else self.words["uncertain"].format(label)
        detail = _DETAILS.get(one.state, _nothing)(self, one)
        return self.words["said"].format(label, detail) if detail else label

    def short_state(self, one: Deadline) -> str:
        """Name the state alone."""
        label = self.words.get(one.state, one.state)
        return label if one.certain else self.words["uncertain"].format(label)

    def meeting(self, one: Deadline) -> str:
        """Say by which entry it was met, on what day, and whether that was late."""
        if one.met is None:
            return ""
        late = self.words.get(f"late-{one.met.late}", "")
        entry = f"{self.event_words(one.met.event.id, one)} ({one.met.event.id})"
        said = [self.wording.window(one.met.on), late, entry]
        return ", ".join(filter(None, said))

    def met_on(self, one: Deadline) -> str:
        """Say on what day it was met, and whether that was late."""
        if one.met is None:
            return ""
        late = self.words.get(f"late-{one.met.late}", "")
        said = self.missed(one) if one.consequence else ""
        return ", ".join(filter(None, (self.wording.window(one.met.on), late, said)))

    def missed(self, one: Deadline) -> str:
        """Say what may be said when it is missed."""
        if one.rule is None:
            return ""
        return self.wording.speech.vocabulary.word("misses", one.rule.on_miss, self.lang)

    def needs(self, one: Deadline) -> str:
        """Say what should be recorded."""
        return ", ".join(need_words(code, self.lang) for code in one.needs)

    def moot_by(self, one: Deadline) -> str:
        """Say what made it pointless."""
        if one.moot_by is None:
            return ""
        return f"{self.event_words(one.moot_by.id, one)} ({one.moot_by.id})"

    # What to know besides

    def marks(self, one: Deadline) -> list[str]:
        """Say everything without which the day would be taken for more than it is."""
        return list(filter(None, self._marks(one)))

    def _marks(self, one: Deadline) -> Iterator[str]:
        words = self.words
        yield (one.trigger.note or "").strip() if one.term == TASK else ""
        # Where a person set the day, what surrounds the computed one no longer matters.
        computed = one.effective == one.due
        yield self.possible(one) if computed else ""
        if one.provisional:
            yield words["provisional" if "served" in one.needs else "doubtful-day"]
        yield STATUSES[self.lang]["unverified"] if one.status in UNVERIFIED else ""
        yield words["guidance"] if one.rule and one.rule.guidance else ""
        safe = one.safe_before if computed else None
        yield words["safe"].format(self.day(safe)) if safe else ""
        yield self.uncovered(one)
        yield self.held(one)
        yield self.decision(one)
        if one.met is not None and one.state != MET:
            day = self.wording.window(one.met.on)
            yield words["maybe-met"].format(event=one.met.event.id, day=day)

    def uncovered(self, one: Deadline) -> str:
        """Name the years of which the holidays are not known."""
        years = ", ".join(map(str, one.uncovered))
        return self.words["uncovered"].format(years) if years else ""

    def held(self, one: Deadline) -> str:
        """Say how long the person has been held, of how many days at most."""
        if one.held is None:
            return ""
        days = count_words(Count(min=one.held.least, max=one.held.most))
        if one.held.maximum is None:
            whole = counted(one.held.most, "d", self.lang).partition(" ")[2]
            return self.words["held-only"].format(held=f"{days} {whole}")
        whole = counted(one.held.maximum, "d", self.lang)
        return self.words["held"].format(held=days, maximum=whole)

    def decision(self, one: Deadline) -> str:
        """Say who confirmed the day or set another one, with the computed one beside it."""
        if one.decision is None:
            return ""
        stored, words = one.decision.stored, self.words
        said = words["overridden" if stored.kind == "override" else "confirmed"]
        speech = self.wording.speech
        if stored.kind == "override" and stored.date:
            said = words["said"].format(said, speech.date(stored.date))
        said = words["by"].format(said, stored.by) if stored.by else said
        said = words["on-day"].format(said, speech.date(stored.on)) if stored.on else said
        said = words["reason"].format(said, stored.reason) if stored.reason else said
        if one.decision.lapsed:
            return words["lapsed"].format(said)
        if stored.kind != "override":
            return said
        computed = self.day(one.due) if one.due else words["no-day"]
        return words["computed"].format(said, computed)

    # Below it

    def steps(self, one: Deadline) -> list[str]:
        """Say how the day was counted, a sentence a step."""
        rule = one.rule.id if one.rule else ""
        return Steps(self.wording, one.case, rule).sentences(one.steps)

    def profile_status(self, one: Deadline) -> str | None:
        """Return the code of how well the way of counting was read."""
        profile = self.wording.speech.vocabulary.rules.profile(one.profile)
        return profile.status if profile else None

    def status(self, one: Deadline) -> str:
        """Say how well the law was read."""
        return status_words(one.status, self.lang)


def _nothing(_words: DeadlineWords, _one: Deadline) -> str:
    return ""


_DETAILS: Mapping[str, Callable[[DeadlineWords, Deadline], str]] = {
    MET: DeadlineWords.met_on,
    MISSED: DeadlineWords.missed,
    MOOT: lambda _, one: one.moot_by.id if one.moot_by else "",
    NEEDS_INPUT: DeadlineWords.needs,
}
"""What is said behind a state."""
