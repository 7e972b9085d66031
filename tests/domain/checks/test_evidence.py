"""Sources that nothing cites, reprints beside their originals, numbers that do not fit."""

from __future__ import annotations

import pytest
from tests.domain.checks.test_checks import CONTEXT, case, event

from caseledger.domain.case import Case, Citation, Claims, Consent, Person, Resolution, Source
from caseledger.domain.checks.evidence import (
    check_addresses,
    check_citations,
    check_reprints,
    check_unused,
)
from caseledger.domain.checks.numbers import check_eclis, check_numbers
from caseledger.domain.dates import parse_date
from caseledger.domain.edits import Drop
from caseledger.domain.problem import Mend, Path, Severity

ECLI = "ECLI:CE:ECHR:2021:1012JUD001234519"


def sources(**mirrors: str | None) -> tuple[Source, ...]:
    return tuple(Source(id=key, kind="media", mirror_of=of) for key, of in mirrors.items())


def cited(*keys: str) -> tuple[Citation, ...]:
    return tuple(Citation(source=key) for key in keys)


def unused(one: Case) -> list[Path]:
    problems = list(check_unused(one, CONTEXT))
    assert {problem.severity for problem in problems} <= {Severity.INFO}
    assert not any(problem.mend for problem in problems), "evidence is never taken away"
    return [problem.path for problem in problems]


def test_a_source_that_nothing_names() -> None:
    assert unused(case(sources=sources(s1=None))) == [("sources", 0, "id")]


@pytest.mark.parametrize(
    "one",
    [
        case(event("bcd22", sources=cited("s1")), sources=sources(s1=None)),
        case(
            sources=sources(s1=None),
            people=(Person(id="aral", pseudonym="Aral", sources=cited("s1")),),
        ),
        case(
            event("bcd22", sources=cited("s2")),
            sources=sources(s1=None, s2="s1"),
        ),
        case(
            event("bcd22", resolved={"date": Resolution(prefer="s1")}),
            sources=sources(s1=None),
        ),
        case(sources=sources(s1=None), consent=Consent(scope="all", source="s1")),
    ],
    ids=["event", "person", "reprint", "resolved", "consent"],
)
def test_whatever_names_a_source_uses_it(one: Case) -> None:
    assert unused(one) == []


@pytest.mark.parametrize(
    ("mirrors", "keys", "doubled"),
    [
        ({"s1": None, "s2": "s1"}, ("s1", "s2"), [1]),
        ({"s1": None, "s2": "s1"}, ("s2", "s1"), [1]),
        ({"s1": None, "s2": "s1", "s3": "s1"}, ("s2", "s3"), [1]),
        ({"s1": None, "s2": "s1", "s3": "s2"}, ("s1", "s3"), [1]),
        ({"s1": None, "s2": "s1", "s3": "s1"}, ("s1", "s2", "s3"), [1, 2]),
        ({"s1": None, "s2": "gone", "s3": "gone"}, ("s2", "s3"), [1]),
        ({"s1": None, "s2": "s1"}, ("s2",), []),
        ({"s1": None, "s2": None}, ("s1", "s2"), []),
        ({"s1": None, "s2": "s1"}, ("s1", "s1"), []),
        ({"s1": "s1", "s2": None}, ("s1", "s2"), []),
    ],
)
def test_a_reprint_is_no_second_witness(
    mirrors: dict[str, str | None], keys: tuple[str, ...], doubled: list[int]
) -> None:
    person = Person(id="aral", pseudonym="Aral", sources=cited(*keys))
    one = case(event("bcd22", sources=cited(*keys)), sources=sources(**mirrors), people=(person,))

    assert [problem.path for problem in check_reprints(one, CONTEXT)] == [
        *(("people", 0, "sources", number, "source") for number in doubled),
        *(("events", 0, "sources", number, "source") for number in doubled),
    ]


PAGE = Citation(source="s1", locator="p. 1")


@pytest.mark.parametrize(
    ("citations", "again"),
    [
        (cited("s1", "s2"), []),
        (cited("s1", "s1"), [1]),
        (cited("s1", "s2", "s1", "s1"), [2, 3]),
        ((*cited("s1"), PAGE), []),
        ((PAGE, PAGE), [1]),
        ((*cited("s1"), Citation(source="s1", says=Claims(date=parse_date("2024")))), []),
    ],
)
def test_a_source_is_cited_once_for_the_same(
    citations: tuple[Citation, ...], again: list[int]
) -> None:
    one = case(event("bcd22", sources=citations), sources=sources(s1=None, s2=None))

    assert [(problem.path, problem.mend) for problem in check_citations(one, CONTEXT)] == [
        (place, Mend((Drop(place),)))
        for place in (("events", 0, "sources", number) for number in again)
    ]


