"""What a merged text must be, said without the code that makes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.domain.invented import VOCABULARY
from tests.domain.merging.versions import unordered

from caseledger.domain.merging.clash import Decide, take_ours, take_theirs
from caseledger.domain.merging.merge import merged
from caseledger.store.comments import comments_in
from caseledger.store.merging import merge_texts
from caseledger.store.yaml_reader import read_document

REMARK = re.compile(r"\s+(?=# )")

Versions = tuple[bytes, bytes, bytes]


def broken(versions: Versions) -> Iterator[str]:
    """Yield in words each promise that the merge of three texts breaks."""
    trees = [read_document(raw).data for raw in versions]
    assert all(tree is not None for tree in trees)
    base, ours, theirs = (tree or {} for tree in trees)
    wanted = merged(base, ours, theirs, VOCABULARY)
    text = merge_texts(*versions, vocabulary=VOCABULARY)
    if wanted.clashes:
        yield from _with_markers(versions, text.raw, sound=text.sound)
    else:
        yield from ("a clean merge is not sound",) if not text.sound else ()
        yield from _clean(versions, text.raw, wanted.tree, told=bool(wanted.decided))
    sides: tuple[tuple[str, Decide], ...] = (("ours", take_ours), ("theirs", take_theirs))
    for name, side in sides if wanted.clashes else ():
        goal = merged(base, ours, theirs, VOCABULARY, side).tree
        decided = merge_texts(*versions, vocabulary=VOCABULARY, decide=side)
        if not decided.sound:
            yield f"decided for {name} it is not sound"
        elif read_document(decided.raw).data != goal:
            yield f"decided for {name} it does not read so"
    back = merge_texts(versions[0], versions[2], versions[1], vocabulary=VOCABULARY)
    if back.sound != text.sound:
        yield "the other way round it is not the same"
    elif text.sound and unordered(read_document(back.raw).data) != unordered(
        read_document(text.raw).data
    ):
        yield "the other way round it reads otherwise"


def _clean(versions: Versions, raw: bytes, goal: object, *, told: bool) -> Iterator[str]:
    document = read_document(raw)
    if document.data != goal:
        yield "it does not read as the merge of the trees"
    if document.data is None:
        return
    there, *remarks = (_remarks(one) for one in (raw, *versions))
    for one in remarks[1] | remarks[2]:
        counts = [side[one] for side in remarks]
        taken_away = min(counts[1:]) < counts[0]
        if there[one] < (min(counts[1:]) if taken_away else max(counts[1:])):
            yield f"a comment is gone: {one}"
    if extra := there - (remarks[1] + remarks[2]):
        yield f"a comment is made up: {sorted(extra)}"
    lines, before, mine, yours = (_words(one) for one in (raw, *versions))
    kept = [one for one in before & mine & yours if before[one] == mine[one] == yours[one] == 1]
    if gone := [one for one in kept if one not in lines]:
        yield f"a line that nobody touched is gone: {gone}"
    # An entry in braces is one line, in which what both sides changed stands together.
    more = [one for one in lines - (mine + yours) if not one.startswith("{")]
    if more and not told:
        yield f"a line that stands in neither: {more}"


def _with_markers(versions: Versions, raw: bytes, *, sound: bool) -> Iterator[str]:
    """Every line that a side wrote must be there.

    But for those in braces, in which both may have written, and for the people that a command
    wrote into an event when a person came: they go with an event that the other side deleted.
    """
    lines = raw.decode().splitlines()
    signs = [[one for one in lines if one.startswith(sign * 7)] for sign in "<=>"]
    if sound or not signs[0] or len({len(one) for one in signs}) > 1:
        yield "what clashes has no markers"
    there = _words(raw)
    for side in versions[1:]:
        new = _words(side) - _words(versions[0])
        if gone := [one for one in new - there if "{" not in one and not one.startswith("people:")]:
            yield f"what a side wrote is gone: {gone}"


def _remarks(raw: bytes) -> Counter[str]:
    """The comments of a text; two that were put behind one value are two all the same."""
    return Counter(words for one in comments_in(raw.decode()) for words in REMARK.split(one))


def _words(raw: bytes) -> Counter[str]:
    """The lines of a text, however far in they stand, and comments that stand behind a value.

    A list that lost its last entry, or got its first, is begun in another way.
    """
    found: Counter[str] = Counter()
    for line in raw.decode().splitlines():
        for words in REMARK.split(line.strip(" -")):
            found[words.removesuffix(" []")] += 1
    return found
