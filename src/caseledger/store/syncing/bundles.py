"""A bundle, which is a whole history in one file: read from a stick, and written to one."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from caseledger.errors import OutsideFailure, UnreadableData, UsageProblem
from caseledger.store.disk import in_words, sync, sync_path
from caseledger.store.git_door import NO_CODE, Answer, Errand, ask, change, started
from caseledger.store.git_index import DURABLE
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure, safe_words
from caseledger.store.locking import private_folder
from caseledger.store.syncing.remotes import HEADS, Remote

LONGEST_HEADER = 1 << 20
PREPARED = "sync-bundle"
PIECE = 1 << 20
HEAD_LINE = re.compile(rb"([0-9a-f]{40,64}) (\S+)")
AS_IT_WAS = "the file on the stick is as it was"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle says it holds: branches by name, and where its pack of objects begins."""

    heads: dict[str, str]
    begins: int


def unbundled(place: GitPlace, remote: Remote) -> tuple[str, str]:
    """Take the branch of a bundle into git's objects; return its name and its head.

    Nothing of the user's moves: a ref of ours holds it. Raises `UnreadableData` for what is no
    bundle or a damaged one, `UsageProblem` where it is not clear which branch is meant.
    """
    assert remote.bundle is not None  # noqa: S101 - who calls knows
    path = remote.bundle
    bundle = _read(path)
    verified = ask(place, "bundle", "verify", "--quiet", str(path))
    if verified.status:
        raise UnreadableData(
            f"this bundle cannot be taken in; nothing was changed\n{safe_words(verified.said)}",
            "it may rest on commits that are not here, or be damaged: have it written anew",
        )
    branch = _branch(bundle, remote.here)
    head = bundle.heads[f"{HEADS}{branch}"]
    if not _is_whole(place, head):
        _take_in(place, path, bundle)
        if not _is_whole(place, head):
            raise UnreadableData(
                "objects are missing in this bundle; nothing was changed", "have it written anew"
            )
    _hold(place, path, head)
    return branch, head


def _read(path: Path) -> Bundle:
    try:
        with path.open("rb") as file:
            start = file.read(LONGEST_HEADER)
    except OSError as error:
        raise in_words(error, "the bundle cannot be read") from error
    header, end, _ = start.partition(b"\n\n")
    lines = header.split(b"\n")
    if not end or lines[0] not in {b"# v2 git bundle", b"# v3 git bundle"}:
        raise UnreadableData("this is no bundle of git; nothing was changed", "git bundle create")
    heads = {}
    for line in lines[1:]:
        if line.startswith(b"@filter"):
            raise UnreadableData("this bundle leaves files out, so it is no history of a ledger")
        found = HEAD_LINE.fullmatch(line)
        if found and not line.startswith(b"-"):
            heads[os.fsdecode(found[2])] = found[1].decode("ascii")
    return Bundle(heads, len(header) + len(end))


def _branch(bundle: Bundle, here: str) -> str:
    names = [name.removeprefix(HEADS) for name in bundle.heads if name.startswith(HEADS)]
    if here in names:
        return here
    if len(names) == 1:
        return names[0]
    told = ", ".join(safe_words(name) for name in names)
    raise UsageProblem(
        f"the bundle holds no branch {here}" + (f", but {told}" if told else ", and no other"),
        "git fetch FILE BRANCH takes one of them by hand",
    )


def _take_in(place: GitPlace, path: Path, bundle: Bundle) -> None:
    """Unpack the objects, each checked: git's own unbundling does not look inside (T10)."""
    words = (*NO_CODE, *DURABLE, "index-pack", "--stdin", "--fix-thin", "--strict")
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(bundle.begins)
            errand = Errand(words, None, {"GIT_NO_LAZY_FETCH": "1"})
            with started(place.top, errand, file.fileno()) as process:
                _, said = process.communicate()
                answer = Answer(process.returncode, b"", said.decode("utf-8", "replace"))
    except OSError as error:
        raise in_words(error, "the bundle cannot be read") from error
    if answer.status:
        raise UnreadableData(
            f"the objects in this bundle are damaged; nothing was changed\n"
            f"{safe_words(answer.said)}",
            "have it written anew",
        )


def _is_whole(place: GitPlace, head: str) -> bool:
    """Whether a commit is here with all that it leads to."""
    words = ("rev-list", "--objects", "--quiet", head, "--not", "--all", "--")
    return ask(place, words[0], *words[1:]).status == 0


def _hold(place: GitPlace, path: Path, head: str) -> None:
    key = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    words = (*DURABLE, "update-ref", f"refs/caseledger/bundles/{key}", head)
    answer = change(place, Errand(words))
    if answer.status:
        raise failure("nothing was changed", answer.said)


def holds(path: Path, branch: str, head: str) -> bool:
    """Whether a bundle says that a branch in it is at a commit."""
    try:
        return _read(path).heads.get(f"{HEADS}{branch}") == head
    except (UnreadableData, OutsideFailure):
        return False


def besides(path: Path, branches: Collection[str]) -> tuple[str, ...]:
    """Name what a bundle holds besides some branches: it would be lost if it were written anew."""
    known = {"HEAD", *(f"{HEADS}{branch}" for branch in branches)}
    return tuple(sorted(_read(path).heads.keys() - known))


def write_bundle(place: GitPlace, path: Path, branch: str, head: str) -> None:
    """Write the whole history of a branch to a file, so that it can be cloned from it.

    It is made on our own disk, verified, copied beside the old file, read back and compared, and
    only then put in its place. Raises `OutsideFailure`; then the old file is as it was.
    """
    if place.is_shallow:
        raise OutsideFailure(
            "this clone has a part of the history only: nobody could clone it from a bundle",
            "git fetch --unshallow brings the rest",
        )
    prepared = place.own / PREPARED
    private_folder(place.own)
    try:
        words = (*DURABLE, "bundle", "create", "--quiet", str(prepared), f"{HEADS}{branch}", "HEAD")
        answer = change(place, Errand(words))
        verified = ask(place, "bundle", "verify", "--quiet", str(prepared))
        if answer.status or verified.status or not holds(prepared, branch, head):
            said = answer.said or verified.said
            raise failure(f"the bundle could not be made; {AS_IT_WAS}", said)
        _put(prepared, path)
    finally:
        for left in (prepared, prepared.with_name(f"{PREPARED}.lock")):
            left.unlink(missing_ok=True)


def _put(prepared: Path, path: Path) -> None:
    fresh = path.with_name(f".{path.name}.caseledger-new")
    try:
        fresh.unlink(missing_ok=True)  # a stopped command left it
        wanted = _copied(prepared, fresh)
        if _digest(fresh) != wanted:
            raise OutsideFailure(
                f"what was written reads back differently; {AS_IT_WAS}", "use another stick"
            )
        fresh.replace(path)
        sync_path(path.parent)
    except OSError as error:
        raise in_words(error, f"the bundle could not be written; {AS_IT_WAS}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _copied(prepared: Path, fresh: Path) -> bytes:
    """Copy a file to the disk itself and return the digest of what was copied."""
    digest = hashlib.sha256()
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with prepared.open("rb") as source, os.fdopen(descriptor, "wb") as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            target.write(piece)
        target.flush()
        sync(target.fileno())
    return digest.digest()


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
