"""What the shell offers behind a command: ids only, never a name."""

import os
from pathlib import Path

import typer

STARTED_BY_SHELL = "_CASELEDGER_COMPLETE"
"""The shell sets this when it asks what may come next."""


def case_ids(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the ledger's cases."""
    from caseledger.errors import CaseledgerError
    from caseledger.store.ledger import find_ledger, names_of_cases

    try:
        root = find_ledger(_folder(context))
        return [name for name in names_of_cases(root) if name.startswith(incomplete)]
    except CaseledgerError:
        return []


def kinds(incomplete: str) -> list[tuple[str, str]]:
    """Offer the kinds of event and the tracks, each with its label."""
    from caseledger.store.catalogue import load_vocabulary

    vocabulary = load_vocabulary()
    found = [(kind.code, kind.label("en")) for kind in vocabulary.kinds]
    tracks = [(track, "") for track in vocabulary.tracks]
    return [one for one in (*tracks, *found) if one[0].startswith(incomplete)]


def tracks(incomplete: str) -> list[str]:
    """Offer the tracks."""
    return [code for code, label in kinds(incomplete) if not label]


def standings(incomplete: str) -> list[tuple[str, str]]:
    """Offer the standings, each with its label."""
    from caseledger.store.catalogue import load_vocabulary

    vocabulary = load_vocabulary()
    found = [
        (code, vocabulary.standing_label(code, "en")) for code in vocabulary.words("standings")
    ]
    return [one for one in found if one[0].startswith(incomplete)]


def _folder(context: typer.Context) -> Path:
    """The folder to start from; the options before the command have not been acted on yet."""
    parent = context.parent
    given = parent.params.get("folder") if parent is not None else None
    return Path(given or os.environ.get("CASELEDGER_DIR") or os.curdir)


def prepare() -> None:
    """Let Typer answer the shell where the shell is asking."""
    if STARTED_BY_SHELL in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
