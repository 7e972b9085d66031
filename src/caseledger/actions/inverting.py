"""The inverse of what a commit made of one case file, for any version of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseledger.domain.changes import Address
from caseledger.domain.merging.clash import Reason
from caseledger.domain.merging.uses import naming
from caseledger.domain.renaming import renamed
from caseledger.store.files import CasePath
from caseledger.store.merging.text import merge_texts
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document


@dataclass(frozen=True, slots=True)
class Part:
    """What a commit made of one case: its file ``before`` and ``after``, in the ids of today.

    ``None`` is no file. ``past`` are all paths that the file has had since, from the ledger's
    folder.
    """

    path: CasePath
    before: bytes | None
    after: bytes | None
    past: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inverse:
    """A version of a file without what the commit made of it; ``clashes`` are where it cannot be.

    Each is the address of something that the commit made and that is otherwise in the version, or
    with ``rests`` of an entry that names what would go.
    """

    raw: bytes
    clashes: tuple[Address, ...] = ()
    rests: bool = False


def inverse(part: Part, version: bytes) -> Inverse:
    """Take back what a commit made of a file, in a version of it, by entries and fields.

    It is a merge of the version with the file as it was before the commit; both grew from what the
    commit left. The commit must have left a file where there was one.
    """
    assert part.before is not None  # noqa: S101 - a file that the commit made goes as a whole
    assert part.after is not None  # noqa: S101 - and one that it took away comes back
    text = merge_texts(part.after, version, part.before)
    used = [one.address for one in text.clashes if one.reason is Reason.STILL_USED]
    if used and len(used) == len(text.clashes):
        named = {(part_name, key) for part_name, key in used}
        return Inverse(text.raw, tuple(naming(tree_of(version), named)), rests=True)
    clashes = tuple(one.address for one in text.clashes)
    return Inverse(text.raw, clashes if clashes or text.sound else ((),))


def with_new_ids(raw: bytes | None, renamings: Sequence[tuple[str, str]]) -> bytes | None:
    """Return an old version of a file as it would read after cases were renamed."""
    for old, new in renamings if raw is not None else ():
        tree = tree_of(raw)
        edits = renamed(old, new)(tree) if tree is not None else []
        raw = edited(raw, edits) if edits and raw is not None else raw
    return raw


def tree_of(raw: bytes | None) -> dict[str, object] | None:
    """Return the tree of a version; nothing where there is none, or it cannot be read."""
    return None if raw is None else read_document(raw).data
