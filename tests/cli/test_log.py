import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from tests.committed_ledgers import WREN, git, run
from tests.logged import (
    COUNTRY,
    DATE,
    DATED,
    FILE,
    IN_PART,
    NAME,
    TITLE,
    begun,
    edit,
    rows,
    save,
    story,
)
from tests.small_ledgers import write_ledger

from caseledger.cli.main import main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return begun(tmp_path)


def test_each_change_has_its_day_its_author_and_its_commit(
    root: Path, capsys: pytest.CaptureFixture[str], repository: Path
) -> None:
    assert run(root, "set", NAME, "z8n3c.date", "2024-02-09") == 0
    capsys.readouterr()

    assert run(root, "log", NAME, "--json") == 0
    envelope = json.loads(capsys.readouterr().out)

    schema = json.loads((repository / "schemas/output/log.schema.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(envelope)
    first = envelope["data"][0]
    assert first == {
        "commit": git(root, "rev-parse", "HEAD").strip(),
        "when": "2026-01-05T14:00:00+05:00",
        "written": "2026-01-05T14:00:00+05:00",
        "author": "A Clerk",
        "email": "clerk@example.org",
        "action": "set",
        "subject": f"{NAME}: change event z8n3c",
        "merge": False,
        "case": NAME,
        "path": FILE,
        "address": ["events", "z8n3c", "date"],
        "entry": "z8n3c",
        "field": "date",
        "event": "z8n3c",
        "person": None,
        "what": "changed",
        "old": "2024-02-08",
        "new": "2024-02-09",
        "unread": 0,
    }
    assert [row["address"][:1] for row in envelope["data"][1:]] == [
        *([], ["people"], ["sources"], ["events"], ["events"])
    ]


def test_on_a_screen_commits_are_headed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, "2026-01-06", DATE)
    edit(root, TITLE)

    assert run(root, "log", NAME, "-n", "1") == 0

    short = git(root, "rev-parse", "HEAD")[:7]
    assert capsys.readouterr().out == (
        "not committed\n"
        "  title: Wren → Wren and others\n\n"
        f"2026-01-06 14:00  A Clerk  {short}  by hand\n"
        "  date of z8n3c: 2024-02-08 → 2024-02-09\n"
    )


def test_the_sentences_are_russian_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, "2026-01-06", ("title: Wren  ", "title: Wren #"))
    edit(root, DATE)

    assert run(root, "--lang", "ru", "log", NAME, "-n", "1") == 0

    out = capsys.readouterr().out
    assert "не зафиксировано\n  date (z8n3c): 2024-02-08 → 2024-02-09\n" in out
    assert "комментарии или оформление" in out


def test_a_sheet_has_a_row_a_change(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, "2026-01-06", DATE, author='=HYPERLINK("x")')

    assert run(root, "log", NAME, "-n", "1", "--format", "csv") == 0

    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["author"] == '\'=HYPERLINK("x")'
    assert (row["entry"], row["field"], row["old"]) == ("z8n3c", "date", "2024-02-08")


# What is asked for


def test_days_and_numbers_bound_the_trail(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, "2026-01-06", DATE)
    save(root, "2026-01-30", TITLE)
    edit(root, COUNTRY)
    last = "2026-01-30 A Clerk: title changed Wren > Wren and others"
    first = f"2026-01-06 A Clerk: {DATED}"
    now = "now None: events.bq7wd.country changed KZ > KG"

    assert story(root, capsys, "--since", "7d") == [now, last]
    assert story(root, capsys, "--since", "7d", "--committed") == [last]
    assert story(root, capsys, "--until", "2026-01-06") == [first]
    assert story(root, capsys, "--since", "2026-01-06", "--until", "2026-01-06") == [first]
    assert story(root, capsys, "-n", "1") == [now, last]
    assert story(root, capsys, NAME, "-n", "1") == [now, last]
    assert story(root, capsys, "-n", "2", "--reverse") == [first, last, now]
    assert main(["-C", str(root), "log", "--since", "2026-02", "--until", "2026-01"]) == 2


