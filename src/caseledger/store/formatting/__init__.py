"""The canonical layout of case files: what `fmt` makes of a file that somebody wrote by hand.

It is the layout that the program itself writes: indents of 2, 4, 2, the keys in the order of the
format, short lists in brackets, quotes only where YAML needs them, LF, no byte order mark.
Comments, blank lines, the breaks in a text and the order of entries are the writer's own and stay.
Nothing but `fmt` ever lays a file out anew.
"""

from __future__ import annotations

from caseledger.store.formatting.laying import laid_out
from caseledger.store.formatting.proof import prove
from caseledger.store.formatting.reading import taken_apart
from caseledger.store.formatting.refusing import NotFormatted
from caseledger.store.yaml_reader import read_document

__all__ = ["NotFormatted", "formatted"]


def formatted(raw: bytes) -> bytes:
    """Return a case file in the canonical layout; one that has it comes back as it is.

    What is new is read by both readers of YAML and held against the old: the same data, up to the
    order of keys and the form of dates, and the same comments. Raises `NotFormatted` where the file
    cannot be read, or where that could not be shown.
    """
    document = read_document(raw)
    if document.data is None:
        raise NotFormatted("it cannot be read as YAML")
    text = laid_out(taken_apart(document.text, document.data))
    if text.encode() != raw:
        prove(document, text)
    return text.encode()
