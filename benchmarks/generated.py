"""Writes ledgers of invented cases as they look in practice: the same ones for the same seed.

Fifteen events a case, a third of their dates not exact, now and then a source that says otherwise,
two people in every fifth case. Nobody in them exists.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

DAY = dt.date(2026, 11, 24)
"""The day on which the cases are looked at; nothing in them happens later."""

SIGNS = "bcdfghjkmnpqrstvwxz23456789"
EVENTS = 15
IMPRECISE = 5
FOLDERS = 28

# H is the host, O the state of origin, N the next state; +90 is ninety days later.
STORIES = {
    "limbo": """\
movement.entered country=H
extradition.wanted by=O
extradition.arrested country=H by=O
detention.ordered country=H until=+60
extradition.requested country=H by=O
protection.lodged country=H
protection.certificate-issued country=H until=+90
detention.extended country=H until=+120
extradition.hearing country=H by=O
protection.interview country=H
protection.certificate-extended country=H until=+180
protection.refused country=H
protection.appealed country=H suspensive=unknown
detention.released country=H
protection.certificate-extended country=H until=+180""",
    "extradition": """\
movement.entered country=H
extradition.wanted by=O
detention.arrested country=H
extradition.requested country=H by=O
protection.lodged country=H
protection.refused country=H
extradition.ordered country=H by=O
extradition.appealed country=H by=O suspensive=yes
extradition.upheld country=H by=O final=yes
complaint.lodged body=HRC country=H
complaint.measure-granted body=HRC country=H
detention.extended country=H until=+60
extradition.surrender-scheduled country=H to=O for=+20
extradition.surrendered country=H to=O
prosecution.convicted country=O""",
    "protection": """\
movement.entered country=H
protection.lodged country=H
protection.fingerprinted country=H
protection.certificate-issued country=H until=+180
protection.interview country=H
protection.hearing country=H
protection.refused country=H
protection.appealed country=H suspensive=yes
protection.appeal-allowed country=H outcome=remitted
protection.interview country=H
protection.granted country=H outcome=refugee
protection.residence-granted country=H until=+365
extradition.requested country=H by=O
extradition.hearing country=H by=O
extradition.refused country=H by=O""",
    "transfer": """\
movement.entered country=N
protection.fingerprinted country=N
protection.lodged country=N
movement.left from=N
movement.entered country=H
protection.lodged country=H
transfer.hit country=H to=N
transfer.requested country=H to=N
transfer.accepted country=H to=N
transfer.decided country=H to=N
transfer.appealed country=H to=N suspensive=no
transfer.upheld country=H to=N
detention.ordered country=H until=+30
transfer.scheduled country=H to=N for=+15
transfer.carried-out country=H to=N""",
    "custody": """\
