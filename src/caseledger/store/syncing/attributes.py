"""What `.gitattributes` of a tree would make git do with case files, asked before it is followed.

A file from somebody else can take the merge driver away, hide changes or put a filter in between
(security, T13). We merge without it; but plain git commands afterwards would obey.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from caseledger.store.files import CASES
from caseledger.store.git_door import READING, Errand, ask, run
from caseledger.store.git_place import GitPlace
from caseledger.store.git_state import read_objects
from caseledger.store.git_words import failure

FILE = ".gitattributes"
NAMES = ("merge", "diff", "text", "eol", "filter", "ident", "working-tree-encoding")
NORMAL: Mapping[str, str] = {"merge": "caseledger", "diff": "caseledger"}


def treated(place: GitPlace, root: Path, tree: str, paths: Collection[str]) -> Mapping[str, str]:
    """Return how git would treat case files if a tree were checked out, as far as that is odd.

    Empty: just as `init` has it. ``paths`` are those of the cases, from the ledger's folder.
    Attributes of the user's own count too: they are the same before and after.
    """
    tops = [place.from_top(root, path) for path in sorted(paths)]
    with tempfile.TemporaryDirectory(prefix="caseledger-") as name:
        folder = Path(name)
        for path, content in attribute_files(place, root, tree):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        given = b"".join(os.fsencode(path) + b"\0" for path in tops)
        environment = {**READING, **elsewhere(place, folder)}
        answer = run(folder, Errand(("check-attr", "-z", "--stdin", *NAMES), given, environment))
    if answer.status:
        raise failure("nothing was moved", answer.said)
    fields = os.fsdecode(answer.out).split("\0")
    found = zip(fields[1::3], fields[2::3], strict=False)
    return {key: value for key, value in found if _is_odd(key, value)}


def _is_odd(key: str, value: str) -> bool:
    if key in NORMAL:
        return value != NORMAL[key]
    if key == "text":
        return value == "unset"
    return value != "lf" if key == "eol" else value not in {"unspecified", "unset"}


def attribute_files(place: GitPlace, root: Path, tree: str) -> list[tuple[str, bytes]]:
    """Return the files of a tree that speak of cases, by their paths from the top."""
    parts = place.from_top(root, CASES).split("/")
    paths = [f"{'/'.join(parts[:end])}/{FILE}".lstrip("/") for end in range(len(parts) + 1)]
    answer = ask(place, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tree, "--", parts[0])
    if answer.status:
        raise failure("nothing was moved", answer.said)
    below = [one for one in os.fsdecode(answer.out).split("\0") if one.endswith(f"/{FILE}")]
    names = list(dict.fromkeys((*paths, *below)))
    objects = read_objects(place, [f"{tree}:{path}" for path in names])
    return [
        (path, content)
        for path, (_, kind, content) in zip(names, objects, strict=True)
        if kind == "blob"
    ]


def elsewhere(place: GitPlace, folder: Path) -> Mapping[str, str]:
    """The surroundings in which git takes another folder for the work tree, with nothing staged."""
    return {
        "GIT_DIR": str(place.folder),
        "GIT_WORK_TREE": str(folder),
        "GIT_INDEX_FILE": str(folder / ".no-index"),
    }
