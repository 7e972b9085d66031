"""Rules of the European Union, Austria and Poland, against tables that were written by hand."""

from __future__ import annotations

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY

from caseledger.domain.rules.rule import Rule

RULES = VOCABULARY.rules
SYSTEMS = ("eu-", "at-", "pl-")

# rule, how well read, who is bound, period, counted how, what of it when missed
ROWS = """
eu-dublin3-take-charge-request             text       state     3m|2m eu-dublin3 responsibility-stays-here
eu-dublin3-take-charge-urgent-reply-min-1w text       state     1w    eu-dublin3 no-consequence
eu-dublin3-take-charge-reply-2m            secondary  state     2m    eu-dublin3 deemed-accepted
eu-dublin3-take-back-request-eurodac-2m    secondary  state     2m    eu-dublin3 responsibility-moves-here-check
eu-dublin3-take-back-request-3m            text       state     3m    eu-dublin3 responsibility-moves-here
eu-dublin3-take-back-request-noapp-3m      text       state     3m    eu-dublin3 responsibility-moves-here-check
eu-dublin3-take-back-reply-1m              secondary  state     1m    eu-dublin3 deemed-accepted
eu-dublin3-reexamination-3w                secondary  state     3w    eu-1182-71 responsibility-stays-here
eu-dublin3-reexamination-2w                secondary  state     2w    eu-1182-71 reexamination-over
eu-dublin3-transfer-6m                     secondary  state     6m    eu-dublin3 responsibility-moves-here
eu-dublin3-detained-request-1m             text       state     1m    eu-dublin3 detention-ends
eu-dublin3-detained-reply-2w               text       state     2w    eu-dublin3 deemed-accepted
eu-dublin3-detained-transfer-6w            text       state     6w    eu-dublin3 detention-ends
eu-dublin3-appeal                          partial    applicant -     national   final
eu-ammr-take-charge-request                text       state     2m|1m eu-pact    responsibility-stays-here
eu-ammr-take-charge-request-lodged         partial    state     2m|1m eu-pact    responsibility-stays-here
eu-ammr-take-charge-reply-1m               text       state     1m    eu-pact    deemed-accepted-check
eu-ammr-take-back-notify-2w                text       state     2w    eu-pact    no-effect
eu-ammr-take-back-confirm-2w               text       state     2w    eu-pact    deemed-confirmed
eu-ammr-transfer-decision-2w               text       state     2w    eu-pact    no-consequence
eu-ammr-appeal-1w-3w                       text       applicant 1w-3w national   final
eu-ammr-appeal-decision-1m                 text       state     1m    eu-pact    no-consequence
eu-ammr-detained-request-2w                text       state     2w    eu-pact    detention-ends-check
eu-ammr-detained-request-hit-2w            text       state     2w    eu-pact    detention-ends-check
eu-ammr-detained-request-1w                text       state     1w    eu-pact    detention-ends-check
eu-ammr-detained-reply-1w                  text       state     1w    eu-pact    deemed-accepted
eu-ammr-detained-transfer-5w               text       state     5w    eu-pact    detention-ends-check
eu-ammr-transfer-6m                        text       state     6m    eu-pact    responsibility-moves-here-check
eu-ammr-transfer-reappearance-3m           text       state     3m    eu-pact    responsibility-moves-here-check
eu-apd-decision-6m                         text       state     6m    plain      state-overdue
eu-apr-decision-6m                         unverified state     6m    eu-pact    state-overdue
eu-apr-inadmissible-2m                     text       state     2m    eu-pact    inadmissibility-late
eu-apr-accelerated-3m                      unverified state     3m    eu-pact    state-overdue
eu-apr-appeal-5-10d                        text       applicant 5d-10d national  final
eu-apr-appeal-2w-1m                        text       applicant 2w-1m national   final
eu-apr-request-to-remain-5d                text       applicant 5d-   national   removable
eu-rcd-work-9m                             secondary  state     9m    plain      work-access-due
at-appeal-general-4w                       secondary  applicant 4w    at-avg     final
at-appeal-short-2w                         text       applicant 2w    at-avg     final
at-suspensive-decision-1w                  unverified state     1w    at-avg     no-consequence
at-first-instance-6m                       secondary  state     6m    at-avg     state-overdue
pl-appeal-14d                              secondary  applicant 14d   pl-kpa     final
pl-appeal-manifestly-unfounded-5d          partial    applicant 5d    pl-kpa     final
pl-restore-term-7d                         text       applicant 7d    pl-kpa     final
pl-court-30d                               secondary  applicant 30d   pl-kpa     final
pl-leave-30d                               secondary  applicant 30d   pl-kpa     removable
pl-decision-6m                             secondary  state     6m    pl-kpa     state-overdue
pl-accelerated-30d                         secondary  state     30d   pl-kpa     state-overdue
"""  # noqa: E501 - a table

