"""What stops a sync: new errors and deletions, unless exactly so many are accepted."""

import pytest

from caseledger.actions.sync_check import Judged
from caseledger.actions.sync_stops import Deletions, NewProblems, require_sound
from caseledger.domain.problem import Problem
from caseledger.domain.syncing import Unsound

WRONG = Unsound("cases/wren.yaml", Problem("CL205", "no such day"))


def found(problems: int, deletions: int) -> Judged:
    return Judged((WRONG,) * problems, tuple(f"c-{at}" for at in range(deletions)))


@pytest.mark.parametrize(
    ("what", "accepted"),
    [
        pytest.param(found(0, 0), (0, 0), id="in order"),
        pytest.param(found(0, 2), (0, 0), id="two deletions, in passing"),
        pytest.param(found(0, 2), (0, 1), id="two deletions, whatever is accepted"),
        pytest.param(found(0, 3), (0, 3), id="three, accepted"),
        pytest.param(found(2, 0), (2, 0), id="two errors, accepted"),
        pytest.param(found(1, 4), (1, 4), id="both"),
    ],
)
def test_what_goes_on(what: Judged, accepted: tuple[int, int]) -> None:
    require_sound(what, *accepted)


@pytest.mark.parametrize(
    ("what", "accepted", "error"),
    [
        pytest.param(found(1, 0), (0, 0), NewProblems, id="one error"),
        pytest.param(found(2, 0), (1, 0), NewProblems, id="more errors than accepted"),
        pytest.param(found(1, 0), (2, 0), NewProblems, id="fewer errors than accepted"),
        pytest.param(found(0, 3), (0, 0), Deletions, id="three deletions"),
        pytest.param(found(0, 4), (0, 3), Deletions, id="more deletions than accepted"),
        pytest.param(found(0, 3), (0, 4), Deletions, id="fewer deletions than accepted"),
        pytest.param(found(3, 3), (3, 0), Deletions, id="only the errors accepted"),
        pytest.param(found(3, 3), (0, 3), NewProblems, id="only the deletions accepted"),
    ],
)
def test_what_stops(what: Judged, accepted: tuple[int, int], error: type[Exception]) -> None:
    with pytest.raises(error):
        require_sound(what, *accepted)
