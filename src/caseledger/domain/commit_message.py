"""What a commit says about changes to a case: by ids and kinds, never by names or in free text.

History is copied, mailed and shown in places where a case file never comes. So a message repeats
only what is a code, a day or a number and may be published; of a case that is not public, and of
an entry that is restricted, it says no more than ids. The words are English: scripts read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from caseledger.domain.case import Case, Event, Link
from caseledger.domain.changes import Change, Deed
from caseledger.domain.entry_values import read_mark
from caseledger.domain.loading import KEYS, Inner, Shape, shape_of
from caseledger.domain.values import ID_PATTERN, Mismatch, Reads

LONGEST_SUBJECT = 72
"""Columns; what is longer is cut off by many programs that show a history."""

MOST_IN_FULL = 3
"""A subject names so many entries with kind and day; of more it gives the number."""

NOUNS = {
    "events": "event",
    "people": "person",
    "sources": "source",
    "deadlines": "deadline",
    "links": "link",
}
"""What one entry of each list is called, in the order of a subject."""

TRAILERS = ("events", "people", "sources")
"""Lists whose entries are named in trailers."""

VERBS = {Deed.ADDED: "add", Deed.CHANGED: "change", Deed.REMOVED: "remove", Deed.MOVED: "reorder"}

FREE_TEXT = frozenset({"text", "address", "anything", "path under files/", "SHA-256"})
"""Types whose values are not repeated, by their words: anything at all may stand there."""

CODED = frozenset({"outcome", "grounds", "body", "against"})
"""Fields of text that hold a code from a list; repeated where they look like one."""

NOTHING_BUT_LOOKS = "change comments or layout"
"""What is said where the entries are what they were."""

CODE = re.compile(r"[A-Za-z0-9]{1,32}(-[A-Za-z0-9]{1,32}){0,6}")


def subject_of(case_id: str, changes: Sequence[Change], *, public: bool) -> str:
    """Return the first line: ``menlibayev: add event z8n3c transfer.carried-out 2024-01-08``."""
    return f"{_head(case_id)}{what_changed(case_id, changes, public=public)}"


def what_changed(case_id: str, changes: Sequence[Change], *, public: bool, before: str = "") -> str:
    """Return what a subject says behind the id, short enough to stand there behind other words."""
    if not changes:
        return f"{before}{NOTHING_BUT_LOOKS}"
    room = LONGEST_SUBJECT - len(_head(case_id))
    ways = (f"{before}{text}" for text in _summaries(changes, public=public))
    return next((text for text in ways if len(text) <= room), f"{before}change")


def _head(case_id: str) -> str:
    return f"{_id(case_id) or 'case'}: "


def body_of(changes: Sequence[Change], *, public: bool) -> str:
    """Return one line for each change; those that say the same are one."""
    return "".join(f"{text}\n" for text in _lines(changes, public=public))


def message_of(
    case_id: str, changes: Sequence[Change], action: str, *, public: bool, headline: str = ""
) -> str:
    """Return the whole message: subject, a body where it says more, and trailers for scripts.

    ``public``: whether the case is public in both versions, as `changes.is_public` says.
    ``action`` is the name of the command. ``headline`` says more, behind the id, than what changed:
    what was undone, or which id the case had.
    """
    told = subject_of(case_id, changes, public=public)
    subject = f"{_head(case_id)}{headline}" if headline else told
    body = body_of(changes, public=public)
    parts = [f"{subject}\n"]
    if body and not subject.endswith(f": {body.rstrip()}"):
        parts.append(body)
    parts.append("".join(f"{line}\n" for line in _trailers(case_id, changes, action)))
    return "\n".join(parts)


def _trailers(case_id: str, changes: Sequence[Change], action: str) -> Iterator[str]:
    yield f"Case: {_id(case_id) or '?'}"
    for key in TRAILERS:
        named = dict.fromkeys(one.entry[1] for one in changes if one.entry[:1] == (key,))
        yield from (f"{NOUNS[key].capitalize()}: {name}" for name in named if _id(name))
    yield f"Action: {action}"


def _lines(changes: Sequence[Change], *, public: bool) -> Iterable[str]:
    return dict.fromkeys(_line(one, public=public) for one in changes)


def _line(one: Change, *, public: bool) -> str:
    """Say one change: what was done to which entry, with values only where they may be told."""
    target = _target(one)
    if one.within == () or not public or one.closed:
        details = _kind_and_day(one) if public and not one.closed else ""
        return " ".join(word for word in (target.verb, target.words, details) if word)
    place = _place(one)
    words = " ".join((target.words, *place.words))
    if one.what is Deed.MOVED:
        return f"reorder {words}"
    return f"change {words}{_values(one, place)}"


def _values(one: Change, place: _Place) -> str:
    """What a field was and is, or whether it came or went."""
    old, new = place.told(one.old), place.told(one.new)
    if one.what is Deed.CHANGED:
        return f": {old} -> {new}" if old and new else ""
    return f": {one.what.value} {new or old}".rstrip()


def _kind_and_day(one: Change) -> str:
    """The kind and the day of an event that came or went."""
    entry = one.new if one.new is not None else one.old
    if one.entry[:1] != ("events",) or not isinstance(entry, Mapping):
        return ""
    told = (_Place(Event, key).told(entry.get(key)) for key in ("kind", "date"))
    return " ".join(text for text in told if text)


# Subjects


@dataclass(frozen=True, slots=True)
class _Target:
    """An entry, or the case, and what was done to it."""

    verb: str
    list: str
    name: str

    @property
    def words(self) -> str:
        """What it is called."""
        noun = NOUNS.get(self.list, "case")
        return f"{noun} {self.name}" if self.name else noun


def _target(one: Change) -> _Target:
    if one.entry:
        verb = "change" if one.within else VERBS[one.what]
        name = "" if one.entry[0] == "links" else _id(one.entry[1])
        return _Target(verb, one.entry[0], name)
    return _Target("change" if one.address else VERBS[one.what], "", "")


def _summaries(changes: Sequence[Change], *, public: bool) -> Iterator[str]:
    """Ways to say all changes at once, each shorter than the one before."""
    whole = [one for one in changes if not one.address]
    told: dict[_Target, list[Change]] = {}
    for one in whole or changes:
        told.setdefault(_target(one), []).append(one)
    targets = sorted(told, key=_rank)
    if len(targets) <= MOST_IN_FULL:
        yield ", ".join(_in_full(target, told[target], public=public) for target in targets)
    yield ", ".join(_in_groups(targets, named=True))
    yield ", ".join(_in_groups(targets, named=False))
    yield f"change {_counted(len(targets), 'entry', 'entries')}"


def _rank(target: _Target) -> tuple[int, int]:
    verbs, lists = list(VERBS.values()), [*NOUNS, ""]
    return (verbs.index(target.verb), lists.index(target.list))


def _in_full(target: _Target, changes: Sequence[Change], *, public: bool) -> str:
    lines = list(_lines(changes, public=public))
    return lines[0] if len(lines) == 1 else f"{target.verb} {target.words}"


def _in_groups(targets: Iterable[_Target], *, named: bool) -> Iterator[str]:
    """Say each verb and noun once: with the id where it is one, else with the number."""
    groups: dict[tuple[str, str], list[_Target]] = {}
    for target in targets:
        groups.setdefault((target.verb, target.list), []).append(target)
    for (verb, name), members in groups.items():
        noun = NOUNS.get(name, "case")
        plural = "people" if noun == "person" else f"{noun}s"
        if not name or (len(members) == 1 and named):
            yield f"{verb} {members[0].words}"
        else:
            yield f"{verb} {_counted(len(members), noun, plural)}"


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"


# What may be told


def _id(text: str) -> str:
    """Return an id as it is, and nothing where a file has something else in its place."""
    return text if re.fullmatch(ID_PATTERN, text) else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A field of a part of the format, and the words of the way to it that may be told."""

    part: type
    key: str
    words: tuple[str, ...] = ()

    def told(self, value: object) -> str:
        """Return a value where it may be published and is a code, a day or a number."""
        field = next((f for f in fields(self.part) if KEYS.get(f.name, f.name) == self.key), None)
        if field is None or field.metadata.get("public") != "yes":
            return ""
        mark = read_mark(field.type)
        members = value if isinstance(value, list) else [value]
        if mark is None or not all(_is_plain(one, mark, self.key) for one in members):
            return ""
        return ", ".join(str(one) for one in members)


