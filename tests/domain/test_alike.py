from dataclasses import replace

import pytest

from caseledger.domain.alike import say_the_same
from caseledger.domain.case import Case
from caseledger.domain.loading import quick_case
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    built_in = load_vocabulary()
    kind = replace(built_in.kinds[0], code="case.called", aliases=("case.rung",))
    return built_in.with_kinds([kind])


def case(**event: object) -> Case:
    given = {"id": "e1", "date": "2024", "kind": "protection.refused", "country": "KZ"}
    sources = [{"source": "s1", "says": event.pop("says")}] if "says" in event else ["s1"]
    made = quick_case(
        {
            "format": "1",
            "id": "a",
            "title": "A",
            "people": [{"id": "p"}],
            "sources": [{"id": "s1", "kind": "media"}],
            "events": [given | {"sources": sources} | event],
        }
    )
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param({}, {}, True, id="the same"),
        pytest.param({"date": "../2024"}, {"date": "[..2024]"}, True, id="the form of a date"),
        pytest.param({"date": "2024"}, {"date": "2024~"}, False, id="another date"),
        pytest.param({"kind": "case.rung"}, {"kind": "case.called"}, True, id="a former name"),
        pytest.param({"kind": "case.rung"}, {"kind": "case.note"}, False, id="another kind"),
        pytest.param(
            {"says": {"kind": "case.rung"}},
            {"says": {"kind": "case.called"}},
            True,
            id="in a claim",
        ),
        pytest.param({"says": {"country": "KZ"}}, {"says": {"country": "PL"}}, False, id="a claim"),
        pytest.param({"country": "KZ"}, {"country": "PL"}, False, id="another state"),
        pytest.param({"note": "a"}, {}, False, id="a field less"),
        pytest.param({"x_a": ["1"]}, {"x_a": ["2"]}, False, id="a key of the user's own"),
        pytest.param({"after": ["a", "b"]}, {"after": ["b", "a"]}, False, id="another order"),
    ],
)
def test_only_the_form_may_differ(
    one: dict[str, object], other: dict[str, object], same: bool, vocabulary: Vocabulary
) -> None:
    assert say_the_same(case(**one), case(**other), vocabulary) is same


def test_aliases_of_outcomes_and_grounds(vocabulary: Vocabulary) -> None:
    """Whatever kind has such a list, an alias is its code, and another code is not."""
    tried = 0
    for kind in vocabulary.kinds:
        for field, words in (("outcome", kind.outcomes), ("grounds", kind.grounds)):
            for alias, code in (words or {}).items():
                others = [one for one in (words or {}).values() if one != code]
                if alias == code or not others or kind.input_only:
                    continue
                made = [case(kind=kind.code, **{field: word}) for word in (alias, code, others[0])]
                assert say_the_same(made[0], made[1], vocabulary)
                assert not say_the_same(made[0], made[2], vocabulary)
                tried += 1
                break
    assert tried > 20
