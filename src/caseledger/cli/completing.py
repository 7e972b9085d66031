"""What the shell offers behind a command: ids only, never a name."""

import os
from collections.abc import Callable
from pathlib import Path

import typer

STARTED_BY_SHELL = "_CASELEDGER_COMPLETE"
"""The shell sets this when it asks what may come next."""


def case_ids(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the ledger's cases."""
    from caseledger.errors import CaseledgerError
    from caseledger.store.files import find_ledger, names_of_cases

    try:
        root = find_ledger(_folder(context))
        return [name for name in names_of_cases(root) if name.startswith(incomplete)]
    except CaseledgerError:
        return []


def events(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the events of the case that was typed before, each with its day and kind."""
    found = _entries(context, "events")
    return [
        (str(one.get("id", "")), f"{one.get('date', '')} {one.get('kind', '')}")
        for one in found
        if str(one.get("id", "")).startswith(incomplete)
    ]


def sources(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the sources of the case that was typed before, and words that make a new one."""
    found = [
        (str(one.get("id", "")), str(one.get("kind", ""))) for one in _entries(context, "sources")
    ]
    known = [*found, *((word, "a new source") for word in ("phone", "court", "order"))]
    return [one for one in known if one[0].startswith(incomplete)]


def people(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the people of the case that was typed before; never their names."""
    ids = [str(one.get("id", "")) for one in _entries(context, "people")]
    return [one for one in ids if one.startswith(incomplete)]


def paths(context: typer.Context, incomplete: str) -> list[str]:
    """Offer what `set` can change: fields of the case, entries, and behind a dot their fields."""
    from caseledger.domain.key_orders import CASE_KEYS, EVENT_KEYS, PERSON_KEYS, SOURCE_KEYS

    orders = {"people": PERSON_KEYS, "sources": SOURCE_KEYS, "events": EVENT_KEYS}
    head, dot, _ = incomplete.rpartition(".")
    if not dot:
        ids = [str(one.get("id")) for part in orders for one in _entries(context, part)]
        known = [key for key in CASE_KEYS if key not in (*orders, "format", "id")]
        return [one for one in (*known, *(f"{key}." for key in ids)) if one.startswith(incomplete)]
    name = head.rpartition(".")[2]
    for part, keys in orders.items():
        if any(one.get("id") == name for one in _entries(context, part)):
            return [f"{head}.{key}" for key in keys if f"{head}.{key}".startswith(incomplete)]
    return []


def values(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the words of a closed list for the field that `set` was given."""
    from caseledger.domain import case as parts

    path = str(context.params.get("path") or "")
    head, _, key = path.rpartition(".")
    name = head.rpartition(".")[2]
    lists = {"people": "Person", "sources": "Source", "events": "Event"}
    part = (
        next(
            (
                lists[one]
                for one in lists
                if any(
                    str(entry.get("id", "")).startswith(name) for entry in _entries(context, one)
                )
            ),
            "",
        )
        if name
        else "Case"
    )
    if not part or not hasattr(parts, part):
        return []
    if key in ("country", "by", "from", "to", "citizenship", "fears"):
        return states(incomplete)
    return [(word, "") for word in words(part, key)(incomplete)]


def claims(incomplete: str) -> list[str]:
    """Offer the fields that a source may state otherwise, as `--says` takes them."""
    from caseledger.domain.case import Claims
    from caseledger.domain.loading import shape_of

    return [f"{key}=" for key in shape_of(Claims).readers if key.startswith(incomplete)]


def words(part: str, key: str) -> Callable[[str], list[str]]:
    """Make what offers the words of a closed list of a field, and the codes of bodies."""

    def offer(incomplete: str) -> list[str]:
        from caseledger.domain import case
        from caseledger.domain.entry_values import field_type, read_mark

        mark = read_mark(field_type(getattr(case, part), key))
        found = mark.schema.get("enum", ()) if mark is not None else ()
        return [word for word in _texts(found) if word.startswith(incomplete)]

    return offer


def bodies(incomplete: str) -> list[tuple[str, str]]:
    """Offer the international bodies."""
    return _list_of_words("bodies", incomplete)


def source_kinds(incomplete: str) -> list[tuple[str, str]]:
    """Offer the kinds of sources."""
    return _list_of_words("sources", incomplete)


def states(incomplete: str) -> list[tuple[str, str]]:
    """Offer the codes of states, each with its name."""
    from caseledger.store.catalogue import load_vocabulary

    begun = incomplete.upper()
    found = load_vocabulary().states.items()
    return [(code, str(names.get("en", ""))) for code, names in found if code.startswith(begun)]


def event_kinds(incomplete: str) -> list[tuple[str, str]]:
    """Offer kinds by code, by short name, and behind a track cut short: ``ext.`` and its verbs."""
    from caseledger.store.catalogue import load_vocabulary

    known = load_vocabulary().kinds
    head, dot, verb = incomplete.partition(".")
    if dot:
        meant = load_vocabulary().resolve(incomplete) if verb else ()
        tracks = {kind.track for kind in meant or load_vocabulary().resolve(f"{head}.")}
        return [
            (f"{head}.{kind.verb}", kind.label("en"))
            for kind in known
            if kind.track in tracks and kind.verb.startswith(verb)
        ]
    named = [(n, kind.code) for kind in known for n in kind.names if n.startswith(incomplete)]
    return [*kinds(incomplete), *(named if incomplete else ())]


def outcomes(context: typer.Context, incomplete: str) -> list[str]:
    """Offer the outcomes and grounds of the kind that was typed before."""
    from caseledger.store.catalogue import load_vocabulary

    found = load_vocabulary().resolve(_typed(context, "kind"))
    lists = [codes for kind in found for codes in (kind.outcomes, kind.grounds) if codes]
    known = sorted({code for codes in lists for code in codes.values()})
    return [code for code in known if code.startswith(incomplete)]


def kinds(incomplete: str) -> list[tuple[str, str]]:
    """Offer the kinds of event and the tracks, each with its label."""
    from caseledger.store.catalogue import load_vocabulary

    vocabulary = load_vocabulary()
    found = [(kind.code, kind.label("en")) for kind in vocabulary.kinds]
    tracks = [(track, "") for track in vocabulary.tracks]
    return [one for one in (*tracks, *found) if one[0].startswith(incomplete)]


def tracks(incomplete: str) -> list[str]:
    """Offer the tracks."""
    return [code for code, label in kinds(incomplete) if not label]


def standings(incomplete: str) -> list[tuple[str, str]]:
    """Offer the standings, each with its label."""
    from caseledger.store.catalogue import load_vocabulary

    vocabulary = load_vocabulary()
    found = [
        (code, vocabulary.standing_label(code, "en")) for code in vocabulary.words("standings")
    ]
    return [one for one in found if one[0].startswith(incomplete)]


def explained(incomplete: str) -> list[tuple[str, str]]:
    """Offer what the manual explains, by code, each with its label."""
    from caseledger.domain.manual import SORTS, Manual
    from caseledger.store.catalogue import load_vocabulary

    begun = incomplete.casefold()
    topics = Manual(load_vocabulary(), {}).topics
    found = [(sort, "") for sort in SORTS] + [(one.code, one.label("en")) for one in topics]
    return [one for one in found if one[0].casefold().startswith(begun)]


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Offer the built-in rules for deadlines by id, each with its title."""
    from caseledger.store.catalogue import load_vocabulary

    found = [(rule.id, rule.title.get("en", "")) for rule in load_vocabulary().rules]
    return [one for one in found if one[0].startswith(incomplete.casefold())]


def reasons(incomplete: str) -> list[str]:
    """Offer the reasons for which a case is closed."""
    from caseledger.store.catalogue import load_vocabulary

    kind = load_vocabulary().kind("case.closed")
    codes = sorted(set((kind.grounds or {}).values())) if kind else []
    return [code for code in codes if code.startswith(incomplete)]


def _list_of_words(name: str, incomplete: str) -> list[tuple[str, str]]:
    from caseledger.store.catalogue import load_vocabulary

    vocabulary = load_vocabulary()
    found = [(code, vocabulary.word(name, code, "en")) for code in vocabulary.words(name)]
    return [one for one in found if one[0].casefold().startswith(incomplete.casefold())]


def _texts(found: object) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list | tuple) else []


def _entries(context: typer.Context, part: str) -> list[dict[str, object]]:
    """Return the entries of the case that was typed before, read without its checks."""
    from caseledger.errors import CaseledgerError
    from caseledger.store.files import find_ledger, path_of_case, read_bytes
    from caseledger.store.yaml_reader import read_document

    try:
        root = find_ledger(_folder(context))
        relative = path_of_case(root, _typed(context, "case"))
    except CaseledgerError:
        return []
    raw, _problem = read_bytes(root / relative, relative) if relative else (b"", None)
    members = (read_document(raw).data or {}).get(part)
    return [one for one in members if isinstance(one, dict)] if isinstance(members, list) else []


def _typed(context: typer.Context, name: str) -> str:
    """Return the case or the kind that was typed before.

    Where the value of an option is completed, nothing has been taken apart yet: then it is one of
    the words between the options.
    """
    known = context.params.get(name)
    if known:
        return str(known)
    words = _words_typed()
    plain = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if not word.startswith("-") and not before.startswith("-")
    ]
    first = 2 if plain[:1] == ["add"] else 1
    place = first + (name == "kind")
    return plain[place] if len(plain) > place else ""


def _words_typed() -> list[str]:
    """Return the words behind the program's name, as the shell hands them over."""
    import shlex

    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    try:
        return shlex.split(line)[1:]
    except ValueError:  # a quote that is still open
        return line.split()[1:]


def _folder(context: typer.Context) -> Path:
    """The folder to start from; the options before the command have not been acted on yet."""
    # `add event` stands two levels below the program.
    top = context.find_root()
    given = top.params.get("folder")
    return Path(given or os.environ.get("CASELEDGER_DIR") or os.curdir)


def prepare() -> None:
    """Let Typer answer the shell where the shell is asking."""
    if STARTED_BY_SHELL in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()
