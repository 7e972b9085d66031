"""When alerts about the record itself are raised, and when not."""

import pytest
from tests.domain.alerts.raising import (
    ENTERED_POLAND,
    HERE,
    LODGED,
    REFUGEE,
    REQUESTED,
    SURRENDERED,
    Raised,
    raised,
)

ENGAGED = "date: 2023-03-01, kind: case.counsel-engaged"
ENDED = "date: 2023-04-01, kind: case.counsel-ended"
LATER = REQUESTED.replace("2023-02-01", "2023-07-01")
MAYBE_LEFT = f"{ENTERED_POLAND}, state: alleged"
NOBODY = [(False, "e2", "")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE], [], id="nothing-runs"),
        pytest.param([HERE, REQUESTED], NOBODY, id="a-threat"),
        pytest.param([HERE, LODGED], NOBODY, id="a-claim"),
        pytest.param([HERE, REFUGEE], [], id="a-status"),
        pytest.param([HERE, REFUGEE, f"{LATER}, state: alleged"], [], id="a-status-and-a-rumour"),
        pytest.param([HERE, REFUGEE, LATER], [(False, "e3", "")], id="a-status-and-a-threat"),
        pytest.param([HERE, REQUESTED, ENGAGED], [], id="engaged"),
        pytest.param(
            [HERE, REQUESTED, ENGAGED, ENDED, MAYBE_LEFT],
            [(False, "e2 e4", "")],
            id="maybe-elsewhere",
        ),
        pytest.param([HERE, REQUESTED, f"{ENGAGED}, state: alleged"], NOBODY, id="perhaps-engaged"),
        pytest.param([HERE, REQUESTED, ENGAGED, ENDED], [(True, "e2 e4", "")], id="ended"),
        pytest.param(
            [HERE, REQUESTED, ENGAGED, f"{ENDED}, state: alleged"],
            [],
            id="perhaps-ended",
        ),
        pytest.param(
            [HERE, REQUESTED, ENGAGED, ENDED, ENGAGED.replace("03-01", "05-01")], [], id="anew"
        ),
        pytest.param(
            [HERE, REQUESTED, ENGAGED, ENGAGED, f"{ENDED}, of: e3"], [], id="another-acts-still"
        ),
        pytest.param([HERE, REQUESTED, ENTERED_POLAND], [], id="elsewhere"),
        pytest.param([HERE, REQUESTED, SURRENDERED], [], id="returned"),
    ],
)
def test_unrepresented(events: list[str], expected: Raised) -> None:
    assert raised("unrepresented", "2023-12-01", events) == expected


CLOSED = "date: 2023-02-02, kind: case.closed, grounds: lost-contact"
OLD = [(True, "e2", "2023-02-01")]


@pytest.mark.parametrize(
    ("day", "events", "expected"),
    [
        pytest.param("2023-05-02", [HERE, REQUESTED], [], id="90-days"),
        pytest.param("2023-05-03", [HERE, REQUESTED], OLD, id="91-days"),
        pytest.param(
            "2023-06-01",
            [HERE, REQUESTED, "date: 2023-04-01, kind: case.verified"],
            [],
            id="verified",
        ),
        pytest.param(
            "2023-06-01",
            [HERE, REQUESTED, "date: 2023-04-01, kind: case.note, state: alleged"],
            [(False, "e2", "2023-02-01")],
            id="something-possible",
        ),
        pytest.param(
            "2023-06-01",
            [HERE, REQUESTED, "date: 2023-04-01, kind: case.note, state: refuted"],
            OLD,
            id="something-refuted",
        ),
        pytest.param(
            "2023-06-01",
            [HERE, REQUESTED, "date: 2023-03-03, kind: case.note, state: alleged"],
            [(False, "e2", "2023-02-01")],
            id="something-possible-90-days-ago",
        ),
        pytest.param(
            "2023-06-01",
            [HERE, REQUESTED, "date: 2023-03-02, kind: case.note, state: alleged"],
            OLD,
            id="something-possible-91-days-ago",
        ),
        pytest.param("2023-08-01", [HERE, REQUESTED, CLOSED], [], id="closed"),
        pytest.param(
            "2023-08-01",
            [HERE, REQUESTED, CLOSED, "date: 2023-03-02, kind: case.reopened"],
            [(True, "e4", "2023-03-02")],
            id="reopened",
        ),
        pytest.param("2023-08-01", [HERE, "date: 2023-02-01, kind: person.died"], [], id="died"),
        pytest.param("2022-01-01", [HERE], [], id="nothing-yet"),
        pytest.param(
            "2023-08-01",
            [HERE, "date: 2023-02-01, kind: protection.lodgd, country: KZ"],
            OLD,
            id="a-kind-that-is-not-known",
        ),
        pytest.param(
            "2023-08-01",
            [HERE, "date: 2023-02, kind: case.note"],
            [(True, "e2", "2023-02")],
            id="some-day-of-a-month",
        ),
        pytest.param(
            "2023-08-01",
            [HERE, "date: 2023-02, kind: case.note", "date: 2023-02-10, kind: case.note"],
            [(True, "e2", "[2023-02-10..2023-02-28]")],
            id="no-earlier-than-the-last-day-that-is-known",
        ),
    ],
)
def test_stale(day: str, events: list[str], expected: Raised) -> None:
    assert raised("stale", day, events) == expected


