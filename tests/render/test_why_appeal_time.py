"""How the time to appeal is told: as a bar, as a day ahead, and what became of the order then."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented
from tests.domain.test_enforceability import HERE, REFUGEE, SERVED, rules

from caseledger.domain.reasons import reasons_of
from caseledger.domain.status import people_of
from caseledger.render.why_phrases import Phrases
from caseledger.render.why_sentences import Sentence, Sentences
from caseledger.render.wording import wording_of

NOT_VERIFIED = ("unknown", "unverified")
RUNNING, OVER = "2023-03-10", "2023-04-01"


REQUESTED = "date: 2023-03-01, kind: extradition.requested, country: TR, by: UZ"


def told(day: str, lang: str, law: tuple[str, str], *events: str) -> list[Sentence]:
    """All that `why` says of somebody with ten days to appeal, to 15 March 2023."""
    words, on = VOCABULARY.with_rules([rules(*law)]), Day.fromisoformat(day)
    (one,) = people_of(invented(*events), on, words, {})
    return list(Sentences(Phrases(reasons_of(one, on), wording_of(words, on, lang))).all())


def flat(found: list[Sentence]) -> str:
    """Everything as one text, with the commands."""
    lines = [f"{one.about}: {one.text}" for one in found]
    lines += [f"{each.text} {each.command}" for one in found for each in one.told]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("day", "lang", "law", "expected"),
    [
        pytest.param(
            RUNNING,
            "en",
            ("yes", "text"),
            [
                "bar: time to appeal to 15 Mar 2023; certain",
                (
                    "ahead: from 16 Mar 2023, when the time to appeal is over, unless an appeal is "
                    "recorded (e3, s1) → Protected, yet to be handed over"
                ),
            ],
            id="running",
        ),
        pytest.param(
            RUNNING,
            "en",
            NOT_VERIFIED,
            [
                (
                    "time to appeal to 15 Mar 2023, doubtful; not certain: it is not verified to"
                    " hold off this order"
                ),
                "Appeal caseledger explain tr-appeal",
            ],
            id="running, not verified",
        ),
        pytest.param(
            RUNNING,
            "ru",
            NOT_VERIFIED,
            [
                "не проверено, что он приостанавливает исполнение этого решения",
                (
                    "впереди: с 16 марта 2023, когда истечёт срок на обжалование, если жалоба не"
                    " записана (e3, s1)"
                ),
            ],
            id="running, in Russian",
        ),
        pytest.param(
            OVER,
            "en",
            NOT_VERIFIED,
            [
                (
                    "the enforceable order to hand over to Uzbekistan (e3, s1; whether it may be"
                    " carried out already is not certain) is held off by refugee status"
                ),
                "threat: UZ order, enforceable (perhaps); held off by refugee status",
                (
                    "what would decide: whether the order can be carried out yet hangs on the law"
                    " on the time to appeal, which is not verified"
                ),
                "Appeal caseledger explain tr-appeal",
            ],
            id="over, not verified",
        ),
        pytest.param(
            OVER,
            "ru",
            NOT_VERIFIED,
            [
                "может ли оно уже исполняться, не установлено",
                "решение о выдаче UZ, подлежит исполнению (возможно)",
                "зависит от правил о сроке обжалования, которые не проверены",
            ],
            id="over, in Russian",
        ),
        pytest.param(
            OVER,
            "en",
            ("yes", "text"),
            ["threat: UZ order, enforceable; held off by refugee status"],
            id="over",
        ),
    ],
)
def test_the_time_to_appeal(day: str, lang: str, law: tuple[str, str], expected: list[str]) -> None:
    text = flat(told(day, lang, law, HERE, REFUGEE, SERVED))

    assert [words for words in expected if words not in text] == [], text


def test_a_level_that_hangs_on_the_law_says_so() -> None:
    text = flat(told(OVER, "en", NOT_VERIFIED, HERE, SERVED))

    assert "law: UNVERIFIED" in text


def test_where_nothing_hangs_on_the_law_no_rule_is_named() -> None:
    text = flat(told(OVER, "en", NOT_VERIFIED, HERE, REQUESTED))

    assert "nothing here hangs on the law of the state" in text
    assert "caseledger explain" not in text
