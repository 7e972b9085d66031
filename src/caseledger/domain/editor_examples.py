"""What editors show and offer as examples of text, field by field. All of it is invented.

Values of a known type (a date, an id, a state) have their examples beside the type, in
`editor_types`. A field has two examples at least: yaml-language-server writes a single one as if
it were the value.
"""

from collections.abc import Mapping
from typing import Any

EXAMPLES: Mapping[str, list[Any]] = {
    # a case
    "title": ["Arrest and asylum claim in one week", "A request that was withdrawn"],
    "owner": ["legal desk", "night desk"],
    "treaty": ["minsk-1993", "chisinau-2002", "coe-extradition-1957"],
    "tags": [["activist"], ["journalist", "urgent"]],
    "summary": ["A reporter who fled after a search.", "Two requests for one charge."],
    "scope": ["name and photograph", "the facts without a name"],
    # people and sources
    "name": ["An invented name", "Another invented name"],
    "pseudonym": ["Aral", "the others"],
    "aliases": [["One spelling", "Другое написание"], ["A pen name"]],
    "groups": [["activist"], ["journalist", "lawyer"]],
    "same_as": ["c-7k2m4p/p4wx", "heron/aral"],
    "publisher": ["A news agency", "A court"],
    "author": ["A reporter", "Staff of the newspaper"],
    "quote": ["was taken from home on Tuesday", "the court left the order in force"],
    "locator": ["p. 4", "para. 12", "00:14:30"],
    "note": ["Counsel was there.", "The hour is not known."],
    # an event
    "authority": ["City court", "Migration service, regional office"],
    "outcome": ["five years", "a fine"],
    "grounds": ["not stated", ["a publication", "a gathering"]],
    "reference": ["4-12/2026", "12345/26"],
    "charges": [["Art. 159"], ["Art. 244-1", "Art. 216"]],
    "place": ["Almaty", {"name": "Almaty", "precision": "settlement"}],
    "circumstances": ["in custody", "not established"],
    "assignee": ["legal desk", "A. A."],
    "to": ["heron", "heron/k4w7x", "https://example.org/page"],
    "rel": ["same request", "co-accused"],
    # decisions
    "rule": ["kz-ext-appeal-10d", "at-first-instance-6m"],
    "by": ["A. Clerk", "legal desk"],
    "reason": ["Counsel was there.", "The court counted from service on counsel."],
    "trigger_digest": ["7285cb6cc009", "0a0a0a0a0a0a"],
    "record": ["vault/c-7k2m4p.age", "vault/heron.age"],
    # a ledger
    "timezone": ["UTC", "Asia/Almaty", "Europe/Vienna"],
    "languages": [["en"], ["en", "ru"]],
    "requires": [">=0.1", ">=1.0"],
    "rules": ["rules", "law/rules"],
    # rules and provisions
    "law": ["CCP art. 531(3)", "Directive 2013/32/EU art. 46(4)"],
    "names": [["minsk-1993"], ["the Minsk Convention", "minsk-1993"]],
    "jurisdiction": [["KZ"], ["european-union"]],
    "displaced_by": [["chisinau-2002"], ["european-union"]],
    "source": ["https://example.org/law", ["the official gazette, no. 4", "art. 12"]],
    "conditions": ["only where the court so orders", "if the person was heard"],
    "shield": [["certificate"], ["pending", "appeal"]],
    "track": [["extradition"], ["removal", "transfer"]],
    "not_outcome": [["inadmissible"], ["inadmissible", "manifestly-unfounded"]],
    "not_grounds": [["withdrawn"], ["removed", "other"]],
    "has": [["served"], ["reference", "served"]],
    "lacks": [["served"], ["until", "for"]],
    "extra_free_days": [["12-31"], ["good-friday", "easter-monday"]],
    "extended": [["extradition.detention-extended"], ["detention.extended"]],
    "custody_grounds": [["request"], ["request", "provisional"]],
}
"""Examples of a field wherever it stands, by its key."""
