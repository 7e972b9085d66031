"""Whether two versions are versions of one case at all.

Git guesses renames by looks. Where one side deleted a case and added another that looks like it,
git hands over the two as one, and what the other side wrote in the deleted case would be poured
into the new one: an arrest of somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseledger.domain.merging.entries import entries

NAMING = ("id", "name", "pseudonym")
HAPPENING = ("id", "kind", "date")
HALF = 2


def is_one_case(base: Mapping[str, object], side: Mapping[str, object]) -> bool:
    """Whether a side holds the case that the base held: under its id, or as good as unchanged.

    Under another id it must tell of one of the people by the same name, and of half of the events
    at least; where the base had none, of all of the people. Without them it is for a person to say.
    """
    if base.get("id") == side.get("id"):
        return True
    people = _marks(base, "people", NAMING)
    events = _marks(base, "events", HAPPENING)
    kept = people & _marks(side, "people", NAMING)
    if not events:
        return bool(kept) and kept == people
    return bool(kept) and len(events & _marks(side, "events", HAPPENING)) * HALF >= len(events)


def _marks(tree: object, part: str, keys: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(str(one.get(key)) for key in keys) for one in entries(tree, part)}
