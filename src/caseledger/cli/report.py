"""The report of a mistake of ours: where in the code, never what was in a case."""

import os
import platform
import tempfile
from types import TracebackType

from caseledger import __version__


def write_report(error: Exception) -> str:
    """Write versions, the type of the error, places in the code; return the path, or nothing."""
    lines = [
        f"caseledger {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"error: {type(error).__name__}",
        *_places(error.__traceback__),
    ]
    try:
        descriptor, path = tempfile.mkstemp(prefix="caseledger-report-", suffix=".txt")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return ""
    return path


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        name = code.co_filename.replace(os.sep, "/").rsplit("/", 2)[-2:]
        places.append(f"  {'/'.join(name)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places
