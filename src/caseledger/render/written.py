"""What a writing command says: what was done, what was taken for granted, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff

from caseledger.domain.commit_message import body_of
from caseledger.domain.dates import CaseDate, DateError, Form, Precision, parse_date
from caseledger.domain.done import Changed, Done
from caseledger.render.changes import sentences
from caseledger.render.consequence import lines as consequence_lines
from caseledger.render.date_words import WEEKDAYS
from caseledger.render.screen import Line, Screen, drawn, visible, wrapped
from caseledger.render.wording import Wording

INDENT = "  "
NARROWEST = 20
SHORT_COMMIT = 10
"""So many signs of a commit's id are shown; git takes them for the whole."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "taken": "taken for granted",
        "saved": "saved",
        "written": "written, not committed",
        "unsure": "left alone, for they concern some of the group only: {events}",
        "back": "caseledger undo {commit} brings it back",
    },
    "ru": {
        "taken": "принято",
        "saved": "сохранено",
        "written": "записано, без коммита",
        "unsure": "не тронуты, так как касаются лишь части группы: {events}",
        "back": "вернуть: caseledger undo {commit}",
        "of-undone": "отменено",
    },
}
REASONS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "where the person is": "там, где находится человек",
        "the day has not come": "день ещё не наступил",
        "called by name": "назван по имени",
        "the day of the entry": "день записи",
        "the hour of the new day is not known": "время нового дня неизвестно",
        "as in the group": "как у группы",
        "the only event that starts this clock": "единственное событие, с которого идёт этот срок",
        "one member is left in the group": "в группе остался один человек",
    }
}


def as_text(done: Done, wording: Wording, screen: Screen) -> str:
    """Say in a few lines what was done; values of a closed case only on a terminal."""
    return drawn(_lines(done, wording, screen), screen)


def as_data(done: Done, wording: Wording, screen: Screen) -> dict[str, object]:
    """Return the public JSON of what was done; of a closed case ids only."""
    return {
        "action": done.action,
        "cases": [
            {
                "case": file.id,
                "file": file.path,
                "changes": _sentences(file, screen, shown=file.public),
            }
            for file in done.files
        ],
        "made": [{"what": what, "id": key} for what, key in done.made],
        "understood": dict(done.understood) if _is_open(done) else {},
        "assumed": [
            {"field": field, "value": value if _is_open(done) else "", "because": reason}
            for field, value, reason in done.assumed
        ],
        "doubles": list(done.doubles),
        "unsure": list(done.unsure),
        "consequences": _consequences(done, wording, screen) if _is_open(done) else [],
        "commit": done.commit or None,
        "uncommitted": done.uncommitted or None,
        "undoes": done.undoes or None,
        "renamed_from": done.renamed_from or None,
    }


def diff_text(path: str, before: bytes, after: bytes, *, was: str = "") -> str:
    """Return a change of a file as a diff; what would act on a terminal is shown instead.

    ``was`` is the path that the file had before, where it is another one.
    """
    old, new = (raw.decode("utf-8", errors="replace").splitlines() for raw in (before, after))
    source = f"a/{was or path}" if before else "the empty file"
    target = f"b/{path}" if after else "no file"
    found = unified_diff(old, new, source, target, lineterm="")
    return "".join(f"{visible(one)}\n" for one in found)


def _lines(done: Done, wording: Wording, screen: Screen) -> Iterator[Line]:
    lang = wording.speech.lang
    words = WORDS.get(lang, WORDS["en"])
    shown = _is_open(done) or screen.width is not None
    for file in done.files:
        for text in _told(file, screen, shown=file.public or shown):
            yield from _folded(f"{file.id}: ", "strong", text, "", screen)
    for key, text in done.understood if shown else ():
        name = words.get(f"of-{key}", key)
        yield from _folded(INDENT, "", f"{name}: {_with_weekday(text, lang)}", "quiet", screen)
    for key, value, reason in done.assumed:
        told = REASONS.get(lang, {}).get(reason, reason)
        value_told = f" {value}" if shown and value else ""
        yield from _folded(INDENT, "", f"{key}{value_told}: {told}", "quiet", screen)
    if done.unsure:
        text = words["unsure"].format(events=", ".join(done.unsure))
        yield from _folded(INDENT, "", text, "", screen)
    for text in _consequences(done, wording, screen) if shown else ():
        yield from _folded(INDENT, "", text, "", screen)
    yield from _kept(done, words, screen)


def _kept(done: Done, words: Mapping[str, str], screen: Screen) -> Iterator[Line]:
    """Say which commit holds it, and of an undo how to get back what it took."""
    if not done.commit:
        yield ((words["written"], "quiet"),)
        return
    short = done.commit[:SHORT_COMMIT]
    yield ((f"{words['saved']} {short}", "quiet"),)
    if done.action == "undo":
        yield from _folded(INDENT, "", words["back"].format(commit=short), "quiet", screen)


def _folded(head: str, head_style: str, text: str, style: str, screen: Screen) -> Iterator[Line]:
    """A line, gone on with below itself where the screen is not wide enough."""
    width = None if screen.width is None else max(screen.width - len(head), NARROWEST)
    for number, part in enumerate(wrapped(visible(text), width)):
        lead = head if number == 0 else " " * len(INDENT * 2)
        yield ((lead, head_style if number == 0 else ""), (part, style))


def _told(file: Changed, screen: Screen, *, shown: bool) -> list[str]:
    """What is said of a file: its headline, which tells of another id, before the changes."""
    if not file.headline:
        return _sentences(file, screen, shown=shown)
    others = tuple(one for one in file.changes if one.address != ("id",))
    return [file.headline, *_sentences(replace(file, changes=others), screen, shown=shown)]


def _sentences(file: Changed, screen: Screen, *, shown: bool) -> list[str]:
    """The changes of a file in sentences; of what is closed only what was done to which entry.

    An entry of a public case may be closed: then it is told on a terminal alone.
    """
    told = tuple(
        one for one in file.changes if shown and (screen.width is not None or not one.closed)
    )
    left = tuple(one for one in file.changes if one not in told)
    return [*sentences(told, screen), *body_of(left, public=False).splitlines()]


def _consequences(done: Done, wording: Wording, screen: Screen) -> list[str]:
    return consequence_lines(done.consequences, wording, screen)


def _is_open(done: Done) -> bool:
    return all(file.public for file in done.files)


def _with_weekday(text: str, lang: str) -> str:
    """Give a single day its weekday, by which a slip is noticed soonest."""
    day = _day(text)
    if day is None or day.earliest is None:
        return text
    return f"{text} ({WEEKDAYS.get(lang, WEEKDAYS['en'])[day.earliest.weekday()]})"


def _day(text: str) -> CaseDate | None:
    try:
        date = parse_date(text)
    except DateError:
        return None
    single = date.form is Form.POINT and date.precision is Precision.DAY
    return date if single else None
