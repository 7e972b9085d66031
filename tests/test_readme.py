"""The commands of the README that no transcript replays."""

import re
import shlex
from pathlib import Path

import pytest

from caseledger.cli.main import main

BLOCK = re.compile(r"```sh\n(caseledger init.*?)```", re.DOTALL)


def test_a_ledger_begins_as_the_readme_says(
    repository: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = BLOCK.search((repository / "README.md").read_text(encoding="utf-8"))
    assert block is not None

    for line in block[1].splitlines():
        program, *words = (word.replace("~", str(home)) for word in shlex.split(line))
        if program == "cd":
            monkeypatch.chdir(words[0])
        else:
            assert program == "caseledger"
            assert main(words) == 0, line

    assert main(["check"]) == 0
