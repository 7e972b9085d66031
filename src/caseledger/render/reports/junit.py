"""Problems as the results of a test in JUnit's XML: each file is a test case.

There is no standard; this keeps to what Ant's and Jenkins's schemas and GitLab's reader share: one
failure a case, since Jenkins reads no second one, with all that made it fail in its text. What does
not make the run fail stands in ``system-out``: a failure is red everywhere, whatever its type says.
No time and no machine is named, so the same files give the same bytes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from caseledger.render.reports.run import Run, sentence
from caseledger.render.told import Told

SUITE = "caseledger check"
# The two characters that XML 1.0 cannot hold (section 2.2) and that `visible` lets pass.
_NOT_XML = re.compile("[\ufffe\uffff]")


def suites(problems: Sequence[Told], run: Run) -> str:
    """Write one suite with a case for each file looked at, by their order."""
    found: dict[str, list[Told]] = {run.path(file): [] for file in run.files}
    for one in map(run.shown, problems):
        found.setdefault(one.file, []).append(one)
    failed = sum(any(one.severity in run.failing for one in case) for case in found.values())
    counts = {"tests": str(len(found)), "failures": str(failed), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", {"name": SUITE, **counts, "skipped": "0"})
    for path, case in found.items():
        _add_case(suite, path, case, run.failing)
    ET.indent(root)
    # ElementTree's own declaration names the encoding of the machine.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_case(suite: ET.Element, path: str, case: Sequence[Told], failing: Sequence[str]) -> None:
    place = {"classname": SUITE, "name": path or SUITE, "file": path}
    element = ET.SubElement(suite, "testcase", _fit(place))
    failures = [one for one in case if one.severity in failing]
    if failures:
        message = f"{len(failures)} problem{'' if len(failures) == 1 else 's'}"
        about = {"message": message, "type": failures[0].severity}
        ET.SubElement(element, "failure", about).text = _lines(failures)
    others = [one for one in case if one.severity not in failing]
    if others:
        ET.SubElement(element, "system-out").text = _lines(others)


def _fit(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: _xml(value) for key, value in attributes.items() if value}


def _lines(problems: Iterable[Told]) -> str:
    return "\n".join(_xml(f"{_place(o)}{o.severity} {o.code}: {sentence(o)}") for o in problems)


def _place(one: Told) -> str:
    numbers = [str(number) for number in (one.line, one.column) if number]
    return f"{':'.join([one.file, *numbers])}: " if one.file else ""


def _xml(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
