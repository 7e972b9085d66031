"""Mistakes that people make in case files, for `seeded_mistakes`: what is changed and must be said.

Each kind of mistake is a function that changes the text of a generated case, and says where the
problem is then: a code of the list of codes, and lines. What is expected is written here by hand
from the format (DESIGN 2, 3 and 10); nothing of the program is asked. ``None`` stands for a case in
which the mistake cannot be made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sheets import Entry, Seeded, Sheet

UNHCR = {"AT": "AUS", "DE": "GFR", "TR": "TUR", "KZ": "KAZ", "KG": "KGZ", "RU": "RUS", "LT": "LTU"}
"""Three letters for the states that the generated cases know."""


Mistake = Callable[[Sheet], Seeded | None]


def _change(sheet: Sheet, entry: Entry | None, key: str, value: str, code: str) -> Seeded | None:
    """Give a key of an event another value, which is then wrong on its line."""
    if entry is None or key not in entry.keys:
        return None
    at = entry.keys[key]
    return Seeded(sheet.put(at, f"    {key}: {value}"), code, (at + 1,))


def _into(sheet: Sheet, entry: Entry | None, line: str, code: str) -> Seeded | None:
    """Add a line to an event behind its kind."""
    if entry is None:
        return None
    at = entry.keys["kind"] + 1
    return Seeded(sheet.insert(at, line), code, (at + 1,))


def _exact(entry: Entry) -> bool:
    return entry.day is not None and entry.lines[entry.stop - 1].startswith("    sources: [")


# The keys and values of the format


def _unknown_key(sheet: Sheet) -> Seeded | None:
    at = sheet.lines.index("    reliability: likely")
    changed = sheet.put(at, "    relibility: likely")
    return Seeded(changed, "CL202", (at + 1,), hint=("reliability",))


def _wrong_type(sheet: Sheet) -> Seeded | None:
    return _change(sheet, sheet.choose(_exact), "sources", "s1", "CL203")


def _number_without_quotes(sheet: Sheet) -> Seeded | None:
    found = _into(sheet, sheet.first("protection.lodged"), "    reference: 010", "CL206")
    return found and replace(found, hint=('"010"',))


def _unknown_kind(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: one.value("kind") == "movement.entered")
    found = _change(sheet, entry, "kind", "movement.enterd", "CL301")
    return found and replace(found, hint=("movement.entered",))


def _unknown_outcome(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: "outcome" in one.keys)
    return _change(sheet, entry, "outcome", "remited", "CL304")


def _missing_field(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: one.value("kind") == "detention.ordered")
    if entry is None:
        return None
    return Seeded(sheet.without(entry.keys["country"]), "CL302", (entry.start + 1,))


def _superfluous_field(sheet: Sheet) -> Seeded | None:
    return _into(sheet, sheet.first("movement.entered"), "    body: HRC", "CL303")


def _code_of_unhcr(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: one.value("country") in UNHCR)
    state = entry.value("country") if entry else ""
    found = _change(sheet, entry, "country", UNHCR.get(state, ""), "CL209")
    return found and replace(found, hint=(state,))


def _newer_format(sheet: Sheet) -> Seeded | None:
    return Seeded(sheet.put(0, "format: 2"), "CL208", (1,))


def _id_of_another_file(sheet: Sheet) -> Seeded | None:
    return Seeded(sheet.put(1, "id: c-anothr"), "CL210", (2,))


def _missing_people(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: "people" in one.keys)
    if entry is None:
        return None
    return Seeded(sheet.without(entry.keys["people"]), "CL211", (entry.start + 1,))


# Dates and their order


def _impossible_date(sheet: Sheet) -> Seeded | None:
    return _change(sheet, sheet.choose(_exact), "date", "2024-02-30", "CL205")


def _slashed_date(sheet: Sheet) -> Seeded | None:
    found = _change(sheet, sheet.choose(_exact), "date", "03/04/2024", "CL205")
    return found and replace(found, hint=("2024-03-04", "2024-04-03"))


def _lasting_for_a_point(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and one.value("kind") == "protection.lodged")
    if entry is None or entry.day is None:
        return None
    until = entry.day + dt.timedelta(days=2)
    return _change(sheet, entry, "date", f"{entry.day}/{until}", "CL507")


def _before_birth(sheet: Sheet) -> Seeded | None:
    first, second = sheet.events[:2]
    if first.day is None or second.day is None or "p2" in "".join(sheet.lines):
        return None
    at = sheet.lines.index("    pseudonym: Person 1") + 1
    born = first.day + dt.timedelta(days=1)
    if born >= second.day:
        return None
    return Seeded(sheet.insert(at, f"    born: {born}"), "CL506", (first.keys["date"] + 2,))


def _release_before_arrest(sheet: Sheet) -> Seeded | None:
    ended = sheet.first("detention.released")
    begun = sheet.first("extradition.arrested") or sheet.first("detention.ordered")
    custody = [one for one in sheet.events if "detention." in one.value("kind")]
    if ended is None or begun is None or begun.day is None:
        return None
    if not all(map(_exact, (begun, *custody))):
        return None  # an arrest of which only the year is known may have come before
    day = begun.day - dt.timedelta(days=4)
    return _change(sheet, ended, "date", day.isoformat(), "CL611")


def _decision_before_application(sheet: Sheet) -> Seeded | None:
    lodged, refused = sheet.first("protection.lodged"), sheet.first("protection.refused")
    if lodged is None or refused is None or lodged.day is None:
        return None
    if not (_exact(lodged) and _exact(refused)):
        return None  # with a source that gives another day the order is not certain
    day = lodged.day - dt.timedelta(days=4)
    return _change(sheet, refused, "date", day.isoformat(), "CL612")


def _ends_before_it_begins(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and "until" in one.keys)
    if entry is None or entry.day is None:
        return None
    day = entry.day - dt.timedelta(days=1)
    return _change(sheet, entry, "until", day.isoformat(), "CL504")


def _scheduled_and_over(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and one.value("kind").endswith(".hearing"))
    return _passed(_into(sheet, entry, "    state: scheduled", "CL502"), entry)


def _passed(found: Seeded | None, entry: Entry | None) -> Seeded | None:
    """The day is what is wrong, not the line that was added below it."""
    return found and entry and replace(found, at=(entry.keys["date"] + 1,))


# Ids, sources and evidence


def _same_id_twice(sheet: Sheet) -> Seeded | None:
    first, *others = sheet.events
    entry = sheet.dice.choice(others)
    changed = sheet.put(entry.start, sheet.lines[first.start])
    return Seeded(changed, "CL401", (entry.start + 1,))


def _same_event_twice(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: one.day is not None and "extended" not in one.value("kind"))
    if entry is None:
        return None
    _, *rest = sheet.lines[entry.start : entry.stop]
    changed = sheet.insert(entry.stop, "  - id: etwice", *rest)
    new = range(entry.stop, entry.stop + len(rest) + 1)
    return Seeded(changed, "CL613", tuple(line + 1 for line in new))


def _unknown_source(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and "s1" in one.value("sources"))
    value = entry.value("sources").replace("s1", "s9") if entry else ""
    return _change(sheet, entry, "sources", value, "CL402")


def _unused_source(sheet: Sheet) -> Seeded | None:
    at = sheet.lines.index("events:")
    return Seeded(sheet.insert(at, "  - id: s7", "    kind: lawyer"), "CL701", (at + 1,))


def _reprint_counted_twice(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and "s2" in one.value("sources"))
    if entry is None:
        return None
    cited = entry.keys["sources"]
    new = ("  - id: s8", "    kind: media", "    mirror_of: s2")
    changed = list(sheet.put(cited, sheet.lines[cited].replace("s2", "s2, s8")))
    at = changed.index("events:")
    changed[at:at] = new
    return Seeded(tuple(changed), "CL702", (cited + len(new) + 1,))


def _published_before(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(_exact)
    if entry is None or entry.day is None:
        return None
    cited, day = entry.keys["sources"], entry.day - dt.timedelta(days=9)
    changed = list(sheet.put(cited, sheet.lines[cited].replace("[", "[s6, ")))
    new = ("  - id: s6", "    kind: media", f"    published: {day}")
    at = changed.index("events:")
    changed[at:at] = new
    return Seeded(tuple(changed), "CL501", (cited + len(new) + 1,))


def _unsourced(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and one.value("sources") == "[s1]")
    return _change(sheet, entry, "sources", "[]", "CL405")


def _refusal_of_which_request(sheet: Sheet) -> Seeded | None:
    refused, asked = sheet.first("extradition.refused"), sheet.first("extradition.requested")
    if refused is None or asked is None or asked.value("by") == "TJ":
        return None
    lines = list(sheet.without(refused.keys["by"]))
    other = [line.replace(f"by: {asked.value('by')}", "by: TJ") for line in lines]
    lines[asked.stop : asked.stop] = ["  - id: etj22", *other[asked.start + 1 : asked.stop]]
    added = asked.stop - asked.start
    span = range(refused.start + added, refused.stop + added - 1)
    return Seeded(tuple(lines), "CL614", tuple(line + 1 for line in span))


# ECtHR: an ECLI holds the day of the decision; an application number ends in its year.


def _ecli_of_another_day(sheet: Sheet) -> Seeded | None:
    return _decided(sheet, "reference: ECLI:CE:ECHR:2019:0101JUD001234518", "CL703")


def _odd_application_number(sheet: Sheet) -> Seeded | None:
    return _decided(sheet, "reference: 12345-18", "CL704")


def _decided(sheet: Sheet, line: str, code: str) -> Seeded | None:
    entry = sheet.first("complaint.measure-granted")
    if entry is None or entry.day is None:
        return None
    changed = list(sheet.put(entry.keys["body"], "    body: ECtHR"))
    changed[entry.keys["kind"]] = "    kind: complaint.decided"
    changed.insert(entry.keys["kind"] + 1, f"    {line}")
    return Seeded(tuple(changed), code, (entry.keys["kind"] + 2,))


# People and what protects them


def _mixed_script(sheet: Sheet) -> Seeded | None:
    return _person(sheet, "    name: N\u0430uryz Testov", "CL801") if sheet.is_public else None


def _stateless_without_fears(sheet: Sheet) -> Seeded | None:
    at = sheet.lines.index("    pseudonym: Person 1") + 1
    return Seeded(sheet.put(at, "    citizenship: [stateless]"), "CL803", (at, at + 1))


def _name_in_an_id(sheet: Sheet) -> Seeded | None:
    found = None if sheet.is_public else _person(sheet, "    name: Murat Testov", "CL851")
    if found is None:
        return None
    at = found.lines.index("events:")
    entry = ("  - id: testov-call", "    kind: lawyer")
    lines = [line.replace("sources: [s1]", "sources: [s1, testov-call]") for line in found.lines]
    lines[at:at] = entry
    cited = [n + 1 for n, line in enumerate(lines) if "testov-call" in line]
    return replace(found, lines=tuple(lines), at=tuple(cited))


def _name_in_a_note(sheet: Sheet) -> Seeded | None:
    found = None if sheet.is_public else _person(sheet, "    name: Murat Testov", "CL852")
    if found is None:
        return None
    at = found.lines.index("events:") + 2
    lines = (*found.lines[:at], "    note: Testov called twice", *found.lines[at:])
    return replace(found, lines=lines, at=(at + 1,))


def _person(sheet: Sheet, line: str, code: str) -> Seeded:
    at = sheet.lines.index("    pseudonym: Person 1")
    return Seeded(sheet.put(at, line), code, (at + 1,))


# The bytes and the grammar


def _conflict_marker(sheet: Sheet) -> Seeded | None:
    entry = sheet.dice.choice(sheet.events)
    changed = sheet.insert(entry.start, "<<<<<<< HEAD")
    return Seeded(changed, "CL110", (entry.start + 1,), also=("CL105",))


def _tab(sheet: Sheet) -> Seeded | None:
    at = sheet.dice.choice(sheet.events).keys["kind"]
    return Seeded(sheet.put(at, "\t" + sheet.lines[at].strip()), "CL105", (at + 1,))


def _colon_in_a_title(sheet: Sheet) -> Seeded | None:
    return Seeded(sheet.put(2, "title: Limbo: a story"), "CL105", (3,))


def _open_bracket(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(lambda one: _exact(one) and one is not sheet.events[-1])
    at = entry.keys["sources"] if entry else 0
    found = Seeded(sheet.put(at, sheet.lines[at].removesuffix("]")), "CL105", (at + 1, at + 2))
    return found if entry else None


def _odd_character(sheet: Sheet) -> Seeded | None:
    return Seeded(sheet.put(2, "title: A \u202estory"), "CL104", (3,))


def _key_twice(sheet: Sheet) -> Seeded | None:
    entry = sheet.choose(_exact)
    at = entry.keys["date"] if entry else 0
    found = Seeded(sheet.insert(at, sheet.lines[at]), "CL107", (at + 2,))
    return found if entry else None


MISTAKES: tuple[Mistake, ...] = (
    _unknown_key,
    _wrong_type,
    _unknown_kind,
    _unknown_outcome,
    _missing_field,
    _superfluous_field,
    _code_of_unhcr,
    _impossible_date,
    _slashed_date,
    _lasting_for_a_point,
    _before_birth,
    _release_before_arrest,
    _decision_before_application,
    _ends_before_it_begins,
    _same_id_twice,
    _same_event_twice,
    _unknown_source,
    _reprint_counted_twice,
    _colon_in_a_title,
    _conflict_marker,
)
"""The twenty kinds that are seeded by default."""

OTHERS: tuple[Mistake, ...] = (
    _number_without_quotes,
    _newer_format,
    _id_of_another_file,
    _missing_people,
    _scheduled_and_over,
    _unused_source,
    _published_before,
    _unsourced,
    _refusal_of_which_request,
    _ecli_of_another_day,
    _odd_application_number,
    _mixed_script,
    _stateless_without_fears,
    _name_in_an_id,
    _name_in_a_note,
    _tab,
    _open_bracket,
    _odd_character,
    _key_twice,
)
"""Nineteen more."""
