"""What of a sync concerns both sides: cases that change their ids, and what is not fit to send."""

import pytest
from tests.clones import Clones, change, head, run, sync, text
from tests.committed_ledgers import git


def test_a_case_without_events_is_joined_under_its_new_id(clones: Clones) -> None:
    assert run(clones.one, "add", "case", "--id", "finch", "--pseudonym", "Finch") == 0
    assert sync(clones.one) == 0
    assert sync(clones.two) == 0
    assert run(clones.one, "mv", "finch", "robin") == 0
    assert run(clones.two, "add", "event", "finch", "case.note", "2026-01-01", "-y") == 0
    assert sync(clones.one) == 0

    assert sync(clones.two) == 0

    assert "case.note" in text(clones.two, "robin")
    assert not (clones.two / "cases" / "finch.yaml").exists()


def test_another_id_is_told_as_that_and_not_as_a_loss(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clones.one, "mv", "wren", "robin") == 0
    assert sync(clones.one) == 0
    capsys.readouterr()

    assert sync(clones.two) == 0

    said = capsys.readouterr().out
    assert "id: wren → robin" in said
    assert "removed" not in said


@pytest.mark.parametrize("renames", ["one", "two"])
def test_deleted_here_and_renamed_there_is_left_to_a_person(clones: Clones, renames: str) -> None:
    first, second = clones.one, clones.two
    renamer, deleter = (first, second) if renames == "one" else (second, first)
    assert run(renamer, "mv", "wren", "robin") == 0
    git(deleter, "rm", "-q", "cases/wren.yaml")
    git(deleter, "commit", "-q", "-m", "gone")
    assert sync(first) == 0

    assert sync(second) == 5

    side = "--theirs" if renames == "one" else "--ours"
    assert run(second, "resolve", "robin", side) == 0
    assert sync(second) == 0
    assert "id: robin" in text(second, "robin")
    assert not (second / "cases" / "wren.yaml").exists()


def test_a_file_that_nobody_can_read_is_not_sent(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "# The end.\n", "   broken: [\n")
    before = head(clones.hub, "main")
    capsys.readouterr()

    assert sync(clones.one) == 4

    said = capsys.readouterr().err
    assert "cases/wren.yaml:" in said
    assert "nothing was pushed" in said
    assert head(clones.hub, "main") == before
    assert sync(clones.one, "--accept-problems", "1") == 0
    capsys.readouterr()
    assert sync(clones.two, "--accept-problems", "1") == 0
    assert "wren\n    cannot be read\n" in capsys.readouterr().out
