"""Finding kinds, and what the vocabulary says of shields, standings and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseledger.domain.kind import Effect, kind_from
from caseledger.domain.vocabulary import Vocabulary, vocabulary_from
from caseledger.store.catalogue import load_vocabulary

BUILT_IN = load_vocabulary()
SMALL = vocabulary_from(
    {
        "tracks": {"extradition": {"short": ["ext"], "fields": ["country", "by"]}},
        "lists": {"endings": {"won": ["victory"], "lost": []}},
        "kinds": {
            "extradition.ordered": {
                "label": {"en": "Extradition ordered"},
                "phrase": {"en": ["Ordered by {country} for {to|by}", "Ordered by {country}"]},
                "required": ["country"],
                "outcomes": "endings",
                "grounds": "free",
                "effects": [
                    {"doubt-shield": ["suspension"], "expose": "ordered"},
                    {"when-final": {"expose": "enforceable"}},
                    {"when-outcome": {"won": {"clear-exposure": "true"}}},
                ],
                "aliases": ["extradition.granted"],
            }
        },
    }
)


def codes(text: str, *fields: str) -> list[str]:
    """Return the codes of what a word may mean."""
    return [kind.code for kind in BUILT_IN.resolve(text, fields)]


@pytest.mark.parametrize(
    ("text", "fields", "expected"),
    [
        pytest.param("protection.granted", (), ["protection.granted"], id="code"),
        pytest.param("Protection.Granted", (), ["protection.granted"], id="capitals"),
        pytest.param("granted", (), ["protection.granted"], id="verb"),
        pytest.param("asylum-granted", (), ["protection.granted"], id="short-name"),
        pytest.param("ext.ordered", (), ["extradition.ordered"], id="short-track"),
        pytest.param("extr.surrendered", (), ["extradition.surrendered"], id="cut-track"),
        pytest.param(
            "extradition.surrender",
            (),
            ["extradition.surrender-scheduled", "extradition.surrendered"],
            id="prefix-of-two",
        ),
        pytest.param("extradition.surrendere", (), ["extradition.surrendered"], id="unique-prefix"),
        pytest.param("Protection  granted", (), ["protection.granted"], id="label"),
        pytest.param("предоставлена защита", (), ["protection.granted"], id="russian-label"),
        pytest.param("освобождён", (), ["detention.released"], id="russian-name"),
        pytest.param(
            "arrested", (), ["extradition.arrested", "detention.arrested"], id="ambiguous"
        ),
        pytest.param("arrested", ("country", "by"), ["extradition.arrested"], id="fields-decide"),
        pytest.param("granted", ("by",), ["protection.granted"], id="fields-never-leave-nothing"),
        pytest.param("zzz", (), [], id="unknown"),
        pytest.param("", (), [], id="nothing"),
        pytest.param(".", (), list(BUILT_IN.codes), id="dot-alone"),
    ],
)
def test_resolve(text: str, fields: tuple[str, ...], expected: list[str]) -> None:
    assert codes(text, *fields) == expected


@pytest.mark.parametrize("code", BUILT_IN.codes)
def test_every_code_and_label_finds_its_kind(code: str) -> None:
    kind = BUILT_IN.kind(code)
    assert kind is not None

    assert codes(code) == [code]
    for label in kind.labels.values():
        assert code in codes(label.upper())


@given(st.text(max_size=30))
def test_any_words_can_be_looked_up(text: str) -> None:
    assert set(codes(text)) <= set(BUILT_IN.codes)


@pytest.mark.parametrize(
    ("mistyped", "expected"),
    [
        pytest.param("protection.grantd", "protection.granted", id="letter-lost"),
        pytest.param("extraditon.requested", "extradition.requested", id="track"),
        pytest.param("qqqqqq", None, id="nothing-like-it"),
    ],
)
def test_nearest(mistyped: str, expected: str | None) -> None:
    assert BUILT_IN.nearest(mistyped) == expected


def test_a_former_code_leads_to_the_kind() -> None:
    assert SMALL.canonical("extradition.granted") == "extradition.ordered"
    assert SMALL.kind("extradition.granted") is SMALL.kind("extradition.ordered")
    assert SMALL.canonical("extradition.other") is None


def test_a_kind_is_read_from_its_tree() -> None:
    kind = SMALL.kind("extradition.ordered")
    assert kind is not None

    assert kind.effects == (
        Effect("doubt-shield", ("suspension",)),
        Effect("expose", "ordered"),
        Effect("expose", "enforceable", ("final", "yes")),
        Effect("clear-exposure", "true", ("outcome", "won")),
    )
    assert kind.allowed == {"country", "by", "outcome", "grounds"}
    assert kind.outcomes == {"won": "won", "victory": "won", "lost": "lost"}
    assert kind.grounds is None
    assert kind.ground("anything") == "anything"
    assert kind.allows("note")
    assert not kind.allows("to")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"country": "A", "by": "B"}, "Ordered by A for B", id="second-choice"),
        pytest.param({"country": "A", "by": "B", "to": "C"}, "Ordered by A for C", id="first"),
        pytest.param({"country": "A"}, "Ordered by A", id="next-phrase"),
        pytest.param({"country": "", "by": "B"}, "Extradition ordered", id="label"),
    ],
)
def test_sentence(values: dict[str, str], expected: str) -> None:
    kind = SMALL.kind("extradition.ordered")
    assert kind is not None

    assert kind.sentence("en", values) == expected


def test_a_missing_language_falls_back_to_english_and_then_to_the_code() -> None:
    kind = SMALL.kind("extradition.ordered")
    assert kind is not None

    assert kind.label("ru") == "Extradition ordered"
    assert kind_from("a.b", {}, SMALL.context).label("ru") == "a.b"


def test_more_kinds_leave_the_vocabulary_as_it_was() -> None:
    own = kind_from("advocacy.picket", {"label": "Picket"}, BUILT_IN.context)
    more = BUILT_IN.with_kinds([own])

    assert more.kind("advocacy.picket") is own
    assert more.codes == (*BUILT_IN.codes, "advocacy.picket")
    assert more.resolve("picket") == (own,)
    assert BUILT_IN.kind("advocacy.picket") is None


def test_tracks_and_levels() -> None:
    assert BUILT_IN.tracks == tuple(
        """protection extradition removal transfer detention complaint prosecution movement
        repression person document advocacy case""".split()  # noqa: SIM905 - reads as a list
    )
    assert BUILT_IN.levels == ("sought", "requested", "ordered", "enforceable", "scheduled")


SHIELDS = """
refugee              status    yes      yes      yes      -   -
subsidiary           status    yes      yes      yes      -   -
humanitarian         status    possible yes      yes      -   -
temporary-protection status    possible yes      yes      -   -
residence            status    no       possible possible -   -
citizenship          status    possible yes      yes      -   -
pending              temporary yes      yes      no       -   730
certificate          temporary yes      yes      no       90  -
appeal               temporary yes      yes      no       -   730
appeal-window        temporary no       no       no       -   -
suspension           temporary no       no       no       -   -
interim-measure      temporary yes      yes      yes      -   -
judgment             temporary yes      yes      yes      -   -
mandate              temporary possible possible no       -   -
visa                 temporary no       no       no       90  -
"""


def described(vocabulary: Vocabulary, shield: str) -> list[str]:
    """Write one shield as a row of the table."""
    return [
        shield,
        "status" if vocabulary.is_status(shield) else "temporary",
        *(vocabulary.covers(shield, track) for track in ("extradition", "removal", "transfer")),
        str(vocabulary.usual_term(shield) or "-"),
        str(vocabulary.idle_after(shield) or "-"),
    ]


def test_shields() -> None:
    rows = [line.split() for line in SHIELDS.strip().splitlines()]

    assert [described(BUILT_IN, shield) for shield in BUILT_IN.shields] == rows
    assert described(BUILT_IN, "umbrella") == ["umbrella", "temporary", *["no"] * 3, "-", "-"]


def test_orders_of_severity() -> None:
    assert (*BUILT_IN.headline_order, "-", *BUILT_IN.aside) == (
        "exposed",
        "limbo",
        "threatened",
        "unknown",
        "transfer-pending",
        "no-status",
        "at-origin",
        "temporary",
        "protected",
        "-",
        "returned",
        "missing",
        "deceased",
    )
    assert BUILT_IN.table_order == (
        "exposed",
        "missing",
        "limbo",
        "threatened",
        "unknown",
        "transfer-pending",
        "no-status",
        "temporary",
        "protected",
        "at-origin",
        "returned",
        "deceased",
    )
    assert BUILT_IN.apart == ("at-origin", "returned", "deceased")


@pytest.mark.parametrize(
    ("name", "code", "language", "expected"),
    [
        pytest.param("standings", "exposed", "en", "No bar to handover", id="standing"),
        pytest.param("standings", "limbo", "ru", "Выдача временно сдерживается", id="russian"),
        pytest.param("bodies", "ECtHR", "fr", "European Court of Human Rights", id="english"),
        pytest.param("sources", "media", "ru", "публикация в СМИ", id="source"),
        pytest.param("reliability", "high", "en", "high", id="word"),
        pytest.param("reliability", "none", "en", "none", id="unknown-code"),
        pytest.param("nothing", "none", "en", "none", id="unknown-list"),
    ],
)
def test_words(name: str, code: str, language: str, expected: str) -> None:
    assert BUILT_IN.word(name, code, language) == expected


def test_standings_and_terms_in_words() -> None:
    assert BUILT_IN.standing_label("threatened", "en") == "Protected, yet to be handed over"
    assert BUILT_IN.term("maximum-term", "en") == "maximum term"
    assert BUILT_IN.term("maximum-term", "ru") == "предельный срок"
    assert BUILT_IN.term("no-such-thing", "ru") == "no such thing"
