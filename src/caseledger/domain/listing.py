"""People in a list: in which order, in which groups, and how many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from caseledger.domain.law import STATUSES
from caseledger.domain.status import PersonNow, Query
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.world import NOWHERE

Key = Callable[[PersonNow], object]
"""What people are sorted by; ``None`` where there is nothing to sort by."""

Group = Callable[[PersonNow], Sequence[str]]
"""The codes of the groups that a person belongs to."""


@dataclass(frozen=True, slots=True)
class Order:
    """By what to sort; whoever lacks it stands last either way."""

    key: Key
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """How many people have a standing, and how many of them not certainly: least and most."""

    code: str
    count: tuple[int, int]
    unsure: tuple[int, int]


def sort_keys(vocabulary: Vocabulary) -> Mapping[str, Key]:
    """Return by name what people can be sorted by."""
    rank = {code: index for index, code in enumerate(vocabulary.table_order)}
    law = {code: index for index, code in enumerate(STATUSES)}
    return {
        "standing": lambda one: rank.get(one.standing.code, len(rank)),
        "case": lambda one: one.case.id,
        "person": _label,
        "label": _label,
        "certain": lambda one: bool(one.standing.certain),
        "since": _began,
        "location": lambda one: _named(one.standing.location),
        "liberty": lambda one: _named(one.standing.liberty.state),
        "stage": lambda one: one.standing.stage,
        "alert": lambda one: -len(one.alerts),
        "law": lambda one: law.get(one.standing.law),
        "last-word": lambda one: one.standing.last_word,
        "citizenship": lambda one: one.person.citizenship or None,
        "tag": lambda one: one.case.tags or None,
        "owner": lambda one: one.case.owner,
        "next": lambda one: one.next_deadline and one.next_deadline.effective,
    }


def _label(one: PersonNow) -> str:
    return one.person.label.casefold()


def _named(code: str) -> str | None:
    return None if code == NOWHERE else code


def _began(one: PersonNow) -> Day | None:
    since = one.standing.since
    return (since.latest or since.earliest) if since else None


def listed(
    people: Iterable[PersonNow], query: Query, orders: Sequence[Order]
) -> tuple[PersonNow, ...]:
    """Choose people and put them in order: by the first, then the next, then case and place."""
    chosen = sorted((one for one in people if query.meets(one)), key=_place)
    for order in reversed(orders):
        chosen = _sorted(chosen, order)
    return tuple(chosen)


def _place(one: PersonNow) -> tuple[str, int]:
    return (one.case.id, one.case.people.index(one.person))


def _sorted(people: Sequence[PersonNow], order: Order) -> list[PersonNow]:
    keyed = [(order.key(one), one) for one in people]
    present = [pair for pair in keyed if pair[0] is not None]
    # A key gives values of one sort, which is more than its type says.
    present.sort(key=lambda pair: pair[0], reverse=order.reverse)  # type: ignore[arg-type,return-value]
    return [one for _, one in present] + [one for key, one in keyed if key is None]


GROUPS: Mapping[str, Group] = {
    "standing": lambda one: (one.standing.code,),
    "location": lambda one: (one.standing.location,),
    "citizenship": lambda one: one.person.citizenship,
    "case": lambda one: (one.case.id,),
    "alert": lambda one: tuple(dict.fromkeys(alert.name for alert in one.alerts)),
    "stage": lambda one: (str(one.standing.stage),),
    "tag": lambda one: one.case.tags,
    "owner": lambda one: (one.case.owner,) if one.case.owner else (),
}
"""By what people can be grouped."""


def grouped(people: Sequence[PersonNow], group: Group) -> Mapping[str, tuple[PersonNow, ...]]:
    """Return people by the code of their group; who belongs to several stands in each.

    A group stands where its first member would; whoever belongs to none is under the empty code.
    """
    found: dict[str, list[PersonNow]] = {}
    for one in people:
        for code in dict.fromkeys(group(one) or ("",)):
            found.setdefault(code, []).append(one)
    return {code: tuple(members) for code, members in found.items()}


def heads(people: Sequence[PersonNow]) -> tuple[int, int]:
    """Count people, groups by their least and greatest number; who stands twice counts once."""
    least = most = 0
    present = {"/".join(one.key) for one in people}
    for one in people:
        if one.person.same_as and one.identity in present:
            continue
        count = one.person.count
        least += count.min if count else 1
        most += count.max if count else 1
    return least, most


def totals(people: Sequence[PersonNow], vocabulary: Vocabulary) -> tuple[Total, ...]:
    """Count people by their standing, in the order of the table."""
    by_code = grouped(people, GROUPS["standing"])
    return tuple(
        Total(code, heads(by_code[code]), heads(_unsure(by_code[code])))
        for code in (*vocabulary.table_order, *sorted(set(by_code) - set(vocabulary.table_order)))
        if code in by_code
    )


def _unsure(people: Sequence[PersonNow]) -> list[PersonNow]:
    return [one for one in people if not one.standing.certain]
