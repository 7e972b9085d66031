"""Everybody as they stand: the table of `status` and its public JSON."""

from collections.abc import Callable, Mapping, Sequence

from caseledger.domain.status import GROUPS, PersonNow, heads
from caseledger.domain.windows import Window
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.person_data import iso, person_data
from caseledger.render.sentences import count_words
from caseledger.render.table import Cell, Column, Table
from caseledger.render.wording import Wording

TITLES = {
    "en": {
        "case": "Case",
        "person": "Person",
        "name": "Name",
        "standing": "Standing",
        "where": "Where",
        "since": "Since",
        "why": "Why",
        "liberty": "Liberty",
        "citizenship": "Citizenship",
        "tags": "Tags",
        "tracks": "Tracks",
        "possible": "Possible",
        "stage": "Stage",
        "last-word": "Last word",
        "last-event": "Last event",
        "nobody": "nobody",
        "one": "{people} person in {cases} on {day}",
        "many": "{people} people in {cases} on {day}",
        "case-one": "1 case",
        "case-many": "{} cases",
    },
    "ru": {
        "case": "Дело",
        "person": "Кто",
        "name": "Имя",
        "standing": "Положение",
        "where": "Где",
        "since": "С какого дня",
        "why": "Почему",
        "liberty": "Свобода",
        "citizenship": "Гражданство",
        "tags": "Метки",
        "tracks": "Производства",
        "possible": "Возможно",
        "stage": "Стадия",
        "last-word": "Последние сведения",
        "last-event": "Последнее событие",
        "nobody": "никого",
        "one": "людей: {people}, дел: {cases}; на {day}",
        "many": "людей: {people}, дел: {cases}; на {day}",
        "case-one": "1",
        "case-many": "{}",
    },
}

Shown = Callable[[PersonNow, Wording], Cell]


def _person(one: PersonNow, _wording: Wording) -> Cell:
    label = called(one)
    words = label if label == one.case.id else f"{label} ({one.case.id})"
    return Cell(words, value=f"{one.case.id}/{one.person.id}")


def called(one: PersonNow) -> str:
    """Name a person, a group with how many it stands for."""
    count = one.person.count
    return f"{one.person.label} ({count_words(count)})" if count else one.person.label


def _standing(one: PersonNow, wording: Wording) -> Cell:
    return Cell(wording.standing(one), one.standing.code, one.standing.code)


def _since(one: PersonNow, wording: Wording) -> Cell:
    since = one.standing.since
    day = (since.latest or since.earliest) if since else None
    return Cell(wording.since(one), value=iso(day) or "")


def _last_word(one: PersonNow, wording: Wording) -> Cell:
    day = one.standing.last_word
    return Cell(wording.window(Window(day, day)) if day else "", value=iso(day) or "")


def _liberty(one: PersonNow, wording: Wording) -> Cell:
    state = one.standing.liberty.state
    speech = wording.speech
    return Cell(speech.vocabulary.word("liberty", state, speech.lang), value=state)


def _tracks(one: PersonNow, _wording: Wording) -> Cell:
    parts = [f"{t.track} {t.country}: {t.state}" for t in one.standing.tracks]
    return Cell("; ".join(parts))


COLUMNS: Mapping[str, tuple[Column, Shown]] = {
    "person": (Column("person", "person", least=16, head=True), _person),
    "case": (Column("case", "case", keep=True), lambda one, _: Cell(one.case.id)),
    "name": (Column("name", "name", least=14), lambda one, _: Cell(called(one))),
    "standing": (Column("standing", "standing", least=12, head=True), _standing),
    "where": (
        Column("where", "where"),
        lambda one, w: Cell(w.place(one.standing.location), value=one.standing.location),
    ),
    "since": (Column("since", "since", least=11), _since),
    "why": (Column("why", "why", least=18), lambda one, w: Cell(w.why(one))),
    "liberty": (Column("liberty", "liberty"), _liberty),
    "citizenship": (
        Column("citizenship", "citizenship"),
        lambda one, _: Cell(" ".join(one.person.citizenship)),
    ),
    "tags": (Column("tags", "tags"), lambda one, _: Cell(" ".join(one.case.tags))),
    "tracks": (Column("tracks", "tracks", least=18), _tracks),
    "possible": (
        Column("possible", "possible", least=12),
        lambda one, w: Cell(w.possible(one), value=" ".join(one.standing.possible)),
    ),
    "stage": (Column("stage", "stage"), lambda one, _: Cell(str(one.standing.stage))),
    "last-word": (Column("last-word", "last-word"), _last_word),
    "last-event": (
        Column("last-event", "last-event", keep=True),
        lambda one, _: Cell(one.standing.last_event),
    ),
}
"""Every column that `--columns` can name; a new one is a line here."""

USUAL = ("person", "standing", "where", "since", "why")


def page(
    people: Sequence[PersonNow],
    envelope: Envelope,
    wording: Wording,
    columns: Sequence[str] = USUAL,
    group_by: str = "",
) -> Page:
    """Lay out people for every format."""
    table = table_of(people, wording, columns or USUAL, group_by)
    return Page(envelope, [person_data(one, wording.day) for one in people], table)


def table_of(
    people: Sequence[PersonNow], wording: Wording, columns: Sequence[str], group_by: str = ""
) -> Table:
    """Make the table of people, with a heading before each group."""
    titles = TITLES[wording.speech.lang]
    chosen = [COLUMNS[name] for name in columns]
    return Table(
        tuple(
            Column(c.key, titles[c.title], keep=c.keep, least=c.least, head=c.head)
            for c, _ in chosen
        ),
        tuple(tuple(cell(one, wording) for _, cell in chosen) for one in people),
        caption=footer(people, wording),
        headings=_headings(people, wording, group_by) if group_by else {},
    )


def _headings(people: Sequence[PersonNow], wording: Wording, group_by: str) -> Mapping[int, Cell]:
    found: dict[int, Cell] = {}
    before = None
    for index, one in enumerate(people):
        code = GROUPS[group_by](one)
        if code != before:
            found[index] = _heading(code, group_by, wording)
        before = code
    return found


def _heading(code: str, group_by: str, wording: Wording) -> Cell:
    if group_by == "standing":
        return Cell(wording.label(code), code)
    if group_by == "country":
        return Cell(wording.place(code), "strong")
    return Cell(code, "strong")


def footer(people: Sequence[PersonNow], wording: Wording) -> str:
    """Say how many people of how many cases there are, groups as a range."""
    titles = TITLES[wording.speech.lang]
    if not people:
        return titles["nobody"]
    least, most = heads(people)
    cases = len({one.case.id for one in people})
    count = str(least) if least == most else f"{least}-{most}"
    return titles["one" if most == 1 else "many"].format(
        people=count,
        cases=titles["case-one"] if cases == 1 else titles["case-many"].format(cases),
        day=wording.window(Window(wording.day, wording.day)),
    )
