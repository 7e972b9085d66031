"""Why each person stands where they stand: plain sentences, each with the entries it rests on."""

from collections.abc import Iterable, Iterator, Sequence

from caseledger.domain.case import Event
from caseledger.domain.reasons import Reasons
from caseledger.domain.timeline import differing
from caseledger.render.date_words import day_words
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.render.status import called
from caseledger.render.table import Cell, Column, Table
from caseledger.render.why_data import why_data
from caseledger.render.why_phrases import Phrases, capital
from caseledger.render.why_questions import Told
from caseledger.render.why_sentences import Sentence, Sentences
from caseledger.render.why_words import WORDS
from caseledger.render.wording import Wording

Explained = Iterable[tuple[Reasons, Sequence[Sentence]]]

COLUMNS = ("person", "about", "text", "event", "date", "sources", "command")


def page(people: Sequence[Reasons], envelope: Envelope, wording: Wording) -> Page:
    """Lay out the reasons for every format."""
    phrases = [Phrases(one, wording) for one in people]
    told = [(one.reasons, tuple(Sentences(one).all())) for one in phrases]

    def drawing(screen: Screen) -> str:
        return drawn(_lines(told, wording, screen), screen)

    return Page(envelope, [why_data(one) for one in phrases], _table(told, wording), drawing)


def _table(told: Explained, wording: Wording) -> Table:
    """One row a sentence, and one for each entry and each possibility below it."""
    rows = []
    for one, sentences in told:
        person = f"{one.one.case.id}/{one.one.person.id}"
        for sentence in sentences:
            below = [("", "", "", "", sentence.text)]
            below += [_entry_row(event, wording) for event in sentence.events]
            below += [("", "", "", each.command, each.text) for each in sentence.told]
            for event, date, cited, recorded, text in below:
                cells = (person, sentence.about, text, event, date, cited, recorded)
                rows.append(tuple(map(Cell, cells)))
    return Table(tuple(Column(name, name) for name in COLUMNS), tuple(rows))


def _entry_row(event: Event, wording: Wording) -> tuple[str, str, str, str, str]:
    cited = " ".join(citation.source for citation in event.sources)
    return event.id, event.date.text, cited, "", _happening(event, wording)


def _lines(told: Explained, wording: Wording, screen: Screen) -> Iterator[Line]:
    for number, (one, sentences) in enumerate(told):
        if number:
            yield ()
        day = day_words(wording.day, wording.speech.lang)
        head = f"{called(one.one)} · {one.one.case.id} · {day}"
        yield from _hung(head, "", "title", screen)
        for sentence in sentences:
            about = f"{capital(sentence.about)}: " if sentence.about else ""
            yield from _hung(f"{about}{sentence.text}", "  ", sentence.style, screen)
            for event in sentence.events:
                yield from _hung(_entry_words(event, wording), "      ", "quiet", screen)
            for each in sentence.told:
                yield from _possibility(each, screen)


def _possibility(told: Told, screen: Screen) -> Iterator[Line]:
    yield from _hung(told.text, "      ", "", screen)
    yield from _command(told.command, screen) if told.command else ()
    for line in told.lines:
        yield from _hung(line, "          ", "quiet", screen)


def _command(text: str, screen: Screen) -> Iterator[Line]:
    """A command; where it is broken, the ends of lines say so to a shell that it is put in."""
    indent = "          "
    room = None if screen.width is None else max(screen.width - len(indent) - 4, 1)
    *others, last = wrapped(visible(text), room)
    for number, words in enumerate([*(f"{words} \\" for words in others), last]):
        yield ((indent + ("  " if number else ""), ""), (words, "info"))


def _hung(text: str, indent: str, style: str, screen: Screen) -> Iterator[Line]:
    """Break text into lines behind an indent, those after the first a little further in."""
    room = None if screen.width is None else max(screen.width - columns_of(indent) - 2, 1)
    start = indent + " " * (len(text) - len(text.lstrip(" ")))
    for number, words in enumerate(wrapped(visible(text.lstrip(" ")), room)):
        yield ((start + ("  " if number else ""), ""), (words, style))


def _happening(event: Event, wording: Wording) -> str:
    return wording.speech.told(event, wording.speech.vocabulary.kind(event.kind))


def _entry_words(event: Event, wording: Wording) -> str:
    """Say an entry with its day, its id, who says so, and what they say otherwise."""
    speech, words = wording.speech, _happening(event, wording)
    cited = ", ".join(citation.source for citation in event.sources)
    state = [] if event.state == "happened" else [speech.word(event.state)]
    said = [speech.differing(one) for one in differing(event)]
    basis = f"({event.id}; {cited or WORDS[speech.lang]['unsourced']})"
    return ", ".join([speech.date(event.date), *state, f"{words} {basis}", *said])
