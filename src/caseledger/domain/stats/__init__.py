"""Counts of people, cases, procedures and events, as ranges where they are not certain."""
