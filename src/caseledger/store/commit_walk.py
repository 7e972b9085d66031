"""Every commit that leads to HEAD and touched case files, with what each of them did to which file.

All lines of history are walked, not only the first-parent one: what a colleague wrote stands under
their name and time, not under that of whoever merged it. A merge is held against each parent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import cached_property

from caseledger.store.files import CASES, YEAR
from caseledger.store.git_door import ask
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import FILE_MODES
from caseledger.store.git_words import failure
from caseledger.store.history import UNREADABLE, moment_of
from caseledger.store.known import Commit

# No setting of the repository or of the user changes what is said, and nothing of it is run. The
# raw form is the only one that names the parent a merge is compared with, and no message can feign
# it: git indents messages.
SAID = (
    "log",
    "-m",
    "--format=raw",
    "--raw",
    "-z",
    "--root",
    "--no-abbrev",
    "--no-abbrev-commit",
    "--find-renames",
    "-l1000",
    "--no-follow",
    "--no-relative",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-notes",
    "--no-decorate",
    "--no-mailmap",
    "--no-color",
    "--encoding=UTF-8",
)
LINES = ("--full-history", "--parents", "--date-order")
"""All lines of history, newest first, and no commit before one that was made from it."""

HEADER = re.compile(rb"commit ([0-9a-f]+)((?: [0-9a-f]+)*)(?: \(from ([0-9a-f]+)\))?")
IDENTITY = re.compile(rb"(.*?) ?<([^<>]*)> (-?[0-9]+)(?: [-+][0-9]+)?")
TRAILER = re.compile(r"([A-Za-z][A-Za-z-]*): *(.*?) *")
ACTION = re.compile(r"[a-z][a-z -]{0,31}")
EXACT = 100
PAIR = 2
RENAMED_FROM = "Renamed-From"


@dataclass(frozen=True, slots=True)
class FileAt:
    """A case file in one version: its path from the ledger's folder and its object.

    ``regular`` is not so for a link or a submodule: there is nothing in it to read.
    """

    path: str
    blob: str
    regular: bool = True

    @property
    def case(self) -> str:
        """The id of the case, which is the name of the file."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")


@dataclass(frozen=True, slots=True)
class Difference:
    """How a file differs from one parent; ``None`` is no file.

    Where both stand and their paths differ it was renamed. ``likeness`` in percent is git's, of a
    rename; what a trailer of the commit says is no guess.
    """

    old: FileAt | None
    new: FileAt | None
    likeness: int = EXACT


@dataclass(frozen=True, slots=True)
class Step:
    """One commit; ``parents`` are the nearest that touched case files, with a side for each.

    ``written`` is when its author wrote it: earlier than the commit where it was rebased or picked.
    ``action`` is the command that made it, nothing where it was made by hand.
    """

    commit: Commit
    written: datetime
    action: str
    renamed_from: str
    parents: tuple[str, ...]
    sides: tuple[tuple[Difference, ...], ...] = field(default=((),))

    @property
    def id(self) -> str:
        """The full id of the commit."""
        return self.commit.id


