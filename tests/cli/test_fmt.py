import json
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import OPEN, WREN, commits, committed, git, head, message, run, text
from tests.small_ledgers import write_ledger

LOOSE = OPEN.replace("title: Wren  ", "title: 'Wren'").replace("[UZ]", "[ UZ ]")
LAID = (
    "# A case that was written by hand.\nformat: 1\nid: wren\n"
    "title: Wren                     # no name here\nvisibility: public\n"
)
"""The head of `LOOSE` in the canonical layout; the comment stays in its column."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return committed(tmp_path / "ledger", {"c-7k2m4p": WREN, "wren": LOOSE})


def test_all_files_in_one_commit(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "fmt") == 0

    assert text(root) == WREN
    assert text(root, "wren").startswith(LAID)
    assert text(root, "wren").partition("people:\n")[2] == OPEN.partition("people:\n")[2]
    assert (commits(root), git(root, "status", "--porcelain")) == (2, "")
    assert message(root) == "wren: canonical layout\n\nCase: wren\nAction: fmt"
    assert capsys.readouterr().out.startswith("wren: canonical layout\nsaved ")

    assert run(root, "fmt") == 0
    assert commits(root) == 2
    assert capsys.readouterr().err == "nothing to change\n"


@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [
        pytest.param(["--check"], 1, "cases/wren.yaml\n", id="names the files"),
        pytest.param(["--check", "c-7k2"], 0, "", id="of those asked about"),
        pytest.param(["--check", "--diff"], 1, "+title: Wren  ", id="with the diff"),
        pytest.param(["--diff"], 0, "+title: Wren  ", id="the diff alone"),
        pytest.param(["--dry-run", "cases"], 0, "+title: Wren  ", id="by its other name"),
    ],
)
def test_nothing_is_written_where_that_is_asked(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], code: int, shown: str
) -> None:
    assert run(root, "fmt", *words) == code

    out = capsys.readouterr().out
    assert shown in out
    assert bool(out) is bool(shown)
    assert (text(root, "wren"), commits(root)) == (LOOSE, 1)


def test_the_lines_of_a_closed_case_stay_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "ledger", {"c-7k2m4p": WREN.replace("[UZ]", "[ UZ ]")})

    assert run(root, "fmt", "--check", "--diff") == 1
    out = capsys.readouterr().out
    assert "c-7k2m4p" in out
    assert "Выдуманный" not in out


def test_what_cannot_be_read_is_named_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = LOOSE.replace("format: 1", "format: 2").replace("id: wren", "id: newer")
    cases = {"wren": LOOSE, "bad": "format: [\n", "newer": newer}
    root = write_ledger(tmp_path / "ledger", cases)

    assert run(root, "fmt") == 1

    assert (text(root, "bad"), text(root, "newer")) == ("format: [\n", newer)
    assert text(root, "wren").startswith(LAID)
    told = capsys.readouterr().err
    assert "cases/bad.yaml is left as it is: it cannot be read as YAML\n" in told
    assert "cases/newer.yaml is left as it is: it was written by a newer caseledger\n" in told
    assert run(root, "fmt", "--check") == 1


def test_what_is_not_committed_yet_stays_so(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    path.write_text(LOOSE.replace("by: UZ", "by: KG"), encoding="utf-8")
    git(root, "add", "--", "cases/wren.yaml")
    path.write_text(LOOSE.replace("by: UZ", "by: TJ"), encoding="utf-8")

    assert run(root, "fmt") == 0

    assert head(root, "wren").startswith(LAID)
    staged = git(root, "show", ":cases/wren.yaml")
    assert (staged.startswith(LAID), text(root, "wren").startswith(LAID)) == (True, True)
    assert ["by: UZ" in head(root, "wren"), "by: KG" in staged] == [True, True]
    assert "by: TJ" in text(root, "wren")


def test_a_file_that_git_does_not_have_yet_keeps_no_other_from_its_commit(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "cases" / "new.yaml"
    path.write_text(LOOSE.replace("id: wren", "id: new"), encoding="utf-8")

    assert run(root, "fmt") == 0

    assert (commits(root), git(root, "status", "--porcelain")) == (2, "?? cases/new.yaml\n")
    assert text(root, "new").startswith(LAID.replace("id: wren", "id: new"))
    assert "cases/new.yaml is not in git yet: written on disk" in capsys.readouterr().err


def test_without_a_commit(root: Path) -> None:
    assert run(root, "fmt", "--no-commit", "wren") == 0

    assert text(root, "wren").startswith(LAID)
    assert (commits(root), head(root, "wren")) == (1, LOOSE)


def test_the_json_has_the_promised_shape(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = json.loads((repository / "schemas/output/write.schema.json").read_bytes())

    assert run(root, "fmt", "--check", "--json") == 1
    told = json.loads(capsys.readouterr().out)

    jsonschema.Draft202012Validator(schema).validate(told)
    assert [one["case"] for one in told["data"]["cases"]] == ["wren"]
    assert told["data"]["commit"] is None


@pytest.mark.parametrize("word", ["nobody", "ledger.yaml", ""])
def test_a_word_without_a_meaning_is_refused(root: Path, word: str) -> None:
    assert run(root, "fmt", word) == 3
