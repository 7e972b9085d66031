import shlex
import stat
import sys
from pathlib import Path

import pytest
from tests.committed_ledgers import added, commits, git, head, run, text, wren


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Editor":
    return Editor(tmp_path / "editor.py", monkeypatch)


class Editor:
    """A program that edits the file it is given in the way that a test says."""

    def __init__(self, path: Path, patch: pytest.MonkeyPatch) -> None:
        self.path = path
        patch.setenv("EDITOR", shlex.join([sys.executable, str(path)]))
        self.does("")

    def does(self, body: str) -> None:
        lines = "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text()\n"
        self.path.write_text(f"{lines}{body}\n", encoding="utf-8")

    def replaces(self, old: str, new: str) -> None:
        self.does(f"assert {old!r} in text\nfile.write_text(text.replace({old!r}, {new!r}))")


def drafts(root: Path) -> list[Path]:
    return sorted((root / ".git" / "caseledger" / "edits").glob("[!.]*"))


def test_what_was_edited_is_committed_and_no_copy_stays(root: Path, editor: Editor) -> None:
    editor.replaces("# What happened.", "# What happened, as told.")

    assert run(root, "edit", "7k2") == 0

    assert "as told" in head(root)
    assert commits(root) == 2
    assert git(root, "status", "--porcelain") == ""
    assert drafts(root) == []


def test_an_edited_event_is_told_in_the_history(root: Path, editor: Editor) -> None:
    editor.replaces("    by: UZ", "    by: TJ")

    run(root, "edit", "7k2")

    assert git(root, "log", "-1", "--format=%s").strip() == "c-7k2m4p: change event z8n3c"


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("", id="nothing"),
        pytest.param("file.write_text(text)", id="the same text"),
        pytest.param("file.write_text('')", id="everything taken away"),
        pytest.param("file.write_text('  \\n')", id="nothing but space"),
    ],
)
def test_where_nothing_is_to_be_written_nothing_is(root: Path, editor: Editor, does: str) -> None:
    before = text(root)
    editor.does(does)

    assert run(root, "edit", "7k2") == 0
    assert text(root) == before
    assert commits(root) == 1
    assert drafts(root) == []


def test_a_mistake_keeps_the_text_and_resume_goes_on_with_it(
    root: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root)
    editor.replaces("    by: UZ", "    by: Uzbekistan\n    note: an hour of typing")

    assert run(root, "edit", "7k2") == 4

    err = capsys.readouterr().err
    assert "CL209" in err
    assert "--resume" in err
    assert text(root) == before
    assert "an hour of typing" in drafts(root)[1].read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in drafts(root)} == {0o600}

    editor.replaces("by: Uzbekistan", "by: UZ")
    assert run(root, "edit", "7k2", "--resume") == 0
    assert added(root) == ["    note: an hour of typing"]
    assert drafts(root) == []


def test_an_unfinished_text_is_not_written_over(root: Path, editor: Editor) -> None:
    editor.replaces("    by: UZ", "    by: Uzbekistan")
    run(root, "edit", "7k2")

    assert run(root, "edit", "7k2") == 5
    assert "by: Uzbekistan" in drafts(root)[1].read_text()


def test_there_is_nothing_to_resume(root: Path, editor: Editor) -> None:
    editor.does("")
    assert run(root, "edit", "7k2", "--resume") == 2


def test_an_editor_that_fails_loses_nothing(root: Path, editor: Editor) -> None:
    editor.does("file.write_text(text + '# more\\n')\nsys.exit(3)")

    assert run(root, "edit", "7k2") == 6
    assert "# more" in drafts(root)[1].read_text()


