"""How a mend that was thought of on a case meets the file, where a value may be written shorter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from caseledger.domain.edits import Edit, Named, Spot
from caseledger.domain.problem import Mend, Problem


def fitted(problem: Problem, tree: object) -> Problem:
    """Return a problem whose mend names spots that the tree of its file has.

    A check sees ``grounds: [a]`` and a citation in full where the file may say ``grounds: a`` and
    ``sources: [s1]``. A spot that leads into such a value ends at the value itself.
    """
    if problem.mend is None:
        return problem
    edits = tuple(_cut(edit, tree) for edit in problem.mend.edits)
    return replace(problem, mend=Mend(edits, problem.mend.safe))


def _cut(edit: Edit, tree: object) -> Edit:
    return replace(edit, spot=_as_written(edit.spot, tree))


def _as_written(spot: Spot, tree: object) -> Spot:
    for length, step in enumerate(spot):
        if isinstance(step, Named):
            break
        if isinstance(tree, Mapping):
            tree = tree.get(str(step))
        elif isinstance(tree, Sequence) and not isinstance(tree, str) and isinstance(step, int):
            tree = tree[step] if step < len(tree) else None
        elif isinstance(tree, str):
            return spot[:length]
        else:
            break
    return spot
