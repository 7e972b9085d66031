"""Ids under which git keeps things, worked out without asking git: no filter is run by it."""

import hashlib

SHA1_LENGTH = 40


def is_blob(raw: bytes, wanted: str) -> bool:
    """Whether git would keep bytes under an id; it may change line ends on the way in."""
    return any(_blob(one, wanted) == wanted for one in {raw, raw.replace(b"\r\n", b"\n")})


def empty_tree(like: str) -> str:
    """Return the id of a tree without files, which git always has; ``like`` is any other id."""
    return _id(b"tree 0\0", like)


def _blob(raw: bytes, like: str) -> str:
    return _id(b"blob %d\0" % len(raw) + raw, like)


def _id(told: bytes, like: str) -> str:
    if len(like) == SHA1_LENGTH:
        return hashlib.sha1(told, usedforsecurity=False).hexdigest()
    return hashlib.sha256(told).hexdigest()
