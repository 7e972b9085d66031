"""In which order the keys of each part are written: names alone, for whoever needs no more."""

CASE_KEYS = (
    *("format", "id", "title", "visibility", "opened", "owner", "treaty", "tags", "consent"),
    *("summary", "links", "people", "sources", "events", "deadlines", "vault"),
)
PERSON_KEYS = (
    *("id", "name", "pseudonym", "kind", "count", "aliases", "citizenship", "fears", "born"),
    *("sex", "groups", "same_as", "sealed", "note", "sources"),
)
SOURCE_KEYS = (
    *("id", "kind", "title", "publisher", "author", "published", "url", "archive_url"),
    *("retrieved", "lang", "reliability", "mirror_of", "sha256", "file", "note"),
    *("visibility", "embargo"),
)
EVENT_KEYS = (
    *("id", "date", "time", "state", "kind", "people", "country", "by", "from", "to", "body"),
    *("authority", "level", "outcome", "grounds", "charges", "in_absentia", "procedure"),
    *("until", "for", "reference", "suspensive", "final", "against", "of", "circumstances"),
    *("assignee", "count", "served", "known", "published", "after", "place", "note"),
    *("visibility", "embargo", "credibility", "links", "sources", "resolved"),
)
DEADLINE_KEYS = ("id", "rule", "trigger", "kind", "date", "by", "on", "reason", "trigger_digest")
CITATION_KEYS = ("source", "says", "quote", "locator", "credibility")
