from dataclasses import replace

import junitparser
from hypothesis import given
from hypothesis import strategies as st
from tests.render.reports.invented_problems import DATE, REMARK, RUN, WARNING, hostile, problem

from caseledger.render.reports.junit import suites
from caseledger.render.reports.run import Run
from caseledger.render.screen import visible
from caseledger.render.told import Told


def read(text: str) -> junitparser.TestSuite:
    """Return the only suite, whose counts are those that the parser counts."""
    whole = junitparser.JUnitXml.fromstring(text.encode())
    (suite,) = whole
    told = (whole.tests, whole.failures, whole.errors, suite.tests, suite.failures, suite.skipped)
    whole.update_statistics()  # type: ignore[no-untyped-call]
    assert told == (whole.tests, whole.failures, 0, suite.tests, suite.failures, 0)
    return suite


def as_xml(text: str) -> str:
    """Show what XML cannot hold too."""
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")


def test_each_file_is_a_case_and_what_fails_stands_in_it() -> None:
    assert suites([DATE, WARNING, REMARK], RUN) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites tests="2" failures="1" errors="0">\n'
        '  <testsuite name="caseledger check" tests="2" failures="1" errors="0" skipped="0">\n'
        '    <testcase classname="caseledger check" name="sub/ledger/cases/a.yaml"'
        ' file="sub/ledger/cases/a.yaml">\n'
        '      <failure message="1 problem" type="error">'
        "sub/ledger/cases/a.yaml:3:5: error CL205: there is no such day."
        " Hint: February 2023 had 28 days."
        " Mend: caseledger set a events.bcd22.date 2023-02-28</failure>\n"
        "      <system-out>sub/ledger/cases/a.yaml:3:5: warning CL501: there is no such day."
        " Hint: February 2023 had 28 days."
        " Mend: caseledger set a events.bcd22.date 2023-02-28</system-out>\n"
        "    </testcase>\n"
        '    <testcase classname="caseledger check" name="sub/ledger/cases/b.yaml"'
        ' file="sub/ledger/cases/b.yaml">\n'
        "      <system-out>sub/ledger/cases/b.yaml:3:5: info CL901: there is no such day."
        " Hint: February 2023 had 28 days."
        " Mend: caseledger set a events.bcd22.date 2023-02-28</system-out>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_warning_is_a_failure_where_it_makes_the_run_fail() -> None:
    run = replace(RUN, failing=("error", "warning"))
    first, second = read(suites([DATE, WARNING, REMARK], run))

    assert [(one.message, one.type) for one in first.result] == [("2 problems", "error")]
    assert len(first.result[0].text.splitlines()) == 2
    assert second.result == []


def test_a_file_without_a_problem_passes() -> None:
    assert [case.is_passed for case in read(suites([], RUN))] == [True, True]


def test_a_problem_of_a_file_that_was_not_listed_is_told() -> None:
    cases = list(read(suites([problem(file="ledger.yaml"), problem(file="")], RUN)))

    assert [(case.name, case.is_failure) for case in cases] == [
        ("sub/ledger/cases/a.yaml", False),
        ("sub/ledger/cases/b.yaml", False),
        ("sub/ledger/ledger.yaml", True),
        ("caseledger check", True),
    ]


def test_a_problem_of_no_file_names_none() -> None:
    text = suites([problem(file="")], Run("1"))

    assert '<testcase classname="caseledger check" name="caseledger check">' in text
    assert ">error CL205: there is no such day." in text


def test_what_xml_cannot_hold_is_shown() -> None:
    (case,) = read(suites([problem(file="a\uffff.yaml", hint="b\ufffe\x00\x1b")], Run("1")))

    assert case.name == "a<U+FFFF>.yaml"
    assert "Hint: b<U+FFFE>␀␛." in case.result[0].text


@given(st.lists(hostile(), max_size=4))
def test_a_parser_reads_back_what_was_told(problems: list[Told]) -> None:
    found: dict[str, str] = {}
    for case in read(suites(problems, replace(RUN, files=()))):
        texts = [*(one.text for one in case.result), case.system_out]
        found[case.name] = "\n".join(text for text in texts if text)

    for one in problems:
        text = found[as_xml(f"sub/ledger/{one.file}")]
        assert f"{one.severity} {one.code}: {as_xml(one.message)}" in text
        assert as_xml(one.hint) in text
        assert as_xml(one.command) in text
    assert sum(len(text.splitlines()) for text in found.values()) == len(problems)
