import random
import re
from collections.abc import Callable, Collection

import pytest

from caseledger.domain.new_ids import (
    Pick,
    new_case_id,
    new_deadline_id,
    new_event_id,
    new_person_id,
    new_source_id,
)

SIGNS = "bcdfghjkmnpqrstvwxz23456789"


@pytest.mark.parametrize(
    ("make", "form"),
    [
        pytest.param(new_event_id, f"[bcdfghjkmnpqrstvwxz][{SIGNS}]{{4}}", id="event"),
        pytest.param(new_source_id, f"s[{SIGNS}]{{4}}", id="source"),
        pytest.param(new_person_id, f"p[{SIGNS}]{{3}}", id="person"),
        pytest.param(new_deadline_id, f"d[{SIGNS}]{{4}}", id="deadline"),
        pytest.param(new_case_id, f"c-[{SIGNS}]{{6}}", id="case"),
    ],
)
def test_the_form_of_an_id(make: Callable[[Collection[str], Pick], str], form: str) -> None:
    chance = random.Random(7)  # noqa: S311 - a test foretells its chance
    made = [make((), chance.choice) for _ in range(500)]
    assert all(re.fullmatch(form, one) for one in made)
    assert len(set(made)) > 480


def test_an_id_that_is_taken_is_not_made_again() -> None:
    picks = iter("bbbbb" + "ccccc")
    assert new_event_id({"bbbbb"}, lambda _signs: next(picks)) == "ccccc"
