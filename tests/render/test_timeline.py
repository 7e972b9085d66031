"""The story of a case as it is drawn."""

import re
from dataclasses import replace
from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
from tests.domain.deadlines.ruled import file_of, words_of
from tests.domain.invented import UZBEK, VOCABULARY, invented, understood

from caseledger.domain.case import Case
from caseledger.domain.timeline import Choice, timeline
from caseledger.domain.vocabulary import Vocabulary
from caseledger.render.screen import Screen, columns_of
from caseledger.render.sentences import Speech
from caseledger.render.timeline import timeline_text

REPOSITORY = Path(__file__).parent.parent.parent
FILES = [
    *sorted((REPOSITORY / "tests" / "scenarios" / "cases").glob("*.yaml")),
    *sorted((REPOSITORY / "cases").glob("*.yaml")),
]
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
TWO = UZBEK + "  - {id: qq, name: Other, citizenship: [UZ]}\n"
HERE = "date: 2023-01-01, kind: movement.entered, country: KZ"
REQUESTED = "date: 2023-02-01, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2023-03-01, kind: protection.lodged, country: KZ"


def told(
    case: Case,
    day: Day = Day(2023, 12, 31),
    lang: str = "en",
    words: Vocabulary = VOCABULARY,
    **screen: Any,
) -> str:
    """Draw the timeline of a case with everything in it."""
    found = timeline(case, words, day, Choice(everything=True))
    return timeline_text(found, Speech(words, lang), Screen(lang=lang, **screen))


every_file = pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in FILES])
every_language = pytest.mark.parametrize("lang", ["en", "ru"])


@every_file
@every_language
@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_the_screen(path: Path, lang: str, width: int) -> None:
    text = told(understood(path.read_text(encoding="utf-8")), lang=lang, width=width)

    assert [one for one in text.splitlines() if columns_of(one) > width] == []


@every_file
def test_without_a_width_nothing_is_wrapped(path: Path) -> None:
    case = understood(path.read_text(encoding="utf-8"))
    lines = told(case).splitlines()

    for event in case.events:
        note = (event.note or "").strip()
        assert any(note in one for one in lines)
    for source in case.sources:
        assert any((source.title or source.id) in one for one in lines)


@every_file
@pytest.mark.parametrize("width", [None, 60, 100])
def test_only_data_is_not_ascii(path: Path, width: int | None) -> None:
    data = path.read_text(encoding="utf-8")
    text = told(understood(data), width=width, ascii_only=True)

    assert {letter for letter in text if not letter.isascii()} <= set(data)


@every_file
@pytest.mark.parametrize("width", [None, 60, 100])
def test_colour_adds_only_colour(path: Path, width: int | None) -> None:
    case = understood(path.read_text(encoding="utf-8"))
    painted = told(case, width=width, colour=True)

    assert painted != told(case, width=width)
    assert ESCAPES.sub("", painted) == told(case, width=width)


@every_file
@every_language
def test_what_is_said_is_the_same_at_any_width(path: Path, lang: str) -> None:
    case = understood(path.read_text(encoding="utf-8"))
    narrow = told(case, lang=lang, width=70)

    for event in case.events:
        for word in (event.note or "").split():
            assert word in narrow


def test_the_rail_and_the_standings() -> None:
    case = invented(HERE, REQUESTED, LODGED)

    assert told(case, words=words_of(file_of()), width=100).splitlines() == [
        "An invented case",
        "invented · 31 Dec 2023",
        "Somebody: Held off for now, Kazakhstan, since 1 Mar 2023",
        "",
        "1 Jan 2023  ● Not known           Entered Kazakhstan [1]",
        "1 Feb 2023  ● No bar to handover  Extradition from Kazakhstan requested by Uzbekistan [1]",
        "1 Mar 2023  ● Held off for now    Asylum claim lodged in Kazakhstan [1]",
        "",
        "Sources",
        "[1] s1: likely reliable",
    ]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(
            "state: alleged", "○.*Asylum claim lodged in Kazakhstan \\(alleged\\)", id="alleged"
        ),
        pytest.param("state: refuted", "\\(refuted\\)", id="refuted"),
        pytest.param("state: cancelled", "\\(cancelled\\)", id="cancelled"),
        pytest.param("state: scheduled", "\\(scheduled, no word since\\)", id="scheduled"),
        pytest.param("note: Said so", "Said so", id="note"),
        pytest.param("until: 2024-05-01", "1 May 2024.*ends: Asylum claim lodged", id="ends"),
    ],
)
def test_what_an_entry_says_of_itself(event: str, expected: str) -> None:
    assert re.search(expected, told(invented(HERE, f"{LODGED}, {event}")))


