"""What `init` does: a folder becomes a ledger; done twice it changes nothing the second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

from caseledger.actions.clone import register_clone
from caseledger.actions.desk import Desk
from caseledger.actions.schema import NAMES, NewerSchema, schema_states, schema_text
from caseledger.domain.settings import Settings
from caseledger.errors import OutsideFailure, UsageProblem
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.clone_state import ATTRIBUTE_LINES, ATTRIBUTES
from caseledger.store.files import CASES, LEDGER
from caseledger.store.git_place import find_place
from caseledger.store.ledger import Ledger, open_ledger
from caseledger.store.recording import Change, Recorded, record
from caseledger.store.replacing import read_file
from caseledger.store.repository import begin_repository
from caseledger.store.schemas import FOLDER

KEEP = f"{CASES}/.gitkeep"
"""Git keeps no empty folder."""

SETTINGS = """\
# yaml-language-server: $schema=schemas/ledger.schema.json
# The settings of this ledger. Each has a default; only `format` is needed.
format: 1
timezone: {timezone}
languages: [en, ru]
"""
MESSAGE = "ledger: begin\n\nAction: init\n"
COMPLETED = "ledger: complete what every ledger has\n\nAction: init\n"


@dataclass(frozen=True, slots=True)
class Begun:
    """What `init` did: whether a repository was made, which files were written, the commit.

    ``clone`` says what was set in the configuration of this clone, which no commit carries.
    """

    root: Path
    repository: bool
    files: tuple[str, ...]
    recorded: Recorded | None
    clone: tuple[str, ...] = ()


def init(folder: Path, timezone: str, *, commit: bool = True) -> Begun:
    """Make a folder a ledger, or complete one that lacks something.

    What is there is left as it is; only the schemas are brought up to date, lines are added to
    `.gitattributes`, and git in this clone is told how to merge and show cases. Raises
    `UsageProblem`, `NewerSchema` or `OutsideFailure`.
    """
    root = _folder(folder)
    made = find_place(root) is None
    if made:
        begin_repository(root)
    clone = register_clone(root)
    begun = (root / LEDGER).exists()
    settings = {} if begun else {LEDGER: SETTINGS.format(timezone=timezone)}
    files = {**settings, **_lacking(root)}
    recorded = _recorded(root, files, COMPLETED if begun else MESSAGE, commit=commit)
    return Begun(root, made, tuple(files), recorded, tuple(clone))


def complete(root: Path) -> tuple[tuple[str, ...], Recorded | None]:
    """Write what a ledger lacks beside its settings, as `init` does, and return the paths.

    Without a repository no attributes for git are written. Raises as `init` does.
    """
    files = _lacking(root)
    if find_place(root) is None:
        files.pop(ATTRIBUTES, None)
    return tuple(files), _recorded(root, files, COMPLETED, commit=True)


def _lacking(root: Path) -> dict[str, str]:
    """The files that are missing or lack something, with what they are to hold."""
    wanted = {
        KEEP: "" if not (root / CASES).is_dir() else None,
        ATTRIBUTES: _attributes(root),
        **_schemas(_ledger(root)),
    }
    return {path: text for path, text in wanted.items() if text is not None}


def _recorded(
    root: Path, files: Mapping[str, str], message: str, *, commit: bool
) -> Recorded | None:
    changes = _changes(root, {path: text.encode() for path, text in files.items()})
    return record(root, changes, message, commit=commit) if changes else None


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root = folder.resolve(strict=True)
    except FileExistsError as error:
        raise UsageProblem("there is a file of this name") from error
    except OSError as error:
        raise OutsideFailure(f"the folder cannot be made: {error.strerror}") from error
    return root


def _ledger(root: Path) -> Ledger:
    if (root / LEDGER).exists():
        return open_ledger(root)
    return Ledger(root, Settings(format=1), load_vocabulary(), ())


def _attributes(root: Path) -> str | None:
    """The lines that are there, and those that are missing behind them."""
    old = (read_file(root, ATTRIBUTES) or b"").decode("utf-8", errors="surrogateescape")
    patterns = [line.split()[0] for line in old.splitlines() if line.strip()]
    new = [one for one in ATTRIBUTE_LINES if one.split()[0] not in patterns]
    # An older line for cases, in other words, is the user's own decision.
    new = [one for one in new if not (one.startswith(CASES) and "merge=caseledger" in old)]
    if not new:
        return None
    gap = "" if not old or old.endswith("\n") else "\n"
    return f"{old}{gap}" + "".join(f"{line}\n" for line in new)


def _schemas(ledger: Ledger) -> Mapping[str, str | None]:
    desk = Desk(ledger, Day.min, Day.min)
    states = {one.name: one.state for one in schema_states(desk)}
    if "newer" in states.values():
        raise NewerSchema(
            "a newer caseledger wrote these schemas", "install that one to write them"
        )
    return {
        f"{FOLDER}/{name}": schema_text(desk, which) if states[name] != "current" else None
        for which, name in NAMES.items()
    }


def _changes(root: Path, files: Mapping[str, bytes]) -> Sequence[Change]:
    return [Change(path, _writing(raw), read_file(root, path)) for path, raw in files.items()]


def _writing(raw: bytes) -> Callable[[bytes | None], bytes]:
    return lambda _version: raw