@dataclass(frozen=True)
class Walk:
    """Where to walk: the repository, the ledger's folder as seen from its top, the time zone."""

    place: GitPlace
    prefix: str
    zone: tzinfo

    @cached_property
    def boundary(self) -> frozenset[str]:
        """The commits at which a shallow clone begins: what came before them is not here."""
        try:
            return frozenset((self.place.shared / "shallow").read_text("ascii").split())
        except (OSError, ValueError):
            return frozenset()

    def knows(self, paths: Iterable[str]) -> bool:
        """Whether any commit touched one of some files."""
        tops = [f"{self.prefix}{path}" for path in paths]
        answer = ask(self.place, "rev-list", "--max-count=1", "--full-history", "HEAD", "--", *tops)
        return bool(answer.out.strip())

    def nearest(self, start: str) -> str:
        """Return the last commit up to another that touched a case; nothing where there is none."""
        if not start:
            return ""
        words = (
            "rev-list",
            "--max-count=1",
            "--full-history",
            start,
            "--",
            f"{self.prefix}{CASES}",
        )
        return ask(self.place, *words).out.decode("ascii").strip()

    def parted_at(self, commits: Sequence[str]) -> tuple[str, ...]:
        """Return where two lines of history parted; nothing of more lines, or if they never did."""
        if len(commits) != PAIR:
            return ()
        answer = ask(self.place, "merge-base", "--all", *commits)
        return tuple(answer.out.decode("ascii").split())

    def file_in(self, commit: str, paths: Iterable[str]) -> FileAt | None:
        """Return the first of some files that a commit has."""
        for path in paths:
            words = ("ls-tree", "-z", commit, "--", f"{self.prefix}{path}")
            told = (
                ask(self.place, *words).out.partition(b"\t")[0].decode("ascii", "replace").split()
            )
            if told:
                return FileAt(path, told[2], told[0] in FILE_MODES)
        return None

    def steps(
        self,
        paths: Iterable[str] = (CASES,),
        since: datetime | None = None,
        most: int | None = None,
    ) -> list[Step]:
        """Return the commits that touched some files, newest first; all cases without paths.

        With ``since`` the walk ends where commits are older, with ``most`` after so many. Raises
        `OutsideFailure`.
        """
        tops = [f"{self.prefix}{path}" for path in paths]
        begin = [] if since is None else [f"--since=@{max(int(since.timestamp()), 0)} +0000"]
        begin += [] if most is None else [f"--max-count={most}"]
        answer = ask(self.place, *SAID, *LINES, *begin, "HEAD", "--", *tops)
        return self._read(answer.status, answer.out, answer.said)

    def in_full(self, ids: Sequence[str]) -> dict[str, Step]:
        """Return what commits did to all cases, by their ids: only so is a rename seen whole."""
        if not ids:
            return {}
        given = "".join(f"{one}\n" for one in ids).encode("ascii")
        words = (*SAID, "--parents", "--no-walk=unsorted", "--stdin", "--", f"{self.prefix}{CASES}")
        answer = ask(self.place, *words, given=given)
        return {one.id: one for one in self._read(answer.status, answer.out, answer.said)}

    def _read(self, status: int, raw: bytes, said: str) -> list[Step]:
        if status:
            raise failure(UNREADABLE, said)
        steps = map(_with_told_renames, _joined(_records(raw, self.prefix), self.zone))
        return [self._begun(one) for one in steps]

    def _begun(self, step: Step) -> Step:
        """Take away what a commit seems to add only because what came before it is not here."""
        return replace(step, sides=((),)) if step.id in self.boundary else step


# What git writes


@dataclass(slots=True)
class _Record:
    """A commit against one parent, or against nothing."""

    id: bytes
    parents: tuple[bytes, ...]
    against: bytes | None
    lines: list[bytes]
    differences: list[Difference]


def _records(raw: bytes, prefix: str) -> Iterator[_Record]:
    """Read the log: behind each commit the files that differ, each with one path or with two."""
    tokens = iter(raw.split(b"\0"))
    record: _Record | None = None
    for token in tokens:
        head = HEADER.match(token)
        told = token
        if head is not None:
            if record is not None:
                yield record
            lines = token.split(b"\n")
            told = lines[-1]
            parents = tuple(head[2].split())
            record = _Record(head[1], parents, head[3], lines[1:], [])
        if record is not None and told.startswith(b":"):
            record.differences += _difference(told, tokens, prefix)
    if record is not None:
        yield record


def _difference(told: bytes, tokens: Iterator[bytes], prefix: str) -> Iterator[Difference]:
    old_mode, mode, old_blob, blob, status = told[1:].decode("ascii", "replace").split(" ")[:5]
    path = os.fsdecode(next(tokens, b""))
    new_path = os.fsdecode(next(tokens, b"")) if status[:1] in {"R", "C"} else path
    old = _file(path.removeprefix(prefix), old_mode, old_blob)
    new = _file(new_path.removeprefix(prefix), mode, blob)
    if old is not None or new is not None:
        yield Difference(old, new, int(status[1:] or EXACT))


