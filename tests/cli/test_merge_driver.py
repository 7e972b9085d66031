"""The merge driver as git runs it, in repositories of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.committed_ledgers import WREN, committed, git

from caseledger.actions import merge_driver
from caseledger.cli.main import main

DRIVER = f"'{sys.executable}' -m caseledger --today 2026-02-02 merge-driver %O %A %B %L %P"
CASE = "cases/c-7k2m4p.yaml"
NEW = """\
  - id: {id}
    date: 2025-0{month}
    kind: extradition.hearing
    country: KZ
    sources: [counsel]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = committed(tmp_path / "ledger", {"c-7k2m4p": WREN})
    (root / ".gitattributes").write_text("cases/*.yaml merge=caseledger\n", encoding="utf-8")
    git(root, "config", "merge.caseledger.driver", DRIVER)
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "attributes")
    git(root, "branch", "topic")
    return root


def commit(root: Path, *pairs: tuple[str, str], path: str = CASE) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (root / path).write_text(text, encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "change")


def on_topic(root: Path, *pairs: tuple[str, str], path: str = CASE) -> None:
    git(root, "switch", "-q", "topic")
    commit(root, *pairs, path=path)
    git(root, "switch", "-q", "main")


def merge(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "merge", "-q", "--no-edit", *(words or ("topic",))],
        cwd=root,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def text(root: Path) -> str:
    return (root / CASE).read_text(encoding="utf-8")


def versions(folder: Path, *texts: str) -> list[str]:
    paths = [folder / name for name in ("base", "ours", "theirs")]
    for path, one in zip(paths, texts, strict=True):
        path.write_text(one, encoding="utf-8")
    return [str(path) for path in paths]


def drive(folder: Path, base: str, ours: str, theirs: str, path: str = CASE) -> tuple[int, str]:
    code = main(["merge-driver", *versions(folder, base, ours, theirs), "7", path])
    return code, (folder / "ours").read_text(encoding="utf-8")


def test_git_merge_takes_events_and_fields_of_both_sides(root: Path) -> None:
    end = "# The end.\n"
    ours, theirs = (NEW.format(id=f"k{at}zzz", month=at) for at in (3, 2))
    commit(root, (end, f"{ours}{end}"), ("title: Wren  ", "title: Robin "))
    on_topic(root, (end, f"{theirs}{end}"), ("# no name here", "# still no name"))

    done = merge(root)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{theirs}{ours}{end}" in text(root)
    assert "title: Robin                     # still no name\n" in text(root)
    assert git(root, "status", "--porcelain") == ""


def test_git_merge_stops_with_markers_and_says_where(root: Path) -> None:
    commit(root, ("date: 2024-02-08", "date: 2024-02-09"))
    on_topic(root, ("date: 2024-02-08", "date: 2024-03"))

    done = merge(root)

    assert done.returncode == 1
    said = f"caseledger: {CASE}: events z8n3c date: changed on both sides\n"
    assert said in done.stderr
    assert "2024-03" not in done.stderr
    assert (
        "<<<<<<< ours\n    date: 2024-02-09\n||||||| base\n    date: 2024-02-08\n=======\n"
        "    date: 2024-03\n>>>>>>> theirs\n"
    ) in text(root)
    assert git(root, "status", "--porcelain") == f"UU {CASE}\n"


def test_a_merge_that_is_wrong_only_as_a_whole_is_left_to_a_person(root: Path) -> None:
    first = "    country: KZ\n    sources: [counsel]      # by phone"
    commit(root, (first, f"    after: [z8n3c]\n{first}"))
    second = "    country: KZ\n    by: UZ"
    on_topic(root, (second, f"    after: [bq7wd]\n{second}"))

    done = merge(root)

    assert done.returncode == 1
    assert "after: each side is in order, and both together are not" in done.stderr
    assert "<<<<<<<" not in text(root)
    assert git(root, "status", "--porcelain") == f"UU {CASE}\n"


def test_what_one_side_took_away_and_the_other_needs_is_left_to_a_person(root: Path) -> None:
    commit(
        root,
        ("# The end.\n", f"{NEW.format(id='kc4zz', month=3)}    of: z8n3c\n# The end.\n"),
    )
    start = text(root).index("  - id: z8n3c")
    gone = text(root)[start : text(root).index("  - id: kc4zz")]
    on_topic(root, (gone, ""))

    done = merge(root)

    assert done.returncode == 1
    assert "events z8n3c: taken away on one side, needed by what the other" in done.stderr
    assert "kc4zz" in text(root).partition(">>>>>>>")[2]
    assert "z8n3c" in text(root).partition("<<<<<<<")[2].partition("=======")[0]


def test_both_adding_the_file_is_merged_without_a_base(root: Path) -> None:
    for branch, title in (("main", "Robin"), ("topic", "Finch")):
        git(root, "switch", "-q", branch)
        made = WREN.replace("7k2m4p", "rrrrrr").replace("title: Wren ", f"title: {title}")
        (root / "cases/c-rrrrrr.yaml").write_text(made, encoding="utf-8")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "new")
    git(root, "switch", "-q", "main")

    done = merge(root)

    assert done.returncode == 1
    both = (root / "cases/c-rrrrrr.yaml").read_text(encoding="utf-8")
    assert both.count("<<<<<<<") == 1
    assert "caseledger: cases/c-rrrrrr.yaml: title: added on both sides" in done.stderr


