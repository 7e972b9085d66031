import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import OPEN, WREN, commits, committed, git, head, message, run, text

from caseledger.store import recording

LINKED = (
    OPEN.replace("id: wren", "id: finch")
    .replace("title: Wren", "title: Finch")
    .replace(
        "people:\n",
        'links:\n  - {to: wren, rel: kin}     # by hand\n  - to: "wren/z8n3c"\npeople:\n',
    )
)
SAME = """\
format: 1
id: c-4d5f6g
title: Elsewhere
people:
  - {id: pz9w, pseudonym: Elsewhere, same_as: wren/pw3k}   # the same
events: []
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    cases = {"wren": OPEN, "finch": LINKED, "c-4d5f6g": SAME, "c-7k2m4p": WREN}
    return committed(tmp_path / "ledger", cases)


def status(root: Path) -> str:
    """Return what git says is not committed."""
    return git(root, "status", "--porcelain")


def test_file_id_and_references_change_in_one_commit(root: Path) -> None:
    assert run(root, "mv", "wren", "lark") == 0

    assert not (root / "cases" / "wren.yaml").exists()
    assert text(root, "lark") == OPEN.replace("id: wren", "id: lark")
    assert text(root, "finch") == LINKED.replace("to: wren,", "to: lark,").replace(
        '"wren/z8n3c"', "lark/z8n3c"
    )
    assert text(root, "c-4d5f6g") == SAME.replace("wren/pw3k", "lark/pw3k")
    assert text(root) == WREN
    assert status(root) == ""
    assert commits(root) == 2
    said = message(root)
    assert said.startswith("lark: renamed from wren\n")
    assert said.partition("\n\nCase: ")[2].startswith("lark\n")
    assert said.endswith("Action: mv\nRenamed-From: wren")
    assert run(root, "check", "--strict", "cases") == 0


def test_git_follows_the_file(root: Path) -> None:
    assert run(root, "mv", "wren", "lark") == 0

    told = git(root, "log", "--follow", "--format=%s", "--", "cases/lark.yaml")
    assert told.split("\n")[:2] == ["lark: renamed from wren", "before"]


def test_a_case_in_a_folder_of_a_year_stays_there(root: Path) -> None:
    (root / "cases" / "2024").mkdir()
    git(root, "mv", "cases/wren.yaml", "cases/2024/wren.yaml")
    git(root, "commit", "-qm", "by year")

    assert run(root, "mv", "wren", "lark") == 0

    assert (root / "cases" / "2024" / "lark.yaml").is_file()
    assert git(root, "ls-files", "cases/2024").split() == ["cases/2024/lark.yaml"]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        pytest.param("wren", 2, id="the same"),
        pytest.param("Lark", 2, id="capital"),
        pytest.param("con", 2, id="device"),
        pytest.param("yes", 2, id="YAML word"),
        pytest.param("../lark", 2, id="a way out"),
        pytest.param("finch", 5, id="taken"),
        pytest.param("gone", 5, id="committed and gone"),
        pytest.param("early", 5, id="in another folder"),
    ],
)
def test_an_id_that_cannot_be_is_refused(root: Path, new: str, code: int) -> None:
    (root / "cases" / "2024").mkdir()
    for name in ("gone", "2024/lost", "2024/early"):
        key = name.rpartition("/")[2]
        (root / "cases" / f"{name}.yaml").write_text(OPEN.replace("id: wren", f"id: {key}"))
    git(root, "add", ".")
    git(root, "commit", "-qm", "more")
    for name in ("gone", "2024/lost"):
        (root / "cases" / f"{name}.yaml").unlink()

    assert run(root, "mv", "wren", new) == code
    assert run(root, "mv", "wren", "lost") == 5

    assert text(root, "wren") == OPEN
    assert commits(root) == 2


def test_an_id_that_names_somebody_of_a_closed_case_is_refused(root: Path) -> None:
    assert run(root, "mv", "c-7k2m4p", "muratbay-case") == 2
    assert text(root) == WREN
    assert commits(root) == 1


@pytest.mark.parametrize(
    ("name", "broken", "reason"),
    [
        pytest.param("finch", "events: [{to: wren", "may refer to wren", id="referring"),
        pytest.param("wren", "format: [", "half typed", id="the case itself"),
    ],
)
def test_a_file_that_cannot_follow_stops_all_of_it(
    root: Path, name: str, broken: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / f"{name}.yaml").write_text(broken)

    assert run(root, "mv", "wren", "lark") == 4

    told = capsys.readouterr().err
    assert f"cases/{name}.yaml" in told
    assert reason in told
    assert status(root).split() == ["M", f"cases/{name}.yaml"]
    assert commits(root) == 1


def test_a_broken_file_that_has_nothing_to_do_with_it_is_in_nobodys_way(root: Path) -> None:
    (root / "cases" / "c-7k2m4p.yaml").write_text("format: [")

    assert run(root, "mv", "wren", "lark") == 0
    assert status(root).split() == ["M", "cases/c-7k2m4p.yaml"]


def test_work_by_hand_goes_along_uncommitted(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    staged = OPEN.replace("citizenship: [UZ]", "citizenship: [UZ, KZ]")
    path.write_text(staged)
    git(root, "add", ".")
    path.write_text(staged.replace("# The end.", "# Not the end."))
    new = OPEN.replace("id: wren", "id: lark")

    assert run(root, "mv", "wren", "lark") == 0

    assert head(root, "lark") == new
    assert git(root, "show", ":cases/lark.yaml") == new.replace("[UZ]", "[UZ, KZ]")
    assert text(root, "lark") == new.replace("[UZ]", "[UZ, KZ]").replace("# The", "# Not the")
    assert status(root).split() == ["MM", "cases/lark.yaml"]


def test_a_commit_in_which_another_id_stands_is_not_made_worse(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "mv", "cases/wren.yaml", "cases/robin.yaml")
    git(root, "commit", "-q", "-m", "half of a renaming by hand")
    path = root / "cases" / "robin.yaml"
    path.write_text(OPEN.replace("id: wren", "id: robin"))

    assert run(root, "mv", "robin", "lark") == 5

    assert "another id stands in it" in capsys.readouterr().err
    assert commits(root) == 2
    assert text(root, "lark") == OPEN.replace("id: wren", "id: lark")


def test_a_reference_that_is_not_committed_is_committed_first(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cases" / "c-7k2m4p.yaml"
    path.write_text(WREN.replace("people:\n", "links:\n  - to: wren\npeople:\n", 1))

    assert run(root, "mv", "wren", "lark") == 5
    assert "caseledger commit c-7k2m4p" in capsys.readouterr().err
    assert run(root, "commit", "c-7k2m4p") == 0
    assert run(root, "mv", "wren", "lark") == 0
    assert "to: lark" in head(root)


def test_a_case_that_is_not_committed_or_being_edited_stays(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / "fresh.yaml").write_text(OPEN.replace("id: wren", "id: fresh"))
    monkeypatch.setenv("EDITOR", 'sh -c \'echo "x: [" >> "$0"\'')
    assert run(root, "edit", "wren") != 0

    assert run(root, "mv", "fresh", "lark") == 5
    assert run(root, "mv", "wren", "lark") == 5

    told = capsys.readouterr().err
    assert "not committed yet" in told
    assert "caseledger edit wren --resume" in told
    assert commits(root) == 1


def test_a_dry_run_shows_every_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "mv", "wren", "lark", "--dry-run") == 0

    shown = capsys.readouterr().out
    assert "--- a/cases/wren.yaml\n+++ b/cases/lark.yaml\n" in shown
    assert "+++ b/cases/finch.yaml\n" in shown
    assert status(root) == ""


def test_without_a_commit_the_files_are_moved(root: Path) -> None:
    assert run(root, "mv", "wren", "lark", "--no-commit") == 0

    assert text(root, "lark") == OPEN.replace("id: wren", "id: lark")
    assert not (root / "cases" / "wren.yaml").exists()
    assert commits(root) == 1


def test_outside_of_a_repository_too(root: Path, tmp_path: Path) -> None:
    (root / ".git").rename(tmp_path / "elsewhere")

    assert run(root, "mv", "wren", "lark") == 0
    assert not (root / "cases" / "wren.yaml").exists()
    assert "lark/pw3k" in text(root, "c-4d5f6g")


def test_what_is_told_names_both_ids_and_nobody(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "mv", "c-7k2m4p", "c-zzz222", "--json") == 0

    envelope = json.loads(capsys.readouterr().out)
    schema = json.loads((repository / "schemas/output/write.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    data = envelope["data"]
    assert data["action"] == "mv"
    assert data["made"] == [{"what": "case", "id": "c-zzz222"}]
    assert data["renamed_from"] == "c-7k2m4p"
    assert data["cases"][0]["file"] == "cases/c-zzz222.yaml"

    assert run(root, "mv", "c-zz", "c-7k2m4p") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("c-7k2m4p: renamed from c-zzz222\n")
    assert "Муратбай" not in shown


# Taking it back


def test_a_renaming_is_undone_with_all_that_came_since(root: Path) -> None:
    assert run(root, "mv", "wren", "lark") == 0
    assert run(root, "set", "lark", "z8n3c.authority", "Court") == 0
    assert run(root, "set", "c-7k2m4p", "links", "lark") == 0
    later = text(root, "lark")

    assert run(root, "undo", "HEAD~2", "-y") == 0

    assert text(root, "wren") == later.replace("id: lark", "id: wren")
    assert not (root / "cases" / "lark.yaml").exists()
    assert "to: wren" in text(root)
    assert "to: wren," in text(root, "finch")
    assert text(root, "c-4d5f6g") == SAME
    assert status(root) == ""
    said = message(root)
    assert said.startswith("wren: undo rename to lark\n")
    assert "\nRenamed-From: lark" in said

    assert run(root, "undo", "HEAD", "-y") == 0
    assert text(root, "lark") == later
    assert not (root / "cases" / "wren.yaml").exists()


def test_what_was_done_before_a_renaming_is_undone_under_the_new_id(root: Path) -> None:
    assert run(root, "set", "wren", "z8n3c.authority", "Court") == 0
    assert run(root, "unset", "c-4d5f6g", "pz9w.same_as") == 0
    assert run(root, "mv", "wren", "lark") == 0

    assert run(root, "undo", "HEAD~1") == 0
    assert text(root, "c-4d5f6g") == SAME.replace("wren/pw3k", "lark/pw3k")

    assert run(root, "undo", "HEAD~3") == 0
    assert text(root, "lark") == OPEN.replace("id: wren", "id: lark")
    assert status(root) == ""


@pytest.mark.parametrize(
    ("then", "reason"),
    [
        pytest.param(["mv", "lark", "robin"], "was renamed again", id="renamed again"),
        pytest.param(["mv", "finch", "wren"], "there is a case of this id", id="taken since"),
    ],
)
def test_a_renaming_that_cannot_be_undone_says_why(
    root: Path, then: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "mv", "wren", "lark") == 0
    assert run(root, *then) == 0
    capsys.readouterr()

    assert run(root, "undo", "HEAD~1") == 5

    told = capsys.readouterr().err
    assert "cannot be undone" in told
    assert reason in told
    assert commits(root) == 3


# Stopped half way


def killed(root: Path, monkeypatch: pytest.MonkeyPatch, name: str, calls: int) -> None:
    """Rename a case in a process that is killed when it calls a function for so manieth time."""
    real: Callable[..., object] = getattr(recording, name)
    left = iter(range(calls - 1))

    def stop(*words: object) -> object:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words)

    child = os.fork()
    if child == 0:
        monkeypatch.setattr(recording, name, stop)
        run(root, "mv", "wren", "lark")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_killed_between_two_files_nothing_was_renamed(
    root: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    killed(root, monkeypatch, "replace_file", calls)

    assert recording.recover(root)

    assert text(root, "wren") == OPEN
    assert not (root / "cases" / "lark.yaml").exists()
    assert (text(root, "finch"), text(root, "c-4d5f6g")) == (LINKED, SAME)
    assert status(root) == ""
    assert commits(root) == 1


def test_killed_after_the_commit_all_is_renamed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(root, monkeypatch, "sync_commit", 1)

    assert recording.recover(root)

    assert text(root, "lark") == OPEN.replace("id: wren", "id: lark")
    assert not (root / "cases" / "wren.yaml").exists()
    assert status(root) == ""
    assert commits(root) == 2
