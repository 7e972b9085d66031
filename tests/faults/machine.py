"""What this machine can do, and the door by which a run of faults is started.

A run is a process of its own: it forks, kills and mounts, which pytest's own process must not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.tally import Tally

REPOSITORY = Path(__file__).resolve().parent.parent.parent
OWN_MOUNTS = "mounts of its own"
POWERLESS = "no power over the modes of files"
ROOT = "root"


class Missing(Exception):
    """Something that a run needs is not there; the words say what."""


@dataclass(frozen=True)
class Run:
    """One kind of fault, what it is given, and what it needs.

    ``needs`` are names of programs, or one of the three words above. ``without`` names a
    safeguard that is taken out of the program first.
    """

    kind: str
    given: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    without: str = ""

    def suffered(self, folder: Path) -> Tally:
        """Run it in a folder, and return its tally. Raises `Missing`."""
        words = [*self._start(), sys.executable, "-m", "tests.faults", self.kind, str(folder)]
        words += ["--given", json.dumps(dict(self.given))]
        words += ["--without", self.without] if self.without else []
        environment = {**os.environ, "PATH": _search_path()}
        done = subprocess.run(
            words, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            if "unshare: " in done.stderr:
                raise Missing(f"no mounts of one's own: {done.stderr.strip()}")
            raise RuntimeError(f"the run of faults itself fails: {done.stderr[-2000:]}")
        tally = Tally.unpacked(done.stdout.splitlines()[-1])
        if tally.cannot:
            raise Missing(tally.cannot)
        return tally

    def _start(self) -> list[str]:
        """Return the words that start a process to which all that is needed applies."""
        root = os.geteuid() == 0
        for need in self.needs:
            if need == ROOT and not root:
                raise Missing("only root may mount the image of a disk")
            if need not in {ROOT, OWN_MOUNTS, POWERLESS}:
                _find(need)
        if OWN_MOUNTS in self.needs:
            _find("mount")
            return [_find("unshare"), "--mount", *([] if root else ["--map-root-user"])]
        if POWERLESS in self.needs and root:
            return [_find("setpriv"), "--bounding-set=-all", "--inh-caps=-all"]
        return []


def _find(tool: str) -> str:
    found = shutil.which(tool, path=_search_path())
    if found is None:
        raise Missing(f"{tool} is not installed")
    return found


def _search_path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
