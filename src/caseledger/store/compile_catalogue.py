"""Turn the YAML files of the catalogue into JSON files: ``python -m`` this module.

A command for developers, after a change of the catalogue. The compiled files are kept in the
repository; a test fails where one is stale.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from caseledger import catalogue
from caseledger.domain.kind import Kind, mapping, texts
from caseledger.domain.kind_check import EXPOSING_TRACKS, check_kind
from caseledger.domain.own_kinds import known_words
from caseledger.domain.own_law import read_law
from caseledger.domain.own_rules import SECTIONS as RULE_SECTIONS
from caseledger.domain.own_rules import read_rule_file
from caseledger.domain.problem import Path as Place
from caseledger.domain.problem import Problem, dotted
from caseledger.domain.vocabulary import Vocabulary, vocabulary_from
from caseledger.store.catalogue import COMPILED, MANUAL

FOLDER = Path(catalogue.__file__).parent
"""Where the catalogue lies."""

SECTIONS = (
    "alerts",
    "bodies",
    "exposures",
    "groups",
    "lists",
    "misses",
    "orders",
    "procedures",
    "shields",
    "sources",
    "standings",
    "state_codes",
    "states",
    "terms",
    "tracks",
    "words",
)
"""The files besides the kinds; each becomes a section of the same name."""

PROBLEM_GROUPS = (
    "syntax",
    "schema",
    "vocabulary",
    "references",
    "dates",
    "contradictions",
    "evidence",
    "people",
    "ledger",
)
"""The files below ``problems``, in the order of the numbers of their codes."""

LABELLED = (
    "kinds",
    "alerts",
    "bodies",
    "exposures",
    "groups",
    "misses",
    "shields",
    "sources",
    "standings",
    "tracks",
)
"""The sections whose entries people see, each with a label."""

LANGUAGES = ("en", "ru")

ALERT_PAGE = ("explain", "when", "rests", "uncertain", "act")
"""The parts of the page of an alert, in the order in which they are read."""

ALERT_DETAILS = ("none", "day", "days", "state", "field", "track", "document")
"""What the detail of an alert may be; all are the same in every language."""

Tree = dict[str, object]


def read_catalogue(folder: Path = FOLDER) -> Tree:
    """Read all YAML files; every scalar stays text, as in the files of a ledger."""
    tree: Tree = {name: _read(folder / f"{name}.yaml") for name in SECTIONS}
    kinds: Tree = {}
    for track in mapping(tree["tracks"]):
        kinds |= _read(folder / "kinds" / f"{track}.yaml")
    return tree | {"kinds": kinds, "law": _loaded(folder / "law.yaml")} | _read_rules(folder)


def _read_rules(folder: Path) -> Tree:
    """Read the rules for deadlines: one file for each system of law, joined here."""
    found: Tree = {"profiles": {}, "instruments": {}, "figures": [], "rules": []}
    for path in sorted((folder / "rules").glob("*.yaml")):
        for name, part in _read(path).items():
            known = found.get(name)
            if isinstance(known, dict):
                if twice := known.keys() & mapping(part).keys():
                    message = f"{path.name}: {name} stand twice: {sorted(twice)}"
                    raise ValueError(message)
                known.update(mapping(part))
            elif isinstance(known, list) and isinstance(part, list):
                known.extend(part)
    return found


def read_manual(folder: Path = FOLDER) -> Tree:
    """Read the YAML files that only the manual is made of."""
    groups: Tree = {}
    pages: Tree = {}
    for name in PROBLEM_GROUPS:
        group = _read(folder / "problems" / f"{name}.yaml")
        groups[name] = {"label": group["label"]}
        pages |= {
            code: {**mapping(page), "group": name}
            for code, page in mapping(group["problems"]).items()
        }
    examples = _read(folder / "examples.yaml")
    return {"examples": examples, "problem_groups": groups, "problems": pages}


def compiled(tree: Mapping[str, object]) -> str:
    """Write the catalogue as JSON with one entry a line, in the order of the YAML files."""
    sections = (f"{_json(name)}:{_section(tree[name])}" for name in sorted(tree))
    return "{" + ",\n".join(sections) + "}\n"


def problems_of(tree: Mapping[str, object]) -> list[Problem]:
    """Return everything that is wrong with a catalogue."""
    vocabulary = vocabulary_from(tree)
    words = known_words(vocabulary)
    found = [
        problem
        for code, kind in mapping(tree["kinds"]).items()
        for problem in check_kind(code, kind, words, ("kinds", code))
    ]
    return [
        *found,
        *_unlabelled(tree),
        *_alerts(tree),
        *_shields(vocabulary),
        *_orders(vocabulary),
    ] + (
        []
        if found
        else [*_terms(vocabulary), *_lists(vocabulary), *_law(tree, vocabulary), *_rules(tree)]
    )


def main(folder: Path = FOLDER) -> int:
    """Compile the catalogue, or say what is wrong with it."""
    tree = read_catalogue(folder)
    problems = problems_of(tree)
    for problem in problems:
        words = (f"{dotted(problem.path)}:", problem.message, problem.value, problem.hint)
        sys.stderr.write(" ".join(filter(None, words)) + "\n")
    if not problems:
        for name, one in ((COMPILED, tree), (MANUAL, read_manual(folder))):
            (folder / name).write_text(compiled(one), encoding="utf-8", newline="\n")
    return 1 if problems else 0


def _read(path: Path) -> Tree:
    """Read one file with the loader that leaves NO and 010 alone and refuses repeated keys."""
    tree = _loaded(path)
    if not isinstance(tree, dict):
        message = f"{path.name} is not a mapping"
        raise TypeError(message)
    return tree


def _loaded(path: Path) -> object:
    return _Loader(path.read_text(encoding="utf-8")).get_single_data()


class _Loader(yaml.BaseLoader):
    """Text only, and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        """Build a mapping after looking for repeated keys."""
        keys = [key.value for key, _ in node.value]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            message = f"keys stand twice: {sorted(twice)} {node.start_mark}"
            raise ValueError(message)
        return super().construct_mapping(node, deep)


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _section(tree: object) -> str:
    if isinstance(tree, list):
        return "[\n" + ",\n".join(map(_json, tree)) + "\n]"
    return f"{{\n{_lines(tree)}\n}}"


