"""Invented rules and lives for the tests of deadlines, in the form that files have."""

from datetime import date as Day
from typing import cast

from tests.domain.invented import VOCABULARY, invented
from tests.plain_catalogue import catalogue

from caseledger.domain.deadlines.all import all_of
from caseledger.domain.deadlines.deadline import Deadline
from caseledger.domain.life import life_of
from caseledger.domain.loading import shape_of
from caseledger.domain.rules.collection import Rules
from caseledger.domain.rules.rule import RuleFile
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.yaml_reader import read_document

USUAL = {
    "title": "t",
    "law": "invented act",
    "binds": "applicant",
    "profile": "plain",
    "on_miss": "final",
    "status": "text",
}
"""What a rule of the tests has where it does not say otherwise."""


def file_of(*rules: str, **parts: object) -> RuleFile:
    """Read rules, each the inside of a flow mapping; further parts of the file by name."""
    text = "".join(f"- {{{rule}}}\n" for rule in rules)
    trees = [USUAL | one for one in cast("list[dict[str, object]]", _tree(text))]
    tree = {"format": "1", "rules": trees, **parts}
    return cast("RuleFile", shape_of(RuleFile).read(tree))


def _tree(text: str) -> object:
    return read_document(f"rules:\n{text}".encode()).data["rules"] or []  # type: ignore[index]


class _Only(Vocabulary):
    """The vocabulary with no rules but those of a test."""

    file: RuleFile

    @property
    def rules(self) -> Rules:
        data = {"profiles": self._data["profiles"]}
        return Rules(data, [self.file], self.groups)


def words_of(file: RuleFile) -> Vocabulary:
    """Return the vocabulary in which only the rules of a file hold."""
    only = _Only(catalogue(), calendar=VOCABULARY.calendar)
    only.file = file
    return only


def found(day: str, file: RuleFile, *events: str) -> list[Deadline]:
    """Return the deadlines of an invented person by the rules of a file."""
    case = invented(*events)
    life = life_of(case, case.people[0], words_of(file))
    return list(all_of(life, Day.fromisoformat(day)))


def only(day: str, file: RuleFile, *events: str) -> Deadline:
    """Return the one deadline that there must be."""
    (one,) = found(day, file, *events)
    return one
