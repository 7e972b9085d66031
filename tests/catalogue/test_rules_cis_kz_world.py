"""Rules of the CIS, Kazakhstan, Strasbourg, the UN, the US and the UK, against tables by hand."""

from __future__ import annotations

from datetime import date as Day

import pytest
from tests.domain.invented import VOCABULARY

from caseledger.domain.rules.rule import Rule
from caseledger.domain.windows import Window

RULES = VOCABULARY.rules
SYSTEMS = ("cis-", "coe-", "kz-", "echr-", "un-", "us-", "uk-")

# rule, how well read, who is bound (applicant, state), period, counted how, what if it is missed
ROWS = """
cis-minsk-release-no-request-40d    text       s 40d   cis-both        release-due
cis-minsk-release-no-request-1m     unverified s 1m    cis-both        release-due
cis-minsk-police-hold               text       s -     kz-moment       release-due
cis-chisinau-release-no-request-40d unverified s 40d   cis-both        release-due
coe-extradition-provisional-18d     text       s 18d   coe-extradition release-possible
coe-extradition-provisional-40d     text       s 40d   coe-extradition release-due
coe-extradition-surrender-15d       text       s 15d   coe-extradition release-possible
coe-extradition-surrender-30d       text       s 30d   coe-extradition release-due
kz-asylum-apply-5d                  secondary  a 5d    kz-safe         explain-delay
kz-asylum-apply-irregular-1d        secondary  a 1d    kz-safe         explain-delay
kz-asylum-certificate-same-day      secondary  s 1d    kz-same-day     state-overdue
kz-asylum-fingerprint-3d            secondary  a 3d    kz-safe         passed
kz-asylum-certificate-validity-3m   secondary  a 3m    kz-safe         document-expired
kz-asylum-decision-3m               text       s 3m    kz-safe         state-overdue
kz-refugee-status-1y                secondary  a 1y    kz-safe         status-lapses
kz-asylum-court-1m                  secondary  a 1m    kz-safe         late-claim
kz-asylum-admin-complaint-3m        unverified a 3m    kz-safe         late-claim
kz-ext-police-detention-72h         text       s 72h   kz-moment       release-due
kz-ext-prosecutor-motion-12h-before text       s 60h   kz-moment       state-overdue
kz-ext-temporary-detention-40d      text       s 960h  kz-moment       release-due
kz-ext-arrest-ordered-40d           text       s 960h  kz-moment       release-due
kz-ext-facility-notice-10d          text       s -240h kz-moment       state-overdue
kz-ext-arrest-12m                   unverified s 12m   kz-moment       release-due
kz-ext-appeal-10d                   text       a 10d   kz-safe         decision-enforceable
kz-ext-appeal-forwarding-24h        text       s 24h   kz-moment       state-overdue
kz-ext-appeal-materials-10d         text       s 10d   kz-safe         state-overdue
kz-ext-appeal-hearing-1m            unverified s 1m    kz-safe         state-overdue
kz-ext-surrender-15d                unverified s 15d   kz-safe         release-due
echr-application-6m                 text       a 6m    echr            inadmissible
echr-application-4m                 secondary  a 4m    echr            inadmissible
echr-rule39-asap                    secondary  a asap  echr            removal-may-happen-first
echr-rule39-one-working-day         unverified a -1wd  echr            removal-may-happen-first
echr-gc-referral-3m                 text       a 3m    echr            judgment-final
un-cat-complaint-none               text       a asap  plain           must-justify-delay
un-cat-interim-none                 partial    a asap  plain           removal-may-happen-first
un-cat-state-reply-6m               text       s 6m    plain           committee-proceeds
un-hrc-abuse-5y                     secondary  a 5y    plain           must-justify-delay
un-hrc-abuse-3y                     secondary  a 3y    plain           must-justify-delay
un-hrc-interim-none                 secondary  a asap  plain           removal-may-happen-first
un-hrc-state-reply-6m               text       s 6m    plain           committee-proceeds
un-wgad-state-reply-60d             unverified s 60d   plain           committee-proceeds
us-asylum-1y                        text       a 1y    us-8cfr         barred-unless-exception
uk-ftt-appeal-14d                   text       a 14d   uk-ftt          out-of-time
uk-ftt-appeal-28d                   text       a 28d   uk-ftt          out-of-time
"""

# Of every provision that was read, """

# Of every provision that was read, or that a reliable source states, there is a rule of its id.
READ = """
cis-minsk-release-no-request-40d cis-minsk-police-hold coe-extradition-provisional-18d
coe-extradition-provisional-40d coe-extradition-surrender-15d coe-extradition-surrender-30d
kz-asylum-apply-5d kz-asylum-apply-irregular-1d kz-asylum-certificate-same-day
kz-asylum-fingerprint-3d kz-asylum-certificate-validity-3m kz-asylum-decision-3m
kz-refugee-status-1y kz-asylum-court-1m kz-ext-police-detention-72h
kz-ext-prosecutor-motion-12h-before kz-ext-temporary-detention-40d kz-ext-arrest-ordered-40d
kz-ext-facility-notice-10d kz-ext-appeal-10d kz-ext-appeal-forwarding-24h
kz-ext-appeal-materials-10d echr-application-4m echr-application-6m echr-rule39-asap
echr-gc-referral-3m un-cat-complaint-none un-cat-state-reply-6m un-hrc-abuse-5y un-hrc-abuse-3y
un-hrc-state-reply-6m un-hrc-interim-none us-asylum-1y uk-ftt-appeal-14d uk-ftt-appeal-28d
"""

