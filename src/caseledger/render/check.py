"""Problems as people read them in a terminal or an editor, and as public JSON.

What stands in a file is shown only where the case is public or the output is a terminal.
Elsewhere a problem is its code, its place and what the code means.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice

from caseledger import __version__
from caseledger.domain.ignoring import Ignored
from caseledger.domain.kind import mapping
from caseledger.domain.problem import Problem, Severity
from caseledger.render.discretion import Discretion
from caseledger.render.envelope import Envelope
from caseledger.render.reports.run import Run
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.render.told import command_of, told, told_of
from caseledger.store.cases import CaseFile
from caseledger.store.catalogue import load_manual

LONGEST_EXCERPT = 100
"""Columns of an excerpt where the screen has no width."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "hint": "hint",
        "mend": "mend",
        "ignored": "{} ignored",
        "explain": "caseledger explain {} says what that means and how to mend it",
    },
    "ru": {
        "error": "ошибка",
        "warning": "предупреждение",
        "info": "замечание",
        "hint": "подсказка",
        "mend": "исправить",
        "ignored": "пропущено: {}",
        "explain": "caseledger explain {} объясняет, что это значит и как исправить",
    },
}
"""What stands around a problem. What a code means has a page in each language; the words of each
single problem are English, and stand behind that in brackets."""

COUNTED = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
COUNTED_IN_RUSSIAN = {
    Severity.ERROR: "ошибки",
    Severity.WARNING: "предупреждения",
    Severity.INFO: "замечания",
}

NOTHING: Mapping[str, Sequence[Ignored]] = {}


def as_text(
    files: Sequence[CaseFile], screen: Screen, ignored: Mapping[str, Sequence[Ignored]] = NOTHING
) -> str:
    """Write all problems of files, by file and line, and count them and those ignored."""
    lines = [
        line
        for discretion in map(Discretion, files)
        for one in discretion.file.problems
        for line in _problem(discretion, one, screen)
    ]
    number = sum(len(left_out) for left_out in ignored.values())
    count = summary(files, screen.lang)
    words = f"{count}; {_said(screen)['ignored'].format(number)}" if number else count
    last: list[Line] = [((words, "strong"),)]
    found = [one for file in files for one in file.problems]
    if found and screen.width is not None:
        gravest = min(found, key=lambda one: [*Severity].index(one.severity))
        told = wrapped(_said(screen)["explain"].format(gravest.code), screen.width)
        last += [((text, "quiet"),) for text in told]
    return drawn([*lines, *([()] if lines else []), *last], screen)


def _said(screen: Screen) -> Mapping[str, str]:
    return WORDS.get(screen.lang, WORDS["en"])


def as_envelope(
    files: Sequence[CaseFile], ignored: Mapping[str, Sequence[Ignored]], envelope: Envelope
) -> dict[str, object]:
    """Return the public JSON: the problems, and beside them those for which a comment answers."""
    left_out = [
        {**asdict(told_of(discretion, one.problem)), "reason": reason, "until": until}
        for discretion, one, reason, until in _answers(files, ignored)
    ]
    return {**envelope.around(as_rows(files)), "ignored": left_out}


def run_of(
    files: Sequence[CaseFile],
    ignored: Mapping[str, Sequence[Ignored]],
    prefix: str,
    failing: Sequence[str],
) -> Run:
    """Return what a report for machines tells besides the problems; see `Run`."""
    answers = _answers(files, ignored)
    return Run(
        version=__version__,
        prefix=prefix,
        files=tuple(file.path for file in files),
        pages={code: mapping(page) for code, page in mapping(load_manual()["problems"]).items()},
        failing=tuple(failing),
        ignored=[(told_of(file, one.problem), reason) for file, one, reason, _ in answers],
    )


def _answers(
    files: Sequence[CaseFile], ignored: Mapping[str, Sequence[Ignored]]
) -> Iterator[tuple[Discretion, Ignored, str, str | None]]:
    """Yield each problem that is ignored, with the reason and the day where they may be told."""
    for discretion in map(Discretion, files):
        for one in ignored.get(discretion.file.path, ()):
            # A comment may stand beside an entry that is closed, or speak of one.
            opened = discretion.may_quote(one.problem)
            until = one.until.isoformat() if opened and one.until else None
            yield discretion, one, one.reason if opened else "", until


def as_rows(files: Sequence[CaseFile]) -> list[dict[str, object]]:
    """Return the public JSON of all problems; nothing from a closed case but keys and places."""
    return [asdict(one) for one in told(files)]


def summary(files: Sequence[CaseFile], lang: str = "en") -> str:
    """Count: ``1 error, 2 warnings in 3 files``."""
    found = Counter(one.severity for file in files for one in file.problems)
    if lang == "ru":
        return _summary_in_russian(found, len(files))
    told = ", ".join(
        f"{found[severity]} {word}{'' if found[severity] == 1 else 's'}"
        for severity, word in COUNTED.items()
        if found[severity]
    )
    return f"{told or 'no problems'} in {len(files)} file{'' if len(files) == 1 else 's'}"


