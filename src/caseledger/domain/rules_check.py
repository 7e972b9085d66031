"""Whether the parts of a file of rules make sense: what they name exists, and nothing is idle."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.kind import BY_GROUNDS, texts
from caseledger.domain.kind_check import did_you_mean
from caseledger.domain.patterns_check import check_pattern
from caseledger.domain.problem import Path, Problem
from caseledger.domain.rule_versions import check_examples, check_versions
from caseledger.domain.rules.choices import FOR, SERVED, STATE, UNTIL
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.period import ASAP, Period
from caseledger.domain.rules.rule import EventPattern, Instrument, NationalFigure, Profile, Rule
from caseledger.domain.rules_codes import kinds_of
from caseledger.domain.vocabulary import Vocabulary

FEASTS = ("good-friday", "easter-monday")
"""Free days that move with Easter."""

_LEAP = 2000
"""A year that has every day of every month."""


def check_profile(
    profile: Profile, _words: Vocabulary, _rules: Rules, path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with a way of counting."""
    yield from _titled(profile.title, path)
    for position, word in enumerate(profile.extra_free_days):
        if word not in FEASTS and not _is_day(word):
            message = "a free day is MM-DD, good-friday or easter-monday"
            yield Problem("CL204", message, (*path, "extra_free_days", position), value=word)