CUSTODY = """
cis-minsk-release-no-request-40d cis-minsk-release-no-request-1m cis-minsk-police-hold
cis-chisinau-release-no-request-40d coe-extradition-provisional-18d coe-extradition-provisional-40d
coe-extradition-surrender-15d coe-extradition-surrender-30d kz-ext-police-detention-72h
kz-ext-temporary-detention-40d kz-ext-arrest-ordered-40d kz-ext-arrest-12m kz-ext-surrender-15d
"""

# rule, the day on which the clock starts, the earliest and the latest day that must come out
VECTORS = """
echr-application-6m              2022-01-31  2022-07-31  2022-07-31
echr-application-4m              2022-02-01  2022-06-01  2022-06-01
echr-application-4m              2023-10-31  2024-02-29  2024-02-29
echr-application-4m              2022-10-30  2023-02-28  2023-02-28
echr-application-4m              2024-01-31  2024-05-31  2024-05-31
echr-application-6m              2005-11-28  2006-05-28  2006-05-28
echr-gc-referral-3m              2005-02-08  2005-05-08  2005-05-08
echr-gc-referral-3m              2012-06-05  2012-09-05  2012-09-05
kz-asylum-decision-3m            2025-11-30  2026-02-28  2026-02-28
kz-ext-temporary-detention-40d   2025-03-10  2025-04-19  2025-04-19
kz-ext-appeal-10d                2025-06-05  2025-06-15  2025-06-15
cis-minsk-release-no-request-40d 2025-03-10  2025-04-18  2025-04-19
coe-extradition-provisional-18d  2025-02-03  2025-02-21  2025-02-21
coe-extradition-provisional-40d  2025-02-03  2025-03-15  2025-03-15
us-asylum-1y                     2024-03-02  2025-03-02  2025-03-03
"""


def mine() -> list[Rule]:
    """Return the rules of these systems."""
    return [rule for rule in RULES if rule.id.startswith(SYSTEMS)]


def period_of(rule: Rule) -> str:
    """Write the period of a rule; a dash where national law sets it."""
    return rule.for_.text if rule.for_ else "-"


def test_every_rule_is_as_in_the_table() -> None:
    rows = [
        (one.id, one.status, one.binds[0], period_of(one), one.profile, one.on_miss)
        for one in mine()
    ]

    assert sorted(rows) == sorted(tuple(line.split()) for line in ROWS.strip().splitlines())


def test_what_was_read_is_there() -> None:
    assert [code for code in READ.split() if RULES.rule(code) is None] == []


def test_which_rules_limit_custody() -> None:
    assert sorted(rule.id for rule in mine() if rule.custody) == sorted(CUSTODY.split())


@pytest.mark.parametrize("rule", mine(), ids=lambda rule: rule.id)
def test_what_is_not_read_in_full_says_so(rule: Rule) -> None:
    assert rule.note is not None
    assert set(rule.note) == set(rule.title) == {"en", "ru"}
    assert rule.source or rule.status == "unverified"


@pytest.mark.parametrize("line", VECTORS.strip().splitlines())
def test_known_days_stand_as_examples(line: str) -> None:
    code, trigger, earliest, latest = line.split()
    rule = RULES.rule(code)
    assert rule is not None

    (found,) = (one for one in rule.examples if one.trigger.text == trigger and not one.extended)
    due = earliest if rule.binds == "applicant" else latest
    assert found.due == Day.fromisoformat(due)
    assert found.earliest in (None, Day.fromisoformat(earliest))
    assert found.latest in (None, Day.fromisoformat(latest))


# who is bound: instrument, state, day, answer
BOUND = """
minsk-1993           KZ 2020-01-01 yes
minsk-1993           UA 2024-01-01 unknown
minsk-1993           AT 2024-01-01 no
minsk-protocol-1997  KZ 2020-01-01 yes
minsk-protocol-1997  UZ 2019-01-01 no
minsk-protocol-1997  UZ 2026-01-01 yes
minsk-protocol-1997  RU 2020-01-01 unknown
minsk-protocol-1997  TM 2020-01-01 unknown
chisinau-2002        KZ 2004-04-27 no
chisinau-2002        KZ 2004-04-28 yes
chisinau-2002        KG 2020-01-01 yes
chisinau-2002        UZ 2020-01-01 unknown
chisinau-2002        TM 2020-01-01 no
chisinau-2002        TJ 2020-01-01 unknown
chisinau-2002        RU 2020-01-01 unknown
coe-extradition-1957 TR 2020-01-01 yes
coe-extradition-1957 UZ 2020-01-01 no
shanghai-2001        CN 2020-01-01 yes
shanghai-2001        TM 2020-01-01 no
echr-1950            PL 2020-01-01 yes
echr-1950            KZ 2020-01-01 no
echr-1950            RU 2022-09-16 yes
echr-1950            RU 2022-09-17 no
iccpr-op1            KZ 2008-06-01 no
iccpr-op1            KZ 2010-06-01 yes
iccpr-op1            US 2020-01-01 no
iccpr-op1            TR 2020-01-01 unknown
cat-art-22           KZ 2020-01-01 yes
cat-art-22           UZ 2020-01-01 unknown
cat-art-22           TM 2020-01-01 unknown
cat-art-22           KG 2020-01-01 unknown
cat-art-22           TJ 2020-01-01 unknown
"""


@pytest.mark.parametrize("line", BOUND.strip().splitlines())
def test_who_is_bound(line: str) -> None:
    instrument, state, text, answer = line.split()
    day = Day.fromisoformat(text)

    assert RULES.bound(instrument, state, Window(day, day))[0] == answer
