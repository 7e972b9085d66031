"""`diff` as lines for people: by case, what decides first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from caseledger.domain.changes import Change, Deed
from caseledger.domain.comparing import (
    CaseDifference,
    Difference,
    FileDifference,
    PersonDifference,
    Version,
    is_first,
)
from caseledger.domain.status import PersonNow
from caseledger.domain.turns import Derived, Sort
from caseledger.render.changes import sentence
from caseledger.render.date_words import day_words
from caseledger.render.diff_words import DiffWords, by_reason
from caseledger.render.screen import Line, Screen, columns_of, drawn, padded, visible, wrapped
from caseledger.render.wording import wording_of

WORDS = {
    "en": {
        "work tree": "work tree",
        "before all": "nothing (the history begins later)",
        "as-of": "as of {}",
        "case": "1 case looked at",
        "cases": "{} cases looked at",
        "looked": "{}, differences in {}",
        "none": "none",
        "nothing": "no difference, {}",
        "unread": "{}; could not be compared: {}",
        "renamed": "renamed, was {}",
        "there": "as in {}",
        "first": "Look at first",
        "files": "Files of the ledger",
        "added": "{} added",
        "removed": "{} removed",
        "changed": "{} changed",
        "moved": "{} changed",
        "in": "{path}: {what}",
        "others": "{count} files in {folder}/",
    },
    "ru": {
        "work tree": "рабочая копия",
        "before all": "ничего (история начинается позже)",
        "as-of": "на {}",
        "case": "просмотрено дел: 1",
        "cases": "просмотрено дел: {}",
        "looked": "{}, с различиями: {}",
        "none": "0",
        "nothing": "различий нет, {}",
        "unread": "{}; не удалось сравнить: {}",
        "renamed": "переименовано, было {}",
        "there": "как в {}",
        "first": "Смотреть прежде всего",
        "files": "Файлы книги",
        "added": "добавлен {}",
        "removed": "удалён {}",
        "changed": "изменён {}",
        "moved": "изменён {}",
        "in": "{path}: {what}",
        "others": "файлов в {folder}/: {count}",
    },
}
"""`files` heads what is no case; `others` stands for many files of one folder."""

SIGNS = {Deed.ADDED: "+", Deed.REMOVED: "-", Deed.CHANGED: "~", Deed.MOVED: "~"}
FIRST = "!"
"""Stands before every changed date, state, country and recipient."""

MOST_FILES = 3
"""So many files of a folder are named; of more only the number."""

SHORT = 7
"""So much of a commit's id is shown."""

MARGIN = 2
LABEL = 11
"""Columns for the name of what changed for a person."""


def words_of(found: Difference, screen: Screen) -> DiffWords:
    """Return the words for both states of a difference."""
    then, now = (
        wording_of(side.vocabulary, side.day, screen.lang) for side in (found.old, found.new)
    )
    return DiffWords(then, now, screen)


def version_words(one: Version, lang: str) -> str:
    """Name a state: its commit with its moment, or the work tree."""
    if one.committed is None:
        return WORDS[lang]["before all" if one.before_all else "work tree"]
    moment = f"{day_words(one.committed.date(), lang)}, {one.committed:%H:%M}"
    return f"{one.commit[:SHORT]} ({moment})"


def days_words(found: Difference, lang: str, arrow: str) -> str:
    """Say for which day, or which two, things were derived."""
    days = dict.fromkeys(day_words(side.day, lang) for side in (found.old, found.new))
    return WORDS[lang]["as-of"].format(f" {arrow} ".join(days))


def count_words(found: Difference, lang: str) -> str:
    """Say how many cases were looked at, how many differ, and how many could not be read."""
    words = WORDS[lang]
    count = words["case" if found.looked_at == 1 else "cases"].format(f"{found.looked_at:,}")
    text = words["nothing"].format(count)
    if found:
        text = words["looked"].format(
            count, f"{len(found.cases):,}" if found.cases else words["none"]
        )
    return words["unread"].format(text, found.unread) if found.unread else text


def drawing(found: Difference, screen: Screen) -> str:
    """Draw a difference."""
    return drawn(_Drawing(found, words_of(found, screen), screen).lines(), screen)


def file_sentences(one: FileDifference, screen: Screen, *, public: bool) -> Iterator[str]:
    """Say what is otherwise in a file that holds no case; in public keys only, no values."""
    words = WORDS[screen.lang]
    if not one.changes:
        yield words[one.what.value].format(one.path)
    for change in one.changes:
        bulky = any(isinstance(value, dict | list) for value in (change.old, change.new))
        if public or bulky or change.what is Deed.MOVED:
            what = words[change.what.value].format(" ".join(change.address))
        else:
            what = sentence(change, screen)
        yield words["in"].format(path=one.path, what=what)


def first_sentences(
    found: Difference, say: Callable[[Change, CaseDifference], str]
) -> Iterator[tuple[CaseDifference, str]]:
    """Say every changed date, state, country and recipient; of a single case it is said there."""
    told: set[tuple[str, str]] = set()
    for case in found.cases if len(found.cases) > 1 else ():
        for one in case.changes:
            if is_first(one) and (mark := (case.id, say(one, case))) not in told:
                told.add(mark)
                yield case, mark[1]


