"""`--known` where what is asked for is not there, wrong, or not for everybody."""

from pathlib import Path

import pytest
from tests.committed_ledgers import commit_at, committed, git
from tests.late_ledger import FIRST, NEW, OLD, SECOND, ZONE, cases, events, late_ledger, run
from tests.small_ledgers import write_ledger


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return late_ledger(tmp_path)


def test_a_file_that_was_wrong_then_is_named_without_a_command_that_reads_the_disk(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases/told.yaml").write_text("format: 1\n  id: [\n", encoding="utf-8")
    (root / "ledger.yaml").write_text(f"{ZONE}nmae: x\nlayout: round\n", encoding="utf-8")
    commit_at(root, "2024-08-01T12:00:00Z")
    (root / "cases/told.yaml").write_text(NEW, encoding="utf-8")
    (root / "ledger.yaml").write_text(ZONE, encoding="utf-8")

    assert run(root, "status", "--known", "HEAD", "--strict") == 4
    said = capsys.readouterr().err
    assert "cases/told.yaml: 1 problem, left out" in said
    assert "ledger.yaml: " in said
    assert "caseledger check" not in said
    assert run(root, "show", "told", "--known", "HEAD") == 4
    assert "caseledger check" not in capsys.readouterr().err
    assert run(root, "status", "--strict") == 0


def test_a_link_in_a_commit_is_not_followed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "cases/later.yaml").unlink()
    (root / "cases/later.yaml").symlink_to("told.yaml")
    (root / "cases/folder.yaml").mkdir()
    (root / "cases/folder.yaml/x").write_text("x", encoding="utf-8")
    commit_at(root, "2024-08-01T12:00:00Z")

    assert cases(root, capsys, "--known", "HEAD") == ["told"]
    for name in ("later", "folder"):
        assert run(root, "show", name, "--known", "HEAD") == 4
        assert "only regular files" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["status", "--known", "nope"], 3, "no such commit, branch or day"),
        (["--known", "nope"], 3, "no such commit, branch or day"),
        (["status", "--known", ""], 3, "no such commit, branch or day"),
        (["status", "--known", "2023"], 3, "the history of the ledger begins later"),
        (["status", "--known", "2024-03"], 3, "a day and a revision: 2024-03-31, "),
        (["status", "--known", "tomorrow"], 2, "a day that has not come"),
        (["--known", "HEAD", "status"], 2, "belong behind the command"),
        (["deadlines", "--format", "ics", "--known", "HEAD"], 2, "the ledger as it is now"),
        (["set", "told", "title", "x", "--known", "HEAD"], 2, "No such option"),
        (["check", "--known", "HEAD"], 2, "No such option"),
    ],
)
def test_what_is_refused(
    root: Path, words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "tag", "2024-03")

    assert run(root, *words) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_where_there_is_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_ledger(tmp_path / "ledger", {"told": OLD})
    assert run(root, "status", "--known", "2024") == 3
    assert "not in a git repository" in capsys.readouterr().err
    git(root, "init", "-q")
    assert run(root, "status", "--known", "2024") == 3
    assert "nothing was committed yet" in capsys.readouterr().err
    assert run(tmp_path, "--known", "2024") == 3
    assert "there is no ledger here" in capsys.readouterr().err


def test_a_ledger_that_was_not_there_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "ledger"
    git(tmp_path, "init", "-q", "-b", "main", "ledger")
    commit_at(root, FIRST)
    write_ledger(root / "inside", {"told": OLD})
    commit_at(root, SECOND)

    assert run(root / "inside", "status", "--known", "2024-03") == 3
    assert "there was no ledger in this folder yet" in capsys.readouterr().err
    assert cases(root / "inside", capsys, "--known", "2024-07") == ["told"]


def test_a_part_of_a_clone_says_what_is_missing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "part"
    git(tmp_path, "clone", "-q", "--depth=1", root.as_uri(), str(part))

    assert cases(part, capsys, "--known", "2024-07") == ["later", "told"]
    assert run(part, "status", "--known", "2024-03") == 6
    said = capsys.readouterr().err
    assert "holds only a part of the history" in said
    assert "git fetch --unshallow" in said


def test_a_clone_without_old_files_says_so(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "part"
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", root.as_uri(), str(part))

    assert cases(part, capsys, "--known", "HEAD") == ["later", "told"]
    assert run(part, "status", "--known", "HEAD~1") == 6
    assert "without all files of its history" in capsys.readouterr().err


def test_a_sparse_checkout_and_another_work_tree_read_all_of_it(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "worktree", "add", "-q", "--detach", str(tmp_path / "tree"), "HEAD~1")
    assert cases(tmp_path / "tree", capsys, "--known", "main") == ["later", "told"]
    assert cases(tmp_path / "tree", capsys, "--known", "2025") == ["told"]

    git(root, "sparse-checkout", "set", "--no-cone", "/ledger.yaml")
    assert not (root / "cases").exists()
    assert cases(root, capsys, "--known", "HEAD") == ["later", "told"]


def test_reading_objects_runs_nothing_of_the_repository(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = root.parent / "ran"
    program = root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    for key in (
        *("diff.x.textconv", "diff.x.command", "diff.external", "filter.x.smudge"),
        *("filter.x.clean", "filter.x.process", "core.fsmonitor", "core.pager", "core.sshCommand"),
        *("gpg.program", "uploadpack.packObjectsHook", "core.alternateRefsCommand"),
    ):
        git(root, "config", key, str(program))
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "core.hooksPath", str(root.parent))
    (root / ".git/info/attributes").write_text("* diff=x filter=x\n", encoding="utf-8")
    (root / ".gitattributes").write_text("* diff=x filter=x\n", encoding="utf-8")

    assert cases(root, capsys, "--known", "HEAD~1") == ["told"]
    assert events(root, capsys, "--known", "HEAD", "--heard-by", "2024-01-10") == [
        *("told/e1", "told/e2")
    ]
    assert run(root, "show", "nobody", "--known", "HEAD~1") == 3
    assert not ran.exists()


PUBLISHED = "  - {id: s1, kind: media, published: 2023-07-01, url: 'https://example.org/a'}\n"
OUT = NEW.replace("  - {id: s1, kind: media, reliability: likely}\n", PUBLISHED)
CLOSED_NOW = {
    "the case": OUT.replace("visibility: public", "visibility: restricted"),
    "the source": OUT.replace(
        "published: 2023-07-01", "published: 2023-07-01, visibility: restricted"
    ),
    "the case is gone": None,
    "the person is gone": OUT.replace("id: pp", "id: qq"),
}


@pytest.mark.parametrize("text", CLOSED_NOW.values(), ids=CLOSED_NOW)
def test_what_was_closed_since_does_not_get_out_by_its_past(
    tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    root = committed(tmp_path / "ledger", {"told": OUT}, ZONE)
    path = root / "cases/told.yaml"
    counted = ["stats", "--unit", "events", "--by", "period", "--format", "csv", "--known", "HEAD"]
    assert run(root, *counted) == 0
    before = capsys.readouterr().out
    path.unlink() if text is None else path.write_text(text, encoding="utf-8")

    assert run(root, *counted) == 0
    after = capsys.readouterr().out
    assert ("2023" in before, "2023" in after) == (True, False)
    assert run(root, "deadlines", "--all", "--audience", "public", "--known", "HEAD") == 0
    assert "told" not in capsys.readouterr().out
    assert run(root, *counted, "--audience", "internal") == 0
    assert "2023" in capsys.readouterr().out
