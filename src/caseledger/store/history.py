"""Commits as values: which one a word or a day means, who made it and when."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, tzinfo
from datetime import date as Day
from pathlib import Path

from caseledger.domain.date_input import read_date
from caseledger.domain.dates import DateError
from caseledger.errors import Ambiguous, NotFound, OutsideFailure, UsageProblem
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_state import head_of
from caseledger.store.git_words import failure
from caseledger.store.known import Commit, Known

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FULL_ID = re.compile(r"[0-9a-f]{40,64}")
NO_REPOSITORY = "the ledger is not in a git repository, so it has no history"
HINT_SHALLOW = "git fetch --unshallow brings the rest"
UNREADABLE = "git's history could not be read"
TELLING = "--format=%H%x00%ct%x00%an%x00%ae%x00%s%x00%P%x00"
FIELDS = 6
BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)
AFTER_ALL = datetime(9999, 12, 31, tzinfo=UTC)


def place_of(root: Path) -> GitPlace:
    """Return the repository of a ledger. Raises `NotFound` where there is none."""
    place = find_place(root)
    if place is None:
        raise NotFound(NO_REPOSITORY, "caseledger init makes one")
    if not head_of(place):
        raise NotFound("nothing was committed yet, so there is no history", "")
    return place


def known_by(root: Path, word: str, zone: tzinfo, today: Day) -> Known:
    """Find the commit that a revision names, or the last one of a day in a time zone.

    The day counts to its end; of a longer span the last day does. Commits are looked for on HEAD's
    first-parent line: what this ledger itself held. A whole day in ISO 8601 is always a day.
    Raises `NotFound`, `Ambiguous`, `UsageProblem` (a day to come), `OutsideFailure` (a part of a
    clone).
    """
    place = place_of(root)
    span = _span(word, today)
    named = _named(place, word) if span is None or not ISO_DAY.fullmatch(word) else ""
    if span is not None and named and not named.startswith(word):  # 2024 is no beginning of an id
        raise Ambiguous("this is a day and a revision", [span[1].isoformat(), named[:12]], word)
    if span is None:
        commit = described(place, [commit_named(place, word)], zone)[0]
        return Known(word, commit, _merged_later(place, commit.id, commit.when))
    end = datetime.combine(_begun(*span, today), time.max, zone)
    commit = described(place, [commit_at(place, end)], zone)[0]
    return Known(word, commit, _merged_later(place, commit.id, end))


def commit_named(place: GitPlace, word: str) -> str:
    """Return the full id of the commit that a revision names. Raises `NotFound`."""
    found = _named(place, word)
    if found:
        return found
    hint = HINT_SHALLOW if place.is_shallow else "caseledger log lists the commits"
    raise NotFound("there is no such commit, branch or day in this history", hint)


def commit_at(place: GitPlace, moment: datetime) -> str:
    """Return the last commit on HEAD's first-parent line not later than a moment.

    Raises `NotFound` where the history begins later, `OutsideFailure` where the rest is missing.
    """
    words = ("rev-list", "--first-parent", "--max-count=1", _before(moment), "HEAD", "--")
    found = _said(place, *words).decode("ascii").strip()
    if found:
        return found
    if place.is_shallow:
        raise OutsideFailure(
            "this clone holds only a part of the history, and it begins later", HINT_SHALLOW
        )
    raise NotFound("the history of the ledger begins later", "caseledger log shows from when")


def parted_at(place: GitPlace, first: str, second: str) -> str:
    """Return the last commit that two commits both come from. Raises `NotFound`."""
    answer = ask(place, "merge-base", "--", first, second)
    found = answer.out.decode("ascii").strip()
    if answer.status or not found:
        hint = HINT_SHALLOW if place.is_shallow else "compare them with A..B"
        raise NotFound("these two have no commit in common", hint)
    return found


def described(place: GitPlace, ids: Sequence[str], zone: tzinfo) -> list[Commit]:
    """Return commits by their full ids, in the same order."""
    if not ids:
        return []
    given = "".join(f"{one}\n" for one in ids).encode("ascii")
    words = ("log", "--no-walk=unsorted", "--stdin", "--no-show-signature", "-z", TELLING)
    answer = ask(place, "-c", "i18n.logOutputEncoding=UTF-8", *words, given=given)
    if answer.status:
        raise failure(UNREADABLE, answer.said)
    found = {one.id: one for one in commits_in(answer.out, zone)}
    return [found[one] for one in ids]


def commits_in(raw: bytes, zone: tzinfo) -> Iterator[Commit]:
    """Read commits as `TELLING` has git write them."""
    fields = [part.decode("utf-8", "replace") for part in raw.split(b"\0")]
    at = 0
    while at + FIELDS <= len(fields):
        if not fields[at].strip():
            at += 1  # between two of them stands one more end
            continue
        oid, seconds, author, email, subject, parents = fields[at : at + FIELDS]
        when = moment_of(seconds, zone)
        yield Commit(oid.strip(), when, author, email, subject, tuple(parents.split()))
        at += FIELDS


def moment_of(seconds: str, zone: tzinfo) -> datetime:
    """Return a moment of git's in a time zone; one beyond the calendar is its first or last."""
    try:
        return datetime.fromtimestamp(int(seconds), zone)
    except (ValueError, OverflowError, OSError):
        return BEFORE_ALL if seconds.startswith("-") else AFTER_ALL


def _named(place: GitPlace, word: str) -> str:
    if not word or "\0" in word or "\n" in word:
        return ""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    answer = ask(place, *words)
    found = os.fsdecode(answer.out).strip()
    return found if FULL_ID.fullmatch(found) else ""  # a word may also exclude a commit


def _span(word: str, today: Day) -> tuple[Day | None, Day] | None:
    """Read days as they are typed everywhere else, or nothing where they are none."""
    try:
        read = read_date(word, today)
    except DateError:
        return None
    return None if read.latest is None else (read.earliest, read.latest)


def _begun(earliest: Day | None, latest: Day, today: Day) -> Day:
    """Return the last day of a span, or today in one that lasts. Raises `UsageProblem`."""
    if earliest is not None and earliest > today:
        raise UsageProblem(
            "what is known on a day that has not come cannot be told",
            "take a day up to today, or leave out --known",
        )
    return min(latest, today)


def _merged_later(place: GitPlace, commit: str, until: datetime) -> int:
    """Count what was made by a moment and came into HEAD's line beside it, after a commit.

    What stands on the line itself is not counted: it was made where it stands, whatever its clock
    said. To a commit that is not in HEAD's history nothing came later.
    """
    if not _is_in_head(place, commit):
        return 0
    words = ("rev-list", "--count", _before(until))
    behind = ("HEAD", f"^{commit}", "--")
    whole, line = (_said(place, *words, *how, *behind) for how in ((), ("--first-parent",)))
    return int(whole) - int(line)


def _is_in_head(place: GitPlace, commit: str) -> bool:
    return ask(place, "merge-base", "--is-ancestor", commit, "HEAD").status == 0


def _before(moment: datetime) -> str:
    """Write a moment for git; without the sign it would take a small number for something else."""
    return f"--before=@{max(int(moment.timestamp()), 0)} +0000"


def _said(place: GitPlace, *words: str) -> bytes:
    answer = ask(place, *words)
    if answer.status:
        raise failure(UNREADABLE, answer.said)
    return answer.out
