"""The house rules that no other tool holds: imports, sizes, names, and start-up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCES = sorted((REPOSITORY / "src").rglob("*.py"))
CODE = [*SOURCES, *sorted((REPOSITORY / "tests").rglob("*.py"))]

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
EMPTY_NAMES = frozenset({"base", "common", "helper", "helpers", "manager", "misc", "utils"})

# Paths of one machine: what stands in a home folder or beside the repository is nobody else's.
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|opt|root|tmp|work|Users)/|\.\./shared")

PARTS_INSIDE = ("caseledger.actions", "caseledger.domain", "caseledger.render", "caseledger.store")
HEAVY_ALWAYS = ("git", "pydantic", "ruamel")
HEAVY_AT_START = (*HEAVY_ALWAYS, "rich.table", "yaml", *PARTS_INSIDE)

# A name that is asked of a module whose own lines are not done yet closes a circle. Every module
# runs once, and so does each of its imports: of every circle one import finds a module under way.
IMPORT_AND_NAME_CIRCLES = """
import builtins, importlib, sys

def under_way(name):
    return getattr(getattr(sys.modules.get(name), "__spec__", None), "_initializing", False)

def watched(name, found_by=None, local=None, wanted=(), level=0):
    found = load(name, found_by, local, wanted, level)
    importer = (found_by or {}).get("__name__", "")
    if importer.partition(".")[0] == "caseledger":
        names = [f"{name}.{word}" for word in wanted or ()]
        asked = [one if one in sys.modules else name for one in names] or [name]
        circles.update(f"{importer} imports {one}" for one in asked if under_way(one))
    return found

circles, load, builtins.__import__ = set(), builtins.__import__, watched
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(circles), sep=chr(10), end="")
"""

IMPORT_EACH_ALONE = """
import importlib, sys, traceback
failed = 0
for name in sys.argv[1:]:
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == "caseledger"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except Exception:
        failed = 1
        print(name, traceback.format_exc(), sep=chr(10), file=sys.stderr)
sys.exit(failed)
"""

RUN_AND_NAME_MODULES = """
import sys
from caseledger.cli.main import main
status = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""


def run_python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter in this environment."""
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def module_name(path: Path) -> str:
    """Name the module in a file the way an import does."""
    parts = path.relative_to(REPOSITORY / "src").with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def modules_loaded_by(*arguments: str) -> set[str]:
    """Name what has been imported by the time that a command, which must succeed, is done."""
    done = run_python(RUN_AND_NAME_MODULES, *arguments)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def loaded_among(loaded: set[str], heavy: tuple[str, ...]) -> list[str]:
    """Pick the heavy packages out of the loaded modules, whole or in part."""
    return sorted(
        name for name in loaded if any(name == top or name.startswith(f"{top}.") for top in heavy)
    )


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method in a file, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def kept_files() -> list[Path]:
    """List the files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    names = done.stdout.decode("utf-8").split("\0")
    return [REPOSITORY / name for name in names if (REPOSITORY / name).is_file()]


def test_no_modules_import_each_other() -> None:
    # Which of them comes first would decide whether the import fails.
    done = run_python(IMPORT_AND_NAME_CIRCLES, *map(module_name, SOURCES))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == []


def test_what_is_loaded_first_imports_alone() -> None:
    # One interpreter forgets our modules before each import, so only theirs stay loaded: what
    # another module of ours has loaded cannot hide that an import is missing. Without circles it
    # is enough to begin where the program does; all modules would take a minute.
    first = [name for name in map(module_name, SOURCES) if name.startswith("caseledger.cli.")]
    done = run_python(IMPORT_EACH_ALONE, *first)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_start_loads_nothing_heavy(flag: str) -> None:
    assert loaded_among(modules_loaded_by(flag), HEAVY_AT_START) == []


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("timeline", "menlibayev"), id="timeline"),
        pytest.param(("show", "menlibayev"), id="show"),
        pytest.param(("status",), id="status"),
    ],
)
def test_reading_a_valid_ledger_does_not_pay_for_writing(
    command: tuple[str, ...], ledger_copy: Path
) -> None:
    loaded = modules_loaded_by("-C", str(ledger_copy), *command)
    assert loaded_among(loaded, HEAVY_ALWAYS) == []


def test_heavy_modules_are_recognised() -> None:
    loaded = {"gitlab", "git.repo", "rich", "rich.table", "caseledger.domain"}
    assert loaded_among(loaded, HEAVY_AT_START) == ["caseledger.domain", "git.repo", "rich.table"]


def test_files_are_short() -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    long = [
        f"{path}:{function.lineno} {function.name}"
        for path in CODE
        for function in functions_of(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_name_says_nothing() -> None:
    names = {
        part
        for path in CODE
        for part in path.relative_to(REPOSITORY).with_suffix("").parts
        if part in EMPTY_NAMES
    }
    assert names == set()


def test_no_file_names_a_machine() -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in kept_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        )
        if MACHINE_PATH.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("see /" + "home/user/notes", id="home"),
        pytest.param('"/' + 'work/main"', id="quoted"),
        pytest.param("from .." + "/shared/page", id="beside"),
    ],
)
def test_machine_paths_are_recognised(text: str) -> None:
    assert MACHINE_PATH.search(text)


@pytest.mark.parametrize("text", ["https://example.org/home/page", "/usr/bin/env", "src/work/x"])
def test_other_paths_are_left_alone(text: str) -> None:
    assert not MACHINE_PATH.search(text)
