"""Rules for deadlines: the list of them, and the page of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from caseledger.domain.manual import Manual, Topic
from caseledger.domain.rules.rule import Instrument, Profile, Rule
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.envelope import Envelope
from caseledger.render.explain import page_of, parts_data
from caseledger.render.formats import Page
from caseledger.render.law_words import labelled, status_words
from caseledger.render.manual_pages import Writer, parts_of
from caseledger.render.manual_words import SORTS
from caseledger.render.rule_data import rule_data
from caseledger.render.rule_pages import Words, brief_period, own_key
from caseledger.render.rule_words import COLUMNS
from caseledger.render.table import Cell, Column, Row, Table

MOST_KINDS = 3
"""So many kinds are named in the list."""


def list_page(
    rules: Sequence[Rule],
    vocabulary: Vocabulary,
    envelope: Envelope,
    lang: str,
    *,
    whole: bool = False,
) -> Page:
    """Lay out rules for every format; with ``whole`` also ways of counting and treaties."""
    data = [rule_data("rule", rule.id, rule, vocabulary) for rule in rules]
    rows = [_rule_row(rule, Words(vocabulary, lang)) for rule in rules]
    sorts = ["rule"] * len(rows)
    for sort, code, part in _others(vocabulary) if whole else ():
        data.append(rule_data(sort, code, part, vocabulary))
        status = getattr(part, "status", "")
        rows.append(_row(code, labelled(part.title, lang), status, lang))
        sorts.append(sort)
    table = Table(
        _columns(lang), tuple(rows), _caption(rows, lang, whole=whole), _heads(sorts, lang)
    )
    return Page(envelope, data, table, None if rows else lambda _: f"{COLUMNS[lang]['none']}\n")


def _others(vocabulary: Vocabulary) -> Iterator[tuple[str, str, Profile | Instrument]]:
    """Yield every way of counting and every treaty, with its sort and id."""
    rules = vocabulary.rules
    for code in rules.profile_codes:
        if profile := rules.profile(code):
            yield "profile", code, profile
    for code in rules.instrument_codes:
        if instrument := rules.instrument(code):
            yield "instrument", code, instrument


def _caption(rows: Sequence[Row], lang: str, *, whole: bool) -> str:
    return "" if whole or not rows else COLUMNS[lang]["more"]


def _heads(sorts: Sequence[str], lang: str) -> Mapping[int, Cell]:
    """Headings where there is more than one sort."""
    if len(set(sorts)) <= 1:
        return {}
    starts = (i for i, sort in enumerate(sorts) if not i or sorts[i - 1] != sort)
    return {number: Cell(SORTS[lang][sorts[number]][1]) for number in starts}


def _columns(lang: str) -> tuple[Column, ...]:
    titles = COLUMNS[lang]
    return (
        Column("rule", titles["rule"], keep=True, head=True),
        Column("title", titles["title"], least=16),
        Column("binds", titles["binds"], least=6),
        Column("period", titles["period"], least=8),
        Column("trigger", titles["trigger"], least=12),
        Column("status", titles["status"], least=10),
        Column("own", titles["own"], least=4),
    )


def _rule_row(rule: Rule, words: Words) -> Row:
    titles = COLUMNS[words.lang]
    own = own_key(rule.id, words.vocabulary)
    kinds = dict.fromkeys(code for one in rule.trigger.patterns for code in one.kind)
    return _row(
        rule.id,
        labelled(rule.title, words.lang),
        rule.status,
        words.lang,
        Cell(words.say(rule.binds), value=rule.binds),
        Cell(brief_period(rule, words), value=rule.for_.text if rule.for_ else None),
        Cell(_brief(list(kinds), words.lang), value=", ".join(kinds)),
        Cell({"own": titles["yes"], "replaces": titles["replaces"]}.get(own, ""), value=own),
    )


def _brief(kinds: Sequence[str], lang: str) -> str:
    """Name some kinds, and how many more there are."""
    if len(kinds) <= MOST_KINDS:
        return ", ".join(kinds)
    shown = ", ".join(kinds[: MOST_KINDS - 1])
    return COLUMNS[lang]["and-more"].format(shown, len(kinds) - MOST_KINDS + 1)


def _row(code: str, title: str, status: str, lang: str, *cells: Cell) -> Row:
    binds, period, kinds, own = cells or (Cell(""),) * 4
    style = "warning" if status in ("partial", "unverified") else ""
    how = Cell(status_words(status, lang), style, status)
    return (Cell(code, "strong"), Cell(title), binds, period, kinds, how, own)


def rule_page(topic: Topic, manual: Manual, envelope: Envelope, lang: str) -> Page:
    """Lay out the page of one rule, way of counting or treaty for every format."""
    rules = manual.vocabulary.rules
    part = (
        rules.rule(topic.code)
        if topic.sort == "rule"
        else dict(one[1:] for one in _others(manual.vocabulary)).get(topic.code)
    )
    page = page_of(topic, manual, envelope, lang)
    data = [rule_data(topic.sort, topic.code, part, manual.vocabulary)] if part else []
    parts = parts_data(parts_of(topic, Writer(manual, lang)))
    return replace(page, data=[one | {"lang": lang, "parts": parts} for one in data])
