"""Times `status --known` one year back over 1,000 cases with 5,000 commits, as ratios.

Run it as ``.venv/bin/python benchmarks/known_a_year_back.py [CASES [COMMITS]]``. The history is
written by `git fast-import`: every case grows event by event over two years, all cases at once.
Compared are `status` of the work tree, `status` in a second work tree of that commit (the same
cases from the disk), and git alone: finding the commit, and `git cat-file` of the same files. All
are timed in turn; ratios are of the processor; files may lie in the system's cache.
"""

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generated import DAY, write_ledger

REPOSITORY = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "from caseledger.cli.main import run; run()"]
GIT = shutil.which("git") or "git"
BACK = DAY - dt.timedelta(days=365)
BEGINNING = dt.datetime.combine(DAY - dt.timedelta(days=730), dt.time(8), dt.UTC)
EVENT = "  - id: e"
ROUNDS = 3
KNOWN = "status --known, a year back"
SAME = "status, work tree of that commit"
FILES = "git cat-file, the same files"
Taken = tuple[float, float]


@dataclass(frozen=True)
class Command:
    """One thing to time: its words, where it runs, and what it is given."""

    words: list[str]
    folder: Path
    given: bytes = b""


def main() -> None:
    """Make the ledger, time every command in turn, print the medians."""
    cases, commits = [*[int(word) for word in sys.argv[1:]], 1000, 5000][:2]
    with tempfile.TemporaryDirectory() as folder:
        ledger, tree = Path(folder) / "ledger", Path(folder) / "tree"
        start = time.perf_counter()
        _history(write_ledger(ledger, cases), commits)
        print(f"{cases} cases, {_git(ledger, 'rev-list', '--count', 'HEAD')} commits", end="")
        print(f" (made in {time.perf_counter() - start:.0f} s), asked for {BACK}")
        commands = _commands(ledger, tree)
        times: dict[str, list[Taken]] = {name: [] for name in commands}
        for turn in range(ROUNDS + 1):
            for name, command in commands.items():
                taken = _timed(command)
                if turn:  # the first round only compiles and warms up
                    times[name].append(taken)
    _print(
        {
            name: (median(one for one, _ in taken), median(one for _, one in taken))
            for name, taken in times.items()
        }
    )


def _history(ledger: Path, commits: int) -> None:
    """Give a ledger a history at whose end stands what lies in it."""
    _git(ledger, "init", "-q", "-b", "main")
    stream = b"".join(_stream(ledger, commits))
    subprocess.run([GIT, "fast-import", "--quiet"], cwd=ledger, input=stream, check=True)
    _git(ledger, "repack", "-adfq")
    _git(ledger, "reset", "-q")
    if _git(ledger, "status", "--porcelain"):
        raise SystemExit("the history does not end with what lies in the work tree")


def _stream(ledger: Path, commits: int) -> Iterator[bytes]:
    paths = sorted(ledger.glob("cases/*/*.yaml"))
    each = commits // len(paths)
    turns = [number for number in range(len(paths)) for _ in range(each)]
    random.Random(1).shuffle(turns)  # noqa: S311 - not a secret
    step = dt.timedelta(days=730) / max(len(turns), 1)
    yield _commit(BEGINNING, "ledger.yaml", (ledger / "ledger.yaml").read_text(encoding="utf-8"))
    versions = [_versions(path.read_text(encoding="utf-8"), each) for path in paths]
    for count, turn in enumerate(turns):
        path = paths[turn].relative_to(ledger).as_posix()
        yield _commit(BEGINNING + count * step, path, next(versions[turn]))


def _versions(text: str, count: int) -> Iterator[str]:
    """The case as it grew: with a part of its events each time, in the end with all."""
    head, *events = text.split(EVENT)
    for number in range(1, count + 1):
        upto = max(len(events) * number // count, 1)
        yield EVENT.join([head, *events[:upto]])


def _commit(when: dt.datetime, path: str, text: str) -> bytes:
    raw = text.encode()
    head = (
        f"commit refs/heads/main\ncommitter A Clerk <clerk@example.org> {int(when.timestamp())} "
        f"+0000\ndata 2\nx\nM 100644 inline {path}\ndata {len(raw)}\n"
    )
    return head.encode() + raw + b"\n"


def _commands(ledger: Path, tree: Path) -> dict[str, Command]:
    end = f"--before={BACK}T23:59:59Z"
    find = ["rev-list", "--first-parent", "--max-count=1", end, "HEAD"]
    commit = _git(ledger, *find)
    _git(ledger, "worktree", "add", "-q", "--detach", str(tree), commit)
    blobs = _git(ledger, "ls-tree", "-r", "--format=%(objectname)", commit).encode()
    print(f"{len(blobs.split())} files in commit {commit[:10]}\n")
    return {
        "python -c pass": Command([sys.executable, "-c", "pass"], ledger),
        "status, now": Command([*PROGRAM, "status"], ledger),
        SAME: Command([*PROGRAM, "status"], tree),
        KNOWN: Command([*PROGRAM, "-q", "status", "--known", BACK.isoformat()], ledger),
        "git rev-list, the day": Command([GIT, *find], ledger),
        "git ls-tree -r": Command([GIT, "ls-tree", "-r", "--long", commit], ledger),
        FILES: Command([GIT, "cat-file", "--batch"], ledger, blobs + b"\n"),
    }


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run([GIT, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _timed(command: Command) -> Taken:
    """Return the seconds of a new process, and those of the processor with all that it started."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "CASELEDGER_DIR")
    } | {"PYTHONPATH": str(REPOSITORY / "src"), "CASELEDGER_TODAY": DAY.isoformat()}
    with tempfile.TemporaryFile() as given:
        given.write(command.given)
        given.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words,
            cwd=command.folder,
            env=environment,
            stdin=given,
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command.words[3:]} ended with {process.returncode}")
    return taken, used.ru_utime + used.ru_stime


def _print(medians: dict[str, Taken]) -> None:
    now, git = medians["status, now"][1], medians[FILES][1]
    print(f"{'':36}{'s':>8}{'cpu s':>8}{'x status':>10}{'x cat-file':>12}")
    for name, (taken, processor) in medians.items():
        ratios = f"{processor / now:10.2f}{processor / git:12.1f}"
        print(f"{name:36}{taken:8.2f}{processor:8.2f}{ratios}")
    ratio = medians[KNOWN][1] / medians[SAME][1]
    print(f"\nagainst the same cases read from the disk: x {ratio:.2f}")


if __name__ == "__main__":
    main()