@pytest.mark.parametrize(
    ("urls", "mirror", "keys", "alike"),
    [
        (("https://a.example/1", "https://a.example/1/"), None, ("s1", "s2"), [1]),
        (("https://a.example/1", "https://a.example/2"), None, ("s1", "s2"), []),
        (("https://a.example/1", "https://a.example/1"), "s1", ("s1", "s2"), []),
        (("https://a.example/1", "https://a.example/1"), None, ("s2",), []),
        (("https://a.example/1", "https://a.example/1"), None, ("s1", "s1"), []),
        ((None, None), None, ("s1", "s2"), []),
    ],
)
def test_two_sources_of_one_address_may_be_one_witness(
    urls: tuple[str | None, str | None], mirror: str | None, keys: tuple[str, ...], alike: list[int]
) -> None:
    both = (
        Source(id="s1", kind="media", url=urls[0]),
        Source(id="s2", kind="media", url=urls[1], mirror_of=mirror),
    )
    one = case(event("bcd22", sources=cited(*keys)), sources=both)

    assert [problem.path for problem in check_addresses(one, CONTEXT)] == [
        ("events", 0, "sources", number, "source") for number in alike
    ]


@pytest.mark.parametrize(
    ("date", "fields", "wrong"),
    [
        ("2021-10-12", {}, False),
        ("2021-10-13", {}, True),
        ("2021-10", {}, False),
        ("2021-09", {}, True),
        ("2021-10-14~", {}, False),
        ("[2021-10-11..]", {}, False),
        ("unknown", {}, False),
        ("2021-09-20", {"published": parse_date("2021-10-12")}, False),
        ("2021-09-20", {"published": parse_date("2021-10-01")}, True),
        ("2021-09-20", {"state": "alleged"}, False),
        ("2022-01-12", {"kind": "complaint.final"}, False),
        ("2019-01-12", {"kind": "complaint.lodged"}, False),
    ],
)
def test_the_day_in_an_ecli(date: str, fields: dict[str, object], wrong: bool) -> None:
    given: dict[str, object] = {"kind": "complaint.decided", "body": "ECtHR"} | fields
    one = case(event("bcd22", date, reference=ECLI, **given))  # type: ignore[arg-type]

    assert [problem.path for problem in check_eclis(one, CONTEXT)] == (
        [("events", 0, "reference")] if wrong else []
    )


@pytest.mark.parametrize(
    ("date", "wrong"), [("2022", False), ("2022-11", False), ("2023-01-02", True), ("2021", True)]
)
def test_the_year_in_an_ecli(date: str, wrong: bool) -> None:
    given = {"kind": "extradition.refused", "country": "NL", "reference": "ECLI:NL:HR:2022:1"}
    one = case(event("bcd22", date, **given))

    assert len(list(check_eclis(one, CONTEXT))) == wrong


@pytest.mark.parametrize(
    ("reference", "fields", "wrong"),
    [
        ("ECLI:NL:HR:2022:1", {"country": "KZ"}, False),
        ("ECLI:NL:HR:2022:1", {"country": "NL"}, True),
        ("ECLI:NL:HR:2022:1", {"country": None}, True),
        ("ECLI:EU:C:2022:1", {"country": "NL"}, False),
        ("ECLI:EU:C:2022:1", {"body": "CJEU"}, True),
        (ECLI, {"country": "NL"}, False),
        (ECLI, {"body": "CAT"}, False),
        (ECLI, {"body": "ECtHR"}, True),
    ],
)
def test_a_decision_may_name_one_of_another_court(
    reference: str, fields: dict[str, object], wrong: bool
) -> None:
    given: dict[str, object] = {"kind": "protection.appeal-allowed"} | fields
    one = case(event("bcd22", "2025-09-11", reference=reference, **given))  # type: ignore[arg-type]

    assert len(list(check_eclis(one, CONTEXT))) == wrong


@pytest.mark.parametrize(
    ("text", "lodged", "wrong"),
    [
        (f"12345/19, {ECLI}", None, False),
        (f"12354/19, {ECLI}", None, True),
        (f"12345/18, {ECLI}", None, True),
        (f"12346/19 and 12345/19, {ECLI}", None, False),
        (ECLI, "12345/19", False),
        (ECLI, "12354/19", True),
        (f"12345/19, {ECLI}", "12354/19", False),
        (ECLI, None, False),
        (ECLI, "letter of the court", False),
    ],
)
def test_the_number_in_an_ecli(text: str, lodged: str | None, wrong: bool) -> None:
    first = event("bcd22", "2019", kind="complaint.lodged", body="ECtHR", reference=lodged)
    second = event(
        "bcd23", "2021-10", kind="complaint.decided", body="ECtHR", of="bcd22", reference=text
    )

    problems = list(check_eclis(case(first, second), CONTEXT))
    assert [problem.path for problem in problems] == ([("events", 1, "reference")] * wrong)
    assert all("12345/19" in problem.hint for problem in problems)


@pytest.mark.parametrize(
    ("body", "says", "paths"),
    [
        ("ECtHR", None, [("events", 0, "reference")]),
        ("CAT", None, []),
        (
            "CAT",
            Claims(body="ECtHR", reference="1/2019"),
            [("events", 0, "sources", 0, "says", "reference")],
        ),
        ("CAT", Claims(reference="1/2019"), []),
    ],
)
def test_the_body_says_which_form_is_meant(
    body: str, says: Claims | None, paths: list[Path]
) -> None:
    one = case(
        event(
            "bcd22",
            kind="complaint.lodged",
            body=body,
            reference="12345/2019",
            sources=(Citation(source="s1", says=says),),
        )
    )

    assert [problem.path for problem in check_numbers(one, CONTEXT)] == paths
