import os
import stat
from pathlib import Path

import pytest
from tests.clones import Clones, add_event, clean, copied, head, make_clones, sync, text
from tests.committed_ledgers import git

from caseledger.errors import OutsideFailure, UsageProblem
from caseledger.store.git_place import GitPlace, find_place
from caseledger.store.syncing import seen
from caseledger.store.syncing.attributes import treated
from caseledger.store.syncing.lineage import gone, renames
from caseledger.store.syncing.network import masked
from caseledger.store.syncing.remotes import Remote, remote_for


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Clones:
    return make_clones(tmp_path_factory.mktemp("clones"))


@pytest.fixture
def clones(made: Clones, tmp_path: Path) -> Clones:
    return copied(made, tmp_path / "clones")


def place_of(root: Path) -> GitPlace:
    place = find_place(root)
    assert place is not None
    return place


# Words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://me:pa55@host/x", "https://...@host/x"),
        ("'https://token@host/x': gone", "'https://...@host/x': gone"),
        ("ssh://git@host:22/x", "ssh://...@host:22/x"),
        ("https://host/x?access_token=abc&y=1", "https://host/x?access_token=...&y=..."),
        ("git@host:x.git", "git@host:x.git"),
        ("https://host/a@b", "https://host/a@b"),
        ("https://a@b:c@host/x and https://d:e@f/y", "https://...@host/x and https://...@f/y"),
    ],
)
def test_what_lets_somebody_in_is_not_said(said: str, shown: str) -> None:
    assert masked(said) == shown


# Whom


def test_the_branch_over_there_may_have_another_name(clones: Clones) -> None:
    git(clones.one, "switch", "-q", "-c", "drafts")
    git(clones.one, "config", "branch.drafts.remote", "origin")
    git(clones.one, "config", "branch.drafts.merge", "refs/heads/main")
    git(clones.one, "remote", "add", "other", "../other.git")

    usual = remote_for(place_of(clones.one), None, clones.one)
    other = remote_for(place_of(clones.one), "other", clones.one)

    assert (usual.name, usual.here, usual.branch) == ("origin", "drafts", "main")
    assert (other.name, other.branch) == ("other", "drafts")


def test_a_name_that_is_an_option_is_no_remote(clones: Clones) -> None:
    git(clones.one, "remote", "remove", "origin")
    name = "--upload-pack=touch pwned;"
    git(clones.one, "config", f"remote.{name}.url", "../hub.git")

    with pytest.raises(UsageProblem, match="git knows no remote"):
        remote_for(place_of(clones.one), None, clones.one)
    with pytest.raises(UsageProblem, match="no such remote"):
        remote_for(place_of(clones.one), name, clones.one)


@pytest.mark.parametrize("value", ["refs/heads/*", "refs/heads/a:refs/heads/main", "main"])
def test_a_branch_with_signs_that_mean_something_is_not_asked_for(
    clones: Clones, value: str
) -> None:
    git(clones.one, "config", "branch.main.merge", value)

    assert remote_for(place_of(clones.one), None, clones.one).branch == "main"


@pytest.mark.parametrize(
    ("name", "told"), [("hub", "hub"), ("x" * 41, "a remote"), ("a b", "a remote")]
)
def test_the_history_names_a_remote_by_a_plain_name_only(name: str, told: str) -> None:
    assert Remote(name, "ssh://host/x", "main", "main").in_history == told


# What was seen


def test_what_was_seen_is_kept_outside_for_this_account_alone(clones: Clones, home: Path) -> None:
    remote = Remote("origin", "../hub.git", "main", "main")
    place = place_of(clones.one)
    assert seen.last_seen(place, remote) == ""

    seen.remember(place, remote, "a" * 40)
    seen.remember(place, remote, "b" * 40)

    assert seen.last_seen(place, remote) == "b" * 40
    assert seen.last_seen(place, Remote("x", "../hub.git", "main", "drafts")) == ""
    assert seen.last_seen(place_of(clones.two), remote) == ""
    (file,) = [path for path in home.rglob("*") if path.is_file()]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "hub" not in str(file) + file.read_text()


