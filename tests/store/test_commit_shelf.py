"""A ledger as a commit holds it: the same answers as from the disk, and nothing else touched."""

import os
from pathlib import Path

import pytest
from tests.committed_ledgers import commit_at, committed, git

from caseledger.errors import OutsideFailure
from caseledger.store.commit_shelf import CommitShelf
from caseledger.store.git_place import find_place
from caseledger.store.ledger import open_ledger
from caseledger.store.shelf import DiskShelf, Shelf
from caseledger.store.yaml_guard import LARGEST_FILE

FILES = {
    "ledger.yaml": "format: 1\n",
    "cases/a.yaml": "format: 1\n",
    "cases/b.yml": "no case\n",
    "cases/.hidden.yaml": "no case\n",
    "cases/2024/c.yaml": "format: 1\nid: c\n",
    "cases/2024/deep/no.yaml": "no case\n",
    "cases/2024/folder.yaml/inside": "no case\n",
    "cases/202/no.yaml": "no case\n",
    "cases/folder.yaml/inside.yaml": "no case\n",
    'cases/ünd "so".yaml': "format: 1\n",
    "casesnot/x.yaml": "no case\n",
    "rules/r.yaml": "format: 1\n",
}


def written(root: Path) -> Path:
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "cases/link.yaml").symlink_to("a.yaml")
    (root / "linked").symlink_to("rules")
    (root / "cases/run.yaml").write_text("format: 1\n", encoding="utf-8")
    (root / "cases/run.yaml").chmod(0o755)
    return root


@pytest.fixture(params=["top", "below"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A ledger at the top of its repository, or in a folder of one with a neighbour beside it."""
    top = tmp_path / "repository"
    folder = top if request.param == "top" else top / "ärchive/ledger"
    written(folder)
    if folder != top:
        written(top / "ärchive/ledger-2")
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    commit_at(top, "2024-01-10T12:00:00Z")
    return folder


def shelf_of(root: Path, commit: str = "HEAD") -> CommitShelf:
    place = find_place(root)
    assert place is not None
    return CommitShelf(place, root, git(root, "rev-parse", commit).strip())


def listed(shelf: Shelf, folder: str, *, years: bool) -> list[tuple[str, str, bool]]:
    found = shelf.cases_in(folder, years=years)
    return sorted((one.relative, one.name, one.regular) for one in found)


def test_it_answers_as_the_disk_does_of_a_clean_work_tree(root: Path) -> None:
    past, disk = shelf_of(root), DiskShelf(root)

    for folder in ("cases", "rules", "none", "linked"):
        for years in (True, False):
            assert listed(past, folder, years=years) == listed(disk, folder, years=years), folder
    for folder in ("cases", "cases/2024", "rules"):
        assert past.names_in(folder) == disk.names_in(folder)
    for path in (*FILES, "cases", "cases/2024", "linked", "cases/link.yaml", "none", "case"):
        assert past.is_link(path) == disk.is_link(path), path
        assert past.is_folder(path) == (disk.is_folder(path) and not disk.is_link(path)), path
    for path in (*FILES, "cases/run.yaml"):
        assert past.read(path) == disk.read(path) == ((root / path).read_bytes(), None)


@pytest.mark.parametrize("path", ["none.yaml", "cases", "cases/link.yaml", "../ledger-2/cases/a"])
def test_what_is_no_regular_file_is_a_problem_there_too(root: Path, path: str) -> None:
    raw, problem = shelf_of(root).read(path)

    assert raw == b""
    assert problem is not None
    assert (problem.code, problem.file) in {("CL101", path), ("CL112", path)}


def test_the_work_tree_and_the_index_play_no_part(root: Path) -> None:
    past = shelf_of(root)
    (root / "cases/a.yaml").write_text("changed\n", encoding="utf-8")
    (root / "cases/2024/c.yaml").unlink()
    (root / "cases/new.yaml").write_text("new\n", encoding="utf-8")
    git(root, "add", "-A")

    assert past.read("cases/a.yaml") == (b"format: 1\n", None)
    assert past.read("cases/2024/c.yaml")[0] == b"format: 1\nid: c\n"
    assert past.blob("cases/new.yaml") is None


def test_each_commit_has_its_own(root: Path) -> None:
    (root / "cases/a.yaml").write_text("later\n", encoding="utf-8")
    commit_at(root, "2024-02-10T12:00:00Z")

    assert shelf_of(root, "HEAD~1").read("cases/a.yaml")[0] == b"format: 1\n"
    assert shelf_of(root).read("cases/a.yaml")[0] == b"later\n"
    assert shelf_of(root, "HEAD^{tree}").read("cases/a.yaml")[0] == b"later\n"


def test_what_will_be_read_is_fetched_together(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past = shelf_of(root)
    past.ahead([*FILES, "none", "cases/link.yaml", "cases"])
    monkeypatch.setenv("PATH", "")

    assert {path: past.read(path)[0].decode() for path in FILES} == FILES


def test_a_file_beyond_all_bounds_is_not_fetched(root: Path) -> None:
    (root / "cases/a.yaml").write_bytes(b"x" * (LARGEST_FILE + 2))
    commit_at(root, "2024-02-10T12:00:00Z")
    past = shelf_of(root)
    git(root, "update-ref", "-d", "HEAD")

    assert len(past.read("cases/a.yaml")[0]) == LARGEST_FILE + 1


def test_bytes_are_those_of_the_commit_and_no_filter_runs(root: Path) -> None:
    ran = root / "ran"
    for key in ("textconv", "command"):
        git(root, "config", f"diff.x.{key}", f"touch '{ran}'; cat")
    for key in ("smudge", "clean", "process"):
        git(root, "config", f"filter.x.{key}", f"touch '{ran}'; cat")
    git(root, "config", "core.autocrlf", "true")
    (root / ".gitattributes").write_text("* diff=x filter=x text eol=crlf\n", encoding="utf-8")

    assert shelf_of(root).read("cases/a.yaml") == (b"format: 1\n", None)
    assert not ran.exists()


def test_a_missing_object_is_said_and_hides_no_other(root: Path) -> None:
    past = shelf_of(root)
    oid = past.blob("cases/2024/c.yaml")
    assert oid is not None
    top = git(root, "rev-parse", "--show-toplevel").strip()
    Path(top, ".git/objects", oid[:2], oid[2:]).unlink()

    with pytest.raises(OutsideFailure):
        past.read("cases/2024/c.yaml")
    assert shelf_of(root).read("cases/a.yaml") == (b"format: 1\n", None)


def test_names_that_are_no_text_are_passed_over_and_hide_nothing(tmp_path: Path) -> None:
    root = written(tmp_path / "ledger")
    Path(os.fsdecode(os.fsencode(root / "cases") + b"/\xff.yaml")).write_bytes(b"x\n")
    git(root, "init", "-q")
    commit_at(root, "2024-01-10T12:00:00Z")

    assert listed(shelf_of(root), "cases", years=True) == listed(
        DiskShelf(root), "cases", years=True
    )


def test_the_settings_are_those_of_the_commit(tmp_path: Path) -> None:
    root = committed(tmp_path / "ledger", {}, "format: 1\nname: Then\n")
    (root / "ledger.yaml").write_text("format: 1\nname: Now\n", encoding="utf-8")

    past = open_ledger(root, shelf_of(root))
    assert past.settings.name == "Then"
    assert open_ledger(root).settings.name == "Now"
