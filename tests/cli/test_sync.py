import pytest
from tests.clones import (
    Clones,
    add_event,
    change,
    clean,
    head,
    run,
    sync,
    text,
    told,
)
from tests.committed_ledgers import git

# What comes and goes


def test_two_clones_come_to_the_same(clones: Clones, capsys: pytest.CaptureFixture[str]) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")

    assert sync(clones.one) == 0
    assert sync(clones.two) == 0
    assert sync(clones.one) == 0

    assert head(clones.one) == head(clones.two) == head(clones.hub, "main")
    assert "id: first" in text(clones.two)
    assert "id: second" in text(clones.one)
    assert clean(clones.one)
    assert clean(clones.two)
    assert git(clones.two, "log", "-1", "--format=%B").strip() == (
        "sync: merge 1 commit from origin\n\nAction: sync"
    )
    ours, theirs = git(clones.two, "log", "-1", "--format=%P").split()
    assert git(clones.two, "log", "-1", "--format=%s", ours) == "by hand\n"
    assert "second" in git(clones.two, "show", ours)
    assert theirs == head(clones.one, "HEAD^2")
    assert "event added: first" in capsys.readouterr().out


def test_each_step_is_told_before_and_after(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")

    assert sync(clones.one) == 0

    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "fetch", "fetch", "compare", "merge", "push", "push",
    ]  # fmt: skip


def test_once_more_changes_nothing(clones: Clones, capsys: pytest.CaptureFixture[str]) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    before = head(clones.one)

    done = told(clones.one, capsys)

    assert (done["fetched"], done["pushed"], done["merged"]) == (0, 0, None)
    assert head(clones.one) == before


def test_what_is_behind_moves_forward_without_a_merge(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)

    done = told(clones.two, capsys)

    assert done["head_after"] == head(clones.two) == head(clones.one)
    assert done["fetched"] == 1
    assert done["arrived"] == [
        {
            "file": "cases/wren.yaml",
            "case": "wren",
            "entries": [{"entry": "events first", "deed": "added"}],
        }
    ]


def test_a_branch_that_is_not_there_is_made(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.one, "switch", "-q", "-c", "court/drafts")

    assert told(clones.one, capsys)["pushed"] == 1
    assert head(clones.hub, "court/drafts") == head(clones.one)


def test_nothing_is_sent_if_so_asked(clones: Clones, capsys: pytest.CaptureFixture[str]) -> None:
    add_event(clones.one, "first", "2024-03-01")
    before = head(clones.hub, "main")

    assert told(clones.one, capsys, "--no-push")["pushed"] == 0
    assert head(clones.hub, "main") == before


def test_a_dry_run_moves_nothing(clones: Clones, capsys: pytest.CaptureFixture[str]) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    before = (head(clones.two), head(clones.hub, "main"), text(clones.two))

    done = told(clones.two, capsys, "--dry-run")

    assert (head(clones.two), head(clones.hub, "main"), text(clones.two)) == before
    assert [one["step"] for one in done["steps"] if one["outcome"] == "would"] == ["move", "push"]
    assert clean(clones.two)
    assert sync(clones.two, "--dry-run") == 0
    assert capsys.readouterr().out == "a dry run: nothing was moved and nothing was sent\n"


def test_a_change_of_a_closed_case_is_told_by_ids(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "date: 2024-02-08", "date: 2024-02-09", "c-7k2m4p")
    sync(clones.one)
    capsys.readouterr()

    assert sync(clones.two) == 0

    streams = capsys.readouterr()
    assert "event changed: z8n3c" in streams.out
    assert "2024-02" not in streams.out + streams.err


# Clashes


def test_the_same_field_in_two_ways_moves_nothing(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "date: 2024-02-08", "date: 2024-02-09")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10")
    before = (head(clones.two), text(clones.two))

    done = told(clones.two, capsys, code=5)

    assert (head(clones.two), text(clones.two)) == before
    assert done["conflicts"] == [
        {
            "file": "cases/wren.yaml",
            "case": "wren",
            "entry": "events z8n3c",
            "field": "date",
            "reason": "changed-twice",
        }
    ]
    assert clean(clones.two)
    assert sync(clones.two) == 5
    said = capsys.readouterr().err
    assert "wren: events z8n3c, date: changed in two ways" in said
    assert "caseledger resolve wren" in said
    assert "state: the branch here is as before" in said


def test_what_is_decided_goes_into_the_merge(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "date: 2024-02-08", "date: 2024-02-09")
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10")
    sync(clones.two)

    assert run(clones.two, "resolve", "wren", "--ours") == 0
    capsys.readouterr()
    assert sync(clones.two) == 0
    assert sync(clones.one) == 0

    assert head(clones.one) == head(clones.two)
    assert "date: 2024-02-10" in text(clones.one)
    assert "id: first" in text(clones.one)
    assert clean(clones.two)
    assert not list((clones.two / ".git/caseledger/resolutions").glob("*"))


def test_a_case_that_one_side_deleted_and_the_other_changed(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.one, "rm", "-q", "cases/wren.yaml")
    git(clones.one, "commit", "-q", "-m", "gone")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10")

    done = told(clones.two, capsys, code=5)

    assert [one["reason"] for one in done["conflicts"]] == ["deleted-and-changed"]
    assert (clones.two / "cases/wren.yaml").exists()


def test_a_case_that_one_side_renamed_keeps_what_the_other_changed(clones: Clones) -> None:
    assert run(clones.one, "mv", "wren", "robin") == 0
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10")

    assert sync(clones.two) == 0

    assert not (clones.two / "cases/wren.yaml").exists()
    assert "date: 2024-02-10" in text(clones.two, "robin")
    assert "id: robin" in text(clones.two, "robin")


def test_a_new_case_that_looks_like_a_deleted_one_gets_nothing_of_it(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    alike = text(clones.one).replace("id: wren", "id: other")
    (clones.one / "cases/other.yaml").write_text(alike, encoding="utf-8")
    git(clones.one, "rm", "-q", "cases/wren.yaml")
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "one gone, one new")
    sync(clones.one)
    change(clones.two, "date: 2024-02-08", "date: 2024-02-10")

    done = told(clones.two, capsys, code=5)

    assert [one["case"] for one in done["conflicts"]] == ["wren"]


def test_other_files_in_conflict_are_left_to_git(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    for root, words in ((clones.one, "mine\n"), (clones.two, "yours\n")):
        (root / "notes.md").write_text(words)
        git(root, "add", "notes.md")
        git(root, "commit", "-q", "-m", "notes")
    sync(clones.one)

    done = told(clones.two, capsys, code=5)

    assert [(one["file"], one["reason"]) for one in done["conflicts"]] == [("notes.md", "by-hand")]
