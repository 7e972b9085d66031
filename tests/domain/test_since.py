"""Since when a person stands as they do: by which event, by what ran out, by which law."""

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY, invented, stands
from tests.domain.story_strategies import told

from caseledger.domain.law import provision_from
from caseledger.domain.since import Since
from caseledger.domain.standing import standing

HERE = "date: 2024-01-01, kind: movement.entered, country: KZ"
ASKED = "date: 2024-01-10, kind: extradition.requested, country: KZ, by: UZ"
LODGED = "date: 2024-01-20, kind: protection.lodged, country: KZ"
CERTIFIED = "date: 2024-01-20, kind: protection.certificate-issued, country: KZ"
NOTE = "date: 2024-01-25, kind: case.note"


def day(text: str) -> Day:
    return Day.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "events", "code", "first", "last", "cause", "event"),
    [
        pytest.param(
            "2024-06-01", [HERE, ASKED], "exposed", "01-10", "01-10", "event", "e2", id="event"
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED.replace("01-10", "01")],
            *("exposed", "01-01", "01-31", "event", "e2"),
            id="a-month",
        ),
        pytest.param(
            # A rumour of a request is enough: exposed is possible from the first day of its month.
            "2024-01-15",
            [HERE, ASKED.replace("01-10", "01")],
            *("exposed", "01-01", "01-31", "event", "e2"),
            id="inside-the-month",
        ),
        pytest.param(
            # Nobody is held off for certain before the last day on which it may have been lodged.
            "2024-06-01",
            [HERE, ASKED, LODGED.replace("01-20", "02")],
            *("limbo", "02-01", "02-29", "event", "e3"),
            id="a-bar-in-a-month",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED, NOTE, "date: 2024-03-01, kind: extradition.ordered, country: KZ, by: UZ"],
            *("exposed", "01-10", "01-10", "event", "e2"),
            id="later-events-that-change-nothing",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED, LODGED, "date: 2024-02-01, kind: protection.withdrawn, country: KZ"],
            *("exposed", "02-01", "02-01", "event", "e4"),
            id="exposed-again",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED, f"{CERTIFIED}, until: 2024-03-01"],
            *("exposed", "03-02", "03-02", "expiry", "e3"),
            id="until",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED, f"{CERTIFIED}, until: 2024-03"],
            *("exposed", "03-02", "04-01", "expiry", "e3"),
            id="until-a-month",
        ),
        pytest.param(
            # 90 days after 20 January is 19 April; from the 20th it is not certain.
            "2024-06-01",
            [HERE, ASKED, CERTIFIED],
            *("exposed", "04-20", "04-20", "expiry", "e3"),
            id="usual-term",
        ),
        pytest.param(
            "2024-06-01",
            [HERE, ASKED, CERTIFIED, f"{LODGED.replace('01-20', '03-01')}"],
            *("limbo", "01-20", "01-20", "event", "e3"),
            id="what-ran-out-made-no-difference",
        ),
        pytest.param(
            "2024-06-01",
            [
                HERE,
                "date: 2024-02-01, kind: transfer.scheduled, country: KZ, to: PL, for: 2024-05-01",
            ],
            *("unknown", "05-02", "05-02", "event", "e2"),
            id="silence-after-a-handover",
        ),
        pytest.param(
            # Bound for Russia it was no return, until Russia asked for an extradition.
            "2024-06-01",
            [
                HERE,
                "date: 2024-01-05, kind: removal.ordered, country: KZ, to: RU",
                "date: 2024-03-01, kind: extradition.wanted, country: RU, by: RU",
            ],
            *("exposed", "03-01", "03-01", "event", "e3"),
            id="a-state-became-feared",
        ),
    ],
)
def test_since(
    *, on: str, events: list[str], code: str, first: str, last: str, cause: str, event: str
) -> None:
    now = stands(on, *events)

    assert now.code == code
    assert now.since == Since(day(f"2024-{first}"), day(f"2024-{last}"), cause, event)


def test_an_idle_claim_is_exposed_since_it_was_idle() -> None:
    now = stands("2026-06-01", HERE, ASKED, LODGED)

    assert (now.code, now.possible) == ("exposed", ("exposed", "limbo"))
    assert now.since == Since(day("2026-01-20"), day("2026-01-20"), "expiry", "e3")


def test_what_never_changed_is_since_nothing() -> None:
    assert stands("2024-06-01", NOTE).since is None
    assert stands("2023-06-01", HERE, ASKED).since is None