def check_instrument(
    instrument: Instrument, words: Vocabulary, _rules: Rules, path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with a treaty and its parties."""
    yield from _titled(instrument.title, path)
    places = _places(words)
    for code, party in instrument.parties.items():
        here = (*path, "parties", code)
        if code not in places:
            message, hint = "no such state, or group of states", did_you_mean(code, places)
            yield Problem("CL209", message, here, value=code, hint=hint)
        yield from _in_order(party.from_, party.to, (*here, "to"))


def check_figure(
    figure: NationalFigure, words: Vocabulary, rules: Rules, path: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the length that the law of a state gives to a period."""
    rule = rules.rule(figure.rule)
    if rule is None:
        hint = did_you_mean(figure.rule, rules.codes)
        yield Problem("CL204", "no such rule", (*path, "rule"), value=figure.rule, hint=hint)
    elif rule.national is None:
        message = "this rule leaves nothing to the law of each state"
        yield Problem("CL212", message, (*path, "rule"), value=figure.rule)
    if figure.country not in words.states:
        yield Problem("CL209", "no such state", (*path, "country"), value=figure.country)
    if figure.profile:
        yield from _known(
            figure.profile, rules.profile_codes, "no such profile", (*path, "profile")
        )
    yield from _in_order(figure.valid_from, figure.valid_to, (*path, "valid_to"))
    yield from _sourced(figure, path)
    yield from _long(figure.for_, (*path, "for"))


def check_rule(rule: Rule, words: Vocabulary, rules: Rules, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with a rule; warnings for what can hardly be meant."""
    check = _Check(rule, words, rules, path)
    yield from _titled(rule.title, path)
    yield from _sourced(rule, path)
    parts = (check.trigger, check.length, check.periods, check.named, check.sides, check.custody)
    for part in parts:
        yield from part()
    for found, place in _patterns(rule):
        yield from check_pattern(found, words, (*path, *place))
    yield from check_versions(rule, rules, path)
    yield from check_examples(rule, words, rules, path)


@dataclass(frozen=True, slots=True)
class _Check:
    """One rule of the right form, held against the vocabulary and the other rules."""

    rule: Rule
    words: Vocabulary
    rules: Rules
    path: Path

    def trigger(self) -> Iterator[Problem]:
        """Exactly one way of starting the clock, and only there periods of single patterns."""
        trigger, here = self.rule.trigger, (*self.path, "trigger")
        given = [name for name in ("any_of", "latest_of", "earliest_of") if getattr(trigger, name)]
        if len(given) != 1:
            code = "CL212" if given else "CL201"
            yield Problem(code, "one of any_of, latest_of and earliest_of is expected", here)
        for pattern, place in _patterns(self.rule):
            if "earliest_of" in place and pattern.for_ is None:
                message = "in earliest_of each pattern has a period"
                yield Problem("CL201", message, (*self.path, *place), hint="add for:")
            elif pattern.for_ is not None and "earliest_of" not in place:
                message = "only a pattern in earliest_of has a period"
                yield Problem("CL212", message, (*self.path, *place, "for"))

    def length(self) -> Iterator[Problem]:
        """The period comes from one place: the rule, national law, or earliest_of."""
        given = {
            "for": self.rule.for_,
            "national": self.rule.national,
            "earliest_of": self.rule.trigger.earliest_of,
        }
        if sum(bool(one) for one in given.values()) != 1:
            message = "one of for, national, and earliest_of with a period each is expected"
            yield Problem("CL212" if any(given.values()) else "CL201", message, self.path)
        kinds = kinds_of(self.rule.trigger.patterns, self.words)
        for position, one in enumerate(self.rule.variant):
            here = (*self.path, "variant", position)
            if self.rule.for_ is None:
                yield Problem("CL212", "a variant stands beside for only", here)
            if not one.outcome and not one.grounds:
                yield Problem("CL201", "a variant needs an outcome or grounds", here)
            pattern = EventPattern(
                kind=tuple(kind.code for kind in kinds), outcome=one.outcome, grounds=one.grounds
            )
            yield from check_pattern(pattern, self.words, here) if kinds else ()

    def periods(self) -> Iterator[Problem]:
        """No period is empty, and none runs backwards where the law gives a time to act."""
        clocks = {pattern.clock for pattern in self.rule.trigger.patterns}
        for period, place in _main_periods(self.rule):
            here = (*self.path, *place)
            if period.amount == 0 and period.unit != ASAP and not clocks <= {UNTIL, FOR}:
                yield Problem("CL204", "the period has no length", here, value=period.text)
            if period.amount < 0 and SERVED in clocks:
                message = "from service on, no period runs backwards"
                yield Problem("CL204", message, here, value=period.text)
        for period, place in _further_periods(self.rule):
            yield from _long(period, (*self.path, *place))
        for position, one in enumerate(self.rule.extend):
            if one.total is None and one.add is None:
                here = (*self.path, "extend", position)
                yield Problem("CL201", "an extension needs total or add", here)
        if self.rule.for_ and self.rule.for_.unit == ASAP and (self.rule.extend or self.rule.cap):
            message = "as soon as possible cannot be made longer or capped"
            yield Problem("CL212", message, (*self.path, "for"))

    def named(self) -> Iterator[Problem]:
        """Every state, treaty, profile and miss is one that there is."""
        rule, rules = self.rule, self.rules
        places = _places(self.words)
        for position, word in enumerate(rule.jurisdiction):
            if word not in places:
                message, hint = "no such state, or group of states", did_you_mean(word, places)
                here = (*self.path, "jurisdiction", position)
                yield Problem("CL209", message, here, value=word, hint=hint)
        treaties = rules.instrument_codes
        if rule.instrument:
            yield from _known(
                rule.instrument, treaties, "no such treaty", (*self.path, "instrument")
            )
        for position, word in enumerate(rule.displaced_by):
            here = (*self.path, "displaced_by", position)
            yield from _known(word, treaties, "no such treaty", here)
        here = (*self.path, "profile")
        yield from _known(rule.profile, rules.profile_codes, "no such profile", here)
        misses = self.words.words("misses")
        yield from _known(rule.on_miss, misses, "no such thing to say", (*self.path, "on_miss"))

    def sides(self) -> Iterator[Problem]:
        """Who is bound by a treaty, and whose appeal starts the clock anew."""
        if not self.rule.bound:
            yield Problem("CL203", "nothing stands here", (*self.path, "bound"))
        if self.rule.bound not in ((), ("host",)) and not self.rule.instrument:
            message = "who must be a party is asked of an instrument only"
            yield Problem("CL212", message, (*self.path, "bound"))
        for position, one in enumerate(self.rule.restart):
            here = (*self.path, "restart", position)
            if one.suspensive and not one.appeal:
                yield Problem("CL201", "suspensive needs the kinds that open the appeal", here)

    def custody(self) -> Iterator[Problem]:
        """Whom a limit of custody binds, and on which grounds somebody is held."""
        if self.rule.custody and self.rule.binds != STATE:
            message = "a limit of custody binds the state"
            yield Problem("CL204", message, (*self.path, "custody"))
        if self.rule.custody_grounds and not self.rule.detained:
            message = "grounds of custody are asked with detained only"
            yield Problem("CL212", message, (*self.path, "custody_grounds"))
        known = self._grounds() if self.rule.custody_grounds else ()
        for position, word in enumerate(self.rule.custody_grounds):
            if word not in known:
                message, hint = "no custody has these grounds", did_you_mean(word, known)
                here = (*self.path, "custody_grounds", position)
                yield Problem("CL305", message, here, value=word, hint=hint)

    def _grounds(self) -> set[str]:
        """Every sort of custody that some kind of event begins."""
        found: set[str] = set()
        for kind in self.words.kinds:
            for effect in kind.effects:
                if effect.operation == "detain":
                    by_grounds = effect.value == BY_GROUNDS
                    found |= (
                        {*(kind.grounds or {}).values()} if by_grounds else {*texts(effect.value)}
                    )
        return found


def _patterns(rule: Rule) -> Iterator[tuple[EventPattern, Path]]:
    """Yield every pattern of a rule with its place in it."""
    groups: list[tuple[Path, tuple[EventPattern, ...]]] = [
        (("trigger", name), getattr(rule.trigger, name))
        for name in ("any_of", "latest_of", "earliest_of")
    ]
    groups += [(("done_by",), rule.done_by), (("moot_by",), rule.moot_by)]
    groups += [(("valid", "selector"), rule.valid.selector)] if rule.valid else []
    groups += [(("extend", i, "by"), one.by) for i, one in enumerate(rule.extend)]
    groups += [(("restart", i, "by"), one.by) for i, one in enumerate(rule.restart)]
    for place, patterns in groups:
        for position, pattern in enumerate(patterns):
            yield pattern, (*place, position)


def _main_periods(rule: Rule) -> Iterator[tuple[Period, Path]]:
    """Yield the periods that run from the start of the clock."""
    if rule.for_:
        yield rule.for_, ("for",)
    for position, one in enumerate(rule.variant):
        yield one.for_, ("variant", position, "for")
    for position, pattern in enumerate(rule.trigger.earliest_of):
        if pattern.for_:
            yield pattern.for_, ("trigger", "earliest_of", position, "for")


def _further_periods(rule: Rule) -> Iterator[tuple[Period, Path]]:
    """Yield the periods that lengthen or limit."""
    for position, one in enumerate(rule.extend):
        for name in ("total", "add"):
            if getattr(one, name):
                yield getattr(one, name), ("extend", position, name)
    if rule.cap:
        yield rule.cap, ("cap",)
    for name in ("min", "max"):
        if rule.national and getattr(rule.national, name):
            yield getattr(rule.national, name), ("national", name)


def _long(period: Period, path: Path) -> Iterator[Problem]:
    """A period that has a length, and runs forwards."""
    if period.amount <= 0:
        yield Problem("CL204", "a period with a length is expected", path, value=period.text)


def _titled(title: Mapping[str, str], path: Path) -> Iterator[Problem]:
    if not title:
        yield Problem("CL203", "nothing stands here", (*path, "title"))


def _sourced(part: Rule | NationalFigure, path: Path) -> Iterator[Problem]:
    """What somebody may rely on says where it comes from."""
    if not part.source and not part.note:
        hint = "add source: where it was read, or note: where it comes from"
        yield Problem("CL201", "a source or a note is required", path, hint=hint)


def _in_order(first: Day | None, last: Day | None, path: Path) -> Iterator[Problem]:
    if first and last and last < first:
        yield Problem("CL504", "the last day comes before the first", path)


def _known(word: str, known: Collection[str], message: str, path: Path) -> Iterator[Problem]:
    if word not in known:
        yield Problem("CL204", message, path, value=word, hint=did_you_mean(word, known))


def _places(words: Vocabulary) -> set[str]:
    """Every state and group of states."""
    return {*words.states, *words.groups}


def _is_day(word: str) -> bool:
    """Whether it is a day of every year, or of leap years: MM-DD."""
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", word):
        return False
    try:
        Day.fromisoformat(f"{_LEAP}-{word}")
    except ValueError:
        return False
    return True
