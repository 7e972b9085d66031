"""Whether this machine and this ledger are in order."""

import platform
import sys
from collections.abc import Iterator

from caseledger import __version__
from caseledger.actions.clone import clone_findings, register_clone
from caseledger.actions.desk import Desk
from caseledger.actions.schema import schema_states, write_schemas
from caseledger.domain.finding import Finding
from caseledger.domain.problem import Severity
from caseledger.store.cases import read_cases
from caseledger.store.files import LEDGER
from caseledger.store.git_attributes import turned_in
from caseledger.store.git_place import unfinished
from caseledger.store.places import doubtful_place
from caseledger.store.recording import recover
from caseledger.store.repository import git_version, is_repository
from caseledger.store.trust import doubts, is_trusted
from caseledger.store.yaml_events import is_fast

OLDEST_GIT = (2, 38)


def findings(desk: Desk | None, encoding: str) -> list[Finding]:
    """Look at the machine, and at the ledger where there is one."""
    found = [*_machine(encoding)]
    if desk is None:
        return [*found, Finding("error", "ledger", "none here or in a folder above", "use -C DIR")]
    return [*found, *_ledger(desk), *_git(desk), *_schemas(desk), *_cases(desk)]


def _machine(encoding: str) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("ok", "caseledger", f"{__version__} on Python {version}, {platform.system()}")
    if is_fast():
        yield Finding("ok", "YAML", "libyaml reads the files")
    else:
        yield Finding(
            "warning", "YAML", "libyaml is missing; reading is slow", "install PyYAML from a wheel"
        )
    utf8 = encoding.lower().replace("-", "") == "utf8"
    hint = "" if utf8 else "use a UTF-8 locale, or --ascii"
    yield Finding("ok" if utf8 else "warning", "terminal", f"writes {encoding}", hint)


def _ledger(desk: Desk) -> Iterator[Finding]:
    told = {
        path: len([one for one in problems if one.severity is not Severity.INFO])
        for path, problems in desk.ledger.own_files.items()
    }
    for path in filter(told.get, told):
        yield Finding("error", path, f"{told[path]} problems", f"caseledger check {path}")
    if not told[LEDGER]:
        zone = desk.ledger.settings.timezone
        yield Finding("ok", "ledger.yaml", f"in order; time zone {zone}, today {desk.today}")
    place = doubtful_place(desk.ledger.root)
    if place:
        hint = "a local folder is safe; share through git"
        yield Finding("warning", "folder", f"lies in {place}, which can damage files", hint)


def _git(desk: Desk) -> Iterator[Finding]:
    version = git_version()
    said = ".".join(str(part) for part in version) or "not found"
    if version < OLDEST_GIT:
        yield Finding("warning", "git", said, "install git 2.38 or newer")
    else:
        yield Finding("ok", "git", said)
    if version and not is_repository(desk.ledger.root):
        hint = "caseledger init makes it one"
        yield Finding("warning", "history", "the ledger is not in a git repository", hint)
    elif version:
        yield from _history(desk)


def _history(desk: Desk) -> Iterator[Finding]:
    """Whether a write was stopped half way, and whether the repository may be written to."""
    root = desk.ledger.root
    if unfinished(root):
        hint = "caseledger doctor --fix, or the next command that writes, sees to it"
        yield Finding("warning", "history", "a command was stopped while it wrote", hint)
    by = turned_in(root)
    if by:
        words = f"git is told to change case files on their way in ({by} in .gitattributes)"
        yield Finding("warning", "history", words, "commit them with git; caseledger does not")
    found = [] if is_trusted(root) else list(doubts(root))
    if found:
        words = ", ".join(str(one) for one in found)
        hint = "caseledger trust shows what they are"
        yield Finding("warning", "trust", f"could run programs: {words}", hint)
    yield from clone_findings(desk)


def mend(desk: Desk) -> list[str]:
    """Mend what needs no decision, and say what was done.

    What a stopped command left is finished or undone, merge driver and textconv are registered in
    this clone, and schemas are brought up to date. Raises `Conflict`,
    `OutsideFailure`, `Untrusted`, `NewerSchema`.
    """
    notes = [*recover(desk.ledger.root), *register_clone(desk.ledger.root)]
    return [*notes, *(f"wrote schemas/{name}" for name in write_schemas(desk))]


def _schemas(desk: Desk) -> Iterator[Finding]:
    for one in schema_states(desk):
        state = "ok" if one.state == "current" else "warning"
        hint = "caseledger schema write" if one.state in ("missing", "old") else ""
        yield Finding(state, f"schemas/{one.name}", one.state, hint)


def _cases(desk: Desk) -> Iterator[Finding]:
    files = list(read_cases(desk.ledger, desk.today))
    bad = sum(file.case is None for file in files)
    wrong = sum(file.has_errors for file in files)
    if wrong:
        words = f"{len(files)} files, {wrong} with errors, {bad} of them cannot be read"
        yield Finding("error", "cases", words, "caseledger check")
    else:
        yield Finding("ok", "cases", f"{len(files)} files, none with errors")
