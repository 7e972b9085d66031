"""What a sync counts, and what it does not take from a hook."""

from pathlib import Path

from tests.clones import add_event, change, clean, head, hook, make_clones, run, sync, text
from tests.committed_ledgers import OPEN, git


def test_renamed_cases_are_not_gone(tmp_path: Path) -> None:
    """Three of them would stop it otherwise."""
    names = ("ant", "bee", "cat")
    clones = make_clones(
        tmp_path, {name: OPEN.replace("id: wren", f"id: {name}") for name in names}
    )
    for name in names:
        assert run(clones.one, "mv", name, f"{name}-new", "--yes") == 0
    git(clones.one, "push", "-q")

    assert sync(clones.two) == 0
    assert head(clones.two) == head(clones.one)


def test_what_a_hook_adds_to_the_merge_was_not_checked(tmp_path: Path) -> None:
    clones = make_clones(tmp_path)
    add_event(clones.one, "first", "2024-03-01")
    assert sync(clones.one) == 0
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    hook(clones.two, "pre-merge-commit", "git rm -q -f --cached cases/wren.yaml")
    before = (head(clones.two), text(clones.two))

    assert sync(clones.two) == 6
    assert (head(clones.two), text(clones.two)) == before
    assert clean(clones.two)


def test_a_case_that_others_stand_in_is_not_deleted_in_silence(tmp_path: Path) -> None:
    """The case that names it was touched by neither side."""
    tie = "name: Муратбай Выдуманный\n    pseudonym: Wren"
    other = OPEN.replace("id: wren", "id: other").replace(tie, f"{tie}\n    same_as: wren/pw3k")
    clones = make_clones(tmp_path, {"wren": OPEN, "other": other.partition("events:")[0]})
    git(clones.one, "rm", "-q", "cases/wren.yaml")
    git(clones.one, "commit", "-q", "-m", "gone")
    git(clones.one, "push", "-q")

    assert sync(clones.two) == 4
    assert (clones.two / "cases/wren.yaml").exists()


def test_a_dry_run_tells_of_edits_in_the_way(tmp_path: Path) -> None:
    clones = make_clones(tmp_path)
    add_event(clones.one, "first", "2024-03-01")
    git(clones.one, "push", "-q")
    change(clones.two, "title: Wren", "title: Robin", commit=False)

    assert sync(clones.two, "--dry-run") == 5


def test_what_came_between_fetch_and_push_is_not_overwritten(tmp_path: Path) -> None:
    """A colleague pushes while the merge is made."""
    clones = make_clones(tmp_path)
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    git(clones.two, "push", "-q")
    add_event(clones.one, "first", "2024-03-01")
    more = "git commit -q --allow-empty -m more && git push -q && touch pushed"
    push = f"cd ../two && unset GIT_DIR GIT_INDEX_FILE && (test -e pushed || ({more}))"
    hook(clones.one, "pre-merge-commit", push)

    assert sync(clones.one) == 0
    assert (clones.two / "pushed").exists()
    assert "more" in git(clones.hub, "log", "--format=%s", "main").splitlines()
