"""What a merge comes to, line by line: lines that stand, and regions in which a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caseledger.domain.changes import Address
from caseledger.store.line_merge import Labels


@dataclass(frozen=True, slots=True)
class Region:
    """Whole lines as each side would have them."""

    address: Address
    ours: str
    base: str
    theirs: str


Chunk = str | Region


def picked(chunks: Iterable[Chunk], side: str) -> str:
    """Return the text that comes of taking one side in every region."""
    return _joined([one if isinstance(one, str) else getattr(one, side) for one in chunks])


def marked(chunks: Sequence[Chunk], labels: Labels, marker: int, end: str) -> str:
    """Return the text with the markers of git around each region."""
    ours, base, theirs = labels
    texts: list[str] = []
    for one in chunks:
        if isinstance(one, str):
            texts.append(one)
            continue
        signs = (("<", f" {ours}"), ("|", f" {base}"), ("=", ""), (">", f" {theirs}"))
        sides = (one.ours, one.base, one.theirs, "")
        for (sign, label), side in zip(signs, sides, strict=True):
            texts += [f"{sign * marker}{label}{end}", _closed(side, end)]
    return _joined(texts)


def _joined(texts: Iterable[str]) -> str:
    """Put texts together; what lacks a line's end gets one where something follows."""
    found: list[str] = []
    for text in filter(None, texts):
        if found:
            found[-1] = _closed(found[-1], "\n")
        found.append(text)
    return "".join(found)


def _closed(text: str, end: str) -> str:
    return text if not text or text.endswith("\n") else text + end
