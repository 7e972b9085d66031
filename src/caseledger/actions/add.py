"""What `add` does: a new case, person, source or event, as a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from caseledger.actions.desk import Desk, Names
from caseledger.actions.identifiers import Ids, fresh_case_id
from caseledger.actions.plans import Plan, Target
from caseledger.actions.writing import created, others_of, revised, target
from caseledger.domain.case import Case, Event, Person, Source
from caseledger.domain.duplicates import same_events, same_people
from caseledger.domain.edits import Edit, EditRefused, Named, Put
from caseledger.domain.entry_values import written
from caseledger.domain.event_draft import Words, draft_of, served_target
from caseledger.domain.revisions import (
    Revision,
    Tree,
    add_event,
    add_person,
    add_source,
    cite,
    put,
    together,
)
from caseledger.domain.source_words import Cited, sources_meant
from caseledger.domain.typed import Typist
from caseledger.errors import Ambiguous, UsageProblem
from caseledger.store.cases import may_hold, read_case
from caseledger.store.files import CasePath
from caseledger.store.ledger import case_paths, new_case_path
from caseledger.store.yaml_edit import edited

MODELINE = "# yaml-language-server: $schema={up}schemas/case.schema.json\nformat: 1\n"
"""How a new file begins: editors that know YAML schemas complete and check it."""


class Incomplete(UsageProblem):
    """Fields are missing that must be given; a terminal asks for them."""

    def __init__(self, what: str, missing: Sequence[str]) -> None:
        """Name the fields."""
        flags = ["person" if key == "people" else key.replace("_", "-") for key in missing]
        options = " and ".join(f"--{flag}" for flag in flags)
        super().__init__(f"{what} needs {options}")
        self.what = what
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as typed: its case, its kind, each field in words, and the words for sources."""

    case: str
    kind: str
    words: Words
    sources: Sequence[str] = ()
    id: str = ""


def event_plan(desk: Desk, asked: NewEvent) -> Plan:
    """Plan a new event. Raises `Incomplete`, `Ambiguous`, `Refused` and what `target` raises."""
    old = target(desk, asked.case, Names.WHOLE)
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    service = _service(typist, asked)
    if service is not None:
        return _served(desk, old, typist, service, asked)
    draft = draft_of(typist, asked.kind, asked.words, old.called)
    if draft.missing:
        raise Incomplete(draft.kind.code, draft.missing)
    ids = Ids(old.case)
    cited = sources_meant(typist, asked.sources, ids.source)
    tree = {"id": asked.id or ids.event(), **draft.tree, "sources": [one.id for one in cited]}
    write = revised(desk, old, together(*_new_sources(cited), add_event(tree)))
    event = _event(write.case, str(tree["id"]))
    return Plan(
        desk,
        "add-event",
        (write,),
        made=(("event", event.id), *_made(cited)),
        understood=_understood(asked.words, tree),
        assumed=draft.assumed,
        doubles=tuple(one.id for one in same_events(old.case, event, desk.ledger.vocabulary)),
        others=others_of(desk, write.case),
    )


def _service(typist: Typist, asked: NewEvent) -> str | None:
    """The kind of an input that is no entry of its own: that a decision was served."""
    found = typist.vocabulary.resolve(asked.kind, tuple(asked.words))
    if not found or not all(kind.input_only for kind in found):
        return None
    if len(found) > 1 and not asked.words.get("of"):
        codes = [kind.code for kind in found]
        raise Ambiguous("several tracks have decisions", codes, asked.kind)
    return found[0].code


def _served(desk: Desk, old: Target, typist: Typist, code: str, asked: NewEvent) -> Plan:
    """Plan that a decision was served: its field `served` is set, no entry is added."""
    kind = desk.ledger.vocabulary.kind(code)
    day = [*asked.words.get("served", ()), *asked.words.get("date", ())]
    if kind is None or not day:
        raise Incomplete(code, ["date"])
    others = sorted(set(asked.words) - {"of", "served", "date"})
    if others:
        raise UsageProblem(f"{code} takes a day and --of", "add the rest to the decision with set")
    of = "".join(map(typist.event, asked.words.get("of", ())[:1]))
    event = served_target(old.case, kind, of)
    served = typist.field(Event, "served", day)
    ids = Ids(old.case)
    cited = sources_meant(typist, asked.sources, ids.source)
    value = written({"served": served}, Event)["served"]
    spot = ("events", Named(event), "served")
    from_sources = [one for one in cited if one.id not in _citing(old.case, event)]
    revision = together(
        *_new_sources(cited),
        put(spot, value),
        *(cite(event, {"source": one.id}) for one in from_sources),
    )
    return Plan(
        desk,
        "served",
        (revised(desk, old, revision),),
        made=(("event", event), *_made(cited)),
        understood=_understood({"served": day}, {"served": served}),
        others=others_of(desk, old.case),
    )


