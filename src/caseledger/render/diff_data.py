"""The public JSON of `diff`: one object for everything that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from caseledger.domain.alerts import Alert
from caseledger.domain.changes import Address, Change, Deed
from caseledger.domain.comparing import (
    CaseDifference,
    Difference,
    FileDifference,
    PersonDifference,
    Version,
    is_first,
    may_be_told,
)
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.standing import ShieldNow
from caseledger.domain.states import as_written
from caseledger.domain.status import PersonNow
from caseledger.domain.turns import Cause, Derived, Sort, Thing
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import Exposure
from caseledger.render.changes import sentence
from caseledger.render.diff import file_sentences
from caseledger.render.diff_words import DiffWords
from caseledger.render.envelope import Data, Envelope
from caseledger.render.person_data import alert_data, deadline_in_brief, iso, shield_data
from caseledger.store.cases import CaseFile
from caseledger.store.ledger import Ledger

ENTRY, FILE = "entry", "file"
PRESENT = "present"
"""Whose built-in kinds and rules both states are read with: those of this program."""


@dataclass(frozen=True, slots=True)
class DiffEnvelope(Envelope):
    """The envelope of two states; the ledger and the days beside it are those of the new one."""

    difference: Difference | None = None
    old_ledger: Ledger | None = None
    old_files: tuple[CaseFile, ...] = ()

    def around(self, data: Data) -> dict[str, object]:
        """Return the whole envelope, with both states behind the keys that all have."""
        # Not super(): a class with slots is made twice, and this would ask the first.
        whole = Envelope.around(self, data)
        before = replace(self, ledger=self.old_ledger, files=self.old_files)
        old = Envelope.around(before, [])["warnings"]
        whole["warnings"] = [*_of_side(old, "old"), *_of_side(whole["warnings"], "new")]
        if self.difference is not None:
            whole["sides"] = {
                "old": _version(self.difference.old),
                "new": _version(self.difference.new),
                "vocabulary": PRESENT,
            }
            whole["looked_at"] = self.difference.looked_at
            whole["unread"] = self.difference.unread
            whole["audience"] = "public" if self.difference.public else "internal"
        return whole


def _of_side(warnings: object, side: str) -> Iterator[dict[str, object]]:
    for one in warnings if isinstance(warnings, list) else ():
        yield {**one, "side": side}


def _version(one: Version) -> dict[str, object]:
    return {
        "state": "before-all" if one.before_all else "commit" if one.commit else "work-tree",
        "commit": one.commit or None,
        "committed": one.committed.isoformat(timespec="seconds") if one.committed else None,
        "asked": one.asked or None,
        "merged_later": one.merged_later,
        "as_of": one.day.isoformat(),
    }


def rows_of(found: Difference, words: DiffWords) -> Iterator[dict[str, object]]:
    """Yield everything that differs in the order in which it is shown."""
    for file in found.files:
        yield from _file_rows(file, found, words)
    for case in found.cases:
        yield from case_rows(case, found, words)


def case_rows(
    case: CaseDifference, found: Difference, words: DiffWords
) -> Iterator[dict[str, object]]:
    """Yield what differs in a case: what decides, what follows for its people, the rest."""
    for one in case.changes:
        if is_first(one):
            yield _entry(one, case, found, words)
    for person in case.people:
        for derived in person.derived:
            yield _derived(derived, person, case, words)
    for one in case.changes:
        if not is_first(one):
            yield _entry(one, case, found, words)


def tells(change: Change, case: CaseDifference, found: Difference) -> bool:
    """Whether the values of a change may be told to those that the difference is for."""
    if not found.public:
        return True
    return is_open(change, case) and may_be_told(change)


def is_open(change: Change, case: CaseDifference) -> bool:
    """Whether an entry may be told of; not where it cites a source that may not."""
    cited = change.within[:2]
    hidden = change.entry in case.hidden or (len(cited) > 1 and cited in case.hidden)
    return case.public and not change.closed and not hidden


def _row(**values: object) -> dict[str, object]:
    empty: dict[str, object] = {
        "case": None,
        "former": None,
        "person": None,
        "label": None,
        "sort": "",
        "what": "",
        "by": [],
        "address": [],
        "field": None,
        "old": None,
        "new": None,
        "because": [],
        "first": False,
        "text": "",
    }
    return {**empty, **values}


def _file_rows(
    file: FileDifference, found: Difference, words: DiffWords
) -> Iterator[dict[str, object]]:
    changes = file.changes or (Change((), file.what),)
    texts = file_sentences(file, words.screen, public=found.public)
    for one, text in zip(changes, texts, strict=True):
        yield _row(
            sort=FILE,
            what=one.what.value,
            by=[ENTRY],
            address=[file.path, *one.address],
            field=".".join(one.address) or None,
            old=None if found.public else one.old,
            new=None if found.public else one.new,
            first=file.first,
            text=text,
        )


def _entry(
    one: Change, case: CaseDifference, found: Difference, words: DiffWords
) -> dict[str, object]:
    told = tells(one, case, found)
    bare = not told and not is_open(one, case)
    return _row(
        case=case.id,
        former=case.former or None,
        sort=ENTRY,
        what=one.what.value,
        by=[ENTRY],
        address=list(one.entry if bare else one.address),
        field=".".join(one.within) or None if not bare else None,
        old=one.old if told else None,
        new=one.new if told else None,
        first=is_first(one) and not bare,
        text=sentence(one, words.screen, public=told),
    )


def _derived(
    one: Derived, person: PersonDifference, case: CaseDifference, words: DiffWords
) -> dict[str, object]:
    then, now = (wording.speech.vocabulary for wording in (words.then, words.now))
    known = _row(
        case=case.id,
        former=case.former or None,
        person=person.person.id,
        sort=one.sort.value,
        by=[by.value for by in one.by],
    )
    if not case.public:
        return known | {"what": Deed.CHANGED.value}
    return known | {
        "label": person.person.label,
        "what": one.what.value,
        "field": _field(one),
        "old": _thing(one.old, one.sort, then),
        "new": _thing(one.new, one.sort, now),
        "because": [_cause(cause) for cause in one.because],
        "text": words.said(one, person),
    }


def _field(one: Derived) -> str | None:
    """Which threat, bar, alert or deadline it is, by its code."""
    thing = one.new or one.old
    if isinstance(thing, Exposure):
        return thing.track
    if isinstance(thing, ShieldNow):
        return thing.shield.kind
    if isinstance(thing, Alert):
        return thing.name
    if isinstance(thing, Deadline):
        return thing.rule.id if thing.rule else thing.term
    return None


def _thing(thing: Thing | None, sort: Sort, vocabulary: Vocabulary) -> object:
    """A threat, a bar, an alert, a deadline, or of a person what the sort says."""
    if isinstance(thing, PersonNow):
        return _person(thing, sort)
    if isinstance(thing, Exposure):
        return {
            "track": thing.track,
            "host": as_written(thing.host),
            "other": as_written(thing.other),
            "level": thing.level,
            "events": list(thing.events),
        }
    if isinstance(thing, ShieldNow):
        return shield_data(thing, vocabulary)
    if isinstance(thing, Alert):
        return alert_data(thing)
    return None if thing is None else deadline_in_brief(thing)


def _person(one: PersonNow, sort: Sort) -> Mapping[str, object]:
    standing = one.standing
    if sort is Sort.LOCATION:
        return {"location": standing.location, "locations": list(standing.locations)}
    if sort is Sort.LIBERTY:
        return {"liberty": standing.liberty.state, "event": standing.liberty.event or None}
    return {
        "standing": standing.code,
        "certain": standing.certain,
        "possible": list(standing.possible),
    }


def _cause(cause: Cause) -> dict[str, object]:
    entry: Address = cause.entry
    return {
        "why": cause.why.value,
        "entry": list(entry) or None,
        "file": cause.file or None,
        "day": iso(cause.day),
    }
