"""The words of `why`: one sentence for every standing in both languages, and safe commands."""

from datetime import date as Day
from pathlib import Path
from string import Formatter

import pytest
import yaml
from tests.domain.invented import VOCABULARY, invented, lived, understood
from tests.domain.undecided import ENTERED, UNDECIDED

from caseledger.domain.conflicts import conflicts_of
from caseledger.domain.deciding import QUESTIONS as SORTS
from caseledger.domain.hypothesis import AddEvent, SetField
from caseledger.domain.life import life_of
from caseledger.domain.reasons import reasons_of
from caseledger.domain.status import people_of
from caseledger.render.commands import command
from caseledger.render.conflicts import commands
from caseledger.render.headline import Headline
from caseledger.render.why_phrases import Phrases
from caseledger.render.why_words import ANSWERS, DOUBTS, QUESTIONS, THREATS, TURNS, WORDS
from caseledger.render.wording import wording_of

DAY = Day(2024, 1, 1)


def headline(lang: str, *events: str) -> str:
    one = people_of(invented(*events), DAY, VOCABULARY, {})[0]
    return Headline(Phrases(reasons_of(one, DAY), wording_of(VOCABULARY, DAY, lang))).sentence()


HEADLINES = yaml.safe_load(Path(__file__).with_name("headlines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", HEADLINES)
def test_the_whole_in_one_sentence(name: str) -> None:
    told = HEADLINES[name]

    assert headline("en", *told["events"]) == told["en"]
    assert headline("ru", *told["events"]) == told["ru"]


@pytest.mark.parametrize("words", [THREATS, DOUBTS, QUESTIONS, ANSWERS, TURNS], ids=str)
def test_both_languages_say_the_same(words: dict[str, dict[object, str]]) -> None:
    assert words["en"].keys() == words["ru"].keys()


def test_russian_has_every_fixed_phrase() -> None:
    assert WORDS["en"].keys() == WORDS["ru"].keys() - {"stands", "stand"}


def test_phrases_ask_for_what_is_given() -> None:
    for words in (DOUBTS, QUESTIONS, TURNS):
        for key, english in words["en"].items():
            asked = {name for _, name, _, _ in Formatter().parse(english) if name}
            russian = {name for _, name, _, _ in Formatter().parse(words["ru"][key]) if name}
            assert asked == russian, key


def test_every_sort_of_question_has_words() -> None:
    assert set(QUESTIONS["en"]) == set(SORTS) - {"happened"} | {"alleged", "day"}


def test_every_threat_has_words() -> None:
    exposing = {
        (kind.track, str(effect.value))
        for kind in VOCABULARY.kinds
        for effect in kind.effects
        if effect.operation in ("expose", "set-level")
    }

    assert exposing <= THREATS["en"].keys()


def test_a_command_is_quoted_for_a_shell() -> None:
    life = lived(ENTERED)
    odd = SetField("e1;reboot", "date", ("[2023-01-01..2023-02-01]", "$(x)"))
    added = AddEvent("complaint.lodged", DAY, (("body", ("a'b\\nc",)),))

    assert command(odd, life) == (
        "caseledger set invented 'events.e1;reboot.date' '[2023-01-01..2023-02-01]' '$(x)'"
    )
    assert command(added, life).startswith(
        "caseledger add event invented complaint.lodged 2024-01-01 --body 'a'"
    )


def test_a_decision_between_sources_is_recorded_as_conflicts_says() -> None:
    case = understood(UNDECIDED["account of the kind"].text)
    life = life_of(case, case.people[0], VOCABULARY)
    found = [one for one in conflicts_of(case, VOCABULARY, DAY) if one.field == "kind"]
    said = [f"resolved.kind.prefer {source}" for source in ("s1", "s2")]
    ways = [command(SetField("e3", path, (source,)), life) for path, source in map(str.split, said)]

    assert [commands(one) for one in found] == [ways]
