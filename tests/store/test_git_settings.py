"""What git is told to run for case files: as words for a shell, and as they stand in a clone."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.committed_ledgers import git

from caseledger.store.clone_state import ATTRIBUTE_LINES, looks_set_up
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.git_settings import (
    DRIVER,
    KEYS,
    NAME,
    OVERRIDE,
    TEXTCONV,
    Registered,
    driver_command,
    own_settings,
    program_in,
    registered,
    textconv_command,
    written,
)
from caseledger.store.harmless import is_harmless
from caseledger.store.private_place import state_folder
from caseledger.store.registering import FILE, in_effect, register
from caseledger.store.trust import doubts

ODD_PLACES = [
    "/plain/python",
    "/with space/python",
    "/it's/py",
    '/a "b"/py',
    "/100%P/py",
    "/$HOME/;py",
]


@pytest.fixture
def clone(tmp_path: Path) -> GitPlace:
    git(tmp_path, "init", "-q")
    place = find_place(tmp_path)
    assert place is not None
    return place


def test_all_is_registered_once_and_only_once(clone: GitPlace) -> None:
    assert set(registered(clone).values()) == {Registered.MISSING}

    assert register(clone) == KEYS
    before = (clone.shared / "config").read_bytes()
    assert register(clone) == ()

    assert (clone.shared / "config").read_bytes() == before
    assert set(registered(clone).values()) == {Registered.OK}
    assert in_effect(clone) == registered(clone)


@pytest.mark.parametrize("program", ODD_PLACES)
def test_what_is_read_without_git_is_what_git_reads(clone: GitPlace, program: str) -> None:
    for key, value in ((DRIVER, driver_command(program)), (TEXTCONV, textconv_command(program))):
        git(clone.top, "config", key, value)

        assert written(clone)[key] == value
        assert git(clone.top, "config", "--get", key) == f"{value}\n"
        assert program_in(value) == program
        assert registered(clone)[key] is Registered.STALE


@pytest.mark.parametrize(
    "lines",
    [
        '[merge "caseledger"]\n\tdriver = one\n[merge "caseledger"]\n\tdriver = two ; why\n',
        "[merge.caseledger]\r\n\tdriver = two\r\n",
        '[MERGE "caseledger"] Driver = "two"  # why\n',
        '[merge "other"]\n\tdriver = one\n[merge "caseledger"]\n\tname=x\n\tdriver=two\n',
        '[merge "caseledger"]\n\tdriver = "t\\"wo\\\\"\n',
    ],
)
def test_settings_are_read_as_git_reads_them(clone: GitPlace, lines: str) -> None:
    with (clone.shared / "config").open("a") as file:
        file.write(lines)

    assert written(clone)[DRIVER] == git(clone.top, "config", "--get", DRIVER).rstrip("\n")


def test_a_setting_of_a_work_tree_counts_there(clone: GitPlace) -> None:
    git(clone.top, "config", "extensions.worktreeConfig", "true")
    register(clone)
    git(clone.top, "config", "--worktree", DRIVER, "other")

    assert registered(clone)[DRIVER] is Registered.OTHER


def test_another_installation_that_is_there_is_in_order(clone: GitPlace, tmp_path: Path) -> None:
    other = tmp_path / "other python"
    other.symlink_to(sys.executable)
    git(clone.top, "config", NAME, own_settings()[NAME])
    git(clone.top, "config", DRIVER, driver_command(str(other)))
    git(clone.top, "config", TEXTCONV, textconv_command(str(other)))
    assert set(registered(clone).values()) == {Registered.OK}

    other.unlink()
    assert registered(clone)[DRIVER] is Registered.STALE
    assert set(register(clone)) == {DRIVER, TEXTCONV}
    assert set(registered(clone).values()) == {Registered.OK}


def test_the_shell_takes_the_commands_apart_as_meant() -> None:
    for command in (driver_command("/it's a/py"), textconv_command("/it's a/py")):
        subprocess.run(["sh", "-n", "-c", command], check=True)
        assert shlex.quote("/it's a/py") in command
    assert driver_command("/100%/py").count("%%") == driver_command("/100%/py").count("100%%")


def test_our_own_runs_of_git_name_this_program(clone: GitPlace) -> None:
    for key, value in own_settings().items():
        assert git(clone.top, *OVERRIDE, "config", "--get", key) == f"{value}\n"


# Trust


def test_our_own_settings_are_no_reason_for_doubt(clone: GitPlace) -> None:
    register(clone)

    assert doubts(clone.top) == ()
    assert oct((state_folder() / FILE).stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("key", [DRIVER, TEXTCONV])
def test_any_other_value_stays_doubtful(clone: GitPlace, key: str) -> None:
    register(clone)
    own = own_settings()[key]
    for value in ("./owned %A", f"{own} ", own.replace("caseledger", "owned", 1), f"x; {own}"):
        git(clone.top, "config", key, value)
        assert [str(one) for one in doubts(clone.top)] == [f"setting {key}"], value
        assert not is_harmless(key, value)


def test_what_another_installation_wrote_is_known_on_this_machine_only(
    clone: GitPlace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "executable", "/another place/python")
        register(clone)

    assert doubts(clone.top) == ()

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "somebody else"))
    assert [one.name for one in doubts(clone.top)] == [DRIVER, TEXTCONV]
    register(clone)
    assert doubts(clone.top) == ()


def test_where_nothing_can_be_remembered_the_clone_is_registered_all_the_same(
    clone: GitPlace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "below"))

    assert register(clone) == KEYS
    assert doubts(clone.top) == ()


# Attributes, without git


@pytest.mark.parametrize(
    ("files", "plain"),
    [
        ({".gitattributes": "*.md text\n{line}\n*.age binary\n# more\n"}, True),
        ({".gitattributes": "{line}\n", "cases/.gitattributes": "# nothing\n"}, True),
        ({}, False),
        ({".gitattributes": "cases/*.yaml text\n"}, False),
        ({".gitattributes": "{line}\n*.yaml -merge\n"}, False),
        ({".gitattributes": "{line}\n", "cases/.gitattributes": "*.yaml merge=union\n"}, False),
        ({".gitattributes": "{line}\n", "cases/2024/.gitattributes": "* -text\n"}, False),
        ({".gitattributes": "{line}\n", ".git/info/attributes": "* -diff\n"}, False),
    ],
)
def test_what_is_plainly_set_up_is_known_without_git(
    clone: GitPlace, files: dict[str, str], plain: bool
) -> None:
    register(clone)
    for path, text in files.items():
        (clone.top / path).parent.mkdir(parents=True, exist_ok=True)
        (clone.top / path).write_text(text.replace("{line}", ATTRIBUTE_LINES[0]))

    assert looks_set_up(clone.top) is plain


def test_outside_of_git_there_is_nothing_to_set_up(tmp_path: Path) -> None:
    assert looks_set_up(tmp_path)
    assert not list(tmp_path.iterdir())