def cited(event: str, source: str, says: str) -> str:
    """An event for which a second source states something else."""
    return f"{event}, sources: [s1, {{source: {source}, says: {{{says}}}}}]"


BY_RUSSIA = cited(REQUESTED, "s2", "by: RU")
RESOLVED = "resolved: {by: {prefer: s1}}"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, REQUESTED], [], id="one-voice"),
        pytest.param([HERE, BY_RUSSIA], [(True, "e2", "by")], id="another-state"),
        pytest.param([HERE, cited(REQUESTED, "s3", "by: RU")], [(True, "e2", "by")], id="doubtful"),
        pytest.param([HERE, cited(REQUESTED, "s2", "by: UZ")], [], id="the-same"),
        pytest.param([HERE, f"{BY_RUSSIA}, {RESOLVED}"], [], id="resolved"),
        pytest.param(
            [HERE, cited(REQUESTED, "s2", "date: 2023-02-05")], [(True, "e2", "date")], id="the-day"
        ),
        pytest.param([HERE, cited(REQUESTED, "s2", "date: 2023-02")], [], id="days-that-overlap"),
        pytest.param(
            [HERE, cited(REQUESTED, "s2", "date: 2023-02-05, by: RU")],
            [(True, "e2", "by"), (True, "e2", "date")],
            id="two-fields",
        ),
        pytest.param(
            [HERE, cited("date: 2023-02-01, kind: case.note", "s2", "date: 2023-02-05")],
            [],
            id="nothing-rests-on-it",
        ),
        pytest.param(
            [cited(HERE, "s2", "date: 2023-01-05"), REQUESTED], [(True, "e1", "date")], id="place"
        ),
        pytest.param(
            [
                HERE,
                cited(
                    "date: 2023-03-01, kind: detention.arrested, country: KZ", "s2", "date: 2022"
                ),
            ],
            [(True, "e2", "date")],
            id="liberty",
        ),
        pytest.param(
            [HERE, cited("date: 2023-02-01, kind: case.note", "s2", "kind: movement.left")],
            [(True, "e2", "kind")],
            id="a-note-that-may-be-a-departure",
        ),
        pytest.param([HERE, BY_RUSSIA.replace("2023-02-01", "2024-02-01")], [], id="not-yet"),
        pytest.param(
            [
                HERE,
                cited(
                    "date: 2023-02-01, kind: case.note, state: alleged", "s2", "date: 2023-02-05"
                ),
            ],
            [],
            id="a-note-of-which-little-is-known",
        ),
        pytest.param([HERE, BY_RUSSIA, ENTERED_POLAND], [], id="in-a-state-that-was-left"),
        pytest.param(
            [HERE, cited(f"{REQUESTED}, state: refuted", "s2", "state: happened")],
            [(True, "e2", "state")],
            id="refuted-but-one-says-it-happened",
        ),
    ],
)
def test_contested(events: list[str], expected: Raised) -> None:
    assert raised("contested", "2023-12-01", events) == expected


BARE = "sources: []"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([HERE, REQUESTED], [], id="all-are-cited"),
        pytest.param([HERE, f"{REQUESTED}, {BARE}"], [(True, "e2", "")], id="a-threat"),
        pytest.param([f"{HERE}, {BARE}", REQUESTED], [(True, "e1", "")], id="the-place"),
        pytest.param([HERE, f"{LODGED}, {BARE}"], [(True, "e2", "")], id="a-shield"),
        pytest.param(
            [HERE, f"date: 2023-03-01, kind: detention.released, country: KZ, {BARE}"],
            [(True, "e2", "")],
            id="liberty",
        ),
        pytest.param([f"{HERE}, {BARE}", f"{REQUESTED}, {BARE}"], [(True, "e1 e2", "")], id="both"),
        pytest.param(
            [HERE, f"date: 2023-03-01, kind: case.note, {BARE}"], [], id="nothing-rests-on-it"
        ),
    ],
)
def test_unsourced(events: list[str], expected: Raised) -> None:
    assert raised("unsourced", "2023-12-01", events) == expected
