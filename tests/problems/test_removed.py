"""Each code is said by something: taken away, what is said of the code's folder is another thing.

What looks at a case as a whole is a function of `CHECKS`, and is taken from the list. For every
other code `tests/mutations/problems.yaml` has a change of the line that says it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from tests.mutations.mutant import in_code
from tests.mutations.of_code import problem_texts
from tests.problems.catalogue import EXPECTED, FOLDER, MADE, TODAY, ledger_in, said, written

from caseledger.domain import checks
from caseledger.domain.case import Case
from caseledger.domain.checks import CHECKS, Check, Context, apart
from caseledger.domain.loading import quick_case
from caseledger.domain.problem import TITLES
from caseledger.store.yaml_reader import read_document

CHANGES = {str(code): changes for code, changes in problem_texts().items()}


def cases_of(code: str) -> list[tuple[Case, Context]]:
    """The files of a code's folder that are cases, as every check sees them."""
    words = ledger_in(FOLDER).vocabulary
    paths = [] if code in MADE else sorted((FOLDER / code).glob("*.yaml"))
    read = [(quick_case(read_document(path.read_bytes()).data), path.stem) for path in paths]
    return [(case, Context(words, TODAY, name)) for case, name in read if case is not None]


def checks_of(code: str) -> list[Check]:
    """The checks that say a code in its folder."""
    read = cases_of(code)
    return [
        check
        for check in CHECKS
        if any(one.code == code for case, context in read for one in check(case, context))
    ]


BY_CHECKS = {code: found for code in TITLES if (found := checks_of(code))}


def said_of(code: str, folder: Path, change: Callable[[], AbstractContextManager[None]]) -> str:
    """Write what is said of a code's folder while something is changed."""
    with change():
        return written(said(FOLDER / code, folder))


def expected(code: str) -> str:
    return (FOLDER / code / EXPECTED).read_text(encoding="utf-8")


@pytest.mark.parametrize("code", BY_CHECKS)
def test_without_its_checks_a_code_is_not_said(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = BY_CHECKS[code]
    for module, name in ((checks, "CHECKS"), (apart, "APART")):
        kept = tuple(one for one in getattr(module, name) if one not in without)
        monkeypatch.setattr(module, name, kept)

    assert said_of(code, tmp_path, nullcontext) != expected(code)


@pytest.mark.parametrize(
    ("code", "what"), [(code, what) for code, changes in CHANGES.items() for what in changes]
)
def test_with_its_line_changed_a_code_is_not_said(code: str, what: str, tmp_path: Path) -> None:
    try:
        found = said_of(code, tmp_path, in_code(CHANGES[code][what]))
    except LookupError:
        raise  # the piece of code is not there any more
    except Exception as error:  # noqa: BLE001 - whatever a change breaks, it has been noticed
        found = type(error).__name__

    assert found != expected(code)


def test_nothing_is_said_by_nothing() -> None:
    assert set(TITLES) - set(BY_CHECKS) - set(CHANGES) == set()
