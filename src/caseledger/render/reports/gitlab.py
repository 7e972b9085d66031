"""Problems as a code quality report of GitLab.

Source: GitLab Docs, "Code Quality", "Code Quality report format"; GitLab ignores other properties.
"""

from collections.abc import Sequence

from caseledger.render.envelope import as_json
from caseledger.render.reports.run import Run, fingerprints, sentence
from caseledger.render.told import Told

SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def code_quality(problems: Sequence[Told], run: Run) -> str:
    """Write an array with one object a problem; where no line is known, the first is named."""
    shown = [run.shown(one) for one in problems]
    return as_json(
        [
            {
                "description": sentence(one),
                "check_name": one.code,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[one.severity],
                "location": {"path": one.file, "lines": {"begin": max(one.line, 1)}},
            }
            for one, fingerprint in zip(shown, fingerprints(shown), strict=True)
        ]
    )
