"""Three versions that can be read become one, which is read back before anybody relies on it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from caseledger.domain.changes import ENTRIES
from caseledger.domain.merging.clash import Clash, Decide, take_base, take_ours, take_theirs
from caseledger.domain.merging.merge import Merged, merged
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.comments import comments_in
from caseledger.store.line_merge import Labels
from caseledger.store.merging.compose import Composer
from caseledger.store.merging.form import Form, form_of, merged_form
from caseledger.store.merging.layout import Chunk, marked, picked
from caseledger.store.merging.sheet import NotInParts, Sheet, read_sheet
from caseledger.store.merging.versions import Goal
from caseledger.store.merging.wording import NotWritten, edited_to
from caseledger.store.yaml_reader import Document, read_document

BETWEEN = re.compile(r"\s+(?=#)")


@dataclass(frozen=True)
class Weave:
    """Three versions of a file, the base in each of its readings, and the words of the ledger."""

    bases: tuple[Document | None, ...]
    ours: Document
    theirs: Document
    raws: tuple[bytes, bytes, bytes]
    vocabulary: Vocabulary | None

    def tree(self, decide: Decide = take_ours) -> Merged:
        """Merge what the versions say."""
        trees = [None if one is None else one.data for one in self.bases]
        return merged(trees, _tree(self.ours), _tree(self.theirs), self.vocabulary, decide)

    def composed(self, found: Merged) -> bytes | None:
        """Put the lines of both sides together so that they read as a merge, if that can be."""
        try:
            text = picked(self._chunks((), Goal(found.tree, found.tree, found.tree)), "ours")
        except (NotInParts, NotWritten):
            return None
        return self._checked(self.form.kept(text), found)

    def edited(self, found: Merged) -> bytes | None:
        """Change as little as must be, if no comment is lost by that.

        What a person decided may stand on neither side; it is then written into the merge that has
        ours wherever the versions clash. Else ours itself is changed.
        """
        plain = self.tree()
        woven = self.composed(plain) if plain.tree != found.tree else None
        start, data = (self.raws[0], self.ours.data) if woven is None else (woven, plain.tree)
        try:
            raw = edited_to(start, data, found.tree)
        except NotWritten:
            return None
        return self._checked(raw, found)

    def marked(self, found: Merged, labels: Labels, marker: int) -> bytes | None:
        """Put the lines together with markers around what clashes.

        Nothing where what comes of it would not be right, whichever side a person then takes.
        """
        theirs = self.tree(take_theirs).tree
        try:
            chunks = self._chunks(
                found.clashes, Goal(found.tree, self.tree(take_base).tree, theirs)
            )
        except (NotInParts, NotWritten):
            return None
        texts = [picked(chunks, side) for side in ("ours", "theirs")]
        first, second = (read_document(text.encode()).data for text in texts)
        # Where theirs are taken entries may stand elsewhere than if there were no markers.
        if first != found.tree or _by_entry(second) != _by_entry(theirs) or self._lose(texts):
            return None
        form = replace(self.form, is_open=self.form.is_open and isinstance(chunks[-1], str))
        return form.kept(marked(chunks, labels, marker, form.usual_end))

    def _chunks(self, clashes: Sequence[Clash], goal: Goal) -> list[Chunk]:
        if any(not one.address for one in clashes):
            raise NotInParts
        *bases, ours, theirs = self._sheets
        assert ours is not None  # noqa: S101  only a base may be missing
        assert theirs is not None  # noqa: S101
        return Composer(clashes).sheet(bases, ours, theirs, goal)

    def _checked(self, raw: bytes, found: Merged) -> bytes | None:
        document = read_document(raw)
        return None if document.data != found.tree or self._lose([document.text]) else raw

    @cached_property
    def form(self) -> Form:
        """The form of the result."""
        ours, base, theirs = map(form_of, self.raws)
        bases = [None if one is None else base for one in self.bases]
        return merged_form(bases, ours, theirs)

    @cached_property
    def _sheets(self) -> list[Sheet | None]:
        return [
            None if one is None else read_sheet(self._text(one), _tree(one))
            for one in (*self.bases, self.ours, self.theirs)
        ]

    def _text(self, document: Document) -> str:
        return self.form.lines(document.text, form_of(document.text.encode()))

    def _lose(self, texts: Iterable[str]) -> bool:
        """Whether a comment that nobody took away is in none of some texts as often as it must."""
        left: Counter[str] = Counter()
        for text in texts:
            left |= _remarks(comments_in(text) if "#" in text else ())
        base, ours, theirs = self._before
        return any(
            left[one] < _needed(base[one], ours[one], theirs[one]) for one in {*ours, *theirs}
        )

    @cached_property
    def _before(self) -> list[Counter[str]]:
        versions = (self.bases[0], self.ours, self.theirs)
        try:
            first, *_, ours, theirs = self._sheets
        except NotInParts:
            return [_remarks(() if one is None else comments_in(one.text)) for one in versions]
        return [_remarks(() if one is None else one.remarks) for one in (first, ours, theirs)]


def _tree(document: Document) -> dict[str, object]:
    return document.data or {}


def _by_entry(tree: object) -> object:
    """A tree in which the order of entries says nothing."""
    if not isinstance(tree, dict):
        return tree
    return {
        key: sorted(value, key=_whole) if key in ENTRIES and isinstance(value, list) else value
        for key, value in tree.items()
    }


def _whole(entry: object) -> str:
    return json.dumps(entry, sort_keys=True)


def _remarks(found: Iterable[str]) -> Counter[str]:
    """Count comments; those that stand behind each other in a line, one by one."""
    return Counter(one for comment in found for one in BETWEEN.split(comment))


def _needed(base: int, ours: int, theirs: int) -> int:
    """How often a comment must be left: what a side took away, it took from the other, too."""
    return max(ours, theirs) if min(ours, theirs) >= base else max(ours + theirs - base, 0)
