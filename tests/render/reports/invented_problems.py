"""Problems of invented files, and hostile ones of every sort."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from caseledger.domain.problem import TITLES
from caseledger.render.reports.run import Run
from caseledger.render.told import Told

RUN = Run("1.2.3", prefix="sub/ledger/", files=("cases/a.yaml", "cases/b.yaml"))

DATE = Told(
    code="CL205",
    severity="error",
    title=TITLES["CL205"],
    message="there is no such day",
    hint="February 2023 had 28 days",
    command="caseledger set a events.bcd22.date 2023-02-28",
    file="cases/a.yaml",
    line=3,
    column=5,
    end_column=15,
    path="events[0].date",
    entry="events.bcd22.date",
)
WARNING = replace(DATE, severity="warning", code="CL501", title=TITLES["CL501"], path="events[1]")
REMARK = replace(DATE, severity="info", code="CL901", title=TITLES["CL901"], file="cases/b.yaml")


def problem(**changes: Any) -> Told:
    """The problem of a date, with some of it changed."""
    return replace(DATE, **changes)


# Any character at all, lone surrogates too, and the signs that one of the formats reads.
_TEXT = st.text(st.characters() | st.sampled_from("%:,=&<>\"'[](){}\r\n\x00\x1b\x85\u202e\ufffe"))
_FILES = _TEXT.filter(lambda text: text.strip() != "")


@st.composite
def hostile(draw: st.DrawFn) -> Told:
    """Draw a problem of any file and place, in any words."""
    code = draw(st.sampled_from(sorted(TITLES)))
    line = draw(st.integers(0, 9))
    column = draw(st.integers(0, 9)) if line else 0
    return Told(
        code=code,
        severity=draw(st.sampled_from(["error", "warning", "info"])),
        title=TITLES[code],
        message=draw(_TEXT),
        hint=draw(_TEXT),
        command=draw(_TEXT),
        file=draw(_FILES),
        line=line,
        column=column,
        end_column=column + draw(st.integers(1, 9)) if column else 0,
        path=draw(_TEXT),
        entry=draw(_TEXT),
    )
