"""Whom a case protects, and where a name is one."""

from __future__ import annotations

import pytest
from tests.domain.checks.test_checks import CONTEXT, case, event

from caseledger.domain.case import Case, Citation, Claims, Person, Place, Source
from caseledger.domain.checks.identity import check_fears
from caseledger.domain.checks.privacy import check_names
from caseledger.domain.problem import Path

ARAL = Person(id="p7k2", name="Aral Testov", aliases=("Арал Тестулы",), pseudonym="Zh.")


def named(one: Case) -> list[tuple[str, Path]]:
    problems = list(check_names(one, CONTEXT))
    assert not any(problem.value for problem in problems), "no name is told once more"
    return [(problem.code, problem.path) for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        "Testov was here",
        "about TESTOV",
        "Тестова задержали",
        "the Testovs",
        "Tyestov",
        "letter from Тестулы",
        "Aral's lawyer",
    ],
)
def test_a_name_in_whatever_spelling(text: str) -> None:
    one = case(event("bcd22", note=text), people=(ARAL,))

    assert named(one) == [("CL852", ("events", 0, "note"))]


@pytest.mark.parametrize(
    "text",
    [
        "Zh. was here",
        "the test of a test",
        "Testimony was heard",
        "Aralsk",
        "p7k2 was here",
        "",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert named(case(event("bcd22", note=text), people=(ARAL,))) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": "Testov"}, ("title",)),
        ({"tags": ("a", "testov")}, ("tags", 1)),
        ({"summary": "On Testov."}, ("summary",)),
        ({"other": {"x_file": "Testov"}}, ("x_file",)),
    ],
)
def test_the_texts_of_a_case(fields: dict[str, object], path: Path) -> None:
    one = Case(**{"format": 1, "id": "c", "title": "t", "people": (ARAL,)} | fields)  # type: ignore[arg-type]

    assert named(one) == [("CL852", path)]


def test_the_texts_of_its_parts() -> None:
    person = Person(id="p7k2", name="Aral Testov", note="Testov", pseudonym="A. Testov")
    source = Source(
        id="s1",
        kind="media",
        title="Testov",
        url="https://example.org/aral-testov",
        archive_url="https://example.org/%D0%A2%D0%B5%D1%81%D1%82%D0%BE%D0%B2",
        file="files/ivantestov.pdf",
    )
    entry = event(
        "bcd22",
        reference="12 (Testov)",
        place=Place(name="home of Testov"),
        sources=(Citation(source="s1", quote="Testov!", says=Claims(reference="Testov")),),
    )

    assert set(named(case(entry, people=(person,), sources=(source,)))) == {
        ("CL852", ("people", 0, "note")),
        ("CL852", ("people", 0, "pseudonym")),
        ("CL852", ("sources", 0, "title")),
        ("CL852", ("sources", 0, "url")),
        ("CL852", ("sources", 0, "archive_url")),
        ("CL852", ("events", 0, "reference")),
        ("CL852", ("events", 0, "place", "name")),
        ("CL852", ("events", 0, "sources", 0, "quote")),
        ("CL852", ("events", 0, "sources", 0, "says", "reference")),
    }


@pytest.mark.parametrize("key", ["testov", "aral-arrested", "araltestov", "atestov", "testova2"])
def test_a_name_in_an_id(key: str) -> None:
    assert named(case(event(key), people=(ARAL,))) == [("CL851", ("events", 0, "id"))]


@pytest.mark.parametrize("key", ["bcd22", "test", "arrested", "at", "appeal-testimony"])
def test_an_id_that_names_nobody(key: str) -> None:
    assert named(case(event(key), people=(ARAL,))) == []


@pytest.mark.parametrize(
    ("key", "wrong"), [("at", True), ("ta1", True), ("p7k2", False), ("ab", False), ("a", False)]
)
def test_initials_are_a_name_of_a_person(key: str, wrong: bool) -> None:
    person = Person(id=key, name="Aral Testov")

    assert named(case(people=(person,))) == ([("CL851", ("people", 0, "id"))] * wrong)


def test_a_public_case_protects_only_the_sealed() -> None:
    note = event("bcd22", note="Testov and Primerova")
    sealed = Person(id="p2", sealed=True, name="Sulu Primerova")

    assert named(case(note, people=(ARAL,), visibility="public")) == []
    assert named(case(note, people=(ARAL, sealed), visibility="public")) == [
        ("CL852", ("events", 0, "note"))
    ]


def test_in_a_public_case_the_hint_is_public_too() -> None:
    sealed = Person(id="p2", sealed=True, name="Sulu Primerova")
    one = case(event("bcd22", note="Primerova"), people=(sealed,), visibility="public")

    (problem,) = check_names(one, CONTEXT)
    assert "Primerova" not in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "phone-call", "author": "Zarina Vymyslova"}, True),
        ({"kind": "media", "author": "Zarina Vymyslova", "publisher": "A newspaper"}, False),
        ({"kind": "media", "author": "Zarina Vymyslova", "url": "https://example.org"}, False),
        ({"kind": "phone-call", "author": "the lawyer"}, False),
    ],
)
def test_who_spoke_unpublished_is_protected(fields: dict[str, str], wrong: bool) -> None:
    source = Source(id="s1", **fields)  # type: ignore[arg-type]
    one = case(event("bcd22", note="The lawyer Vymyslova called."), sources=(source,))

    assert named(one) == ([("CL852", ("events", 0, "note"))] * wrong)


@pytest.mark.parametrize("note", ["moved to Jordan", "Иордания, Jordan"])
def test_a_word_that_names_a_state_names_nobody(note: str) -> None:
    person = Person(id="p7k2", name="Jordan Testov")

    assert named(case(event("bcd22", note=note), people=(person,))) == []
    assert named(case(event("bcd22", note=f"{note}, Testov"), people=(person,)))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"citizenship": ("stateless",)}, True),
        ({"citizenship": ("unknown",)}, True),
        ({"citizenship": ("stateless", "unknown")}, True),
        ({"citizenship": ("stateless",), "kind": "group"}, True),
        ({"citizenship": ("stateless",), "fears": ("UZ",)}, False),
        ({"citizenship": ("stateless",), "fears": ()}, False),
        ({"citizenship": ("stateless",), "same_as": "other/aa"}, False),
        ({"citizenship": ("unknown", "UZ")}, False),
        ({"citizenship": ("withheld",)}, False),
        ({"citizenship": ()}, False),
    ],
)
def test_who_has_no_state_to_fear(fields: dict[str, object], wrong: bool) -> None:
    person = Person(id="aa", pseudonym="A. A.", **fields)  # type: ignore[arg-type]

    found = [problem.path for problem in check_fears(case(people=(person,)), CONTEXT)]
    assert found == ([("people", 0, "citizenship")] * wrong)


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        ("removal.ordered", {}, True),
        ("removal.ordered", {"people": ("aa",)}, True),
        ("removal.ordered", {"people": ("bb",)}, False),
        ("extradition.ordered", {"by": "UZ"}, False),
        ("extradition.ordered", {}, True),
        ("movement.entered", {}, False),
        ("removal.unheard-of", {}, False),
    ],
)
def test_a_citizenship_is_missed_once_somebody_is_to_leave(
    kind: str, fields: dict[str, object], wrong: bool
) -> None:
    people = (Person(id="aa", pseudonym="A. A."), Person(id="bb", citizenship=("UZ",)))
    one = case(event("bcd22", kind=kind, **fields), people=people)  # type: ignore[arg-type]

    assert [problem.path for problem in check_fears(one, CONTEXT)] == [("people", 0)] * wrong
