"""The sorts of shields, as the catalogue has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from caseledger.domain.kind import is_true, mapping


@dataclass(frozen=True, slots=True)
class Shield:
    """A sort of bar against threats. ``covers`` leads from track to ``yes`` or ``possible``.

    ``usual_term`` and ``idle_after`` are days, None where no such limit is set. ``own_track``:
    it holds off the threat that it belongs to, whatever ``covers`` says.
    """

    code: str
    status: bool
    covers: Mapping[str, str]
    usual_term: int | None
    idle_after: int | None
    own_track: bool


def shield_from(code: str, tree: Mapping[str, object]) -> Shield:
    """Read a sort of shield from the catalogue."""
    return Shield(
        code=code,
        status=is_true(tree.get("status")),
        covers={track: str(answer) for track, answer in mapping(tree.get("covers")).items()},
        usual_term=days_of(tree.get("usual-term")),
        idle_after=days_of(tree.get("idle-after")),
        own_track=is_true(tree.get("own-track")),
    )


def days_of(tree: object) -> int | None:
    """Read a number of days, None where there is none."""
    return None if tree is None else int(str(tree))
