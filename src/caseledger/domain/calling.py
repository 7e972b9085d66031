"""Whom in a case a word means by name."""

from __future__ import annotations

from caseledger.domain.case import Case


def people_called(case: Case, word: str, *, whole: bool = False) -> list[str]:
    """Return the ids of those whose name, pseudonym or alias is a word, else holds it.

    With ``whole``, holds it as whole words: who writes must not mean Natalia by *ali*.
    """
    wanted = " ".join(word.casefold().split())
    names = {
        person.id: [n.casefold() for n in (person.name, person.pseudonym, *person.aliases) if n]
        for person in case.people
    }
    exact = [key for key, mine in names.items() if wanted in mine]
    if whole:
        asked = set(wanted.split())
        return exact or [
            key
            for key, mine in names.items()
            if asked and any(asked <= set(one.split()) for one in mine)
        ]
    return exact or [
        key for key, mine in names.items() if wanted and any(wanted in one for one in mine)
    ]
