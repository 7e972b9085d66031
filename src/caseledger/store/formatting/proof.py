"""That a file laid out anew says what it said: the same data and the same comments."""

from __future__ import annotations

from collections import Counter

from caseledger.domain.plain import Plain
from caseledger.store.comments import comments_in
from caseledger.store.formatting.refusing import NotFormatted
from caseledger.store.formatting.spec import CASE, Spec, canonical_date
from caseledger.store.yaml_edit.second_reader import read_again, same_tree
from caseledger.store.yaml_reader import Document, read_document


def prove(before: Document, text: str) -> None:
    """Raise `NotFormatted` unless a new text says the same as an old one, by both readers."""
    after = read_document(text.encode())
    if after.data is None or not _says(before.data, after.data, CASE):
        raise NotFormatted("laid out anew it would not say the same")
    try:
        second = read_again(text)
    except ValueError:
        second = None
    if not same_tree(second, after.data):
        raise NotFormatted("a second YAML reader would read it differently")
    if Counter(comments_in(before.text)) != Counter(comments_in(text)):
        raise NotFormatted("a comment would be lost")


def _says(old: object, new: object, spec: Spec) -> bool:
    """Compare two readings, up to the order of keys, and to how a date is written."""
    if isinstance(old, dict) and isinstance(new, dict):
        same = old.keys() == new.keys()
        return same and all(_says(old[key], new[key], spec.member(key)) for key in old)
    if spec.is_date and isinstance(new, str) and old != new:
        return canonical_date(old) == new
    if isinstance(old, list) and isinstance(new, list):
        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and all(_says(*pair, spec.member(None)) for pair in pairs)
    return old == new and (spec.is_bare or isinstance(old, Plain) == isinstance(new, Plain))
