"""Which two states `diff` compares, and which of their files."""

from pathlib import Path
from typing import Any

import pytest
from tests.committed_ledgers import git
from tests.differing import (
    HELD,
    WITHDRAWN,
    Said,
    append,
    change,
    record,
    rows,
    said_by,
    sides,
    small,
)
from tests.small_ledgers import BROKEN, EXPOSED, LIMBO, PROTECTED, write_ledger

from caseledger.domain.case import Case
from caseledger.domain.status import people_of


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The small ledger."""
    return small(tmp_path)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """What runs a command."""
    return said_by(capsys)


def test_revisions_and_what_two_branches_have_in_common(ledger: Path, said: Said) -> None:
    git(ledger, "checkout", "-q", "-b", "other")
    change(ledger, "cases/held.yaml", "title: An", "title: Their")
    record(ledger, "two")
    git(ledger, "checkout", "-q", "main")
    change(ledger, "cases/c-7k2m4p.yaml", "title: Robin", "title: Ours")
    record(ledger, "three")

    def cases(*words: str) -> list[object]:
        return [one["case"] for one in rows(said(ledger, "diff", *words, "--json")[1])]

    assert cases("HEAD~1") == ["c-7k2m4p"]
    assert cases("main..other") == ["c-7k2m4p", "held"]
    assert cases("main...other") == ["held"]
    assert cases("HEAD~1..") == ["c-7k2m4p"]
    assert cases("HEAD~1..", "held") == []
    assert cases("HEAD~1", "c-7k", "held") == ["c-7k2m4p"]
    assert cases("held") == []


def test_a_word_that_is_a_case_and_a_revision_is_not_guessed(ledger: Path, said: Said) -> None:
    git(ledger, "tag", "held")

    status, _, err = said(ledger, "diff", "held")

    assert status == 3
    assert "caseledger diff HEAD held" in err
    assert said(ledger, "diff", "HEAD", "held")[0] == 0
    assert said(ledger, "diff", "refs/tags/held")[0] == 0


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("nobody",), 3),
        (("HEAD~9",), 3),
        (("a..b..c",), 2),
        (("HEAD..HEAD", "--since", "7d"), 2),
        (("--since", "soon"), 2),
        (("--since", "2030-01-01"), 2),
    ],
)
def test_words_that_mean_no_state(
    ledger: Path, said: Said, words: tuple[str, ...], status: int
) -> None:
    found, out, err = said(ledger, "diff", *words)

    assert (found, out) == (status, "")
    assert err.startswith("caseledger: ")
    assert "Traceback" not in err


def test_before_the_first_commit_there_was_nothing(ledger: Path, said: Said) -> None:
    _, out, _ = said(ledger, "diff", "--since", "2020-01-01", "--json")

    assert [side["state"] for side in sides(out)] == ["before-all", "work-tree"]
    added = [one["case"] for one in rows(out) if one["what"] == "added" and not one["address"]]
    assert sorted(map(str, added)) == ["c-7k2m4p", "held", "twin"]


def test_without_a_history_that_is_said(tmp_path: Path, said: Said) -> None:
    root = write_ledger(tmp_path / "ledger", {"held": HELD})

    assert "git repository" in said(root, "diff")[2]
    git(root, "init", "-q", "-b", "main")
    status, out, err = said(root, "diff")
    assert (status, out) == (3, "")
    assert "nothing was committed yet" in err


def test_a_shallow_clone_says_what_is_missing(ledger: Path, tmp_path: Path, said: Said) -> None:
    change(ledger, "cases/held.yaml", "title: An", "title: Another")
    record(ledger, "two")
    clone = tmp_path / "clone"
    git(ledger, "clone", "-q", "--depth", "1", ledger.as_uri(), str(clone))

    status, out, err = said(clone, "diff", "--since", "2026-01-01")

    assert (status, out) == (6, "")
    assert "--unshallow" in err


# Which files


def test_cases_that_came_and_went_and_have_another_id(ledger: Path, said: Said) -> None:
    (ledger / "cases" / "twin.yaml").unlink()
    (ledger / "cases" / "held.yaml").rename(ledger / "cases" / "kept.yaml")
    change(ledger, "cases/kept.yaml", "id: held", "id: kept")
    (ledger / "cases" / "safe.yaml").write_text(PROTECTED, encoding="utf-8")

    _, out, _ = said(ledger, "diff", "--json")

    found = rows(out)
    whole = {(one["case"], one["what"]) for one in found if one["sort"] == "entry"}
    assert ("safe", "added") in whole
    assert ("twin", "removed") in whole
    assert [one for one in found if one["case"] == "held"] == []
    kept = [one for one in found if one["case"] == "kept"]
    assert [(one["former"], one["address"], one["old"]) for one in kept] == [
        ("held", ["id"], "held")
    ]
    assert said(ledger, "diff", "twin")[0] == 0


def test_files_that_hold_no_case_are_named_recipients_first(ledger: Path, said: Said) -> None:
    (ledger / "vault").mkdir()
    (ledger / "vault" / "c-7k2m4p.age").write_bytes(b"sealed")
    (ledger / ".gitattributes").write_text("* text\n", encoding="utf-8")
    (ledger / "NOTES.md").write_text("not ours\n", encoding="utf-8")
    change(ledger, "ledger.yaml", "name: Small", "name: Larger\ntimezone: Asia/Almaty")

    _, out, _ = said(ledger, "diff")

    assert out.splitlines()[3:] == [
        "Files of the ledger",
        "  ! vault/c-7k2m4p.age added",
        "  ~ ledger.yaml: name: Small → Larger",
        "  ~ ledger.yaml: timezone added: Asia/Almaty",
        "  + .gitattributes added",
    ]


def test_a_file_that_cannot_be_read_is_not_taken_for_deleted(ledger: Path, said: Said) -> None:
    text = (ledger / "cases" / "held.yaml").read_text(encoding="utf-8")
    (ledger / "cases" / "held.yaml").write_text(f"<<<<<<< ours\n{text}", encoding="utf-8")
    (ledger / "cases" / "c-7k2m4p.yaml").write_text(BROKEN, encoding="utf-8")

    status, out, err = said(ledger, "diff", "--exit-code")

    assert status == 4
    assert out.splitlines()[1:] == ["no difference, 3 cases looked at; could not be compared: 2"]
    assert "cases/held.yaml: 1 problem, left out" in err
    assert "cases/c-7k2m4p.yaml" in err


def test_what_git_left_out_of_the_work_tree_was_not_deleted(ledger: Path, said: Said) -> None:
    git(ledger, "sparse-checkout", "set", "--no-cone", "/*", "!/cases/held.yaml", "!/rules/")
    assert not (ledger / "cases" / "held.yaml").exists()
    change(ledger, "cases/c-7k2m4p.yaml", "title: Robin", "title: Other")

    status, out, err = said(ledger, "diff", "--json")

    assert status == 0
    assert [one["case"] for one in rows(out)] == ["c-7k2m4p"]
    assert "2 files are not checked out here" in err


def test_line_ends_are_no_difference(ledger: Path, said: Said) -> None:
    file = ledger / "cases" / "held.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))

    assert said(ledger, "diff", "--exit-code")[0] == 0


def test_no_filter_of_the_repository_is_run(ledger: Path, tmp_path: Path, said: Said) -> None:
    trace = tmp_path / "trace"
    git(ledger, "config", "filter.own.clean", f"touch {trace}; cat")
    git(ledger, "config", "filter.own.smudge", f"touch {trace}; cat")
    git(ledger, "config", "diff.own.textconv", f"touch {trace}; cat")
    attributes = "*.yaml filter=own diff=own\n"
    (ledger / ".git" / "info" / "attributes").write_text(attributes, encoding="utf-8")
    append(ledger, "cases/held.yaml", WITHDRAWN)

    assert said(ledger, "diff", "--exit-code")[0] == 1
    assert not trace.exists()


def test_only_what_differs_is_derived(
    ledger: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived = []

    def counted(one: Case, *more: Any) -> object:
        derived.append(one.id)
        return people_of(one, *more)

    monkeypatch.setattr("caseledger.domain.comparing.people_of", counted)
    append(ledger, "cases/c-7k2m4p.yaml", "id: e8, date: 2026-01-30, kind: detention.released")

    said(ledger, "diff")

    assert sorted(derived) == ["c-7k2m4p", "c-7k2m4p", "twin", "twin"]


@pytest.mark.parametrize(
    ("option", "sorts"), [("--entries", {"entry"}), ("--derived", {"standing", "shield", "alert"})]
)
def test_only_entries_or_only_what_follows(
    ledger: Path, said: Said, option: str, sorts: set[str]
) -> None:
    append(ledger, "cases/held.yaml", WITHDRAWN.replace("2026-01-03", "2025-12-30"))

    _, out, _ = said(ledger, "diff", "--as-of", "2026-01-10", option, "--json")

    assert {one["sort"] for one in rows(out)} == sorts


def test_a_ledger_below_the_top_of_its_repository(tmp_path: Path, said: Said) -> None:
    root = write_ledger(tmp_path / "top" / "ledger", {"held": LIMBO, "bare": EXPOSED})
    (tmp_path / "top" / "schemas").mkdir()
    (tmp_path / "top" / "schemas" / "foreign.json").write_text("{}", encoding="utf-8")
    git(tmp_path / "top", "init", "-q", "-b", "main")
    record(tmp_path / "top")
    change(tmp_path / "top", "schemas/foreign.json", "{}", "[]")
    change(root, "cases/held.yaml", "title: An", "title: Another")

    _, out, _ = said(root, "diff", "--json")

    assert [(one["case"], one["address"]) for one in rows(out)] == [("held", ["title"])]
