"""A merge commit made of a tree that was checked, as git's own merge would make it: hooks too."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from caseledger.errors import OutsideFailure
from caseledger.store.committing import NO_EDITOR, SETTINGS
from caseledger.store.disk import in_words
from caseledger.store.git_door import Answer, Errand, ask, run
from caseledger.store.git_place import GitPlace
from caseledger.store.git_words import failure, safe_words
from caseledger.store.syncing.tree_index import NOTHING_MOVED, TreeIndex

MESSAGE = "sync-message"


def merge_commit(place: GitPlace, tree: str, parents: Sequence[str], message: str) -> str:
    """Make a commit of a tree and return its id; no branch leads to it yet.

    The hooks that git runs before a merge is committed are run, with an index that holds the tree;
    it is signed as configured. Raises `OutsideFailure`; nothing is moved then.
    """
    with TreeIndex(place, tree) as index:
        paper = place.own / MESSAGE
        try:
            paper.write_text(message, encoding="utf-8")
            _hook(place, index.path, "pre-merge-commit")
            _hook(place, index.path, "prepare-commit-msg", str(paper), "merge")
            _hook(place, index.path, "commit-msg", str(paper))
            words = paper.read_bytes()
        except OSError as error:
            raise in_words(error, f"the merge could not be prepared; {NOTHING_MOVED}") from error
        finally:
            with suppress(FileNotFoundError):
                paper.unlink()
        if index.tree() != tree:
            raise OutsideFailure(
                f"a hook changed what was to be committed, and that was not checked; "
                f"{NOTHING_MOVED}",
                "commit what the hook makes first, here or over there",
            )
    return _committed(place, tree, parents, _cleaned(place, words))


def _hook(place: GitPlace, index: Path, name: str, *words: str) -> None:
    given = ("--", *words) if words else ()
    environment = {"GIT_INDEX_FILE": str(index), **NO_EDITOR}
    errand = Errand(("hook", "run", "--ignore-missing", name, *given), None, environment)
    answer = run(place.top, errand)
    if answer.status:
        said = safe_words(answer.said + answer.out.decode("utf-8", "replace"))
        raise OutsideFailure(
            f"a hook of the repository refused the merge ({name}); {NOTHING_MOVED}\n{said}",
            "mend what the hook complains of and run the command again",
        )


def _cleaned(place: GitPlace, message: bytes) -> bytes:
    answer = ask(place, "stripspace", given=message)
    if answer.status or not answer.out.strip():
        raise OutsideFailure(f"a hook left no message for the merge; {NOTHING_MOVED}")
    return answer.out


def _committed(place: GitPlace, tree: str, parents: Sequence[str], message: bytes) -> str:
    signing = ask(place, "config", "--type=bool", "--get", "commit.gpgsign")
    sign = ["-S"] if signing.out.strip() == b"true" else []
    named = [word for parent in parents for word in ("-p", parent)]
    words = (*SETTINGS, "commit-tree", *sign, *named, "-F", "-", tree)
    answer: Answer = run(place.top, Errand(words, message))
    if answer.status:
        raise failure(NOTHING_MOVED, answer.said)
    return os.fsdecode(answer.out).strip()
