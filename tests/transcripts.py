"""Replays the console blocks of a Markdown file in process, to compare or to rewrite them."""

import io
import itertools
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from caseledger.cli.main import main

ASSIGNMENT = re.compile(r"[A-Z_]+=")
COMMIT = re.compile(
    r"(?<=saved )[0-9a-f]{10}\b|(?<=сохранено )[0-9a-f]{10}\b"
    r"|(?<=commit )[0-9a-f]{7,40}\b|(?<=index )[0-9a-f.]+\b"
    r'|(?<=: ")[0-9a-f]{40}(?=")'
    r"|(?<=[a-z]  )[0-9a-f]{7}(?=  |$)"
    r"|(?<=[a-z] \()[0-9a-f]{7}(?=\))"
    r"|(?:(?m:^)|(?<=→ )|(?<=`))[0-9a-f]{7}(?= \(|`)"
    r"|(?<=is at )[0-9a-f]{7}\b|(?<=caseledger diff )[0-9a-f]{7}(?=\.\. shows)"
    r"|(?<=undo )[0-9a-f]{10}\b|(?<=Undoes: )[0-9a-f]{40}\b"
    r"|[0-9a-f]{10}(?= cannot be undone| {1,2}[0-9]{4}-)"
)
STAND_IN = "0123abc"
"""What stands for the id of a commit or a blob: it changes with every letter of the ledger."""
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def replayed(text: str, settings: dict[str, str]) -> str:
    """Return the text with the output of every command as it is now, under some settings."""
    return BLOCK.sub(lambda block: f"```console\n{_block(block[1], settings)}```", text)


def _block(block: str, settings: dict[str, str]) -> str:
    return "\n".join(_answered(command, settings) for command in _commands(block))


def _commands(block: str) -> Iterator[str]:
    yield from (line[2:] for line in block.splitlines() if line.startswith("$ "))


class Stream(io.StringIO):
    """A stream in UTF-8; a terminal if a command says how wide: ``COLUMNS=60 caseledger``."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return "COLUMNS" in os.environ


def _answered(command: str, common: dict[str, str]) -> str:
    """One command with all that it prints; a code that is not 0 stands in brackets at the end."""
    words = shlex.split(command)
    settings = dict(word.split("=", 1) for word in itertools.takewhile(ASSIGNMENT.match, words))
    program, *arguments = words[len(settings) :]
    run = {"caseledger": _caseledger, "git": _git}[program]
    with _environment({**common, **settings}):
        code, said = run(arguments)
    ending = f"[{code}]\n" if code else ""
    return f"$ {command}\n{COMMIT.sub(STAND_IN, said)}{ending}"


def _caseledger(arguments: list[str]) -> tuple[int, str]:
    stdout, stderr = Stream(), Stream()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        code = main(arguments)
    return code, f"{stdout.getvalue()}{stderr.getvalue()}"


def _git(arguments: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        ["git", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    """Let a command see these settings, and no width but the one among them."""
    kept = dict(os.environ)
    os.environ.pop("COLUMNS", None)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def compare(path: Path, *, update: bool, settings: dict[str, str] | None = None) -> None:
    """Hold a file against what its commands print now, or write it anew.

    ``settings`` are variables that every command of the file is given.
    """
    text = path.read_text(encoding="utf-8")
    now = replayed(text, settings or {})
    assert "mistake of the program, not yours" not in now, f"{path.name}: a command failed"
    if update and now != text:
        path.write_text(now, encoding="utf-8")
        text = now
    assert now == text, f"{path.name} is stale: make update, then read the difference"
