"""The counting steps of a deadline as numbered sentences of a lawyer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime

from caseledger.domain.case import Case
from caseledger.domain.dates import CaseDate
from caseledger.domain.rules.choices import APPLICANT
from caseledger.domain.rules.step import Step
from caseledger.domain.windows import Window
from caseledger.render.date_words import WEEKDAYS, day_words
from caseledger.render.deadline_phrases import (
    CLOCKS,
    CONTINUING,
    FIELDS,
    FREE_DAYS,
    LISTED,
    PHRASES,
    SHORT_WEEKDAYS,
)
from caseledger.render.law_words import labelled, period_words, status_words
from caseledger.render.why_phrases import capital
from caseledger.render.wording import Wording

OTHER_BOUND = "other-bound"
"""The step that tells how the other end of an interval comes about."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The sentences for the steps of one case, in one language.

    ``rule`` is the id of the rule that gives the day: only another one is named besides.
    """

    wording: Wording
    case: Case
    rule: str = ""

    @property
    def lang(self) -> str:
        """The language of the sentences."""
        return self.wording.speech.lang

    def sentences(self, steps: Sequence[Step]) -> list[str]:
        """Say all steps in order; one that goes on with the step before shares its sentence."""
        found: list[str] = []
        before = ""
        one_day = all(step.code != OTHER_BOUND for step in steps)
        for step in steps:
            told = Step("due-only", step.values) if step.code == "due" and one_day else step
            words = self.phrase(told, before)
            goes_on = step.code in CONTINUING or (step.code == before and before in LISTED)
            if found and goes_on:
                found[-1] += f"; {words}"
            else:
                found.append(words)
            before = step.code
        return [f"{capital(words)}." for words in found]

    def phrase(self, step: Step, before: str = "") -> str:
        """Say one step, without a capital letter or a full stop; any code has some words."""
        say = _SPECIAL.get(step.code, _plain)
        return say(self, step, before)

    def word(self, key: str, **values: str) -> str:
        """Return one of the phrases, filled in."""
        return PHRASES[self.lang][key].format(**values)

    def values(self, step: Step) -> dict[str, str]:
        """Say every value of a step."""
        return {name: self.value(name, value) for name, value in step.values.items()}

    def value(self, name: str, value: object) -> str:
        """Say a value by what it is, and a code by the name that it goes by."""
        if isinstance(value, datetime):
            return moment_words(value, self.lang)
        if isinstance(value, Day):
            return self._day(name, value)
        if isinstance(value, Window):
            return self.wording.window(value)
        if isinstance(value, CaseDate):
            return self.wording.speech.date(value)
        if value is None:
            return self.word("not-known")
        return _CODES.get(name, _as_it_is)(self, str(value))

    def _day(self, name: str, day: Day) -> str:
        """A day on which something ends comes with its weekday."""
        return weekday_words(day, self.lang) if name in _ENDS else day_words(day, self.lang)

    def days(self, step: Step) -> str:
        """Say the days between which the event of a step lies."""
        first, last = (step.values.get(name) for name in ("earliest", "latest"))
        return self.wording.window(
            Window(
                first if isinstance(first, Day) else None, last if isinstance(last, Day) else None
            )
        )

    def event(self, key: str) -> str:
        """Name an entry by what it says and its id."""
        event = next((one for one in self.case.events if one.id == key), None)
        if event is None:
            return key or self.word("not-known")
        speech = self.wording.speech
        words = speech.told(event, speech.vocabulary.kind(event.kind))
        return f"«{words}» ({key})" if self.lang == "ru" else f'"{words}" ({key})'

    def law(self, code: str) -> str:
        """Name the law of a rule by its id."""
        found = self.wording.speech.vocabulary.rules.rule(code)
        return found.law if found else code

    def instrument(self, code: str) -> str:
        """Name a treaty by its id."""
        found = self.wording.speech.vocabulary.rules.instrument(code)
        return labelled(found.title, self.lang) if found else code


def weekday_words(day: Day, lang: str) -> str:
    """Say a day with its weekday: ``Fri 27 Nov 2026``."""
    comma = "," if lang == "ru" else ""
    return f"{SHORT_WEEKDAYS[lang][day.weekday()]}{comma} {day_words(day, lang)}"


def moment_words(moment: datetime, lang: str) -> str:
    """Say a moment with its offset: ``Sat 19 Apr 2025, 14:00 (+05:00)``."""
    offset = moment.strftime("%z")
    zone = f" ({offset[:3]}:{offset[3:5]})" if offset else ""
    return f"{weekday_words(moment.date(), lang)}, {moment:%H:%M}{zone}"


# Steps whose words hang on more than their code

_ENDS = frozenset({"day", "to", "before"})
"""Values that are last days."""


def _plain(steps: Steps, step: Step, _before: str) -> str:
    words, values = PHRASES[steps.lang], steps.values(step)
    if step.code not in words:
        listed = ", ".join(f"{name} {value}" for name, value in values.items())
        return words["unnamed"].format(code=step.code, values=listed)
    return words[step.code].format(**values)


def _trigger(steps: Steps, step: Step, _before: str) -> str:
    phrase = CLOCKS[steps.lang].get(str(step.values.get("clock")), CLOCKS[steps.lang]["date"])
    return phrase.format(event=steps.event(str(step.values.get("event"))), days=steps.days(step))


def _selector(steps: Steps, step: Step, _before: str) -> str:
    event = str(step.values.get("event") or "")
    # An event that is not recorded may lie on any day: its beginning is open.
    own = "selector-own" if step.values.get("earliest") else "selector-missing"
    head = (
        steps.word("selector", event=steps.event(event), days=steps.days(step))
        if event
        else steps.word(own)
    )
    span = _span(steps, step.values.get("from"), step.values.get("to"))
    law = str(step.values.get("law") or "")
    return f"{head}; {steps.word('holds', span=span, law=law)}" if span and law else head


def _span(steps: Steps, first: object, last: object) -> str:
    days = [day_words(day, steps.lang) for day in (first, last) if isinstance(day, Day)]
    key = "-".join(name for name, day in (("from", first), ("to", last)) if isinstance(day, Day))
    return PHRASES[steps.lang][key].format(*days) if key else ""


def _of_rule(steps: Steps, step: Step, _before: str) -> str:
    law = steps.law(str(step.values.get("rule")))
    return steps.word(step.code, **(steps.values(step) | {"law": law}))


def _other_bound(steps: Steps, step: Step, before: str) -> str:
    """The other end of the interval, and the version of the rule that gives it if it is another."""
    key = f"{step.code}-{step.values.get('bound')}"
    same = step.values.get("rule") == steps.rule
    return _of_rule(steps, Step(f"{key}-here" if same else key, step.values), before)


def _national_missing(steps: Steps, step: Step, _before: str) -> str:
    values = steps.values(step)
    limits = [name for name in ("min", "max") if step.values.get(name)]
    words = steps.word("national-missing", state=values.get("state", ""))
    return f"{words}; {steps.word('-'.join(['limit', *limits]), **values)}" if limits else words


def _extended(steps: Steps, step: Step, _before: str) -> str:
    how = "total" if "total" in step.values else "add"
    return steps.word(f"extended-{how}", **steps.values(step))


def _restarted(steps: Steps, step: Step, _before: str) -> str:
    return steps.word("restarted", days=steps.days(step), **steps.values(step))


def _by(*names: str) -> Callable[[Steps, Step, str], str]:
    """Words that hang on a value of the step: they stand under ``code-value``."""

    def say(steps: Steps, step: Step, before: str) -> str:
        key = "-".join([step.code, *(str(step.values.get(name)) for name in names)])
        if key not in PHRASES[steps.lang]:
            return _plain(steps, Step(key, step.values), before)
        return steps.word(key, **steps.values(step))

    return say


def _due(steps: Steps, step: Step, _before: str) -> str:
    who = "applicant" if step.values.get("binds") == APPLICANT else "state"
    return steps.word(f"due-{who}", **steps.values(step))


def _length(steps: Steps, step: Step, before: str) -> str:
    backwards = str(step.values.get("text", "")).startswith("-")
    key = "length-more" if before == "length" else "length-back" if backwards else "length"
    return steps.word(key, **steps.values(step))


def _free(steps: Steps, step: Step, _before: str) -> str:
    name = str(step.values.get("name") or "")
    return steps.word("free", day=steps.values(step)["day"], why=name or _why(steps, step))


def _why(steps: Steps, step: Step) -> str:
    code = str(step.values.get("why"))
    english = [day.lower() for day in WEEKDAYS["en"]]
    if code in english:
        return WEEKDAYS[steps.lang][english.index(code)]
    return FREE_DAYS[steps.lang].get(code, FREE_DAYS[steps.lang]["extra"])


_SPECIAL: Mapping[str, Callable[[Steps, Step, str], str]] = {
    "trigger": _trigger,
    "selector": _selector,
    "version": _of_rule,
    "second-reading": _of_rule,
    OTHER_BOUND: _other_bound,
    "national-missing": _national_missing,
    "extended": _extended,
    "restarted": _restarted,
    "bound": _by("answer"),
    "due": _due,
    "length": _length,
    "event-day": _by("how"),
    "free": _free,
}


def _as_it_is(_steps: Steps, code: str) -> str:
    return code


_CODES: Mapping[str, Callable[[Steps, str], str]] = {
    "event": lambda steps, code: steps.event(code),
    "state": lambda steps, code: steps.wording.speech.state(code),
    "status": lambda steps, code: status_words(code, steps.lang),
    "instrument": lambda steps, code: steps.instrument(code),
    "field": lambda steps, code: FIELDS[steps.lang].get(code, code),
    **dict.fromkeys(
        ("text", "for", "total", "add", "cap", "min", "max"),
        lambda steps, code: period_words(code, steps.lang),
    ),
}
"""Values that are codes, by the name under which they stand."""


def numbered(sentences: Iterable[str]) -> Iterator[str]:
    """Number sentences."""
    for number, sentence in enumerate(sentences, start=1):
        yield f"{number}. {sentence}"
