"""Problems as people read them in a terminal or an editor, and as public JSON.

What stands in a file is shown only where the case is public or the output is a terminal.
Elsewhere a problem is its code, its place and what the code means.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from caseledger.domain.problem import Problem, Severity, dotted
from caseledger.render.screen import Line, Screen, columns_of, drawn, visible, wrapped
from caseledger.store.cases import CaseFile

LONGEST_EXCERPT = 100
"""Columns of an excerpt where the screen has no width."""


def as_text(files: Sequence[CaseFile], screen: Screen) -> str:
    """Write all problems of files, by file and line, and count them."""
    lines = [
        line for file in files for one in file.problems for line in _problem(file, one, screen)
    ]
    return drawn([*lines, *([()] if lines else []), ((summary(files), "strong"),)], screen)


def as_rows(files: Sequence[CaseFile]) -> list[dict[str, object]]:
    """Return the public JSON of all problems; nothing from a closed case but keys and places."""
    return [_row(file, one) for file in files for one in file.problems]


def _row(file: CaseFile, problem: Problem) -> dict[str, object]:
    opened = may_be_shown(file, problem)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": file.path,
        "line": problem.line,
        "column": problem.column,
        "path": dotted(problem.path),
        "message": problem.message if opened else problem.title,
        "hint": problem.hint if opened else "",
    }


def is_open(file: CaseFile) -> bool:
    """Whether what stands in a file may be shown anywhere: it says so itself, or holds no case.

    A file too damaged to be a case may still say that it is public; one whose YAML cannot be read
    says nothing and stays closed.
    """
    if file.is_public or file.is_own or file.document is None:
        return True
    return (file.document.data or {}).get("visibility") == "public"


def may_be_shown(file: CaseFile, problem: Problem) -> bool:
    """Whether a problem may be told with what stands there: the file is open, and so is the part.

    In a public case an event, a source or a person may still be closed: ``visibility:
    restricted``, ``sealed: true``.
    """
    if not is_open(file):
        return False
    part: object = file.document.data if file.document else None
    for step in problem.path:
        if _is_closed(part):
            return False
        part = _below(part, step)
    return not _is_closed(part)


def _is_closed(part: object) -> bool:
    if not isinstance(part, dict):
        return False
    return part.get("visibility", "public") != "public" or part.get("sealed") == "true"


def _below(part: object, step: str | int) -> object:
    if isinstance(part, dict):
        return part.get(step)
    if isinstance(part, list) and isinstance(step, int) and step < len(part):
        return part[step]
    return None


def summary(files: Sequence[CaseFile]) -> str:
    """Count: ``1 error, 2 warnings in 3 files``."""
    counts = [
        (sum(one.severity is severity for file in files for one in file.problems), word)
        for severity, word in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "remark"),
        )
    ]
    found = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)
    return f"{found or 'no problems'} in {len(files)} file{'' if len(files) == 1 else 's'}"


def _problem(file: CaseFile, problem: Problem, screen: Screen) -> Iterator[Line]:
    opened = may_be_shown(file, problem) or screen.width is not None
    place = f"{file.path}:{problem.line}:{problem.column}" if problem.line else file.path
    message = problem.message if opened else _closed(problem)
    head = (
        (visible(place), "strong"),
        (": ", ""),
        (f"{problem.severity} {problem.code}", problem.severity.value),
        (f": {visible(message)}", ""),
    )
    yield from _folded(head, screen)
    if opened:
        yield from _excerpt(file, problem, screen)
        if problem.hint:
            yield from _hint(problem.hint, screen)


def _closed(problem: Problem) -> str:
    path = dotted(problem.path)
    return f"{path}: {problem.title}" if path else problem.title


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


def _hint(hint: str, screen: Screen) -> Iterator[Line]:
    room = None if screen.width is None else max(screen.width - 12, 1)
    label = "      hint: "
    for text in wrapped(visible(hint), room):
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
