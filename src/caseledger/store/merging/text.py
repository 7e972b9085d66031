"""Three texts of a case file become one that reads as the merge of what they say.

Where that cannot be had, git's own merge stands instead, and is never called sound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from caseledger.domain.changes import Address
from caseledger.domain.loading import FORMAT
from caseledger.domain.merging.clash import ABSENT, Clash, Decide, Reason, take_ours
from caseledger.domain.merging.identity import is_one_case
from caseledger.domain.problem import Problem, named_path
from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import CaseledgerError
from caseledger.store.line_merge import (
    MARKER,
    Labels,
    both_whole,
    has_markers,
    merged_by_git,
    readings,
)
from caseledger.store.merging.weave import Weave
from caseledger.store.yaml_reader import Document, read_document

LABELS: Labels = ("ours", "base", "theirs")
UNREADABLE = "a version cannot be read: merged line by line, look at it"
TWO_CASES = "git takes two cases for one that was renamed: look which of them this is"
BY_LINES = "written so that it was merged line by line: look at it"

Problems = Callable[[bytes], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Text:
    """What a merge comes to. ``sound``: nothing is left to a person, and it was read back.

    Where it was decided what clashes, the ``clashes`` are those that were decided. ``told`` is what
    was written anew, or why the text is not sound: by ids, without values.
    """

    raw: bytes
    clashes: tuple[Clash, ...] = ()
    told: tuple[str, ...] = ()
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """How to merge: what markers look like, what is decided already, what is wrong with a file."""

    labels: Labels = LABELS
    marker: int = MARKER
    vocabulary: Vocabulary | None = None
    decide: Decide | None = None
    problems: Problems | None = None
    scratch: Path | None = None


def merge_texts(  # noqa: PLR0913, PLR0917 - three versions, and what each caller may say
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    labels: Labels = LABELS,
    marker: int = MARKER,
    vocabulary: Vocabulary | None = None,
    decide: Decide | None = None,
    problems: Problems | None = None,
    scratch: Path | None = None,
) -> Text:
    """Merge two versions of a case file that grew from a base, or from nothing.

    What clashes stands between markers of so many signs, with these labels for ours, the base and
    theirs; unless it is ``decide`` that says what stands there. ``problems`` tells the errors of a
    file: a merge with errors that neither side has is not sound. Without a vocabulary nobody looks
    for events of one moment. ``scratch`` is a folder for git to read the texts from, if need be.
    Never raises for anything in the files.
    """
    way = Way(labels, marker, vocabulary, decide, problems, scratch)
    versions = (ours, base or b"", theirs)
    if versions[1] in (ours, theirs) or ours == theirs:
        raw = theirs if ours == versions[1] else ours
        return Text(raw, sound=read_document(raw).data is not None and not has_markers(raw))
    sides = [_side(raw) for raw in (ours, theirs)]
    bases = _bases(versions[1])
    if None in sides or bases is None:
        return _by_git(versions, way, UNREADABLE)
    mine, yours = (one for one in sides if one is not None)
    before = bases[0].data if bases[0] is not None else None
    if before and not all(is_one_case(before, one.data or {}) for one in (mine, yours)):
        clash = Clash((), Reason.ADDED_TWICE, before, mine.data, yours.data)
        return _one_of_two(clash, versions, way)
    weave = Weave(bases, mine, yours, versions, vocabulary)
    return _woven(weave, way)


def _one_of_two(clash: Clash, versions: tuple[bytes, bytes, bytes], way: Way) -> Text:
    """Leave two cases that git takes for one to a person, each as a whole."""
    ours, _, theirs = versions
    if way.decide is not None:
        raw = theirs if way.decide(clash) is clash.theirs else ours
        return Text(raw, (clash,))
    raw = both_whole(ours, theirs, way.labels, way.marker)
    return Text(raw, (clash,), (TWO_CASES,), sound=False)


def _woven(weave: Weave, way: Way) -> Text:
    """Merge versions that can be read, and say how far the result can be relied on."""
    found = weave.tree(way.decide or take_ours)
    if found.clashes and way.decide is None:
        raw = weave.marked(found, way.labels, way.marker)
        if raw is None:
            return replace(_by_git(weave.raws, way, BY_LINES), clashes=found.clashes)
        return Text(raw, found.clashes, found.decided, sound=False)
    raw = weave.composed(found) or weave.edited(found)
    if raw is None:
        return replace(_by_git(weave.raws, way, BY_LINES), clashes=found.clashes)
    fresh = _fresh(raw, weave.raws, way)
    return Text(raw, (*found.clashes, *fresh), found.decided, sound=not fresh)


def _fresh(raw: bytes, sides: tuple[bytes, bytes, bytes], way: Way) -> tuple[Clash, ...]:
    """Return what is wrong with a merge though it is wrong on neither side."""
    wrong = _wrong(raw, way)
    known = {**_wrong(sides[0], way), **_wrong(sides[2], way)} if wrong else {}
    return tuple(
        Clash(address, Reason.DEPENDS, ABSENT, ABSENT, ABSENT)
        for sort, address in wrong.items()
        if sort not in known
    )


def _wrong(raw: bytes, way: Way) -> dict[tuple[str, str, Address], Address]:
    """The errors of a file, wherever their entries stand."""
    problems = way.problems(raw) if way.problems is not None else ()
    data = read_document(raw).data if problems else None
    named = [(one, named_path(one.path, data)) for one in problems]
    return {(one.code, one.message, address): address for one, address in named}


def _side(raw: bytes) -> Document | None:
    """Read a version; nothing where it cannot be read, or holds two versions itself."""
    document = read_document(raw)
    return None if document.data is None or has_markers(raw) or _is_newer(document) else document


def _is_newer(document: Document) -> bool:
    """Whether a version is of a format that this program does not know: it writes no such file."""
    said = (document.data or {}).get("format")
    return isinstance(said, str) and said.isdecimal() and said != FORMAT


def _bases(raw: bytes) -> tuple[Document | None, ...] | None:
    """Read the base, in each of its readings; nothing where it cannot be read."""
    if not raw.strip():
        return (None,)
    raws = readings(raw) if has_markers(raw) else (raw,)
    found = [read_document(one) for one in raws or ()]
    known = all(one.data is not None and not _is_newer(one) for one in found)
    return tuple(found) if found and known else None


def _by_git(versions: tuple[bytes, bytes, bytes], way: Way, why: str) -> Text:
    """Let git merge the lines; that is never sound, and with decisions there are no markers."""
    try:
        raw, _ = merged_by_git(versions, way.labels, way.marker, way.scratch)
    except CaseledgerError:
        raw = both_whole(versions[0], versions[2], way.labels, way.marker)
    return Text(raw, told=(why,), sound=False)