def _lines(tree: object) -> str:
    return ",\n".join(f"{_json(key)}:{_json(value)}" for key, value in mapping(tree).items())


def _unlabelled(tree: Mapping[str, object]) -> Iterator[Problem]:
    """Every entry that people see has a label in every language."""
    lists: list[tuple[Place, object]] = [((name,), tree[name]) for name in LABELLED]
    lists += [(("words", name), one) for name, one in mapping(tree["words"]).items()]
    entries = [((*path, code), one) for path, many in lists for code, one in mapping(many).items()]
    for path, entry in entries:
        label = mapping(mapping(entry).get("label"))
        if set(label) != set(LANGUAGES) or not all(label.values()):
            yield Problem("CL201", "a label in each language is expected", (*path, "label"))
    for code, names in mapping(tree["states"]).items():
        if not all(mapping(names).get(language) for language in LANGUAGES):
            yield Problem("CL201", "a name is missing", ("states", code))


def _alerts(tree: Mapping[str, object]) -> Iterator[Problem]:
    """Every alert has sentences and a whole page in every language; its threshold is days."""
    for name, one in mapping(tree.get("alerts")).items():
        for key in ("sentence", *ALERT_PAGE):
            words = mapping(mapping(one).get(key))
            if not all(words.get(language) for language in LANGUAGES):
                yield Problem("CL201", "words in each language are expected", ("alerts", name, key))
        if not str(mapping(one).get("threshold", "0")).isdigit():
            yield Problem("CL204", "days are expected", ("alerts", name, "threshold"))
        if mapping(one).get("detail") not in ALERT_DETAILS:
            yield Problem("CL204", "a sort of detail is expected", ("alerts", name, "detail"))


def _shields(vocabulary: Vocabulary) -> Iterator[Problem]:
    for shield in vocabulary.shields.values():
        for track, answer in shield.covers.items():
            if track not in EXPOSING_TRACKS or answer not in ("yes", "possible"):
                path = ("shields", shield.code, "covers", track)
                yield Problem("CL204", "a track with yes or possible is expected", path)