def _is_plain(value: object, mark: Reads, key: str) -> bool:
    if not isinstance(value, str):
        return False
    if key in CODED:
        return CODE.fullmatch(value) is not None
    if mark.words in FREE_TEXT:
        return False
    try:
        mark.read(value)
    except Mismatch:
        return False
    return True


def _place(one: Change) -> _Place:
    """Follow a change through the format; a key that it does not know ends the way."""
    part = shape_of(Case).inner[one.entry[0]].part if one.entry else Case
    place, words = _Place(part, ""), list[str]()
    steps = iter(one.within)
    for key in steps:
        shape = shape_of(part)
        if key not in shape.readers:
            return _Place(part, "", (*words, "another field"))
        words.append(key)
        place, leads = _Place(part, key), shape.inner.get(key)
        if leads is not None and leads.many and (name := next(steps, None)) is not None:
            place = _Place(leads.part, "")
            words += [name] if _may_be_named(name, leads, shape) else []
        part = leads.part if leads is not None else part
    return replace(place, words=tuple(words))


def _may_be_named(name: str, leads: Inner, shape: Shape) -> bool:
    """Whether the name of a member may be told: an id, or a field; not where a link leads."""
    if leads.many == "mapping":
        return name in shape.readers
    return leads.part is not Link and bool(_id(name))
