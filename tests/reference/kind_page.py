"""The page of every kind of event, in the words of `caseledger vocabulary`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.domain.invented import VOCABULARY

from caseledger.domain.kind import Kind
from caseledger.render.vocabulary import TITLES, kind_facts

LISTED = frozenset(("outcomes", "grounds", "effects"))
"""What of a kind is a list with a line for each."""


def kind_page() -> str:
    """Write a section for each track, and in it one for each kind."""
    return "\n".join(
        f"## {_both('tracks', track)}\n\n" + "\n".join(map(_section, kinds))
        for track, kinds in _tracks().items()
    )


def _tracks() -> dict[str, list[Kind]]:
    found: dict[str, list[Kind]] = {}
    for kind in VOCABULARY.kinds:
        found.setdefault(kind.track, []).append(kind)
    return found


def _both(section: str, code: str) -> str:
    return " / ".join(VOCABULARY.word(section, code, lang) for lang in ("en", "ru"))


def _section(kind: Kind) -> str:
    label = f"{kind.label('en')} / {kind.label('ru')}"
    return f"### {kind.code}\n\n{label}\n\n" + "".join(f"{line}\n" for line in _facts(kind))


def _facts(kind: Kind) -> Iterator[str]:
    titles = TITLES["en"]
    for name, lines in kind_facts(kind, VOCABULARY, "en").items():
        said = [line for line in lines if line != titles["also"]]
        if name in LISTED and len(said) > 1:
            yield f"- {titles[name]}:"
            yield from (f"    - {line}" for line in said)
        elif said and name != "track":
            yield f"- {titles[name]}: {'; '.join(said)}"