def _summary_in_russian(found: Mapping[Severity, int], files: int) -> str:
    """Count with the numbers behind, because Russian nouns change with them."""
    told = ", ".join(
        f"{word}: {found[severity]}"
        for severity, word in COUNTED_IN_RUSSIAN.items()
        if found.get(severity)
    )
    return f"{told or 'проблем нет'}; файлов: {files}"


def _problem(discretion: Discretion, problem: Problem, screen: Screen) -> Iterator[Line]:
    file, on_terminal = discretion.file, screen.width is not None
    opened = on_terminal or discretion.may_tell(problem)
    place = f"{file.path}:{problem.line}:{problem.column}" if problem.line else file.path
    message = (
        _message(problem, screen.lang) if opened else _closed(discretion, problem, screen.lang)
    )
    severity = _said(screen)[problem.severity.value]
    head = (
        (visible(place), "strong"),
        (": ", ""),
        (f"{severity} {problem.code}", problem.severity.value),
        (f": {visible(message)}", ""),
    )
    yield from _folded(head, screen)
    if on_terminal or discretion.may_quote(problem):
        yield from _excerpt(file, problem, screen)
    if opened:
        if problem.hint:
            yield from _labelled(_said(screen)["hint"], problem.hint, screen)
        command = command_of(file, problem)
        if command:
            yield from _labelled(_said(screen)["mend"], command, screen)


def _message(problem: Problem, lang: str) -> str:
    return problem.message if lang == "en" else f"{_title(problem, lang)} ({problem.message})"


def _closed(discretion: Discretion, problem: Problem, lang: str) -> str:
    path = discretion.path(problem)
    return f"{path}: {_title(problem, lang)}" if path else _title(problem, lang)


def _title(problem: Problem, lang: str) -> str:
    """What the code means, in a language that the manual has; else in English."""
    if lang == "en":
        return problem.title
    page = mapping(mapping(load_manual()["problems"]).get(problem.code))
    return str(mapping(page.get("title")).get(lang, problem.title))


def _folded(head: Line, screen: Screen) -> Iterator[Line]:
    """Keep the head on one line where it fits; else its message stands on lines below."""
    *front, (message, style) = head
    used = sum(columns_of(text) for text, _ in front)
    if screen.width is None or used + columns_of(message) <= screen.width:
        yield head
        return
    yield tuple(front)
    for text in wrapped(message.removeprefix(": "), max(screen.width - 4, 1)):
        yield (("    ", ""), (text, style))


def _labelled(word: str, words: str, screen: Screen) -> Iterator[Line]:
    room = None if screen.width is None else max(screen.width - 12, 1)
    label = f"      {word}: "
    for text in wrapped(visible(words), room):
        yield ((label, "quiet"), (text, ""))
        label = " " * len(label)


def _excerpt(file: CaseFile, problem: Problem, screen: Screen) -> Iterator[Line]:
    """Show the line with a caret below what is meant; a long line is cut around it."""
    if file.document is None or not problem.line:
        return
    line = file.document.excerpt(problem.line)
    if not line.strip():
        return
    gutter = f"{problem.line:>5} | "
    room = max((screen.width or LONGEST_EXCERPT) - len(gutter), 20)
    before, marked, after = _cut(line, problem, room, screen)
    yield ((gutter, "quiet"), (before + marked + after, ""))
    carets = "^" * max(columns_of(marked), 1)
    blank = " " * (len(gutter) - 2) + "| " + " " * columns_of(before)
    yield ((blank, "quiet"), (carets, problem.severity.value))


def _cut(line: str, problem: Problem, room: int, screen: Screen) -> tuple[str, str, str]:
    """Cut a line so that what is meant is seen, with some of what stands around it."""
    start = max(problem.column - 1, 0)
    end = start + max(problem.length, 1)
    dots = screen.sign("…", "...")
    # A character may show as nothing or as eight columns, so slices come before the counting.
    before = visible(line[max(start - 4 * room, 0) : start])
    marked = visible(line[start : min(end, start + 4 * room)])
    after = visible(line[end : end + 4 * room])
    if len(line) <= room and columns_of(before + marked + after) < room:
        return before, marked, after
    before, marked = _last(before, room // 3, dots), _first(marked, room // 2, dots)
    return before, marked, _first(after, room - columns_of(before + marked), dots)


def _first(text: str, room: int, dots: str) -> str:
    if columns_of(text) <= room:
        return text
    kept = list(_fitting(text, room - len(dots)))
    return "".join(kept) + dots if room > len(dots) else ""


def _last(text: str, room: int, dots: str) -> str:
    if columns_of(text) <= room:
        return text
    kept = list(_fitting(reversed(text), room - len(dots)))
    return dots + "".join(reversed(kept))


def _fitting(characters: Iterable[str], room: int) -> Iterator[str]:
    used = 0
    for character in islice(characters, max(room, 0) * 2):
        used += columns_of(character)
        if used > room:
            return
        yield character
