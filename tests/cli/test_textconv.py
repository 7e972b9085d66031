"""A case as lines, one fact each: alone, and through git's own diff, log and show."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.committed_ledgers import WREN, git, run, wren

from caseledger.cli.main import main
from caseledger.store.git_place import find_place
from caseledger.store.registering import register

LINES = """\
format: 1
id: c-7k2m4p
title: Wren

person pw3k name: Муратбай Выдуманный
person pw3k pseudonym: Wren
person pw3k citizenship: UZ
person pw3k sources: counsel

source counsel kind: lawyer
source counsel published: 2025-09-02

event bq7wd  2023-05  movement.entered (Entered)
event bq7wd country: KZ
event bq7wd sources: counsel

event z8n3c  2024-02-08  extradition.requested (Extradition requested)
event z8n3c country: KZ
event z8n3c by: UZ
event z8n3c sources: counsel

comment # A case that was written by hand.
comment # no name here
comment # What happened.
comment # by phone
comment # The end.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committed ledger, registered as init does it."""
    root = wren(tmp_path)
    (root / ".gitattributes").write_text("cases/**/*.yaml diff=caseledger\n")
    git(root, "add", ".gitattributes")
    git(root, "commit", "-qm", "attributes")
    place = find_place(root)
    assert place is not None
    register(place)
    return root


def converted(path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Write a file and return it as lines."""
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["textconv", str(path)]) == 0
    return capsys.readouterr().out


def changed_lines(shown: str) -> list[str]:
    return [
        line
        for line in shown.splitlines()
        if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")
    ]


def test_a_case_is_one_fact_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert converted(tmp_path / "x", WREN, capsys) == LINES


def test_only_what_the_file_says_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Layout, quotes and line ends make no difference, and no option does."""
    other = WREN.replace("citizenship: [UZ]", "citizenship:\n      - 'UZ'").replace("\n", "\r\n")
    (tmp_path / "x").write_bytes(other.encode())

    assert main(["--lang", "ru", "--today", "2020-01-01", "textconv", str(tmp_path / "x")]) == 0
    assert capsys.readouterr().out == LINES


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "sources: [counsel]      # by phone",
            "sources: [{source: counsel, says: {date: 2022, country: AT}, locator: p. 3}]",
            [
                "event bq7wd sources: counsel.says.date: 2022",
                "event bq7wd sources: counsel.says.country: AT",
                "event bq7wd sources: counsel.locator: p. 3",
            ],
        ),
        (
            "sources: [counsel]      # by phone",
            "sources: []\n    note: |\n      one # none\n      two\n    x_own:\n    until: {a: b}",
            [
                "event bq7wd sources: (none)",
                "event bq7wd note: one # none",
                "event bq7wd note| two",
                "event bq7wd x_own: (nothing)",
                "event bq7wd until.a: b",
            ],
        ),
        ("kind: movement.entered", "kind: x.unheard-of", ["event bq7wd  2023-05  x.unheard-of"]),
        ("  - id: bq7wd\n    date: 2023-05", "  - date: 2023-05", ["event #1  2023-05  movement"]),
        ("events:\n", "events:\n  - text\n", ["event 1: text"]),
        ("    date: 2023-05\n", "", ["event bq7wd kind: movement.entered"]),
        (
            "title: Wren  ",
            "links:\n  - {to: other/p1, rel: kin}\ntitle: Wren  ",
            ["link other/p1 rel: kin", "title: Wren"],
        ),
    ],
)
def test_every_fact_has_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, lines: list[str]
) -> None:
    shown = converted(tmp_path / "x", WREN.replace(old, new, 1), capsys)

    for line in lines:
        assert f"\n{line}" in shown, shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "\n"),
        ("a: [", "a: [\n"),
        ("- a\n- b\n", "- a\n- b\n"),
        ("<<<<<<< ours\nid: a\n=======\nid: b\n>>>>>>> theirs\n", None),
        ("a: \udcff\x1b[2J\n", "a: <U+DCFF>␛[2J\n"),
    ],
)
def test_what_is_no_case_is_shown_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, shown: str | None
) -> None:
    assert converted(tmp_path / "x", text, capsys) == (text if shown is None else shown)


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["textconv", str(tmp_path / "none")]) == 6
    assert "cannot be read" in capsys.readouterr().err


# Through git


def test_git_diff_and_log_and_show_read_like_entries(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("date: 2024-02-08", "date: 2024-02-09"), encoding="utf-8")
    wanted = [
        "-event z8n3c  2024-02-08  extradition.requested (Extradition requested)",
        "+event z8n3c  2024-02-09  extradition.requested (Extradition requested)",
    ]

    assert changed_lines(git(root, "diff")) == wanted
    git(root, "commit", "-qam", "moved")
    assert changed_lines(git(root, "log", "-1", "-p")) == wanted
    assert changed_lines(git(root, "diff", "HEAD~1")) == wanted
    assert "event z8n3c  2024-02-09" in git(root, "show", "--textconv", "HEAD:cases/wren.yaml")


def test_a_change_of_a_comment_is_seen(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("# by phone", "# by letter"), encoding="utf-8")

    assert changed_lines(git(root, "diff")) == ["-comment # by phone", "+comment # by letter"]


def test_a_broken_file_is_compared_as_it_is(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    path.write_text("a: [\n", encoding="utf-8")

    assert "+a: [" in git(root, "diff")


def test_an_event_that_a_command_adds_is_seen_as_an_entry(root: Path) -> None:
    assert (
        run(root, "add", "event", "wren", "extradition.arrested", "2024-02-01", "-s", "counsel")
        == 0
    )

    lines = changed_lines(git(root, "show", "--format="))
    assert all(line.startswith("+") for line in lines)
    assert "2024-02-01  extradition.arrested (" in "\n".join(lines)


def test_in_a_conflict_git_shows_both_versions_as_entries(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    text = path.read_text(encoding="utf-8")
    git(root, "checkout", "-qb", "topic")
    path.write_text(text.replace("2024-02-08", "2024-02-09"), encoding="utf-8")
    git(root, "commit", "-qam", "theirs")
    git(root, "checkout", "-q", "main")
    path.write_text(text.replace("2024-02-08", "2024-02-07"), encoding="utf-8")
    git(root, "commit", "-qam", "ours")
    with pytest.raises(subprocess.CalledProcessError):
        git(root, "merge", "topic")

    shown = [line for line in git(root, "diff").splitlines() if line[:2] in ("++", " +", "+ ")]
    assert shown[1:] == [
        "++<<<<<<< ours",
        " +event z8n3c  2024-02-07  extradition.requested (Extradition requested)",
        "++=======",
        "+ event z8n3c  2024-02-09  extradition.requested (Extradition requested)",
        "++>>>>>>> theirs",
    ]


def test_a_file_that_is_too_large_is_told_by_its_digest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "large.yaml"
    path.write_bytes(b"x" * 20_000_000)

    assert run(root, "textconv", str(path)) == 0

    said = capsys.readouterr().out
    assert said.startswith("too large for a case: 20000000 bytes, sha256 ")
    assert len(said.splitlines()) == 1


def test_a_device_is_not_read(root: Path) -> None:
    (root / "endless.yaml").symlink_to("/dev/zero")
    assert run(root, "textconv", str(root / "endless.yaml")) == 6
