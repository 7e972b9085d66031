"""The thresholds of alerts that a ledger sets, under ``alerts`` in its ``ledger.yaml``."""

from __future__ import annotations

from collections.abc import Mapping

from caseledger.domain.kind import mapping
from caseledger.domain.kind_check import did_you_mean
from caseledger.domain.problem import Path, Problem
from caseledger.domain.vocabulary import Vocabulary

OFF = "off"
"""Instead of days: the alert is not raised."""

STALE = "stale"

LONGEST = 36_500
"""Days; more would be a slip of the finger."""


def own_thresholds(
    tree: object, stale_after: int, base: Vocabulary
) -> tuple[dict[str, int | None], list[Problem]]:
    """Read a ledger's own thresholds: days by alert, None where it is off, and what is wrong.

    ``tree`` is what stands under ``alerts``: for each name a number of days, ``{days: N}`` or
    ``off``. ``stale_after`` is the threshold of `stale` where nothing stands there for it. What is
    as the catalogue has it is left out.
    """
    built_in = stale_after == base.thresholds.get(STALE)
    found: dict[str, int | None] = {} if built_in else {STALE: stale_after}
    path: Path = ("alerts",)
    if tree is None:
        return found, []
    if not isinstance(tree, Mapping):
        return found, [Problem("CL203", "days by the name of an alert are expected", path)]
    problems = []
    for name, one in tree.items():
        days, problem = _threshold(name, one, base, (*path, name))
        if problem is None:
            found[name] = days
        else:
            problems.append(problem)
    return found, problems


def _threshold(
    name: str, tree: object, base: Vocabulary, path: Path
) -> tuple[int | None, Problem | None]:
    """Read one threshold; the problem says why it is not taken."""
    if name not in base.alert_pages:
        hint = did_you_mean(name, base.words("alerts"))
        return None, Problem("CL202", "no alert has this name", path, value=name, hint=hint)
    given = mapping(tree).get("days") if isinstance(tree, Mapping) else tree
    if given == OFF:
        return None, None
    if isinstance(tree, Mapping) and set(tree) != {"days"}:
        return None, Problem("CL203", "days: and a number are expected", path)
    text = str(given)
    if "threshold" not in mapping(base.alert_pages[name]):
        message = "this alert has no days; it can only be off"
        return None, Problem("CL204", message, path, value=text)
    if not (text.isascii() and text.isdigit() and int(text) <= LONGEST):
        message = "a number of days, or off, is expected"
        return None, Problem("CL204", message, path, value=text)
    return int(text), None
