"""The manual of problem codes says what the program says, and the page what the manual says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.marked_tables import compare, table
from tests.problems.bad_ledgers import BAD
from tests.problems.catalogue import FOLDER, folders, said, told

from caseledger.domain.kind import texts
from caseledger.domain.problem import TITLES, Problem, Severity
from caseledger.store.catalogue import load_manual

PAGE = FOLDER.parent.parent / "docs" / "problems.md"
HEAD = ("code", "means", "is")
MANUAL: Any = load_manual()
GROUPS = MANUAL["problem_groups"]
PAGES = MANUAL["problems"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    """The problems of the catalogue by their code, those of a code's own folder only."""
    return {
        folder.name: [
            problem
            for problems in said(folder, tmp_path_factory.mktemp(folder.name)).values()
            for problem in problems
            if problem.code == folder.name
        ]
        for folder in folders()
    }


def test_the_page_has_every_code(update: bool) -> None:
    compare(PAGE, {"codes": "\n" + "\n".join(map(_group, GROUPS)) + "\n"}, update=update)


def _group(name: str) -> str:
    codes = [code for code in TITLES if PAGES[code]["group"] == name]
    rows = [(f"[`{c}`](#{c.lower()})", TITLES[c], _severity(c)) for c in codes]
    parts = (f"## {GROUPS[name]['label']['en']}", table(HEAD, rows), *map(_section, codes))
    return "\n".join(f"{part}\n" for part in parts)


def _severity(code: str) -> str:
    return " or ".join(texts(PAGES[code]["is"]))


def _section(code: str) -> str:
    page = PAGES[code]
    parts = (
        f"### {code}",
        f"*{TITLES[code]}* ({_severity(code)})",
        page["means"]["en"],
        _fenced("yaml", page.get("example")),
        "`check` says:",
        _fenced("text", page["says"]),
        f"To mend it: {page['mend']['en']}",
        _fenced("yaml", page.get("mended")),
    )
    return "\n\n".join(filter(None, parts))


def _fenced(language: str, lines: str | None) -> str:
    return f"```{language}\n{lines.rstrip()}\n```" if lines else ""


def test_every_code_has_a_page_and_no_other() -> None:
    assert list(PAGES) == list(TITLES)


@pytest.mark.parametrize("code", TITLES)
def test_a_page_says_what_the_program_says(code: str, found: dict[str, list[Problem]]) -> None:
    assert list(texts(PAGES[code]["is"])) == _severities(found[code])
    assert PAGES[code]["says"] == _example(found[code][0])


def _severities(problems: list[Problem]) -> list[str]:
    told = {problem.severity for problem in problems}
    return [severity.value for severity in Severity if severity in told]


def _example(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


@pytest.mark.parametrize("code", TITLES)
def test_a_page_is_told_in_both_languages(code: str) -> None:
    page = PAGES[code]

    assert set(page["title"]) == {"ru"}
    assert not page["title"]["ru"].endswith(".")
    for part in ("means", "mend"):
        assert set(page[part]) == {"en", "ru"}
        assert all(text[-1] in ".`" for text in page[part].values())


SHOWN = [code for code, page in PAGES.items() if "example" in page]
MENDED = [code for code in SHOWN if "mended" in PAGES[code]]


def test_what_cannot_be_shown_as_lines_is_about_bytes_or_places() -> None:
    of_places = {"CL101", "CL102", "CL103", "CL112", "CL113", "CL910", *BAD}
    assert set(TITLES) - set(SHOWN) == of_places


@pytest.mark.parametrize("code", SHOWN)
def test_an_example_stands_in_a_file_that_has_the_problem(code: str) -> None:
    assert _file_with(code) is not None


@pytest.mark.parametrize("code", MENDED)
def test_an_example_is_mended(code: str, tmp_path: Path) -> None:
    file = _file_with(code)
    assert file is not None
    mended, wrong = tmp_path / file.name, told(file.parent, file.name)
    mended.write_text(_without(code, file), encoding="utf-8")
    before, after = _counted(wrong), _counted(told(tmp_path, file.name))

    assert after[code] < before[code]
    assert after <= before, "mending one thing breaks another"


def _file_with(code: str) -> Path | None:
    """Return the file of the code's folder in which the lines of the example stand."""
    files = sorted((FOLDER / code).glob("*.yaml"))
    return next((file for file in files if _spot(code, file)), None)


def _spot(code: str, file: Path) -> re.Match[str] | None:
    """Find the lines of the example in a file, at whatever indent."""
    lines = PAGES[code]["example"].splitlines()
    indented = r"\n(?P=indent)".join(map(re.escape, lines))
    pattern = rf"^(?P<indent> *){indented}$"
    return re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)


def _without(code: str, file: Path) -> str:
    """Return a file with the mended lines in the place of those of the example."""
    spot = _spot(code, file)
    assert spot is not None
    mended = "".join(f"{spot['indent']}{line}\n" for line in PAGES[code]["mended"].splitlines())
    return f"{spot.string[: spot.start()]}{mended}{spot.string[spot.end() + 1 :]}"


def _counted(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.code for problem in problems)


def test_titles_hold_no_value() -> None:
    # A title is all that leaves a closed case, so it is one sentence for all problems of a code.
    for title in TITLES.values():
        assert not set(title) & set("{}%")
        assert title[0].islower()
        assert not title.endswith(".")
    assert len(set(TITLES.values())) == len(TITLES)
