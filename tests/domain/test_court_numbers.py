"""ECLI, application numbers and communications: what is read, and what only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest

from caseledger.domain.court_numbers import (
    applications_in,
    eclis_in,
    misshapen_eclis,
    misshapen_numbers,
    read_ecli,
)

HIRSI = "ECLI:CE:ECHR:2012:0223JUD002776509"
"""Hirsi Jamaa and Others v. Italy [GC], no. 27765/09, 23 February 2012."""


def test_an_ecli_of_strasbourg_tells_day_and_number() -> None:
    ecli = read_ecli(HIRSI)

    assert ecli is not None
    assert (ecli.year, ecli.day, ecli.application) == (2012, dt.date(2012, 2, 23), "27765/09")


@pytest.mark.parametrize(
    "text",
    [
        "ECLI:NL:HR:2012:BW1234",
        "ECLI:EU:C:2011:865",
        "ecli:de:bgh:2016:080916u5str1.16.0",
        "ECLI:AT:VWGH:2021:RA2020180123.L00",
        HIRSI,
    ],
)
def test_an_ecli_with_the_grammar_is_read(text: str) -> None:
    assert [one.text for one in eclis_in(f"see {text}, para. 4")] == [text]
    assert list(misshapen_eclis(f"({text}).")) == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("ECLI:NL:2012:BW1234", ""),
        ("ECLI:NLD:HR:2012:BW1234", ""),
        ("ECLI:NL:HR:12:BW1234", ""),
        ("ECLI:NL:TOOLONGX:2012:1", ""),
        ("ECLI:NL:HR:2012:BW/1234", ""),
        ("ECLI:CE:ECHR:2012:0231JUD002776509", ""),  # no such day
        ("ECLI:CE:ECHR:2012:0223JUD2776509", ""),
        ("ECLI:CE:ECHR:2012:27765", ""),
        ("ECLI NL:HR:2012:BW1234", "ECLI:NL:HR:2012:BW1234"),
        ("ECLI: NL:HR:2012:BW1234", "ECLI:NL:HR:2012:BW1234"),
        ("ECLI-NL:HR:2012:BW1234", "ECLI:NL:HR:2012:BW1234"),
    ],
)
def test_an_ecli_that_is_none(text: str, instead: str) -> None:
    assert [(one.text, one.instead) for one in misshapen_eclis(text)] == [(text, instead)]


@pytest.mark.parametrize("text", ["no ECLI yet", "ECLI: see the file", "ECLI", "ECLI:", "DECLI:A1"])
def test_the_word_alone_is_no_ecli(text: str) -> None:
    assert list(misshapen_eclis(text)) == []
    assert eclis_in(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("27765/09", ("27765/09",)),
        ("nos. 00012/19 and 345/20", ("12/19", "345/20")),
        ("12/10/2021", ()),
        ("CAT/C/67/D/845/2017", ()),
        ("2а-1234/19", ()),
        ("12345/2019", ()),
    ],
)
def test_application_numbers_in_a_text(text: str, found: tuple[str, ...]) -> None:
    assert applications_in(text) == found


@pytest.mark.parametrize(
    ("text", "body", "instead"),
    [
        ("12345/2019", "ECtHR", ["12345/19"]),
        ("12345-19", "ECtHR", ["12345/19"]),
        ("12345 / 19", "ECtHR", ["12345/19"]),
        ("application no. 12345/1999", "ECtHR", ["12345/99"]),
        ("1234567/19", "ECtHR", [""]),
        ("12345/30", "ECtHR", [""]),  # neither 1930 nor 2030
        ("12345/9", "ECtHR", [""]),
        ("12345/19; 12346\\19", "ECtHR", ["12346/19"]),
        ("жалоба № 12345/2019", "ECtHR", ["12345/19"]),
        ("845/17", "CAT", ["845/2017"]),
        ("Communication No. 2285-2013", "HRC", ["2285/2013"]),
        ("123/80", "HRC", ["123/1980"]),
        ("123/76", "HRC", [""]),
        ("CCPR/C/120/D/2285", "HRC", [""]),
        ("CAT/C/D/67/845/2017", "CAT", [""]),
    ],
)
def test_what_looks_like_a_number_and_is_none(text: str, body: str, instead: list[str]) -> None:
    assert [one.instead for one in misshapen_numbers(text, body, 2026)] == instead


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("12345/19", "ECtHR"),
        ("nos. 1/55, 12345/26 and 54131/08", "ECtHR"),
        ("letter ECHR-LE2.2R of 03/04/2020", "ECtHR"),
        ("домашнее дело 2а-1234/2019", "ECtHR"),
        ("12345", "ECtHR"),
        ("12345/2019", ""),
        ("12345/2019", "UNHCR"),
        ("845/2017", "CAT"),
        ("CAT/C/67/D/845/2017", "CAT"),
        ("CAT/C/KGZ/CO/2", "CAT"),
        ("CCPR/C/112/D/2041-2042/2011", "HRC"),
        ("CCPR/C/120/D/2285/2013/Rev.1.", "HRC"),
        ("E/C.12/61/D/5/2015", "CESCR"),
        ("R.12/52", "HRC"),
    ],
)
def test_what_is_left_alone(text: str, body: str) -> None:
    assert list(misshapen_numbers(text, body, 2026)) == []
