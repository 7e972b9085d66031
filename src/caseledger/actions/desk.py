"""An open ledger on a day, and the case that a word means."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseledger.domain.calling import people_called
from caseledger.domain.case import Case
from caseledger.domain.date_input import read_date
from caseledger.domain.dates import DateError
from caseledger.domain.hearing import Entry, heard_by, undated
from caseledger.errors import Ambiguous, NotFound, UnreadableData, UsageProblem
from caseledger.store.cases import CaseFile, may_hold, read_case, read_cases
from caseledger.store.files import LEDGER, CasePath, find_ledger, path_of_case
from caseledger.store.git_place import find_place, unfinished
from caseledger.store.known import Known
from caseledger.store.ledger import Ledger, case_paths, open_ledger
from caseledger.store.locking import is_locked

BY_ID = "; here a case is named by its id, or what it begins with"


@dataclass(frozen=True, slots=True)
class Desk:
    """What every reading action starts from.

    ``day`` is the day that things are derived for. With ``heard_by`` only what had been reported
    by that day is read; without it, all that the ledger holds. With ``known`` the ledger is read as
    that commit holds it, what it says about itself included; without it, as it lies on disk.
    """

    ledger: Ledger
    today: Day
    day: Day
    heard_by: Day | None = None
    known: Known | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that decides which day a moment belongs to. Raises `UsageProblem`."""
        return _zone(self.ledger)


def open_desk(
    folder: Path,
    today_in: Callable[[str], Day],
    as_of: str | None = None,
    heard_by: str | None = None,
    known: str | None = None,
) -> Desk:
    """Open the ledger of a folder, as a commit holds it where ``known`` names one or its day.

    Raises `NotFound`, `UnreadableData`, `UsageProblem`, and with ``known`` `OutsideFailure`.
    """
    ledger = open_ledger(find_ledger(folder))
    today = today_in(ledger.settings.timezone)
    day = day_of(as_of, today) if as_of else today
    desk = Desk(ledger, today, day, day_of(heard_by, today) if heard_by else None)
    return desk if known is None else as_known(desk, known)


def as_known(desk: Desk, word: str) -> Desk:
    """Turn to the ledger as it was. Days are those of its present time zone."""
    # Git is loaded only where it is asked.
    from caseledger.store.commit_shelf import CommitShelf  # noqa: PLC0415
    from caseledger.store.history import known_by, place_of  # noqa: PLC0415

    root = desk.ledger.root
    known = known_by(root, word, desk.zone, desk.today)
    shelf = CommitShelf(place_of(root), root, known.commit.id)
    if shelf.blob(LEDGER) is None:
        raise NotFound(
            f"in commit {known.commit.short} there was no ledger in this folder yet",
            f"{LEDGER} came later, or the ledger lay in another folder; caseledger log tells more",
        )
    return replace(desk, ledger=open_ledger(root, shelf), known=known)


def ledger_of(folder: Path, today_in: Callable[[str], Day]) -> Ledger | None:
    """Open the ledger of a folder for what works without one too. Raises `UnreadableData`."""
    try:
        return open_desk(folder, today_in).ledger
    except NotFound:
        return None


def day_of(text: str, today: Day, *, end: bool = True) -> Day:
    """Read a day as typed; of a longer span its last, or its first. Raises `UsageProblem`."""
    try:
        read = read_date(text, today)
    except DateError as error:
        raise UsageProblem(error.message, error.hint) from error
    day = read.latest if end else read.earliest
    if day is None:
        raise UsageProblem("a day is expected", "for example 2024-03-02")
    return day


def is_partly_unread(desk: Desk, files: Iterable[CaseFile]) -> bool:
    """Whether a case file, or something in `ledger.yaml`, was left out because it is wrong."""
    return desk.ledger.has_errors or any(file.case is None for file in files)


