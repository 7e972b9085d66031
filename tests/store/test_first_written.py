import os
import subprocess
from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.committed_ledgers import committed, git

from caseledger.domain.hearing import Entry
from caseledger.store.first_written import first_written

PATH = "cases/held.yaml"
ONE = "format: 1\nid: held\ntitle: T\npeople:\n  - {id: pp}\nevents:\n  - {id: e1, after: [e2]}\n"
TWO = f"{ONE}  - id: e2\n"
WANTED = {PATH: [("events", "e1"), ("events", "e2"), ("people", "pp")]}


def commit(root: Path, when: str, *words: str) -> None:
    """Commit all at a moment, which git takes from its environment."""
    git(root, "add", "-A")
    subprocess.run(
        ["git", "commit", "-q", "-m", "more", *words],
        cwd=root,
        check=True,
        env={**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when},
    )


def days(root: Path, zone: str = "UTC", path: str = PATH) -> dict[Entry, str]:
    found = first_written(root, ZoneInfo(zone), {path: WANTED[PATH]}).get(path, {})
    return {entry: day.isoformat() for entry, day in found.items()}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger whose case has a second event since 9 March, late in the evening."""
    root = committed(tmp_path / "ledger", {"held": ONE})
    commit(root, "2024-03-01T12:00:00Z", "--amend")
    (root / PATH).write_text(TWO, encoding="utf-8")
    commit(root, "2024-03-09T20:00:00Z")
    return root


def test_an_entry_is_as_old_as_the_first_commit_that_has_it(ledger: Path) -> None:
    (ledger / PATH).write_text(TWO + "  - id: e3\n", encoding="utf-8")
    commit(ledger, "2024-05-01T12:00:00Z")

    assert days(ledger) == {
        ("people", "pp"): "2024-03-01",
        ("events", "e1"): "2024-03-01",
        ("events", "e2"): "2024-03-09",
    }


def test_the_time_zone_of_the_ledger_decides_the_day(ledger: Path) -> None:
    assert days(ledger, "Asia/Almaty")["events", "e2"] == "2024-03-10"


def test_an_entry_that_was_taken_out_and_came_back_is_as_old_as_before(ledger: Path) -> None:
    for text, when in ((ONE, "2024-06-01"), (TWO, "2024-07-01")):
        (ledger / PATH).write_text(text, encoding="utf-8")
        commit(ledger, f"{when}T12:00:00Z")

    assert days(ledger)["events", "e2"] == "2024-03-09"


def test_a_file_that_was_moved_keeps_its_history(ledger: Path) -> None:
    (ledger / "cases/2024").mkdir()
    git(ledger, "mv", PATH, "cases/2024/held.yaml")
    commit(ledger, "2024-06-01T12:00:00Z")

    assert days(ledger, path="cases/2024/held.yaml")["events", "e2"] == "2024-03-09"


def test_what_came_with_a_merge_is_as_old_as_the_merge(ledger: Path) -> None:
    git(ledger, "switch", "-q", "-c", "other")
    (ledger / PATH).write_text(TWO + "  - id: e3\n", encoding="utf-8")
    commit(ledger, "2024-04-01T12:00:00Z")
    git(ledger, "switch", "-q", "main")
    (ledger / "note").write_text("n", encoding="utf-8")
    commit(ledger, "2024-04-02T12:00:00Z")
    git(ledger, "merge", "-q", "--no-ff", "--no-commit", "other")
    commit(ledger, "2024-04-10T12:00:00Z")

    found = first_written(ledger, UTC, {PATH: [("events", "e3")]})
    assert found == {PATH: {("events", "e3"): date(2024, 4, 10)}}


def test_a_version_that_cannot_be_read_tells_nothing(ledger: Path) -> None:
    (ledger / PATH).write_text(f"<<<<<<<\n{TWO}  - id: e3\n", encoding="utf-8")
    commit(ledger, "2024-06-01T12:00:00Z")
    (ledger / PATH).write_text(f"{TWO}  - id: e3\n", encoding="utf-8")
    commit(ledger, "2024-07-01T12:00:00Z")

    found = first_written(ledger, UTC, {PATH: [("events", "e3")]})
    assert found == {PATH: {("events", "e3"): date(2024, 7, 1)}}


def test_what_is_not_committed_has_no_day(ledger: Path) -> None:
    (ledger / PATH).write_text(TWO + "  - id: e9\n", encoding="utf-8")

    assert first_written(ledger, UTC, {PATH: [("events", "e9")]}) == {PATH: {}}


def test_before_the_first_commit_and_without_a_repository_nothing_has(tmp_path: Path) -> None:
    assert first_written(tmp_path, UTC, WANTED) == {}
    git(tmp_path, "init", "-q")
    assert first_written(tmp_path, UTC, WANTED) == {}


def test_settings_of_the_repository_do_not_change_what_is_found(ledger: Path) -> None:
    before = days(ledger)
    for key, value in (("log.follow", "true"), ("log.showSignature", "true"), ("diff.renames", "")):
        git(ledger, "config", key, value)
    git(ledger, "config", "gpg.program", "false")

    assert days(ledger) == before


def test_nothing_is_asked_where_nothing_is_wanted(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    assert first_written(ledger, UTC, {PATH: []}) == {}
