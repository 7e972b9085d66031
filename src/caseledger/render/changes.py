"""Changes to a case in sentences for people: *date of z8n3c: 2024-01 → 2024-01-08*.

These hold values of the case. What a commit says, which does not, is made in
`caseledger.domain.commit_message`.
"""

from collections.abc import Iterable, Mapping

from caseledger.domain.changes import Change, Deed
from caseledger.render.screen import Screen, visible

WORDS = {
    "en": {
        "whole-added": "{noun} added: {what}",
        "whole-removed": "{noun} removed: {what}",
        "whole-changed": "{noun} changed: {what}",
        "field": "{field} of {entry}",
        "added": "{what} added: {new}",
        "removed": "{what} removed: {old}",
        "changed": "{what}: {old} {arrow} {new}",
        "moved": "{what} in another order: {new}",
        "cites": "{entry} cites {source}{more}",
        "cites-no-more": "{entry} no longer cites {source}{more}",
        "nothing": "nothing",
    },
    "ru": {
        "whole-added": "добавлено: {noun} {what}",
        "whole-removed": "удалено: {noun} {what}",
        "whole-changed": "изменено: {noun} {what}",
        "field": "{field} ({entry})",
        "added": "{what}, добавлено: {new}",
        "removed": "{what}, удалено: {old}",
        "changed": "{what}: {old} {arrow} {new}",
        "moved": "{what}, другой порядок: {new}",
        "cites": "{entry}: источник {source}{more}",
        "cites-no-more": "{entry}: больше не источник {source}{more}",
        "nothing": "ничего",
    },
}

NOUNS = {
    "en": {
        "events": "event",
        "people": "person",
        "sources": "source",
        "deadlines": "deadline",
        "links": "link",
        "": "case",
    },
    "ru": {
        "events": "событие",
        "people": "лицо",
        "sources": "источник",
        "deadlines": "срок",
        "links": "ссылка",
        "": "дело",
    },
}

TOLD = {
    "events": ("kind", "date"),
    "people": ("name", "pseudonym"),
    "sources": ("kind", "title"),
    "deadlines": ("rule", "date"),
    "links": ("rel",),
    "": ("id", "title"),
}
"""By which fields an entry that came or went is told, behind its id; of a case, both."""


PLAIN = Screen()
"""English, with all signs: what is said where nobody says how."""


def sentences(
    changes: Iterable[Change], screen: Screen = PLAIN, *, public: bool = True
) -> list[str]:
    """Say every change in a line of its own; lines that say the same are one."""
    return list(dict.fromkeys(sentence(one, screen, public=public) for one in changes))


def sentence(one: Change, screen: Screen = PLAIN, *, public: bool = True) -> str:
    """Say one change; what would act on a terminal is shown instead.

    Where it is not ``public``, no more than which entry was added, changed or removed.
    """
    words = WORDS[screen.lang]
    if not public:
        return visible(_bare(one, screen))
    if not one.within:
        return visible(_entry(one, screen))
    if one.entry and one.within[:-1] == ("sources",) and one.what in (Deed.ADDED, Deed.REMOVED):
        return visible(_citation(one, words))
    field = " ".join(one.within)
    what = words["field"].format(field=field, entry=one.entry[1]) if one.entry else field
    old, new = (_value(value, words) for value in (one.old, one.new))
    arrow = screen.sign("→", "->")
    text = words[one.what.value].format(what=what, old=old, new=new, arrow=arrow)
    return visible(text)


def _bare(one: Change, screen: Screen) -> str:
    """Say an entry by its id, and what was done to it; a link leads to what is not told."""
    list_name, name = one.entry or ("", "")
    deed = one.what.value if not one.within and one.what is not Deed.MOVED else "changed"
    return _done(list_name, deed, "" if list_name == "links" else name, screen)


def _citation(one: Change, words: Mapping[str, str]) -> str:
    """Say that a source is cited for an entry, or no longer, and what it states instead."""
    whole = one.new if one.what is Deed.ADDED else one.old
    more = {k: v for k, v in whole.items() if k != "source"} if isinstance(whole, Mapping) else {}
    told = f", {_value(more, words)}" if more else ""
    key = "cites" if one.what is Deed.ADDED else "cites-no-more"
    return words[key].format(entry=one.entry[1], source=one.within[-1], more=told)


def _entry(one: Change, screen: Screen) -> str:
    """Say that an entry, or the whole case, came or went."""
    whole = one.new if one.what is not Deed.REMOVED else one.old
    fields = whole if isinstance(whole, Mapping) else {}
    list_name, name = one.entry or ("", "")
    told = [str(fields[key]) for key in TOLD[list_name] if isinstance(fields.get(key), str)]
    what = " ".join(text for text in (name, *told) if text)
    return _done(list_name, one.what.value, what, screen)


def _done(list_name: str, deed: str, what: str, screen: Screen) -> str:
    noun = NOUNS[screen.lang][list_name]
    return WORDS[screen.lang][f"whole-{deed}"].format(noun=noun, what=what).rstrip(": ")


def _value(value: object, words: Mapping[str, str]) -> str:
    """Write a value of a file on one line."""
    if value is None or value in ({}, []):
        return words["nothing"]
    if isinstance(value, list):
        return ", ".join(_value(member, words) for member in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_inner(member, words)}" for key, member in value.items())
    return str(value)


def _inner(value: object, words: Mapping[str, str]) -> str:
    """Write what stands under a key; what has parts of its own stands in brackets."""
    text = _value(value, words)
    return f"({text})" if isinstance(value, Mapping | list) and value else text
