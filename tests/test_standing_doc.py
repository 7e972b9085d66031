"""The page of the standing: its tables are those of the catalogue, its examples come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path

import pytest
from tests.domain.invented import UZBEK, VOCABULARY, folded, stands
from tests.marked_tables import compare, table

from caseledger.domain.case import Case
from caseledger.domain.dates import parse_date
from caseledger.domain.decision import View, decide, reach
from caseledger.domain.ending import shields_here
from caseledger.domain.kind import labels, mapping, texts
from caseledger.domain.problem import Severity
from caseledger.domain.reasons import reasons_of
from caseledger.domain.since import Since
from caseledger.domain.standing import Standing
from caseledger.domain.states import state_name
from caseledger.domain.status import PersonNow, days_held, people_of
from caseledger.domain.vocabulary import Vocabulary
from caseledger.domain.windows import window_of
from caseledger.store.cases import read_case
from caseledger.store.files import CasePath
from caseledger.store.ledger import open_ledger

PAGE = Path(__file__).parent.parent / "docs" / "standing.md"
TEXT = PAGE.read_text(encoding="utf-8")
TODAY = Day(2026, 11, 26)
NOTHING = "-"


# The tables of the catalogue


def test_tables_are_those_of_the_catalogue(update: bool) -> None:
    tables = {
        "states": table(
            ("state", "before its days", "on one of them", "when they are over"), _states()
        ),
        "dates": table(("date", "from", "to"), _dates()),
        "levels": table(("level", "means", "raised to it by"), _levels()),
        "shields": table(
            ("shield", "in words", "is", "extradition", "removal", "transfer", "possible after"),
            _shields(),
        ),
        "doubts": table(("event", "makes merely possible"), _doubts()),
        "law": table(("provision", "where", "says", "answer", "days", "read", "decides"), _law()),
        "decision": table(("row", "standing", "on the screen", "in Russian", "when"), _rows()),
        "orders": table(("", "headline", "table of people"), _orders()),
        "alerts": table(("alert", "on the screen", "days", "means", "raised when"), _alerts()),
    }

    compare(PAGE, tables, update=update)


CLAIM = "date: 2024-03, kind: protection.lodged, country: KZ, state: {state}"
THREAT = (
    "date: 2024-01-01, kind: movement.entered, country: KZ",
    "date: 2024-02-01, kind: extradition.requested, country: KZ, by: UZ",
)
WEIGHT = {
    ("exposed",): "nothing",
    ("exposed", "limbo"): "possible",
    ("limbo",): "counts",
}
"""What a claim does to somebody who is sought, by what is possible then."""


def _states() -> Iterator[tuple[str, ...]]:
    """What an entry of each state does, on the example of a claim in March 2024."""
    for state in ("happened", "alleged", "scheduled", "refuted", "cancelled"):
        claim = CLAIM.format(state=state)
        days = ("2024-02-29", "2024-03-15", "2024-03-31")
        yield (f"`{state}`", *(WEIGHT[stands(day, *THREAT, claim).possible] for day in days))


def _dates() -> Iterator[tuple[str, ...]]:
    for text in (
        "2024-03-02",
        "2024-03-02~",
        "2024-03",
        "2024-03~",
        "2024-22",
        "2024",
        "2024~",
        "2024?",
        "[2024-03-02..2024-03-09]",
        "[2024-03-02,2024-03-09]",
        "[..2024-03-02]",
        "2024-03/2024-05",
        "unknown",
    ):
        window = window_of(parse_date(text))
        yield (f"`{text}`", *(str(day or "open") for day in (window.earliest, window.latest)))


def _levels() -> Iterator[tuple[str, ...]]:
    for level in VOCABULARY.levels:
        raising = [
            kind.code
            for kind in VOCABULARY.kinds
            if any(
                e.operation in ("expose", "set-level") and e.value == level for e in kind.effects
            )
        ]
        yield (f"`{level}`", _english("exposures", level, "explain"), _codes(raising))


THREATS = ("extradition", "removal", "transfer")


def _shields() -> Iterator[tuple[str, ...]]:
    for code, shield in VOCABULARY.shields.items():
        ends = [
            *([f"{shield.usual_term} days without an end"] if shield.usual_term else []),
            *([f"{shield.idle_after} days without a word"] if shield.idle_after else []),
        ]
        given = {track: VOCABULARY.covers(code, track) for track in THREATS}
        covers = ["its own" if shield.own_track and a == "no" else a for a in given.values()]
        yield (
            f"`{code}`",
            VOCABULARY.word("shields", code, "en"),
            "status" if shield.status else "temporary",
            *covers,
            ", ".join(ends),
        )


def _doubts() -> Iterator[tuple[str, ...]]:
    for kind in VOCABULARY.kinds:
        doubted = [e.value for e in kind.effects if e.operation == "doubt-shield"]
        names = [name for value in doubted for name in texts(value)]
        if names:
            yield (f"`{kind.code}`", _codes(dict.fromkeys(names)))


def _law() -> Iterator[tuple[str, ...]]:
    for one in VOCABULARY.law:
        ends = (one.valid_from or "", one.valid_to or "")
        yield (
            f"`{one.id}`",
            ", ".join(one.jurisdiction),
            one.title["en"],
            one.answer,
            " to ".join(map(str, ends)).strip() if any(ends) else "",
            one.status.upper() if one.status == "unverified" else one.status,
            "yes" if one.decides else "no",
        )


def _rows() -> Iterator[tuple[str, ...]]:
    for number, code in sorted(_numbered()):
        conditions = _english("standings", code, "when").split("; or ")
        mine = [text for text in conditions if f"(row {number})" in text] or conditions
        yield (
            str(number),
            f"`{code}`",
            VOCABULARY.standing_label(code, "en"),
            VOCABULARY.standing_label(code, "ru"),
            mine[0].removesuffix(f" (row {number})"),
        )


def _numbered() -> Iterator[tuple[int, str]]:
    """Every row of the decision table with its standing."""
    for code, page in VOCABULARY.section("standings").items():
        for number in texts(mapping(page)["row"]):
            yield int(number), code


def _orders() -> Iterator[tuple[str, ...]]:
    headline = [*VOCABULARY.headline_order, *VOCABULARY.aside]
    people = VOCABULARY.table_order
    for number, (first, second) in enumerate(zip(headline, people, strict=True), start=1):
        only = " (only if nothing else is possible)" if first in VOCABULARY.aside else ""
        last = " (apart, at the end)" if second in VOCABULARY.apart else ""
        yield (str(number), f"`{first}`{only}", f"`{second}`{last}")


def _alerts() -> Iterator[tuple[str, ...]]:
    for name in VOCABULARY.alert_pages:
        days = str(VOCABULARY.thresholds[name] or "")
        words = [_english("alerts", name, key) for key in ("explain", "when")]
        told = (text.replace("{days}", days) for text in words)
        yield (f"`{name}`", VOCABULARY.word("alerts", name, "en"), days, *told)


def _english(section: str, code: str, key: str) -> str:
    return labels(mapping(VOCABULARY.section(section)[code])[key])["en"]


def _codes(names: Iterable[object]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# The order of the decision table is that in which the program asks

STORY: tuple[tuple[int, *tuple[str, ...]], ...] = (
    (13, "date: 2024-01-01, kind: movement.entered, country: KZ"),
    (12, "date: 2024-01-02, kind: protection.none, country: KZ"),
    (11, "date: 2024-01-03, kind: protection.visa-granted, country: KZ"),
    (10, "date: 2024-01-04, kind: removal.ordered, country: KZ, to: RU"),
    (9, "date: 2024-01-05, kind: protection.granted, country: KZ, outcome: humanitarian"),
    (8, "date: 2024-01-06, kind: removal.upheld, country: KZ, to: UZ, final: yes"),
    (
        7,
        "date: 2024-01-07, kind: extradition.requested, country: KZ, by: UZ",
        "date: 2024-01-08, kind: extradition.suspended, country: KZ, by: UZ",
    ),
    (6, "date: 2024-01-09, kind: extradition.requested, country: KZ, by: TJ"),
    (5, "date: 2024-01-10, kind: movement.whereabouts-unknown"),
    (4, "date: 2024-01-11, kind: movement.located, country: UZ"),
    (3, "date: 2024-01-12, kind: movement.abducted, country: UZ, to: UZ"),
    (2, "date: 2024-01-13, kind: person.missing, country: UZ"),
    (1, "date: 2024-01-14, kind: person.died, country: UZ"),
)
"""Each event adds what the row above asks for, while all rows below still fit."""


@pytest.mark.parametrize("row", [number for number, *_ in STORY])
def test_each_row_comes_before_those_below_it(row: int) -> None:
    told = [event for number, *events in STORY for event in events if number >= row]
    world = folded(*told)
    bars = tuple(shields_here(world))
    reaches = {
        (s.key, e.key): reach(s, e, VOCABULARY, TODAY)
        for s in bars
        for e in world.exposures.values()
    }

    code = decide(View(world, bars, (), reaches), frozenset({"UZ"}), VOCABULARY)

    assert code == dict(_numbered())[row]


# The worked examples

HEAD = "format: 1\nid: example\ntitle: An invented case\nvisibility: public\n"
PEOPLE = f"people:\n{UZBEK.replace('}', ', sources: [ngo]}')}"
SOURCES = """\
sources:
  - {id: news, kind: media, title: A report}
  - {id: ngo, kind: ngo-statement, title: A letter}
