"""Ledgers and clones that are not in order, made in an empty folder."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tests.small_ledgers import LIMBO, write_ledger

from caseledger.actions.check_ledger import ledger_problems
from caseledger.actions.desk import Desk
from caseledger.actions.schema import NAMES
from caseledger.domain.problem import Problem
from caseledger.store.clone_state import ATTRIBUTE_LINES
from caseledger.store.git_place import find_place
from caseledger.store.ledger import open_ledger
from caseledger.store.registering import register
from caseledger.store.schemas import write_schema
from caseledger.store.shipped_schemas import shipped_text

TODAY = dt.date(2026, 11, 24)
IN_ORDER = "\n".join(ATTRIBUTE_LINES) + "\n"


def _desk(folder: Path) -> Desk:
    """A ledger of one case, with the schemas of this program."""
    root = write_ledger(folder / "ledger", {"held": LIMBO})
    for name in NAMES.values():
        write_schema(root, name, shipped_text(name) or "")
    return Desk(open_ledger(root), TODAY, TODAY)


def _clone(folder: Path, attributes: str = IN_ORDER, ignored: str = "") -> Desk:
    """A ledger in a repository without commits, with lines for git."""
    desk = _desk(folder)
    subprocess.run(["git", "init", "--quiet", str(desk.ledger.root)], check=True)
    (desk.ledger.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    (desk.ledger.root / ".gitignore").write_text(ignored, encoding="utf-8")
    return desk


def _registered(folder: Path, attributes: str = IN_ORDER, ignored: str = "") -> Desk:
    desk = _clone(folder, attributes, ignored)
    place = find_place(desk.ledger.root)
    assert place is not None
    register(place)
    return desk


def _schemas(folder: Path) -> tuple[Problem, ...]:
    desk = _desk(folder)
    for name, version in (("case", "0.0.1"), ("ledger", "99.0")):
        path = desk.ledger.root / "schemas" / f"{name}.schema.json"
        path.write_text(f'{{"x-caseledger": "{version}"}}', encoding="utf-8")
    return ledger_problems(desk)


def _not_registered(folder: Path) -> tuple[Problem, ...]:
    return ledger_problems(_clone(folder))


def _no_attributes(folder: Path) -> tuple[Problem, ...]:
    return ledger_problems(_registered(folder, "*.age binary\n"))


def _ignored(folder: Path) -> tuple[Problem, ...]:
    return ledger_problems(_registered(folder, ignored="cases/h*\n"))


BAD: dict[str, Callable[[Path], tuple[Problem, ...]]] = {
    "CL951": _schemas,
    "CL952": _not_registered,
    "CL953": _no_attributes,
    "CL954": _ignored,
}
"""Ledgers with a problem, by its code."""


def made(code: str) -> Callable[[Path], dict[str, Sequence[Problem]]]:
    """Return what makes the ledger of a code, and says what is wrong by file."""
    return lambda folder: by_file(BAD[code](folder))


def by_file(problems: Iterable[Problem]) -> dict[str, Sequence[Problem]]:
    """Sort problems by the file that they are about."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.file, []).append(one)
    return {path: tuple(told) for path, told in found.items()}
