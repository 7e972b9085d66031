"""A commit of given entries on top of a given commit, made by the user's own ``git commit``."""

from __future__ import annotations

import array
import fcntl
import os
import selectors
import subprocess
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.disk import sync_path
from caseledger.store.git_door import Answer, Errand, ask, started
from caseledger.store.git_index import DURABLE, Session, private_index
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import branch_of, is_head, raw_changes
from caseledger.store.git_words import failure
from caseledger.store.intent import Entry, first_line

NO_EDITOR: Mapping[str, str] = {"GIT_EDITOR": ":"}
SETTINGS = (
    *DURABLE,
    "-c",
    "core.fsmonitor=false",  # its daemon would keep our locks for as long as it lives
    "-c",
    "maintenance.auto=false",
    "-c",
    "gc.auto=0",
    "-c",
    "i18n.commitEncoding=UTF-8",
    "-c",
    "core.filesRefLockTimeout=1000",
)
COMMIT = ("commit", "--quiet", "--cleanup=verbatim", "--no-verbose", "--no-status", "--file=-")
FIRST_PAUSE = 0.001
LONGEST_PAUSE = 0.02
IN_UTF8 = ("-c", "i18n.logOutputEncoding=UTF-8")
PIECE = 65536
PIPE_HOLDS = 60_000
"""Bytes that a pipe takes without a reader, with some to spare."""


class HeadMoved(Exception):
    """Another commit was made since HEAD was read; nothing was committed."""


@dataclass(frozen=True, slots=True)
class Made:
    """A commit that was made.

    ``changed`` leads from paths to what the parent held and what the commit holds; ``trees`` are
    the ids of all its new folders.
    """

    commit: str
    subject: str
    trees: tuple[str, ...]
    changed: Mapping[str, tuple[Entry | None, Entry | None]]


def commit_entries(
    session: Session, head: str, entries: Mapping[str, Entry | None], message: str
) -> Answer:
    """Commit some entries on top of a commit. The answer tells how git ended and what it said.

    Raises `HeadMoved`, or what stands in the way of beginning.
    """
    index = private_index(session, head, entries)
    environment = {"GIT_INDEX_FILE": str(index), **NO_EDITOR}
    errand = Errand((*SETTINGS, *COMMIT), None, environment, session.held)
    reading, writing = os.pipe()
    # The end we write to is closed last: git takes its closing for the end of the message.
    with FileIO(writing, "wb") as pen, FileIO(reading, "rb") as paper:
        with started(session.place.top, errand, reading, listen=False) as process:
            talk = _Talk(process, pen, paper)
            said = talk.hold(message.encode(), lambda: is_head(session.place, head))
        return Answer(process.returncode, b"", said)


class _Talk:
    """Gives git the message in two parts, and hears what it and its hooks say meanwhile.

    Git reads HEAD, then runs the first hooks, then reads the message. So when it has read the
    first part it knows what its parent will be, and if HEAD is then what our tree was built on,
    nothing that others committed can be taken back by our commit: git itself refuses to replace
    any other HEAD than the one it read. The first part is all but the last byte; should we be
    killed in between, git commits with the right message or not at all.
    """

    def __init__(self, process: subprocess.Popen[bytes], pen: FileIO, paper: FileIO) -> None:
        self._process = process
        self._pen = pen
        self._paper = paper
        self._said = bytearray()
        self._silent = False

    def hold(self, message: bytes, unmoved: Callable[[], bool]) -> str:
        """Hand the message over, wait for git to end, and return what was said."""
        first, rest = message[:-1][:PIPE_HOLDS], message[:-1][PIPE_HOLDS:] + message[-1:]
        self._pen.write(first)
        pause = FIRST_PAUSE
        while self._process.poll() is None and self._unread():
            self._hear(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        if self._process.poll() is None and not unmoved():
            raise HeadMoved
        self._finish(rest)
        while self._process.poll() is None:
            self._hear(LONGEST_PAUSE)
        while not self._silent and self._hear(0):
            pass
        return self._said.decode("utf-8", "replace")

    def _finish(self, rest: bytes) -> None:
        self._paper.close()
        with suppress(BrokenPipeError):
            while rest:
                rest = rest[self._pen.write(rest) :]
        self._pen.close()

    def _unread(self) -> bool:
        count = array.array("i", [0])
        fcntl.ioctl(self._paper, termios.FIONREAD, count)
        return count[0] > 0

    def _hear(self, pause: float) -> bool:
        """Take what was said within a while. A child in the background may keep the line open."""
        stream = self._process.stderr
        if self._silent or stream is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(pause)
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            if not selector.select(pause):
                return False
        piece = os.read(stream.fileno(), PIECE)
        self._silent = not piece
        self._said += piece
        return bool(piece)


def made_on(place: GitPlace, head: str) -> Made | None:
    """Find the commit that followed another one on the way to HEAD; nothing if none did."""
    newest = _described(place, "HEAD")
    if newest is None or newest[0].commit == head:
        return None
    if newest[1] == head:
        return newest[0]
    span = (f"{head}..HEAD",) if head else ("HEAD",)
    answer = ask(place, "rev-list", "--first-parent", "--reverse", *span, "--")
    if answer.status:
        raise failure("the commit may have been made; see git log", answer.said)
    first = answer.out.decode("ascii").partition("\n")[0]
    found = _described(place, first) if first else None
    return found[0] if found is not None and found[1] == head else None


def _described(place: GitPlace, name: str) -> tuple[Made, str] | None:
    """Return a commit and its parents' ids; nothing where the name stands for none."""
    words = (
        "diff-tree",
        "--always",
        "--root",
        "-r",
        "-t",
        "-z",
        "--no-renames",
        "--format=%H %T %P%n%B",
    )
    answer = ask(place, *IN_UTF8, *words, name, "--")
    if answer.status:
        return None
    head, _, raw = answer.out.partition(b"\0")
    ids, _, message = head.decode("utf-8", "replace").partition("\n")
    commit_id, tree, *parents = ids.split()
    changed, trees = raw_changes(raw.lstrip(b"\n"))
    return Made(commit_id, first_line(message), (tree, *trees), changed), " ".join(parents)


def sync_commit(place: GitPlace, made: Made, staged: Sequence[Entry | None]) -> None:
    """Have a commit on the disk: its objects by name, and the branch that holds it.

    With it what was ``staged`` besides, where that is not what was committed.

    Git itself has synced the files, with ``core.fsync``, but not the folders that name them: after
    a power cut the branch would be the old one. Raises `OutsideFailure`.
    """
    entries = [*(new for _, new in made.changed.values()), *staged]
    blobs = [entry.blob for entry in entries if entry is not None]
    for folder in sorted({*_object_folders(place, made, blobs), *_branch_folders(place)}):
        try:
            sync_path(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutsideFailure(
                "the commit is made, but the disk did not confirm it",
                "check the disk, then git log",
            ) from error


def _object_folders(place: GitPlace, made: Made, blobs: Sequence[str]) -> Iterator[Path]:
    objects = place.shared / "objects"
    yield objects
    for one in (made.commit, *made.trees, *blobs):
        yield objects / one[:2]


def _branch_folders(place: GitPlace) -> Iterator[Path]:
    yield place.folder
    yield place.folder / "logs"
    branch = branch_of(place)
    if place.has_ref_tables:
        yield place.shared / "reftable"
        yield place.folder / "reftable"
    elif branch:
        for top in (place.shared, place.shared / "logs"):
            yield from (folder for folder in (top / branch).parents if folder.is_relative_to(top))
