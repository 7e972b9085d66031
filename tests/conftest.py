"""What every test stands on: a machine of its own, and the ``--update`` flag."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

EXAMPLES = 50
"""For each property: as the examples are the same in every run, more are worth little here."""

# The same examples in every run, however slow the machine; nothing is remembered between runs.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, database=None, max_examples=EXAMPLES
)
settings.load_profile("fixed")

# What may change a byte of output, or lead git and the program out of the test's folder.
FOREIGN_PREFIXES = ("CASELEDGER_", "GIT_", "LC_", "TYPER_", "_TYPER_", "XDG_")
FOREIGN_NAMES = frozenset(
    {
        "BROWSER",
        "CI",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "EDITOR",
        "EMAIL",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
        "GITLAB_CI",
        "LANG",
        "LANGUAGE",
        "LINES",
        "NO_COLOR",
        "PAGER",
        "PY_COLORS",
        # With it every program that a test starts would compile this package anew.
        "PYTHONDONTWRITEBYTECODE",
        "TERMINAL_WIDTH",
        "VISUAL",
    }
)
FIXED = {
    "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm-256color",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A Clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.org",
    "GIT_AUTHOR_DATE": "2026-01-05T09:00:00+0000",
    "GIT_COMMITTER_NAME": "A Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.org",
    "GIT_COMMITTER_DATE": "2026-01-05T09:00:00+0000",
    # Programs that a test starts run the code of this repository, installed or not.
    "PYTHONPATH": str(REPOSITORY / "src"),
}

HOME_NUMBERS = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag by which expected files are written instead of compared."""
    parser.addoption(
        "--update",
        action="store_true",
        help="write expected files anew; runs only the tests that have any",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the slow tests first; under ``--update`` keep only those that write something."""
    # So no worker is still busy with one of them when the others have nothing left to do.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if not config.getoption("--update"):
        return
    writers = [item for item in items if "update" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=[item for item in items if item not in writers])
    items[:] = writers


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether expected files are to be written rather than compared."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top folder of this repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def environment_outside() -> Mapping[str, str]:
    """The environment that pytest was started in, for tests that need the network."""
    return dict(os.environ)


@pytest.fixture(scope="session")
def git_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``git init`` puts into a new repository: git's own folders, and one of its samples.

    Git's own template has fourteen files more, which every repository and every copy would hold.
    """
    folder = tmp_path_factory.mktemp("template")
    for name in ("hooks", "info"):
        (folder / name).mkdir()
    sample = folder / "hooks" / "commit-msg.sample"
    sample.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    sample.chmod(0o755)
    return folder


@pytest.fixture(scope="session", autouse=True)
def fixed_environment(environment_outside: Mapping[str, str], git_template: Path) -> Iterator[None]:
    """Put one fixed environment in place of the developer's."""
    with pytest.MonkeyPatch.context() as patch:
        for name in environment_outside:
            if name in FOREIGN_NAMES or name.startswith(FOREIGN_PREFIXES):
                patch.delenv(name)
        for name, value in FIXED.items():
            patch.setenv(name, value)
        patch.setenv("GIT_TEMPLATE_DIR", str(git_template))
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all home folders of this run."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home folder of its own."""
    folder = homes / str(next(HOME_NUMBERS))
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def ledger_committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that this repository is, committed to a git of its own; only to be copied."""
    folder = tmp_path_factory.mktemp("committed") / "ledger"
    folder.mkdir()
    shutil.copy(REPOSITORY / "ledger.yaml", folder)
    for name in ("cases", "schemas"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "start"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.fixture
def ledger_copy(ledger_committed: Path, tmp_path: Path) -> Path:
    """Return a copy of the ledger that this repository is, committed to a git of its own."""
    return Path(shutil.copytree(ledger_committed, tmp_path / "ledger"))
