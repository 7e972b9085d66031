"""Three versions of a case become one; nothing that a side has and nobody deleted is lost.

The same on both sides, or changed on one side only, is taken. Where both changed the same thing in
different ways, or one deleted what the other changed, a person must look. What is true of a merge
is more than what stands in its lines, so three things are seen to besides: whom an event without
``people`` concerns when a person is added, which of two events of one day came first, and what one
side took away although the other brought something that rests on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseledger.domain.case import Case
from caseledger.domain.changes import Tree
from caseledger.domain.merging.clash import Clash, Decide, take_ours
from caseledger.domain.merging.moments import order_moments
from caseledger.domain.merging.people import with_names, without_needless_names
from caseledger.domain.merging.uses import keep_what_is_used
from caseledger.domain.merging.values import Merger, Three
from caseledger.domain.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Merged:
    """What three versions come to, with what was decided for now where they ``clash``.

    ``decided`` tells what was written that stands so on neither side: by ids, without values.
    """

    tree: dict[str, object]
    clashes: tuple[Clash, ...] = ()
    decided: tuple[str, ...] = ()


def merged(
    bases: Sequence[Tree | None] | Tree | None,
    ours: Tree,
    theirs: Tree,
    words: Vocabulary | None = None,
    decide: Decide = take_ours,
) -> Merged:
    """Merge two versions of a case that grew from one.

    The base is one tree, or ``None`` where that is missing, or several readings of one that is not
    sure: then only what each of them gives is taken. Without ``words`` nobody looks for events of
    the same moment. Merging is the same both ways, up to the order of what was added, and to which
    side ``decide`` prefers.
    """
    readings = (bases,) if bases is None or isinstance(bases, Mapping) else tuple(bases)
    three = Three(tuple({} if one is None else one for one in readings), ours, theirs)
    merger = Merger(decide)
    tree = merger.mapping(Case, (), with_names(three))
    keep_what_is_used(tree, three, merger)
    named = without_needless_names(tree, three, merger)
    if words is not None:
        order_moments(tree, three, merger, words)
    told = tuple(f"event {one}: people written" for one in named)
    return Merged(tree, tuple(merger.clashes), told)
