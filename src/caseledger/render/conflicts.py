"""Contradictions as a page: each with its claims, who claims them, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from caseledger.domain.case import Case, Event, Person
from caseledger.domain.claims import Claim, Witness
from caseledger.domain.conflicts import Conflict
from caseledger.render.case_data import case_data
from caseledger.render.claim_words import ClaimWords, written
from caseledger.render.commands import set_command
from caseledger.render.date_words import day_words
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Line, Screen, columns_of, drawn, padded, visible, wrapped
from caseledger.render.sentences import Speech
from caseledger.render.table import Cell, Column, Table

WIDEST = 28
"""Values with more columns than this do not push the sources of all others to the right."""

COLUMNS = tuple(
    Column(name, name, keep=name in ("case", "entry", "source"))
    for name in (
        *("case", "entry", "kind", "field", "sort", "about", "claim", "where", "value"),
        *("source", "reliability", "published", "mirror_of", "matters", "open", "prefer"),
    )
)
"""One row a claim of a source; a claim without a source has one row too."""


def page(found: Sequence[Conflict], envelope: Envelope, speech: Speech) -> Page:
    """Lay out contradictions for every format."""
    rows = (row for one in found for row in _rows(one))
    return Page(
        envelope,
        [_data(one) for one in found],
        Table(COLUMNS, tuple(rows)),
        lambda screen: drawn(_lines(found, envelope, ClaimWords(speech), screen), screen),
    )


def commands(one: Conflict) -> list[str]:
    """Return the commands that would record a decision, one for each source to follow."""
    return [_command(one, source) for source in one.choices]


def _command(one: Conflict, source: str) -> str:
    return set_command(one.case.id, f"events.{one.entry.id}.resolved.{one.field}.prefer", source)


# The public JSON


def _data(one: Conflict) -> dict[str, object]:
    event = one.entry if isinstance(one.entry, Event) else None
    return {
        "case": one.case.id,
        "event": event.id if event else None,
        "person": None if event else one.entry.id,
        "kind": event.kind if event else None,
        "field": one.field,
        "sort": one.sort.value,
        "problem": one.code or None,
        "claims": [_claim(claim) for claim in one.claims],
        "open": one.is_open,
        "resolved": _decision(one),
        "matters": one.matters,
        "resolve": commands(one),
    }


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "value": case_data(claim.value),
        "field": claim.field,
        "where": claim.where,
        "event": claim.event or None,
        "person": claim.person or None,
        "sources": [_witness(witness) for witness in claim.witnesses],
        "witnesses": claim.independent,
        "doubted": claim.doubted,
    }


def _witness(one: Witness) -> dict[str, object]:
    return {
        "source": one.source,
        "reliability": one.reliability,
        "published": one.published.text if one.published else None,
        "mirror_of": one.mirror_of,
    }


def _decision(one: Conflict) -> dict[str, object] | None:
    if one.resolution is None:
        return None
    return {
        "prefer": one.resolution.prefer,
        "value": case_data(one.followed),
        "silent": one.is_silent,
        "by": one.resolution.by,
        "on": one.resolution.on.text if one.resolution.on else None,
        "reason": one.resolution.reason,
    }


# Rows


def _rows(one: Conflict) -> Iterator[tuple[Cell, ...]]:
    kind = one.entry.kind if isinstance(one.entry, Event) else ""
    head = (one.case.id, one.entry.id, kind, one.field, one.sort.value)
    tail = (
        "yes" if one.matters else "no",
        "yes" if one.is_open else "no",
        one.resolution.prefer if one.resolution else "",
    )
    for claim in one.claims:
        about = claim.event or claim.person
        stated = (about, claim.field, claim.where, written(claim.value))
        for cells in [_source(witness) for witness in claim.witnesses] or [("",) * 4]:
            yield tuple(Cell(text) for text in (*head, *stated, *cells, *tail))


def _source(one: Witness) -> tuple[str, str, str, str]:
    return one.source, one.reliability, written(one.published), one.mirror_of or ""


# Drawing


def _lines(
    found: Sequence[Conflict], envelope: Envelope, words: ClaimWords, screen: Screen
) -> Iterator[Line]:
    if not found:
        whole = not any(file.is_faulty for file in envelope.files)
        yield ((words.word("none" if whole else "none-read"), "quiet"),)
        return
    for _id, group in groupby(found, key=lambda one: one.case.id):
        several = list(group)
        yield from _head(several[0].case, envelope, words, screen)
        for one in several:
            yield from _conflict(one, words, screen)
            yield ()
    yield from _hung(_summary(found, words), "", "quiet", screen)


def _head(case: Case, envelope: Envelope, words: ClaimWords, screen: Screen) -> Iterator[Line]:
    yield from _hung(case.title, "", "title", screen)
    day = day_words(envelope.as_of, words.speech.lang) if envelope.as_of else ""
    yield from _hung(f"{case.id} · {day}", "", "quiet", screen)
    yield ()


def _conflict(one: Conflict, words: ClaimWords, screen: Screen) -> Iterator[Line]:
    about = f"{one.entry.id}  {words.entry(one.entry)}"
    yield from _hung(f"{about} · {one.field}: {words.word(one.sort.value)}", "", "strong", screen)
    yield from _claims(one, words, screen)
    if one.matters:
        yield from _hung(words.word("matters"), "    ", "warning", screen)
    yield from _end(one, words, screen)


def _claims(one: Conflict, words: ClaimWords, screen: Screen) -> Iterator[Line]:
    """Each value with who claims it, the sources in a column of their own where there is room."""
    values = [visible(words.value(claim, one.case, one.sort)) for claim in one.claims]
    fitting = [columns_of(value) for value in values if columns_of(value) <= WIDEST]
    column = max(fitting, default=0)
    for claim, value in zip(one.claims, values, strict=True):
        told = visible(_about(claim, one, words) + words.who(claim))
        style = "quiet" if claim.doubted else ""
        room = None if screen.width is None else screen.width - 4 - column - 2
        if columns_of(value) > column or (room is not None and room < WIDEST):
            yield from _hung(value, "    ", style, screen)
            yield from _hung(told, "      ", "quiet", screen)
            continue
        for number, text in enumerate(wrapped(told, room)):
            start = padded("" if number else value, column + 2)
            yield ("    ", ""), (start, style), (text, "quiet")


def _about(claim: Claim, one: Conflict, words: ClaimWords) -> str:
    """Name the entry or the field of a claim that are not those of the contradiction."""
    key = claim.event or claim.person
    field = f"{claim.field}: " if claim.field != one.field and claim.where != "source" else ""
    if key == one.entry.id:
        return field
    entries: tuple[Event | Person, ...] = (*one.case.events, *one.case.people)
    entry = next(entry for entry in entries if entry.id == key)
    return f"{key} {words.entry(entry)}, {field}"


def _end(one: Conflict, words: ClaimWords, screen: Screen) -> Iterator[Line]:
    """What was decided, or how a decision is recorded."""
    if one.resolution is not None:
        style = "warning" if one.is_silent else "info"
        yield from _hung(words.decision(one), "    ", style, screen)
    elif one.choices:
        yield from _hung(words.word("open", _command(one, "SOURCE")), "    ", "", screen)
    else:
        cited = isinstance(one.entry, Person) or one.entry.sources
        yield from _hung(words.word("keep" if cited else "uncited"), "    ", "", screen)


def _summary(found: Sequence[Conflict], words: ClaimWords) -> str:
    counts = (
        words.word("count-all", len(found)),
        words.word("count-open", sum(one.is_open for one in found)),
        words.word("count-matters", sum(one.matters for one in found)),
    )
    return " · ".join(counts)


def _hung(text: str, indent: str, style: str, screen: Screen) -> Iterator[Line]:
    """Break text into lines behind an indent, those after the first a little further in."""
    room = None if screen.width is None else max(screen.width - columns_of(indent) - 2, 1)
    for number, words in enumerate(wrapped(visible(text), room)):
        yield ((indent + ("  " if number else ""), ""), (words, style))
