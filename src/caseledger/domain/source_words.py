"""What stands behind ``--source``: a source of the case, or words from which a new one is made."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from caseledger.domain.case import Case, Source
from caseledger.domain.dates import parse_date
from caseledger.domain.typed import Typist, entry

SPOKEN = frozenset({"phone-call", "message", "interview", "testimony", "observation", "lawyer"})
"""Kinds of sources that are words said on a day, and not a paper that can be found again."""

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """The id of a source, and its fields where it is to be made in the same commit."""

    id: str
    new: dict[str, object] | None = None


def sources_meant(
    typist: Typist, words: Sequence[str], make_id: Callable[[], str]
) -> tuple[Cited, ...]:
    """Return what words behind ``--source`` mean, each source once.

    An id; an address, which makes a media source unless the case has it; a kind of source such as
    ``phone`` or ``order``, which makes one (what was said today is one source, however often it is
    cited today); or the beginning of an id. Raises `NotFound` or `Ambiguous`.
    """
    found: dict[str, Cited] = {}
    for word in words:
        made = [one.new for one in found.values() if one.new is not None]
        one = _meant(typist, word, made, make_id)
        found.setdefault(one.id, one)
    return tuple(found.values())


def _meant(
    typist: Typist, word: str, made: Sequence[dict[str, object]], make_id: Callable[[], str]
) -> Cited:
    case = typist.case
    if case.source(word) is not None:
        return Cited(word)
    if ADDRESS.fullmatch(word):
        return _at_address(case, word, made, typist.today, make_id)
    kind = typist.vocabulary.source_kind(word)
    if kind is None:
        return Cited(entry(word, [source.id for source in case.sources], "source"))
    return _of_kind(case, kind, made, typist.today, make_id)


def _at_address(
    case: Case,
    address: str,
    made: Sequence[dict[str, object]],
    today: dt.date,
    make_id: Callable[[], str],
) -> Cited:
    known = [source.id for source in case.sources if address in (source.url, source.archive_url)]
    known += [str(one["id"]) for one in made if one.get("url") == address]
    if known:
        return Cited(known[0])
    publisher = (urlsplit(address).hostname or "").removeprefix("www.")
    new = {"id": make_id(), "kind": "media", "publisher": publisher, "url": address}
    return Cited(str(new["id"]), {**new, "retrieved": today.isoformat()})


def _of_kind(
    case: Case,
    kind: str,
    made: Sequence[dict[str, object]],
    today: dt.date,
    make_id: Callable[[], str],
) -> Cited:
    if kind not in SPOKEN:
        key = make_id()
        return Cited(key, {"id": key, "kind": kind})
    said_today = [one.id for one in case.sources if one.kind == kind and _is_of(one, today)]
    said_today += [str(one["id"]) for one in made if one.get("kind") == kind]
    if said_today:
        return Cited(said_today[0])
    key = make_id()
    return Cited(key, {"id": key, "kind": kind, "published": today.isoformat()})


def _is_of(source: Source, day: dt.date) -> bool:
    return source.published == parse_date(day.isoformat())
