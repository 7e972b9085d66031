"""Every topic of the manual has its page, whole, in both languages."""

import re

import pytest

from caseledger.domain.kind import mapping
from caseledger.domain.manual import SORTS, Manual, Topic, meant
from caseledger.render.envelope import Envelope
from caseledger.render.explain import list_of, page_of
from caseledger.render.formats import written
from caseledger.render.manual_pages import PAGES, Part, Writer, parts_of
from caseledger.render.manual_words import COLUMNS, PARTS, WORDS
from caseledger.render.manual_words import SORTS as SORT_WORDS
from caseledger.render.screen import Screen, columns_of
from caseledger.store.catalogue import load_manual, load_vocabulary

MANUAL = Manual(load_vocabulary(), load_manual())
LANGUAGES = ("en", "ru")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
NEEDED = {
    "standing": {"explain", "row", "uncertain", "severity", "commands"},
    "alert": {"explain", "when", "threshold", "rests", "uncertain", "act", "commands"},
    "shield": {"explain", "is", "holds-off", "ends", "given-by"},
    "exposure": {"explain", "severity", "raised-by"},
    "track": {"fields", "kinds", "commands"},
    "law": {"state", "question", "answer", "status", "valid"},
    "rule": {
        "status",
        "law",
        "state",
        "binds",
        "trigger",
        "period",
        "done-by",
        "counted",
        "missed",
    },
    "profile": {"status", "counted"},
    "instrument": {"parties"},
    "problem": {"is", "explain", "says", "mend", "commands"},
    "kind": {"track", "allowed", "effects"},
    "term": set(),
}
"""The parts that no page of a sort may lack."""


def topic(*words: str) -> Topic:
    (found,) = meant(MANUAL, words)
    return found


def parts(one: Topic, lang: str = "en") -> dict[str, Part]:
    return {part.name: part for part in parts_of(one, Writer(MANUAL, lang))}


def lines(one: Topic, name: str, lang: str = "en") -> tuple[str, ...]:
    return parts(one, lang)[name].lines


def test_every_sort_has_pages_and_words() -> None:
    assert list(PAGES) == list(SORTS) == list(NEEDED)
    for lang in LANGUAGES:
        assert list(SORT_WORDS[lang]) == list(SORTS)


@pytest.mark.parametrize("table", [COLUMNS, PARTS, WORDS], ids=["columns", "parts", "words"])
def test_both_languages_have_the_same_words(table: dict[str, dict[str, str]]) -> None:
    english, russian = (table[lang] for lang in LANGUAGES)

    assert english.keys() == russian.keys()
    for key, text in english.items():
        assert re.findall(r"{\w*}", text) == re.findall(r"{\w*}", russian[key])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sort", SORTS)
def test_every_topic_has_a_whole_page(sort: str, lang: str) -> None:
    for one in MANUAL.of_sort(sort):
        told = parts(one, lang)
        text = "\n".join(line for part in told.values() for line in part.lines)

        assert told, one.title
        assert NEEDED[sort] <= told.keys(), one.title
        assert not re.search(r"{(?!min)\w*}", text), one.title
        assert one.label(lang), one.title


@pytest.mark.parametrize("sort", ["standing", "alert", "shield", "exposure", "problem"])
def test_what_is_told_in_russian_is_russian(sort: str) -> None:
    for one in MANUAL.of_sort(sort):
        told = parts(one, "ru")
        for name in NEEDED[sort] - {"commands", "says", "given-by", "raised-by"}:
            for text in told[name].lines:
                assert CYRILLIC.search(text), (one.title, name)
        assert CYRILLIC.search(one.label("ru"))


def test_a_standing_says_its_row_its_rank_and_what_ends_it() -> None:
    limbo = topic("limbo")

    assert lines(limbo, "row")[0].startswith("row 7 of the decision table")
    assert lines(limbo, "severity")[0].startswith("2 of 9")
    assert "extradition.withdrawn: Extradition request withdrawn" in lines(limbo, "changes")
    assert lines(topic("returned"), "severity")[0].startswith("shown only where nothing else")
    assert lines(topic("standing", "unknown"), "row")[0].startswith("rows 5, 13 of")


