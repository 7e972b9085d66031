import io
import json
import re
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import OPEN, commits, git, head, message, run, text, wren
from tests.undone import arrest, clean, last

from caseledger.cli.commands import undo as undoing


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return wren(tmp_path)


# The last action


def test_the_last_action_is_taken_back_by_a_commit_of_its_own(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text(root, "wren")
    arrest(root)
    done = last(root)
    capsys.readouterr()

    assert run(root, "undo") == 0

    assert text(root, "wren") == before
    assert head(root, "wren") == before
    assert clean(root)
    assert commits(root) == 3
    said = message(root)
    assert said.startswith("wren: undo add event ab3cd extradition.arrested 2025-01-01\n")
    assert said.endswith(f"Case: wren\nEvent: ab3cd\nAction: undo\nUndoes: {done}")
    shown = capsys.readouterr().out
    assert f"caseledger undo {last(root)[:10]} brings it back" in shown
    assert f"{done[:10]} 2026-01-05 add-event" in shown


def test_undoing_twice_takes_back_the_last_two(root: Path) -> None:
    before = text(root), text(root, "wren")
    arrest(root)
    assert run(root, "set", "7k2", "z8n3c.authority", "City court") == 0

    assert run(root, "undo") == 0
    assert text(root) == before[0]
    assert "ab3cd" in text(root, "wren")

    assert run(root, "undo") == 0
    assert (text(root), text(root, "wren")) == before

    assert run(root, "undo") == 3
    assert commits(root) == 5


def test_an_undo_is_undone_and_the_action_can_be_undone_again(root: Path) -> None:
    before = text(root, "wren")
    arrest(root)
    after = text(root, "wren")

    assert run(root, "undo") == 0
    assert run(root, "undo", "HEAD") == 0
    assert text(root, "wren") == after

    assert run(root, "undo") == 0
    assert text(root, "wren") == before


def test_what_is_undone_already_is_said_with_the_way_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    assert run(root, "undo") == 0

    assert run(root, "undo", "HEAD~1") == 5

    assert f"caseledger undo {last(root)[:10]} brings it back" in capsys.readouterr().err
    assert commits(root) == 3


def test_without_a_name_nobody_elses_action_is_meant(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "colleague@example.org")

    assert run(root, "undo") == 3
    assert "caseledger undo COMMIT names another's" in capsys.readouterr().err

    assert run(root, "undo", last(root)[:8]) == 0
    assert "ab3cd" not in text(root, "wren")


def test_changes_that_came_later_stay(root: Path) -> None:
    arrest(root)
    assert run(root, "set", "wren", "bq7wd.note", "by train") == 0
    later = text(root, "wren")

    assert run(root, "undo", "HEAD~1") == 0

    entry = re.search(r"\n  - id: ab3cd\n(    .*\n)+", later)
    assert entry is not None
    assert text(root, "wren").split() == later.replace(entry[0], "\n").split()
    assert "by train" in head(root, "wren")
    assert clean(root)


# What stands in the way


def test_a_later_change_of_the_same_field_is_named(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in ("Minsk", "Kyiv"):
        assert run(root, "set", "wren", "z8n3c.authority", f"{value} court") == 0
        assert run(root, "set", "wren", "bq7wd.note", f"{value} train") == 0
    before = text(root, "wren")
    capsys.readouterr()

    assert run(root, "undo", "HEAD~3") == 5

    told = capsys.readouterr().err
    assert f"{last(root, 'HEAD~3')[:10]} cannot be undone" in told
    assert "wren: change event z8n3c authority" in told
    assert f"{last(root, 'HEAD~1')[:10]}  2026-01-05  A Clerk  set" in told
    assert last(root)[:10] not in told
    assert "court" not in told
    assert text(root, "wren") == before
    assert commits(root) == 5


def test_what_rests_on_an_entry_keeps_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "add", "source", "wren", "--kind", "media", "--id", "vlast") == 0
    assert run(root, "cite", "wren", "z8n3c", "vlast") == 0
    before = text(root, "wren")

    assert run(root, "undo", "HEAD~1") == 5

    told = capsys.readouterr().err
    assert "what is there now rests on it" in told
    assert "wren: change event z8n3c" in told
    assert f"caseledger undo {last(root)[:10]} first" in told
    assert text(root, "wren") == before

    assert run(root, "undo") == 0
    assert run(root, "undo") == 0
    assert "vlast" not in text(root, "wren")


def test_a_change_by_hand_in_the_way_is_not_blamed_on_a_commit(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "set", "wren", "z8n3c.authority", "Court") == 0
    path = root / "cases" / "wren.yaml"
    path.write_text(text(root, "wren").replace("authority: Court", "authority: Ministry"))

    assert run(root, "undo") == 5

    assert "changes that are not committed yet" in capsys.readouterr().err
    assert "Ministry" in text(root, "wren")
    assert commits(root) == 2


def test_a_person_of_whom_another_case_speaks_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "add", "person", "wren", "--pseudonym", "Finch", "--id", "pfin") == 0
    words = ("--pseudonym", "Finch", "--same-as", "wren/pfin")
    assert run(root, "add", "person", "7k2", *words) == 0

    assert run(root, "undo", "HEAD~1") == 5

    assert "c-7k2m4p refers to wren/pfin" in capsys.readouterr().err
    assert commits(root) == 3


