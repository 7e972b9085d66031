"""Conflicts of a real merge, listed and settled field by field."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import OPEN, WREN, committed, git, run
from tests.diverged import (
    ARRESTED,
    CASE,
    CLOSED,
    DATE,
    OURS,
    THEIRS,
    apart,
    changed,
    is_staged,
    put,
    read,
    state,
    stops,
)

from caseledger.cli import asking
from caseledger.cli.commands import resolve as command


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(tmp_path_factory.mktemp("begun") / "l", {"c-7k2m4p": WREN, "wren": OPEN})


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "ledger"))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sit at a terminal and answer from a list, which must be used up."""
    given: list[str] = []

    def ask(_question: str, _default: str = "") -> str:
        return given.pop(0)

    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(command, "can_ask", lambda: True)
    monkeypatch.setattr(command, "ask", ask)
    return given


# Listing


def test_without_conflicts_there_is_nothing_to_do(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "resolve") == 0
    assert capsys.readouterr().out == "no conflicts\n"
    assert run(root, "resolve", "wren") == 3
    assert "no conflicts at all" in capsys.readouterr().err


def test_conflicts_are_listed_and_a_script_can_see_them(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")

    assert run(root, "resolve") == 1
    captured = capsys.readouterr()
    assert "events.z8n3c.date" in captured.out
    assert "2024-02-07" in captured.out
    assert "ours is main" in captured.err
    assert "theirs is topic" in captured.err

    assert run(root, "resolve", "--json") == 1
    envelope = json.loads(capsys.readouterr().out)
    schema = json.loads((repository / "schemas/output/resolve.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    (row,) = envelope["data"]
    assert row["clashes"] == [
        {
            "address": "events.z8n3c.date",
            "reason": "changed-twice",
            "other": None,
            "base": "2024-02-08",
            "ours": "2024-02-07",
            "theirs": "2024-02-09",
            "absent": [],
            "shown": True,
        }
    ]


def test_what_a_closed_case_says_stays_on_the_terminal(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart(root, [put("Муратбай", "Первый")], [put("Муратбай", "Второй")], path=CLOSED)
    stops(root, "merge", "topic")

    for words in ((), ("--json",), ("--format", "csv")):
        assert run(root, "resolve", *words) == 1
        captured = capsys.readouterr()
        assert "people.pw3k.name" in captured.out
        assert "Первый" not in captured.out + captured.err


def test_off_a_terminal_nothing_is_asked_and_nothing_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")
    before = state(root)

    assert run(root, "resolve", "wren") == 5
    assert run(root, "resolve", "wren", "--json") == 5
    assert "--take" in capsys.readouterr().err
    assert state(root) == before


# Deciding


@pytest.mark.parametrize(
    ("words", "date"),
    [
        (["--ours"], OURS),
        (["--theirs"], THEIRS),
        (["--take", "z8n3c.date=base"], DATE),
        (["--take", "events.z8n3c.date=theirs", "--ours"], THEIRS),
    ],
)
def test_a_merge_is_settled_by_options(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], date: str
) -> None:
    apart(
        root,
        [put(DATE, OURS), put("title: Wren", "title: Our Wren")],
        [put(DATE, THEIRS), put("# by phone", "# by letter")],
    )
    stops(root, "merge", "topic")

    assert run(root, "resolve", "wren", *words) == 0

    assert read(root) == OPEN.replace(DATE, date).replace("title: Wren", "title: Our Wren").replace(
        "# by phone", "# by letter"
    )
    assert is_staged(root)
    assert "git merge --continue" in capsys.readouterr().out
    git(root, "-c", "core.editor=true", "merge", "--continue")
    assert run(root, "resolve") == 0


def test_each_clash_is_asked_about(
    root: Path, answers: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    apart(
        root,
        [put(DATE, OURS), put("title: Wren", "title: A"), put("date: 2023-05", "date: 2023-06")],
        [put(DATE, THEIRS), put("title: Wren", "title: B"), put("date: 2023-05", "date: 2023-07")],
    )
    stops(root, "merge", "topic")
    answers += ["what?", "t", "e", "never", "e", "3 May 2023", "b"]

    assert run(root, "resolve", "wren") == 0

    assert not answers
    text = read(root)
    assert "title: B" in text
    assert "date: 2023-05-03\n" in text
    assert DATE in text
    said = capsys.readouterr().err
    assert "events.z8n3c.date (2024-02-07 extradition.requested): changed on both sides" in said
    assert "ours, main:" in said
    assert "theirs, topic" in said


def test_what_is_left_or_stopped_writes_nothing(root: Path, answers: list[str]) -> None:
    apart(
        root,
        [put(DATE, OURS), put("title: Wren", "title: A")],
        [put(DATE, THEIRS), put("title: Wren", "title: B")],
    )
    stops(root, "merge", "topic")
    before = state(root)

    answers += ["o", "s"]
    assert run(root, "resolve", "wren") == 5
    answers += ["o", "q"]
    assert run(root, "resolve", "wren") == 5
    assert state(root) == before


def test_a_value_may_be_taken_away(root: Path, answers: list[str]) -> None:
    apart(root, [put(DATE, f"{DATE}\n    note: one")], [put(DATE, f"{DATE}\n    note: two")])
    stops(root, "merge", "topic")
    answers += ["e", ""]

    assert run(root, "resolve", "wren") == 0
    assert read(root) == OPEN


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("o", ["bq7wd", "aaaaa", "bbbbb", "z8n3c"]),
        ("t", ["bq7wd", "bbbbb", "aaaaa", "z8n3c"]),
        ("only ours", ["bq7wd", "aaaaa", "z8n3c"]),
        ("only theirs", ["bq7wd", "bbbbb", "z8n3c"]),
    ],
)
def test_two_events_of_one_date_are_put_in_order(
    root: Path, answers: list[str], answer: str, ids: list[str]
) -> None:
    at = "  - id: z8n3c"
    mine, yours = (
        ARRESTED.format(id=name, kind=kind).removesuffix("# The end.\n")
        for name, kind in (("aaaaa", "detention.arrested"), ("bbbbb", "detention.released"))
    )
    apart(root, [put(at, f"{mine}\n{at}")], [put(at, f"{yours}\n{at}")])
    stops(root, "merge", "topic")
    answers += [answer]

    assert run(root, "resolve", "wren") == 0
    assert [line[8:] for line in read(root).splitlines() if line.startswith("  - id: ")][2:] == ids


def test_a_case_that_fits_together_by_entries_needs_no_answer(root: Path) -> None:
    """Git without our driver stops where neighbouring lines changed."""
    apart(root, [put("date: 2023-05", "date: 2023-06")], [put("movement.entered", "movement.left")])
    stops(root, "merge", "topic")

    assert run(root, "resolve", "wren") == 0
    assert "date: 2023-06\n    kind: movement.left\n" in read(root)
    assert is_staged(root)


# Refusals


def test_a_result_that_is_not_in_order_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "  - id: counsel\n    kind: lawyer\n    published: 2025-09-02\n"
    more = f"{source}  - id: other\n    kind: media\n"
    git(root, "checkout", "-qb", "before")
    changed(root, put(source, more))
    git(root, "branch", "-qf", "main")
    git(root, "checkout", "-q", "main")
    # One side cites the source; the other takes it out, and changes the same date.
    cite = put("by: UZ\n    sources: [counsel]", "by: UZ\n    sources: [counsel, other]")
    apart(root, [put(DATE, OURS), cite], [put(DATE, THEIRS), put(more, source)])
    stops(root, "merge", "topic")
    before = state(root)

    assert run(root, "resolve", "wren", "--theirs") == 4

    assert "would not be in order" in capsys.readouterr().err
    assert state(root) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["wren", "--ours", "--theirs"], 2),
        (["--ours"], 2),
        (["wren", "--take", "z8n3c.date"], 2),
        (["wren", "--take", "z8n3c.date=mine"], 2),
        (["wren", "--take", "z8n3c.kind=ours"], 3),
        (["c-7k", "--ours"], 3),
        (["nobody"], 3),
    ],
)
def test_words_that_do_not_fit_are_refused(root: Path, words: list[str], code: int) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")
    before = state(root)

    assert run(root, "resolve", *words) == code
    assert state(root) == before