def test_a_bar_says_what_it_holds_off_and_when_it_is_no_longer_certain() -> None:
    humanitarian, appeal = topic("humanitarian"), topic("shield", "appeal")

    assert lines(humanitarian, "holds-off")[0].startswith("Extradition: possibly")
    assert lines(humanitarian, "holds-off")[1] == "Removal: yes"
    assert lines(topic("visa"), "holds-off") == ("Extradition: no", "Removal: no", "Transfer: no")
    assert lines(appeal, "holds-off")[0].startswith("the threat that it was lodged")
    assert any("730 days" in line for line in lines(appeal, "ends"))
    assert any("90 days" in line for line in lines(topic("certificate"), "ends"))
    assert not any("another state" in line for line in lines(humanitarian, "ends"))


def test_law_that_was_not_read_is_loud_about_it() -> None:
    unread = [one for one in load_vocabulary().law if one.status == "unverified"]

    assert unread
    for one in unread:
        assert lines(topic("law", one.id), "status")[0].startswith("UNVERIFIED")
    assert any("UNVERIFIED" in line for line in lines(topic("certificate"), "law"))


def test_an_alert_has_the_days_of_the_ledger() -> None:
    vocabulary = load_vocabulary().with_thresholds({"stale": 45})
    manual = Manual(vocabulary, load_manual())
    told = {part.name: part for part in parts_of(topic("stale"), Writer(manual, "en"))}

    assert "45 days" in told["threshold"].lines[0]
    assert "45 days" in told["when"].lines[0]


def test_a_kind_says_how_it_is_typed_and_written() -> None:
    kind = topic("extradition.requested")

    typed = "extradition.requested 2024-03-02 --country KZ --by UZ --source phone"
    assert lines(kind, "commands") == (f"caseledger add event CASE {typed}",)
    assert "  kind: extradition.requested" in lines(kind, "example")
    assert "extradition.ordered: Extradition ordered" in lines(kind, "leads")
    assert "example" not in parts(topic("protection.served"))


def test_a_problem_shows_its_lines_and_the_same_without_it() -> None:
    problem = parts(topic("CL209"))

    assert problem["example"].lines == ("country: UK",)
    assert problem["mended"].lines == ("country: GB",)
    assert list(problem)[-3:] == ["example", "mended", "commands"]


def test_who_goes_by_the_same_name_is_named() -> None:
    assert "kind person.missing: Missing" in "\n".join(lines(topic("missing"), "also"))


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_fits_the_screen_but_for_what_is_copied(width: int, lang: str) -> None:
    envelope, screen = Envelope("explain", None, None), Screen(width, lang=lang)
    for one in map(topic, ("certificate", "limbo", "protection.granted", "CL205", "stale")):
        exact = {
            f"  {line}" for part in parts(one, lang).values() if part.exact for line in part.lines
        }
        for line in written(page_of(one, MANUAL, envelope, lang), "table", screen).splitlines():
            assert columns_of(line) <= width or line in exact


def test_the_list_leaves_long_sorts_to_themselves() -> None:
    page = list_of(MANUAL.topics, Envelope("explain", None, None), "en")
    people, programs = written(page, "table", Screen(100)), written(page, "csv", Screen())

    assert "extradition.ordered" not in people
    assert "caseledger explain kind" in people
    assert "Standings\n" in people
    assert len(programs.splitlines()) == len(MANUAL.topics) + 1


def test_a_standing_of_the_catalogue_says_all_in_both_languages() -> None:
    for tree in MANUAL.vocabulary.section("standings").values():
        for part in ("when", "explain", "uncertain"):
            assert set(mapping(mapping(tree)[part])) == set(LANGUAGES)
