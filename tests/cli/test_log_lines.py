import os
import subprocess
from pathlib import Path

import pytest
from tests.committed_ledgers import WREN, git, run
from tests.logged import COUNTRY, DATE, DATED, FILE, NAME, TITLE, begun, dated, rows, save, story


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path)


# Several lines of history


def branched(root: Path) -> None:
    """B Colleague sets the country on a branch while A Clerk sets the date."""
    git(root, "switch", "-q", "-c", "side")
    save(root, "2026-01-07", COUNTRY, author="B Colleague")
    git(root, "switch", "-q", "main")
    save(root, "2026-01-08", TITLE)


COLLEAGUE = "2026-01-07 B Colleague: events.bq7wd.country changed KZ > KG"
CLERK = "2026-01-08 A Clerk: title changed Wren > Wren and others"


def test_what_a_colleague_wrote_stands_under_their_name(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(root)
    dated(root, "2026-01-09", "merge", "-q", "-m", "merge", "side", author="M Merger")

    assert story(root, capsys, NAME) == [CLERK, COLLEAGUE]
    assert story(root, capsys) == [CLERK, COLLEAGUE]


def test_a_merge_tells_what_was_decided_in_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(root)
    git(root, "merge", "-q", "--no-commit", "side")
    save(root, "2026-01-09", DATE, author="M Merger")

    expected = [f"2026-01-09 M Merger: {DATED}", CLERK, COLLEAGUE]
    assert story(root, capsys, NAME) == expected
    assert story(root, capsys) == expected
    assert [row["merge"] for row in rows(root, capsys, NAME)][:3] == [True, False, False]


def test_a_merge_tells_what_it_did_not_take(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    branched(root)
    dated(root, "2026-01-09", "merge", "-q", "-s", "ours", "-m", "mine", "side", author="M Merger")

    expected = [
        "2026-01-09 M Merger: events.bq7wd.country changed KG > KZ",
        *(CLERK, COLLEAGUE),
    ]
    assert story(root, capsys, NAME) == expected
    assert story(root, capsys) == expected


def test_a_commit_that_was_rebased_keeps_the_day_it_was_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(root)
    git(root, "switch", "-q", "side")
    when = "2026-01-12T09:00:00+0000"
    subprocess.run(
        ["git", "rebase", "-q", "main"],
        cwd=root,
        check=True,
        env={**os.environ, "GIT_COMMITTER_DATE": when},
    )

    assert story(root, capsys, NAME) == [COLLEAGUE.replace("01-07", "01-12"), CLERK]
    assert run(root, "log", NAME) == 0
    assert "B Colleague" in (head := capsys.readouterr().out.splitlines()[0])
    assert head.startswith("2026-01-12 14:00")
    assert head.endswith("written 2026-01-07 14:00")


def test_a_branch_that_is_not_merged_is_not_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(root)

    assert story(root, capsys, NAME) == [CLERK]


# Names


def renamed(root: Path, day: str, new: str = "wren", message: str = "by hand") -> None:
    git(root, "mv", FILE, f"cases/{new}.yaml")
    save(root, day, (f"id: {NAME}", f"id: {new}"), file=f"cases/{new}.yaml", message=message)


def test_a_case_is_followed_through_a_rename_and_a_merge(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "switch", "-q", "-c", "side")
    save(root, "2026-01-07", COUNTRY, author="B Colleague")
    git(root, "switch", "-q", "main")
    save(root, "2026-01-06", DATE)
    renamed(root, "2026-01-08")
    dated(root, "2026-01-09", "merge", "-q", "-m", "merge", "side")

    assert story(root, capsys, "wren") == [
        f"2026-01-08 A Clerk:  renamed {FILE} > cases/wren.yaml",
        f"2026-01-08 A Clerk: id changed {NAME} > wren",
        COLLEAGUE,
        f"2026-01-06 A Clerk: {DATED}",
    ]
    assert {row["case"] for row in rows(root, capsys, "wren")} == {NAME, "wren"}


def test_a_former_id_says_what_the_case_is_called_now(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed(root, "2026-01-08")
    git(root, "mv", "cases/wren.yaml", "cases/bird.yaml")
    save(root, "2026-01-09", ("id: wren", "id: bird"), file="cases/bird.yaml")

    assert [row["case"] for row in rows(root, capsys, NAME)][:1] == ["wren"]
    assert len(story(root, capsys, NAME)) == 2
    assert run(root, "log", NAME) == 0
    said = capsys.readouterr().err
    assert f"{NAME} is called bird since 2026-01-08" in said
    assert "caseledger log bird goes on" in said


def test_a_trailer_names_the_former_id_where_little_is_alike(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", DATE)
    (root / FILE).unlink()
    (root / "cases" / "wren.yaml").write_text("format: 1\nid: wren\ntitle: Else\n", "utf-8")
    message = f"wren: new id\n\nRenamed-From: {NAME}\nAction: mv"
    save(root, "2026-01-08", file="cases/wren.yaml", message=message)

    told = story(root, capsys, "wren", "--field", "z8n3c.date")

    assert told == [
        "2026-01-08 A Clerk: events.z8n3c.date removed 2024-02-09 > None",
        f"2026-01-06 A Clerk: {DATED}",
    ]


def test_a_case_without_events_is_followed_through_a_renaming(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "case", "--id", "finch", "--pseudonym", "Finch") == 0
    assert run(root, "mv", "finch", "robin") == 0

    told = rows(root, capsys, "robin")

    assert [(row["case"], row["what"]) for row in told][:2] == [
        ("robin", "renamed"),
        ("robin", "changed"),
    ]
    assert {row["action"] for row in told} == {"mv", "add-case"}


def test_a_case_that_went_to_the_folder_of_a_year_is_the_same(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / "2026").mkdir()
    git(root, "mv", FILE, f"cases/2026/{NAME}.yaml")
    save(root, "2026-01-06", DATE, file=f"cases/2026/{NAME}.yaml")

    assert story(root, capsys, NAME) == [
        f"2026-01-06 A Clerk:  renamed {FILE} > cases/2026/{NAME}.yaml",
        f"2026-01-06 A Clerk: {DATED}",
    ]
    assert len(rows(root, capsys, NAME)) == 7


def test_two_cases_that_look_alike_are_two(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = WREN.replace(NAME, "bird").replace("bq7wd", "xxxxx").replace("z8n3c", "yyyyy")
    (root / FILE).unlink()
    (root / "cases" / "bird.yaml").write_text(other, "utf-8")
    save(root, "2026-01-06", file="cases/bird.yaml")

    assert {row["what"] for row in rows(root, capsys, "bird")} == {"added"}
    assert run(root, "log", NAME) == 0
    assert f"{NAME} was deleted on 2026-01-06" in capsys.readouterr().err


def test_an_id_that_was_given_again_is_another_case(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed(root, "2026-01-06")
    (root / FILE).write_text(WREN.replace("z8n3c", "yyyyy"), "utf-8")
    save(root, "2026-01-07")

    assert {row["when"][:10] for row in rows(root, capsys, NAME)} == {"2026-01-07"}


def test_a_case_that_was_deleted_and_restored_keeps_its_trail(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / FILE).unlink()
    git(root, "add", "-A")
    dated(root, "2026-01-06", "commit", "-q", "-m", "gone")
    assert rows(root, capsys, NAME)[0]["what"] == "removed"
    assert run(root, "log", "7k2") == 0
    assert f"{NAME} was deleted on 2026-01-06" in capsys.readouterr().err
    dated(root, "2026-01-07", "revert", "--no-edit", "HEAD")

    days = [row["when"][:10] for row in rows(root, capsys, NAME, "--field", "z8n3c.date")]
    assert days == ["2026-01-07", "2026-01-06", "2026-01-05"]


# What cannot be read


def test_a_version_that_cannot_be_read_is_passed_over(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", ("title: Wren", "<<<<<<< HEAD\ntitle: Wren"))
    save(root, "2026-01-07", DATE)
    save(root, "2026-01-08", ("<<<<<<< HEAD\n", ""))

    expected = [
        f"2026-01-08 A Clerk: {DATED}",
        *("2026-01-07 A Clerk:  unreadable", "2026-01-06 A Clerk:  unreadable"),
    ]
    assert story(root, capsys, NAME) == expected
    assert story(root, capsys, NAME, "--since", "2026-01-08") == expected[:1]
    assert story(root, capsys, "--since", "2026-01-08") == expected[:1]
    assert rows(root, capsys, NAME)[0]["unread"] == 2
    assert run(root, "log", NAME, "-n", "2") == 0
    out = capsys.readouterr().out
    assert "  compared with the version before 2 that cannot be read\n  date of z8n3c" in out
    assert "\n  cannot be read in this commit\n" in out


def test_a_link_in_place_of_a_case_is_not_read(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / FILE).unlink()
    (root / FILE).symlink_to("/etc/passwd")
    save(root, "2026-01-06", file="ledger.yaml")

    assert story(root, capsys) == ["2026-01-06 A Clerk:  unreadable"]
