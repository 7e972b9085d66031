"""The closed lists of words in a rule."""

from caseledger.domain.fields import choice

APPLICANT, STATE = "applicant", "state"
DISPATCH, RECEIPT = "dispatch", "receipt"
SERVED, DATE, FOR, UNTIL = "served", "date", "for", "until"
NO_ROLLOVER, NEXT_WORKING_DAY, UNKNOWN_ROLLOVER = "none", "next-working-day", "unknown"

Binds = choice(APPLICANT, STATE)
Clock = choice(SERVED, DATE, FOR, UNTIL)
Counts = choice(DISPATCH, RECEIPT)
Side = choice("host", "other")
EventDay = choice("not-counted", "counted", "both")
Rollover = choice(NO_ROLLOVER, NEXT_WORKING_DAY, UNKNOWN_ROLLOVER)
Weekday = choice("friday", "saturday", "sunday")
