"""The page of a rule for a deadline, of a way of counting and of a treaty, part by part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.kind import is_true, mapping
from caseledger.domain.rules.choices import APPLICANT, DISPATCH
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import (
    EventPattern,
    Example,
    Instrument,
    NationalFigure,
    Party,
    Profile,
    Rule,
    Validity,
)
from caseledger.domain.states import state_name
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.date_words import day_words, in_words
from caseledger.render.law_words import labelled, period_words, status_words
from caseledger.render.rule_patterns import condition_words, pattern_words
from caseledger.render.rule_words import WORDS

Given = tuple[str, Iterable[str | tuple[str, str]]]
"""The name of a part, and what it says."""

BOUND_WORST = ("text", "secondary")
"""How well something was read that needs no mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """What rules are put into words with."""

    vocabulary: Vocabulary
    lang: str

    @property
    def rules(self) -> Rules:
        """All rules."""
        return self.vocabulary.rules

    def say(self, key: str, *values: str, **named: str) -> str:
        """Return one of the sentences, filled in."""
        return WORDS[self.lang][key].format(*values, **named)

    def period(self, text: str) -> str:
        """Say a period; one that runs backwards ends before the day that it is counted from."""
        told = period_words(text, self.lang)
        return self.say("back", told) if text.startswith("-") else told

    def place(self, code: str) -> str:
        """Name a state or a group of states."""
        group = mapping(self.vocabulary.section("groups").get(code)).get("label")
        if group:
            return labelled({k: str(v) for k, v in mapping(group).items()}, self.lang)
        return state_name(code, self.lang, self.vocabulary.states)

    def span(self, first: Day | None, last: Day | None) -> str:
        """Say from which day to which, nothing where both are open."""
        days = [day_words(day, self.lang) for day in (first, last) if day]
        key = "from-to" if first and last else "from" if first else "to"
        return self.say(key, *days) if days else ""

    def told(self, text: Mapping[str, str] | None) -> tuple[str, ...]:
        """Say a text of a rule in the language, as far as there is one."""
        return (labelled(text, self.lang),) if text else ()

    def marked(self, text: str, status: str | None) -> str:
        """Add how well something was read, where that is not well."""
        if status is None or status in BOUND_WORST:
            return text
        return self.say("with", text, status_words(status, self.lang))


def rule_parts(code: str, vocabulary: Vocabulary, lang: str) -> Iterator[Given]:
    """Yield the parts of the page of a rule; what is empty is left out by who draws it."""
    words, rule = Words(vocabulary, lang), vocabulary.rules.rule(code)
    if rule is None:
        return
    yield "status", [status_words(rule.status, lang), *_review(rule, words)]
    yield "note", words.told(rule.note)
    yield "law", [rule.law]
    yield "state", [", ".join(map(words.place, rule.jurisdiction)) or words.say("any-state")]
    yield "binds", [words.say(rule.binds)] + [words.say("guidance")] * rule.guidance
    yield "treaty", _treaty(rule, words)
    yield "displaced", _displaced(rule, words)
    yield "version", _versions(rule, words)
    yield "trigger", _trigger(rule, words)
    yield "period", _period(rule, words)
    yield "figures", (_figure(one, words) for one in vocabulary.rules.figures if one.rule == code)
    yield "extend", _longer(rule, words)
    yield "restart", _anew(rule, words)
    yield "only", _only(rule, words)
    yield "done-by", _met(rule, words)
    yield (
        "moot-by",
        [pattern_words(one, words.vocabulary, lang) for one in rule.moot_by]
        or [words.say("nothing-moots")],
    )
    yield "counted", [*_counted(rule.profile, words), *_calendar(rule, words)]
    yield "missed", _missed(rule, words)
    yield "suspends", _suspends(rule, words)
    yield "parties", _parties(vocabulary.rules.instrument(rule.instrument or ""), words)
    yield "tried", (_example(one, words) for one in rule.examples)
    yield "source", rule.source
    yield "own", [words.say(own_key(rule.id, vocabulary))] if own_key(rule.id, vocabulary) else []


def profile_parts(code: str, vocabulary: Vocabulary, lang: str) -> Iterator[Given]:
    """Yield the parts of the page of a way of counting."""
    words, profile = Words(vocabulary, lang), vocabulary.rules.profile(code)
    if profile is None:
        return
    yield "status", [status_words(profile.status, lang)]
    yield "note", words.told(profile.note)
    yield "counted", [*_steps(profile, words), *_act(profile, words)]
    yield "source", profile.source
    used = [rule for rule in vocabulary.rules if rule.profile == code]
    yield "used", [(rule.id, named(rule.title, rule.status, lang)) for rule in used]


