"""Deadlines: days that follow from the events of a person by rules of law, and explicit terms."""