def source_plan(desk: Desk, word: str, words: Words, key: str = "") -> Plan:
    """Plan a new source of a case; ``words`` are its fields as typed."""
    old = target(desk, word, Names.WHOLE)
    if not words.get("kind"):
        raise Incomplete("a source", ["kind"])
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    tree = {"id": key or Ids(old.case).source(), **_fields(typist, Source, words)}
    write = revised(desk, old, add_source(tree))
    address = tree.get("url")
    return Plan(
        desk,
        "add-source",
        (write,),
        made=(("source", str(tree["id"])),),
        understood=_understood(words, tree),
        doubles=tuple(one.id for one in old.case.sources if address and one.url == address),
    )


def person_plan(
    desk: Desk,
    word: str,
    words: Words,
    key: str = "",
    sources: Sequence[str] = (),
    besides: Callable[[Tree], Revision] | None = None,
) -> Plan:
    """Plan a new person of a case; in a case of one, older events are said to be about that one.

    ``besides`` makes of the new person what else is to be done in the same change.
    """
    old = target(desk, word, Names.WHOLE)
    if not words.get("name") and not words.get("pseudonym"):
        raise Incomplete("a person", ["pseudonym"])
    typist = Typist(old.case, desk.ledger.vocabulary, desk.today)
    ids = Ids(old.case)
    cited = sources_meant(typist, sources, ids.source)
    tree = {
        "id": key or ids.person(),
        **_fields(typist, Person, words),
        "sources": [one.id for one in cited],
    }
    also = [besides(tree)] if besides is not None else []
    write = revised(desk, old, together(*_new_sources(cited), add_person(tree), *also))
    return Plan(
        desk,
        "add-person",
        (write,),
        made=(("person", str(tree["id"])), *_made(cited)),
        understood=_understood(words, tree),
        doubles=_same_people(desk, write.case, str(tree["id"])),
        others=others_of(desk, write.case),
    )


def case_plan(desk: Desk, words: Words, person: Words, key: str = "", person_key: str = "") -> Plan:
    """Plan a new case with its first person; its id says nothing about anybody unless given."""
    taken = {path.name for path in case_paths(desk.ledger)}
    name = key or fresh_case_id(taken)
    if not person.get("name") and not person.get("pseudonym"):
        raise Incomplete("a case", ["pseudonym"])
    empty = Case(format=1, id=name, title=name, people=())
    typist = Typist(empty, desk.ledger.vocabulary, desk.today)
    fields = _fields(typist, Case, {"opened": [desk.today.isoformat()], **words})
    public = fields.get("visibility") == "public"
    called = str(person.get("name", [""])[0]) if public else ""
    title = fields.get("title") or called or str(person.get("pseudonym", [name])[0])
    first = {"id": person_key or Ids().person(), **_fields(typist, Person, person)}
    head = {"id": name, **fields, "title": title}
    path = new_case_path(desk.ledger, name, desk.today)
    try:
        raw = _new_file(path, head, first)
    except EditRefused as error:
        raise UsageProblem(f"this cannot stand in a case file: {error}") from error
    write = created(desk, path, raw)
    return Plan(
        desk,
        "add-case",
        (write,),
        made=(("case", name), ("person", str(first["id"]))),
        understood=_understood({**words, **person}, {**head, **first}),
        doubles=_same_people(desk, write.case, str(first["id"])),
        others=others_of(desk, write.case),
    )


def _new_file(path: CasePath, head: Mapping[str, object], person: Mapping[str, object]) -> bytes:
    """Write a new file by the same edits that change old ones."""
    base = MODELINE.format(up="../" * path.relative.count("/")).encode()
    fields = written(head, Case)
    edits: list[Edit] = [Put((key,), value) for key, value in fields.items()]
    edits += add_person(person)({})
    edits += [Put(("sources",), []), Put(("events",), [])]
    return edited(base, edits)


def _fields(typist: Typist, part: type, words: Words) -> dict[str, object]:
    return {key: typist.field(part, key, given) for key, given in words.items() if given}


def _new_sources(cited: Sequence[Cited]) -> list[Revision]:
    return [add_source(one.new) for one in cited if one.new is not None]


def _made(cited: Sequence[Cited]) -> tuple[tuple[str, str], ...]:
    return tuple(("source", one.id) for one in cited if one.new is not None)


def _understood(words: Words, tree: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What words came to where they came to something else, dates above all."""
    found = []
    for key, given in words.items():
        value = tree.get(key)
        if isinstance(value, str) and [value] != list(given):
            found.append((key, value))
    return tuple(found)


def _event(case: Case, key: str) -> Event:
    return next(event for event in case.events if event.id == key)


def _citing(case: Case, key: str) -> list[str]:
    return [citation.source for citation in _event(case, key).sources]


def _same_people(desk: Desk, case: Case, key: str) -> tuple[str, ...]:
    """People of the same name, in other cases and in this one."""
    person = case.person(key)
    names = (
        [name for name in (person.name, person.pseudonym, *person.aliases) if name]
        if person
        else []
    )
    wanted = {" ".join(name.casefold().split()) for name in names}
    paths = [
        path
        for path in case_paths(desk.ledger)
        if path.regular and any(may_hold(desk.ledger, path, name) for name in wanted)
    ]
    files = [read_case(desk.ledger, path, desk.today) for path in paths]
    others = [file.case for file in files if file.case is not None and file.case.id != case.id]
    return tuple(same_people(case, key, [*others, case]))