def test_an_editor_that_is_not_there(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor")

    assert run(root, "edit", "7k2") == 6
    assert "could not be started" in capsys.readouterr().err


def test_what_came_into_the_file_meanwhile_stays(root: Path, editor: Editor) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    editor.does(
        f"file.write_text(text.replace('# A case', '# An edited case'))\n"
        f"other = pathlib.Path({str(path)!r})\n"
        f"other.write_text(other.read_text().replace('# The end.', '# The very end.'))"
    )

    assert run(root, "edit", "7k2") == 0
    assert "# An edited case" in text(root)
    assert "# The very end." in text(root)
    assert "# An edited case" in head(root)
    assert "# The very end." not in head(root)


def test_what_does_not_fit_together_is_kept_between_markers(
    root: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    editor.does(
        f"file.write_text(text.replace('# The end.', '# My end.'))\n"
        f"other = pathlib.Path({str(path)!r})\n"
        f"other.write_text(other.read_text().replace('# The end.', '# Their end.'))"
    )

    assert run(root, "edit", "7k2") == 4

    kept = drafts(root)[1].read_text()
    assert "<<<<<<<" in kept
    assert "# My end." in kept
    assert "# Their end." in kept
    assert "# Their end." in text(root)
    assert "both versions" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_can_be_mended(root: Path, editor: Editor) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(text(root).replace("people:", "people: ["), encoding="utf-8")
    git(root, "commit", "-qam", "broken")
    editor.replaces("people: [", "people:")

    assert run(root, "edit", "c-7k2m4p") == 0
    assert head(root) == text(root)
    assert run(root, "check", "c-7k2m4p") == 0


def test_a_second_editor_is_refused_while_the_first_is_open(root: Path, editor: Editor) -> None:
    # While the first editor is open an entry is saved, and somebody else opens the case too.
    cl = f"[sys.executable, '-m', 'caseledger', '-C', {str(root)!r}, '--today', '2026-02-02']"
    added_meanwhile = "['add', 'event', '7k2', 'protection.lodged', '2023-10', '-s', 'counsel']"
    editor.does(
        "import subprocess\n"
        f"assert subprocess.run([*{cl}, *{added_meanwhile}]).returncode == 0\n"
        f"second = subprocess.run([*{cl}, 'edit', '7k2'], capture_output=True, text=True)\n"
        "assert second.returncode == 5, second\n"
        "assert 'another editor' in second.stderr\n"
        "file.write_text(text.replace('# The end.', '# The very end.'))"
    )

    assert run(root, "edit", "7k2") == 0

    assert "protection.lodged" in head(root)
    assert "# The very end." in head(root)


def test_a_text_whose_beginning_is_lost_is_set_aside(
    root: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor.replaces("    by: UZ", "    by: Uzbekistan")
    run(root, "edit", "7k2")
    (root / ".git" / "caseledger" / "edits" / "c-7k2m4p.base").unlink()
    editor.replaces("# The end.", "# The very end.")
    capsys.readouterr()

    assert run(root, "edit", "7k2") == 0

    aside = Path(capsys.readouterr().err.partition(" kept in ")[2].splitlines()[0])
    assert "by: Uzbekistan" in aside.read_text()
    assert "# The very end." in head(root)


def test_a_refused_message_keeps_the_text_and_says_so(
    root: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor.replaces("# The end.", "# The very end.")

    assert run(root, "edit", "7k2", "-m", "Муратбай rang") == 2
    assert "caseledger edit c-7k2m4p --resume" in capsys.readouterr().err

    editor.does("")
    assert run(root, "edit", "7k2", "--resume") == 0
    assert "# The very end." in head(root)


def test_conflicts_that_were_not_solved_are_not_piled_up(root: Path, editor: Editor) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    both = (
        "file.write_text(text.replace('# The end.', '# My end.'))\n"
        f"other = pathlib.Path({str(path)!r})\n"
        "other.write_text(other.read_text().replace('# The end.', '# Their end.'))"
    )
    editor.does(both)
    run(root, "edit", "7k2")
    editor.does(
        f"other = pathlib.Path({str(path)!r})\nother.write_text(other.read_text() + '# x\\n')"
    )

    assert run(root, "edit", "7k2", "--resume") == 4
    assert drafts(root)[1].read_text().count("<<<<<<<") == 1


def test_a_dry_run_shows_the_change_and_keeps_the_text(
    root: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor.replaces("    by: UZ", "    by: TJ")

    assert run(root, "edit", "wren", "--dry-run") == 0
    assert "+    by: TJ\n" in capsys.readouterr().out
    assert ("by: UZ" in text(root, "wren"), commits(root)) == (True, 1)

    editor.does("")
    assert run(root, "edit", "wren", "--resume") == 0
    assert ("by: TJ" in head(root, "wren"), drafts(root)) == (True, [])
