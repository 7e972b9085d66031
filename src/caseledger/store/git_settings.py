"""What git is told to run for case files, and what of that a clone has; git itself is not started.

Git takes no commands from a repository's files, so each clone has to be told once: `init` does it.
A driver that cannot be run makes git keep our side of a file without a mark (measured with git
2.39), so that theirs may be lost. The commands here end in git's own merge by lines instead, and
then say "conflict" whatever came of it: a person must look.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from caseledger.store.git_place import GitPlace

NAME = "merge.caseledger.name"
DRIVER = "merge.caseledger.driver"
TEXTCONV = "diff.caseledger.textconv"
KEYS = (NAME, DRIVER, TEXTCONV)
LARGEST_CONFIG = 1 << 20

# -P: what lies in the work tree, where git starts us, must not be imported (Python 3.11).
# %X, %S and %Y are the names of the sides, since git 2.44; an older one leaves them as they are.
# 127 is the shell's word for a command that is not there; 0 and 1 are those of a driver that ran.
DRIVER_WORDS = """\
f() { s=127; if test -x %(program)s; then %(program)s -P -m caseledger merge-driver "$@"; s=$?; \
test $s -eq 0 || %(program)s -P -c 'import caseledger' 2>/dev/null || s=127; fi; \
if test $s -eq 127; then caseledger merge-driver "$@"; s=$?; fi; \
test $s -le 1 && return $s; \
echo "caseledger could not be run, so git merges by lines; caseledger init mends this" >&2; \
git merge-file --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"; return 1; }; \
f %%O %%A %%B %%L %%P %%X %%S %%Y"""

TEXTCONV_WORDS = """\
f() { if test -x %(program)s; then %(program)s -P -m caseledger textconv "$1" && return 0; fi; \
caseledger textconv "$1" 2>/dev/null || cat "$1"; }; f"""

PROGRAM = re.compile(r"test -x ((?:'[^']*'|\\'|\"'\"|[^\s;'\"\\])+)")

HEADER = re.compile(r"""\s*\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*""")
SETTING = re.compile(r"""\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?""")
WHOLE = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(?:[#;].*)?|([^"\\#;]*?)\s*(?:[#;].*)?')
ESCAPED = {"n": "\n", "t": "\t", "b": "\b"}


class Registered(StrEnum):
    """What a clone has under a key: ``stale`` names a program that is gone."""

    OK = "ok"
    MISSING = "missing"
    OTHER = "other"
    STALE = "stale"


def driver_command(program: str | None = None) -> str:
    """Return what git shall run to merge a case file: this program, or another interpreter."""
    # Git puts its words in the place of %O and the like; a sign of its own is written twice.
    return DRIVER_WORDS % {"program": _quoted(program).replace("%", "%%")}


def textconv_command(program: str | None = None) -> str:
    """Return what git shall run to make a case file readable; git adds the file's name."""
    return TEXTCONV_WORDS % {"program": _quoted(program)}


def _quoted(program: str | None) -> str:
    return shlex.quote(sys.executable if program is None else program)


def own_settings() -> Mapping[str, str]:
    """Return what `init` writes into the configuration of a clone, key and value."""
    return {
        NAME: "caseledger: a case, entry by entry",
        DRIVER: driver_command(),
        TEXTCONV: textconv_command(),
    }


OVERRIDE: Sequence[str] = tuple(
    word for key, value in own_settings().items() for word in ("-c", f"{key}={value}")
)
"""By these words our own runs of git use this very program, whatever is registered."""


def registered(place: GitPlace) -> dict[str, Registered]:
    """Say of each of our keys what the clone's own configuration has. Never raises.

    What includes and the user's own configuration add is not seen: ask git where it matters.
    """
    found = written(place)
    return {key: state_of(key, found.get(key)) for key in KEYS}


def written(place: GitPlace) -> dict[str, str]:
    """Return our settings as they stand in the clone's own configuration. Never raises."""
    return dict(_settings(place))


def state_of(key: str, value: str | None) -> Registered:
    """Say what a value of one of our keys is; another installation that is there is in order."""
    if value is None:
        return Registered.MISSING
    if value == own_settings()[key]:
        return Registered.OK
    program = program_in(value)
    if not program:
        return Registered.OTHER
    if not os.access(program, os.X_OK):
        return Registered.STALE
    command = {DRIVER: driver_command, TEXTCONV: textconv_command}.get(key)
    return Registered.OK if command and command(program) == value else Registered.OTHER


def program_in(value: str) -> str:
    """Return the program that a command of ours names, or nothing."""
    found = PROGRAM.search(value)
    try:
        words = shlex.split(found[1]) if found else []
    except ValueError:
        return ""
    return words[0].replace("%%", "%") if len(words) == 1 else ""


def _settings(place: GitPlace) -> Iterator[tuple[str, str]]:
    """Yield our settings, the last one that counts last, as far as they are written simply."""
    for path in (place.shared / "config", place.folder / "config.worktree"):
        section = ""
        for line in _lines(path):
            if header := HEADER.match(line):
                section = header[1].lower() + (f".{header[2]}." if header[2] else ".")
                line = line[header.end() :]  # noqa: PLW2901 - git allows a setting behind it
            if setting := SETTING.match(line):
                key = section + setting[1].lower()
                if key in KEYS:
                    yield key, _value(setting[2])


def _lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_CONFIG).decode("utf-8", "surrogateescape").split("\n")
    except OSError:
        return []


def _value(written: str | None) -> str:
    """Return a value as git reads it; of one that is put together of pieces no more than that."""
    found = WHOLE.fullmatch((written or "").strip())
    if found is None:
        return ""
    if found[1] is None:
        return found[2]
    return re.sub(r"\\(.)", lambda one: ESCAPED.get(one[1], one[1]), found[1])