def instrument_parts(code: str, vocabulary: Vocabulary, lang: str) -> Iterator[Given]:
    """Yield the parts of the page of a treaty."""
    words, instrument = Words(vocabulary, lang), vocabulary.rules.instrument(code)
    if instrument is None:
        return
    yield "names", [", ".join(instrument.names)] if instrument.names else []
    yield "note", words.told(instrument.note)
    yield "parties", _parties(instrument, words)
    yield "source", instrument.source
    used = [rule for rule in vocabulary.rules if rule.instrument == code]
    yield "used", [(rule.id, named(rule.title, rule.status, lang)) for rule in used]


def named(title: Mapping[str, str], status: str, lang: str) -> str:
    """Name a rule; UNVERIFIED stands behind what was not read in full."""
    text = labelled(title, lang)
    return text if status in (*BOUND_WORST, "") else f"{text}; {status_words(status, lang)}"


def own_key(code: str, vocabulary: Vocabulary) -> str:
    """Say whether a rule is the ledger's own: ``own``, ``replaces`` a built-in one, or nothing."""
    if code not in vocabulary.rules.own:
        return ""
    return "replaces" if code in vocabulary.rules.built_in else "own"


def brief_period(rule: Rule, words: Words) -> str:
    """Say the period of a rule in few words."""
    if rule.national:
        return words.say("national")
    periods = [rule.for_, *(one.for_ for one in rule.variant)] + [
        pattern.for_ for pattern in rule.trigger.earliest_of
    ]
    texts = dict.fromkeys(words.period(one.text) for one in periods if one)
    return " / ".join(texts)


def _review(rule: Rule, words: Words) -> Iterator[str]:
    if rule.review_after:
        yield words.say("review", day_words(rule.review_after, words.lang))


def _treaty(rule: Rule, words: Words) -> Iterator[str]:
    instrument = words.rules.instrument(rule.instrument or "")
    if instrument:
        key = "host-other" if len(set(rule.bound)) > 1 else rule.bound[0]
        yield words.say(key, labelled(instrument.title, words.lang))


def _displaced(rule: Rule, words: Words) -> Iterator[str]:
    for code in rule.displaced_by:
        instrument = words.rules.instrument(code)
        title = labelled(instrument.title, words.lang) if instrument else code
        yield words.say("displaced", title)


def _versions(rule: Rule, words: Words) -> Iterator[str]:
    if rule.valid:
        yield _validity(rule.valid, words)
        if rule.valid.also_from:
            yield words.say("also-from", day_words(rule.valid.also_from, words.lang))
    for other in words.rules.family(rule):
        if other.id != rule.id:
            valid = other.valid or Validity()
            span = words.span(valid.from_, valid.to) or words.say("any-day")
            text = words.say("other-version", law=other.law, code=other.id, span=span)
            yield words.marked(text, other.status)


def _validity(valid: Validity, words: Words) -> str:
    span = words.span(valid.from_, valid.to) or words.say("any-day")
    if not valid.selector:
        return words.say("selected-by-trigger", span=span)
    selector = _patterns(valid.selector, words)
    return words.say("selected", span=span, selector=selector)


def _trigger(rule: Rule, words: Words) -> Iterator[str]:
    trigger = rule.trigger
    for name in ("any_of", "latest_of", "earliest_of"):
        patterns = getattr(trigger, name)
        if len(patterns) > 1:
            yield words.say(name)
        yield from (pattern_words(one, words.vocabulary, words.lang) for one in patterns)
    if rule.last_only:
        yield words.say("last-only")


def _period(rule: Rule, words: Words) -> Iterator[str]:
    national = rule.national
    if national:
        limits = [(f"national-{name}", getattr(national, name)) for name in ("min", "max")]
        told = (words.say(key, words.period(one.text)) for key, one in limits if one)
        yield ", ".join((words.say("national"), *told))
        if not any(one.rule == rule.id for one in words.rules.figures):
            yield words.say("no-figure")
    elif rule.for_:
        yield words.period(rule.for_.text)
    else:
        yield brief_period(rule, words)
    for one in rule.variant:
        condition = condition_words(one, words.vocabulary, words.lang)
        text = words.say("variant", period=words.period(one.for_.text), condition=condition)
        yield words.marked(text, one.status)
    if rule.cap:
        yield words.say("capped", words.period(rule.cap.text))


def _figure(one: NationalFigure, words: Words) -> str:
    text = words.say("figure", state=words.place(one.country), period=words.period(one.for_.text))
    span = words.span(one.valid_from, one.valid_to)
    return words.say("with", f"{text} {span}".rstrip(), status_words(one.status, words.lang))