def is_interrupted(desk: Desk) -> bool:
    """Whether a command was stopped while it wrote: the next one that writes sees to it.

    What was committed long ago is not touched by it. A command that is writing at this moment, and
    whose hook may be what runs this, is not stopped.
    """
    root = desk.ledger.root
    if desk.known is not None or not unfinished(root):
        return False
    place = find_place(root)
    return place is not None and not is_locked(place.shared_own / "lock")


def case_file(desk: Desk, word: str) -> CaseFile:
    """Find and read the case that a word means: an id, the beginning of one, or a name.

    Raises `NotFound` where none fits, or nothing of it was reported by the day that is asked about,
    `Ambiguous` where several fit, `UnreadableData` where the file holds no case.
    """
    path, _called = case_path(desk, word)
    file = read_case(desk.ledger, path, desk.today)
    if file.case is None:
        hint = "" if desk.known else f"caseledger check {file.path}"
        raise UnreadableData(_unreadable(file), hint)
    heard = _as_heard(desk, [file])
    if not heard:
        raise NotFound("nothing of this case had been reported by then", "try a later --heard-by")
    return heard[0]


def case_files(desk: Desk) -> tuple[CaseFile, ...]:
    """Read all cases in the order of their paths, also the files that hold none.

    With ``heard_by`` a case of which nothing had been reported is left out.
    """
    return _as_heard(desk, read_cases(desk.ledger, desk.today))


def _as_heard(desk: Desk, files: Iterable[CaseFile]) -> tuple[CaseFile, ...]:
    """Leave in cases only what had been reported by the day of the desk, if it has one."""
    read = tuple(files)
    if desk.heard_by is None:
        return read
    first = _first_written(desk, {one.path: undated(one.case) for one in read if one.case})
    heard = [
        replace(one, case=heard_by(one.case, desk.heard_by, first[one.path])) if one.case else one
        for one in read
    ]
    gone = {one.path for one in read if one.case}
    return tuple(one for one in heard if one.case or one.path not in gone)


def _first_written(
    desk: Desk, wanted: Mapping[str, Collection[Entry]]
) -> Mapping[str, Mapping[Entry, Day]]:
    """The day on which each entry was written down: today, if it is not committed yet.

    By today all of them were, so that then nobody is asked.
    """
    written: Mapping[str, Mapping[Entry, Day]] = {}
    if desk.heard_by and desk.heard_by < desk.today and any(wanted.values()):
        # Git is loaded only where it is asked.
        from caseledger.store.first_written import first_written  # noqa: PLC0415

        last = desk.known.commit.id if desk.known else "HEAD"
        written = first_written(desk.ledger.root, desk.zone, wanted, last)
    return {
        path: {entry: written.get(path, {}).get(entry, desk.today) for entry in entries}
        for path, entries in wanted.items()
    }


