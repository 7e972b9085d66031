import shutil
import subprocess
from pathlib import Path

import pytest
from tests.clones import (
    Clones,
    add_event,
    change,
    clean,
    head,
    hook,
    make_clones,
    sync,
    text,
    told,
)
from tests.committed_ledgers import OPEN, git

# What is wrong with what comes in


def test_a_broken_file_from_a_colleague_stops_it(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "date: 2024-02-08", "date: 2024-02-39")
    git(clones.one, "push", "-q")
    before = (head(clones.two), text(clones.two))

    done = told(clones.two, capsys, code=4)

    assert (head(clones.two), text(clones.two)) == before
    found = [(one["file"], one["line"], one["code"]) for one in done["problems"]]
    assert found == [("cases/wren.yaml", 27, "CL205")]
    assert sync(clones.two, "--accept-problems", "2") == 4
    assert "cases/wren.yaml:27:11: CL205" in capsys.readouterr().err
    assert sync(clones.two, "--accept-problems", "1") == 0
    assert "2024-02-39" in text(clones.two)


def test_each_side_in_order_and_both_together_not(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    change(clones.one, "id: c-7k2m4p", "id: c-7k2m4p\nowner: x", "c-7k2m4p")
    made = text(clones.one).replace("id: wren", "id: new")
    tie = "name: Муратбай Выдуманный\n    pseudonym: Wren"
    made = made.replace(tie, f"{tie}\n    same_as: wren/pw3k")
    made = made[: made.index("events:")] + "# The end.\n"
    (clones.one / "cases/new.yaml").write_text(made, encoding="utf-8")
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "the same person")
    sync(clones.one)
    git(clones.two, "rm", "-q", "cases/wren.yaml")
    git(clones.two, "commit", "-q", "-m", "gone")

    done = told(clones.two, capsys, code=4)

    assert [(one["file"], one["code"]) for one in done["problems"]] == [("cases/new.yaml", "CL403")]


def test_many_deletions_are_listed_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("ant", "bee", "cat", "dog")
    cases = {name: OPEN.replace("id: wren", f"id: {name}") for name in names}
    clones = make_clones(tmp_path, cases)
    git(clones.one, "rm", "-q", "cases/ant.yaml", "cases/bee.yaml")
    path = clones.one / "cases/cat.yaml"
    path.write_text(path.read_text().partition("# What happened.")[0], encoding="utf-8")
    git(clones.one, "commit", "-q", "-am", "two gone, one emptied")
    git(clones.one, "push", "-q")

    assert told(clones.two, capsys, code=5)["deletions"] == ["ant", "bee", "cat"]
    assert (clones.two / "cases/ant.yaml").exists()
    assert sync(clones.two, "--accept-deletions", "2") == 5
    assert sync(clones.two, "--accept-deletions", "3") == 0
    assert not (clones.two / "cases/ant.yaml").exists()


def test_attributes_that_take_the_driver_away_are_not_taken_in(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    (clones.one / "cases/.gitattributes").write_text("*.yaml merge=union -diff\n")
    git(clones.one, "add", ".")
    git(clones.one, "commit", "-q", "-m", "attributes")
    git(clones.one, "push", "-q")

    assert sync(clones.two) == 5

    assert "diff, merge" in capsys.readouterr().err
    assert not (clones.two / "cases/.gitattributes").exists()


def test_a_link_in_the_place_of_a_case_stops_it(
    clones: Clones, capsys: pytest.CaptureFixture[str]
) -> None:
    (clones.one / "cases/wren.yaml").unlink()
    (clones.one / "cases/wren.yaml").symlink_to("/etc/passwd")
    git(clones.one, "commit", "-q", "-am", "link")
    git(clones.one, "push", "-q")

    assert [one["code"] for one in told(clones.two, capsys, code=4)["problems"]] == ["CL112"]


# Hooks and signing


@pytest.mark.parametrize("name", ["pre-merge-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_moves_nothing(
    clones: Clones, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    hook(clones.two, name, "echo not today >&2; exit 1")
    before = (head(clones.two), text(clones.two))

    assert sync(clones.two) == 6

    assert (head(clones.two), text(clones.two)) == before
    said = capsys.readouterr().err
    assert name in said
    assert "not today" in said
    assert clean(clones.two)


def test_hooks_see_the_merge_and_write_its_message(clones: Clones) -> None:
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")
    hook(clones.two, "pre-merge-commit", "git show :cases/wren.yaml > seen.txt")
    hook(clones.two, "commit-msg", 'echo "Checked-by: a hook" >> "$1"')

    assert sync(clones.two) == 0

    assert "Checked-by: a hook" in git(clones.two, "log", "-1", "--format=%B")
    seen = (clones.two / "seen.txt").read_text(encoding="utf-8")
    assert "id: first" in seen
    assert "id: second" in seen


def test_a_merge_is_signed_as_configured(clones: Clones, tmp_path: Path, home: Path) -> None:
    make_key(tmp_path / "key")
    public = (tmp_path / "key.pub").read_text()
    (tmp_path / "allowed").write_text(f"clerk@example.org {public}")
    (home / ".gitconfig").write_text(
        "[commit]\n gpgsign = true\n[gpg]\n format = ssh\n"
        f"[user]\n signingkey = {tmp_path}/key.pub\n"
        f'[gpg "ssh"]\n allowedSignersFile = {tmp_path}/allowed\n'
    )
    add_event(clones.one, "first", "2024-03-01")
    sync(clones.one)
    add_event(clones.two, "second", "2024-04-01", kind="protection.lodged")

    assert sync(clones.two) == 0

    assert git(clones.two, "log", "-1", "--format=%G? %s").startswith("G sync: merge")


def make_key(path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(words, check=True)