def _file(path: str, mode: str, blob: str) -> FileAt | None:
    """Return a version of a case file; nothing where there is none, or it is no case file."""
    folder, _, name = path.rpartition("/")
    inner = folder.removeprefix(CASES).removeprefix("/")
    named = name.endswith(".yaml") and not name.startswith(".")
    if not blob.strip("0") or not named or (inner and not YEAR.fullmatch(inner)):
        return None
    return FileAt(path, blob, mode in FILE_MODES)


def _joined(records: Iterable[_Record], zone: tzinfo) -> Iterator[Step]:
    """Put together what git says of one commit: of a merge a record for each parent it has."""
    step: Step | None = None
    for one in records:
        if step is None or step.id != one.id.decode("ascii"):
            if step is not None:
                yield step
            step = _step(one, zone)
        against = one.against.decode("ascii") if one.against else ""
        side = step.parents.index(against) if against in step.parents else 0
        sides = [*step.sides]
        sides[side] = tuple(one.differences)
        step = replace(step, sides=tuple(sides))
    if step is not None:
        yield step


def _step(one: _Record, zone: tzinfo) -> Step:
    end = one.lines.index(b"") if b"" in one.lines else len(one.lines)
    headers = {key: value for key, _, value in (line.partition(b" ") for line in one.lines[:end])}
    message = [
        line[4:].decode("utf-8", "replace") for line in one.lines[end:] if line.startswith(b"    ")
    ]
    author, email, written = _identity(headers.get(b"author", b""))
    when = moment_of(_identity(headers.get(b"committer", b""))[2], zone)
    parents = tuple(parent.decode("ascii") for parent in one.parents)
    subject = next((line for line in message if line.strip()), "").strip()
    trailers = _trailers(message)
    action = trailers.get("Action", "")
    return Step(
        Commit(one.id.decode("ascii"), when, author, email, subject, parents),
        moment_of(written, zone),
        action if ACTION.fullmatch(action) else "",
        trailers.get(RENAMED_FROM, ""),
        parents,
        ((),) * max(len(parents), 1),
    )


def _identity(raw: bytes) -> tuple[str, str, str]:
    """Return name, address and seconds of whoever wrote or committed."""
    found = IDENTITY.match(raw)
    if found is None:
        return raw.decode("utf-8", "replace"), "", ""
    return (
        found[1].decode("utf-8", "replace"),
        found[2].decode("utf-8", "replace"),
        found[3].decode(),
    )


def _trailers(message: Sequence[str]) -> dict[str, str]:
    """Read the trailers: the lines of the last paragraph, where it is not the first."""
    text = "\n".join(message).strip("\n")
    before, _, last = text.rpartition("\n\n")
    found = (TRAILER.fullmatch(line) for line in last.split("\n")) if before else ()
    return {one[1]: one[2] for one in found if one is not None}


def _with_told_renames(step: Step) -> Step:
    """Join what came and what went, where the commit says that it is one case with a new id."""
    if not step.renamed_from:
        return step
    return replace(step, sides=tuple(_told(side, step.renamed_from) for side in step.sides))


def _told(side: tuple[Difference, ...], old_id: str) -> tuple[Difference, ...]:
    # What git guesses and the commit says besides is no guess.
    side = tuple(
        replace(one, likeness=EXACT) if one.old and one.old.case == old_id and one.new else one
        for one in side
    )
    gone = [one for one in side if one.new is None and one.old and one.old.case == old_id]
    come = [one for one in side if one.old is None]
    if len(gone) != 1 or len(come) != 1:
        return side
    rest = (one for one in side if one not in (*gone, *come))
    return (*rest, Difference(gone[0].old, come[0].new))