"""
BLOCK = re.compile(r"```yaml\n(.*?)```\n", re.DOTALL)
LAW = "format: 1\nlaw:\n"


@dataclass(frozen=True)
class Example:
    """A case of the page, the law of its ledger, and the table of what must come out."""

    title: str
    case: str
    law: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def examples() -> Iterator[Example]:
    """Read the worked examples of the page."""
    part = TEXT.partition("\n## Worked examples\n")[2]
    for section in re.split(r"^### ", part, flags=re.MULTILINE)[1:]:
        title = section.partition("\n")[0]
        blocks = BLOCK.findall(section)
        laws = [block for block in blocks if block.startswith(LAW)]
        (case,) = [block for block in blocks if block not in laws]
        lines = [line for line in section.splitlines() if line.startswith("|")]
        head, _, *rows = [tuple(map(str.strip, line.strip("|").split("|"))) for line in lines]
        yield Example(title, case, laws[0] if laws else "format: 1\n", head, tuple(rows))


EXAMPLES = list(examples())
ROWS = [
    pytest.param(one, row, id=f"{one.title.partition('.')[0]}-{row[0]}")
    for one in EXAMPLES
    for row in one.rows
]


def read(example: Example, folder: Path) -> tuple[Case, Vocabulary]:
    """Read an example as the file of a ledger; it has to be in order."""
    (folder / "ledger.yaml").write_text(example.law, encoding="utf-8")
    (folder / "cases").mkdir()
    parts = (HEAD, "" if "people:" in example.case else PEOPLE, SOURCES, example.case)
    (folder / "cases" / "example.yaml").write_text("".join(parts), encoding="utf-8")
    ledger = open_ledger(folder)
    found = read_case(ledger, CasePath("cases/example.yaml", "example", regular=True), TODAY)
    wrong = [one for one in found.problems if one.severity is not Severity.INFO]
    assert (ledger.problems, wrong) == ((), [])
    assert found.case is not None
    return found.case, ledger.vocabulary


@pytest.mark.parametrize(("example", "row"), ROWS)
def test_example_comes_out(example: Example, row: tuple[str, ...], tmp_path: Path) -> None:
    case, vocabulary = read(example, tmp_path)
    day = Day.fromisoformat(row[0])
    (one,) = people_of(case, day, vocabulary, {})

    derived = tuple(_cell(column, one, day) for column in example.head)

    assert dict(zip(example.head, derived, strict=True)) == dict(
        zip(example.head, row, strict=True)
    )


def test_examples_show_every_standing_and_are_enough() -> None:
    shown = {row[one.head.index("standing")].strip("`") for one in EXAMPLES for row in one.rows}

    assert len(EXAMPLES) >= 8
    assert all(one.rows for one in EXAMPLES)
    assert shown == set(VOCABULARY.words("standings"))


def test_examples_are_numbered_and_each_is_referred_to_by_a_number_that_is_there() -> None:
    numbers = [int(one.title.partition(".")[0]) for one in EXAMPLES]
    told = re.findall(r"\bexamples? ([0-9]+)(?: and ([0-9]+))?", TEXT)

    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(number) for pair in told for number in pair if number} <= set(numbers)


def _cell(column: str, one: PersonNow, day: Day) -> str:
    """Say what stands in a column: one of `COLUMNS`, else how an alert stands."""
    if column in COLUMNS:
        return COLUMNS[column](one, day)
    name = column.strip("`")
    assert name in VOCABULARY.alert_pages, column
    raised = [alert.certain for alert in one.alerts if alert.name == name]
    return ("certain" if any(raised) else "possible") if raised else NOTHING


def _of(read: Callable[[Standing], str]) -> Callable[[PersonNow, Day], str]:
    return lambda one, _day: read(one.standing)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _place(state: str) -> str:
    return "not known" if state == "unknown" else state_name(state, "en", VOCABULARY.states)


def _since(since: Since | None) -> str:
    if since is None:
        return NOTHING
    days = dict.fromkeys(map(str, (since.earliest, since.latest)))
    return f"{' to '.join(days)}, {since.cause}"


def _days_held(one: PersonNow, day: Day) -> str:
    held = days_held(one.standing.liberty, day)
    return f"{held[0]}-{held[1]}" if held else NOTHING


def _people(one: PersonNow, _day: Day) -> str:
    count = one.person.count
    return f"{count.min}-{count.max}" if count else "1"


def _deciding(one: PersonNow, day: Day) -> str:
    """The entries that `why` asks about because the answer would decide."""
    asked = [key for each in reasons_of(one, day).deciders for key in each.question.events]
    return ", ".join(dict.fromkeys(asked)) or NOTHING


COLUMNS: Mapping[str, Callable[[PersonNow, Day], str]] = {
    "day": lambda _one, day: day.isoformat(),
    "standing": _of(lambda now: f"`{now.code}`"),
    "certain": _of(lambda now: _yes(now.certain)),
    "possible": _of(lambda now: ", ".join(now.possible)),
    "where": _of(lambda now: " or ".join(map(_place, now.locations))),
    "since": _of(lambda now: _since(now.since)),
    "law": _of(lambda now: now.law),
    "liberty": _of(lambda now: now.liberty.state),
    "stage": _of(lambda now: str(now.stage)),
    "provisional": _of(lambda now: _yes(now.provisional)),
    "last word": _of(lambda now: str(now.last_word or NOTHING)),
    "basis": _of(lambda now: ", ".join(now.basis)),
    "days in custody": _days_held,
    "people": _people,
    "would decide": _deciding,
}
"""What each column of an example shows."""