def _zone(ledger: Ledger) -> ZoneInfo:
    try:
        return ZoneInfo(ledger.settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageProblem(
            "ledger.yaml: the time zone is not known", "use an IANA name such as Asia/Almaty"
        ) from error


def lacks_history(desk: Desk) -> bool:
    """Whether it is asked what was heard by an earlier day, and there is no history to tell it."""
    earlier = desk.heard_by is not None and desk.heard_by < desk.today
    return earlier and find_place(desk.ledger.root) is None


class Names(StrEnum):
    """Which names may stand for a case: parts to read, whole words to add, none to change."""

    PARTS = "parts"
    WHOLE = "whole"
    NONE = "none"


def case_path(desk: Desk, word: str, names: Names = Names.PARTS) -> tuple[CasePath, list[str]]:
    """Find the file of the case that a word means, and whom in it the word calls by name.

    An id, else the beginning of one (that of a made id also without its `c-`), else the whole of
    a name, else what ``names`` allows. Raises `NotFound` or `Ambiguous`.
    """
    paths = list(case_paths(desk.ledger))
    exact = [path for path in paths if path.name == word]
    found = exact or [path for path in paths if word and path.name.startswith((word, f"c-{word}"))]
    called = [] if found or names is Names.NONE else _called(desk, word, paths, names)
    found = found or [path for path, _ in called]
    if len(found) > 1:
        ids = [path.name for path in found]
        raise Ambiguous(f"this fits {len(found)} cases", ids, word)
    if not found:
        raise _unknown(desk, word, paths, names)
    return found[0], called[0][1] if called else []


def _unknown(desk: Desk, word: str, paths: list[CasePath], names: Names) -> NotFound:
    """Say that no case is meant, and of one that came later or had another id that it did."""
    if desk.known is not None:
        now = path_of_case(desk.ledger.root, word)
        hint = _before(desk, desk.known, now) if now else _nearest(word, paths)
        return NotFound(f"there was no such case in commit {desk.known.commit.short}", hint)
    hint = _nearest(word, paths)
    return NotFound("there is no such case", hint if names is Names.PARTS else f"{hint}{BY_ID}")


def _before(desk: Desk, known: Known, path: str) -> str:
    """Say what became the case that lies at a path now."""
    # Git is loaded only where it is asked.
    from caseledger.store.history import place_of  # noqa: PLC0415
    from caseledger.store.renames import path_in  # noqa: PLC0415

    root = desk.ledger.root
    then = path_in(place_of(root), root, path, known.commit.id)
    if then != path and any(one.relative == then for one in case_paths(desk.ledger)):
        return f"its id was {PurePosixPath(then).stem} then"
    return "it was written down later; caseledger log shows from when"


def _unreadable(file: CaseFile) -> str:
    first = file.problems[0]
    place = f"{first.file}:{first.line}:{first.column}" if first.line else first.file
    return f"{place}: {first.code} {first.title}"


def _nearest(word: str, paths: list[CasePath]) -> str:
    near = get_close_matches(word.lower(), [path.name for path in paths], n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else "caseledger status lists them"


def _called(
    desk: Desk, word: str, paths: list[CasePath], names: Names
) -> list[tuple[CasePath, list[str]]]:
    """Cases in which somebody has this name, exactly, else as a part of one; and who."""
    wanted = " ".join(word.casefold().split())
    if not wanted:
        return []
    files = [
        (path, read_case(desk.ledger, path, desk.today))
        for path in paths
        if path.regular and may_hold(desk.ledger, path, wanted)
    ]
    cases = [(path, file.case) for path, file in files if file.case is not None]
    exact = [(path, case) for path, case in cases if wanted in _names(case)]
    whole = names is Names.WHOLE
    found = [(path, people_called(case, word, whole=whole)) for path, case in exact or cases]
    return [(path, people) for path, people in found if people]


def _names(case: Case) -> Iterator[str]:
    for person in case.people:
        yield from (
            name.casefold() for name in (person.name, person.pseudonym, *person.aliases) if name
        )


def neighbours(desk: Desk, case: Case) -> list[CaseFile]:
    """Read the cases in which people of this case stand, however many lie between."""
    files: list[CaseFile] = []
    known, wanted = {case.id}, _stands_in(case)
    while wanted := wanted - known:
        known |= wanted
        paths = [path for path in case_paths(desk.ledger) if path.name in wanted]
        read = _as_heard(desk, (read_case(desk.ledger, path, desk.today) for path in paths))
        wanted = {name for file in read if file.case for name in _stands_in(file.case)}
        files += read
    return files


def _stands_in(case: Case) -> set[str]:
    """The cases that its people name by ``same_as``."""
    return {person.same_as.partition("/")[0] for person in case.people if person.same_as}


def described(desk: Desk, word: str) -> str:
    """Say what a candidate is, for somebody who chooses on a terminal: a kind, or a case."""
    kind = desk.ledger.vocabulary.kind(word)
    if kind is not None:
        return kind.label("en")
    path = next((one for one in case_paths(desk.ledger) if one.name == word), None)
    case = read_case(desk.ledger, path, desk.today).case if path else None
    return case.title if case is not None else ""
