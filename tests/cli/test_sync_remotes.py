from pathlib import Path

import pytest
from tests.clones import (
    Clones,
    add_event,
    head,
    hook,
    make_clones,
    run,
    sync,
    text,
    told,
)
from tests.committed_ledgers import git

# Whom to sync with


def test_without_a_remote_the_ways_on_are_told(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.one, "remote", "remove", "origin")

    assert sync(clones.one) == 2
    assert "git remote add" in capsys.readouterr().err
    assert sync(clones.one, "nobody") == 2


def test_of_several_remotes_the_one_of_the_branch_counts(clones: Clones) -> None:
    git(clones.folder, "init", "-q", "--bare", "other.git")
    git(clones.one, "remote", "add", "other", "../other.git")
    git(clones.one, "remote", "rename", "origin", "hub")
    add_event(clones.one, "first", "2024-03-01")

    assert sync(clones.one) == 0
    assert head(clones.hub, "main") == head(clones.one)
    assert sync(clones.one, "other") == 0
    assert head(clones.folder / "other.git", "main") == head(clones.one)


def test_a_remote_that_cannot_be_reached_harms_nothing(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.one, "remote", "set-url", "origin", "https://me:secret@localhost:1/none.git")
    before = head(clones.one)

    assert sync(clones.one) == 6

    assert head(clones.one) == before
    streams = capsys.readouterr()
    assert "local files are safe" in streams.err
    assert "secret" not in streams.out + streams.err


def test_a_remote_that_does_not_answer_is_given_up(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    git(clones.one, "config", "remote.origin.uploadpack", "sleep 30;")
    assert run(clones.one, "trust", "--yes") == 0

    assert sync(clones.one, "--timeout", "1") == 6
    assert "did not answer within 1 seconds" in capsys.readouterr().err


def test_another_ledger_is_not_joined(
    clones: Clones, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_clones(tmp_path / "another", {})
    git(other.one, "commit", "-q", "--amend", "-m", "another beginning")
    git(other.one, "push", "-q", "-f", "origin", "main")
    git(clones.one, "remote", "set-url", "origin", str(other.hub))
    before = head(clones.one)

    assert sync(clones.one) == 5

    assert "no commit in common" in capsys.readouterr().err
    assert head(clones.one) == before


# The other side moves, or refuses


def test_a_remote_that_moves_during_the_push_is_tried_again(clones: Clones) -> None:
    add_event(clones.one, "first", "2024-03-01")
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    hook(clones.one, "pre-push", "cd ../two && test -e pushed || git push -q; touch pushed")

    assert sync(clones.one) == 0

    assert head(clones.hub, "main") == head(clones.one)
    assert "id: second" in text(clones.one)


def test_a_remote_that_never_stands_still_is_given_up(
    clones: Clones, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseledger.actions.sync.ROUNDS", 2)
    add_event(clones.one, "first", "2024-03-01")
    push = "cd ../two && git commit -q --allow-empty -m more && git push -q"
    hook(clones.one, "pre-push", f"unset GIT_DIR; {push}; exit 0")

    assert sync(clones.one) == 6

    said = capsys.readouterr().err
    assert "moved during each of 2 pushes" in said
    assert "state: the branch here is moved from" in said
    assert "id: first" in text(clones.one)


def test_a_remote_that_refuses_says_why(clones: Clones, capsys: pytest.CaptureFixture[str]) -> None:
    add_event(clones.one, "first", "2024-03-01")
    hook(clones.hub, "pre-receive", "echo 'closed on \033[31mFridays'; exit 1")

    assert sync(clones.one) == 6

    said = capsys.readouterr().err
    assert "closed on" in said
    assert "\033" not in said


def test_a_rewritten_history_is_not_followed(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    sync(clones.two)
    git(clones.one, "reset", "-q", "--hard", "HEAD~1")
    add_event(clones.one, "second", "2024-04-01")
    git(clones.one, "push", "-q", "-f")
    before = (head(clones.two), text(clones.two))

    done = told(clones.two, capsys, code=5)

    assert (head(clones.two), text(clones.two)) == before
    assert done["gone"] == [{"commit": before[0][:7], "day": "2026-01-05"}]
    assert sync(clones.two, "--accept-rewrite", head(clones.one)[:6]) == 5
    assert sync(clones.two, "--accept-rewrite", head(clones.one)[:10]) == 0
    assert "id: first" in text(clones.two)
    assert "id: second" in text(clones.two)


def test_an_older_state_is_not_taken_for_the_newest(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    git(clones.hub, "update-ref", "refs/heads/main", head(clones.one, "HEAD~1"))

    assert sync(clones.one) == 5
    assert "rewritten or put back" in capsys.readouterr().err


def test_a_branch_that_is_gone_is_not_made_again_in_silence(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    sync(clones.one)
    git(clones.hub, "update-ref", "-d", "refs/heads/main")

    assert sync(clones.one) == 5
    assert "is gone" in capsys.readouterr().err
