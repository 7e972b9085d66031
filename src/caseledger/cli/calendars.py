"""Deadlines as a calendar on stdout, and on stderr what stands in none."""

from typing import Any

from caseledger.cli.session import Session, say, tell

NO_HISTORY = (
    "the ledger is in no git repository yet: the ids of the entries hang on its name, and change "
    "with its first commit"
)


def print_calendar(session: Session, desk: Any, found: Any) -> None:  # noqa: ANN401 - Desk, Deadlines
    """Write deadlines as an iCalendar file. Raises `OutsideFailure` in a shallow clone."""
    from caseledger.render.calendar_file import Sheet, calendar_file
    from caseledger.render.calendar_text import day_in_calendar
    from caseledger.render.wording import wording_of
    from caseledger.store.ledger_identity import identity_of

    settings = desk.ledger.settings
    identity = identity_of(desk.ledger.root, settings.name, settings.rules)
    wording = wording_of(desk.ledger.vocabulary, desk.day, session.lang)
    say(calendar_file(found.found, Sheet(settings.name, identity, wording)))
    if session.quiet:
        return
    undated = sum(day_in_calendar(one) is None for one in found.found)
    if undated:
        what = "1 deadline" if undated == 1 else f"{undated} deadlines"
        tell(f"left out: {what} without a day; caseledger deadlines lists what is needed for it")
    if closed := found.left_out.get("closed"):
        tell(f"left out: {closed} of closed cases; --all has them")
    if not identity.histories:
        tell(NO_HISTORY)


def tell_held_back(found: Any) -> None:  # noqa: ANN401 - Deadlines
    """Tell who runs the command, and nobody else, what a public list leaves out."""
    cases = "1 case" if found.held_back == 1 else f"{found.held_back} cases"
    entries = "1 entry" if found.unpublished == 1 else f"{found.unpublished} entries"
    left = [f"{cases} not public"] if found.held_back else []
    left += [f"{entries} not published, of cases that are public"] if found.unpublished else []
    if left:
        tell(f"left out: {'; '.join(left)}; --audience internal has them")
