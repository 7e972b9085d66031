"""Times `add event` as a whole process, in small and in large ledgers, as ratios.

Run it as ``.venv/bin/python benchmarks/writing.py [ROUNDS]``. It makes ledgers of one and of 10,000
cases in a temporary folder, and compares with a bare Python, with what the program must import in
any case, and with `git commit --allow-empty` in the same repositories. All are timed in turn.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "from caseledger.cli.main import run; run()"]
GIT = shutil.which("git") or "git"
IDENTITY = ["-c", "gc.auto=0", "-c", "user.name=A Clerk", "-c", "user.email=clerk@example.org"]
EVENT = ["add", "event", "case-0", "protection.interview", "2026-11-01", "--country", "KZ", "-y"]
SIZES = (1, 10_000)
FOLDERS = 28
"""Years of the folders of a large ledger."""


def main() -> None:
    """Make the ledgers, time every command in turn, print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory() as folder:
        ledgers = {size: _ledger(Path(folder) / str(size), size) for size in SIZES}
        times: dict[str, list[float]] = {}
        for turn in range(rounds + 1):
            for name, (command, where) in _commands(ledgers).items():
                taken = _timed(command, where)
                if turn:  # the first round only compiles and warms up
                    times.setdefault(name, []).append(taken)
    _print({name: median(taken) for name, taken in times.items()})


def _commands(ledgers: dict[int, Path]) -> dict[str, tuple[list[str], Path]]:
    here = ledgers[SIZES[0]]
    found = {
        "python -c pass": ([sys.executable, "-c", "pass"], here),
        "import typer and the models": (
            [sys.executable, "-c", "import typer, caseledger.domain.schema"],
            here,
        ),
    }
    for size, ledger in ledgers.items():
        found[f"git commit --allow-empty, {size}"] = (
            [GIT, *IDENTITY, "commit", "-q", "--allow-empty", "-m", "x"],
            ledger,
        )
        found[f"add event, {size}"] = ([*PROGRAM, *EVENT], ledger)
        found[f"add event --no-commit, {size}"] = ([*PROGRAM, *EVENT, "--no-commit"], ledger)
        found[f"git checkout, {size}"] = ([GIT, "checkout", "-q", "--", "cases"], ledger)
    return found


def _ledger(folder: Path, size: int) -> Path:
    """Make a ledger of copies of the invented case, in folders of years if they are many."""
    text = (REPOSITORY / "cases" / "example-limbo.yaml").read_text(encoding="utf-8")
    folder.mkdir()
    layout = "year" if size > 1 else "flat"
    (folder / "ledger.yaml").write_text(f"format: 1\nlayout: {layout}\n", encoding="utf-8")
    for number in range(size):
        year = folder / "cases" / (str(1999 + number % FOLDERS) if size > 1 else "")
        year.mkdir(parents=True, exist_ok=True)
        name = f"case-{number}"
        (year / f"{name}.yaml").write_text(
            text.replace("id: example-limbo", f"id: {name}"), encoding="utf-8"
        )
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before"], ["gc", "-q"]):
        subprocess.run([GIT, *IDENTITY, *words], cwd=folder, check=True)
    return folder


def _timed(command: list[str], folder: Path) -> float:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    } | {
        "PYTHONPATH": str(REPOSITORY / "src"),
        "CASELEDGER_TODAY": "2026-11-24",
        "GIT_AUTHOR_NAME": "A Clerk",
        "GIT_AUTHOR_EMAIL": "clerk@example.org",
        "GIT_COMMITTER_NAME": "A Clerk",
        "GIT_COMMITTER_EMAIL": "clerk@example.org",
    }
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return (time.perf_counter() - start) * 1000


def _print(medians: dict[str, float]) -> None:
    python, models = medians["python -c pass"], medians["import typer and the models"]
    print(f"{'':36}{'ms':>8}{'x python':>10}{'x models':>10}")
    for name, taken in medians.items():
        if not name.startswith("git checkout"):
            print(f"{name:36}{taken:8.1f}{taken / python:10.2f}{taken / models:10.2f}")


if __name__ == "__main__":
    main()
