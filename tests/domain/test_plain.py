from __future__ import annotations

import pytest

from caseledger.domain.plain import Plain, read_plain

NUMBERS = "0 7 -7 +7 2022 010 0o17 0xFf 1.5 .5 5. 12e4 -1.5E-3 .inf -.INF +.Inf .nan .NaN .NAN"
TRUTH_VALUES = "true True TRUE false False FALSE"
TEXTS = """
    NO no yes on y tRUE nUll nullable ~x n/a KZ 2024-01-08 2024-01 12:30 1_000 0o8 0x 0b1 1.2.3 1e
    e4 - --1 + . .. .Nan -.nan inf ١٢ １２
"""


@pytest.mark.parametrize("text", [*NUMBERS.split(), *TRUTH_VALUES.split()])
def test_what_yaml_reads_as_number_or_truth_value_is_plain(text: str) -> None:
    read = read_plain(text)
    assert isinstance(read, Plain)
    assert read == text


@pytest.mark.parametrize("text", [*TEXTS.split(), "1 000", "12\n"])
def test_everything_else_is_text(text: str) -> None:
    assert read_plain(text) == text
    assert not isinstance(read_plain(text), Plain)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert read_plain(text) is None


def test_many_digits_are_no_number_and_cost_nothing() -> None:
    assert isinstance(read_plain("1" * 100_000), Plain)
    assert read_plain("1" * 100_000 + "x") == "1" * 100_000 + "x"
