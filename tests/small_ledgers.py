"""Invented cases for tests, and a ledger of them in a folder."""

from pathlib import Path

HEAD = """\
format: 1
id: {id}
title: {title}
visibility: {visibility}
{more}people:
{people}sources:
  - {{id: s1, kind: media, reliability: likely}}
events:
"""
PERSON = "  - {id: pp, name: Somebody, citizenship: [UZ], sources: [s1]}\n"


def case(
    name: str,
    *events: str,
    title: str = "An invented case",
    visibility: str = "public",
    people: str = PERSON,
    more: str = "",
) -> str:
    """Write a case; each event is what stands in its braces, without id and sources."""
    head = HEAD.format(id=name, title=title, visibility=visibility, people=people, more=more)
    rows = (
        f"  - {{id: e{number}, {event}, sources: [s1]}}\n"
        for number, event in enumerate(events, start=1)
    )
    return head + "".join(rows)


LIMBO = case(
    "held",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    "date: 2023-05-01, kind: protection.certificate-issued, country: KZ, until: 2024-07-31",
    "date: 2023-06-01, kind: extradition.requested, country: KZ, by: UZ",
    more="tags: [karakalpak]\n",
)
EXPOSED = case(
    "bare",
    "date: 2022-01-10, kind: movement.entered, country: KZ",
    "date: 2023-02-01, kind: protection.refused, country: KZ",
    "date: 2023-03-01, kind: extradition.ordered, country: KZ, by: UZ",
    visibility="restricted",
)
PROTECTED = case(
    "safe",
    "date: 2022-01-10, kind: movement.entered, country: PL",
    "date: 2024-01-20, kind: protection.granted, country: PL, outcome: refugee",
    people="  - {id: pp, name: Anna, citizenship: [KZ], fears: [UZ], sources: [s1]}\n",
)
GROUP = case(
    "many",
    "date: 2011-06-09, kind: extradition.surrendered, country: KZ, to: UZ, people: [gg]",
    "date: 2010-05-01, kind: movement.entered, country: KZ, people: [pp, gg]",
    people=PERSON
    + "  - {id: gg, kind: group, pseudonym: the others, count: {min: 26, max: 27}, "
    + "citizenship: [UZ], sources: [s1]}\n",
)
CLOSED = case(
    "over",
    "date: 2022-01-10, kind: movement.entered, country: PL",
    "date: 2023-01-10, kind: case.closed, grounds: other",
)
BROKEN = "format: 1\nid: broken\n  title: [\n"
WRONG = case("wrong", "date: 2020-02-30, kind: movement.entered, country: KZ")


def write_ledger(folder: Path, cases: dict[str, str], settings: str = "format: 1\n") -> Path:
    """Write a ledger; the keys of ``cases`` are the names of the files."""
    (folder / "cases").mkdir(parents=True)
    (folder / "ledger.yaml").write_text(settings, encoding="utf-8")
    for name, text in cases.items():
        path = folder / "cases" / (name if "." in name else f"{name}.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
