"""Ids that the tool makes: random, short, easy to read out, and never derived from anything.

Two clones that add entries do not collide, and lists merge by id (tool-lessons of bug trackers:
numbers and hashes of content both fail there).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

LETTERS = "bcdfghjkmnpqrstvwxz"
SIGNS = f"{LETTERS}23456789"
"""No vowels, so no words; nothing that looks like another sign."""

Pick = Callable[[str], str]
"""Picks one sign of several, by chance."""

CASE_HEAD = "c-"
MADE_ID = re.compile(rf"c-[{SIGNS}]{{6}}|[{LETTERS}][{SIGNS}]{{3,4}}")
"""Ids as they are made here; what has another form was given by hand."""


def new_event_id(taken: Collection[str], pick: Pick) -> str:
    """Make an id of five signs, a letter first."""
    return _fresh(lambda: pick(LETTERS) + _signs(4, pick), taken)


def new_source_id(taken: Collection[str], pick: Pick) -> str:
    """Make an id of an s and four signs."""
    return _fresh(lambda: "s" + _signs(4, pick), taken)


def new_person_id(taken: Collection[str], pick: Pick) -> str:
    """Make an id of a p and three signs."""
    return _fresh(lambda: "p" + _signs(3, pick), taken)


def new_deadline_id(taken: Collection[str], pick: Pick) -> str:
    """Make an id of a d and four signs, for what was decided about a deadline."""
    return _fresh(lambda: "d" + _signs(4, pick), taken)


def new_case_id(taken: Collection[str], pick: Pick) -> str:
    """Make an id of `c-` and six signs; it says nothing about anybody."""
    return _fresh(lambda: CASE_HEAD + _signs(6, pick), taken)


def _signs(count: int, pick: Pick) -> str:
    return "".join(pick(SIGNS) for _ in range(count))


def _fresh(make: Callable[[], str], taken: Collection[str]) -> str:
    while (made := make()) in taken:
        pass
    return made
