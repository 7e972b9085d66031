from pathlib import Path

import pytest
from tests.committed_ledgers import OPEN, WREN, commits, committed, git, message, run, text
from tests.small_ledgers import write_ledger

from caseledger.domain.edits import EditRefused, Put
from caseledger.domain.revisions import Tree
from caseledger.store.migrating import migrated

OLD = OPEN.replace("date: 2023-05\n", "date: ../2023-05   # at the latest\n")
NEW = OPEN.replace("date: 2023-05\n", 'date: "[..2023-05]"   # at the latest\n')
KINDS = """\
format: 1
vocabulary:
  advocacy.picket: {label: Picket held, aliases: [advocacy.protest]}
"""
PROTEST = WREN.replace("movement.entered", "advocacy.protest")


def test_all_former_forms_in_one_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guess = OPEN.replace("id: wren", "id: lark").replace("country: KZ", "country: kz")
    root = committed(tmp_path / "ledger", {"wren": OLD, "c-7k2m4p": PROTEST, "lark": guess}, KINDS)

    assert run(root, "migrate") == 0

    assert text(root, "wren") == NEW
    assert text(root) == PROTEST.replace("advocacy.protest", "advocacy.picket")
    assert text(root, "lark") == guess  # a mistake is not a former form
    assert message(root).startswith("migrate: mend CL306, CL901 in 2 files\n")
    assert message(root).endswith("Action: migrate")
    assert (commits(root), git(root, "status", "--porcelain")) == (2, "")

    capsys.readouterr()
    assert run(root, "migrate") == 0
    assert commits(root) == 2
    assert capsys.readouterr().err.startswith("nothing to migrate: 4 files have the form")


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_ledger(tmp_path / "ledger", {"wren": OLD})

    assert run(root, "migrate", "--dry-run") == 0

    assert '+    date: "[..2023-05]"   # at the latest' in capsys.readouterr().out
    assert text(root, "wren") == OLD


def test_what_cannot_be_read_is_named_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "ledger", {"wren": OLD, "bad": "format: [\n"})

    assert run(root, "migrate") == 1

    assert (text(root, "wren"), text(root, "bad")) == (NEW, "format: [\n")
    assert "cases/bad.yaml is left as it is" in capsys.readouterr().err


def test_a_ledger_of_a_newer_program_is_not_migrated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = WREN.replace("format: 1", "format: 2")
    root = write_ledger(tmp_path / "ledger", {"wren": OLD, "c-7k2m4p": newer})

    assert run(root, "migrate") == 4

    assert (text(root, "wren"), text(root)) == (OLD, newer)
    assert "written by a newer caseledger" in capsys.readouterr().err


def test_the_steps_of_formats_follow_each_other() -> None:
    def to_two(tree: Tree) -> list[Put]:
        return [Put(("title",), f"{tree['title']} two")]

    def to_three(tree: Tree) -> list[Put]:
        return [Put(("title",), f"{tree['title']} three")]

    raw = b"format: 1   # one\nid: a\ntitle: A # two\n"
    steps = {1: to_two, 2: to_three}

    assert migrated(raw, steps) == b"format: 3   # one\nid: a\ntitle: A two three # two\n"
    assert migrated(raw, {2: to_three}) == raw
    assert migrated(raw) == raw
    with pytest.raises(EditRefused):
        migrated(b"format: [", steps)
