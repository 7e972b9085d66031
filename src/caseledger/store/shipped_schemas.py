"""The JSON Schemas that come with the program, in the wheel or beside its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import caseledger

INSTALLED = Path(caseledger.__file__).with_name("schemas")
SOURCES = Path(caseledger.__file__).parents[2] / "schemas"
OUTPUT = "output"
ENDING = ".schema.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A schema that `schema show` knows by ``name``.

    ``schema`` is what the output names itself with its version, such as `caseledger.status/1`, and
    ``commands`` print it; files of a ledger have neither.
    """

    name: str
    schema: str | None
    commands: tuple[str, ...]
    title: str


def shipped_text(name: str) -> str | None:
    """Return the text of a schema of files, for example `case.schema.json`, or ``None``.

    It is made for a ledger without words of its own.
    """
    return _text(_folder() / name)


def output_schemas() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each schema of what commands print, by name."""
    folder = _folder() / OUTPUT
    for name in sorted(path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}")):
        text = _text(folder / f"{name}{ENDING}")
        if text is not None:
            yield name, text


def _folder() -> Path:
    return INSTALLED if INSTALLED.is_dir() else SOURCES


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