def _orders(vocabulary: Vocabulary) -> Iterator[Problem]:
    known = set(vocabulary.words("standings"))
    if {*vocabulary.headline_order, *vocabulary.aside, "deceased"} != known:
        yield Problem("CL204", "the headline order leaves standings out", ("orders", "headline"))
    if set(vocabulary.table_order) != known:
        yield Problem("CL204", "the table order leaves standings out", ("orders", "table"))


def _terms(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every outcome and every one of the grounds has a word in Russian."""
    terms = mapping(vocabulary.terms)
    used = {code: kind.code for kind in vocabulary.kinds for code in _codes(kind)}
    for code in used:
        if not mapping(terms.get(code)).get("ru"):
            yield Problem("CL201", "a term is missing", ("terms", code, "ru"))
    for code in terms:
        if code not in used:
            yield Problem("CL204", "no kind uses this term", ("terms", code))


def _codes(kind: Kind) -> set[str]:
    return {*(kind.outcomes or {}).values(), *(kind.grounds or {}).values()}


def _lists(vocabulary: Vocabulary) -> Iterator[Problem]:
    """Shared lists are used, and no word of theirs means two things."""
    trees = [vocabulary.tree(code) for code in vocabulary.codes]
    used = {str(tree.get(key)) for tree in trees for key in ("outcomes", "grounds")}
    for name, tree in vocabulary.context.lists.items():
        if name not in used:
            yield Problem("CL204", "no kind uses this list", ("lists", name))
        words = [*mapping(tree), *(a for aliases in mapping(tree).values() for a in texts(aliases))]
        for word in {word for word in words if words.count(word) > 1}:
            yield Problem("CL401", "the word stands twice in the list", ("lists", name), value=word)


def _law(tree: Mapping[str, object], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Provisions of law are as they must be in a ledger, and speak every language."""
    provisions, problems = read_law(tree["law"], vocabulary)
    yield from problems
    for one in provisions:
        for name in ("title", "conditions", "note"):
            text = getattr(one, name)
            if text is not None and set(text) != set(LANGUAGES):
                message = "a text in each language is expected"
                yield Problem("CL201", message, ("law", one.id, name))
    for code, states in vocabulary.groups.items():
        for state in states:
            if state not in vocabulary.states:
                message = "no state has this code"
                yield Problem("CL209", message, ("groups", code, "states"), value=state)


def _rules(tree: Mapping[str, object]) -> Iterator[Problem]:
    """Rules for deadlines are as they must be in a ledger, and speak every language."""
    sections = {name: tree[name] for name in RULE_SECTIONS}
    nothing_yet = vocabulary_from({k: v for k, v in tree.items() if k not in sections})
    file, problems = read_rule_file({"format": "1", **sections}, nothing_yet)
    yield from (replace(one, path=_by_id(one.path, sections)) for one in problems)
    for path, text in _told(sections):
        if set(mapping(text)) != set(LANGUAGES):
            message = "a text in each language is expected"
            yield Problem("CL201", message, _by_id(path, sections))
    written = vocabulary_from(tree).rules
    for rule in file.rules if file else ():
        if rule != written.rule(rule.id):
            message = "a kind, an outcome or grounds stand under another name than their code"
            yield Problem("CL204", message, ("rules", rule.id))
    said = {rule.on_miss for rule in written}
    for code in mapping(tree["misses"]):
        if code not in said:
            yield Problem("CL204", "no rule says this", ("misses", code))


def _by_id(path: Place, sections: Mapping[str, object]) -> Place:
    """Name a rule by its id: positions mean nothing where several files were joined."""
    if path[:1] != ("rules",) or not isinstance(path[1], int):
        return path
    rule = _members(sections["rules"])[path[1]]
    return ("rules", str(mapping(rule).get("id", path[1])), *path[2:])


def _told(tree: object, path: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield every title and note in the sections of rules; those of examples are not shown."""
    steps = mapping(tree).items() if isinstance(tree, dict) else enumerate(_members(tree))
    for step, one in steps:
        here = (*path, step)
        if step in ("title", "note"):
            yield here, one
        elif step != "examples":
            yield from _told(one, here)


def _members(tree: object) -> list[object]:
    return tree if isinstance(tree, list) else []


if __name__ == "__main__":
    sys.exit(main())
