"""Every line of what kinds of events do, by what it changes for a person who fears a state."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Day
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.catalogue.test_kinds import TABLE, written
from tests.domain.invented import VOCABULARY, lived, stands

from caseledger.domain.standing import Standing
from caseledger.domain.world import SCOPED

LINES = yaml.safe_load(Path(__file__).with_name("effect_lines.yaml").read_text(encoding="utf-8"))
PIECES, KINDS, COVERS = LINES["pieces"], LINES["lines"], LINES["covers"]
FIRST, LATER = Day(2023, 1, 1), "2023-03-01"


def story(*events: str) -> list[str]:
    """Give each event a day, in their order."""
    return [f"date: {FIRST + timedelta(days=n)}, {event}" for n, event in enumerate(events)]


def joined(words: Sequence[str]) -> str:
    return ", ".join(words) or "nothing"


SEEN: Mapping[str, Callable[[Standing], str]] = {
    "standing": lambda now: " or ".join(now.possible),
    "location": lambda now: now.location,
    "liberty": lambda now: f"{now.liberty.state} {now.liberty.kind}".strip(),
    "exposures": lambda now: joined(
        [f"{e.exposure.other} {e.exposure.level}" for e in now.exposures]
    ),
    "shields": lambda now: joined([s.shield.kind + "?" * (not s.certain) for s in now.shields]),
}


def rows() -> Iterator[Any]:
    """Return each row of each line of each kind."""
    for kind, lines in KINDS.items():
        for line, told in lines.items():
            for row in [] if line == "event" else told if isinstance(told, list) else [told]:
                yield pytest.param(kind, {"event": lines["event"], **row}, id=f"{kind} {line}")


@pytest.mark.parametrize(("kind", "row"), list(rows()))
def test_what_a_line_changes(kind: str, row: dict[str, Any]) -> None:
    ((facet, change),) = ((name, row[name]) for name in SEEN if name in row)
    before, then = ([PIECES[name] for name in row.get(key, ())] for key in ("after", "then"))
    event = f"kind: {kind}, {row['event']}"

    without = stands(LATER, *story(*before, "kind: case.note", *then))
    with_it = stands(LATER, *story(*before, event, *then))

    assert f"{SEEN[facet](without)} -> {SEEN[facet](with_it)}" == change


def test_every_line_has_a_row() -> None:
    lines = {k.code: [written(e) for e in k.effects] for k in VOCABULARY.kinds if k.effects}
    told = {kind: [line for line in lines if line != "event"] for kind, lines in KINDS.items()}

    assert told == lines


# Shields


AGAINST = {
    "extradition": "kind: extradition.requested, country: TR, by: UZ",
    "removal": "kind: removal.ordered, country: TR, to: UZ",
    "transfer": "kind: transfer.decided, country: TR, to: UZ",
}
WRITTEN_BY = {
    "pending": PIECES["lodged"],
    "temporary-protection": PIECES["temporary"],
    "appeal": PIECES["appealed"],
    "interim-measure": PIECES["measure"],
    "judgment": "kind: complaint.decided, body: CAT, country: TR, outcome: return-would-violate",
}


@pytest.mark.parametrize(("shield", "track"), [(s, t) for s in COVERS for t in AGAINST])
def test_what_a_shield_holds_off(shield: str, track: str) -> None:
    wrote = WRITTEN_BY.get(shield) or PIECES[shield]

    now = stands(LATER, *story(PIECES["here"], AGAINST[track], wrote))

    assert " or ".join(now.possible) == COVERS[shield][track]


def test_every_shield_has_a_row() -> None:
    # A suspension holds off its own procedure only, whatever its row in the catalogue.
    assert set(VOCABULARY.shields) - set(COVERS) == SCOPED - {"appeal"}


@pytest.mark.parametrize(
    ("event", "last"),
    [
        pytest.param("kind: protection.certificate-issued, country: TR", 90, id="certificate"),
        pytest.param("kind: protection.visa-granted, country: TR", 90, id="visa"),
        pytest.param("kind: protection.lodged, country: TR", 730, id="claim"),
        pytest.param(PIECES["appealed"], 730, id="appeal"),
        pytest.param("kind: complaint.measure-granted, body: CAT, country: TR", None, id="measure"),
        pytest.param("kind: protection.residence-granted, country: TR", None, id="residence"),
    ],
)
def test_until_when_a_shield_without_an_end_is_certain(event: str, last: int | None) -> None:
    def certain(days: int) -> bool:
        (shield,) = stands(str(FIRST + timedelta(days=days)), *told).shields
        return shield.certain

    told = [f"date: {FIRST - timedelta(days=1)}, {PIECES['here']}", *story(event)]

    assert certain(last or 3000)
    assert last is None or not certain(last + 1)


# Kinds that follow each other


@pytest.mark.parametrize(
    ("later", "earlier"),
    [(later, one) for later, earlier in TABLE["follows"].items() for one in earlier],
)
def test_a_kind_that_follows_another_comes_behind_it(later: str, earlier: str) -> None:
    # Nothing else tells: both lie somewhere in a year, and the later one stands first in the file.
    same = "country: TR"
    life = lived(f"date: 2023, kind: {later}, {same}", f"date: 2023-06~, kind: {earlier}, {same}")
    first, second = life.occurrences

    assert life.plain.ordering.precedes(second, first)
    assert not life.plain.ordering.precedes(first, second)
