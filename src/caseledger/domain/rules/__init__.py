"""Rules of law that set a period: data, their form, and how periods are counted.

A rule says what starts the clock, how long the period is, how it is counted, and what ends it.
Nothing here knows a case; `caseledger.domain.deadlines` applies rules to the events of a person.
"""
