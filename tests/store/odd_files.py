"""Files as an enemy or a tired person writes them: what is in them, and where it is refused.

Each stands for one rule of the grammar that can go wrong, for one guard of the reader, or for one
value at the edge of what a field may hold. `SOUND` of `test_yaml_recovery` is the file in which
one line is changed; line 19 is the date of an event, 21 its country.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.store.test_yaml_recovery import LINES, SOUND

Refused = tuple[str, int]
"""A code, and the line of it."""

VALUES: dict[str, tuple[str, Refused | None]] = {
    # The line that stands in the place of another (its number before the bar), and what is said.
    "year of five digits": ("19|    date: 99999-01-01", ("CL205", 19)),
    "year 0": ("19|    date: 0000", ("CL205", 19)),
    "year 1": ("19|    date: 0001-01-01~", None),
    "year 9999": ("19|    date: 9999-12-31%", ("CL503", 19)),
    "all years": ('19|    date: "[0001-01-01..9999-12-31]"', None),
    "digits of another script": ("19|    date: ٢٠٢٤-01-01", ("CL205", 19)),
    "wide digits": ("19|    date: ２０２４", ("CL205", 19)),
    "dashes that are no hyphens": ("19|    date: 2024–01–01", ("CL205", 19)),
    "year of 5000 digits": (f"19|    date: {'9' * 5000}", ("CL205", 19)),
    "many dates": (f'19|    date: "[{"2024," * 15_000}2024]"', ("CL205", 19)),
    "no latitude": ("21|    country: TR\n    place: {lat: .nan, lon: 1}", ("CL203", 22)),
    "endless latitude": ("21|    country: TR\n    place: {lat: -.inf, lon: 1}", ("CL203", 22)),
    "latitude behind the pole": (
        "21|    country: TR\n    place: {lat: 90.1, lon: 1}",
        ("CL203", 22),
    ),
    "huge latitude": (
        f"21|    country: TR\n    place: {{lat: {'9' * 5000}, lon: 1}}",
        ("CL203", 22),
    ),
    "latitude by exponent": ("21|    country: TR\n    place: {lat: 1e999, lon: 1}", ("CL203", 22)),
    "sexagesimal time": ("21|    country: TR\n    time: 12:30:45", ("CL203", 22)),
    "hour 25": ('21|    country: TR\n    time: "25:00+05:00"', ("CL203", 22)),
    "truth value of YAML 1.1": ("36|    kind: protection.refused\n    final: on", ("CL204", 37)),
    "Norway": ("21|    country: NO", None),
    "null by tilde": ("21|    country: TR\n    by: ~", ("CL203", 22)),
    "huge count": (f"21|    country: TR\n    count: {'9' * 5000}", ("CL203", 22)),
    "count below zero": ("21|    country: TR\n    count: -1", ("CL203", 22)),
    "name of a device": ("18|  - id: con", ("CL207", 18)),
    "null in quotes as an id": ('18|  - id: "null"', ("CL207", 18)),
    "id in another script": ("18|  - id: \u0435vent", ("CL207", 18)),
    "key with a space that does not break": ("14|    reliability\u00a0: likely", ("CL202", 14)),
    "key with a joiner": ("14|    relia\u200dbility: likely", ("CL202", 14)),
    "key in another script": ("14|    reli\u0430bility: likely", ("CL202", 14)),
    "key in capitals": ("14|    RELIABILITY: likely", ("CL202", 14)),
    "empty key in quotes": ('14|    "": likely', ("CL202", 14)),
    "long key": (f"14|    {'k' * 2000}: likely", ("CL105", 14)),
    "very long key": (f"14|    {'k' * 200_000}: likely", ("CL108", 14)),
    "key of a value": ("21|    country: TR\n    : x", ("CL105", 22)),
    "explicit key": ("21|    ? country\n    : TR", None),
    "list as a key": ("21|    ? [a]\n    : TR", ("CL105", 21)),
    "mapping as a key": ("21|    {a: b}: TR", ("CL105", 21)),
    "null as a key": ("14|    ~: likely", ("CL105", 14)),
    "conflict inside a block": ("28|      Two lines\n      <<<<<<< HEAD", None),
    "conflict at the margin of a block": ("28|      Two lines\n<<<<<<< HEAD", ("CL110", 29)),
    "rule of equals signs": ("1|# =======", None),
    "Windows line end": ("21|    country: TR\r", None),
    "old Macintosh line end": ("21|    country: TR\r    by: UZ", ("CL104", 21)),
    "many spaces": (f"21|    country: TR{' ' * 90_000}# x", None),
    "many comment signs": (f"21|    country: TR {'# ' * 40_000}", None),
    "many dashes": (f"4|title: {'- ' * 40_000}", ("CL105", 4)),
    "many quotes": (f"4|title: '{chr(39) * 80_000}'", None),
    "long address": (f"14|    url: https://{'a.' * 45_000}", None),
    "many addresses": (f"14|    url: {'https://' * 11_000}", None),
    "brackets left open at many depths": ("21|    place: {name: [a, {b: [c", ("CL105", 21)),
    "escape of half a character": ('4|title: "\\ud83d\\ude00"', ("CL104", 4)),
    "escape beyond all characters": ('4|title: "\\U00110000"', ("CL104", 4)),
    "dots at the margin": ("11|...", ("CL105", 12)),
    "dashes at the margin": ("11|---\nsources:", ("CL109", 11)),
    "directive in the middle": ("11|%YAML 1.2\nsources:", ("CL105", 11)),
    "merge key": ("21|    <<: {country: TR}", ("CL106", 21)),
    "anchor on an entry": ("18|  - &x\n    id: e1", ("CL106", 18)),
    "alias in a list": ("22|    sources: [*s1]", ("CL106", 22)),
    "tag on a list": ("22|    sources: !!set [s1]", ("CL106", 22)),
    "not a number, tagged": ("21|    country: !!int TR", ("CL106", 21)),
}
WHOLE: dict[str, tuple[bytes, Refused | None]] = {
    "nothing": (b"", ("CL111", 1)),
    "only a mark": (b"\xef\xbb\xbf", ("CL111", 1)),
    "mark and a case": (b"\xef\xbb\xbf" + SOUND.encode(), None),
    "UTF-16 with a mark": (SOUND.encode("utf-16"), ("CL103", 1)),
    "UTF-32 without a mark": (SOUND.encode("utf-32-be"), ("CL104", 1)),
    "Windows Cyrillic": (SOUND.replace("case", "дело").encode("cp1251"), ("CL103", 1)),
    "100,000 lines": (SOUND.encode() + b"# x\n" * 100_000, None),
    "100,000 broken lines": (b"a: b: c\n" * 100_000, ("CL105", 1)),
    "20,000 open quotes": (b"a: 'b\n" * 20_000, ("CL105", 1)),
    "5,000 entries that are broken": (b"events:\n" + b"- a: b: c\n" * 5_000, ("CL105", 2)),
    "5,000 keys alike": (b"a: b\n" * 5_000, ("CL107", 2)),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ("CL104", 3)),
    "a page of the web": (b"<!DOCTYPE html>\n<p>a: b", ("CL105", 2)),
    "a list": (b"- format: 1\n", ("CL105", 1)),
    "a text": (b"format 1\n", ("CL105", 1)),
    "JSON": (b'{"format": 1, "id": "json"}', ("CL201", 1)),
}


def odd_files() -> Iterator[tuple[str, bytes, Refused | None]]:
    """Yield each with its name, its bytes, and the first refusal, if there is one."""
    for name, (change, refused) in VALUES.items():
        number, _, line = change.partition("|")
        at = int(number)
        yield name, "\n".join([*LINES[: at - 1], line, *LINES[at:]]).encode(), refused
    for name, (raw, refused) in WHOLE.items():
        yield name, raw, refused