def _longer(rule: Rule, words: Words) -> Iterator[str]:
    for one in rule.extend:
        given = {
            name: words.period(period.text)
            for name in ("total", "add")
            if (period := getattr(one, name))
        }
        how = words.say("-".join(given), **given)
        text = words.say("extended", how=how, by=_patterns(one.by, words))
        yield words.marked(text, one.status)


def _anew(rule: Rule, words: Words) -> Iterator[str]:
    for one in rule.restart:
        yield words.say("suspensive" if one.suspensive else "restart", _patterns(one.by, words))


def _patterns(patterns: Iterable[EventPattern], words: Words) -> str:
    told = [pattern_words(one, words.vocabulary, words.lang) for one in patterns]
    return words.say("or").join(told)


def _only(rule: Rule, words: Words) -> Iterator[str]:
    if rule.custody_grounds:
        grounds = (words.vocabulary.term(code, words.lang) for code in rule.custody_grounds)
        yield words.say("detained-for", ", ".join(grounds))
    elif rule.detained:
        yield words.say("detained")


def _calendar(rule: Rule, words: Words) -> Iterator[str]:
    if rule.calendar != "host":
        yield words.say("calendar")


def _met(rule: Rule, words: Words) -> Iterator[str]:
    yield from (pattern_words(one, words.vocabulary, words.lang) for one in rule.done_by)
    profile = words.rules.profile(rule.profile)
    told = profile.act if profile else None
    # Receipt is the default: of what a state does it goes without saying.
    if told or rule.act == DISPATCH or rule.binds == APPLICANT:
        yield words.say(told or rule.act)
    if not rule.done_by:
        yield words.say("nothing-meets")


def _counted(code: str, words: Words) -> Iterator[str]:
    profile = words.rules.profile(code)
    if profile is None:
        return
    text = f"{code}: {labelled(profile.title, words.lang)}"
    yield words.say("with", text, status_words(profile.status, words.lang))
    yield from _steps(profile, words)


def _act(profile: Profile, words: Words) -> Iterator[str]:
    if profile.act:
        yield words.say(profile.act)


def _steps(profile: Profile, words: Words) -> Iterator[str]:
    yield words.say(profile.event_day)
    yield words.say(profile.rollover)
    if profile.rollover != "none":
        free = [words.say(day) for day in profile.weekend]
        free += [words.say("holidays")] * profile.holidays
        known = WORDS[words.lang]
        free += [known.get(day, day) for day in profile.extra_free_days]
        yield words.say("free", ", ".join(free))


def _missed(rule: Rule, words: Words) -> Iterator[str]:
    text = words.vocabulary.word("misses", rule.on_miss, words.lang)
    tree = mapping(words.vocabulary.section("misses").get(rule.on_miss))
    yield words.say("alarm", text) if is_true(tree.get("alarm")) else text
    if rule.silent:
        yield words.say("silent")
    if rule.custody:
        yield words.say("custody")


def _suspends(rule: Rule, words: Words) -> Iterator[str]:
    if rule.suspends:
        text = words.say(f"suspends-{rule.suspends.answer}")
        yield words.say("with", text, status_words(rule.suspends.status, words.lang))
        yield from words.told(rule.suspends.note)


def _parties(instrument: Instrument | None, words: Words) -> Iterator[str]:
    if instrument is None:
        return
    for code, party in instrument.parties.items():
        yield words.say("party", state=words.place(code), answer=_party(party, words))
        yield from words.told(party.note)
    yield words.say("others", words.say(f"bound-{instrument.others}"))


def _party(party: Party, words: Words) -> str:
    answer = f"{words.say(f'bound-{party.bound}')} {words.span(party.from_, party.to)}".rstrip()
    return words.say("with", answer, status_words(party.status, words.lang))


def _example(one: Example, words: Words) -> str:
    days = [
        words.say(name, day_words(day, words.lang))
        for name in ("earliest", "due", "latest")
        if (day := getattr(one, name))
    ]
    text = words.say("example", start=start_words(one, words.lang), days=", ".join(days))
    return f"{text} ({one.note})" if one.note else text


def start_words(one: Example, lang: str) -> str:
    """Say what an example starts from: its days, its hour, and what else it gives."""
    words = WORDS[lang]
    start = " + ".join(in_words(date, lang) for date in (one.trigger, *one.others))
    selected = in_words(one.selector, lang) if one.selector else ""
    given = (
        ("at", one.time or ""),
        ("selected-on", selected),
        ("in-state", one.country or ""),
        ("extended-by", ", ".join(one.extended)),
    )
    return ", ".join((start, *(words[key].format(text) for key, text in given if text)))
