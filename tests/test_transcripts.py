import random
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.transcripts import BLOCK, compare

from caseledger.actions import identifiers
from caseledger.cli.app import COMMANDS

REPOSITORY = Path(__file__).parent.parent
FILES = sorted(
    path
    for path in (
        REPOSITORY / "README.md",
        *REPOSITORY.glob("docs/*.md"),
        *REPOSITORY.glob("tests/transcripts/*.md"),
    )
    if "```console" in path.read_text(encoding="utf-8")
)


WALKS = {
    "docs/daily-tasks.md": "2026-02-02",
    "docs/deadlines.md": "2026-09-01",
    "docs/first-ledger.md": "2026-02-02",
    "docs/formats.md": "2026-02-02",
    "docs/history.md": "2026-02-02",
    "docs/team-work.md": "2026-02-02",
    "tests/transcripts/check.md": "2026-02-02",
    "tests/transcripts/confirm.md": "2025-06-06",
    "tests/transcripts/diff.md": "2026-02-02",
    "tests/transcripts/resolve.md": "2026-02-02",
    "tests/transcripts/rules.md": "2026-11-24",
    "tests/transcripts/undo.md": "2026-02-02",
    "tests/transcripts/writing.md": "2026-02-02",
}
"""Pages that are replayed in a ledger of their own (most of them write), and on which day."""


def page_of(path: Path) -> str:
    """Return the path of a page in the repository."""
    return path.relative_to(REPOSITORY).as_posix()


TERMINAL = {"COLUMNS": "96", "NO_COLOR": "1"}


@pytest.fixture
def chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let chance be the same in every run: ids are made by it."""
    dice = random.Random(2)  # noqa: S311 - not a secret here
    monkeypatch.setattr(identifiers, "pick", dice.choice)


@pytest.mark.usefixtures("chance")
@pytest.mark.parametrize(
    "path", [path for path in FILES if page_of(path) in WALKS], ids=lambda path: path.stem
)
def test_walk_is_what_the_program_prints(
    path: Path, update: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_ledger(tmp_path, REPOSITORY / "tests" / "walks" / path.stem))
    monkeypatch.setenv("CASELEDGER_TODAY", WALKS[page_of(path)])

    compare(path, update=update, settings=TERMINAL)


def _ledger(folder: Path, template: Path) -> Path:
    """Make a folder to walk in: empty, or with the committed ledger that belongs to the page."""
    if not template.is_dir():
        return folder
    shutil.copytree(template, folder / "ledger")
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "before"]):
        subprocess.run(["git", *command], cwd=folder / "ledger", check=True)
    return folder / "ledger"


@pytest.mark.parametrize(
    "path", [path for path in FILES if page_of(path) not in WALKS], ids=lambda path: path.stem
)
def test_transcript_is_what_the_program_prints(
    path: Path, update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("CASELEDGER_TODAY", "2026-11-24")

    compare(path, update=update)


def test_every_command_has_a_transcript() -> None:
    shown = "".join(
        block for path in FILES for block in BLOCK.findall(path.read_text(encoding="utf-8"))
    )
    missing = [name for name, _ in COMMANDS if f"caseledger {name}" not in shown]

    assert missing == []
