"""What the entries come to so far: where a person is, what threatens them, what holds it off.

The values are named tuples: a standing makes hundreds of them, each a little other than the last.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from caseledger.domain.law import Ruling
from caseledger.domain.states import UNKNOWN
from caseledger.domain.windows import Window

NOWHERE = UNKNOWN
"""The state code of a place that is not known."""

PROTECTION = "protection"
EXTRADITION = "extradition"
SCOPED = frozenset({"appeal", "appeal-window", "suspension"})
"""Shields that, outside protection, hold off only the exposure of their own procedure."""

OF_A_BODY = frozenset({"interim-measure", "judgment"})
"""Shields of which every body has its own."""

ShieldKey = tuple[str, str, tuple[str, str] | None, str]
"""Kind, host, scope and body."""


ExposureKey = tuple[str, str, str]
"""Track, host and other state."""


class Exposure(NamedTuple):
    """A live threat of being handed over, expelled or transferred, in a host state."""

    track: str
    host: str
    other: str
    level: str
    events: tuple[str, ...]

    @property
    def key(self) -> ExposureKey:
        """What makes it the same exposure: track, host and other state."""
        return (self.track, self.host, self.other)


class Shield(NamedTuple):
    """A bar against exposures in a host state.

    ``scope`` is empty for a shield against everything, else the track and the other state
    (empty for any) that it belongs to. ``doubted`` is set by an event that puts it in question;
    ``until`` is the window of the last day, ``written`` that of the entry. ``rulings`` is the law
    that decided, or left open, whether it holds.
    """

    kind: str
    host: str
    scope: tuple[str, str] | None
    body: str
    against: tuple[str, ...]
    until: Window | None
    written: Window
    event: str
    doubted: bool = False
    moved: bool = False
    rulings: tuple[Ruling, ...] = ()

    @property
    def key(self) -> ShieldKey:
        """What makes it the same shield."""
        return (self.kind, self.host, self.scope, self.body)


class Liberty(NamedTuple):
    """Free, detained, or not known; never inferred from silence."""

    state: str = NOWHERE
    place: str = ""
    kind: str = ""
    since: Window | None = None
    until: Window | None = None
    event: str = ""


NOTHING: Mapping[Any, Any] = MappingProxyType({})


class World(NamedTuple):
    """All that the standing of one person reads.

    ``rulings`` are by state the law by which a shield is not there: an appeal that does not
    suspend, a certificate that was ended.
    """

    location: str = ""
    forced: bool = False
    placed_by: str = ""
    vanished: bool = False
    dead: bool = False
    gone_by: str = ""
    liberty: Liberty = Liberty()
    exposures: Mapping[ExposureKey, Exposure] = NOTHING
    shields: Mapping[ShieldKey, Shield] = NOTHING
    no_status: Mapping[str, str] = NOTHING
    rulings: tuple[tuple[str, Ruling], ...] = ()
