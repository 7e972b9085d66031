"""Deadlines as a page: one row a deadline, or with the count of each below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Person
from caseledger.domain.deadlines.deadline import STATES, Deadline
from caseledger.domain.windows import Window
from caseledger.render.deadline_account import COMMAND, account
from caseledger.render.deadline_data import deadline_data
from caseledger.render.deadline_words import STYLES, DeadlineWords
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page, draw
from caseledger.render.person_data import iso
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.render.table import Cell, Column, Table
from caseledger.render.wording import Wording

TITLES = {
    "en": {
        "due": "Due",
        "when": "When",
        "state": "State",
        "what": "What",
        "who": "Must act",
        "law": "Law",
        "person": "Person",
    },
    "ru": {
        "due": "Срок",
        "when": "Когда",
        "state": "Состояние",
        "what": "Что",
        "who": "Кто обязан",
        "law": "Норма",
        "person": "Лицо",
    },
}

WORDS = {
    "en": {
        "none": "no deadlines",
        "none-read": "no deadlines in what can be read; something is left out",
        "total": "deadlines: {count} on {day}",
        "states": "{}; {}",
        "count": "{}: {}",
        "left": "not shown: {}; --all shows them",
        "met": "met: {}",
        "moot": "moot: {}",
        "passed": "passed more than 90 days ago: {}",
        "no-limit": "without a time limit: {}",
        "closed": "in closed cases: {}",
    },
    "ru": {
        "none": "сроков нет",
        "none-read": "в прочитанном сроков нет; часть записей не учтена",
        "total": "сроков: {count}, на {day}",
        "states": "{}; {}",
        "count": "{}: {}",
        "left": "не показано: {}; их покажет --all",
        "met": "соблюдено: {}",
        "moot": "отпало: {}",
        "passed": "истекло более 90 дней назад: {}",
        "no-limit": "без срока: {}",
        "closed": "в закрытых делах: {}",
    },
}

ROOM_FOR_TABLE = 132
"""Columns of a screen from which on deadlines are a table; below it each has lines of its own."""


@dataclass(frozen=True, slots=True)
class Item:
    """One deadline as it is shown, of everybody of a case for whom it is the same."""

    one: Deadline
    people: tuple[Person, ...]


def items_of(found: Sequence[Deadline]) -> tuple[Item, ...]:
    """Join what is the same for several people of a case, in the order of the first of them."""
    joined: dict[tuple[object, ...], list[Deadline]] = {}
    for one in found:
        joined.setdefault(_sameness(one), []).append(one)
    return tuple(Item(group[0], tuple(one.person for one in group)) for group in joined.values())


def _sameness(one: Deadline) -> tuple[object, ...]:
    case, _person, what, trigger = one.key
    met = (one.met.event.id, one.met.on, one.met.late) if one.met else None
    return (
        *(case, what, trigger, one.term, one.state, one.earliest, one.due, one.latest),
        *(one.effective, one.moment, one.certain, one.provisional, one.needs, one.status),
        *(met, one.moot_by.id if one.moot_by else None, one.held),
    )


def page(
    found: Sequence[Deadline],
    left_out: Mapping[str, int],
    envelope: Envelope,
    wording: Wording,
    *,
    explain: bool = False,
) -> Page:
    """Lay out deadlines for every format; ``explain`` draws the count of each below it."""
    words, items = DeadlineWords(wording), items_of(found)
    caption = _summary(items, left_out, envelope, words)
    whole = _table(items, words, caption)

    def drawing(screen: Screen) -> str:
        if explain:
            return drawn(_explained(items, words, caption, screen), screen)
        if screen.width is not None and screen.width < ROOM_FOR_TABLE:
            return drawn(_folded(items, words, caption, screen), screen)
        return draw(whole, screen, rule=screen.width is not None)

    return Page(
        envelope,
        [deadline_data(one, words) for one in found],
        whole,
        drawing,
        sheet=lambda: _sheet(found, words),
    )


# Tables

Shown = Callable[[Item, DeadlineWords], Cell]


def _due(item: Item, words: DeadlineWords) -> Cell:
    return Cell(words.due(item.one), STYLES.get(item.one.state, ""), iso(item.one.effective) or "")


def _when(item: Item, words: DeadlineWords) -> Cell:
    return Cell(words.far(item.one))


def _state(item: Item, words: DeadlineWords) -> Cell:
    return Cell(words.state(item.one), STYLES.get(item.one.state, ""), item.one.state)


def _what(item: Item, words: DeadlineWords) -> Cell:
    return Cell(" · ".join([words.title(item.one), *words.marks(item.one)]))


def _what_by_law(item: Item, words: DeadlineWords) -> Cell:
    law = words.short_law(item.one)
    title = words.title(item.one)
    head = f"{title} ({law})" if law else title
    return Cell(" · ".join([head, *words.marks(item.one)]))


def _person(item: Item, words: DeadlineWords) -> Cell:
    return Cell(_people(item, words))


def _people(item: Item, words: DeadlineWords) -> str:
    """Name the people with their case."""
    named = ", ".join(words.wording.speech.person(person) for person in item.people)
    return named if named == item.one.case.id else f"{named} ({item.one.case.id})"


COLUMNS: Mapping[str, tuple[Column, Shown]] = {
    "due": (Column("due", "due", keep=True, head=True), _due),
    "when": (Column("when", "when", head=True), _when),
    "state": (Column("state", "state", least=11, head=True), _state),
    "what": (Column("what", "what", least=24), _what),
    "who": (Column("who", "who"), lambda item, words: Cell(words.who(item.one))),
    "law": (Column("law", "law", least=16), lambda item, words: Cell(words.short_law(item.one))),
    "person": (Column("person", "person", least=14), _person),
}
"""Every column of the table, in order."""


def _table(items: Sequence[Item], words: DeadlineWords, caption: str) -> Table:
    titles = TITLES[words.lang]
    return Table(
        tuple(
            Column(c.key, titles[c.title], keep=c.keep, least=c.least, head=c.head)
            for c, _ in COLUMNS.values()
        ),
        tuple(tuple(cell(item, words) for _, cell in COLUMNS.values()) for item in items),
        caption,
    )


SHEET = (
    *("case", "person", "label", "rule", "term", "title", "law", "binds", "trigger", "selector"),
    *("earliest", "due", "latest", "effective", "moment", "state", "certain", "provisional"),
    *("met_by", "late", "moot_by", "needs", "missed", "status", "profile", "safe_before"),
)
"""What a spreadsheet gets: the keys of the public JSON that hold a single value or codes."""


def _sheet(found: Sequence[Deadline], words: DeadlineWords) -> Table:
    """One row a person, as in the public JSON."""
    rows = (deadline_data(one, words) for one in found)
    return Table(
        tuple(Column(key, key) for key in SHEET),
        tuple(tuple(Cell(_plain(row[key])) for key in SHEET) for row in rows),
    )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


# The last line


def _summary(
    items: Sequence[Item], left_out: Mapping[str, int], envelope: Envelope, words: DeadlineWords
) -> str:
    """Count what is shown by state, and what is left out by why."""
    said = WORDS[words.lang]
    faulty = any(file.is_faulty for file in envelope.files)
    parts = [said["none-read" if faulty else "none"]]
    if items:
        day = words.wording.window(Window(words.wording.day, words.wording.day))
        parts = [said["total"].format(count=len(items), day=day)]
        parts += _counts(items, words)
    left = [_left(why, count, words) for why, count in left_out.items() if count]
    parts += [said["left"].format(", ".join(left))] if left else []
    return "; ".join(parts)


def _counts(items: Sequence[Item], words: DeadlineWords) -> list[str]:
    counts = {state: sum(item.one.state == state for item in items) for state in STATES}
    count = WORDS[words.lang]["count"]
    named = (count.format(words.words[state], number) for state, number in counts.items() if number)
    return [", ".join(named)]


def _left(why: str, count: int, words: DeadlineWords) -> str:
    return WORDS[words.lang][why].format(count)


# In lines


def _folded(
    items: Sequence[Item], words: DeadlineWords, caption: str, screen: Screen
) -> Iterator[Line]:
    """Two lines a deadline: when, what became of it, who and whose; then what."""
    for item in items:
        first = [*_when_and_who(item, words), _people(item, words)]
        yield from _hung(" · ".join(first), "", STYLES.get(item.one.state) or "strong", screen)
        yield from _hung(_what_by_law(item, words).text, "  ", "", screen)
    yield from [()] if items else []
    yield from _hung(caption, "", "quiet", screen)


def _explained(
    items: Sequence[Item], words: DeadlineWords, caption: str, screen: Screen
) -> Iterator[Line]:
    for item in items:
        style = STYLES.get(item.one.state) or "strong"
        yield from _hung(" · ".join(_when_and_who(item, words)), "", style, screen)
        yield from _hung(_what(item, words).text, "  ", "strong", screen)
        yield from _hung(_people(item, words), "  ", "", screen)
        for text, indent, style_below in account(item.one, words):
            # Who copies a command must get it whole: the terminal itself breaks it.
            whole = Screen(None) if style_below == COMMAND else screen
            yield from _hung(text, indent, style_below, whole)
        yield ()
    yield from _hung(caption, "", "quiet", screen)


def _when_and_who(item: Item, words: DeadlineWords) -> list[str]:
    """The day and how far off it is, the state, and who must act."""
    one = item.one
    when = ", ".join(filter(None, (words.due(one), words.far(one))))
    return list(filter(None, (when, words.state(one), words.who(one))))


def _hung(text: str, indent: str, style: str, screen: Screen) -> Iterator[Line]:
    """Break text into lines behind an indent, those after the first a little further in."""
    room = None if screen.width is None else max(screen.width - columns_of(indent) - 2, 1)
    for number, words in enumerate(wrapped(visible(text), room)):
        yield ((indent + ("  " if number else ""), ""), (words, style))
