"""Conflicts that `sync` left to a person, and what the person decided about them.

A conflict is named by the three versions that it lies between, by the ids that git has for them.
So a decision counts for exactly these versions and for no others. It lies in our private folder,
readable by nobody else, and is thrown away when the versions are no longer in play.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caseledger.store.disk import in_words, sync_path, write_synced
from caseledger.store.locking import private_folder
from caseledger.store.private_place import private_place

FOLDER = "resolutions"
FORMAT = 1
ENDING = ".json"

Triple = tuple[str | None, str | None, str | None]
"""The ids that git has for the version both grew from, ours and theirs; ``None``: no file."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that two clones changed in ways that do not fit together.

    ``path`` leads from the ledger's folder. The bytes of the three versions are kept beside,
    ``None`` where there was no file. ``clashes`` are the addresses that clash, each with the
    reason. ``names`` say what ours and theirs are: a branch, a commit, a bundle.
    """

    path: str
    triple: Triple
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    clashes: tuple[tuple[Place, str], ...] = ()
    names: tuple[str, str] = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided for three versions: ``raw`` is the file, ``None`` that it is gone."""

    raw: bytes | None


@dataclass(frozen=True, slots=True)
class _Record:
    """A file of ours: the conflict, and the decision if there is one."""

    pending: Pending
    settled: Settled | None = field(default=None)


def remember(root: Path, conflicts: Sequence[Pending]) -> None:
    """Keep conflicts for `resolve`; what was decided about the same versions stays decided.

    Whatever else was remembered is no longer in play and is dropped. Raises `OutsideFailure`.
    """
    wanted = {_name(one.path, one.triple): one for one in conflicts}
    for name, record in _records(root):
        if name not in wanted:
            _path(root, name).unlink(missing_ok=True)
        elif record.settled is not None:
            del wanted[name]
    for name, one in wanted.items():
        _write(root, name, _Record(one))


def pending(root: Path) -> tuple[Pending, ...]:
    """Return the conflicts that nobody has decided yet, by path. A damaged record is none."""
    open_ones = [record.pending for _, record in _records(root) if record.settled is None]
    return tuple(sorted(open_ones, key=lambda one: one.path))


def decided(root: Path) -> tuple[Pending, ...]:
    """Return the conflicts that are decided and wait for the next `sync`, by path."""
    done = [record.pending for _, record in _records(root) if record.settled is not None]
    return tuple(sorted(done, key=lambda one: one.path))


def resolved(root: Path, path: str, triple: Triple) -> Settled | None:
    """Return what was decided for a file between exactly these versions, or nothing."""
    record = _read(_path(root, _name(path, triple)))
    return record.settled if record is not None else None


def settle(root: Path, conflict: Pending, raw: bytes | None) -> None:
    """Keep what a person decided for a conflict, until `sync` uses it. Raises `OutsideFailure`."""
    _write(root, _name(conflict.path, conflict.triple), _Record(conflict, Settled(raw)))


def forget(root: Path, paths: Iterable[str] | None = None) -> None:
    """Throw away what is remembered, of some paths or all. Raises `OutsideFailure`."""
    wanted = None if paths is None else set(paths)
    for name, record in _records(root):
        if wanted is None or record.pending.path in wanted:
            _path(root, name).unlink(missing_ok=True)


def _name(path: str, triple: Triple) -> str:
    """A name that tells nothing of the case."""
    told = "\0".join((path, *(one or "-" for one in triple)))
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _folder(root: Path) -> Path:
    return private_place(root) / FOLDER


def _path(root: Path, name: str) -> Path:
    return _folder(root) / f"{name}{ENDING}"


def _records(root: Path) -> Iterator[tuple[str, _Record]]:
    for path in sorted(_folder(root).glob(f"*{ENDING}")):
        record = _read(path)
        if record is not None and path.stem == _name(record.pending.path, record.pending.triple):
            yield path.stem, record


def _read(path: Path) -> _Record | None:
    try:
        told = json.loads(path.read_bytes())
        return _record(told) if told["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _record(told: dict[str, object]) -> _Record:
    base, ours, theirs = (_bytes(one) for one in _list(told["versions"]))
    first, second, third = (None if one is None else str(one) for one in _list(told["triple"]))
    mine, other = (str(one) for one in _list(told["names"]))
    clashes = tuple(
        (tuple(str(step) for step in _list(address)), str(reason))
        for address, reason in map(_list, _list(told["clashes"]))
    )
    pending = Pending(
        str(told["path"]), (first, second, third), base, ours, theirs, clashes, (mine, other)
    )
    return _Record(pending, Settled(_bytes(told["decided"])) if "decided" in told else None)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _bytes(value: object) -> bytes | None:
    return None if value is None else base64.b64decode(str(value), validate=True)


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else base64.b64encode(raw).decode("ascii")


def _write(root: Path, name: str, record: _Record) -> None:
    """Put a record in its place as a whole, readable by nobody else."""
    one = record.pending
    told: dict[str, object] = {
        "format": FORMAT,
        "path": one.path,
        "triple": one.triple,
        "names": one.names,
        "clashes": one.clashes,
        "versions": [_text(raw) for raw in (one.base, one.ours, one.theirs)],
    }
    if record.settled is not None:
        told["decided"] = _text(record.settled.raw)
    folder = _folder(root)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        private_folder(folder.parent)
        private_folder(folder)
        _replace(folder / f"{name}{ENDING}", json.dumps(told, indent=1).encode("ascii"))
    except OSError as error:
        raise in_words(error, "the conflict could not be remembered") from error


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        write_synced(descriptor, data)
    finally:
        os.close(descriptor)
    fresh.replace(path)
    sync_path(path.parent)
