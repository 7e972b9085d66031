"""What a person decides about a clash, and where: a side by its word, a spot by its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from caseledger.domain.changes import Address
from caseledger.domain.merging.clash import Clash, Reason
from caseledger.errors import NotFound, UsageProblem

WHOLE = "case"
"""How the address of the whole file is written."""

SIDES = ("ours", "theirs", "base")
ALONE = ("only-ours", "only-theirs")
"""Of two events of one moment both stay, in one order or the other, but for a person's word."""


class Where(StrEnum):
    """Where a conflict stands: in git's index, or with what `sync` left for a person."""

    GIT = "git"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Versions:
    """A file as it was, as we have it and as they have it; ``None`` where there is none."""

    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A case of which two versions do not fit together, and what clashes in them.

    ``ours_is`` and ``theirs_is`` say what the sides are. ``heads`` lead from the address of an
    entry to the date and the kind that it has. Without clashes the two do fit, entry by entry.
    """

    case: str
    path: str
    where: Where
    ours_is: str
    theirs_is: str
    versions: Versions
    clashes: tuple[Clash, ...]
    is_public: bool
    heads: Mapping[Address, str] = field(default_factory=dict)


Key = tuple[Address, Reason, Address]


def key_of(clash: Clash) -> Key:
    """Return what tells a clash from the others of its case."""
    return clash.address, clash.reason, clash.other


def address_text(address: Address) -> str:
    """Write an address as people type it: ``events.z8n3c.date``."""
    return ".".join(address) or WHOLE


def choices(clash: Clash) -> tuple[str, ...]:
    """Return the words that decide a clash."""
    if clash.reason is Reason.SAME_MOMENT:
        return ("ours", "theirs", *ALONE)
    return SIDES


def decided(clash: Clash, word: str) -> object:
    """Return the value that a word decides for. Raises `UsageProblem` for one that does not fit."""
    if word not in choices(clash):
        known = ", ".join(choices(clash))
        raise UsageProblem(f"{address_text(clash.address)} is not decided so", f"by {known}")
    if word in ALONE:
        pair = clash.ours if isinstance(clash.ours, list) else [clash.ours]
        return pair[:1] if word == ALONE[0] else pair[1:]
    values = {"ours": clash.ours, "theirs": clash.theirs, "base": clash.base}
    return values[word]


@dataclass(slots=True)
class Answers:
    """What a person has decided so far, by clash, and for all others a side or nothing."""

    values: dict[Key, object] = field(default_factory=dict)
    rest: str = ""

    def has(self, clash: Clash) -> bool:
        """Whether a clash is decided."""
        return key_of(clash) in self.values or (
            bool(self.rest) and clash.reason is not Reason.DEPENDS
        )

    def value(self, clash: Clash) -> object:
        """Return what stands where versions clash; what is not decided is ours for now."""
        key = key_of(clash)
        if key in self.values:
            return self.values[key]
        return decided(clash, self.rest or "ours")


def taken(clashes: Sequence[Clash], words: Iterable[str]) -> dict[Key, object]:
    """Read what was typed as ``ADDRESS=SIDE``. Raises `UsageProblem` or `NotFound`."""
    found: dict[Key, object] = {}
    for word in words:
        address, sign, side = word.rpartition("=")
        if not sign or not address:
            raise UsageProblem("--take needs an address and a side", "for example z8n3c.date=ours")
        found |= {key_of(clash): decided(clash, side) for clash in _meant(clashes, address)}
    return found


def _meant(clashes: Sequence[Clash], word: str) -> list[Clash]:
    """Find the clashes at an address; the list that an entry stands in may be left out."""
    texts = [(one, address_text(one.address)) for one in clashes]
    fits = [one for one, text in texts if text == word]
    fits = fits or [one for one, text in texts if text.partition(".")[2] == word]
    if not fits:
        known = dict.fromkeys(text for _, text in texts)
        raise NotFound("nothing clashes at this address", f"clashes are at {', '.join(known)}")
    return fits
