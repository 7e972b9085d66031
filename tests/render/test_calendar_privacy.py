"""What never stands in a calendar, and text that would break out of its line."""

import ast
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date as Day
from pathlib import Path
from typing import Any, cast

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.invented_calendars import (
    CASE,
    DAY,
    FOUND,
    SECRETS,
    check_form,
    deadlines,
    entry,
    properties,
    sheet,
    unfolded,
    written,
)

from caseledger.domain.rules.rule import Rule
from caseledger.render.calendar_file import calendar_file

# Who must not be named

PUBLIC = CASE.replace("visibility: restricted", "visibility: public")


def told(text: str) -> str:
    """All that a file holds, lines joined, so that no name hides in a fold."""
    return "\n".join(unfolded(text))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_nothing_of_a_case_that_is_not_public_but_ids_kinds_and_days(lang: str) -> None:
    for day in (DAY, Day(2026, 12, 1)):
        text = told(calendar_file(deadlines(day=day).values(), sheet(day, lang=lang)))
        assert "c-7k2m4p" in text
        for secret in (*SECRETS, "77-", "Office", "Court of"):
            assert secret.lower() not in text.lower()


def test_a_public_case_names_the_person_and_nobody_else() -> None:
    text = told(calendar_file(deadlines(PUBLIC).values(), sheet()))
    assert "SUMMARY:c-7k2m4p: Limit of custody – Муратбай Выдуманный (UNVERIFIED)" in text
    for secret in ("Zarina", "Kalila", "Muratbay", "Мұратбай", "77-", "Office"):
        assert secret not in text


def test_who_is_sealed_is_not_named_in_a_public_case_either() -> None:
    sealed = PUBLIC.replace("    pseudonym: Wren\n", "    pseudonym: Wren\n    sealed: true\n")
    text = told(calendar_file(deadlines(sealed).values(), sheet()))
    assert "Wren" in text
    assert "Выдуманный" not in text


# Hostile text

WILD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\r\n\t\0\x0b\x1b\x85\u2028\u202e\u200d\ud800,;:\\\"'👩‍👧🏽И"),
    ),
    max_size=300,
)


@given(WILD, WILD)
def test_no_text_breaks_out_of_its_line(title: str, name: str) -> None:
    rule = replace(cast("Rule", FOUND["sixty"].rule), title={"en": title}, law=name)
    public = deadlines(PUBLIC)["sixty"]
    person = replace(public.person, name=name)
    one = replace(public, rule=rule, person=person)
    text = calendar_file([one], sheet(name=title))
    check_form(text, 1)
    names = [name for name, _ in properties(text)]
    assert names == [name for name, _ in properties(written(public))]
    event: Any = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert event["uid"] == "c-7k2m4p.pw3k.sixty.e1@0123456789abcdef0123.caseledger"
    assert event["dtstart"].dt == Day(2026, 3, 16)


@pytest.mark.parametrize(
    "text",
    [
        "a\r\nATTENDEE:mailto:x@example.org\r\n",
        "END:VEVENT\nBEGIN:VEVENT\nUID:1",
        "\u202egnissim",
        "я" * 4000,
        "👩‍👧" * 500,
        "\\n\\;,;:\"^'",
    ],
)
def test_a_hostile_title_comes_out_as_text(text: str) -> None:
    rule = replace(cast("Rule", FOUND["sixty"].rule), title={"en": text})
    one = replace(FOUND["sixty"], rule=rule)
    check_form(written(one), 1)
    read = str(entry(one)["summary"])
    assert read.startswith("c-7k2m4p: ")
    if text.isprintable():
        assert read == f"c-7k2m4p: {text}"
    else:
        assert not re.search("[\r\n\u202e]", read)


BREAKING = "x\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT\r\nBEGIN:VEVENT\x85\u2028y"
WITHOUT_ASSERT = """
from dataclasses import replace
from tests.render.invented_calendars import FOUND, sheet
from tests.render.test_calendar_privacy import BREAKING
from caseledger.render.calendar_file import calendar_file

one = FOUND["sixty"]
one = replace(one, rule=replace(one.rule, title={"en": BREAKING}, law=BREAKING))
print(ascii(calendar_file([one], sheet(name=BREAKING))), __debug__)
"""


def test_nothing_hangs_on_asserts_of_the_package(repository: Path) -> None:
    """`python -O` takes them away."""
    done = subprocess.run(
        [sys.executable, "-O", "-c", WITHOUT_ASSERT],
        cwd=repository,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    text, debug = done.stdout.rsplit(" ", 1)
    assert debug == "False\n"
    check_form(ast.literal_eval(text), 1)
