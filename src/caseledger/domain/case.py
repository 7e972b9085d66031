"""The case as it stands in its file: every field, once.

The classes are plain frozen values. Their `Annotated` types say how each value is read; Pydantic
checks and describes the same classes in `schema`, and `loading` builds them quickly without it. The
words behind a field are its line in the documentation; `public` says whether it may be published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from caseledger.domain.fields import (
    STRICT,
    Address,
    Anything,
    Citizenship,
    Citizenships,
    Credibility,
    Date,
    DeadlineKind,
    Digest,
    EventIds,
    EventState,
    FilePath,
    Id,
    KindCode,
    Language,
    Latitude,
    Level,
    Longitude,
    Number,
    PersonKind,
    Precision,
    Procedure,
    Reliability,
    Sex,
    State,
    Text,
    Texts,
    Time,
    Truth,
    Version,
    Visibility,
    YesNo,
    YesNoUnknown,
    about,
    citation_in_full,
    count_in_full,
    kept_as_is,
    needed,
    place_in_full,
    served_in_full,
)
from caseledger.domain.values import Widens


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many people; a range where that is not known."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    min: Number = needed("at least so many")
    max: Number = needed("at most so many")
    other: Anything = kept_as_is()


Counted = Annotated[Count, Widens(count_in_full, Number, "number or {min, max}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """When a decision reached the person and the lawyer; the two days may differ."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    person: Date | None = about("the day it was served on the person")
    counsel: Date | None = about("the day it was served on counsel")
    other: Anything = kept_as_is()


