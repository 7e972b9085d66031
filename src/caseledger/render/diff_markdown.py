"""`diff` as Markdown: fit for a comment on a pull request, or for the mail of the week.

Nothing in it acts where it is read: no mention, no link, no HTML, no formula.
"""

import re
from collections.abc import Iterator

from caseledger.domain.changes import Change
from caseledger.domain.comparing import (
    CaseDifference,
    Difference,
    PersonDifference,
    Version,
    is_first,
)
from caseledger.render.changes import sentence
from caseledger.render.diff import (
    SHORT,
    count_words,
    days_words,
    first_sentences,
    gathered,
    told_elsewhere,
    version_words,
    words_of,
)
from caseledger.render.diff import WORDS as MARKS
from caseledger.render.diff_data import tells
from caseledger.render.diff_words import DiffWords, by_reason
from caseledger.render.screen import Screen, visible
from caseledger.render.why_phrases import capital

WORDS = {
    "en": {
        "head": "Changes",
        "closed": "Not public: no values are shown.",
        "otherwise": "what follows for {}: {} changed",
    },
    "ru": {
        "head": "Изменения",
        "closed": "Не для публикации: значения не показаны.",
        "otherwise": "для {} изменилось: {}",
    },
}

APART = "\u200b"
"""A space of no width: between signs that together would become a mention or a link."""

_ACTING = re.compile(r"([\\|`*_\[\]<>#~!$])")
_LINKING = re.compile(
    r"@(?=\w)|\\#(?=\d)|(?i:\bGH-(?=\d))|(?i:\b(?:https?|ftp|mailto|xmpp):)|(?i:\bwww(?=\.))"
    r"|:(?=[\w+-]+:)|\b[0-9a-f]{3}(?=[0-9a-f]{4,}\b)"
)
_BEGINNING = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")


def quoted(text: str) -> str:
    """Show text so that neither Markdown, HTML nor GitHub makes anything of it."""
    shown = _ACTING.sub(r"\\\1", visible(text).replace("&", "&amp;"))
    shown = _LINKING.sub(lambda found: found[0] + APART, shown)
    return _BEGINNING.sub(_escaped, shown)


def _escaped(found: re.Match[str]) -> str:
    """Keep a beginning from making a list or a heading of what follows."""
    return f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}{APART}"


def markdown(found: Difference, screen: Screen) -> str:
    """Write a difference, for the audience that it was made for."""
    plain = Screen(lang=screen.lang)
    lines = _lines(found, words_of(found, plain), plain)
    return "".join(f"{line}\n" for line in lines)


def _lines(found: Difference, words: DiffWords, screen: Screen) -> Iterator[str]:
    lang, said = screen.lang, WORDS[screen.lang]
    sides = " → ".join(_version(one, lang) for one in (found.old, found.new))
    yield f"## {said['head']}: {sides}"
    yield ""
    yield quoted(f"{capital(count_words(found, lang))}, {days_words(found, lang, '→')}.")
    first = list(first_sentences(found, lambda one, case: _says(one, case, found, screen)))
    if first:
        yield from ("", f"### {MARKS[lang]['first']}", "")
    for case, text in first:
        yield _item(f"{case.id}: {text}", first=case.public)
    if found.files:
        yield from ("", f"### {MARKS[lang]['files']}", "")
        for one, text in gathered(found.files, screen, public=found.public):
            yield _item(text, first=one is not None and one.first)
    for case in found.cases:
        yield ""
        yield from _case(case, found, words)


def _says(one: Change, case: CaseDifference, found: Difference, screen: Screen) -> str:
    return sentence(one, screen, public=tells(one, case, found))


def _version(one: Version, lang: str) -> str:
    """Name a state; the id of a commit as code, so that nothing looks for it."""
    text = version_words(one, lang)
    short = one.commit[:SHORT]
    return f"`{short}`{quoted(text.removeprefix(short))}" if short else quoted(text)


def _case(case: CaseDifference, found: Difference, words: DiffWords) -> Iterator[str]:
    said = WORDS[words.lang]
    title = f": {quoted(case.title)}" if case.public and case.title else ""
    yield f"### {quoted(case.id)}{title}"
    yield ""
    if not case.public:
        yield from (said["closed"], "")
    if case.former:
        yield _item(MARKS[words.lang]["renamed"].format(case.former), first=True)
    first = [one for one in case.changes if is_first(one)]
    yield from _changes(first, case, found, words)
    for person in case.people:
        where = told_elsewhere(person, found)
        if not case.public:
            yield _closed(person, words)
        elif where:
            yield _item(f"{person.person.label}: {MARKS[words.lang]['there'].format(where)}")
        else:
            yield from _person(person, words)
    yield from _changes([one for one in case.changes if not is_first(one)], case, found, words)


def _changes(
    changes: list[Change], case: CaseDifference, found: Difference, words: DiffWords
) -> Iterator[str]:
    told: dict[str, bool] = {}
    for one in changes:
        text = _says(one, case, found, words.screen)
        told[text] = told.get(text, False) or (is_first(one) and case.public)
    yield from (_item(text, first=first) for text, first in told.items())


def _person(person: PersonDifference, words: DiffWords) -> Iterator[str]:
    for why, some in by_reason(person.derived, lambda one: words.why(one, person)):
        for number, one in enumerate(some):
            label = f"{person.person.label}, {words.words[one.sort.value]}"
            reason = words.steps(one) if number else why
            yield f"- {quoted(label)}: {quoted(words.said(one, person))} ({quoted(reason)})"


def _closed(person: PersonDifference, words: DiffWords) -> str:
    sorts = dict.fromkeys(words.words[one.sort.value] for one in person.derived)
    text = WORDS[words.lang]["otherwise"].format(person.person.id, ", ".join(sorts))
    return _item(text)


def _item(text: str, *, first: bool = False) -> str:
    return f"- **{quoted(text)}**" if first else f"- {quoted(text)}"
