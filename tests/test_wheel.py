"""The wheel stands alone: installed elsewhere, without this repository, everything is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseledger import __version__

# One group: the wheel is built and installed once, by one worker.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@dataclass(frozen=True)
class Installed:
    """A wheel, and the program in an environment that holds nothing else."""

    wheel: Path
    program: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the program as a user does, from a folder that is no ledger."""
        return subprocess.run(
            [str(self.program), *arguments],
            cwd=self.folder,
            env={name: os.environ[name] for name in ("HOME", "LC_ALL", "PATH", "TZ")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def python_in(environment: Mapping[str, str], *arguments: str) -> None:
    """Run a module of this Python; what it says is shown if it fails."""
    subprocess.run([sys.executable, "-m", *arguments], env=dict(environment), check=True)


@pytest.fixture(scope="module")
def installed(
    repository: Path,
    environment_outside: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Installed:
    """Build the wheel and install it with its pinned dependencies, nothing of ours in reach."""
    # The developer's own environment, because that is where pip's settings and cache are.
    environment = {k: v for k, v in environment_outside.items() if k != "PYTHONPATH"}
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--wheel", "--no-isolation", "--outdir", str(folder), str(repository)]
    python_in(environment, "build", *options)
    (wheel,) = folder.glob("caseledger-*.whl")
    python_in(environment, "venv", "--without-pip", str(folder / "venv"))
    pip = ["pip", "--quiet", "--quiet", "--python", str(folder / "venv" / "bin" / "python")]
    pinned = ["--constraint", str(repository / "constraints.txt")]
    python_in(environment, *pip, "install", "--no-compile", *pinned, str(wheel))
    return Installed(wheel, folder / "venv" / "bin" / "caseledger", folder)


def test_data_is_in_the_wheel(installed: Installed, repository: Path) -> None:
    inside = set(zipfile.ZipFile(installed.wheel).namelist())
    folder = repository / "schemas"
    schemas = {
        f"caseledger/schemas/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*.json")
    }
    package = repository / "src"
    catalogue = {
        path.relative_to(package).as_posix()
        for path in (package / "caseledger" / "catalogue").rglob("*")
        if path.suffix in {".json", ".yaml"}
    }
    assert schemas
    assert catalogue
    assert schemas | catalogue <= inside


def test_nothing_of_the_workshop_is_in_the_wheel(installed: Installed) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(installed.wheel).namelist()}
    assert tops == {"caseledger", f"caseledger-{__version__}.dist-info"}


def test_version(installed: Installed) -> None:
    done = installed.run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert __version__ in done.stdout


def test_vocabulary_comes_with_the_wheel(installed: Installed) -> None:
    done = installed.run("vocabulary", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["data"]


def test_schemas_come_with_the_wheel(installed: Installed, repository: Path) -> None:
    done = installed.run("schema", "show", "status")
    kept = repository / "schemas" / "output" / "status.schema.json"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == kept.read_text(encoding="utf-8")


def test_a_ledger_elsewhere_is_read(installed: Installed, ledger_copy: Path) -> None:
    done = installed.run("-C", str(ledger_copy), "status")
    assert (done.returncode, done.stderr) == (0, "")
    assert "menlibayev" in done.stdout
