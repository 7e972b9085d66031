"""Which mends are made, in what order, and which are not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.small_ledgers import write_ledger

from caseledger.actions.check import Asked, check
from caseledger.actions.desk import Desk
from caseledger.actions.mending import mend_plan
from caseledger.actions.mending_file import NOT_GONE, OTHERWISE, REFUSED, WORSE, Mender
from caseledger.domain.edits import Drop, Edit, EditRefused, Put
from caseledger.domain.problem import Mend, Problem, Severity
from caseledger.store.cases import CaseFile, case_from
from caseledger.store.files import CasePath
from caseledger.store.ledger import open_ledger

DAY = date(2026, 3, 1)
KINDS = """\
format: 1
vocabulary:
  advocacy.picket: {label: Picket held, aliases: [advocacy.protest]}
"""
CASE = """\
format: 1
id: c-abc234
title: A case
people:
  - id: p1
    pseudonym: One
    citizenship: [KZ]
    sources: [s1]
sources:
  - id: s1
    kind: media
events:
  - id: e1
    date: ../2024-01-08          # at the latest
    kind: protection.lodged
    country: PL
    sources: [s1]
"""


def desk(root: Path) -> Desk:
    return Desk(open_ledger(root), DAY, DAY)


def fixed(root: Path, *, unsafe: bool = False, name: str = "c-abc234") -> tuple[str, str]:
    """Return what a file comes to and the headline of its change."""
    here = desk(root)
    mended = mend_plan(here, check(here, Asked()).files, unsafe=unsafe)
    write = next(one for one in mended.plan.writes if one.path.name == name)
    return (write.raw_after or b"").decode(), write.headline


def ledger(folder: Path, text: str, settings: str = "format: 1\n") -> Path:
    return write_ledger(folder / "ledger", {"c-abc234": text}, settings)


def test_a_safe_mend_changes_its_place_alone(tmp_path: Path) -> None:
    expected = CASE.replace("../2024-01-08          #", '"[..2024-01-08]"          #')

    assert fixed(ledger(tmp_path, CASE)) == (expected, "mend CL901")


def test_what_an_error_hid_is_mended_in_the_same_run(tmp_path: Path) -> None:
    text, headline = fixed(ledger(tmp_path, CASE.replace("country: PL", "country: pl")))

    assert ("country: PL" in text, '"[..2024-01-08]"' in text) == (True, True)
    assert headline == "mend CL209, CL901"


def test_a_guess_is_made_only_where_guesses_are_asked_for(tmp_path: Path) -> None:
    root = ledger(tmp_path, CASE.replace("protection.lodged", "protection.lodgd"))

    assert "protection.lodgd" in fixed(root)[0]
    text, headline = fixed(root, unsafe=True)
    assert ("kind: protection.lodged\n" in text, headline) == (True, "mend CL301, CL901")


def test_a_file_that_is_no_case_is_mended_too(tmp_path: Path) -> None:
    broken = CASE.replace("country: PL", "country: pl").replace("title: A case\n", "")

    text, headline = fixed(ledger(tmp_path, broken))

    assert ("country: PL" in text, headline) == (True, "mend CL209, CL901")


def test_former_names_of_kinds_also_in_what_a_source_states(tmp_path: Path) -> None:
    cited = "sources: [{source: s1, says: {kind: advocacy.protest}}]\n"
    text = CASE.replace("protection.lodged", "advocacy.protest").removesuffix("sources: [s1]\n")

    made, headline = fixed(ledger(tmp_path, text + cited, KINDS))

    assert headline == "mend CL306, CL901"
    assert "kind: advocacy.picket\n" in made
    assert "says: {kind: advocacy.picket}}]\n" in made


def test_the_settings_of_the_ledger_are_mended_too(tmp_path: Path) -> None:
    settings = "format: 1\nlayuot: year   # by years\n"
    root = ledger(tmp_path, CASE, settings)

    made, headline = fixed(root, unsafe=True, name="ledger.yaml")

    assert (made, headline) == (settings.replace("layuot", "layout"), "mend CL202")


def test_nothing_is_planned_for_a_newer_format(tmp_path: Path) -> None:
    here = desk(ledger(tmp_path, CASE.replace("format: 1", "format: 2")))
    file = check(here, Asked()).files[0]
    problem = Problem("CL901", "a form", mend=Mend((Put(("title",), "B"),), safe=True))
    with_mend = replace(file, problems=(*file.problems, problem))

    assert mend_plan(here, [with_mend]).plan.is_empty


def test_other_versions_of_a_file_get_the_same_edits_or_none(tmp_path: Path) -> None:
    here = desk(ledger(tmp_path, CASE))
    plan = mend_plan(here, check(here, Asked()).files).plan
    edit = plan.writes[0].change.edit
    earlier = "events:\n  - {id: e0, date: 2023, kind: case.note, sources: [s1]}\n"
    another = CASE.replace("events:\n", earlier)

    done = (edit(another.encode()) or b"").decode()

    assert done == another.replace("../2024-01-08", '"[..2024-01-08]"')
    for version in (CASE.replace("../2024-01-08", "../2025").encode(), None):
        with pytest.raises(EditRefused):
            edit(version)


# What a mend promises


def mended(root: Path, *problems: Problem, raw: str = CASE, unsafe: bool = False) -> list[str]:
    """Mend a file that has some problems as long as their value stands in it; say what was left."""
    here = desk(root)
    path = CasePath("cases/c-abc234.yaml", "c-abc234", regular=True)

    def read(text: bytes) -> CaseFile:
        file = case_from(here.ledger, path, text, DAY)
        still = [one for one in problems if one.value in text.decode()]
        return replace(file, problems=(*still, *(p for p in file.problems if p.mend is None)))

    mender = Mender(read, lambda file: file, here.ledger.vocabulary, unsafe)
    done = mender.mend(raw.encode(), read(raw.encode()))
    return [*done.codes, *(left.why for left in done.left)]


def problem(value: str, *edits: Edit, safe: bool = True, code: str = "CL901") -> Problem:
    return Problem(code, value, severity=Severity.INFO, value=value, mend=Mend(edits, safe))


DATE, KIND = ("events", 0, "date"), ("events", 0, "kind")
PROMISES = {
    "kept": ([problem("../2024", Put(DATE, "[..2024-01-08]"))], ["CL901"]),
    "its place is there": ([problem("../2024", Put(("events", 3, "date"), "2024"))], [REFUSED]),
    "its problem is gone": ([problem("c-abc234", Put(DATE, "[..2024-01-08]"))], [NOT_GONE]),
    "no other comes": ([problem("kind: media", Put(("sources", 0, "kind"), "wrong"))], [WORSE]),
    "the file stays a case": ([problem("A case", Drop(("title",)))], [WORSE]),
    "what is said stays": ([problem("PL", Put(("events", 0, "country"), "AT"))], [OTHERWISE]),
    "all of two": (
        [
            problem("../2024", Put(DATE, "[..2024-01-08]")),
            problem("PL", Put(("events", 0, "country"), "AT"), code="CL209"),
        ],
        ["CL901", OTHERWISE],
    ),
    "the first of two in one place": (
        [
            problem("../2024", Put(DATE, "[..2024-01-08]")),
            problem("../2024-01-08", Put(DATE, "[..2024]"), code="CL205"),
        ],
        ["CL901"],
    ),
}


@pytest.mark.parametrize(("problems", "expected"), PROMISES.values(), ids=PROMISES)
def test_a_mend_that_breaks_a_promise_is_dropped(
    tmp_path: Path, problems: list[Problem], expected: list[str]
) -> None:
    assert mended(ledger(tmp_path, CASE), *problems) == expected


def test_a_guess_may_change_what_is_said_and_bring_no_error(tmp_path: Path) -> None:
    other = problem("PL", Put(("events", 0, "country"), "AT"), safe=False)
    wrong = problem("protection.lodged", Put(KIND, "nothing.like"), safe=False)

    root = ledger(tmp_path, CASE)

    assert mended(root, other, wrong, unsafe=True) == ["CL901", WORSE]
    assert mended(root, other, wrong) == []
