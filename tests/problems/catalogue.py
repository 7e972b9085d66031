"""The catalogue of problems: a folder for each code, with files and what is said about them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.problems.bad_ledgers import BAD, made

from caseledger.actions.check import Asked, answered, check
from caseledger.actions.desk import Desk
from caseledger.domain.own_kinds import own_kinds
from caseledger.domain.problem import Problem, dotted
from caseledger.domain.settings import Settings
from caseledger.store.cases import CaseFile, read_case
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.evidence import digests
from caseledger.store.files import CasePath
from caseledger.store.ledger import Ledger, case_paths, open_ledger
from caseledger.store.yaml_guard import LARGEST_FILE

FOLDER = Path(__file__).parent
EXPECTED = "expected.txt"
TODAY = dt.date(2026, 11, 24)
FINE = "fine.yaml"
"""A file of this name is one that just does not have the problem."""

Said = dict[str, Sequence[Problem]]
"""What is said about each file, by its name."""


OWN_KINDS = {"advocacy.picket": {"label": "Picket held", "aliases": ["advocacy.protest"]}}
"""No built-in kind has been renamed yet, so a ledger's own one shows what a former name does."""


def ledger_in(folder: Path) -> Ledger:
    """A ledger of nothing but its folder and its vocabulary."""
    vocabulary = load_vocabulary()
    kinds, problems = own_kinds(OWN_KINDS, vocabulary)
    assert problems == []
    return Ledger(folder, Settings(format=1), vocabulary.with_kinds(kinds), ())


def read(folder: Path, name: str, *, regular: bool = True) -> CaseFile:
    """Read a file the way every command does."""
    path = CasePath(name, Path(name).stem, regular)
    return read_case(ledger_in(folder), path, TODAY)


def told(folder: Path, name: str) -> Sequence[Problem]:
    """What is said about a file, its comments heeded."""
    return answered(read(folder, name), TODAY).told


def _vanished(folder: Path) -> Said:
    """A file that was listed, and is not there any more when it is opened."""
    return {"vanished.yaml": read(folder, "vanished.yaml").problems}


def _large(folder: Path) -> Said:
    (folder / "large.yaml").write_text("# much\n" + "#" * LARGEST_FILE, encoding="utf-8")
    return {"large.yaml": read(folder, "large.yaml").problems}


def _link(folder: Path) -> Said:
    (folder / "cases").mkdir()
    (folder / "cases" / "link.yaml").symlink_to(folder / "elsewhere.yaml")
    ledger = ledger_in(folder)
    files = [read_case(ledger, path, TODAY) for path in case_paths(ledger)]
    return {file.path: file.problems for file in files}


def _stray(folder: Path) -> Said:
    (folder / "cases").mkdir()
    (folder / "ledger.yaml").write_text("format: 1\n", encoding="utf-8")
    (folder / "cases" / "notes.yml").write_text("format: 1\n", encoding="utf-8")
    (folder / "cases" / "order.pdf").write_bytes(b"%PDF")
    found = check(Desk(ledger_in(folder), TODAY, TODAY), Asked())
    return {file.path: file.problems for file in found.files}


def _settings(folder: Path) -> Said:
    text = "format: 1\nchecks:\n  ignore: [CL105, CL9999]\n  severity: {CL204: warning}\n"
    (folder / "ledger.yaml").write_text(text, encoding="utf-8")
    ledger = open_ledger(folder)
    return {path: tuple(problems) for path, problems in ledger.own_files.items()}


def _evidence(folder: Path) -> Said:
    """Beside the cases lies a file that is not the one of the digest, and a link to one that is."""
    (folder / "files").mkdir()
    (folder / "files" / "order.pdf").write_bytes(b"not the order")
    (folder / "empty").touch()
    (folder / "files" / "link.pdf").symlink_to(folder / "empty")
    said: dict[str, Sequence[Problem]] = {}
    for path in sorted((FOLDER / "CL705").glob("*.yaml")):
        shutil.copy(path, folder)
        file = read(folder, path.name)
        said[path.name] = (*file.problems, *digests(ledger_in(folder), file))
    return said


MADE: dict[str, Callable[[Path], Said]] = {
    "CL101": _vanished,
    "CL102": _large,
    "CL112": _link,
    "CL113": _stray,
    "CL705": _evidence,
    "CL910": _settings,
    **{code: made(code) for code in BAD},
}
"""Problems of files that cannot be kept in a repository."""


def folders() -> tuple[Path, ...]:
    """Every folder of the catalogue, those too that hold only what is said."""
    kept = {path for path in FOLDER.iterdir() if path.name.startswith("CL")}
    return tuple(sorted(kept | {FOLDER / code for code in MADE}))


def said(folder: Path, empty: Path) -> Said:
    """Read all files of a folder, or make those that are not kept in an empty one."""
    make = MADE.get(folder.name)
    if make is not None:
        return make(empty)
    names = sorted(path.name for path in folder.iterdir() if path.name != EXPECTED)
    return {name: told(folder, name) for name in names}


def written(found: Said) -> str:
    """Write what is said, one problem a line, below the name of each file."""
    return "\n".join(line for name in found for line in _file(name, found[name])) + "\n"


def _file(name: str, problems: Sequence[Problem]) -> Iterator[str]:
    yield f"== {name}"
    if not problems:
        yield "no problems"
    for one in problems:
        path = f"{dotted(one.path)}: " if one.path else ""
        hint = f" | {one.hint}" if one.hint else ""
        yield f"{one.severity} {one.code} {one.line}:{one.column} {path}{one.message}{hint}"