def test_branches_that_cross_are_merged(root: Path) -> None:
    commit(root, ("date: 2024-02-08", "date: 2024-02-09"))
    on_topic(root, ("date: 2023-05\n", "date: 2023-06\n"))
    first, second = git(root, "rev-parse", "main", "topic").split()
    merge(root, second)
    git(root, "switch", "-q", "topic")
    merge(root, first)
    commit(root, ("by: UZ", "by: TM"))
    git(root, "switch", "-q", "main")
    commit(root, ("# The end.", "# The end of it."))

    assert merge(root).returncode == 0
    for line in ("date: 2024-02-09", "date: 2023-06", "by: TM", "# The end of it."):
        assert line in text(root)


def test_a_base_that_was_a_conflict_itself_is_read_both_ways(root: Path) -> None:
    commit(root, ("date: 2024-02-08", "date: 2024-02-09"))
    on_topic(root, ("date: 2024-02-08", "date: 2024-03"))
    first, second = git(root, "rev-parse", "main", "topic").split()
    settled = text(root).replace("date: 2024-02-09", "date: 2024-04")
    for branch, other in (("main", second), ("topic", first)):
        git(root, "switch", "-q", branch)
        merge(root, other)
        (root / CASE).write_text(settled, encoding="utf-8")
        git(root, "commit", "-q", "-a", "-m", "settled")
    commit(root, ("by: UZ", "by: TM"))
    git(root, "switch", "-q", "main")
    commit(root, ("# The end.", "# The end of it."))

    assert merge(root).returncode == 0
    assert text(root) == settled.replace("by: UZ", "by: TM").replace(
        "# The end.", "# The end of it."
    )


def test_the_words_of_a_ledger_in_the_middle_of_its_own_merge_are_done_without(root: Path) -> None:
    commit(root, ("format: 1\n", "format: 1\nname: A\n"), path="ledger.yaml")
    commit(root, ("by: UZ", "by: TM"))
    on_topic(root, ("format: 1\n", "format: 1\nname: B\n"), path="ledger.yaml")
    on_topic(root, ("date: 2023-05\n", "date: 2023-06\n"))

    done = merge(root)

    assert done.returncode == 1
    assert git(root, "status", "--porcelain") == f"M  {CASE}\nUU ledger.yaml\n"
    assert "by: TM" in text(root)
    assert "date: 2023-06" in text(root)


@pytest.mark.parametrize("path", ["ledger.yaml", "rules/own.yaml", "notes.txt", "cases/a/b/c.yaml"])
def test_what_is_no_case_is_merged_by_lines(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    base = "a: 1\nb: 2\nc: 3\nd: 4\n"
    near = drive(tmp_path, base, base.replace("1", "5"), base.replace("4", "6"), path)
    assert near == (0, "a: 5\nb: 2\nc: 3\nd: 6\n")

    code, both = drive(tmp_path, base, base.replace("1", "5"), base.replace("1", "6"), path)
    assert code == 1
    assert both.startswith(
        "<<<<<<< ours\na: 5\n||||||| base\na: 1\n=======\na: 6\n>>>>>>> theirs\n"
    )
    assert f"caseledger: {path}: no case file: merged line by line" in capsys.readouterr().err


def test_without_a_ledger_a_case_is_merged_with_the_words_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, both = drive(
        tmp_path, WREN, WREN.replace("by: UZ", "by: TM"), WREN.replace("KZ\n    by", "KG\n    by")
    )

    assert code == 0
    assert both == WREN.replace("KZ\n    by: UZ", "KG\n    by: TM")


def test_a_side_that_cannot_be_read_is_never_taken_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, both = drive(
        tmp_path,
        WREN,
        WREN.replace("title: Wren", "title: [Wren"),
        WREN.replace("by: UZ", "by: TM"),
    )

    assert code == 1
    assert "title: [Wren" in both
    assert "by: TM" in both


def test_after_a_mistake_of_ours_git_merges_and_a_person_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(merge_driver, "merge_texts", broken)
    code, both = drive(
        tmp_path, WREN, WREN.replace("by: UZ", "by: TM"), WREN.replace("by: UZ", "by: TJ")
    )

    assert code == 1
    assert "<<<<<<< ours\n    by: TM\n||||||| base\n" in both
    assert "a mistake of the program: merged line by line, look at it" in capsys.readouterr().err


def test_labels_of_git_are_used_and_its_words_for_none_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = versions(
        tmp_path, WREN, WREN.replace("by: UZ", "by: TM"), WREN.replace("by: UZ", "by: TJ")
    )

    assert main(["merge-driver", *paths, "9", CASE, "HEAD", "%S", "to\x1bpic"]) == 1
    both = (tmp_path / "ours").read_text(encoding="utf-8")
    assert "<<<<<<<<< HEAD\n" in both
    assert "||||||||| base\n" in both
    assert ">>>>>>>>> theirs\n" in both


def test_a_version_that_is_not_there_leaves_ours_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = versions(tmp_path, WREN, WREN, WREN)

    assert main(["merge-driver", paths[0], paths[1], "nowhere", "7", CASE]) == 6
    assert (tmp_path / "ours").read_text(encoding="utf-8") == WREN


def test_the_driver_starts_without_what_it_seldom_needs(tmp_path: Path) -> None:
    paths = versions(
        tmp_path,
        WREN,
        WREN.replace("by: UZ", "by: TM"),
        WREN.replace("title: Wren", "title: Robin"),
    )
    words = ["merge-driver", *paths, "7", CASE]
    code = (
        "import sys; from caseledger.cli.main import main; "
        f"assert main({words!r}) == 0; "
        "print([one for one in ('git', 'pydantic', 'ruamel.yaml', 'rich.table', 'holidays')"
        " if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.stdout == "[]\n"