def test_a_record_that_is_damaged_is_not_passed_over(clones: Clones, home: Path) -> None:
    remote = Remote("origin", "../hub.git", "main", "main")
    seen.remember(place_of(clones.one), remote, "a" * 40)
    (file,) = [path for path in home.rglob("*") if path.is_file()]
    file.write_text('{"format": 1, "head": "')

    with pytest.raises(OutsideFailure, match="cannot be read"):
        seen.last_seen(place_of(clones.one), remote)


# Histories


def test_renames_are_followed_from_one_to_the_next(clones: Clones) -> None:
    base = head(clones.one)
    for old, new in (("wren", "robin"), ("robin", "rook"), ("ant", "bee"), ("bee", "ant")):
        words = f"{new}: renamed\n\nCase: {new}\nCase: other\nAction: mv\nRenamed-From: {old}"
        git(clones.one, "commit", "-q", "--allow-empty", "-m", words)

    found = renames(place_of(clones.one), [base], head(clones.one))

    assert (found["wren"], found["robin"]) == ("rook", "rook")
    assert "ant" not in found


def test_what_is_gone_is_told_without_its_words(clones: Clones) -> None:
    base = head(clones.one)
    for number in range(3):
        git(clones.one, "commit", "-q", "--allow-empty", "-m", f"secret {number}")

    lost = gone(place_of(clones.one), head(clones.one), base)

    assert (lost.count, lost.authors) == (3, 1)
    assert lost.latest[0] == (head(clones.one)[:7], "2026-01-05")
    assert "secret" not in repr(lost)


# Attributes


@pytest.mark.parametrize(
    ("files", "odd"),
    [
        ({}, set()),
        ({".gitattributes": "*.md text\n*.yaml merge=caseledger diff=caseledger eol=lf\n"}, set()),
        ({".gitattributes": ""}, {"merge", "diff", "eol"}),
        ({"cases/.gitattributes": "* -diff\n"}, {"diff"}),
        ({"cases/.gitattributes": "* merge=union\n"}, {"merge"}),
        ({"cases/.gitattributes": "wren.yaml merge=union\n"}, {"merge"}),
        ({"cases/.gitattributes": "*.yaml filter=x ident\n"}, {"filter", "ident"}),
        ({"cases/.gitattributes": "*.yaml -text\n"}, {"text"}),
        ({"cases/2024/.gitattributes": "*.yaml -diff\n"}, set()),
    ],
)  # fmt: skip
def test_what_git_would_be_told_of_cases(
    clones: Clones, files: dict[str, str], odd: set[str]
) -> None:
    for path, content in files.items():
        (clones.one / path).parent.mkdir(exist_ok=True)
        (clones.one / path).write_text(content)
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "--allow-empty", "-m", "attributes")

    paths = ["cases/any.yaml", "cases/wren.yaml"]
    assert set(treated(place_of(clones.one), clones.one, "HEAD", paths)) == odd


# Moving


def test_other_files_come_as_git_has_them(clones: Clones) -> None:
    (clones.one / "run.sh").write_text("#!/bin/sh\n")
    (clones.one / "run.sh").chmod(0o755)
    (clones.one / "link").symlink_to("run.sh")
    (clones.one / "lines.txt").write_bytes(b"one\ntwo\n")
    (clones.one / ".gitattributes").write_text(
        (clones.one / ".gitattributes").read_text() + "lines.txt text eol=crlf\n"
    )
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "files")
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)

    assert sync(clones.two) == 0

    assert os.access(clones.two / "run.sh", os.X_OK)
    assert (clones.two / "link").is_symlink()
    assert (clones.two / "lines.txt").read_bytes() == b"one\r\ntwo\r\n"
    assert "id: first" in text(clones.two)
    assert clean(clones.two)


def test_a_part_of_a_work_tree_stays_a_part(clones: Clones) -> None:
    git(clones.two, "sparse-checkout", "set", "--no-cone", "/*", "!/papers/")
    (clones.one / "papers").mkdir()
    (clones.one / "papers/scan.txt").write_text("scan\n")
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "papers")
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)

    assert sync(clones.two) == 0

    assert not (clones.two / "papers").exists()
    assert "id: first" in text(clones.two)
    assert clean(clones.two)
