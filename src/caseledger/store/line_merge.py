"""What git alone makes of three texts: the way out wherever we are not sure."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from caseledger.errors import OutsideFailure

Labels = tuple[str, str, str]
"""What the markers call ours, the base and theirs."""

MARKER = 7
"""Signs of a conflict marker, unless git says otherwise."""

LEAST_CONFLICTS, MOST_CONFLICTS = 1, 127
"""What `git merge-file` ends with: the number of conflicts, and more where it failed."""

SIGNS = re.compile(rb"(<{7,}|\|{7,}|={7,}|>{7,})(?: [^\r\n]*)?\r?\n?")


def merged_by_git(
    versions: tuple[bytes, bytes, bytes],
    labels: Labels,
    marker: int = MARKER,
    folder: Path | None = None,
) -> tuple[bytes, bool]:
    """Merge ours and theirs, which grew from a base (ours, base, theirs), line by line.

    Says whether they fit together; where they do not, both stand between markers. The folder is
    where git reads them from, for a moment. Raises `OutsideFailure`.
    """
    # Git is loaded only where it is asked: it starts the driver anew for every file.
    from caseledger.store.git_door import Errand, run  # noqa: PLC0415

    if folder is not None and not folder.is_dir():
        folder = None
    words = ["merge-file", "-p", "--diff3", f"--marker-size={marker}"]
    for label in labels:
        words += ["-L", label]
    try:
        with tempfile.TemporaryDirectory(prefix=".merge-", dir=folder) as name:
            paths = [Path(name) / side for side in ("ours", "base", "theirs")]
            for path, data in zip(paths, versions, strict=True):
                path.write_bytes(data)
            answer = run(Path(name), Errand([*words, *map(str, paths)]))
    except OSError as error:
        raise OutsideFailure(f"the texts could not be merged: {error.strerror}") from error
    if answer.status > MOST_CONFLICTS:
        raise OutsideFailure("git could not merge the texts")
    return answer.out, answer.status < LEAST_CONFLICTS


def both_whole(ours: bytes, theirs: bytes, labels: Labels, marker: int) -> bytes:
    """Return both texts as a whole between markers, where even git does not help."""
    signs = zip("<=>", (f" {labels[0]}", "", f" {labels[2]}"), strict=True)
    first, second, third = (f"{sign * marker}{label}{os.linesep}".encode() for sign, label in signs)
    sides = (one if not one or one.endswith(b"\n") else one + b"\n" for one in (ours, theirs))
    return b"".join((first, next(sides), second, next(sides), third))


def has_markers(raw: bytes) -> bool:
    """Whether a text holds both versions of something, from a merge that was not finished."""
    found = {line[:1] for line in raw.split(b"\n") if SIGNS.fullmatch(line)}
    return {b"<", b">"} <= found


def readings(raw: bytes) -> tuple[bytes, bytes] | None:
    """Return a text with markers as it reads with ours taken everywhere, and with theirs.

    Markers may stand in markers, longer ones inside: the merge base of git's own, where branches
    cross. Nothing where they do not fit together.
    """
    ours, theirs = (_picked(raw, side) for side in (b"<", b"="))
    return None if ours is None or theirs is None else (ours, theirs)


def _picked(raw: bytes, side: bytes) -> bytes | None:
    opened: list[tuple[int, bytes]] = []
    kept: list[bytes] = []
    for line in raw.splitlines(keepends=True):
        found = SIGNS.fullmatch(line)
        size = len(found[1]) if found else 0
        if found is not None and line.startswith(b"<"):
            opened.append((size, b"<"))
        elif found is not None and opened and opened[-1][0] == size:
            opened.pop()
            opened += [] if line.startswith(b">") else [(size, line[:1])]
        elif all(part == side for _, part in opened):
            kept.append(line)
    return None if opened else b"".join(kept)
