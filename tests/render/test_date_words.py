from __future__ import annotations

import datetime as dt

import pytest

from caseledger.domain.date_input import MONTHS as TYPED_MONTHS
from caseledger.domain.dates import parse_date
from caseledger.render.date_words import (
    FULL_MONTHS,
    MONTHS,
    Role,
    day_words,
    echo,
    full_day,
    in_words,
)


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param("2024-01-08", "8 Jan 2024", "8 янв. 2024", id="day"),
        pytest.param("2024-01", "Jan 2024", "янв. 2024", id="month"),
        pytest.param("2024-03", "Mar 2024", "март 2024", id="month, ru not short"),
        pytest.param("2022", "2022", "2022", id="year"),
        pytest.param("0987", "0987", "0987", id="early year"),
        pytest.param("2024-21", "spring 2024", "весна 2024", id="spring"),
        pytest.param("2024-22", "summer 2024", "лето 2024", id="summer"),
        pytest.param("2024-23", "autumn 2024", "осень 2024", id="autumn"),
        pytest.param("2023-24", "winter 2023/24", "зима 2023/24", id="winter"),
        pytest.param("1999-24", "winter 1999/00", "зима 1999/00", id="winter of a century"),
        pytest.param("unknown", "not known", "неизвестно", id="unknown"),
    ],
)
def test_single_dates(text: str, english: str, russian: str) -> None:
    assert in_words(parse_date(text)) == english
    assert in_words(parse_date(text), "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param("2023-10~", "about Oct 2023", "примерно окт. 2023", id="about a month"),
        pytest.param("2024-05~", "about May 2024", "примерно май 2024", id="about May"),
        pytest.param("2024-23~", "about autumn 2024", "примерно осень 2024", id="about a season"),
        pytest.param("2024-01-08?", "8 Jan 2024 (?)", "8 янв. 2024 (?)", id="uncertain"),
        pytest.param("2024%", "about 2024 (?)", "примерно 2024 (?)", id="both"),
    ],
)
def test_marks(text: str, english: str, russian: str) -> None:
    assert in_words(parse_date(text)) == english
    assert in_words(parse_date(text), "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param(
            "[2010-06-09..2010-06-11]",
            "between 9 and 11 Jun 2010",
            "между 9 и 11 июня 2010",
            id="same month",
        ),
        pytest.param(
            "[2010-06-09..2010-07-11]",
            "between 9 Jun and 11 Jul 2010",
            "между 9 июня и 11 июля 2010",
            id="same year",
        ),
        pytest.param(
            "[2010-12-30..2011-01-02]",
            "between 30 Dec 2010 and 2 Jan 2011",
            "между 30 дек. 2010 и 2 янв. 2011",
            id="two years",
        ),
        pytest.param("[2008..2009]", "between 2008 and 2009", "между 2008 и 2009", id="years"),
        pytest.param(
            "[2024-03..2024-05]",
            "between Mar and May 2024",
            "не ранее марта и не позднее мая 2024",
            id="months",
        ),
        pytest.param(
            "[2023-24..2024-21]",
            "between winter 2023/24 and spring 2024",
            "не ранее зимы 2023/24 и не позднее весны 2024",
            id="seasons",
        ),
        pytest.param(
            "[2024..2024-05]",
            "between 2024 and May 2024",
            "не ранее 2024 и не позднее мая 2024",
            id="mixed precision",
        ),
        pytest.param(
            "[2010-06-09?..2010-06-11]",
            "between 9 Jun 2010 (?) and 11 Jun 2010",
            "между 9 июня 2010 (?) и 11 июня 2010",
            id="a mark keeps all",
        ),
        pytest.param(
            "[2024~..2025]",
            "between about 2024 and 2025",
            "между примерно 2024 и 2025",
            id="about the first",
        ),
        pytest.param(
            "[..2024-03~]", "by about Mar 2024", "не позднее примерно марта 2024", id="by about"
        ),
        pytest.param("[..2024-02-08]", "by 8 Feb 2024", "не позднее 8 февр. 2024", id="by"),
        pytest.param("../2024-03", "by Mar 2024", "не позднее марта 2024", id="by, old spelling"),
        pytest.param("[2024-02-08..]", "from 8 Feb 2024 on", "не ранее 8 февр. 2024", id="from"),
        pytest.param("[2024-03..]", "from Mar 2024 on", "не ранее марта 2024", id="from month"),
    ],
)
def test_some_day_between(text: str, english: str, russian: str) -> None:
    assert in_words(parse_date(text)) == english
    assert in_words(parse_date(text), "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param(
            "[2024-01-08,2024-02-08]",
            "8 Jan or 8 Feb 2024",
            "8 янв. или 8 февр. 2024",
            id="same year",
        ),
        pytest.param(
            "[2010-08-11,2010-08-27]",
            "11 or 27 Aug 2010",
            "11 или 27 авг. 2010",
            id="same month",
        ),
        pytest.param(
            "[2023-01-08,2024-01-08]",
            "8 Jan 2023 or 8 Jan 2024",
            "8 янв. 2023 или 8 янв. 2024",
            id="two years",
        ),
        pytest.param(
            "[2024-01-08,2024-02-08,2024-02-09]",
            "8 Jan, 8 Feb or 9 Feb 2024",
            "8 янв., 8 февр. или 9 февр. 2024",
            id="three",
        ),
        pytest.param("[2024-03,2024-05]", "Mar or May 2024", "март или май 2024", id="months"),
        pytest.param("[2022,2024~]", "2022 or about 2024", "2022 или примерно 2024", id="marked"),
    ],
)
def test_one_of(text: str, english: str, russian: str) -> None:
    assert in_words(parse_date(text)) == english
    assert in_words(parse_date(text), "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param("2022/2024", "from 2022 to 2024", "с 2022 по 2024", id="years"),
        pytest.param("2022/..", "since 2022", "с 2022", id="ongoing"),
        pytest.param("2024-03/..", "since Mar 2024", "с марта 2024", id="ongoing since a month"),
        pytest.param(
            "2024-12?/..", "since Dec 2024 (?)", "с дек. 2024 (?)", id="since perhaps a month"
        ),
        pytest.param(
            "2024-03~/2024-05~",
            "from about Mar 2024 to about May 2024",
            "с примерно марта 2024 по примерно май 2024",
            id="about both ends",
        ),
        pytest.param("2022/", "from 2022, ended", "с 2022, окончание неизвестно", id="ended"),
        pytest.param(
            "2024-03/2024-05", "from Mar to May 2024", "с марта по май 2024", id="cases in Russian"
        ),
        pytest.param(
            "2024-03-01/2024-03-09", "from 1 to 9 Mar 2024", "с 1 по 9 марта 2024", id="days"
        ),
        pytest.param(
            "2023-21/2023-24",
            "from spring 2023 to winter 2023/24",
            "с весны 2023 по зиму 2023/24",
            id="seasons",
        ),
        pytest.param(
            "2023-22/2024-23",
            "from summer 2023 to autumn 2024",
            "с лета 2023 по осень 2024",
            id="summer to autumn",
        ),
        pytest.param(
            "2023-23/2024-21",
            "from autumn 2023 to spring 2024",
            "с осени 2023 по весну 2024",
            id="autumn to spring",
        ),
        pytest.param(
            "2022-24/2024-22",
            "from winter 2022/23 to summer 2024",
            "с зимы 2022/23 по лето 2024",
            id="winter to summer",
        ),
    ],
)
def test_lasting(text: str, english: str, russian: str) -> None:
    assert in_words(parse_date(text)) == english
    assert in_words(parse_date(text), "ru") == russian


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        pytest.param(
            "2026-11-20", "Friday 20 November 2026", "пятница, 20 ноября 2026", id="a day"
        ),
        pytest.param(
            "2026-11-20?", "Friday 20 November 2026 (?)", "пятница, 20 ноября 2026 (?)", id="doubt"
        ),
        pytest.param(
            "2026-11-20%",
            "about 20 November 2026, Friday (?)",
            "примерно 20 ноября 2026, пятница (?)",
            id="about a day",
        ),
        pytest.param("2026-11", "Nov 2026", "нояб. 2026", id="a month"),
        pytest.param(
            "[2024-02-11..2024-02-20]",
            "between 11 and 20 Feb 2024",
            "между 11 и 20 февр. 2024",
            id="between",
        ),
    ],
)
def test_the_echo_of_a_day_has_its_weekday(text: str, english: str, russian: str) -> None:
    assert echo(parse_date(text)) == english
    assert echo(parse_date(text), "ru") == russian


def test_days() -> None:
    assert day_words(dt.date(2024, 1, 8)) == "8 Jan 2024"
    assert day_words(dt.date(2024, 3, 31), "ru") == "31 марта 2024"
    assert full_day(dt.date(2024, 2, 29)) == "Thursday 29 February 2024"
    assert full_day(dt.date(2024, 2, 29), "ru") == "четверг, 29 февраля 2024"


@pytest.mark.parametrize("number", range(12))
def test_months_are_said_as_they_may_be_typed(number: int) -> None:
    said = {names[number] for lang in MONTHS.values() for names in lang.values()}
    said |= {months[number] for months in FULL_MONTHS.values()}
    assert {name.casefold().rstrip(".") for name in said} <= set(TYPED_MONTHS[number])


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_role_has_twelve_months(lang: str) -> None:
    assert [len(MONTHS[lang][role]) for role in Role] == [12, 12, 12]