# Provisions that were read or that a reliable source states, each with the rule it went into, where
# that is not one of its own: what extends a period, or another period for another sort of case.
READ = """
eu-dublin3-take-charge-request-3m eu-dublin3-take-charge-request
eu-dublin3-take-charge-request-eurodac-2m eu-dublin3-take-charge-request
eu-dublin3-take-charge-urgent-reply-min-1w -
eu-dublin3-take-charge-reply-2m -
eu-dublin3-take-back-request-eurodac-2m -
eu-dublin3-take-back-request-3m -
eu-dublin3-take-back-request-noapp-3m -
eu-dublin3-take-back-reply-1m -
eu-dublin3-take-back-reply-2w eu-dublin3-take-back-reply-1m
eu-dublin3-reexamination-3w -
eu-dublin3-reexamination-2w -
eu-dublin3-transfer-6m -
eu-dublin3-transfer-imprisoned-12m eu-dublin3-transfer-6m
eu-dublin3-transfer-absconds-18m eu-dublin3-transfer-6m
eu-dublin3-detained-request-1m -
eu-dublin3-detained-reply-2w -
eu-dublin3-detained-transfer-6w -
eu-ammr-take-charge-request-2m eu-ammr-take-charge-request
eu-ammr-take-charge-request-hit-1m eu-ammr-take-charge-request
eu-ammr-take-charge-reply-1m -
eu-ammr-take-charge-reply-hit-2w eu-ammr-take-charge-reply-1m
eu-ammr-take-back-notify-2w -
eu-ammr-take-back-confirm-2w -
eu-ammr-transfer-decision-2w -
eu-ammr-appeal-1w-3w -
eu-ammr-appeal-decision-1m -
eu-ammr-detained-request-2w -
eu-ammr-detained-request-1w -
eu-ammr-detained-reply-1w -
eu-ammr-detained-transfer-5w -
eu-ammr-transfer-6m -
eu-ammr-transfer-reappearance-3m -
eu-apd-decision-6m -
eu-apd-decision-ext-9m eu-apd-decision-6m
eu-apd-decision-ext-3m eu-apd-decision-6m
eu-apd-decision-max-21m eu-apd-decision-6m
eu-apr-inadmissible-2m -
eu-apr-appeal-5-10d -
eu-apr-appeal-2w-1m -
eu-apr-request-to-remain-5d -
eu-rcd-work-9m -
at-appeal-general-4w -
at-appeal-short-2w -
at-first-instance-6m -
pl-appeal-14d -
pl-appeal-manifestly-unfounded-5d -
pl-restore-term-7d -
pl-court-30d -
pl-leave-30d -
pl-decision-6m -
pl-decision-15m pl-decision-6m
pl-accelerated-30d -
"""

CUSTODY = """
eu-dublin3-detained-request-1m eu-dublin3-detained-transfer-6w eu-ammr-detained-request-2w
eu-ammr-detained-request-1w eu-ammr-detained-request-hit-2w eu-ammr-detained-transfer-5w
"""

# rule, the day on which the clock starts, another that counts, what extends, the day that is due
VECTORS = """
eu-dublin3-take-charge-request 2025-07-04 -          -                             2025-10-04
eu-dublin3-take-charge-request 2025-11-30 -          -                             2026-02-28
eu-dublin3-take-charge-request 2025-11-30 2025-12-05 -                             2026-02-05
eu-dublin3-transfer-6m         2026-01-31 -          -                             2026-07-31
eu-dublin3-transfer-6m         2026-01-31 -          transfer.absconded            2027-07-31
eu-ammr-take-charge-request    2026-07-12 -          -                             2026-09-14
eu-ammr-transfer-6m            2026-08-31 -          -                             2027-03-01
eu-apd-decision-6m             2025-08-31 -          -                             2026-02-28
eu-apd-decision-6m             2025-08-31 -          protection.examination-extended 2026-11-30
eu-apd-decision-6m             2025-08-31 -          protection.suspended          2027-05-31
at-appeal-short-2w             2025-04-04 -          -                             2025-04-22
at-appeal-general-4w           2025-11-26 -          -                             2025-12-29
pl-appeal-14d                  2021-11-03 -          -                             2021-11-17
pl-appeal-14d                  2025-04-19 -          -                             2025-05-05
"""


def mine() -> list[Rule]:
    """Return the rules of these systems."""
    return [rule for rule in RULES if rule.id.startswith(SYSTEMS)]


def period(rule: Rule) -> str:
    """Write the period of a rule the way the table does."""
    if rule.for_:
        return rule.for_.text
    if rule.national:
        low, high = rule.national.min, rule.national.max
        return f"{low.text if low else ''}-{high.text if high else ''}"
    return "|".join(one.for_.text for one in rule.trigger.earliest_of if one.for_)


def test_every_rule_is_as_in_the_table() -> None:
    rows = [
        [rule.id, rule.status, rule.binds, period(rule), rule.profile, rule.on_miss]
        for rule in mine()
    ]

    assert sorted(rows) == sorted(line.split() for line in ROWS.strip().splitlines())


def test_what_was_read_is_there() -> None:
    rows = [line.split() for line in READ.strip().splitlines()]

    assert [row for row in rows if RULES.rule(row[0] if row[1] == "-" else row[1]) is None] == []


def test_which_rules_limit_custody() -> None:
    assert sorted(rule.id for rule in mine() if rule.custody) == sorted(CUSTODY.split())


@pytest.mark.parametrize("rule", mine(), ids=lambda rule: rule.id)
def test_what_is_not_read_in_full_says_so(rule: Rule) -> None:
    assert rule.note is not None
    assert set(rule.note) == set(rule.title) == {"en", "ru"}
    assert rule.source or rule.status == "unverified"


@pytest.mark.parametrize("rule", mine(), ids=lambda rule: rule.id)
def test_austria_and_poland_must_be_read_again_for_the_pact(rule: Rule) -> None:
    national = rule.id.startswith(("at-", "pl-")) and rule.id != "pl-restore-term-7d"

    assert rule.review_after == (Day(2026, 6, 12) if national else None)


@pytest.mark.parametrize("line", VECTORS.strip().splitlines())
def test_known_days_stand_as_examples(line: str) -> None:
    code, trigger, other, extended, due = line.split()
    rule = RULES.rule(code)
    assert rule is not None

    found = {
        (
            one.trigger.text,
            " ".join(day.text for day in one.others) or "-",
            " ".join(one.extended) or "-",
        ): one.due
        for one in rule.examples
    }

    assert found[trigger, other, extended] == Day.fromisoformat(due)
