"""Timelines as a page: drawn for people, as rows and JSON for programs."""

from collections.abc import Mapping, Sequence

from caseledger.domain.case import Count, Place
from caseledger.domain.dates import CaseDate
from caseledger.domain.timeline import Row, Timeline
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Screen
from caseledger.render.sentences import Speech, count_words
from caseledger.render.table import Cell, Column, Table
from caseledger.render.timeline import timeline_text

COLUMNS = (
    Column("case", "Case", keep=True),
    Column("event", "Event", keep=True),
    Column("date", "Date"),
    Column("state", "State"),
    Column("kind", "Kind"),
    Column("what", "What"),
    Column("people", "People"),
    Column("sources", "Sources"),
    Column("differing", "Differing"),
    Column("standing", "Standing"),
)


def page(stories: Sequence[Timeline], envelope: Envelope, speech: Speech) -> Page:
    """Return timelines in every form that they can be printed in."""
    rows = [(story, row) for story in stories for row in story.rows if not row.ends]
    return Page(
        envelope,
        [_data(story, row, speech) for story, row in rows],
        Table(COLUMNS, tuple(_cells(story, row, speech) for story, row in rows)),
        lambda screen: _drawn(stories, speech, screen),
    )


def _drawn(stories: Sequence[Timeline], speech: Speech, screen: Screen) -> str:
    return "\n".join(timeline_text(story, speech, screen) for story in stories)


def _data(story: Timeline, row: Row, speech: Speech) -> dict[str, object]:
    event, window = row.event, row.occurrence.window
    return {
        "case": story.case.id,
        "event": event.id,
        "date": event.date.text,
        "earliest": window.earliest.isoformat() if window.earliest else None,
        "latest": window.latest.isoformat() if window.latest else None,
        "state": event.state,
        "kind": event.kind,
        "label": speech.event(event, row.occurrence.kind),
        "country": event.country,
        "by": event.by,
        "to": event.to,
        "people": list(row.people),
        "sources": [citation.source for citation in event.sources],
        "conflicts": [
            {"source": one.source, "field": one.field, "value": _plain(one.value)}
            for one in row.differing
        ],
        "standing_after": _after(row),
    }


def _after(row: Row) -> Mapping[str, str] | None:
    """The standing of each person after the event; nothing where the event does not count."""
    return {person: mark.code for person, mark in row.standing.items()} or None


def _plain(value: object) -> object:
    """Write what a source states as it stands in the file."""
    if isinstance(value, CaseDate):
        return value.text
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else _words(value)


def _words(value: object) -> str:
    if isinstance(value, Count):
        return count_words(value)
    return (value.name or "") if isinstance(value, Place) else str(value)


def _cells(story: Timeline, row: Row, speech: Speech) -> tuple[Cell, ...]:
    event = row.event
    texts = (
        story.case.id,
        event.id,
        event.date.text,
        event.state,
        event.kind,
        speech.event(event, row.occurrence.kind),
        " ".join(row.people),
        " ".join(citation.source for citation in event.sources),
        "; ".join(f"{one.source} {one.field}={_plain(one.value)}" for one in row.differing),
        " ".join(f"{person}={mark.code}" for person, mark in row.standing.items()),
    )
    return tuple(Cell(text) for text in texts)
