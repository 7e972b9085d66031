"""The audit trail as a page: on a screen by commits, each with sentences; flat rows elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from caseledger.domain.audit import OF_FILE, Line, What
from caseledger.render.changes import sentence
from caseledger.render.envelope import Envelope
from caseledger.render.formats import Page
from caseledger.render.screen import Line as Drawn
from caseledger.render.screen import Screen, columns_of, drawn, visible, wrapped
from caseledger.render.table import Cell, Column, Table
from caseledger.store.trail import CaseLines, Entry, Trail

WORDS = {
    "en": {
        "uncommitted": "not committed",
        "unreadable": "cannot be read in this commit",
        "unreadable-now": "cannot be read",
        "renamed": "file: {old} {arrow} {new}",
        "layout": "comments or layout",
        "unread-1": "compared with the version before one that cannot be read",
        "unread": "compared with the version before {count} that cannot be read",
        "unread-all": "no version before this one can be read",
        "written": "written {when}",
        "merge": "merge",
        "nothing": "no change is recorded",
    },
    "ru": {
        "uncommitted": "не зафиксировано",
        "unreadable": "в этом коммите файл не читается",
        "unreadable-now": "файл не читается",
        "renamed": "файл: {old} {arrow} {new}",
        "layout": "комментарии или оформление",
        "unread-1": "сравнено с версией до той, которая не читается",
        "unread": "сравнено с версией до {count} нечитаемых",
        "unread-all": "ни одна версия до этой не читается",
        "written": "написано {when}",
        "merge": "слияние",
        "nothing": "изменений не записано",
    },
}

COLUMNS = tuple(
    Column(name, name, keep=name in {"when", "commit", "case", "entry"})
    for name in (
        *("when", "author", "email", "commit", "action", "case", "entry", "field"),
        *("what", "old", "new"),
    )
)
"""One row a change."""

BRIEF = tuple(column for column in COLUMNS if column.key != "email")
"""The columns of a table that people read."""

INDENT = "  "


def page(trail: Trail, envelope: Envelope) -> Page:
    """Lay out the trail for every format."""
    return Page(
        envelope,
        [row for entry in trail.entries for row in _data(entry)],
        Table(BRIEF, tuple(row for entry in trail.entries for row in _rows(entry, BRIEF))),
        lambda screen: drawn(_lines(trail, screen), screen),
        sheet=lambda: Table(
            COLUMNS, tuple(row for entry in trail.entries for row in _rows(entry, COLUMNS))
        ),
    )


# The public JSON


def _data(entry: Entry) -> Iterator[dict[str, object]]:
    commit = entry.commit
    for case in entry.cases:
        for line in case.lines:
            change = line.change
            kind, name = change.entry or ("", "")
            yield {
                "commit": commit.id if commit else None,
                "when": _moment(commit.when if commit else None),
                "written": _moment(entry.written),
                "author": commit.author if commit else None,
                "email": commit.email if commit else None,
                "action": entry.action or None,
                "subject": commit.subject if commit else None,
                "merge": entry.is_merge,
                "case": case.case,
                "path": case.path,
                "address": [*change.address],
                "entry": name or None,
                "field": ".".join(change.within) or None,
                "event": name if kind == "events" else None,
                "person": name if kind == "people" else None,
                "what": line.what.value,
                "old": change.old,
                "new": change.new,
                "unread": case.unread,
            }


def _moment(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None


# Rows


def _rows(entry: Entry, columns: tuple[Column, ...]) -> Iterator[tuple[Cell, ...]]:
    commit = entry.commit
    for one in _data(entry):
        cells = {key: Cell(_text(value)) for key, value in one.items()}
        if commit is not None:
            cells["when"] = Cell(_minute(commit.when), value=_moment(commit.when))
            cells["commit"] = Cell(commit.short, value=commit.id)
        yield tuple(cells[column.key] for column in columns)


def _text(value: object) -> str:
    """Write a value in a cell: text as it is, what has parts as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _minute(when: datetime) -> str:
    return when.replace(tzinfo=None).isoformat(" ", "minutes")


