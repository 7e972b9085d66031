"""Git guesses renames: a case that looks like one that was deleted is not that case."""

import subprocess
from pathlib import Path

from tests.committed_ledgers import OPEN, committed, git, run, text

from caseledger.domain.merging.clash import Clash
from caseledger.store.merging import merge_texts

OTHER = OPEN.replace("id: wren", "id: lark").replace("Муратбай Выдуманный", "Somebody Else")
CHANGED = OPEN.replace("date: 2024-02-08", "date: 2024-02-09")


def test_what_was_written_in_one_case_is_not_poured_into_another() -> None:
    found = merge_texts(OPEN.encode(), OTHER.encode(), CHANGED.encode())

    assert not found.sound
    assert [one.address for one in found.clashes] == [()]
    assert found.raw.decode() == f"<<<<<<< ours\n{OTHER}=======\n{CHANGED}>>>>>>> theirs\n"


def test_a_person_takes_one_of_the_two_as_a_whole() -> None:
    def theirs(clash: Clash) -> object:
        return clash.theirs

    versions = (OPEN.encode(), OTHER.encode(), CHANGED.encode())
    assert merge_texts(*versions, decide=theirs).raw == CHANGED.encode()
    assert merge_texts(*versions, decide=lambda clash: clash.ours).raw == OTHER.encode()


def test_a_case_that_was_only_renamed_is_merged() -> None:
    renamed = OPEN.replace("id: wren", "id: lark")
    found = merge_texts(OPEN.encode(), renamed.encode(), CHANGED.encode())

    assert found.sound
    assert found.raw.decode() == CHANGED.replace("id: wren", "id: lark")


def test_git_itself_stops_where_it_guesses_a_rename(tmp_path: Path) -> None:
    root = committed(tmp_path / "ledger", {"wren": OPEN})
    assert run(root, "init") == 0
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "ready")
    git(root, "switch", "-q", "-c", "other")
    (root / "cases" / "wren.yaml").unlink()
    (root / "cases" / "lark.yaml").write_text(OTHER)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one case goes, another comes")
    git(root, "switch", "-q", "main")
    assert run(root, "set", "wren", "z8n3c.date", "2024-02-09") == 0

    done = subprocess.run(["git", "merge", "other"], cwd=root, check=False, capture_output=True)

    assert done.returncode == 1
    assert "2024-02-09" in text(root, "lark").partition("<<<<<<<")[2]


def test_a_newer_format_is_never_written() -> None:
    newer = CHANGED.replace("format: 1", "format: 2")
    mine = OPEN.replace("date: 2023-05", "date: 2023-06")

    for pair in ((mine, newer), (newer, mine)):
        assert not merge_texts(OPEN.encode(), pair[0].encode(), pair[1].encode()).sound
    base = OPEN.replace("format: 1", "format: 2")
    assert not merge_texts(base.encode(), mine.encode(), CHANGED.encode()).sound