def test_what_lies_ahead_stands_below_a_rule() -> None:
    hearing = "date: 2024-02-01, kind: extradition.hearing, country: KZ, state: scheduled"
    lines = told(invented(hearing, HERE), words=words_of(file_of())).splitlines()

    assert lines[4].startswith("1 Jan 2023")
    assert lines[5] == "── after 31 Dec 2023 ──"
    assert lines[6].startswith("1 Feb 2024")


DECISION = (
    "id: decision, title: Decision, binds: state, for: 3m, on_miss: release-due,"
    " trigger: protection.lodged, done_by: protection.granted, status: {}"
)
CERTIFIED = "date: 2023-03-10, kind: protection.certificate-issued, country: KZ, until: 2023-10-01"


@pytest.mark.parametrize(
    ("day", "status", "lang", "expected"),
    [
        pytest.param(
            "2023-05-01",
            "text",
            "en",
            ["1 Mar 2023  ●", "after", "1 Jun 2023  ○ due: Decision · state (Kazakhstan)"],
            id="ahead",
        ),
        pytest.param(
            "2023-07-01",
            "text",
            "en",
            ["1 Jun 2023  ◇ due: Decision · state (Kazakhstan) (not met: release is due)"],
            id="missed",
        ),
        pytest.param(
            "2023-07-01",
            "unverified",
            "ru",
            [
                "1 июня 2023 ◇ срок: Decision",
                "государство (Казахстан) · НЕ ПРОВЕРЕНО (не соблюдён)",
            ],
            id="not met, by a law that was not read",
        ),
    ],
)
def test_deadlines_stand_at_their_day(
    day: str, status: str, lang: str, expected: list[str]
) -> None:
    words = words_of(file_of(DECISION.format(status)))
    case = invented(HERE, LODGED)
    text = told(case, Day.fromisoformat(day), lang, words)
    lines = [" ".join(one.split()) for one in text.splitlines()]

    places = [
        next((n for n, line in enumerate(lines) if " ".join(want.split()) in line), -1)
        for want in expected
    ]
    assert -1 not in places, text
    assert places == sorted(places)


def test_a_paper_that_ran_out_has_no_successor() -> None:
    text = told(invented(HERE, CERTIFIED), words=words_of(file_of()))

    assert "due: Runs out: Asylum-seeker certificate issued in Kazakhstan" in text
    assert "(no word since)" in text


def test_whose_deadline_it_is_is_named_where_it_is_not_that_of_all() -> None:
    people = [f"{HERE}, people: [pp, qq]", f"{LODGED}, people: [qq]"]
    text = told(invented(*people, people=TWO), words=words_of(file_of(DECISION.format("text"))))

    assert "due: Decision – Other · state (Kazakhstan)" in text


@pytest.mark.parametrize(
    ("later", "words"),
    [
        pytest.param("date: 2023-02-01, kind: case.note", None, id="a-month"),
        pytest.param("date: 2023-03-15, kind: case.note", "2 months", id="months"),
        pytest.param("date: 2025-03-15, kind: case.note", "2 years", id="years"),
    ],
)
def test_long_silences_are_shown(later: str, words: str | None) -> None:
    text = told(invented(HERE, later), Day(2026, 1, 1))

    assert (f"… {words} …" in text) is (words is not None)
    assert text.count("…") == (2 if words else 0)


def test_whose_standing_changed_is_named() -> None:
    case = invented(
        f"{HERE}, people: [pp, qq]",
        f"{REQUESTED}, people: [pp, qq]",
        f"{LODGED}, people: [qq]",
        people=TWO,
    )
    text = told(case)

    assert "all: No bar to handover" in text
    assert "Other: Held off for now" in text


def test_what_acts_on_a_terminal_is_shown() -> None:
    case = invented(HERE, LODGED)
    last = replace(case.events[1], note="a\x1b[31mb\u202ec")
    text = told(replace(case, events=(case.events[0], last)))

    assert "a␛[31mb<U+202E>c" in text
    assert "\x1b" not in text


def test_nothing_recorded() -> None:
    case = invented("date: 2024-06-01, kind: case.note, state: refuted")
    found = timeline(case, VOCABULARY, Day(2024, 1, 1), Choice())
    lines = timeline_text(found, Speech(VOCABULARY, "en"), Screen()).splitlines()

    assert "nothing is recorded" in lines
    assert lines[-1] == "1 more with --all"


def test_an_entry_without_a_source_says_so() -> None:
    text = told(
        understood("""\
format: 1
id: bare
title: Bare
people:
  - {id: pp, name: Somebody}
events:
  - {id: e1, date: 2023, kind: case.note, sources: []}
""")
    )

    assert "Note [no source]" in text


def test_ascii_has_no_arrows_of_its_own() -> None:
    story = invented(HERE, "date: 2023, kind: odd.kind, country: KZ, to: UZ")

    assert told(story, ascii_only=True).isascii()
