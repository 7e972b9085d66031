"""Times whole processes, interleaved, and prints medians as ratios to a bare Python and to Typer.

Run it as ``.venv/bin/python benchmarks/startup.py [ROUNDS]``. Ratios can be compared between
machines, milliseconds cannot.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "from caseledger.cli.main import run; run()"]
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "import typer": [sys.executable, "-c", "import typer"],
    "--version": [*PROGRAM, "--version"],
    "--help": [*PROGRAM, "--help"],
    "show menlibayev": [*PROGRAM, "show", "menlibayev"],
    "timeline menlibayev": [*PROGRAM, "timeline", "menlibayev"],
    "timeline menlibayev --json": [*PROGRAM, "timeline", "menlibayev", "--json"],
    "status": [*PROGRAM, "status"],
    "check": [*PROGRAM, "check"],
}


def main() -> None:
    """Time every command in turn, round after round, and print the medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    } | {"PYTHONPATH": str(REPOSITORY / "src")}
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, command in COMMANDS.items():
            taken = _timed(command, environment)
            if turn:  # the first round only compiles and warms up
                times[name].append(taken)
    _print({name: median(taken) for name, taken in times.items()})


def _timed(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=REPOSITORY, env=environment, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def _print(medians: dict[str, float]) -> None:
    python, typer = medians["python -c pass"], medians["import typer"]
    print(f"{'':28}{'ms':>8}{'x python':>10}{'x typer':>10}")
    for name, taken in medians.items():
        print(f"{name:28}{taken:8.1f}{taken / python:10.2f}{taken / typer:10.2f}")


if __name__ == "__main__":
    main()
