"""The table of exit codes: what ends a command early, and which code that gives."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import caseledger
from caseledger.cli.commands.status import FOUND
from caseledger.cli.main import BUG, DONE, INTERRUPTED
from caseledger.errors import CaseledgerError

HEAD = ("code", "when", "among these")
PLAIN = {
    DONE: "Done.",
    FOUND: "Ran, and found what it looks for: problems, differences, what `--fail-on` names.",
    BUG: "A mistake of the program: a short message, and a report without case content.",
    INTERRUPTED: "Interrupted.",
}
"""The codes that no error of ours gives."""


def exit_codes() -> Iterator[tuple[str, str, str]]:
    """Yield each code with what gives it, from the documentation of the errors."""
    found: dict[int, list[str]] = {code: [words] for code, words in PLAIN.items()}
    for error in _errors():
        words = (error.__doc__ or "").strip().partition("\n")[0].replace("``", "`")
        found.setdefault(error.exit_code, []).append(words)
    for code, reasons in sorted(found.items()):
        first, *others = dict.fromkeys(reasons)
        yield f"`{code}`", first, " ".join(others)


def _errors() -> list[type[CaseledgerError]]:
    """Return every error of the program: the general ones first, then by module and name."""
    for module in pkgutil.walk_packages(caseledger.__path__, "caseledger."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = (one for one in _below(CaseledgerError) if one.__module__.startswith("caseledger."))
    return sorted(ours, key=_place)


def _below(error: type[CaseledgerError]) -> Iterator[type[CaseledgerError]]:
    for one in error.__subclasses__():
        yield one
        yield from _below(one)


def _place(error: type[CaseledgerError]) -> tuple[bool, str, str]:
    # The order in which classes are made is that of imports, which every run may change.
    general = error.__module__ == CaseledgerError.__module__
    return not general, error.__module__, "" if general else error.__name__
