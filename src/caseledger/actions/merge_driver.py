"""What `merge-driver` does: git hands over three versions of a file and takes back one.

Git believes what the driver says: 0 is a merge that nobody looks at again. So whatever is not
surely right ends with 1, and the file then holds both versions between markers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path, PurePosixPath

from caseledger.domain.merging.clash import Clash
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.settings import Settings
from caseledger.errors import CaseledgerError, OutsideFailure
from caseledger.store.cases import case_from
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.disk import in_words
from caseledger.store.files import CASES, YEAR, CasePath, find_ledger
from caseledger.store.git_place import find_place
from caseledger.store.ledger import Ledger, open_ledger
from caseledger.store.line_merge import Labels, both_whole, merged_by_git
from caseledger.store.merging import Text, merge_texts

TodayIn = Callable[[str], Day]

NO_CASE = "no case file: merged line by line"
OUR_MISTAKE = "a mistake of the program: merged line by line, look at it"


@dataclass(frozen=True, slots=True)
class Files:
    """Where git put the three versions; the result goes into ours."""

    base: Path
    ours: Path
    theirs: Path


@dataclass(frozen=True, slots=True)
class Manner:
    """What else git says: the path of the file, how long markers are, what to call the sides."""

    path: str
    marker: int
    labels: Labels


@dataclass(frozen=True, slots=True)
class Driven:
    """How a merge went: ``settled`` is what git may take for done; ``bug`` is to be reported."""

    clashes: tuple[Clash, ...]
    told: tuple[str, ...]
    settled: bool
    bug: Exception | None = None


def drive(files: Files, manner: Manner, today_in: TodayIn) -> Driven:
    """Merge what git put into three files, and write the result into that of ours.

    Raises `OutsideFailure` where they cannot be read or written; then ours is as it was.
    """
    try:
        base, ours, theirs = (one.read_bytes() for one in (files.base, files.ours, files.theirs))
    except OSError as error:
        raise in_words(error, "a version to be merged cannot be read") from error
    bug: Exception | None = None
    try:
        text = _merged((ours, base, theirs), manner, today_in)
    except Exception as error:  # noqa: BLE001 - git must never take a half merge for a whole one
        raw, _ = _by_lines((ours, base, theirs), manner)
        bug, text = error, Text(raw, told=(OUR_MISTAKE,), sound=False)
    _write(files.ours, text.raw)
    return Driven(text.clashes, text.told, text.sound, bug)


def _merged(versions: tuple[bytes, bytes, bytes], manner: Manner, today_in: TodayIn) -> Text:
    ours, base, theirs = versions
    if not _is_case(manner.path):
        raw, fits = _by_lines(versions, manner)
        return Text(raw, (), (NO_CASE,), fits)
    ledger, inside = _ledger(manner.path)
    path = CasePath(inside, PurePosixPath(inside).stem, regular=True)
    try:
        today = today_in(ledger.settings.timezone)
    except CaseledgerError:
        today = today_in("UTC")

    def errors(raw: bytes) -> Sequence[Problem]:
        found = case_from(ledger, path, raw, today).problems
        return [one for one in found if one.severity is Severity.ERROR]

    return merge_texts(
        base,
        ours,
        theirs,
        labels=manner.labels,
        marker=manner.marker,
        vocabulary=ledger.vocabulary,
        problems=errors,
        scratch=_scratch(),
    )


def _is_case(path: str) -> bool:
    """Whether a path is that of a case file: in the folder of cases, or in one of a year in it."""
    *folders, name = PurePosixPath(path).parts
    if folders and YEAR.fullmatch(folders[-1]):
        folders.pop()
    return bool(folders) and folders[-1] == CASES and name.endswith(".yaml")


def _ledger(path: str) -> tuple[Ledger, str]:
    """Open the ledger in whose work tree git runs, and name the path in it.

    Its own file may be in the middle of a merge at this moment, or not there at all: then the
    words of this program are all there are.
    """
    parts = PurePosixPath(path).parts
    at = len(parts) - 1 - parts[::-1].index(CASES)
    root, inside = Path(*parts[:at]), "/".join(parts[at:])
    try:
        if find_ledger(root) == root.resolve():
            return open_ledger(root), inside
    except CaseledgerError:
        pass
    return Ledger(root, Settings(format=1), load_vocabulary(), ()), inside


def _scratch() -> Path | None:
    """Return our folder in git's own, where nobody else looks, if there is one."""
    try:
        place = find_place(Path())
    except CaseledgerError:
        return None
    return place.own if place is not None else None


def _by_lines(versions: tuple[bytes, bytes, bytes], manner: Manner) -> tuple[bytes, bool]:
    try:
        return merged_by_git(versions, manner.labels, manner.marker, _scratch())
    except CaseledgerError:
        return both_whole(versions[0], versions[2], manner.labels, manner.marker), False


def _write(path: Path, raw: bytes) -> None:
    """Put the result in its place as a whole, and see that it arrived."""
    new = path.with_name(f"{path.name}.merged")
    try:
        new.write_bytes(raw)
        new.replace(path)
        arrived = path.read_bytes() == raw
    except OSError as error:
        new.unlink(missing_ok=True)
        raise in_words(error, "the merge could not be written") from error
    if not arrived:
        raise OutsideFailure("the merge was written, and something else was read")
