"""What strace sees and what it makes fail: one call of one process at a time.

The command is a fork that strace is attached to, so that only its own calls count, not those of
its start. The git processes that it starts are found by a program named git that stands first in
the path: it counts, and runs the one in question under strace.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.commands import Ended, begin, ended

COUNTED: Mapping[str, tuple[str, ...]] = {
    "fsync": ("fsync", "fdatasync"),
    "write": ("write", "pwrite64"),
    "rename": ("rename", "renameat", "renameat2"),
    "link": ("link", "linkat"),
    "unlink": ("unlink", "unlinkat"),
    "openat": ("openat",),
    "ftruncate": ("ftruncate",),
    "mkdir": ("mkdir", "mkdirat"),
}
NAMES_A_PATH = frozenset({"openat", "rename", "link", "unlink", "mkdir"})
"""Calls that are known by the path in them; the others by the open file they are about."""
LINE = re.compile(r"(?:\d+ +)?(?P<call>\w+)\((?P<words>.*)")
PROGRAM = """\
#!/bin/sh
number=$(( $(cat "$FAULT_FOLDER/number" 2>/dev/null || echo 0) + 1 ))
echo "$number" >"$FAULT_FOLDER/number"
case "$FAULT_AT" in
  "$number" | all)
    exec strace -f -y -qq -s 256 -o "$FAULT_FOLDER/log.$number" $FAULT_WORDS -- "$FAULT_GIT" "$@" ;;
esac
exec "$FAULT_GIT" "$@"
"""
ALL = "all"
ATTACH_PATIENCE = 10.0


@dataclass(frozen=True, order=True)
class Point:
    """One call: of the command itself (process 0) or of the n-th git, the k-th of its sort."""

    process: int
    sort: str
    call: str
    number: int

    def __str__(self) -> str:
        """Name it for a report."""
        who = f"git {self.process}" if self.process else "the command"
        return f"{self.call} {self.number} of {who}"


@dataclass(frozen=True)
class Tracer:
    """A folder for logs, and the folder of the ledger whose calls are meant."""

    logs: Path
    ledger: Path

    def points(self, sorts: tuple[str, ...], work: Callable[[], int]) -> list[Point]:
        """Run a command unharmed, and list its calls in the ledger."""
        calls = ",".join(call for sort in sorts for call in COUNTED[sort])
        done = self.run(work, ALL, f"-e trace={calls}")
        if done.code:
            raise RuntimeError(f"a traced command fails: {done}")
        return sorted(self._found(sorts))

    def strike(self, point: Point, fault: str, work: Callable[[], int]) -> tuple[Ended, bool]:
        """Run a command in which one call fails; say whether it came to that."""
        words = f"-e trace={point.call} -e inject={point.call}:{fault}:when={point.number}"
        done = self.run(work, str(point.process), words)
        log = self._log(point.process)
        text = log.read_text("utf-8", "replace") if log.exists() else ""
        killed = "signal=SIGKILL" in fault and "killed by SIGKILL" in text
        return done, "(INJECTED)" in text or killed

    def run(self, work: Callable[[], int], at: str, words: str) -> Ended:
        """Run a command with some of its processes under strace."""
        shutil.rmtree(self.logs, ignore_errors=True)
        (self.logs / "bin").mkdir(parents=True)
        program = self.logs / "bin" / "git"
        program.write_text(PROGRAM, encoding="ascii")
        program.chmod(0o755)
        entrance, gate = os.pipe()
        with self._counting(at, words):
            child = begin(self.logs / "said", lambda: self._behind(entrance, gate, work))
        os.close(entrance)
        tracer = self._attached(child, words) if at in {"0", ALL} else None
        os.close(gate)
        done = ended(child, self.logs / "said")
        if tracer is not None:
            tracer.wait()
        return done

    @staticmethod
    def _behind(entrance: int, gate: int, work: Callable[[], int]) -> int:
        """Wait until strace looks on."""
        os.close(gate)
        os.read(entrance, 1)
        return work()

    @contextmanager
    def _counting(self, at: str, words: str) -> Iterator[None]:
        old = dict(os.environ)
        real = shutil.which("git") or "git"
        os.environ.update(
            FAULT_FOLDER=str(self.logs),
            FAULT_AT=at,
            FAULT_WORDS=words,
            FAULT_GIT=real,
            PATH=f"{self.logs / 'bin'}{os.pathsep}{old['PATH']}",
        )
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(old)

    def _attached(self, child: int, words: str) -> subprocess.Popen[bytes]:
        log = ["-y", "-qq", "-s", "256", "-o", str(self._log(0))]
        tracer = subprocess.Popen(
            ["strace", *log, *words.split(), "-p", str(child)], stderr=subprocess.PIPE
        )
        end = time.monotonic() + ATTACH_PATIENCE
        status = Path(f"/proc/{child}/status")
        while f"TracerPid:\t{tracer.pid}\n" not in status.read_text("ascii", "replace"):
            if tracer.poll() is not None or time.monotonic() > end:
                told = tracer.communicate()[1] if tracer.poll() is not None else b"too slow"
                raise PermissionError(told.decode(errors="replace").strip())
            time.sleep(0.001)
        return tracer

    def _log(self, process: int) -> Path:
        return self.logs / f"log.{process}"

    def _found(self, sorts: tuple[str, ...]) -> Iterator[Point]:
        meant = {call: sort for sort in sorts for call in COUNTED[sort]}
        for log in self.logs.glob("log.*"):
            numbers: dict[str, int] = {}
            for line in log.read_text("utf-8", "replace").splitlines():
                found = LINE.match(line)
                if found is None or found["call"] not in meant:
                    continue
                call = found["call"]
                numbers[call] = numbers.get(call, 0) + 1
                if self._is_inside(meant[call], found["words"]):
                    yield Point(int(log.suffix[1:]), meant[call], call, numbers[call])

    def _is_inside(self, sort: str, words: str) -> bool:
        """Whether a call is about a file of the ledger, by what strace shows of it."""
        top = f"{self.ledger}/"
        if sort not in NAMES_A_PATH:
            return top in words.partition(">")[0]
        path = words.partition('"')[2].partition('"')[0]
        return path.startswith(top) if path.startswith("/") else True