def test_where_sources_differ_it_is_a_range() -> None:
    entered = {"kind": "movement.entered", "country": "KZ", "date": "2024-01-01", "sources": []}
    lodged = {"kind": "protection.lodged", "country": "KZ", "date": "2024-05-04"}
    cited = {**lodged, "sources": ["s1", {"source": "s2", "says": {"date": "2024-05-06"}}]}
    case = told([entered, cited])
    now, then = (
        standing(case, case.people[0], day(on), VOCABULARY) for on in ("2024-05-10", "2024-05-05")
    )

    assert (now.code, then.possible) == ("temporary", ("unknown", "temporary"))
    assert now.since == Since(day("2024-05-04"), day("2024-05-06"), "event", "e1")


def test_an_end_that_only_a_source_gives() -> None:
    """The entry has the certificate until the 7th, a source until the 4th: open from the 5th."""
    certified = {
        "kind": "protection.certificate-issued",
        "country": "KZ",
        "date": "2024-02-20",
        "until": "2024-03-07",
        "sources": ["s1", {"source": "s2", "says": {"until": "2024-03-04"}}],
    }
    case = told([certified])
    now = standing(case, case.people[0], day("2024-03-05"), VOCABULARY)

    assert now.possible == ("unknown", "temporary")
    assert now.since == Since(day("2024-03-05"), day("2024-03-05"), "expiry", "e0")


REMOVAL = "date: 2024-03-01, kind: removal.ordered, country: KZ, to: UZ"
IN_LITHUANIA = "date: 2024-03-01, kind: extradition.requested, country: LT, by: UZ"
HEARING = "date: 2024-03-01, kind: extradition.hearing, country: KZ"
ABDUCTED = "date: 2024-03-01, kind: movement.abducted, country: KZ"
RENEWED = "date: 2024-03-01, kind: protection.certificate-extended, country: KZ"


@pytest.mark.parametrize(
    ("events", "code", "event"),
    [
        pytest.param([REMOVAL, IN_LITHUANIA], "exposed", "e2", id="elsewhere-last"),
        pytest.param([IN_LITHUANIA, REMOVAL], "exposed", "e3", id="elsewhere-first"),
        pytest.param([REMOVAL, HEARING], "exposed", "e2", id="without-effects-last"),
        pytest.param([HEARING, REMOVAL], "exposed", "e3", id="without-effects-first"),
        pytest.param([REMOVAL, RENEWED], "limbo", "e3", id="both-are-needed"),
        pytest.param([ABDUCTED, IN_LITHUANIA], "missing", "e2", id="elsewhere-while-missing"),
    ],
)
def test_of_one_day_it_is_the_event_that_made_the_difference(
    events: list[str], code: str, event: str
) -> None:
    now = stands("2024-03-02", HERE, *events)

    assert (now.code, now.since and now.since.event) == (code, event)


def barred_by_law(**more: str) -> list[Since | None]:
    """Since when somebody stands as they do whom a residence permit may guard from removal."""
    tree = {
        "id": "own",
        "title": "Whether a residence permit bars a removal",
        "jurisdiction": "TR",
        "question": "covers",
        "shield": "residence",
        "track": "removal",
        "answer": "yes",
        "status": "text",
        "source": "an act",
        **more,
    }
    words = VOCABULARY.with_law([provision_from(tree)])
    made = invented(
        "date: 2024-01-01, kind: movement.entered, country: TR",
        "date: 2024-01-10, kind: removal.ordered, country: TR, to: UZ",
        "date: 2024-01-11, kind: protection.residence-granted, country: TR",
    )
    found = [standing(made, made.people[0], day(f"2024-0{month}-15"), words) for month in (2, 5)]
    assert [one.code for one in found] == [("exposed", "protected")[one.certain] for one in found]
    return [one.since for one in found]


def test_since_a_law_is_in_force() -> None:
    before, after = barred_by_law(valid_from="2024-04-01")

    assert before == Since(day("2024-01-10"), day("2024-01-10"), "event", "e2")
    assert after == Since(day("2024-04-01"), day("2024-04-01"), "law", "")


def test_since_a_law_is_not_in_force_any_more() -> None:
    before, after = barred_by_law(valid_to="2024-03-31")

    assert before == Since(day("2024-01-11"), day("2024-01-11"), "event", "e3")
    assert after == Since(day("2024-04-01"), day("2024-04-01"), "law", "")
