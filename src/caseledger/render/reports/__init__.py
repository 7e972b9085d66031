"""Problems in the formats of the systems that run checks; a new one is a file and a line here.

Each is made from `Told` alone, so that nothing of a closed case is in any of them.
"""

from collections.abc import Callable, Mapping, Sequence

from caseledger.render.reports import github, gitlab, junit, sarif
from caseledger.render.reports.run import Run
from caseledger.render.told import Told

Report = Callable[[Sequence[Told], Run], str]

REPORTS: Mapping[str, Report] = {
    "github": github.annotations,
    "gitlab": gitlab.code_quality,
    "sarif": sarif.log,
    "junit": junit.suites,
}
"""What writes each format, by its name."""