def test_a_field_that_a_merge_decided_is_in_the_way(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "switch", "-qc", "aside")
    git(root, "commit", "-q", "--allow-empty", "-m", "aside")
    git(root, "switch", "-q", "main")
    assert run(root, "set", "wren", "z8n3c.authority", "Court") == 0
    done = last(root)
    git(root, "merge", "-q", "--no-commit", "aside")
    path = root / "cases" / "wren.yaml"
    path.write_text(text(root, "wren").replace("authority: Court", "authority: Ministry"))
    git(root, "commit", "-qam", "joined")

    assert run(root, "undo", done) == 5

    assert "by what was decided in a merge" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        pytest.param("HEAD", 2, "is a merge", id="merge"),
        pytest.param("HEAD~1", 2, "changed other files than cases: notes.txt", id="other files"),
        pytest.param("aside", 2, "does not lead to the present state", id="another branch"),
        pytest.param("start", 2, "beginning of a history", id="root"),
        pytest.param("nothing", 3, "no such commit", id="unknown"),
    ],
)
def test_what_is_not_undone_is_refused_with_a_reason(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, code: int, reason: str
) -> None:
    git(root, "tag", "start")
    git(root, "switch", "-qc", "aside")
    arrest(root)
    git(root, "switch", "-qc", "joined", "main")
    assert run(root, "set", "7k2", "title", "Sparrow") == 0
    git(root, "switch", "-q", "main")
    (root / "notes.txt").write_text("x")
    git(root, "add", "notes.txt")
    git(root, "commit", "-qm", "notes")
    git(root, "merge", "-q", "joined")
    head_before = last(root)

    assert run(root, "undo", name) == code

    assert reason in capsys.readouterr().err
    assert last(root) == head_before
    assert clean(root)


def test_the_beginning_of_a_ledger_stays(tmp_path: Path) -> None:
    assert run(tmp_path, "init", str(tmp_path / "new")) == 0
    assert run(tmp_path / "new", "undo", "HEAD") == 2
    assert run(tmp_path / "new", "undo") == 3


# What else lies in the files


def test_work_by_hand_and_staged_work_stay_where_they_are(root: Path) -> None:
    arrest(root)
    path = root / "cases" / "wren.yaml"
    staged = text(root, "wren").replace("citizenship: [UZ]", "citizenship: [UZ, KZ]")
    path.write_text(staged)
    (root / "other.txt").write_text("x")
    git(root, "add", ".")
    path.write_text(staged.replace("# The end.", "# Not the end."))

    assert run(root, "undo") == 0

    assert text(root, "wren") == OPEN.replace("[UZ]", "[UZ, KZ]").replace("# The", "# Not the")
    assert git(root, "show", ":cases/wren.yaml") == OPEN.replace("[UZ]", "[UZ, KZ]")
    assert head(root, "wren") == OPEN
    assert git(root, "diff", "--cached", "--name-only").split() == ["cases/wren.yaml", "other.txt"]


