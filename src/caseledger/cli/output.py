"""A result on stdout, and what could not be read on stderr."""

from collections.abc import Iterable
from typing import Any

from caseledger.cli.options import Format
from caseledger.cli.session import Session, say, tell

INTERRUPTED = (
    "a command was stopped while it wrote; what is shown may hold an entry that is not committed. "
    "The next command that writes finishes it or takes it back"
)

AS_READ = "with the present kinds, rules and labels of the program"
"""What a state of the ledger that lies back is read with."""

NO_HISTORY = (
    "the ledger is not in a git repository: an entry without a date of report and without a dated "
    "source counts as written today"
)


def format_of(output: Format | None, as_json: bool) -> str:
    """Return the name of the format; it never depends on where the output goes."""
    return Format.JSON.value if as_json else (output or Format.TABLE).value


def screen_of(session: Session) -> Any:  # noqa: ANN401 - a Screen; its module loads only to draw
    """Return how stdout can be drawn on."""
    from caseledger.render.screen import Screen

    return Screen(session.width(), session.colour(), session.plain_characters(), session.lang)


def envelope_of(
    schema: str,
    desk: Any,  # noqa: ANN401 - a Desk
    files: Iterable[Any],
    holidays: str = "",
) -> Any:  # noqa: ANN401 - an Envelope
    """Return what stands around the data of a reading command: which ledger, which days.

    ``holidays`` is the version of the calendar that the data may rest on.
    """
    from caseledger.render.envelope import Envelope

    return Envelope(
        schema,
        desk.ledger,
        desk.day,
        tuple(files),
        desk.heard_by,
        holidays=holidays or None,
        known=desk.known,
    )


def print_page(session: Session, page: Any, form: str) -> None:  # noqa: ANN401 - a Page, likewise
    """Write a page to stdout in a format."""
    from caseledger.render.formats import written

    say(written(page, form, screen_of(session)))


def tell_problems(session: Session, desk: Any, files: Iterable[Any]) -> None:  # noqa: ANN401
    """Name on stderr each file with errors (a `CaseFile`, or one of the ledger's own).

    Never a value from a file; ``--verbose`` adds what is wrong, in words without values.
    """
    tell_days(session, desk)
    tell_own_files(desk.ledger)
    for file in files:
        if file.has_errors or file.case is None:
            word = "" if desk.known else file.name
            _tell(file.path, len(file.problems), word, left_out=file.case is None)
            for problem in file.problems if session.verbose else ():
                tell(f"  {problem.file}:{problem.line}: {problem.code} {problem.title}")


def tell_own_files(ledger: Any) -> None:  # noqa: ANN401 - a Ledger, or None
    """Name on stderr each of the ledger's own files with errors."""
    for path, problems in ledger.faulty_files.items() if ledger else ():
        _tell(path, len(problems), "" if ledger.past else path)


def tell_days(session: Session, desk: Any) -> None:  # noqa: ANN401
    """Say on stderr what is to be known about the state of the ledger that was read."""
    tell_known(session, desk)
    tell_interrupted(desk)
    tell_no_history(desk)


def tell_known(session: Session, desk: Any) -> None:  # noqa: ANN401
    """Say on stderr which commit was read, and what it may lack of what was written by then."""
    if desk.known is None or session.quiet:
        return
    commit, later = desk.known.commit, desk.known.merged_later
    line = f"read from commit {commit.short} of {commit.when.isoformat(' ', 'minutes')}, {AS_READ}"
    if later:
        commits = "1 commit" if later == 1 else f"{later} commits"
        line += f"; {commits} dated by then reached this branch only later"
    tell(line)


def tell_interrupted(desk: Any) -> None:  # noqa: ANN401
    """Say on stderr that a command was stopped while it wrote."""
    from caseledger.actions.desk import is_interrupted

    if is_interrupted(desk):
        tell(INTERRUPTED)


def tell_no_history(desk: Any) -> None:  # noqa: ANN401
    """Say on stderr that nothing can tell when entries were written, where that is asked for."""
    from caseledger.actions.desk import lacks_history

    if lacks_history(desk):
        tell(NO_HISTORY)


def _tell(path: str, count: int, word: str, *, left_out: bool = False) -> None:
    problems = "1 problem" if count == 1 else f"{count} problems"
    effect = ", left out" if left_out else ""
    # `check` reads what lies on disk, which may be in order by now.
    more = f"; caseledger check {word}" if word else ""
    tell(f"{path}: {problems}{effect}{more}")
