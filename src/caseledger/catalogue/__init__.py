"""Data only: kinds of event, effects, states, labels. No code lives here."""
