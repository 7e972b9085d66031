"""The files of rules in a folder of the ledger: which there are, and what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from caseledger.domain.own_rules import Read, read_rule_files
from caseledger.domain.problem import Problem, Severity
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import OutsideFailure
from caseledger.store.files import CasePath, not_regular
from caseledger.store.parts import FileProblems
from caseledger.store.shelf import DiskShelf, Shelf
from caseledger.store.yaml_reader import Document, read_document

USUAL = "rules"
"""What the folder is called where nobody thinks about it."""

MOST_FILES = 200
"""More files of rules would be something else."""

NOT_NAMED = "not read: ledger.yaml does not name the folder rules/"


@dataclass(frozen=True, slots=True)
class OwnRules:
    """A ledger's own rules: the good ones by file, and what is wrong.

    ``misnamed`` is wrong with the name of the folder in `ledger.yaml`, and has no place yet.
    """

    files: tuple[RuleFile, ...] = ()
    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    misnamed: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of rules as text. Without a document it could not be opened."""

    path: str
    document: Document | None
    problems: tuple[Problem, ...] = ()


def read_own_rules(shelf: Shelf, folder: str | None, words: Vocabulary) -> OwnRules:
    """Read the files in the folder of rules that `ledger.yaml` names, a path from its own folder.

    ``words`` is the vocabulary with the ledger's own kinds. Nothing in a file stops the reading.
    """
    if folder is None:
        return OwnRules(misnamed=tuple(_forgotten(shelf)))
    misnamed = _misnamed(shelf, folder)
    if misnamed:
        return OwnRules(misnamed=(misnamed,))
    try:
        sheets = [
            _sheet(shelf, one.relative)
            if one.regular
            else Sheet(one.relative, None, (not_regular(one),))
            for one in _paths(shelf, folder)
        ]
    except OutsideFailure:
        message = "the folder of rules cannot be read"
        return OwnRules(misnamed=(Problem("CL101", message, (USUAL,)),))
    found = read_sheets(sheets, words)
    return OwnRules(
        files=tuple(file for file, _ in found if file is not None),
        paths=tuple(sheet.path for sheet in sheets if sheet.document),
        problems=(*(one for _, many in found for one in many), *_strays(shelf, folder)),
    )


def read_sheets(sheets: list[Sheet], words: Vocabulary) -> list[Read]:
    """Read files together, with every problem in its place."""
    good = [sheet.document for sheet in sheets if sheet.document and not sheet.problems]
    read = iter(read_rule_files([document.data for document in good], words))
    found: list[Read] = []
    for sheet in sheets:
        if sheet.document is None or sheet.problems:
            found.append((None, list(sheet.problems)))
        else:
            file, problems = next(read)
            found.append((file, FileProblems(sheet.path, sheet.document).placed(problems)))
    return found


def read_rules_at(folder: Path, path: str, words: Vocabulary) -> Read:
    """Read one file of rules, wherever it lies; ``path`` is from a folder, or absolute."""
    return read_sheets([_sheet(DiskShelf(folder), path)], words)[0]


def sheet_from(raw: bytes, path: str) -> Sheet:
    """Read the bytes of a file of rules as text."""
    document = read_document(raw)
    problems = FileProblems(path, document).placed(list(document.problems))
    return Sheet(path, document, tuple(problems))


def _sheet(shelf: Shelf, path: str) -> Sheet:
    raw, problem = shelf.read(path)
    return Sheet(path, None, (problem,)) if problem else sheet_from(raw, path)


def _misnamed(shelf: Shelf, folder: str) -> Problem | None:
    """Say what is wrong with the name of the folder: it lies in the ledger, behind no link."""
    parts = PurePosixPath(folder).parts
    if not parts or "\\" in folder or any(part.startswith((".", "/")) for part in parts):
        message = "a folder inside the ledger is expected"
        return Problem("CL407", message, (USUAL,), value=folder, hint="for example rules")
    for count in range(1, len(parts) + 1):
        if shelf.is_link("/".join(parts[:count])):
            return Problem("CL407", "this leads through a link", (USUAL,), value=folder)
    if not shelf.is_folder("/".join(parts)):
        message = "there is no such folder, so the ledger has no rules of its own"
        return Problem("CL101", message, (USUAL,), value=folder, hint="make it, or remove the key")
    return None


def _forgotten(shelf: Shelf) -> Iterator[Problem]:
    """A folder that looks like one of rules, and that nothing names."""
    if shelf.is_folder(USUAL) and any(shelf.cases_in(USUAL, years=False)):
        yield Problem("CL113", NOT_NAMED, (), Severity.WARNING, hint="add rules: rules")


def _paths(shelf: Shelf, folder: str) -> list[CasePath]:
    found = shelf.cases_in(folder.rstrip("/"), years=False)
    return sorted(found, key=lambda one: one.relative)[:MOST_FILES]


def _strays(shelf: Shelf, folder: str) -> Iterator[Problem]:
    """Files that are hardly meant to be left out."""
    names = shelf.names_in(folder)
    for name in names:
        if name.lower().endswith((".yml", ".yaml")) and not name.endswith(".yaml"):
            message = "not read: a file of rules ends in .yaml"
            path = f"{folder.rstrip('/')}/{name}"
            yield Problem("CL113", message, severity=Severity.WARNING, hint="rename it").at(
                path, 0, 0
            )
    whole = [name for name in names if name.endswith(".yaml")]
    if len(whole) > MOST_FILES:
        message = f"more than {MOST_FILES} files of rules; the others are not read"
        yield Problem("CL108", message).at(f"{folder.rstrip('/')}/{whole[MOST_FILES]}", 0, 0)
