"""What every command prints with ``--json``, over a ledger in which each of them has something."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer
from tests.committed_ledgers import OPEN, WREN, git
from tests.diverged import DATE, OURS, THEIRS, apart, put, stops
from tests.small_ledgers import BROKEN, GROUP

from caseledger.cli.app import app
from caseledger.cli.main import main

TODAY = "2026-02-02"
BY = ["--by", "A. Counsel"]

READ: Mapping[str, list[str]] = {
    "show": ["menlibayev"],
    "why": ["menlibayev"],
    "timeline": [],
    "conflicts": [],
    "status": [],
    "deadlines": ["--all"],
    "stats": ["--by", "standing"],
    "log": [],
    "diff": ["HEAD~1"],
    "check": [],
    "explain": ["CL205"],
    "vocabulary": [],
    "rules": [],
    "rules show": ["kz-asylum-decision-3m"],
    "rules test": [],
    "doctor": [],
    "schema": ["list"],
}
"""Commands that read, each with words by which it finds something."""

WRITE: Mapping[str, list[str]] = {
    "add case": ["--title", "Lark", "--id", "lark", "--pseudonym", "Lark"],
    "add person": ["lark", "--pseudonym", "Finch", "--id", "finch", "--citizenship", "UZ"],
    "add source": ["wren", "--kind", "media", "--id", "paper"],
    "add event": ["wren", "protection.lodged", "2024-03-01", "-s", "counsel", "--id", "l0dge"],
    "cite": ["wren", "l0dge", "paper"],
    "verify": ["wren"],
    "set": ["wren", "l0dge.note", "by post"],
    "unset": ["wren", "l0dge.note"],
    "confirm": ["wren", "kz-asylum-decision", "l0dge", *BY],
    "move": ["wren", "he4rs", "2026-03-05"],
    "split": ["many", "gg", "--pseudonym", "Martin"],
    "rm": ["wren", "bq7wd", "--reason", "typed twice", "-y"],
    "undo": [],
    "close": ["lark", "lost-contact"],
    "mv": ["lark", "skylark"],
    "commit": [],
    "fmt": ["wren"],
    "migrate": [],
}
"""Commands that write, in an order in which each has something to do."""


def commands() -> dict[str, Any]:
    """Every command that takes ``--json``, by its words."""
    return {
        " ".join(words): command
        for words, command in _walk(typer.main.get_command(app), ())
        if "--json" in _options(command)
    }


def formats_in_lines(command: Any) -> bool:
    """Whether a command writes JSON lines too."""
    return "jsonl" in _options(command).get("--format", ())


def _options(command: Any) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(getattr(one.type, "choices", ())) for one in command.params for name in one.opts
    }


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    if hasattr(command, "list_commands"):
        context = typer.Context(command)
        for name in command.list_commands(context):
            yield from _walk(command.get_command(context, name), (*words, name))


HEARING = """\
  - id: he4rs
    date: 2026-03-01
    kind: protection.hearing
    country: KZ
    state: scheduled
    sources: [counsel]
# The end.
"""
TWO = OPEN.replace("id: wren", "id: two").replace(
    "    by: UZ\n    sources: [counsel]\n",
    "    by: UZ\n    sources: [{source: counsel, says: {date: 2024-03, by: TJ}}, counsel]\n",
)
CASES = {
    "c-7k2m4p": WREN,
    "wren": OPEN.replace("# The end.\n", HEARING),
    "two": TWO,
    "many": GROUP,
    "broken": BROKEN,
}


def all_printed(ledger: Path, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Run every command and return what each printed, read back; ``ledger`` is copied first."""
    root = _begun(ledger, folder)
    printed: dict[str, list[dict[str, Any]]] = {}
    for name, words in READ.items():
        printed[name] = [_run(root, name, *words)]
    for name, words in WRITE.items():
        if name == "commit":
            _type_by_hand(root)
        printed[name] = [_run(root, name, *words)]
    printed["add person"].append(_run(root, "add person", "wren", "--pseudonym", "Y", "--dry-run"))
    printed["check"].append(_run(root, "check", "wren"))
    printed["show"].append(_run(root, "show", "many"))
    printed["vocabulary"].append(_run(root, "vocabulary", "protection.refused"))
    printed["sync"] = [_run(root, "sync", "--dry-run"), _run(root, "sync")]
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")
    printed["resolve"] = [_run(root, "resolve")]
    return printed


def lines_printed(ledger: Path, folder: Path, names: Sequence[str]) -> dict[str, list[Any]]:
    """Run commands with ``--format jsonl`` and return what each line of them says."""
    root = _begun(ledger, folder)
    apart(root, [put(DATE, OURS)], [put(DATE, THEIRS)])
    stops(root, "merge", "topic")
    told = {name: _text(root, name, *READ.get(name, []), "--format", "jsonl") for name in names}
    return {name: [json.loads(line) for line in text.splitlines()] for name, text in told.items()}


def _begun(ledger: Path, folder: Path) -> Path:
    root = Path(shutil.copytree(ledger, folder / "ledger"))
    for name, text in CASES.items():
        (root / "cases" / f"{name}.yaml").write_text(text, encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "-qm", "more")
    git(folder, "init", "-q", "--bare", "hub.git")
    git(root, "remote", "add", "origin", "../hub.git")
    git(root, "checkout", "-qB", "main")
    git(root, "push", "-qu", "origin", "main")
    return root


def _type_by_hand(root: Path) -> None:
    path = root / "cases" / "wren.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("citizenship: [UZ]", "citizenship: [UZ, TJ]"), encoding="utf-8")


def _run(root: Path, name: str, *words: str) -> dict[str, Any]:
    envelope: dict[str, Any] = json.loads(_text(root, name, *words, "--json"))
    return envelope


def _text(root: Path, name: str, *words: str) -> str:
    """Run a command and return its stdout; it must end as one that did what was asked."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["-C", str(root), "--today", TODAY, *name.split(), *words])
    assert code in {0, 1}, (name, words, err.getvalue())
    return out.getvalue()
