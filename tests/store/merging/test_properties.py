"""Whatever two people write: nothing vanishes, and merging is the same both ways."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.store.merging.case_texts import Writers

from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.line_merge import readings
from caseledger.store.merging import Text, merge_texts
from caseledger.store.yaml_reader import read_document

Three = tuple[bytes, bytes, bytes]
"""The base and two versions that grew from it."""

WORDS: Vocabulary = load_vocabulary()


@st.composite
def threes(draw: st.DrawFn) -> Three:
    writers = Writers(draw(st.integers(0, 1 << 30)))
    steps = draw(st.integers(1, 8))
    base = writers.base()
    versions = (base, writers.changed(base, steps), writers.changed(base, steps))
    one, two, three = (version.text().encode() for version in versions)
    return one, two, three


def merge(base: bytes, ours: bytes, theirs: bytes) -> Text:
    return merge_texts(base, ours, theirs, vocabulary=WORDS)


def tree(raw: bytes) -> dict[str, object]:
    data = read_document(raw).data
    assert data is not None, raw.decode()
    return data


def entries(raw: bytes) -> dict[str, object]:
    events = tree(raw).get("events")
    return {one["id"]: one for one in events} if isinstance(events, list) else {}


def remarks(raw: bytes) -> Counter[bytes]:
    return Counter(re.findall(rb"# remark [0-9]+", raw))


def unordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: unordered(member) for key, member in value.items()}
    if isinstance(value, list):
        return sorted((unordered(member) for member in value), key=repr_of)
    return value


def repr_of(value: object) -> str:
    return repr(sorted(value.items())) if isinstance(value, dict) else repr(value)


@given(threes())
@examples(max_examples=40)
def test_merging_is_the_same_both_ways_up_to_order(three: Three) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)

    assert one.sound is other.sound
    if one.sound:
        assert unordered(tree(one.raw)) == unordered(tree(other.raw))


@given(threes())
@examples(max_examples=40)
def test_no_event_and_no_comment_vanishes(three: Three) -> None:
    base, ours, theirs = three
    text = merge(base, ours, theirs)
    reads = [text.raw] if text.sound else list(readings(text.raw) or ())
    left = {name for raw in reads for name in entries(raw)}

    for mine, yours in ((ours, theirs), (theirs, ours)):
        deleted = set(entries(base)) - set(entries(yours))
        changed = {name for name in deleted if entries(mine).get(name) != entries(base)[name]}
        assert set(entries(mine)) - deleted | (changed & set(entries(mine))) <= left
        gone = remarks(base) - remarks(yours)
        assert set(remarks(mine) - gone) <= set(remarks(text.raw))


@given(threes())
@examples(max_examples=40)
def test_whichever_side_is_taken_in_each_region_the_file_can_be_read(three: Three) -> None:
    text = merge(*three)

    for raw in readings(text.raw) or ():
        assert tree(raw)["id"] == "c-x"
    assert not any("line by line" in words for words in text.told)


@given(threes(), st.sampled_from(["ours", "theirs", "base"]))
@examples(max_examples=30)
def test_what_is_decided_is_written_without_markers(three: Three, side: str) -> None:
    text = merge_texts(*three, vocabulary=WORDS, decide=lambda clash: getattr(clash, side))

    assert text.sound
    assert tree(text.raw)["id"] == "c-x"


@given(threes())
@examples(max_examples=15)
def test_where_one_side_changed_nothing_the_other_is_taken_byte_for_byte(three: Three) -> None:
    base, ours, _ = three

    assert merge(base, ours, base).raw == merge(base, base, ours).raw == ours


@given(threes())
@examples(max_examples=15)
def test_lines_that_neither_side_touched_stay_as_they_are(three: Three) -> None:
    """What stands in all three is in the result as often, whatever else there is."""
    base, ours, theirs = (Counter(one.splitlines()) for one in three)
    text = merge(*three)

    for line in base:
        if line.lstrip().startswith((b"- id:", b"- {id:")):
            least = min(base[line], ours[line], theirs[line])
            assert Counter(text.raw.splitlines())[line] >= least


@pytest.mark.parametrize("events", [500])
def test_a_large_case_is_merged_entry_by_entry(events: int) -> None:
    head = b"format: 1\nid: c-x\ntitle: A\npeople: []\nevents:\n"
    lines = [
        f"  # {at}\n  - id: e{at}x\n    date: 2023\n    kind: case.note\n    sources: []\n".encode()
        for at in range(events)
    ]
    base = head + b"".join(lines)
    ours = base.replace(b"id: e7x\n    date: 2023", b"id: e7x\n    date: 2024")
    theirs = base.replace(b"id: e7x\n", b"id: e7x\n    country: PL\n") + b"# end\n"
    both = ours.replace(b"id: e7x\n", b"id: e7x\n    country: PL\n") + b"# end\n"

    assert merge(base, ours, theirs).raw == both
