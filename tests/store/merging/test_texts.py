"""Two versions of one file: what comes of them, byte for byte."""

from __future__ import annotations

import pytest

from caseledger.domain.merging.clash import Clash, Reason
from caseledger.store.catalogue import load_vocabulary
from caseledger.store.merging import Text, merge_texts

BASE = """\
# Invented.
format: 1
id: c-7k2m4p
title: Wren                     # no name here
people:
  - id: pw3k
    pseudonym: Wren
    citizenship: [UZ]
    sources: [counsel]

sources:
  - {id: counsel, kind: lawyer, published: 2025-09-02}

# What happened.
events:
  - id: bq7wd
    date: 2023-05
    kind: movement.entered
    country: KZ
    note: |
      First line.

      Last line.
    sources: [counsel]      # by phone

  # Asked in writing.
  - id: z8n3c
    date: 2024-02-08
    kind: extradition.requested
    country: KZ
    by: UZ
    sources:
      - counsel
      - source: agency
        says: {date: 2024-02-01}   # a misprint
# The end.
"""
EVENT = """\
  - id: {id}
    date: {date}
    kind: {kind}
    country: KZ
    sources: []
"""


def change(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def event(name: str, date: str, kind: str = "case.note") -> str:
    return EVENT.format(id=name, date=date, kind=kind)


def merge(ours: str, theirs: str, base: str = BASE) -> Text:
    return merge_texts(base.encode(), ours.encode(), theirs.encode(), vocabulary=load_vocabulary())


Pairs = tuple[tuple[str, str], ...]

TOGETHER: dict[str, tuple[Pairs, Pairs, Pairs]] = {
    "two fields of one event": (
        (("date: 2023-05", "date: 2023-05-04"),),
        (("country: KZ\n    note", "country: KG\n    note"),),
        (("date: 2023-05", "date: 2023-05-04"), ("country: KZ\n    note", "country: KG\n    note")),
    ),
    "a value and the comment behind it": (
        (("title: Wren     ", "title: A wren   "),),
        (("# no name here", "# no name at all"),),
        (
            (
                "title: Wren                     # no name here",
                "title: A wren                     # no name at all",
            ),
        ),
    ),
    "a value and a comment above it": (
        (("date: 2023-05\n", "date: 2023-06\n"),),
        (("    date: 2023-05\n", "    # of the stamp\n    date: 2023-05\n"),),
        (("    date: 2023-05\n", "    # of the stamp\n    date: 2023-06\n"),),
    ),
    "a comment above an entry and a field of it": (
        (("# Asked in writing.", "# Asked by letter."),),
        (("by: UZ", "by: TM"),),
        (("# Asked in writing.", "# Asked by letter."), ("by: UZ", "by: TM")),
    ),
    "lines of a text and the sign before them": (
        (("      First line.", "      The first line."),),
        (("note: |\n", "note: |   # dictated\n"),),
        (("note: |\n      First line.", "note: |   # dictated\n      The first line."),),
    ),
    "two keys of an entry in braces": (
        (("kind: lawyer", "kind: ngo"),),
        (("published: 2025-09-02", "published: 2025-09-03"),),
        (("kind: lawyer, published: 2025-09-02", "kind: ngo, published: 2025-09-03"),),
    ),
    "two fields that one citation tells": (
        (("{date: 2024-02-01}", "{date: 2024-02-02}"),),
        (("says: {date: 2024-02-01}", "quote: As said.\n        says: {date: 2024-02-01}"),),
        (("says: {date: 2024-02-01}", "quote: As said.\n        says: {date: 2024-02-02}"),),
    ),
    "keys of the user's own": (
        (("by: UZ\n", "by: UZ\n    x_shelf: [a, b]\n"),),
        (("title: Wren ", "x_box: {a: 1}\ntitle: Wren "),),
        (
            ("by: UZ\n", "by: UZ\n    x_shelf: [a, b]\n"),
            ("title: Wren ", "x_box: {a: 1}\ntitle: Wren "),
        ),
    ),
    "quotes on one side, a value on the other": (
        (("title: Wren ", 'title: "Wren" '),),
        (("citizenship: [UZ]", "citizenship: [UZ, RU]"),),
        (("title: Wren ", 'title: "Wren" '), ("citizenship: [UZ]", "citizenship: [UZ, RU]")),
    ),
    "what stands above and below all": (
        (("# Invented.\n", "# Invented.\n# All of it.\n"),),
        (("# The end.\n", "# The very end.\n"),),
        (("# Invented.\n", "# Invented.\n# All of it.\n"), ("# The end.", "# The very end.")),
    ),
    "blank lines": (
        (("format: 1\n", "format: 1\n\n"),),
        (("\n\nsources:\n  - {", "\nsources:\n  - {"),),
        (("format: 1\n", "format: 1\n\n"), ("\n\nsources:\n  - {", "\nsources:\n  - {")),
    ),
    "an order of keys and a value": (
        (("    country: KZ\n    by: UZ\n", "    by: UZ\n    country: KZ\n"),),
        (("by: UZ\n", "by: TM\n"),),
        (("    country: KZ\n    by: UZ\n", "    by: TM\n    country: KZ\n"),),
    ),
}


@pytest.mark.parametrize("name", TOGETHER)
def test_changes_in_different_places_are_both_made(name: str) -> None:
    first, second, both = (change(BASE, *pairs) for pairs in TOGETHER[name])

    for text in (merge(first, second), merge(second, first)):
        assert text.sound
        assert text.clashes == ()
        assert text.raw.decode() == both


def test_events_of_both_sides_stand_in_their_order_with_their_comments() -> None:
    end = "# a misprint\n"
    first = f"{end}  # Ours.\n{event('kc4zz', '2024-07')}"
    second = f"{end}\n  # Theirs.\n{event('kb3zz', '2024-05')}"
    text = merge(change(BASE, (end, first)), change(BASE, (end, second)))

    assert text.sound
    assert text.raw.decode() == change(
        BASE,
        (
            end,
            "".join([f"{end}\n  # Theirs.\n{event('kb3zz', '2024-05')}", first.removeprefix(end)]),
        ),
    )


def test_what_one_side_deleted_and_the_other_left_is_gone_with_its_comment() -> None:
    start = BASE.index("\n  # Asked in writing.")
    gone = BASE[:start] + BASE[BASE.index("# The end.") :]
    text = merge(change(BASE, ("date: 2023-05", "date: 2023-06")), gone)

    assert text.sound
    assert text.raw.decode() == change(gone, ("date: 2023-05", "date: 2023-06"))


def test_a_comment_in_what_the_other_side_deleted_is_kept_above_what_follows() -> None:
    start, stop = BASE.index("  - id: bq7wd"), BASE.index("\n  # Asked")
    text = merge(
        BASE[:start] + BASE[stop + 1 :],
        change(BASE, ("    date: 2023-05\n", "    # Ask for the stamp.\n    date: 2023-05\n")),
    )

    assert text.sound
    assert "  # Asked in writing.\n  # Ask for the stamp.\n  - id: z8n3c\n" in text.raw.decode()


def test_where_both_changed_one_comment_both_stand() -> None:
    text = merge(
        change(BASE, ("# Asked in writing.", "# Asked by fax.")),
        change(BASE, ("# Asked in writing.", "# Asked by letter.")),
    )

    assert text.sound
    assert "  # Asked by fax.\n  # Asked by letter.\n  - id: z8n3c\n" in text.raw.decode()


def test_a_person_on_one_side_is_written_into_the_events_of_the_other() -> None:
    person = "  - id: pq2r\n    pseudonym: Robin\n    citizenship: [TM]\n    sources: []\n"
    known = BASE.replace("    country: KZ\n", "    people: [pw3k]\n    country: KZ\n")
    text = merge(
        change(known, ("\nsources:\n  - {", f"{person}\nsources:\n  - {{")),
        change(BASE, ("# The end.\n", f"{event('kc4zz', '2024-07')}# The end.\n")),
    )

    assert text.sound
    assert text.told == ("event kc4zz: people written",)
    new = event("kc4zz", "2024-07").replace("    country", "    people: [pw3k]\n    country")
    assert new in text.raw.decode()


REGIONS: dict[str, tuple[Pairs, Pairs, str]] = {
    "a field": (
        (("date: 2023-05", "date: 2023-06"), ("by: UZ", "by: TM")),
        (("date: 2023-05", "date: 2023-07   # stamp"), ("# The end.\n", "# The end!\n")),
        """\
  - id: bq7wd
<<<<<<< ours
    date: 2023-06
||||||| base
    date: 2023-05
=======
    date: 2023-07   # stamp
>>>>>>> theirs
    kind: movement.entered
""",
    ),
    "a field that is gone on a side": (
        (("    by: UZ\n", ""),),
        (("    by: UZ\n", "    by: TM\n"),),
        """\
    country: KZ
<<<<<<< ours
||||||| base
    by: UZ
=======
    by: TM
>>>>>>> theirs
    sources:
""",
    ),
    "the field behind the dash": (
        (("id: pw3k\n    pseudonym: Wren", "pseudonym: Robin\n    id: pw3k"),),
        (("id: pw3k\n    pseudonym: Wren", "pseudonym: Finch\n    id: pw3k"),),
        """\
<<<<<<< ours
  - pseudonym: Robin
||||||| base
  - pseudonym: Wren
=======
  - pseudonym: Finch
>>>>>>> theirs
    id: pw3k
""",
    ),
    "a text over lines": (
        (("      Last line.\n", "      Last line, ours.\n"),),
        (("      Last line.\n", "      Last line, theirs.\n"),),
        """\
=======
    note: |
      First line.

      Last line, theirs.
>>>>>>> theirs
""",
    ),
    "an entry in braces": (
        (("kind: lawyer", "kind: ngo"), ("2025-09-02}", "2025-09-03}")),
        (("kind: lawyer", "kind: media"), ("id: counsel, ", "id: counsel, lang: ru, ")),
        """\
sources:
<<<<<<< ours
  - {id: counsel, lang: ru, kind: ngo, published: 2025-09-03}
||||||| base
  - {id: counsel, lang: ru, kind: lawyer, published: 2025-09-03}
=======
  - {id: counsel, lang: ru, kind: media, published: 2025-09-03}
>>>>>>> theirs
""",
    ),
    "one id for two events": (
        (("# The end.\n", f"{event('kc4zz', '2024-07')}# The end.\n"),),
        (("# The end.\n", f"{event('kc4zz', '2024-08')}# The end.\n"),),
        f"""\
<<<<<<< ours
{event("kc4zz", "2024-07")}||||||| base
=======
{event("kc4zz", "2024-08")}>>>>>>> theirs
# The end.
""",
    ),
    "two events of one moment": (
        (("# The end.\n", f"{event('kb3zz', '2024-07', 'removal.ordered')}# The end.\n"),),
        (("# The end.\n", f"{event('kc4zz', '2024-07', 'removal.ordered')}# The end.\n"),),
        f"""\
<<<<<<< ours
{event("kb3zz", "2024-07", "removal.ordered")}{event("kc4zz", "2024-07", "removal.ordered")}\
||||||| base
=======
{event("kc4zz", "2024-07", "removal.ordered")}{event("kb3zz", "2024-07", "removal.ordered")}\
>>>>>>> theirs
# The end.
""",
    ),
}


@pytest.mark.parametrize("name", REGIONS)
def test_what_clashes_stands_between_markers_around_the_smallest_lines(name: str) -> None:
    first, second, region = REGIONS[name]
    text = merge(change(BASE, *first), change(BASE, *second))

    assert not text.sound
    assert len(text.clashes) == 1
    assert text.raw.decode().count("<<<<<<<") == 1
    assert region in text.raw.decode()


def test_deleted_and_changed_leaves_the_side_that_deleted_empty() -> None:
    start, stop = BASE.index("\n  # Asked"), BASE.index("# The end.")
    text = merge(BASE[:start] + BASE[stop:], change(BASE, ("by: UZ", "by: TM")))

    assert [one.reason for one in text.clashes] == [Reason.DELETED_AND_CHANGED]
    assert "<<<<<<< ours\n||||||| base\n" in text.raw.decode()
    assert "\n    by: TM\n" in text.raw.decode()


def test_a_list_in_two_new_orders_is_one_region() -> None:
    names = ("aaaa", "bbbb", "cccc")
    base, ours, theirs = (
        BASE[: BASE.index("events:")]
        + "events:\n"
        + "".join(event(names[at], f"202{at}") for at in order)
        for order in ((0, 1, 2), (1, 0, 2), (2, 0, 1))
    )
    text = merge(ours, change(theirs, ("date: 2021", "date: 2021-05")), base)

    assert [one.reason for one in text.clashes] == [Reason.REORDERED_TWICE]
    side = text.raw.decode().partition("<<<<<<< ours\n")[2].partition("||||||| base\n")[0]
    assert side.startswith("events:\n  - id: bbbb\n    date: 2021-05\n")


def test_labels_and_length_of_markers_are_as_git_says() -> None:
    ours, theirs = (change(BASE, ("by: UZ", f"by: {by}")) for by in ("TM", "TJ"))
    text = merge_texts(
        BASE.encode(), ours.encode(), theirs.encode(), ("HEAD", "old", "topic"), marker=9
    )

    for line in ("<<<<<<<<< HEAD", "||||||||| old", "=========", ">>>>>>>>> topic"):
        assert f"\n{line}\n" in text.raw.decode()


def test_with_decisions_no_marker_is_left() -> None:
    def decide(clash: Clash) -> object:
        return {"date": "2023-08-01", "pseudonym": clash.theirs}[clash.address[-1]]

    versions = (
        change(BASE, ("date: 2023-05", f"date: 2023-0{at}   # {at}"), ("onym: Wren", f"onym: {at}"))
        for at in (6, 7)
    )
    ours, theirs = (one.encode() for one in versions)
    text = merge_texts(BASE.encode(), ours, theirs, decide=decide)

    assert text.sound
    assert len(text.clashes) == 2
    assert b"    date: 2023-08-01   # 6\n" in text.raw
    assert b"    # 7\n" in text.raw
    assert b"    pseudonym: 7\n" in text.raw