def told_elsewhere(person: PersonDifference, found: Difference) -> str:
    """The case in which somebody stands, and where it is told what follows; empty if it is here."""
    one = person.now or person.then
    where = one.life.case.id if one and one.life.case.id != one.case.id else ""
    told = any(case.id == where and case.people for case in found.cases)
    both = person.now is not None and person.then is not None
    return where if told and both else ""


def gathered(
    files: Iterable[FileDifference], screen: Screen, *, public: bool
) -> Iterator[tuple[FileDifference | None, str]]:
    """Say which files differ; of many plain ones in a folder only the number, without one."""
    folders: dict[str, list[FileDifference]] = {}
    for one in files:
        plain = not (one.first or one.own)
        folder = one.path.rpartition("/")[0] if plain else ""
        folders.setdefault(folder or one.path, []).append(one)
    for folder, some in folders.items():
        if len(some) > MOST_FILES:
            words = WORDS[screen.lang]["others"]
            yield None, words.format(count=len(some), folder=folder)
            continue
        for one in some:
            for text in file_sentences(one, screen, public=public):
                yield one, text


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A difference on its way to a screen."""

    found: Difference
    words: DiffWords
    screen: Screen

    def lines(self) -> Iterator[Line]:
        lang, arrow = self.screen.lang, self.screen.sign("→", "->")
        sides = f" {arrow} ".join(version_words(s, lang) for s in (self.found.old, self.found.new))
        head = f"{sides}, {days_words(self.found, lang, arrow)}"
        yield from self._wrapped(head, 0, "title")
        yield from self._wrapped(count_words(self.found, lang), 0, "quiet" if self.found else "")
        yield from self._first()
        yield from self._files()
        for case in self.found.cases:
            yield ()
            yield from self._case(case)

    def _first(self) -> Iterator[Line]:
        """Gather what decides most from all cases: else a day moved in the last would be missed."""
        found = list(first_sentences(self.found, self._says))
        if found:
            yield ()
            yield ((WORDS[self.screen.lang]["first"], "strong"),)
        for case, text in found:
            yield from self._marked(FIRST, f"{case.id}: {text}", first=True)

    def _says(self, one: Change, case: CaseDifference) -> str:
        return sentence(one, self.screen, public=case.public and one.entry not in case.hidden)

    def _files(self) -> Iterator[Line]:
        if not self.found.files:
            return
        yield ()
        yield ((WORDS[self.screen.lang]["files"], "strong"),)
        for one, text in gathered(self.found.files, self.screen, public=self.found.public):
            first = one is not None and one.first
            sign = SIGNS[one.what if one else Deed.CHANGED]
            yield from self._marked(FIRST if first else sign, text, first=first)

    def _case(self, case: CaseDifference) -> Iterator[Line]:
        head: list[tuple[str, str]] = [(visible(case.id), "strong")]
        title = visible(case.title) if case.public and case.title != case.id else ""
        room = None if self.screen.width is None else self.screen.width
        if title and (room is None or columns_of(case.id) + MARGIN + columns_of(title) <= room):
            head.append((f"  {title}", ""))
        yield tuple(head)
        if case.former:
            text = WORDS[self.screen.lang]["renamed"].format(visible(case.former))
            yield from self._marked(FIRST, text, first=True)
        first = [one for one in case.changes if is_first(one)]
        yield from self._changes(case, first)
        for person in case.people:
            yield from self._person(person)
        yield from self._changes(case, [one for one in case.changes if not is_first(one)])

    def _changes(self, case: CaseDifference, changes: Iterable[Change]) -> Iterator[Line]:
        told: set[str] = set()
        for one in changes:
            text = self._says(one, case)
            if text not in told:
                told.add(text)
                first = is_first(one)
                yield from self._marked(FIRST if first else SIGNS[one.what], text, first=first)

    def _marked(self, sign: str, text: str, *, first: bool) -> Iterator[Line]:
        style = "warning" if first else ""
        indent = MARGIN + len(sign) + 1
        for number, part in enumerate(wrapped(visible(text), self._room(indent))):
            mark = f"{' ' * MARGIN}{sign} " if not number else " " * indent
            yield ((mark, style), (part, style))

    def _person(self, person: PersonDifference) -> Iterator[Line]:
        yield ((" " * MARGIN + visible(person.person.label), ""),)
        where = told_elsewhere(person, self.found)
        if where:
            yield from self._labelled("", WORDS[self.screen.lang]["there"].format(where), "")
            return
        groups = by_reason(person.derived, lambda one: self.words.why(one, person))
        for reason, some in groups:
            for one in some:
                label = self.words.words[one.sort.value]
                yield from self._labelled(label, self.words.said(one, person), _style(one))
            yield from self._labelled("", reason, "quiet")

    def _labelled(self, label: str, text: str, style: str) -> Iterator[Line]:
        indent = 2 * MARGIN + LABEL
        for number, part in enumerate(wrapped(visible(text), self._room(indent))):
            name = padded(" " * 2 * MARGIN + ("" if number else label), indent)
            yield ((name, "quiet"), (part, style))

    def _wrapped(self, text: str, indent: int, style: str) -> Iterator[Line]:
        for part in wrapped(visible(text), self._room(indent)):
            yield ((" " * indent + part, style),)

    def _room(self, indent: int) -> int | None:
        return None if self.screen.width is None else max(self.screen.width - indent, 1)


def _style(one: Derived) -> str:
    """A standing looks as it does everywhere; nothing else is painted."""
    if one.sort is Sort.STANDING and isinstance(one.new, PersonNow):
        return one.new.standing.code
    return ""
