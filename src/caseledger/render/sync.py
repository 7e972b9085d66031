"""What a sync came to: steps as they happen, what came in and went out, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from caseledger.domain.problem import dotted
from caseledger.domain.syncing import Arrival, Clashing, Outcome, Step, Synced, Unsound
from caseledger.render.changes import sentences
from caseledger.render.screen import Screen, visible

MOST_CASES = 10
MOST_CHANGES = 6
MOST_LINES = 40

WORDS = {
    "en": {
        "in": "came in (commits: {commits}, files: {files})",
        "out": "sent (commits: {commits})",
        "nothing": "nothing came in and nothing was sent",
        "joined": "joined; no file here changed by it, and nothing was sent",
        "would": "a dry run: nothing was moved and nothing was sent",
        "more": "{count} more",
        "full": "caseledger diff {old}.. shows all of it",
        "layout": "comments or layout",
        "unread": "cannot be read",
    },
    "ru": {
        "in": "получено (коммитов: {commits}, файлов: {files})",
        "out": "отправлено (коммитов: {commits})",
        "nothing": "ничего не получено и не отправлено",
        "joined": "объединено; файлы здесь не изменились, ничего не отправлено",
        "would": "пробный запуск: ничего не перемещено и не отправлено",
        "more": "ещё {count}",
        "full": "всё показывает caseledger diff {old}..",
        "layout": "комментарии или оформление",
        "unread": "не читается",
    },
}

REASONS = {
    "changed-twice": "changed in two ways",
    "deleted-and-changed": "deleted on one side, changed on the other",
    "added-twice": "added on both sides with different content",
    "reordered-twice": "put in another order on both sides",
    "same-moment": "events of the same day from both sides that write the same thing",
    "still-used": "taken away on one side, needed by what the other brought",
    "depends": "each side is in order, and both together are not",
    "unreadable": "a version cannot be read as a case",
    "by-hand": "no case that could be joined entry by entry",
}


def step_line(step: Step) -> str:
    """Say a step in a line, as it happens."""
    return f"{step.step}: {step.words}"


def as_text(done: Synced, screen: Screen) -> str:
    """Say what came in, case by case, and what was sent."""
    words = WORDS[screen.lang]
    lines = []
    if done.arrivals:
        lines.append(words["in"].format(commits=done.fetched, files=len(done.arrivals)))
        lines += [f"  {line}" for line in _arrived(done.arrivals, screen)]
        lines.append(words["full"].format(old=done.head_before[:7]))
    if done.pushed:
        lines.append(words["out"].format(commits=done.pushed))
    return "".join(f"{line}\n" for line in lines or [words[_nothing(done)]])


def _nothing(done: Synced) -> str:
    """Why there is nothing to tell."""
    if any(one.outcome == Outcome.WOULD for one in done.steps):
        return "would"
    return "nothing" if done.head_after == done.head_before else "joined"


def _arrived(arrivals: Sequence[Arrival], screen: Screen) -> Iterator[str]:
    words = WORDS[screen.lang]
    for one in arrivals[:MOST_CASES]:
        yield visible(one.case or one.file)
        # On a terminal sits whoever may read the case; elsewhere a closed one is told by its ids.
        public = one.public or screen.width is not None
        told = sentences(one.changes, screen, public=public)
        if one.case and not told:
            told = [words["unread" if one.unread else "layout"]]
        yield from (f"  {line}" for line in told[:MOST_CHANGES])
        if len(told) > MOST_CHANGES:
            yield f"  {words['more'].format(count=len(told) - MOST_CHANGES)}"
    if len(arrivals) > MOST_CASES:
        yield words["more"].format(count=len(arrivals) - MOST_CASES)


def stop_lines(done: Synced, paths: Sequence[str] = ()) -> list[str]:
    """List what stands in the way, and say the exact state; never a value from a file."""
    lines = [
        *(_clash(one) for one in done.conflicts),
        *(_problem(one) for one in done.problems),
        *(f"deleted: {case}" for case in done.deletions),
        *(f"gone: {short} of {day}" for short, day in done.gone),
        *(f"not committed: {path}" for path in paths),
    ]
    more = len(lines) - MOST_LINES
    shown = [*lines[:MOST_LINES], *([f"and {more} more"] if more > 0 else [])]
    return [visible(line) for line in [*shown, *_state(done)]]


def _clash(one: Clashing) -> str:
    where = ": ".join(word for word in (one.case or one.file, one.entry) if word)
    field = f", {one.field}" if one.field else ""
    return f"{where}{field}: {REASONS.get(one.reason, one.reason)}"


def _problem(one: Unsound) -> str:
    problem = one.problem
    place = f"{one.file}:{problem.line}:{problem.column}" if problem.line else one.file
    path = dotted(problem.path)
    return f"{place}: {problem.code} {f'{path}: ' if path else ''}{problem.title}"


def _state(done: Synced) -> Iterator[str]:
    if not done.head_before:
        return
    moved = done.head_after != done.head_before
    here = f"moved from {done.head_before[:7]} to {done.head_after[:7]}" if moved else "as before"
    yield f"state: the branch here is {here}; commits pushed: {done.pushed}"


def as_data(done: Synced) -> dict[str, object]:
    """Return the public JSON: ids, codes and places, never a value from a file."""
    return {
        "remote": done.remote,
        "branch": done.branch,
        "steps": [
            {"step": one.step, "outcome": one.outcome, "words": visible(one.words)}
            for one in done.steps
        ],
        "fetched": done.fetched,
        "merged": done.merged or None,
        "pushed": done.pushed,
        "head_before": done.head_before or None,
        "head_after": done.head_after or None,
        "conflicts": [_clash_data(one) for one in done.conflicts],
        "problems": [_problem_data(one) for one in done.problems],
        "deletions": list(done.deletions),
        "gone": [{"commit": short, "day": day} for short, day in done.gone],
        "arrived": [_arrival_data(one) for one in done.arrivals],
    }


def _clash_data(one: Clashing) -> Mapping[str, object]:
    return {
        "file": one.file,
        "case": one.case or None,
        "entry": one.entry,
        "field": one.field,
        "reason": one.reason,
    }


def _problem_data(one: Unsound) -> Mapping[str, object]:
    problem = one.problem
    return {
        "code": problem.code,
        "file": one.file,
        "line": problem.line,
        "column": problem.column,
        "path": dotted(problem.path),
        "message": problem.title,
    }


def _arrival_data(one: Arrival) -> Mapping[str, object]:
    entries = dict.fromkeys(
        (" ".join(c.entry[:1] if c.entry[:1] == ("links",) else c.entry), _deed(c.within, c.what))
        for c in one.changes
    )
    return {
        "file": one.file,
        "case": one.case or None,
        "entries": [{"entry": entry, "deed": deed} for entry, deed in entries],
    }


def _deed(within: tuple[str, ...], what: str) -> str:
    return "changed" if within else str(what)
