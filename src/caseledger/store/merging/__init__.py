"""Two versions of a case file become one: what each says, and how it is written."""

from caseledger.store.merging.text import Text, merge_texts

__all__ = ["Text", "merge_texts"]
