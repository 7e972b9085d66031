"""What came of the examples of rules: the count where one does not hold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day

from caseledger.domain.case import Case
from caseledger.domain.rule_trials import Trial
from caseledger.domain.rules.rule import Rule
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.date_words import day_words
from caseledger.render.deadline_steps import Steps, numbered
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.rule_pages import named, start_words
from caseledger.render.rule_words import TESTS
from caseledger.render.screen import Line, Screen, drawn, visible, wrapped
from caseledger.render.sentences import Speech
from caseledger.render.table import Cell, Column, Table
from caseledger.render.wording import Wording

INDENT = "    "
HANGING = "   "
"""What goes on below the number of a step."""

NOBODY = Case(format=1, id="example", title="", people=())
"""The case of an example: there is none."""


def trials_page(
    trials: Sequence[Trial],
    untried: Sequence[Rule],
    vocabulary: Vocabulary,
    envelope: Envelope,
    lang: str,
) -> Page:
    """Lay out what came of examples for every format: the count where one does not hold."""
    steps = Steps(Wording(Speech(vocabulary, lang), Day.min), NOBODY)

    def drawing(screen: Screen) -> str:
        return drawn(_trial_lines(trials, untried, steps, screen), screen)

    data = [_trial_data(one, steps) for one in trials] + [_untried_data(one) for one in untried]
    return Page(envelope, data, _trial_table(trials, untried, steps), drawing)


def _trial_lines(
    trials: Sequence[Trial], untried: Sequence[Rule], steps: Steps, screen: Screen
) -> Iterator[Line]:
    words = TESTS[steps.lang]
    for one in trials:
        mark = words["ok" if one.holds else "failed"]
        style = "protected" if one.holds else "error"
        start = start_words(one.example, steps.lang)
        text = f"  {_name(one.rule, steps.lang)}  {start}: {_days(one.expected, steps.lang)}"
        yield ((mark, style), (visible(text), ""))
        if one.uncovered:
            years = ", ".join(map(str, one.uncovered))
            yield ((INDENT + words["uncovered"].format(years), "warning"),)
        if not one.holds:
            yield from _failure(one, steps, screen)
    for rule in untried:
        yield ((visible(f"{words['untried']}  {_name(rule, steps.lang)}"), "warning"),)
    if trials or untried:
        yield ()
    failed = sum(not one.holds for one in trials)
    yield ((words["sum"].format(all=len(trials), failed=failed, untried=len(untried)), "strong"),)


def _failure(one: Trial, steps: Steps, screen: Screen) -> Iterator[Line]:
    words = TESTS[steps.lang]
    yield ((INDENT + words["found"].format(_days(one.given, steps.lang)), "error"),)
    for bound in one.failing:
        room = None if screen.width is None else max(screen.width - len(INDENT + HANGING), 1)
        for sentence in numbered(steps.sentences(bound.steps)):
            first, *more = wrapped(visible(sentence), room)
            yield ((INDENT + first, ""),)
            yield from (((INDENT + HANGING + text, ""),) for text in more)


def _name(rule: Rule, lang: str) -> str:
    """Name a rule by its id; UNVERIFIED stands behind what was not read in full."""
    return named({lang: rule.id}, rule.status, lang)


def _days(days: Mapping[str, Day | None], lang: str) -> str:
    words = TESTS[lang]
    return ", ".join(
        words[name].format(day_words(day, lang) if day else words["none"])
        for name, day in days.items()
    )


def _trial_table(trials: Sequence[Trial], untried: Sequence[Rule], steps: Steps) -> Table:
    words, lang = TESTS[steps.lang], steps.lang
    rows = [
        (
            Cell(one.rule.id, "strong"),
            Cell(start_words(one.example, lang), value=one.example.trigger.text),
            Cell(_days(one.expected, lang), value=_plain(one.expected)),
            Cell(_days(one.given, lang), value=_plain(one.given)),
            Cell(words["ok" if one.holds else "failed"], value="yes" if one.holds else "no"),
        )
        for one in trials
    ]
    empty = Cell("")
    rows += [
        (Cell(rule.id, "strong"), empty, empty, empty, Cell(words["untried"], value=""))
        for rule in untried
    ]
    return Table(
        (
            Column("rule", words["rule"], keep=True, head=True),
            Column("trigger", words["trigger"]),
            Column("expected", words["expected"]),
            Column("found", words["given"]),
            Column("holds", words["holds"]),
        ),
        tuple(rows),
    )


def _plain(days: Mapping[str, Day | None]) -> str:
    return " ".join(f"{name}={day.isoformat() if day else 'none'}" for name, day in days.items())


def _trial_data(one: Trial, steps: Steps) -> dict[str, object]:
    """Return the public JSON object of one example."""
    return {
        "rule": one.rule.id,
        "trigger": [date.text for date in (one.example.trigger, *one.example.others)],
        "expected": {name: day.isoformat() for name, day in one.expected.items()},
        "found": {name: day.isoformat() if day else None for name, day in one.given.items()},
        "holds": one.holds,
        "steps": [steps.sentences(bound.steps) for bound in one.failing],
        "uncovered": list(one.uncovered),
    }


def _untried_data(rule: Rule) -> dict[str, object]:
    """A rule without an example: nothing was tried, so nothing holds or fails."""
    empty: dict[str, object] = {"trigger": [], "expected": {}, "found": {}}
    return {"rule": rule.id, **empty, "holds": None, "steps": [], "uncovered": []}
