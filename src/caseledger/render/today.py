"""The list of a day: the gravest standings, news, what is near, and files that are not in order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date as Day

from caseledger.domain.case import Person
from caseledger.domain.coming import Coming
from caseledger.domain.status import PersonNow
from caseledger.domain.today import NEAR_DAYS, NEWS_DAYS, News, Today
from caseledger.domain.windows import Window
from caseledger.render.alert_words import alert_sentence
from caseledger.render.date_words import full_day
from caseledger.render.deadline_lines import item_words, more_words, near_words
from caseledger.render.deadline_words import DeadlineWords
from caseledger.render.deadlines import Item, items_of
from caseledger.render.formats import draw
from caseledger.render.screen import Line, Screen, columns_of, drawn, padded, visible, wrapped
from caseledger.render.status import identified, table_of
from caseledger.render.table import Table
from caseledger.render.wording import Wording
from caseledger.store.cases import CaseFile

MOST_GRAVE = 20
"""So many people stand on the list of a day; `status` has them all."""

MOST_WARNED = 10
"""Of so many people the alerts are told."""

MOST_PASSED = 10
"""So many deadlines that have passed are told, those of the last days."""

WORDS = {
    "en": {
        "grave": "Needs attention",
        "more": "{} more in caseledger status",
        "calm": "nobody is exposed, held off, missing or to be transferred",
        "unread": "nobody is exposed, held off, missing or to be transferred, as far as it can be "
        "read: something is left out",
        "empty": "no case can be read",
        "none": "no cases yet",
        "others": "others: {}; caseledger status",
        "alerts": "Alerts",
        "warned": "{} more in caseledger status --columns person,alerts",
        "news": "Last {} days",
        "passed": "Passed",
        "near": "Next {} days",
        "ends": "{}: runs out",
        "nothing": "nothing recorded",
        "alleged": "{} (alleged)",
        "files": "Files that are not in order",
        "problems": "{}: problems: {}; caseledger check {}",
    },
    "ru": {
        "grave": "Требует внимания",
        "more": "ещё {}: caseledger status",
        "calm": "нет никого под угрозой, с отсрочкой, пропавшего или ожидающего передачи",
        "unread": "нет никого под угрозой, с отсрочкой, пропавшего или ожидающего передачи, "
        "насколько удалось прочитать: часть записей не учтена",
        "empty": "нет ни одного дела, которое удалось прочитать",
        "none": "дел пока нет",
        "others": "остальных: {}; caseledger status",
        "alerts": "Предупреждения",
        "warned": "ещё {}: caseledger status --columns person,alerts",
        "news": "За последние {} дней",
        "passed": "Сроки истекли",
        "near": "В ближайшие {} дней",
        "ends": "{}: истекает",
        "nothing": "записей нет",
        "alleged": "{} (не подтверждено)",
        "files": "Файлы с ошибками",
        "problems": "{}: замечаний: {}; caseledger check {}",
    },
}

Dated = tuple[str, str, str]
"""The words of a date, the id of a case, and what happens."""


def text(list_: Today, files: Sequence[CaseFile], wording: Wording, screen: Screen) -> str:
    """Write the list of a day for people."""
    words = WORDS[wording.speech.lang]
    head = drawn([*_said(full_day(list_.day, wording.speech.lang), "title", screen), ()], screen)
    news = [_news(one, wording) for one in list_.news]
    near = _near(list_, wording)
    parts = [
        head,
        _grave(list_.grave, files, wording, screen),
        drawn(_after(list_, words, screen), screen),
        drawn(_warned(list_.warned, wording, screen), screen),
        drawn(_section(words["news"].format(NEWS_DAYS), news, words, screen), screen),
        drawn(_passed(list_, wording, screen), screen),
        drawn(_section(words["near"].format(NEAR_DAYS), near, words, screen), screen),
        drawn(_files(files, words, screen), screen),
    ]
    return "".join(parts)


def _grave(
    people: Sequence[PersonNow], files: Sequence[CaseFile], wording: Wording, screen: Screen
) -> str:
    if not people:
        return drawn(_said(WORDS[wording.speech.lang][_calm(files)], "", screen), screen)
    table = table_of({"": people[:MOST_GRAVE]}, wording, ("person", "standing", "location", "why"))
    return draw(Table(table.columns, table.rows), screen)


def _calm(files: Sequence[CaseFile]) -> str:
    """Name what can be said where nobody was found: not calm where not all could be read."""
    if all(file.case is None for file in files):
        return "empty" if files else "none"
    return "unread" if any(file.is_faulty for file in files) else "calm"


def _said(text: str, style: str, screen: Screen, indent: int = 0) -> Iterator[Line]:
    """Break words to the width of the screen, behind an indent."""
    room = None if screen.width is None else max(screen.width - indent, 1)
    for line in wrapped(visible(text), room):
        yield ((" " * indent, ""), (line, style))


def _after(list_: Today, words: dict[str, str], screen: Screen) -> Iterator[Line]:
    more = len(list_.grave) - MOST_GRAVE
    if more > 0 or list_.others:
        yield ()
    if more > 0:
        yield from _said(words["more"].format(more), "quiet", screen)
    if list_.others:
        yield from _said(words["others"].format(list_.others), "quiet", screen)


def _warned(people: Sequence[PersonNow], wording: Wording, screen: Screen) -> Iterator[Line]:
    """Tell the alerts of each person below their name."""
    speech = wording.speech
    words = WORDS[speech.lang]
    if people:
        yield ()
        yield from _said(words["alerts"], "title", screen)
    for one in people[:MOST_WARNED]:
        yield from _said(identified(one), "", screen, 2)
        for alert in one.alerts:
            style = "warning" if alert.certain else "quiet"
            text = alert_sentence(alert, speech.vocabulary, speech.lang)
            yield from _said(text, style, screen, 4)
    if len(people) > MOST_WARNED:
        yield from _said(words["warned"].format(len(people) - MOST_WARNED), "quiet", screen, 2)


def _section(
    title: str, rows: Sequence[Dated], words: dict[str, str], screen: Screen
) -> Iterator[Line]:
    yield ()
    yield from _said(title, "title", screen)
    if not rows:
        yield from _said(words["nothing"], "quiet", screen, 2)
    dates = max((columns_of(date) for date, _, _ in rows), default=0)
    cases = max((columns_of(case) for _, case, _ in rows), default=0)
    indent = dates + cases + 6
    room = None if screen.width is None else screen.width - indent
    if room is not None and room < indent // 2:
        yield from _narrow(rows, screen)
        return
    for date, case, happens in rows:
        front = f"  {padded(date, dates)}  {padded(case, cases)}  "
        for line in wrapped(visible(happens), room):
            yield ((front, "quiet"), (line, ""))
            front = " " * indent


def _narrow(rows: Sequence[Dated], screen: Screen) -> Iterator[Line]:
    """On a narrow screen what happens stands below its date and case."""
    for date, case, happens in rows:
        yield from _said(f"{date}  {case}", "quiet", screen, 2)
        yield from _said(happens, "", screen, 4)


def _news(one: News, wording: Wording) -> Dated:
    speech, event = wording.speech, one.occurrence.event
    happens = speech.told(event, one.occurrence.kind)
    if event.state == "alleged":
        happens = WORDS[speech.lang]["alleged"].format(happens)
    return wording.window(one.when), one.case.id, happens


def _passed(list_: Today, wording: Wording, screen: Screen) -> Iterator[Line]:
    """The deadlines of the last days that nothing has met; of many the last ones."""
    words = WORDS[wording.speech.lang]
    if not list_.passed:
        return
    items = items_of(list_.passed)
    told = [_due(item, wording, said=item_words) for item in items[-MOST_PASSED:]]
    yield from _section(words["passed"], [dated for _, dated in told], words, screen)
    more = len(items) - MOST_PASSED
    if more > 0:
        text = more_words(more, "caseledger deadlines --overdue", wording.speech.lang)
        yield from _said(text, "quiet", screen, 2)


def _near(list_: Today, wording: Wording) -> list[Dated]:
    """What is fixed, what runs out and what is due, in the order of the days."""
    rows = [(one.when.earliest or list_.day, _fixed(one, wording)) for one in list_.near]
    rows += [_due(item, wording, said=near_words) for item in items_of(list_.due)]
    return [dated for _, dated in sorted(rows, key=lambda row: (row[0], row[1][1]))]


def _fixed(one: Coming, wording: Wording) -> Dated:
    words = wording.speech.told(one.occurrence.event, one.occurrence.kind)
    happens = WORDS[wording.speech.lang]["ends"].format(words) if one.ends else words
    return wording.window(one.when), one.case.id, happens


def _due(
    item: Item, wording: Wording, said: Callable[[Item, DeadlineWords, Sequence[Person]], str]
) -> tuple[Day, Dated]:
    one, words = item.one, DeadlineWords(wording)
    day = one.effective or wording.day
    happens = said(item, words, one.case.people)
    return day, (wording.window(Window(day, day)), one.case.id, happens)


def _files(files: Sequence[CaseFile], words: dict[str, str], screen: Screen) -> Iterator[Line]:
    bad = [file for file in files if file.case is None or file.has_errors]
    if bad:
        yield ()
        yield from _said(words["files"], "title", screen)
    for file in bad:
        text = words["problems"].format(file.path, len(file.problems), file.name)
        yield from _said(text, "warning", screen, 2)