movement.entered country=H
removal.offence-recorded country=H outcome=expulsion
removal.ordered country=H to=O
detention.ordered country=H until=+90
removal.appealed country=H suspensive=yes
protection.lodged country=H
protection.refused country=H
removal.upheld country=H
complaint.lodged body=HRC country=H
complaint.measure-granted body=HRC country=H
removal.suspended country=H
detention.extended country=H until=+120
detention.maximum-reached country=H
detention.released country=H
case.verified""",
}
STATES = {
    "limbo": ("KZ", "KG", "RU", "TR"),
    "extradition": ("KZ", "RU", "TR", "UA"),
    "protection": ("PL", "AT", "DE", "LT"),
    "transfer": ("AT", "DE", "CZ", "FR"),
    "custody": ("RU", "KZ", "TR", "GE"),
}
ORIGINS = ("UZ", "TJ", "KZ", "TM", "KG")
NEXT = ("PL", "LT", "HR", "IT")


def write_ledger(folder: Path, size: int, seed: int = 1) -> Path:
    """Write a ledger of so many cases, in folders by year, and return its folder."""
    dice = random.Random(seed)  # noqa: S311 - not a secret
    (folder / "cases").mkdir(parents=True)
    (folder / "ledger.yaml").write_text("format: 1\nlayout: year\n", encoding="utf-8")
    taken: set[str] = set()
    for number in range(size):
        name = f"c-{_id(dice, 6, taken)}"
        year = folder / "cases" / str(1999 + number % FOLDERS)
        year.mkdir(exist_ok=True)
        (year / f"{name}.yaml").write_text(_case(dice, name), encoding="utf-8")
    return folder


def long_case(shape: str, seed: int = 1) -> str:
    """Write one public case of 500 events, 300 of which have no exact day.

    ``one host``: a long story in one state, months only. ``several hosts``: likewise, with a move
    every 50 events. ``years``: as the first, of 300 events only the year is known.
    """
    dice = random.Random(seed)  # noqa: S311 - not a secret
    rows = [row for name in ("limbo", "custody") for row in STORIES[name].splitlines()[1:]]
    hosts = ("KZ", "RU", "TR", "GE", "KG") if shape == "several hosts" else ("KZ",)
    vague = set(dice.sample(range(500), 300))
    found: list[str] = []
    first = DAY - dt.timedelta(days=8 * 500)
    for number in range(500):
        host = hosts[number // 50 % len(hosts)]
        row = rows[number % len(rows)] if number % 50 else "movement.entered country=H"
        day = first + dt.timedelta(days=8 * number)
        text = day.isoformat()
        if number in vague:
            text = text[:4] if shape == "years" else text[:7]
        found += _event(f"e{number}", text, row, day, {"H": host, "O": "UZ", "N": "PL"})
        found.append("    sources: [s1]")
    return "\n".join([*_head("long", "public", "UZ", 1), *_sources(DAY), "events:", *found, ""])


def _case(dice: random.Random, name: str) -> str:
    story = dice.choice(tuple(STORIES))
    host = dice.choice(STATES[story])
    states = {"H": host, "O": dice.choice([one for one in ORIGINS if one != host])}
    states["N"] = dice.choice([one for one in NEXT if one != host])
    people = 2 if dice.random() < 1 / 5 else 1
    days = _days(dice)
    vague = set(dice.sample(range(EVENTS), IMPRECISE))
    taken: set[str] = set()
    lines = [*_head(name, dice.choice(("public", "restricted")), states["O"], people)]
    lines += [*_sources(days[-1]), "events:"]
    for number, (row, day) in enumerate(zip(STORIES[story].splitlines(), days, strict=True)):
        text = _vague(dice, day) if number in vague else day.isoformat()
        lines += _event(f"e{_id(dice, 4, taken)}", text, row, day, states)
        if people > 1:
            both = number == 0 or dice.random() < 3 / 4
            lines.append(f"    people: [{'p1, p2' if both else 'p1'}]")
        lines += _citations(dice, day)
    return "\n".join([*lines, ""])


def _head(name: str, visibility: str, origin: str, people: int) -> Iterator[str]:
    yield from ("format: 1", f"id: {name}", f"title: An invented case {name}")
    yield from (f"visibility: {visibility}", "people:")
    for number in range(1, people + 1):
        yield from (f"  - id: p{number}", f"    pseudonym: Person {number}")
        yield from (f"    citizenship: [{origin}]", "    sources: [s1]")


def _sources(last: dt.date) -> Sequence[str]:
    """Three sources, dated after everything that they tell of."""
    published = min(last + dt.timedelta(days=10), DAY)
    return (
        "sources:",
        *("  - id: s1", "    kind: lawyer", "    reliability: high"),
        *(
            "  - id: s2",
            "    kind: media",
            f"    published: {published}",
            "    reliability: likely",
        ),
        *("  - id: s3", "    kind: ngo-report", f"    published: {published}"),
    )


def _days(dice: random.Random) -> list[dt.date]:
    """Fifteen days in order, a few weeks apart, the last at most two years ago."""
    steps = [dice.randint(3, 90) for _ in range(EVENTS)]
    last = DAY - dt.timedelta(days=dice.randint(1, 730))
    return [last - dt.timedelta(days=sum(steps[number:-1])) for number in range(EVENTS)]


def _vague(dice: random.Random, day: dt.date) -> str:
    """A day as it is known when it is not known: most often its month."""
    until = min(day + dt.timedelta(days=dice.randint(1, 20)), DAY)
    since = day - dt.timedelta(days=dice.randint(0, 20))
    ways = (f"{day:%Y-%m}", f"{day}~", f'"[{since}..{until}]"', f"{day:%Y}", f"{day}?")
    return dice.choices(ways, weights=(10, 4, 3, 2, 1))[0]


def _event(key: str, date: str, row: str, day: dt.date, states: dict[str, str]) -> Iterator[str]:
    kind, *fields = row.split()
    yield from (f"  - id: {key}", f"    date: {date}", f"    kind: {kind}")
    for field in fields:
        name, _, value = field.partition("=")
        if value.startswith("+"):
            value = (day + dt.timedelta(days=int(value))).isoformat()
        yield f"    {name}: {states.get(value, value)}"


def _citations(dice: random.Random, day: dt.date) -> Iterator[str]:
    """One or two sources; in one event of twelve the second gives another day."""
    if dice.random() >= 1 / 12:
        yield f"    sources: [{', '.join(dice.sample(('s1', 's2', 's3'), dice.randint(1, 2)))}]"
        return
    other = day - dt.timedelta(days=dice.randint(1, 40))
    yield from (
        "    sources:",
        "      - s1",
        "      - source: s2",
        f"        says: {{date: {other}}}",
    )


def _id(dice: random.Random, length: int, taken: set[str]) -> str:
    while (made := "".join(dice.choices(SIGNS, k=length))) in taken:
        pass
    taken.add(made)
    return made
