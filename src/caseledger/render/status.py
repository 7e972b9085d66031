"""Everybody as they stand: the table of `status` and its public JSON."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date as Day

from caseledger.domain.deadlines.attention import is_passed
from caseledger.domain.listing import Total, heads, totals
from caseledger.domain.status import PersonNow
from caseledger.domain.windows import Window
from caseledger.render.deadline_lines import doubts_of, titled
from caseledger.render.deadline_phrases import STATUSES
from caseledger.render.deadline_words import STYLES, DeadlineWords
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.person_data import iso, person_data
from caseledger.render.screen import Screen
from caseledger.render.sentences import count_words
from caseledger.render.table import STACKED_BELOW, Cell, Column, Table
from caseledger.render.wording import Wording, small

TITLES = {
    "en": {
        "case": "Case",
        "person": "Person",
        "label": "Name",
        "standing": "Standing",
        "certain": "Certain",
        "possible": "Possible",
        "location": "Where",
        "since": "Since",
        "since-earliest": "Not before",
        "since-latest": "Not after",
        "why": "Why",
        "alerts": "Alerts",
        "liberty": "Liberty",
        "stage": "Stage",
        "law": "Law",
        "last-word": "Last word",
        "last-event": "Last event",
        "citizenship": "Citizenship",
        "tracks": "Tracks",
        "tags": "Tags",
        "owner": "Owner",
        "next": "Next",
    },
    "ru": {
        "case": "Дело",
        "person": "Кто",
        "label": "Имя",
        "standing": "Положение",
        "certain": "Наверняка",
        "possible": "Возможно",
        "location": "Где",
        "since": "С какого дня",
        "since-earliest": "Не раньше",
        "since-latest": "Не позже",
        "why": "Почему",
        "alerts": "Предупреждения",
        "liberty": "Свобода",
        "stage": "Стадия",
        "law": "Право",
        "last-word": "Последние сведения",
        "last-event": "Последнее событие",
        "citizenship": "Гражданство",
        "tracks": "Производства",
        "tags": "Метки",
        "owner": "Кто ведёт",
        "next": "Впереди",
    },
}
"""Titles of columns, by language and key."""

WORDS = {
    "en": {
        "nobody": "nobody",
        "one": "{people} person in {cases} on {day}",
        "many": "{people} people in {cases} on {day}",
        "case-one": "1 case",
        "case-many": "{} cases",
        "total": "{count} {label}",
        "unsure": "{} (not certain: {})",
        "yes": "yes",
        "no": "no",
        "stage": "Stage {}",
        "none": "none",
        **STATUSES["en"],
        "alert": "alert: {}",
        "more": ", {} more",
    },
    "ru": {
        "nobody": "никого",
        "one": "людей: {people}, дел: {cases}; на {day}",
        "many": "людей: {people}, дел: {cases}; на {day}",
        "case-one": "1",
        "case-many": "{}",
        "total": "{label}: {count}",
        "unsure": "{} (не наверняка: {})",
        "yes": "да",
        "no": "нет",
        "stage": "Стадия {}",
        "none": "нет",
        **STATUSES["ru"],
        "alert": "внимание: {}",
        "more": ", ещё {}",
    },
}

Shown = Callable[[PersonNow, Wording], Cell]


def _person(one: PersonNow, _wording: Wording) -> Cell:
    return Cell(identified(one), value=f"{one.case.id}/{one.person.id}")


def identified(one: PersonNow) -> str:
    """Name a person with the case they stand in."""
    label = called(one)
    return label if label == one.case.id else f"{label} ({one.case.id})"


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


def _liberty(one: PersonNow, wording: Wording) -> Cell:
    state = one.standing.liberty.state
    speech = wording.speech
    return Cell(speech.vocabulary.word("liberty", state, speech.lang), value=state)


def _tracks(one: PersonNow, _wording: Wording) -> Cell:
    parts = [f"{t.track} {t.country}: {t.state}" for t in one.standing.tracks]
    return Cell("; ".join(parts))


def _certain(one: PersonNow, wording: Wording) -> Cell:
    certain = bool(one.standing.certain)
    words = WORDS[wording.speech.lang]
    return Cell(words["yes" if certain else "no"], value="true" if certain else "false")


def _began(one: PersonNow, wording: Wording, *, latest: bool) -> Cell:
    since = one.standing.since
    if since is None:
        return Cell("")
    return _day(since.latest if latest else since.earliest, wording)


def _day(day: Day | None, wording: Wording) -> Cell:
    return Cell(wording.window(Window(day, day)) if day else "", value=iso(day) or "")


def _alerts(one: PersonNow, wording: Wording) -> Cell:
    codes = dict.fromkeys(alert.name for alert in one.alerts)
    return Cell(", ".join(alert_names(one, wording)), value=" ".join(codes))


def alert_names(one: PersonNow, wording: Wording) -> list[str]:
    """Name the alerts of a person, each once; one that is never certain has a question mark."""
    speech = wording.speech
    sure: dict[str, bool] = {}
    for alert in one.alerts:
        sure[alert.name] = sure.get(alert.name, False) or alert.certain
    return [
        speech.vocabulary.word("alerts", name, speech.lang) + ("" if certain else " ?")
        for name, certain in sure.items()
    ]


def _reasons(one: PersonNow, wording: Wording) -> Cell:
    """Why, and the most severe alert."""
    words = WORDS[wording.speech.lang]
    first, *others = (*alert_names(one, wording), "")
    alert = words["alert"].format(first) if first else ""
    more = words["more"].format(len(others) - 1) if len(others) > 1 else ""
    return Cell("; ".join(filter(None, (wording.why(one), alert + more))))


def _next(one: PersonNow, wording: Wording) -> Cell:
    """The next deadline; one that has passed says so."""
    found = one.next_deadline
    if found is None:
        return Cell("")
    words = DeadlineWords(wording)
    told = f"{wording.window(Window(found.effective, found.effective))}: {titled(found, words)}"
    passed = [words.words[found.state]] if is_passed(found, wording.day) else []
    rule = (found.rule.id,) if found.rule else ()
    value = " ".join([iso(found.effective) or "", found.trigger.id, *rule])
    told = ", ".join([told, *passed, *doubts_of(found, words)])
    return Cell(told, STYLES.get(found.state, ""), value)


def _law(one: PersonNow, wording: Wording) -> Cell:
    code = one.standing.law
    return Cell(WORDS[wording.speech.lang].get(code, code), value=code)


COLUMNS: Mapping[str, tuple[Column, Shown]] = {
    "person": (Column("person", "person", least=16, head=True), _person),
    "case": (Column("case", "case", keep=True), lambda one, _: Cell(one.case.id)),
    "label": (Column("label", "label", least=14), lambda one, _: Cell(called(one))),
    "standing": (Column("standing", "standing", least=12, head=True), _standing),
    "certain": (Column("certain", "certain", keep=True), _certain),
    "possible": (
        Column("possible", "possible", least=12),
        lambda one, w: Cell(w.possible(one), value=" ".join(one.standing.possible)),
    ),
    "location": (
        Column("location", "location"),
        lambda one, w: Cell(w.place(one.standing.location), value=one.standing.location),
    ),
    "since": (Column("since", "since", least=11), _since),
    "since-earliest": (
        Column("since-earliest", "since-earliest"),
        lambda one, w: _began(one, w, latest=False),
    ),
    "since-latest": (
        Column("since-latest", "since-latest"),
        lambda one, w: _began(one, w, latest=True),
    ),
    "why": (Column("why", "why", least=18), lambda one, w: Cell(w.why(one))),
    "alerts": (Column("alerts", "alerts", least=14), _alerts),
    "reasons": (Column("reasons", "why", least=18), _reasons),
    "liberty": (Column("liberty", "liberty"), _liberty),
    "stage": (
        Column("stage", "stage", keep=True),
        lambda one, _: Cell(str(one.standing.stage)),
    ),
    "law": (Column("law", "law"), _law),
    "last-word": (Column("last-word", "last-word"), lambda one, w: _day(one.standing.last_word, w)),
    "last-event": (
        Column("last-event", "last-event", keep=True),
        lambda one, _: Cell(one.standing.last_event),
    ),
    "citizenship": (
        Column("citizenship", "citizenship"),
        lambda one, _: Cell(" ".join(one.person.citizenship)),
    ),
    "tracks": (Column("tracks", "tracks", least=18), _tracks),
    "tags": (Column("tags", "tags"), lambda one, _: Cell(" ".join(one.case.tags))),
    "owner": (Column("owner", "owner"), lambda one, _: Cell(one.case.owner or "")),
    "next": (Column("next", "next", least=18), _next),
}
"""Every column that `--columns` can name; a new one is a line here."""

USUAL = ("person", "standing", "location", "since", "why")
WARNED = ("person", "standing", "location", "since", "alerts", "why")
"""What people see, and what they see where somebody has an alert."""

CLOSE = ("person", "standing", "location", "since", "reasons")
"""The same on a screen that has no room for another column."""

ROOM_FOR_ALERTS = 110
"""Columns of a screen from which on the alerts have a column of their own."""

SHEET = (
    *USUAL,
    *("certain", "possible", "since-earliest", "since-latest", "alerts", "liberty", "stage"),
    *("law", "last-word", "citizenship", "tags", "next"),
)
"""What a spreadsheet gets, unless columns are named."""

Groups = Mapping[str, Sequence[PersonNow]]


def page(
    groups: Groups,
    envelope: Envelope,
    wording: Wording,
    columns: Sequence[str] = (),
    group_by: str = "",
) -> Page:
    """Lay out people for every format; who stands in several groups is one object of the data."""
    everybody = list({one.key: one for members in groups.values() for one in members}.values())
    data = [person_data(one, wording.day) for one in everybody]
    warned = any(one.alerts for one in everybody)
    table = table_of(groups, wording, columns or (WARNED if warned else USUAL), group_by)

    def sheet() -> Table:
        return table_of({"": everybody}, wording, columns or SHEET)

    def fitted(screen: Screen) -> Table:
        """Put alerts into a column where there is room for it, else with the reasons."""
        tight = screen.width is not None and STACKED_BELOW <= screen.width < ROOM_FOR_ALERTS
        close = tight and warned and not columns
        return table_of(groups, wording, CLOSE, group_by) if close else table

    return Page(envelope, data, table, fitted=fitted, sheet=sheet)


def table_of(groups: Groups, wording: Wording, columns: Sequence[str], group_by: str = "") -> Table:
    """Make the table of people, with a heading before each group."""
    titles = TITLES[wording.speech.lang]
    chosen = [COLUMNS[name] for name in columns]
    everybody = {one.key: one for members in groups.values() for one in members}
    rows = [one for members in groups.values() for one in members]
    return Table(
        tuple(
            Column(c.key, titles[c.title], keep=c.keep, least=c.least, head=c.head)
            for c, _ in chosen
        ),
        tuple(tuple(cell(one, wording) for _, cell in chosen) for one in rows),
        caption=footer(list(everybody.values()), wording),
        headings=_headings(groups, wording, group_by) if group_by else {},
    )


def _headings(groups: Groups, wording: Wording, group_by: str) -> Mapping[int, Cell]:
    found: dict[int, Cell] = {}
    row = 0
    for code, members in groups.items():
        found[row] = _heading(code, members, group_by, wording)
        row += len(members)
    return found


def _heading(code: str, members: Sequence[PersonNow], group_by: str, wording: Wording) -> Cell:
    style = code if group_by == "standing" else "strong"
    return Cell(f"{_group(code, group_by, wording)} ({count_of(*heads(members))})", style)


def _group(code: str, group_by: str, wording: Wording) -> str:
    """Name a group."""
    speech = wording.speech
    words = WORDS[speech.lang]
    names: Mapping[str, Callable[[str], str]] = {
        "standing": wording.label,
        "location": wording.place,
        "citizenship": speech.state,
        "alert": lambda name: speech.vocabulary.word("alerts", name, speech.lang),
        "stage": words["stage"].format,
    }
    return names.get(group_by, str)(code) if code else words["none"]


def count_of(least: int, most: int) -> str:
    """Write a number of people; a range where it is not known."""
    return str(least) if least == most else f"{least}-{most}"


def footer(people: Sequence[PersonNow], wording: Wording) -> str:
    """Say how many people of how many cases there are, and how many have each standing."""
    words = WORDS[wording.speech.lang]
    if not people:
        return words["nobody"]
    least, most = heads(people)
    cases = len({one.case.id for one in people})
    whole = words["one" if most == 1 else "many"].format(
        people=count_of(least, most),
        cases=words["case-one"] if cases == 1 else words["case-many"].format(cases),
        day=wording.window(Window(wording.day, wording.day)),
    )
    if len(people) == 1:
        return whole
    parts = [_total(one, wording) for one in totals(people, wording.speech.vocabulary)]
    return f"{whole}: {', '.join(parts)}"


def _total(total: Total, wording: Wording) -> str:
    words = WORDS[wording.speech.lang]
    label = small(wording.label(total.code))
    text = words["total"].format(count=count_of(*total.count), label=label)
    return words["unsure"].format(text, count_of(*total.unsure)) if any(total.unsure) else text