def test_filters_go_together(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(root, "2026-01-06", DATE, COUNTRY)
    save(root, "2026-01-07", TITLE, ("pseudonym: Wren", "pseudonym: Bird"))

    assert story(root, capsys, "--event", "z8", "--field", "date") == [
        f"2026-01-06 A Clerk: {DATED}"
    ]
    assert story(root, capsys, NAME, "--person", "pw3k", "--since", "2026-01-07") == [
        "2026-01-07 A Clerk: people.pw3k.pseudonym changed Wren > Bird"
    ]


def test_the_beginning_of_an_id_must_mean_one_event(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", ("id: bq7wd", "id: z8xxx"))

    assert run(root, "log", NAME, "--event", "z8") == 3
    assert "z8n3c, z8xxx" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--event", "zzz"), ("--person", "nobody"), ("--field", "hue")])
def test_a_word_that_nothing_ever_had_is_not_taken_for_an_empty_trail(
    root: Path, words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "log", NAME, *words) == 3
    assert "nothing in this history is about" in capsys.readouterr().err


# Where there is little to tell


@pytest.mark.parametrize("word", ["nobody", "../x", "a\nb", "*", ""])
def test_a_case_that_never_was(root: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "log", word) == 3
    assert "no such case" in capsys.readouterr().err


def test_without_a_history_there_is_no_trail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_ledger(tmp_path / "plain", {NAME: WREN}, "format: 1\n")

    assert run(root, "log") == 3
    assert "not in a git repository" in capsys.readouterr().err
    git(root, "init", "-q")
    assert run(root, "log", NAME) == 3
    assert "nothing was committed yet" in capsys.readouterr().err


def test_a_case_that_was_never_committed_is_new(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "cases" / "bird.yaml").write_text(WREN.replace(NAME, "bird"), "utf-8")

    assert {(row["commit"], row["what"]) for row in rows(root, capsys, "bird")} == {(None, "added")}
    assert rows(root, capsys, "bird", "--committed") == []


def test_a_shallow_clone_says_where_its_history_begins(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", DATE)
    save(root, "2026-01-07", TITLE)
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{root}", "clone")

    assert story(tmp_path / "clone", capsys, NAME) == [
        "2026-01-07 A Clerk: title changed Wren > Wren and others"
    ]
    assert run(tmp_path / "clone", "log") == 0
    said = capsys.readouterr().err
    assert IN_PART in said
    assert "git fetch --unshallow" in said


def test_a_clone_without_the_files_of_its_history_says_how_to_get_them(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", DATE)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", "clone")

    assert run(tmp_path / "clone", "log") == 6
    assert "git fetch --refetch --no-filter" in capsys.readouterr().err


def test_a_worktree_has_its_own_head(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    save(tmp_path / "side", "2026-01-06", DATE)

    assert story(tmp_path / "side", capsys, NAME) == [f"2026-01-06 A Clerk: {DATED}"]
    assert story(root, capsys, NAME) == []


def test_a_case_that_is_not_checked_out_was_not_removed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", DATE)
    git(root, "update-index", "--skip-worktree", FILE)
    (root / FILE).unlink()

    assert story(root, capsys, NAME) == [f"2026-01-06 A Clerk: {DATED}"]
    assert story(root, capsys) == [f"2026-01-06 A Clerk: {DATED}"]


# Hostile history


def test_what_a_commit_says_of_itself_is_shown_and_not_obeyed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "\x1b]0;x\x07[red]\u202e"
    feigned = "commit 0123456789abcdef\nauthor X <x> 1 +0000\n\n:100644 100644 1 2 M\n"
    message = f"{hostile}\n\n{feigned}\nAction: \x1b[2J"
    save(root, "2026-01-06", DATE, author=f"A {hostile}", message=message)

    assert run(root, "log", NAME) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[red]" in out
    [row] = rows(root, capsys, NAME, "--since", "2026-01-06")
    assert row["action"] is None
    assert row["author"].startswith("A \x1b")


def test_settings_of_the_repository_change_nothing_and_nothing_is_run(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(root, "2026-01-06", DATE)
    before = rows(root, capsys)
    touched = tmp_path / "touched"
    script = f"sh -c 'touch {touched}; cat'"
    (root / ".gitattributes").write_text("*.yaml diff=own filter=own\n", "utf-8")
    (root / ".mailmap").write_text("Nobody <n@example.org> <clerk@example.org>\n", "utf-8")
    for key, value in {
        "diff.own.textconv": script,
        "diff.own.command": script,
        "filter.own.clean": script,
        "filter.own.smudge": script,
        "core.fsmonitor": script,
        "diff.external": script,
        "diff.renames": "false",
        "diff.relative": "true",
        "log.showRoot": "false",
        "log.diffMerges": "off",
        "log.mailmap": "true",
        "log.follow": "true",
        "log.showSignature": "true",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "latin1",
    }.items():
        git(root, "config", key, value)

    assert rows(root, capsys) == before
    assert not touched.exists()
