from pathlib import Path

import pytest
from tests.transcripts import BLOCK, compare

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


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
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