ServedOn = Annotated[Served, Widens(served_in_full, Date, "date or {person, counsel}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where, and how exactly that is known."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: Text | None = about(
        "the place in words; also withheld, withheld-1, unknown", public="asked"
    )
    precision: Precision | None = about("how exact it is", public="asked")
    lat: Latitude | None = about("latitude", public="asked")
    lon: Longitude | None = about("longitude", public="asked")
    other: Anything = kept_as_is()


Placed = Annotated[Place, Widens(place_in_full, Text, "text or {name, precision, lat, lon}")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What one source states instead of the entry, field by field."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    date: Date | None = about("another date")
    kind: KindCode | None = about("another kind of event")
    state: EventState | None = about("another state of the event")
    country: State | None = about("another acting state")
    by: State | None = about("another requesting state")
    from_: State | None = about("another state of departure")
    to: State | None = about("another destination")
    body: Text | None = about("another body")
    authority: Text | None = about("another court or office")
    level: Level | None = about("another level")
    outcome: Text | None = about("another outcome")
    grounds: Texts | None = about("other grounds")
    until: Date | None = about("another end of validity")
    for_: Date | None = about("another day that it is fixed for")
    reference: Text | None = about("another docket number")
    suspensive: YesNoUnknown | None = about("whether it suspends")
    final: YesNo | None = about("whether it is final")
    place: Placed | None = about("another place", public="asked")
    count: Counted | None = about("another number of people")
    name: Text | None = about("another name", public="no")
    citizenship: tuple[Citizenship, ...] | None = about("another citizenship")
    born: Date | None = about("another date of birth", public="no")
    sex: Sex | None = about("another sex", public="no")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One source's word for an event or an identity fact."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    source: Id = needed("the id of a source of this case")
    says: Claims | None = about("what this source states instead")
    quote: Text | None = about("its words", public="asked")
    locator: Text | None = about("page, paragraph, minute")
    credibility: Credibility | None = about("how far this statement is believed")
    other: Anything = kept_as_is()


Cited = Annotated[Citation, Widens(citation_in_full, Id, "source id or citation")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie to another case, an event of it, or a page."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    to: Text = needed("CASE, CASE/EVENT or an address")
    rel: Text | None = about("what ties them")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Which source is followed where sources differ, who decided that, and why."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    prefer: Id = needed("the source that is followed")
    by: Text | None = about("who decided", public="no")
    on: Date | None = about("when", public="no")
    reason: Text | None = about("why")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What the person agreed to have published."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    scope: Text = needed("what may be published", public="no")
    on: Date | None = about("the day it was given", public="no")
    source: Id | None = about("the source that shows it", public="no")
    until: Date | None = about("the day it ends", public="no")
    withdrawn: Date | None = about("the day it was withdrawn", public="no")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDeadline:
    """A lawyer's confirmation of a computed deadline, or a date that stands in its place."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id")
    rule: Text = needed("the rule it speaks of")
    trigger: Id | None = about("the event that starts the clock")
    kind: DeadlineKind = needed("confirm or override")
    date: Date | None = about("the date that holds instead")
    by: Text | None = about("who decided", public="no")
    on: Date | None = about("when", public="no")
    reason: Text | None = about("why", public="asked")
    trigger_digest: Text | None = about("what the trigger was when this was written", public="no")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """The sealed record that belongs to the case."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    record: Text | None = about("its path under vault/", public="no")
    revision: Number | None = about("its revision", public="no")
    digest: Text | None = about("the digest of the sealed bytes", public="no")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A principal of the case, or a group of people without names."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id in this case")
    name: Text | None = about("the name, if it may be known", public="asked")
    pseudonym: Text | None = about("what the person is called here instead of a name")
    kind: PersonKind = about("person or group", default="person")
    count: Counted | None = about("how many people a group has")
    aliases: Texts = about("other names and spellings", public="asked", default=())
    citizenship: Citizenships = about("states of citizenship, or stateless, unknown", default=())
    fears: Citizenships | None = about(
        "states where return would mean persecution; else the citizenships"
    )
    born: Date | None = about("date of birth", public="no")
    sex: Sex | None = about("sex", public="no")
    groups: Texts = about("why the person is sought: activist, journalist ...", default=())
    sources: tuple[Cited, ...] = about("who says so", default=())
    note: Text | None = about("free text", public="asked")
    sealed: Truth | None = about("the identity is in the vault")
    same_as: Text | None = about("CASE/PERSON: the same person in another case")
    other: Anything = kept_as_is()

    @property
    def label(self) -> str:
        """What to call the person on a screen: the name, the pseudonym or the id."""
        return self.name or self.pseudonym or self.id

    @property
    def feared(self) -> tuple[str, ...]:
        """States where return would mean persecution: ``fears``, or without it the citizenships."""
        return self.fears if self.fears is not None else self.citizenship


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id in this case")
    kind: Text = needed("media, court-decision, ngo-report, phone-call ...")
    title: Text | None = about("its title or subject")
    publisher: Text | None = about("who published it")
    author: Text | None = about("who wrote it", public="asked")
    published: Date | None = about("when it was published, or said")
    url: Address | None = about("its address")
    archive_url: Address | None = about("the address of an archived copy")
    retrieved: Date | None = about("when it was fetched")
    lang: Language | None = about("its language")
    reliability: Reliability = about("how far the source is trusted", default="unknown")
    sha256: Digest | None = about("the digest of the file")
    file: FilePath | None = about("the copy under files/", public="no")
    mirror_of: Id | None = about("the source that this one reprints: not a second witness")
    note: Text | None = about("free text", public="asked")
    visibility: Visibility | None = about("public or restricted")
    embargo: Date | None = about("not to be published before this day")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated entry: something that happened, is scheduled, is alleged, or was refuted."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: Id = needed("its id in this case")
    date: Date = needed("when, as exactly as it is known")
    kind: KindCode = needed("what sort of event, from the vocabulary")
    sources: tuple[Cited, ...] = needed("who says so; an empty list is a warning")
    people: tuple[Id, ...] | None = about("whom it concerns; may be absent only in a case of one")
    country: State | None = about("the acting or deciding state")
    by: State | None = about("the requesting or other state")
    from_: State | None = about("the state of departure")
    to: State | None = about("the destination")
    body: Text | None = about("ECtHR, CAT, HRC, WGAD, UNHCR ...")
    authority: Text | None = about("the court or office")
    level: Level | None = about("first appeal cassation supreme")
    outcome: Text | None = about("the outcome, from the list of the kind")
    grounds: Texts = about("one code or a list", default=())
    until: Date | None = about("the end of validity, or of a term")
    for_: Date | None = about("the day that something is fixed for")
    reference: Text | None = about("docket or application number, always text")
    suspensive: YesNoUnknown | None = about("whether it holds off execution")
    final: YesNo | None = about("whether nothing more can be done against it")
    against: Texts = about("the tracks that a measure bars; without it all", default=())
    of: Id | None = about("the request or decision that this answers")
    procedure: Procedure | None = about("of a transfer: take-charge or take-back")
    charges: Texts = about("of a prosecution: the articles", default=())
    in_absentia: YesNo | None = about("of a conviction: without the person")
    circumstances: Text | None = about("of a death", public="asked")
    assignee: Text | None = about("of a task: who does it", public="no")
    count: Counted | None = about("how many people of a group it concerns")
    state: EventState = about("happened is the default", default="happened")
    served: ServedOn | None = about("when the decision was served")
    known: Date | None = about("when it became known")
    published: Date | None = about("when the decision was published")
    time: Time | None = about("the hour, with its offset from UTC")
    after: EventIds = about("events that certainly came before this one", default=())
    note: Text | None = about("free text", public="asked")
    visibility: Visibility | None = about("public or restricted")
    embargo: Date | None = about("not to be published before this day")
    credibility: Credibility | None = about("how far the entry is believed")
    place: Placed | None = about("where", public="asked")
    links: tuple[Link, ...] = about("ties to other cases, events or pages", default=())
    resolved: Mapping[str, Resolution] | None = about("which source is followed where they differ")
    other: Anything = kept_as_is()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file: one or more people whose proceedings belong together."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    format: Version = needed("the version of this format: 1")
    id: Id = needed("the name of the file without .yaml")
    title: Text = needed("a title; no name unless the case is public")
    visibility: Visibility = about("public or restricted", default="restricted")
    opened: Date | None = about("when the case was taken up")
    owner: Text | None = about("who handles it", public="no")
    treaty: Text | None = about("the treaty relied on in a request")
    tags: Texts = about("free words to find it by", default=())
    consent: Consent | None = about("what the person agreed to", public="no")
    summary: Text | None = about("free text", public="asked")
    links: tuple[Link, ...] = about("ties to other cases or pages", default=())
    people: tuple[Person, ...] = needed("the principals")
    sources: tuple[Source, ...] = about("where the statements come from", default=())
    events: tuple[Event, ...] = about("the entries", default=())
    deadlines: tuple[StoredDeadline, ...] = about("confirmed or overridden deadlines", default=())
    vault: Vault | None = about("the sealed record", public="no")
    other: Anything = kept_as_is()

    @property
    def is_public(self) -> bool:
        """Whether names and values of this case may leave the terminal."""
        return self.visibility == "public"

    def person(self, key: str) -> Person | None:
        """Return the person with this id."""
        return next((person for person in self.people if person.id == key), None)

    def source(self, key: str) -> Source | None:
        """Return the source with this id."""
        return next((source for source in self.sources if source.id == key), None)

    def events_of(self, person: Person) -> tuple[Event, ...]:
        """Return the events that concern a person, in file order."""
        return tuple(e for e in self.events if e.people is None or person.id in e.people)


PARTS: tuple[type, ...] = (
    Case,
    Person,
    Source,
    Event,
    Citation,
    Claims,
    Count,
    Served,
    Place,
    Link,
    Resolution,
    Consent,
    StoredDeadline,
    Vault,
)
"""Every part of the format, in the order of its documentation."""