# The drawing


def _lines(trail: Trail, screen: Screen) -> Iterator[Drawn]:
    if not trail.entries:
        yield ((WORDS[screen.lang]["nothing"], "quiet"),)
    cases = {case.case for entry in trail.entries for case in entry.cases}
    is_one = len(trail.named) == 1 and len(cases) == 1
    for number, entry in enumerate(trail.entries):
        if number:
            yield ()
        yield from _head(entry, screen)
        for case in entry.cases:
            yield from _case(entry, case, screen, named=not is_one)


def _head(entry: Entry, screen: Screen) -> Iterator[Drawn]:
    """When, who, which commit, by which command; of one made by hand what its author called it."""
    words = WORDS[screen.lang]
    if entry.commit is None:
        yield ((words["uncommitted"], "warning"),)
        return
    commit = entry.commit
    spans = [
        (_minute(commit.when), "strong"),
        (commit.author, "strong"),
        (commit.short, "info"),
        (entry.action or (words["merge"] if entry.is_merge else ""), ""),
        ("" if entry.action else commit.subject, "quiet"),
    ]
    if entry.written and _minute(entry.written) != _minute(commit.when):
        spans.append((words["written"].format(when=_minute(entry.written)), "quiet"))
    yield from _spread([(visible(text), style) for text, style in spans if text], screen)


def _spread(spans: list[tuple[str, str]], screen: Screen) -> Iterator[Drawn]:
    """Put spans beside each other with gaps; what does not fit goes on below, a little inside."""
    line: list[tuple[str, str]] = []
    used = 0
    for text, style in spans:
        wide = columns_of(text) + (2 if line else 0)
        if line and screen.width is not None and used + wide > screen.width:
            yield tuple(line)
            line, used = [(INDENT * 2, "")], 4
            *full, rest = wrapped(text, max(screen.width - used, 1))
            yield from (((INDENT * 2, ""), (one, style)) for one in full)
            line.append((rest, style))
            used += columns_of(rest)
            continue
        if line:
            line.append((INDENT, ""))
        line.append((text, style))
        used += wide
    yield tuple(line)


def _case(entry: Entry, case: CaseLines, screen: Screen, *, named: bool) -> Iterator[Drawn]:
    """The lines of one case: behind its id where there is one, below it where there are more."""
    told = [(_said(line, entry, screen), _style(line)) for line in case.lines]
    if case.unread:
        told.insert(0, (_passed_over(case, WORDS[screen.lang]), "warning"))
    told = list(dict.fromkeys(told))
    name = visible(case.case) if named else ""
    if name and len(told) > 1:
        yield ((INDENT, ""), (name, ""))
    before = f"{name}: " if name and len(told) == 1 else ""
    depth = 2 if name and len(told) > 1 else 1
    room = None if screen.width is None else max(screen.width - (depth + 1) * len(INDENT), 1)
    for text, style in told:
        for number, part in enumerate(wrapped(before + text, room)):
            yield ((INDENT * (depth + bool(number)), ""), (part, style))


def _passed_over(case: CaseLines, words: dict[str, str]) -> str:
    return words["unread-1" if case.unread == 1 else "unread"].format(count=case.unread)


def _said(line: Line, entry: Entry, screen: Screen) -> str:
    words = WORDS[screen.lang]
    if line.what not in OF_FILE:
        return sentence(line.change, screen)
    key = line.what.value
    if line.what is What.UNREADABLE and entry.commit is None:
        key = "unreadable-now"
    arrow = screen.sign("→", "->")
    return visible(words[key].format(old=line.change.old, new=line.change.new, arrow=arrow))


def _style(line: Line) -> str:
    if line.what is What.UNREADABLE:
        return "warning"
    return "quiet" if line.what is What.LAYOUT else ""