def test_what_is_half_typed_stays_half_typed(root: Path) -> None:
    arrest(root)
    path = root / "cases" / "wren.yaml"
    path.write_text(text(root, "wren").replace("title: Wren", "title: [Wren"))

    assert run(root, "undo") == 0

    assert text(root, "wren") == OPEN.replace("title: Wren", "title: [Wren")
    assert head(root, "wren") == OPEN


def test_a_dry_run_shows_the_lines_and_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    before = text(root, "wren")
    capsys.readouterr()

    assert run(root, "undo", "--dry-run") == 0

    assert "-  - id: ab3cd" in capsys.readouterr().out
    assert text(root, "wren") == before
    assert commits(root) == 2


def test_without_a_commit_only_the_file_changes(root: Path) -> None:
    arrest(root)

    assert run(root, "undo", "--no-commit") == 0

    assert text(root, "wren") == OPEN
    assert commits(root) == 2


def test_in_a_merge_the_file_is_written_and_not_committed(root: Path) -> None:
    git(root, "switch", "-qc", "aside")
    assert run(root, "set", "7k2", "title", "Sparrow") == 0
    git(root, "switch", "-q", "main")
    arrest(root)
    git(root, "merge", "-q", "--no-commit", "aside")

    assert run(root, "undo") == 5

    assert text(root, "wren") == OPEN
    assert commits(root) == 2


def test_json_names_what_was_undone_and_the_way_back(
    root: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arrest(root)
    done = last(root)
    capsys.readouterr()

    assert run(root, "undo", "--json") == 0

    envelope = json.loads(capsys.readouterr().out)
    schema = json.loads((repository / "schemas/output/write.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    data = envelope["data"]
    assert data["action"] == "undo"
    assert data["undoes"] == done
    assert data["commit"] == last(root)
    assert data["cases"][0]["changes"] == ["event removed: ab3cd extradition.arrested 2025-01-01"]


def test_nothing_of_a_closed_case_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "set", "7k2", "z8n3c.authority", "City court of Minsk") == 0
    capsys.readouterr()

    assert run(root, "undo") == 0

    assert message(root).startswith("c-7k2m4p: undo change event z8n3c\n")
    shown = capsys.readouterr()
    assert "Minsk" not in shown.out + shown.err + message(root)


def test_line_ends_of_another_system_stay(root: Path) -> None:
    (root / ".gitattributes").write_text("*.yaml text eol=crlf\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "line ends")
    path = root / "cases" / "wren.yaml"
    path.write_bytes(OPEN.replace("\n", "\r\n").encode())
    arrest(root)
    assert b"ab3cd\r\n" in path.read_bytes()

    assert run(root, "undo") == 0

    assert path.read_bytes() == OPEN.replace("\n", "\r\n").encode()
    assert head(root, "wren") == OPEN
    assert clean(root)


def test_a_ledger_below_the_top_of_its_repository(root: Path, tmp_path: Path) -> None:
    (root / ".git").rename(tmp_path / ".git")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "moved")
    arrest(root)

    assert run(root, "undo") == 0

    assert text(root, "wren") == OPEN
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "wren.yaml").write_text(OPEN)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "beside the ledger")
    assert run(root, "undo", "HEAD") == 2


def test_a_repository_that_may_run_programs_is_not_written_to(root: Path) -> None:
    arrest(root)
    git(root, "config", "core.sshCommand", "sh -c 'touch ran'")

    assert run(root, "undo") == 6
    assert "ab3cd" in text(root, "wren")


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130)])
def test_a_terminal_asks_before_many_cases_change(
    root: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    assert run(root, "add", "case", "--pseudonym", "Robin") == 0
    robin = message(root).partition(":")[0]
    assert run(root, "verify", "7k2", "wren", robin, "-s", "phone") == 0
    monkeypatch.setattr(undoing, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))

    assert run(root, "undo") == code

    assert ("case.verified" in text(root, robin)) == (answer == "n")
