"""Problems as SARIF 2.1.0, which code scanning and editors read.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01";
the section numbers are its own.
"""

from collections.abc import Sequence
from urllib.parse import quote

from caseledger.render.envelope import as_json
from caseledger.render.reports.run import Run, fingerprints, sentence
from caseledger.render.reports.sarif_rules import LEVELS, Json, rule
from caseledger.render.screen import visible
from caseledger.render.told import PROGRAM, Told

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""What everybody calls the root of the repository; 3.14.14 has it as the example."""


def log(problems: Sequence[Told], run: Run) -> str:
    """Write a log of one run, with a rule for each code that was found.

    Ignored problems stand behind the others, as suppressed ones.
    """
    found = [run.shown(one) for one in (*problems, *(ignored for ignored, _ in run.ignored))]
    reasons = [None] * len(problems) + [reason for _, reason in run.ignored]
    titles = dict(sorted((one.code, one.title) for one in found))
    codes = list(titles)
    results: list[Json] = [
        {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": LEVELS[one.severity],
            "message": {"text": _plain(sentence(one))},
            **_locations(one),
            "partialFingerprints": {"caseledger/v1": fingerprint},
            # 3.27.23: all results of a run have it or none has; an empty one is not suppressed.
            "suppressions": [] if reason is None else [_suppression(reason)],
        }
        for one, fingerprint, reason in zip(found, fingerprints(found), reasons, strict=True)
    ]
    rules = [rule(code, title, run.pages.get(code, {})) for code, title in titles.items()]
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, rules, results)]})


def _run(run: Run, rules: Sequence[Json], results: Sequence[Json]) -> Json:
    return {
        "tool": {"driver": {"name": PROGRAM, "version": run.version, "rules": rules}},
        # 3.17.3: two ledgers in one repository are two analyses, and neither replaces the other.
        "automationDetails": {"id": f"{PROGRAM}/{visible(run.prefix)}"},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the git repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }


def _locations(one: Told) -> Json:
    """Say where, as far as that is known; a problem of the ledger as a whole has no file."""
    if not one.file:
        return {}
    place: Json = {"artifactLocation": {"uri": quote(one.file), "uriBaseId": ROOT}}
    if one.line:
        place["region"] = _region(one)
    entry: Json = {"logicalLocations": [{"fullyQualifiedName": one.path}]} if one.path else {}
    return {"locations": [{"physicalLocation": place, **entry}]}


def _region(one: Told) -> Json:
    """As ours, its columns count from 1 and the last is the one behind the place (3.30.8)."""
    columns = {"startColumn": one.column, "endColumn": one.end_column} if one.column else {}
    return {"startLine": one.line, **columns}


def _suppression(reason: str) -> Json:
    return {"kind": "inSource", **({"justification": visible(reason)} if reason else {})}


def _plain(text: str) -> str:
    """Keep text from becoming a link: 3.11.6 reads ``[text](address)`` in plain messages too."""
    return text.replace("](", "] (")
