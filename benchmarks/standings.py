"""Times `status` and `deadlines` over generated ledgers, then `status` stage by stage.

Run it as ``.venv/bin/python benchmarks/standings.py [SIZE...]``, by default 1000; 10000 takes some
minutes. Whole processes are cold in that they start anew; files may lie in the system's cache.
Ratios can be compared between machines, milliseconds cannot; those per case are of the processor.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from generated import DAY, write_ledger

REPOSITORY = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "from caseledger.cli.main import run; run()"]
WHOLE = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "status": [*PROGRAM, "status"],
    "status --json": [*PROGRAM, "status", "--json"],
    "deadlines": [*PROGRAM, "deadlines"],
    "deadlines --json": [*PROGRAM, "deadlines", "--json"],
}
ROUNDS = 3
MEBI = 1 << 20
Measured = dict[str, float]


def main() -> None:
    """Measure each size, then the long cases."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    for size in [int(word) for word in sys.argv[1:]] or [1000]:
        with tempfile.TemporaryDirectory() as folder:
            ledger = write_ledger(Path(folder) / "ledger", size)
            _print_whole(size, {name: _whole(words, ledger) for name, words in WHOLE.items()})
            _print_stages(size, _inside(str(ledger)))
    _print_long(_inside())


def _whole(command: list[str], ledger: Path) -> tuple[float, float, float]:
    """Return the median seconds of new processes, those of the processor, and the most MiB."""
    _run(command, ledger)  # compiles and warms up
    found = [_run(command, ledger) for _ in range(ROUNDS)]
    seconds, processor, memory = zip(*found, strict=True)
    return median(seconds), median(processor), max(memory)


def _run(command: list[str], ledger: Path) -> tuple[float, float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ledger, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None  # noqa: S101 - asked for above
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or said:
        raise SystemExit(f"{command[3:]} ended with {process.returncode}: {said.decode()[:500]}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS gives bytes, Linux KiB
    return taken, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / MEBI


def _environment() -> Mapping[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "CASELEDGER_DIR")
    } | {"PYTHONPATH": str(REPOSITORY / "src"), "CASELEDGER_TODAY": DAY.isoformat()}


def _inside(*words: str) -> Measured:
    """Measure in a new process, whose memory nothing else has shaped."""
    command = [sys.executable, str(Path(__file__).with_name("stages.py")), *words]
    done = subprocess.run(command, env=_environment(), stdout=subprocess.PIPE, check=True)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def _print_whole(size: int, found: Mapping[str, tuple[float, float, float]]) -> None:
    _, python, _ = found["python -c pass"]
    title = f"{size} cases, new processes"
    print(f"\n{title:28}{'s':>9}{'cpu s':>9}{'ms/case':>9}{'x python':>10}{'MiB':>8}")
    for name, (taken, processor, memory) in found.items():
        per_case, ratio = processor * 1000 / size, processor / python
        print(f"{name:28}{taken:9.2f}{processor:9.2f}{per_case:9.2f}{ratio:10.1f}{memory:8.0f}")


def _print_stages(size: int, found: Measured) -> None:
    stages = [name for name in found if f"{name}, MiB" in found]
    whole = sum(found[name] for name in stages if name != "print json")
    title = f"{size} cases, by stage"
    print(f"\n{title:28}{'cpu s':>9}{'ms/case':>9}{'share':>10}{'x read':>8}{'MiB':>8}")
    for name in stages:
        taken, memory = found[name], found[f"{name}, MiB"]
        share = "" if name == "print json" else f"{taken / whole:.0%}"
        ratio = taken / found["read"]
        print(
            f"{name:28}{taken:9.2f}{taken * 1000 / size:9.2f}{share:>10}{ratio:8.2f}{memory:8.0f}"
        )
    told = f"{found['people']:.0f} people, {found['certain']:.0f} certain"
    print(f"{told}; MiB is the most so far; shares are of `status` as a table")


def _print_long(found: Measured) -> None:
    print(f"\n{'one case of 500 events':28}{'cpu ms a standing':>18}")
    for shape, taken in found.items():
        print(f"{shape:28}{taken:18.1f}")


if __name__ == "__main__":
    main()
