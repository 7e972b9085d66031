"""Which edition of the data on time zones the machine has."""

from __future__ import annotations

import re
import zoneinfo
from importlib import metadata
from pathlib import Path

COMPACT, LISTED = "tzdata.zi", "+VERSION"
"""Where a system keeps the edition beside its zones: the first line of one, or all of the other."""
PACKAGE = "tzdata"
LONGEST = 200
EDITION = re.compile(r"[0-9]{4}[0-9a-z.]*")


def zone_data_version() -> str:
    """Return the edition of what `zoneinfo` reads: `2025b`, or that of the package `tzdata`.

    Words where a system does not say it, and nothing where there is no data at all.
    """
    for folder in map(Path, zoneinfo.TZPATH):
        if folder.is_dir():
            found = _edition(folder / COMPACT) or _edition(folder / LISTED)
            return found or "an edition that the system does not name"
    try:
        return metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        return ""


def _edition(path: Path) -> str:
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            found = EDITION.search(file.readline(LONGEST))
    except OSError:
        return ""
    return found[0] if found else ""
