"""A clone is told how to merge and show cases; git itself then does so, whatever is on PATH."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, git, run

from caseledger.cli.main import main
from caseledger.store.git_settings import DRIVER, TEXTCONV, driver_command, textconv_command

CASE = "cases/wren.yaml"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger made by init, with one public case."""
    folder = tmp_path_factory.mktemp("begun") / "ledger"
    assert main(["init", str(folder)]) == 0
    (folder / CASE).write_text(OPEN, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "wren")
    return folder


@pytest.fixture
def root(begun: Path, tmp_path: Path) -> Path:
    """A copy of it in a folder with spaces."""
    return Path(shutil.copytree(begun, tmp_path / "a folder" / "ledger", symlinks=True))


def told(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def two_branches(root: Path) -> None:
    """Let two branches change the same date in different ways, and other lines apart."""
    text = (root / CASE).read_text(encoding="utf-8")
    git(root, "checkout", "-qb", "other")
    (root / CASE).write_text(text.replace("2024-02-08", "2024-02-09"), encoding="utf-8")
    git(root, "commit", "-qam", "theirs")
    git(root, "checkout", "-q", "main")
    (root / CASE).write_text(text.replace("2024-02-08", "2024-02-07"), encoding="utf-8")
    git(root, "commit", "-qam", "ours")


def merge(
    root: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "merge", "other"],
        cwd=root,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def without_caseledger() -> dict[str, str]:
    """The environment of a program that was started from a menu: no venv on PATH."""
    return {**os.environ, "PATH": "/usr/local/bin:/usr/bin:/bin"}


def tool(folder: Path, body: str) -> Path:
    """Make a program that stands for a Python with this program in it."""
    folder.mkdir(parents=True)
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


# Registration


def test_init_registers_a_new_clone_and_says_so(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "clone", "-q", ".", str(tmp_path / "clone"))
    capsys.readouterr()

    assert main(["-C", str(tmp_path / "clone"), "init"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines() == [
        f"set {key} in the git configuration of this clone"
        for key in ("merge.caseledger.name", DRIVER, TEXTCONV)
    ]
    assert main(["-C", str(tmp_path / "clone"), "init"]) == 0
    assert capsys.readouterr().out == "everything is there already\n"


def test_check_and_doctor_say_when_a_clone_is_not_registered(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = tmp_path / "clone"
    git(root, "clone", "-q", ".", str(clone))
    capsys.readouterr()

    assert run(clone, "check") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("info CL952") == 1
    assert "caseledger init registers it" in captured.out

    assert run(clone, "doctor") == 0
    assert told(capsys).count("not registered in this clone") == 2
    assert run(clone, "doctor", "--fix") == 0
    assert "set merge.caseledger.driver" in told(capsys)
    assert run(clone, "check") == 0
    assert "CL952" not in told(capsys)


def test_a_clone_in_which_nobody_merges_needs_no_driver(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    git(root, "clone", "-q", ".", str(tmp_path / "clone"))
    monkeypatch.setenv("CI", "true")
    capsys.readouterr()

    assert run(tmp_path / "clone", "check", "--fail-on", "info") == 0
    assert "CL952" not in told(capsys)


def test_a_work_tree_and_a_second_ledger_share_what_is_registered(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "worktree", "add", "-q", str(tmp_path / "tree"))
    assert main(["init", str(root / "second")]) == 0
    capsys.readouterr()

    for folder in (tmp_path / "tree", root / "second"):
        assert run(folder, "check") == 0
        assert "CL95" not in told(capsys)


def test_a_program_that_is_gone_is_told_and_renewed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "config", DRIVER, driver_command("/gone/python"))
    capsys.readouterr()

    assert run(root, "check") == 0
    assert "the program that is registered in this clone is gone" in capsys.readouterr().out
    assert run(root, "doctor") == 0
    assert "is gone" in told(capsys)
    assert run(root, "init") == 0
    assert capsys.readouterr().out == f"set {DRIVER} in the git configuration of this clone\n"


def test_registering_in_a_repository_that_nobody_trusts_runs_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.fsmonitor", "touch owned; false")
    git(tmp_path, "config", "alias.config", "!touch owned")
    git(tmp_path, "config", DRIVER, "touch owned")

    assert main(["init", str(tmp_path)]) == 6

    assert "fsmonitor" in told(capsys)
    assert not (tmp_path / "owned").exists()
    assert git(tmp_path, "config", "--get-all", DRIVER) == f"{driver_command()}\n"


@pytest.mark.parametrize(
    ("path", "line", "said"),
    [
        (".gitattributes", "cases/*.yaml -merge", "merge is unset"),
        (".gitattributes", "*.yaml merge=union", "merge is union"),
        (".gitattributes", "cases/** -diff", "diff is unset"),
        (".gitattributes", "cases/wren.yaml -text", "text is unset for cases/wren.yaml"),
        ("cases/.gitattributes", "wren.yaml binary", "merge is unset for cases/wren.yaml"),
        (".git/info/attributes", "*.yaml merge=text", "merge is text"),
    ],
)
def test_a_line_that_switches_it_off_is_noticed(
    root: Path, capsys: pytest.CaptureFixture[str], path: str, line: str, said: str
) -> None:
    with (root / path).open("a") as file:
        file.write(f"{line}\n")
    capsys.readouterr()

    assert run(root, "doctor", "--json") == 0
    found = json.loads(capsys.readouterr().out)["data"]
    words = [one["words"] for one in found if one["subject"] == ".gitattributes"]
    assert any(one.startswith(said) for one in words), words
    assert {one["state"] for one in found if one["subject"] == ".gitattributes"} == {"warning"}

    assert run(root, "check") == 0
    assert ".gitattributes: warning CL953" in capsys.readouterr().out


def test_a_line_of_the_users_own_that_harms_nothing_is_none_of_our_business(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (root / ".gitattributes").open("a") as file:
        file.write("*.md text\ncases/*.yaml whitespace=-blank-at-eol\n")
    capsys.readouterr()

    assert run(root, "check") == 0
    assert capsys.readouterr().err == ""


# What git does then


def test_a_merge_by_git_calls_this_program_though_it_is_not_on_path(root: Path) -> None:
    text = (root / CASE).read_text(encoding="utf-8")
    git(root, "checkout", "-qb", "other")
    (root / CASE).write_text(text.replace("country: KZ", "country: UZ", 1), encoding="utf-8")
    git(root, "commit", "-qam", "theirs")
    git(root, "checkout", "-q", "main")
    # The line beside it: git's own merge by lines could not have both.
    (root / CASE).write_text(text.replace("2023-05", "2023-06", 1), encoding="utf-8")
    git(root, "commit", "-qam", "ours")

    done = merge(root, without_caseledger())

    assert done.returncode == 0, done.stdout + done.stderr
    merged = (root / CASE).read_text(encoding="utf-8")
    assert merged == text.replace("country: KZ", "country: UZ", 1).replace("2023-05", "2023-06", 1)


@pytest.mark.parametrize(
    "program",
    ["missing", "not executable", "another Python", "crashed", "killed"],
)
def test_a_driver_that_cannot_be_run_leaves_markers_and_a_conflict(
    root: Path, tmp_path: Path, program: str
) -> None:
    folder = tmp_path / "it's a 100% place"
    bodies = {
        "another Python": f'exec "{sys.executable}" -S "$@"',
        "crashed": 'case "$*" in *import*) exit 0;; esac; exit 70',
        "killed": "kill -9 $$",
    }
    path = tool(folder, bodies.get(program, ""))
    if program == "missing":
        shutil.rmtree(folder)
    if program == "not executable":
        path.chmod(0o644)
    git(root, "config", DRIVER, driver_command(str(path)))
    two_branches(root)
    environment = {k: v for k, v in without_caseledger().items() if k != "PYTHONPATH"}

    done = merge(root, environment)

    assert done.returncode == 1
    assert "caseledger init mends this" in done.stderr
    merged = (root / CASE).read_text(encoding="utf-8")
    assert "<<<<<<< ours" in merged
    assert "2024-02-07" in merged
    assert "2024-02-09" in merged
    assert git(root, "ls-files", "--unmerged", CASE).count(CASE) == 3


def test_without_a_conflict_of_lines_a_person_must_look_all_the_same(root: Path) -> None:
    git(root, "config", DRIVER, driver_command("/gone/python"))
    text = (root / CASE).read_text(encoding="utf-8")
    git(root, "checkout", "-qb", "other")
    (root / CASE).write_text(f"{text}# theirs\n", encoding="utf-8")
    git(root, "commit", "-qam", "theirs")
    git(root, "checkout", "-q", "main")
    (root / CASE).write_text(f"# ours\n{text}", encoding="utf-8")
    git(root, "commit", "-qam", "ours")

    assert merge(root, without_caseledger()).returncode == 1
    assert (root / CASE).read_text(encoding="utf-8") == f"# ours\n{text}# theirs\n"


def test_the_program_on_path_stands_in_for_one_that_is_gone(root: Path, tmp_path: Path) -> None:
    script = tool(tmp_path / "bin", f'exec "{sys.executable}" -m caseledger "$@"')
    script.rename(script.with_name("caseledger"))
    git(root, "config", DRIVER, driver_command("/gone/python"))
    git(root, "config", TEXTCONV, textconv_command("/gone/python"))
    two_branches(root)
    path = f"{tmp_path / 'bin'}:/usr/bin:/bin"

    done = merge(root, {**os.environ, "PATH": path})

    assert done.returncode == 1
    assert "caseledger init" not in done.stderr
    assert "2024-02-09" in (root / CASE).read_text(encoding="utf-8")


def test_nothing_of_the_work_tree_is_imported(root: Path) -> None:
    """Git starts the commands at the top of the work tree, which may be somebody else's."""
    for name in ("caseledger.py", "typer.py", "json.py"):
        (root / name).write_text("open('owned', 'w')\n")
    two_branches(root)

    merge(root)
    git(root, "diff", "HEAD~1", "--", CASE)

    assert not (root / "owned").exists()
