"""The rows of the tables about rules for deadlines in the documentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from functools import cache, partial

import yaml
from tests.domain.invented import VOCABULARY

from caseledger.domain.kind import is_true, mapping
from caseledger.domain.law import STATUSES as ALL_STATUSES
from caseledger.domain.rules.counting import End, ends
from caseledger.domain.rules.period import Period
from caseledger.domain.rules.rule import EventPattern, Extension, Party, Profile, Rule
from caseledger.domain.states import state_name
from caseledger.render.law_words import period_words, status_words
from caseledger.render.rule_pages import Words, brief_period
from caseledger.store.compile_catalogue import FOLDER
from caseledger.store.holiday_calendar import HolidayCalendar

RULES = VOCABULARY.rules
SYSTEMS = (
    *("cis", "kz", "eu-dublin3", "eu-ammr", "eu-procedures", "at", "pl"),
    *("echr", "un", "us", "uk"),
)
"""The files of rules, in the order of the page."""

WORDS = Words(VOCABULARY, "en")
YES = "yes"
STATUSES = ALL_STATUSES[:-1]


# What each rule says


@cache
def _of(system: str) -> tuple[Rule, ...]:
    """Return the rules of a file of the catalogue."""
    tree = yaml.safe_load((FOLDER / "rules" / f"{system}.yaml").read_text(encoding="utf-8"))
    found = (RULES.rule(one["id"]) for one in tree["rules"])
    return tuple(rule for rule in found if rule)


def rules_of(system: str) -> Iterator[tuple[str, ...]]:
    """Yield what stands in the table of one system."""
    for rule in _of(system):
        review = f"; UNVERIFIED for decisions after {rule.review_after}" * bool(rule.review_after)
        yield (
            f"`{rule.id}`",
            rule.title["en"],
            rule.binds,
            brief_period(rule, WORDS) + "; guidance, not a limit" * rule.guidance,
            rule.law,
            status_in_words(rule.status) + review,
        )


def counts_by_status() -> Iterator[tuple[str, ...]]:
    """Yield how many rules of each system were read how well."""
    total: Counter[str] = Counter()
    for system in SYSTEMS:
        found = Counter(rule.status for rule in _of(system))
        total += found
        yield (f"[`{system}`](#rules-{system})", *_counts(found))
    yield ("all", *_counts(total))


def _counts(found: Counter[str]) -> Iterator[str]:
    yield from (str(found[status]) for status in STATUSES)
    yield str(found.total())


def clocks() -> Iterator[tuple[str, ...]]:
    """Yield what starts, meets and ends each."""
    for system in SYSTEMS:
        for rule in _of(system):
            yield (
                f"`{rule.id}`",
                "; ".join(_trigger(rule)),
                "<br>".join(map(_pattern, rule.done_by)) or "no entry by itself",
                "<br>".join(map(_pattern, rule.moot_by)) or "nothing",
            )


def _trigger(rule: Rule) -> Iterator[str]:
    for name, words in (
        ("any_of", ""),
        ("latest_of", "the last of: "),
        ("earliest_of", "what ends first of: "),
    ):
        if patterns := getattr(rule.trigger, name):
            yield words + "<br>".join(map(_pattern, patterns))
    if rule.last_only:
        yield "only the last"
    if rule.detained:
        grounds = f" ({', '.join(rule.custody_grounds)})" if rule.custody_grounds else ""
        yield f"while held there{grounds}"


CONDITIONS = (
    *("outcome", "not_outcome", "grounds", "not_grounds", "body", "level", "procedure", "final"),
    *("has", "lacks", "after", "not_after", "elsewhere", "not_brought_by", "scheduled", "for_"),
)


def _pattern(one: EventPattern) -> str:
    """Write a pattern shortly: kinds, then the fields that it looks at, as rules write them."""
    fields = ((name, getattr(one, name)) for name in CONDITIONS)
    told = (f"`{name.rstrip('_')}: {_value(value)}`" for name, value in fields if value)
    clock = () if one.clock == "date" else (f"`clock: {one.clock}`",)
    return ", ".join((_codes(one.kind), *clock, *told))


def _value(value: object) -> str:
    match value:
        case Period():
            return value.text
        case True:
            return YES
        case tuple():
            return ", ".join(map(str, value))
    return str(value)


def versions() -> Iterator[tuple[str, ...]]:
    """Yield the versions of a rule and what selects them."""
    for rule in all_rules():
        valid = rule.valid
        if valid and rule.family and len(RULES.family(rule)) > 1:
            second = f"; a step from {valid.also_from} on may fall under it as well"
            yield (
                f"`{rule.id}`",
                str(valid.from_ or ""),
                str(valid.to or ""),
                ("<br>".join(map(_pattern, valid.selector)) or "the trigger itself")
                + second * bool(valid.also_from),
            )


def longer() -> Iterator[tuple[str, ...]]:
    """Yield what makes a period longer, or starts it anew."""
    for rule in all_rules():
        if rule.extend or rule.restart:
            anew = (
                _codes(code for by in one.by for code in by.kind)
                + ", if the appeal held off execution" * one.suspensive
                for one in rule.restart
            )
            yield (
                f"`{rule.id}`",
                "<br>".join(map(_extension, rule.extend)),
                "<br>".join(anew),
                period_words(rule.cap.text, "en") if rule.cap else "",
            )


def _extension(one: Extension) -> str:
    total = f"to {period_words(one.total.text, 'en')} in all" if one.total else ""
    more = f"by {period_words(one.add.text, 'en')}" if one.add else ""
    how = " or ".join(filter(None, (total, more)))
    return f"{'; '.join(map(_pattern, one.by))}: {how}" + _mark(one.status)


def national() -> Iterator[tuple[str, ...]]:
    """Yield the periods that national law sets."""
    for rule in all_rules():
        if rule.national:
            least, most = (
                period_words(one.text, "en") if one else ""
                for one in (rule.national.min, rule.national.max)
            )
            known = (
                f"{_state(one.country)}: {period_words(one.for_.text, 'en')}"
                + f" until {one.valid_to}" * bool(one.valid_to)
                + f", {status_in_words(one.status)}"
                for one in RULES.figures
                if one.rule == rule.id
            )
            yield f"`{rule.id}`", least, most, "<br>".join(known) or "none"


def custody() -> Iterator[tuple[str, ...]]:
    """Yield the limits on custody."""
    for rule in all_rules():
        if rule.custody:
            yield (
                f"`{rule.id}`",
                brief_period(rule, WORDS),
                ", ".join(VOCABULARY.term(code, "en") for code in rule.custody_grounds),
                VOCABULARY.word("misses", rule.on_miss, "en") + _mark(rule.status),
            )


def suspends() -> Iterator[tuple[str, ...]]:
    """Yield whether the time to appeal holds off execution."""
    for rule in all_rules():
        if one := rule.suspends:
            note = one.note["en"] if one.note else ""
            yield f"`{rule.id}`", str(one.answer), status_in_words(one.status), note


def misses() -> Iterator[tuple[str, ...]]:
    """Yield what may be said when a deadline is missed."""
    used: dict[str, list[Rule]] = {}
    for rule in all_rules():
        used.setdefault(rule.on_miss, []).append(rule)
    for code, page in VOCABULARY.section("misses").items():
        rules = used.get(code, [])
        yield (
            f"`{code}`",
            VOCABULARY.word("misses", code, "en"),
            VOCABULARY.word("misses", code, "ru"),
            YES if is_true(mapping(page).get("alarm")) else "",
            ", ".join(dict.fromkeys(str(rule.binds) for rule in rules)),
            _codes(rule.id for rule in rules),
        )


def parties() -> Iterator[tuple[str, ...]]:
    """Yield who is bound by which treaty."""
    for code in RULES.instrument_codes:
        one = RULES.instrument(code)
        for state, party in one.parties.items() if one else ():
            yield (f"`{code}`", WORDS.place(state), *_party(party))
        if one:
            yield f"`{code}`", "any other state", str(one.others), "", "", "", ""


def _party(one: Party) -> tuple[str, ...]:
    note = one.note["en"] if one.note else ""
    days = (str(day or "") for day in (one.from_, one.to))
    return (str(one.bound), *days, status_in_words(one.status), note)


# How periods are counted


def profiles() -> Iterator[tuple[str, ...]]:
    """Yield the ways of counting."""
    for code in RULES.profile_codes:
        if profile := RULES.profile(code):
            yield (
                f"`{code}`",
                profile.title["en"],
                EVENT_DAY[profile.event_day],
                _counted(profile, Day(2026, 2, 18), Period(10, "d")),
                _counted(profile, Day(2026, 1, 31), Period(1, "m")),
                ", ".join(profile.extra_free_days),
                str(profile.act or "as the rule says"),
                status_in_words(profile.status),
            )


EVENT_DAY = {
    "not-counted": "not counted",
    "counted": "the first day",
    "both": "counted both ways",
}


def _counted(profile: Profile, start: Day, length: Period) -> str:
    """Say on which days a period ends; nothing near the end is a holiday in Poland."""
    found = ends(start, [length], profile, "PL", VOCABULARY.calendar)
    return " or ".join(dict.fromkeys(map(_end, found)))


def _end(one: End) -> str:
    safe = f" (safe: {_short(one.safe_before)})" if one.safe_before else ""
    return f"{_short(one.day)}{safe}"


def _short(day: Day) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def holidays() -> Iterator[tuple[str, ...]]:
    """Yield for which years the holidays are known."""
    calendar, years = HolidayCalendar(), range(1990, 2151)
    for state in ("KZ", "KG", "TJ", "UZ", "TM", "RU", "BY", "AM", "AT", "PL", "DE", "GB", "US"):
        known = [year for year in years if calendar.holidays(state, year) is not None]
        first = "1990 or before" if known[0] == years[0] else str(known[0])
        assert known == list(range(known[0], known[-1] + 1))
        yield _state(state), first, str(known[-1])


# Words


def all_rules() -> Iterator[Rule]:
    """Yield the rules of all systems, in the order of the page."""
    for system in SYSTEMS:
        yield from _of(system)


def status_in_words(status: str) -> str:
    """Say how well something was read."""
    return status_words(status, "en")


def _mark(status: str | None) -> str:
    return f"; {status_in_words(status)}" if status in ("partial", "unverified") else ""


def _state(code: str) -> str:
    return state_name(code, "en", VOCABULARY.states)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


# The tables of the page, in its order

HEAD = ("rule", "what must be done", "bound", "period", "article", "how well read")
COUNTING = (
    *("way of counting", "means", "day of the event", "ten days from 18 February 2026"),
    *("one month from 31 January 2026", "also free", "what counts", "how well read"),
)
Rows = Callable[[], Iterator[tuple[str, ...]]]
TABLES: Mapping[str, tuple[Sequence[str], Rows]] = {
    "versions": (("rule", "holds from", "to", "if this event lies then"), versions),
    "longer": (("rule", "longer by", "runs anew from", "never longer than"), longer),
    "national": (("rule", "at least", "at most", "figures that are known"), national),
    "profiles": (COUNTING, profiles),
    "holidays": (("state", "from", "to"), holidays),
    "custody": (("rule", "period", "only in custody on", "if it is missed"), custody),
    "suspends": (("rule", "holds off execution", "how well read", "note"), suspends),
    "misses": (("code", "what may be said", "in Russian", "alarm", "bound", "rules"), misses),
    "read": (("system", *map(status_in_words, STATUSES), "rules"), counts_by_status),
    **{f"rules {system}": (HEAD, partial(rules_of, system)) for system in SYSTEMS},
    "clocks": (("rule", "starts the clock", "meets it", "makes it moot"), clocks),
    "parties": (
        ("treaty", "state", "bound", "from", "to", "how well read", "note"),
        parties,
    ),
}
