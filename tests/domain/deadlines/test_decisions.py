"""When a decision about a deadline lapses, and when it does not."""

from dataclasses import replace
from datetime import date as Day

import pytest
from tests.domain.invented import understood
from tests.small_ledgers import PERSON, case

from caseledger.domain.case import Case
from caseledger.domain.deadlines.deadline import UPCOMING, Deadline
from caseledger.domain.deadlines.decisions import decision_on, digest_of
from caseledger.domain.loading import shape_of
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.rules.step import Step

ORDER = "date: 2025-06-02, kind: extradition.ordered, country: KZ, by: UZ, served: 2025-06-05"
OTHERS = (
    "date: 2025-05-01, kind: extradition.requested, country: KZ, by: UZ",
    "date: 2025-06-20, kind: extradition.appealed, country: KZ, by: UZ",
)
RULE: dict[str, object] = {
    "id": "an-appeal-2020",
    "family": "an-appeal",
    "title": {"en": "Appeal"},
    "law": "An Act, art. 1",
    "binds": "applicant",
    "trigger": {"any_of": [{"kind": "extradition.ordered", "clock": "served"}]},
    "for": "10d",
    "profile": "calendar",
    "on_miss": "final",
    "status": "text",
}
DUE, TODAY = Day(2025, 6, 15), Day(2026, 11, 26)


def rules_of(**more: object) -> Rules:
    """Two versions of one rule, and another one."""
    versions = [RULE | more, RULE | {"id": "an-appeal-2024"}, RULE | {"id": "b", "family": None}]
    trees = [{key: one for key, one in tree.items() if one is not None} for tree in versions]
    read = shape_of(RuleFile).read
    return Rules({}, [read({"format": "1", "rules": trees})])  # type: ignore[list-item]


RULES = rules_of()


def case_of(order: str = ORDER, stored: str = "") -> Case:
    """A case whose third event starts the clock, with what was decided about it."""
    text = case("invented", *OTHERS, order, people=PERSON)
    return understood(text + (f"deadlines:\n  - {{{stored}}}\n" if stored else ""))


def deadline_in(one: Case, rules: Rules = RULES, due: Day | None = DUE) -> Deadline:
    """The deadline of the order, counted from the request and with an appeal that matters."""
    rule = rules.rule("an-appeal-2020")
    assert rule is not None
    return Deadline(
        *(one, one.people[0], rule, "", one.events[2], one.events[0], rule.binds),
        *(due, due, due, UPCOMING),
        steps=(Step("trigger", {"event": "e3"}), Step("extended", {"event": "e2", "add": "10d"})),
    )


BEFORE = digest_of(deadline_in(case_of()))


def with_event(index: int, **more: object) -> Case:
    """The case, with other values in one of its events."""
    one = case_of()
    events = list(one.events)
    events[index] = replace(events[index], **more)  # type: ignore[arg-type]
    return replace(one, events=tuple(events))


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(ORDER.replace("06-02", "06-03"), id="day"),
        pytest.param(ORDER.replace("06-05", "06-06"), id="service"),
        pytest.param(f"{ORDER[:-10]}{{person: 2025-06-05, counsel: 2025-06-09}}", id="counsel"),
        pytest.param(f"{ORDER}, time: '14:00+05:00'", id="hour"),
        pytest.param(f"{ORDER}, until: 2025-08-01", id="until"),
        pytest.param(f"{ORDER}, for: 2025-08-01", id="for"),
        pytest.param(f"{ORDER}, outcome: granted", id="outcome"),
        pytest.param(f"{ORDER}, grounds: [risk]", id="grounds"),
        pytest.param(f"{ORDER}, final: yes", id="final"),
        pytest.param(f"{ORDER}, suspensive: no", id="suspensive"),
        pytest.param(f"{ORDER}, level: appeal", id="level"),
        pytest.param(f"{ORDER}, state: alleged", id="state"),
        pytest.param(f"{ORDER}, body: CAT", id="body"),
        pytest.param(f"{ORDER}, procedure: take-back", id="procedure"),
        pytest.param(ORDER.replace("by: UZ", "by: TJ"), id="other state"),
        pytest.param(ORDER.replace("country: KZ", "country: KG"), id="state that decides"),
        pytest.param(ORDER.replace("extradition.ordered", "removal.ordered"), id="kind"),
    ],
)
def test_what_the_day_hangs_on_changes_the_digest(order: str) -> None:
    assert digest_of(deadline_in(case_of(order))) != BEFORE


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(", ".join(reversed(ORDER.split(", "))), id="order of keys"),
        pytest.param(f"{ORDER}, note: As read to him.", id="note"),
        pytest.param(f"{ORDER}, place: Almaty, authority: A court", id="place"),
        pytest.param(f"{ORDER}, known: 2025-06-07, visibility: restricted", id="when it was known"),
        pytest.param(f"{ORDER}, state: happened", id="what is meant anyway"),
        pytest.param(f"{ORDER}, reference: '12/3'", id="reference"),
    ],
)
def test_other_words_do_not_change_the_digest(order: str) -> None:
    assert digest_of(deadline_in(case_of(order))) == BEFORE


def cited(says: str) -> Case:
    text = case("invented", *OTHERS, ORDER)
    before, _, _ = text.rpartition("sources: [s1]")
    return understood(f"{before}sources: [s1, {{source: s2, says: {says}}}]}}\n")


