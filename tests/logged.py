"""A ledger whose history is told by `log`, for its tests."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.committed_ledgers import WREN, committed, git, run

NAME = "c-7k2m4p"
FILE = f"cases/{NAME}.yaml"
DATE = ("date: 2024-02-08", "date: 2024-02-09")
COUNTRY = ("country: KZ\n    sources", "country: KG\n    sources")
TITLE = ("title: Wren", "title: Wren and others")
ALMATY = "format: 1\ntimezone: Asia/Almaty\n"
IN_PART = "holds only a part of the history"


def begun(folder: Path) -> Path:
    """Make a ledger with one case, committed on 5 January 2026 at 14:00 in Almaty."""
    return committed(folder / "ledger", {NAME: WREN}, ALMATY)


def dated(root: Path, day: str, *words: str, author: str = "A Clerk") -> None:
    """Run git at nine in the morning of a day, as an author."""
    when = f"{day}T09:00:00+0000"
    more = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_NAME": author}
    subprocess.run(["git", *words], cwd=root, check=True, env={**os.environ, **more})


def edit(root: Path, *edits: tuple[str, str], file: str = FILE) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def save(
    root: Path,
    day: str,
    *edits: tuple[str, str],
    file: str = FILE,
    author: str = "A Clerk",
    message: str = "by hand",
) -> None:
    """Change a file and commit all that lies there."""
    edit(root, *edits, file=file)
    git(root, "add", "-A")
    dated(root, day, "commit", "-q", "--allow-empty", "-m", message, author=author)


def rows(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(root, "log", *words, "--json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["data"]
    return found


def story(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """What `log` tells, a line a change, without what the first commit added."""
    return [
        f"{(row['when'] or 'now')[:10]} {row['author']}: {'.'.join(row['address'])} {row['what']} "
        f"{row['old']} > {row['new']}".replace(" None > None", "")
        for row in rows(root, capsys, *words)
        if row["subject"] != "before"
    ]


DATED = "events.z8n3c.date changed 2024-02-08 > 2024-02-09"
