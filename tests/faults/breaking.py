"""Takes one safeguard out of the program, to show that some test of faults notices it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from caseledger.store import recording

PART = recording.__name__.rpartition(".")[0]


class _Anything:
    """Equal to whatever it is compared with."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return True


def _everywhere(name: str, new: Any) -> None:
    """Put something else in the place of a function, wherever it was imported to."""
    modules = [one for path, one in sys.modules.items() if path.startswith(f"{PART}.")]
    places = [module for module in modules if hasattr(module, name)]
    if not places:
        raise LookupError(name)
    for module in places:
        setattr(module, name, new)


def _without_lock() -> None:
    @contextmanager
    def unlocked(_path: Path) -> Iterator[None]:
        yield

    _everywhere("locked", unlocked)


def _without_compare() -> None:
    _everywhere("_compare", lambda *_words: None)
    _everywhere("read_file", lambda *_words: _Anything())


def _without_write_loop() -> None:
    def hasty(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data)
        os.fsync(descriptor)

    _everywhere("write_synced", hasty)


def _without_folder_sync() -> None:
    _everywhere("sync_path", lambda _folder: None)
    _everywhere("sync_folder", lambda _descriptor: None)


SAFEGUARDS: dict[str, Callable[[], None]] = {
    "lock": _without_lock,
    "compare": _without_compare,
    "write-loop": _without_write_loop,
    "folder-sync": _without_folder_sync,
}