def test_a_source_that_says_otherwise_counts_and_one_that_agrees_does_not() -> None:
    assert digest_of(deadline_in(cited("{date: 2025-06-03}"))) != BEFORE
    assert digest_of(deadline_in(cited("{date: 2025-06-02}"))) == BEFORE
    assert digest_of(deadline_in(cited("{place: Almaty}"))) == BEFORE


@pytest.mark.parametrize("index", [0, 1], ids=["selector", "extension"])
def test_other_events_count_as_far_as_the_day_is_counted_from_them(index: int) -> None:
    one = deadline_in(with_event(index, country="KG"))
    assert digest_of(one) != BEFORE
    assert digest_of(replace(one, selector=None, steps=())) == digest_of(
        replace(deadline_in(case_of()), selector=None, steps=())
    )


@pytest.mark.parametrize(
    ("more", "same"),
    [
        pytest.param({"for": "11d"}, False, id="period"),
        pytest.param({"profile": "working"}, False, id="profile"),
        pytest.param({"cap": "30d"}, False, id="cap"),
        pytest.param({"title": {"en": "Appeal it"}, "law": "art. 2"}, True, id="words"),
        pytest.param({"status": "secondary"}, True, id="how well it was read"),
    ],
)
def test_of_a_rule_the_length_counts_and_not_the_words(more: dict[str, object], same: bool) -> None:
    assert (digest_of(deadline_in(case_of(), rules_of(**more))) == BEFORE) is same


def test_a_national_period_counts() -> None:
    one = deadline_in(case_of())
    steps = [replace(one, steps=(*one.steps, Step("national", {"for": f}))) for f in ("7d", "8d")]
    assert len({BEFORE, *map(digest_of, steps)}) == 3


# What was decided

SAID = f"id: d1, rule: an-appeal-2024, trigger: e3, on: 2025-06-06, trigger_digest: '{BEFORE}'"
CONFIRMED = f"{SAID}, kind: confirm, date: 2025-06-15"
OVERRIDDEN = f"{SAID}, kind: override, date: 2025-06-13, reason: a holiday"


def decision_in(stored: str, order: str = ORDER, **more: object) -> bool | None:
    """Whether what was decided has lapsed; nothing where nothing was."""
    day = more.pop("day", TODAY)
    assert isinstance(day, Day)
    one = deadline_in(case_of(order, stored), **more)  # type: ignore[arg-type]
    found = decision_on(one, RULES, day)
    return None if found is None else found.lapsed


SERVED_LATER = ORDER.replace("06-05", "06-06")


@pytest.mark.parametrize("stored", [CONFIRMED, OVERRIDDEN], ids=["confirm", "override"])
def test_it_holds_until_its_trigger_changes(stored: str) -> None:
    assert decision_in(stored) is False
    assert decision_in(stored, SERVED_LATER) is True


@pytest.mark.parametrize(
    ("stored", "due", "lapsed"),
    [
        pytest.param(CONFIRMED, Day(2025, 6, 16), True, id="a confirmed day"),
        pytest.param(CONFIRMED, None, True, id="a confirmed day, none now"),
        pytest.param(CONFIRMED.replace(", date: 2025-06-15", ""), None, False, id="no day"),
        pytest.param(OVERRIDDEN, Day(2025, 6, 16), False, id="another day"),
    ],
)
def test_a_confirmation_is_of_one_day(stored: str, due: Day | None, lapsed: bool) -> None:
    assert decision_in(stored, due=due) is lapsed


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param("", id="nothing"),
        pytest.param(CONFIRMED.replace("rule: an-appeal-2024", "rule: b"), id="another rule"),
        pytest.param(CONFIRMED.replace("trigger: e3", "trigger: e1"), id="another trigger"),
        pytest.param(CONFIRMED.replace(", trigger: e3", ""), id="no trigger"),
        pytest.param(CONFIRMED.replace("2025-06-06", "2027-01-01"), id="later"),
    ],
)
def test_what_speaks_of_something_else_is_not_about_it(stored: str) -> None:
    assert decision_in(stored) is None


def test_it_was_not_made_before_its_day() -> None:
    assert decision_in(CONFIRMED, day=Day(2025, 6, 5)) is None
    assert decision_in(CONFIRMED, day=Day(2025, 6, 6)) is False


@pytest.mark.parametrize("name", ["an-appeal-2020", "an-appeal-2024", "an-appeal"])
def test_any_version_and_the_family_name_the_rule(name: str) -> None:
    assert decision_in(CONFIRMED.replace("an-appeal-2024", name)) is False


def test_what_was_typed_by_hand_without_a_digest_does_not_lapse() -> None:
    stored = OVERRIDDEN.replace(f", trigger_digest: '{BEFORE}'", "")
    assert decision_in(stored, SERVED_LATER) is False


def test_the_last_of_several_counts() -> None:
    text = case("invented", *OTHERS, ORDER)
    rows = f"deadlines:\n  - {{{CONFIRMED}}}\n  - {{{OVERRIDDEN.replace('d1', 'd2')}}}\n"
    found = decision_on(deadline_in(understood(text + rows)), RULES, TODAY)
    assert found is not None
    assert found.stored.id == "d2"
