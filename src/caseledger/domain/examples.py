"""The example of a kind of event: an entry that is in order, and what to type for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseledger.domain.key_orders import EVENT_KEYS
from caseledger.domain.kind import BY_GROUNDS, KIND_FIELDS, Kind, mapping, slots, texts
from caseledger.domain.vocabulary import Vocabulary

EVENT, SOURCE = "k4w7x", "press"
"""The ids of the entry and of the source that it cites."""

TYPED_SOURCE = "phone"


@dataclass(frozen=True, slots=True)
class Example:
    """The fields of an entry in the order of a file, without id and sources, all of them text."""

    kind: Kind
    fields: Mapping[str, str]

    @property
    def lines(self) -> tuple[str, ...]:
        """The entry as it stands in a file, below ``events:``."""
        fields = {"id": EVENT, **self.fields, "sources": f"[{SOURCE}]"}
        written = [f"{key}: {value}" for key, value in fields.items()]
        return (f"- {written[0]}", *(f"  {line}" for line in written[1:]))

    @property
    def words(self) -> tuple[str, ...]:
        """What to type for it behind the program's name; ``CASE`` stands for the case."""
        told = [
            word
            for key, value in self.fields.items()
            if key not in ("date", "kind")
            for word in (f"--{key.replace('_', '-')}", value)
        ]
        day = self.fields["date"]
        return ("add", "event", "CASE", self.kind.code, day, *told, "--source", TYPED_SOURCE)


def example_of(kind: Kind, vocabulary: Vocabulary, values: Mapping[str, object]) -> Example | None:
    """Make the example of a kind: what it needs, what its sentence names, what its effects read.

    ``values`` are the example values by field, below ``any`` and where another one is needed below
    a track or a kind. A kind that is only a way of typing has no example.
    """
    if kind.input_only:
        return None
    given = {
        key: one
        for name in ("any", kind.track, kind.code)
        for key, one in mapping(values.get(name)).items()
    }
    chosen = {"kind": kind.code, "date": str(given["date"])}
    for field in dict.fromkeys(_telling(kind, vocabulary)):
        value = _value(kind, field, given)
        if value and kind.allows(field):
            chosen[field] = value
    return Example(kind, {key: chosen[key] for key in EVENT_KEYS if key in chosen})


def _telling(kind: Kind, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the fields that an entry of a kind should have to say what it can say."""
    yield from kind.required
    for phrase in kind.phrases.get("en", ())[:1]:
        yield from slots(phrase)[:2]
    if kind.outcomes:
        yield "outcome"
    for effect in kind.effects:
        yield from _read_by(effect.operation, effect.value, vocabulary)
        if effect.condition is not None:
            yield effect.condition[0]


def _read_by(operation: str, value: str | tuple[str, ...], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the fields besides the required ones that an effect reads."""
    if operation == "expose" and value == vocabulary.levels[-1]:
        yield "for"
    if operation == "detain" and value == BY_GROUNDS:
        yield "grounds"
    if operation == "shield" and value == "appeal":
        yield "suspensive"
    if operation == "shield" and vocabulary.usual_term(str(value)) is not None:
        yield "until"


def _value(kind: Kind, field: str, given: Mapping[str, object]) -> str:
    """Return the value of a field: the first word of its closed list, else the example's."""
    lists = {"outcome": kind.outcomes, "grounds": kind.grounds}
    words = lists.get(field)
    if words:
        return next(iter(words.values()))
    return next(iter(texts(given.get(field))), "") if field in KIND_FIELDS else ""