def test_what_somebody_typed_meanwhile_is_kept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")
    half = read(root) + "# half a thought\n"
    (root / CASE).write_text(half, encoding="utf-8")

    assert run(root, "resolve", "wren", "--theirs") == 0

    said = capsys.readouterr().err
    assert "it is kept in" in said
    kept = Path(said.rpartition("it is kept in ")[2].strip())
    assert kept.read_text(encoding="utf-8") == half
    assert read(root) == OPEN.replace(DATE, THEIRS)


def test_what_git_left_is_not_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")

    assert run(root, "resolve", "wren", "--theirs") == 0
    assert "kept" not in capsys.readouterr().err


def test_other_files_and_what_is_staged_stay_as_they_are(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "notes.md").write_text("one\n")
    git(root, "add", "notes.md")
    git(root, "commit", "-qm", "notes")
    git(root, "checkout", "-qb", "topic")
    (root / "notes.md").write_text("theirs\n")
    changed(root, put(DATE, THEIRS))
    git(root, "checkout", "-q", "main")
    (root / "notes.md").write_text("ours\n")
    changed(root, put(DATE, OURS))
    stops(root, "merge", "topic")
    (root / "more.md").write_text("staged\n")
    git(root, "add", "more.md")

    assert run(root, "resolve", "wren", "--ours") == 0

    captured = capsys.readouterr()
    assert "notes.md is no case" in captured.err
    assert "still to settle: notes.md" in captured.out
    assert "A  more.md" in git(root, "status", "--porcelain")
    assert run(root, "resolve") == 1
