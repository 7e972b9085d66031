"""Whether git in this clone merges and shows case files as entries; git itself is not started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.files import CASES
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_settings import Registered, registered

ATTRIBUTES = ".gitattributes"
ATTRIBUTE_LINES = (
    f"{CASES}/**/*.yaml text eol=lf merge=caseledger diff=caseledger",
    "*.age binary",
)
"""What git must know of a ledger's files. A driver that is not registered means git's own."""
IGNORES = ".gitignore"
OF_THE_USER = ("git/ignore", "git/config")
OF_ALL_USERS = Path("/etc/gitconfig")


def looks_set_up(root: Path) -> bool:
    """Whether all is plainly as `init` leaves it, or there is no repository. Quick, never raises.

    Where it is not, things may still be in order: only git can tell then.
    """
    try:
        place = find_place(root)
    except OutsideFailure:
        return True  # others say so, and better
    if place is None:
        return True
    in_order = all(state is Registered.OK for state in registered(place).values())
    return in_order and _are_plain(root, place)


def _are_plain(root: Path, place: GitPlace) -> bool:
    """Whether our line is there and nothing that git reads after it can say otherwise.

    Lines of folders above, and of the user's own configuration, count less than ours: git takes
    the last line of the nearest file.
    """
    lines = list(_lines(root / ATTRIBUTES))
    if ATTRIBUTE_LINES[0] not in lines:
        return False
    later = lines[lines.index(ATTRIBUTE_LINES[0]) :]
    nearer = [root / CASES / ATTRIBUTES, *(root / CASES).glob(f"*/{ATTRIBUTES}")]
    stronger = [*nearer, place.shared / "info" / "attributes"]
    return set(later) <= set(ATTRIBUTE_LINES) and not any(any(_lines(one)) for one in stronger)


def may_ignore(root: Path) -> bool:
    """Whether git may have been told to leave out files of the ledger. Quick, and never raises.

    Only git can tell which; where no line anywhere says so, it need not be asked.
    """
    try:
        place = find_place(root)
    except OutsideFailure:
        return False
    if place is None:
        return False
    here = root.resolve()
    above = [one for one in (here, *here.parents) if one.is_relative_to(place.top)]
    settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    lists = [
        *(one / IGNORES for one in above),
        here / CASES / IGNORES,
        *(here / CASES).glob(f"*/{IGNORES}"),
        place.shared / "info" / "exclude",
        Path(settings, OF_THE_USER[0]),
    ]
    configs = [
        place.shared / "config",
        place.folder / "config.worktree",
        Path.home() / ".gitconfig",
        Path(settings, OF_THE_USER[1]),
        OF_ALL_USERS,
    ]
    return any(any(_lines(one)) for one in lists) or any(_leads_on(one) for one in configs)


def _leads_on(config: Path) -> bool:
    """Whether a file of git's settings names another list, or other settings that may do so."""
    return any(
        line.lower().startswith(("excludesfile", "[include", "[core] excludesfile"))
        for line in _lines(config)
    )


def _lines(path: Path) -> Iterator[str]:
    """Yield what stands in a file of attributes, without comments; nothing if it is not there."""
    try:
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    yield from (line.strip() for line in text.splitlines() if line.strip()[:1] not in ("", "#"))
