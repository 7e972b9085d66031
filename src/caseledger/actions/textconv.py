"""What `textconv` does: a case file is read for git to compare, whatever it holds."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from caseledger.domain.vocabulary import Vocabulary
from caseledger.errors import OutsideFailure
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.comments import comments_in
from caseledger.store.disk import in_words
from caseledger.store.line_merge import has_markers, readings
from caseledger.store.yaml_guard import LARGEST_FILE
from caseledger.store.yaml_reader import Document, read_document

Version = tuple[Document, Sequence[str]]
"""A version of a case, and its comments."""


def textconv(path: Path) -> tuple[tuple[Version, ...], Vocabulary]:
    """Return a file as read, and the words to show it in.

    Between the markers of a merge stand two versions, else there is one. Where it cannot be read
    the document holds its text as it is. The words are those of this program, so that a file is
    shown in the same way from whatever commit it comes: a ledger's own kinds go by their codes.
    Raises `OutsideFailure` where there is no such file.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OutsideFailure("only regular files are read: no folders, no devices")
        if found.st_size > LARGEST_FILE:
            return ((Document(None, (), _too_large(path)), ()),), load_vocabulary()
        raw = path.read_bytes()
    except OSError as error:
        raise in_words(error, "the file cannot be read") from error
    both = (readings(raw) or ()) if has_markers(raw) else ()
    versions = [_read(one) for one in both or (raw,)]
    if any(document.data is None for document, _ in versions):
        text = raw.decode("utf-8", "surrogateescape")
        versions = [(replace(versions[0][0], data=None, text=text), ())]
    return tuple(versions), load_vocabulary()


def _too_large(path: Path) -> str:
    """Stand for a file that no reader takes, so that another one of this size is another one."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"too large for a case: {path.stat().st_size} bytes, sha256 {digest}\n"


def _read(raw: bytes) -> Version:
    document = read_document(raw)
    return document, () if document.data is None else comments_in(document.text)
