"""The program on a real terminal, answered like a person would: when it asks."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 20.0
"""Seconds to wait for a question, or for the end."""


def talk(folder: Path, words: Sequence[str], answers: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Run a command in a folder and answer its questions, each once its words have appeared.

    Returns the exit code and all that stood on the terminal.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "caseledger", *words],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "80"},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        screen = ""
        for question, answer in answers:
            screen = _read(ours, screen, question)
            os.write(ours, f"{answer}\n".encode())
            screen += f"<{answer}>"
        screen = _read(ours, screen, None)
        return process.wait(PATIENCE), screen
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read(terminal: int, screen: str, until: str | None) -> str:
    """Read on until some words appear behind the last answer, or to the end."""
    begun = time.monotonic()
    start = len(screen)
    while until is None or until not in screen[start:]:
        if time.monotonic() - begun > PATIENCE:
            raise AssertionError(f"{until!r} was not asked; the terminal shows:\n{screen}")
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            seen = os.read(terminal, 4096)
        except OSError:  # what a terminal says when the other side is gone
            seen = b""
        if not seen:
            if until is None:
                return screen
            raise AssertionError(f"{until!r} was not asked; the terminal showed:\n{screen}")
        screen += seen.decode(errors="replace").replace("\r\n", "\n")
    return screen
