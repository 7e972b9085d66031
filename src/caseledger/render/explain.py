"""The manual: the page of one thing, the list of all, and the public JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from caseledger.domain.manual import Manual, Topic
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page, draw
from caseledger.render.law_words import UNVERIFIED, status_words
from caseledger.render.manual_pages import Part, Writer, parts_of, sort_words
from caseledger.render.manual_words import COLUMNS
from caseledger.render.screen import Line, Screen, drawn, visible, wrapped
from caseledger.render.table import Cell, Column, Table
from caseledger.render.vocabulary import LABEL, fact_lines

INDENT = "  "
FOLDED = frozenset({"kind", "term", "rule", "profile", "instrument"})
"""Sorts that the list for people leaves out: there are too many of them."""

LISTED = {
    "en": "Also: caseledger explain kind, or a track, for kinds of event; term: outcomes, grounds; "
    "rule, profile, instrument: deadlines.",
    "ru": "Ещё: caseledger explain kind или производство, виды событий; term, исходы и основания; "
    "rule, profile, instrument, сроки.",
}


def page_of(topic: Topic, manual: Manual, envelope: Envelope, lang: str) -> Page:
    """Lay out the page of a topic for every format."""
    parts = parts_of(topic, Writer(manual, lang))

    def drawing(screen: Screen) -> str:
        return drawn(_lines(topic, parts, lang, screen), screen)

    return Page(envelope, [_data(topic, parts, lang)], _parts_table(topic, parts, lang), drawing)


def list_of(topics: Sequence[Topic], envelope: Envelope, lang: str) -> Page:
    """Lay out a list of topics for every format, sort by sort."""
    short = [topic for topic in topics if topic.sort not in FOLDED]
    caption = LISTED[lang] if short and len(short) < len(topics) else ""
    brief = _brief(short if caption else topics, lang, caption)

    def drawing(screen: Screen) -> str:
        return draw(brief, screen)

    data = [_data(topic, (), lang) for topic in topics]
    return Page(envelope, data, _list_table(topics, lang), drawing)


def _lines(topic: Topic, parts: Sequence[Part], lang: str, screen: Screen) -> Iterator[Line]:
    yield from _head(topic, lang, screen)
    apart = True
    for part in parts:
        if apart or part.exact:
            yield ()
        apart = part.exact
        if part.exact:
            yield ((part.title, "quiet"),)
            yield from (((INDENT + visible(text), ""),) for text in part.lines)
        else:
            room = None if screen.width is None else screen.width - LABEL
            yield from fact_lines(part.title, part.within(room), screen)


def _head(topic: Topic, lang: str, screen: Screen) -> Iterator[Line]:
    """The code, the label in the language and in the other one, and what sort of thing it is."""
    names = dict.fromkeys((topic.label(lang), *topic.labels.values()))
    about = f"{' / '.join(names)} ({sort_words(topic.sort, lang)}){_mark(topic, lang)}"
    code, *rest = wrapped(visible(f"{topic.code}  {about}"), screen.width)
    yield ((code[: len(topic.code)], "title"), (code[len(topic.code) :], ""))
    for text in rest:
        yield ((text, ""),)


def _mark(topic: Topic, lang: str) -> str:
    """UNVERIFIED behind a rule that was not read in full; nothing behind others."""
    return f"; {status_words(topic.status, lang)}" if topic.status in UNVERIFIED else ""


def _parts_table(topic: Topic, parts: Sequence[Part], lang: str) -> Table:
    titles = COLUMNS[lang]
    told = [("code", titles["code"], topic.code), ("label", titles["label"], topic.label(lang))]
    told += [(part.name, part.title, line) for part in parts for line in part.lines]
    return Table(
        (
            Column("about", titles["about"], keep=True, head=True),
            Column("text", titles["text"], least=20),
        ),
        tuple((Cell(title, "quiet", name), Cell(text)) for name, title, text in told),
    )


def _list_table(topics: Sequence[Topic], lang: str) -> Table:
    titles = COLUMNS[lang]
    return Table(
        (
            Column("sort", titles["sort"], keep=True),
            Column("code", titles["code"], keep=True, head=True),
            Column("label", titles["label"], least=20),
        ),
        tuple(
            (
                Cell(topic.sort, "quiet"),
                Cell(topic.code, "strong"),
                Cell(f"{topic.label(lang)}{_mark(topic, lang)}"),
            )
            for topic in topics
        ),
    )


def _brief(topics: Sequence[Topic], lang: str, caption: str) -> Table:
    """The list for people: what sort of thing it is stands above each group."""
    whole = _list_table(topics, lang)
    headings = {
        number: Cell(sort_words(topic.sort, lang, many=True))
        for number, topic in enumerate(topics)
        if not number or topics[number - 1].sort != topic.sort
    }
    _, code, label = whole.columns
    rows = tuple(row[1:] for row in whole.rows)
    return Table((code, replace(label, head=True)), rows, caption, headings)


def _data(topic: Topic, parts: Sequence[Part], lang: str) -> dict[str, object]:
    """Return the public JSON object of a topic; in a list its page is left out."""
    return {
        "sort": topic.sort,
        "code": topic.code,
        "label": dict(topic.labels),
        "names": list(topic.names),
        "lang": lang,
        "parts": parts_data(parts),
    }


def parts_data(parts: Sequence[Part]) -> list[dict[str, object]]:
    """Return the public JSON of the parts of a page."""
    return [{"name": part.name, "title": part.title, "lines": list(part.lines)} for part in parts]
