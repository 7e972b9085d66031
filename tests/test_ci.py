"""What the project gives to CI systems: each snippet is of its format, and each script runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parent.parent
ACTION = REPOSITORY / "action.yml"
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
SNIPPET = re.compile(r"```yaml\n# (?P<name>\S+)\n(?P<text>.*?)```", re.DOTALL)
SNIPPETS = {
    found["name"]: found["text"]
    for found in SNIPPET.finditer((REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8"))
}
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")

OPEN = """\
format: 1
id: open
title: An open case
visibility: public
people: [{id: aa, name: Open Name, citizenship: [UZ], sources: [press]}]
sources: [{id: press, kind: media, publisher: A paper, published: 2026-01-02}]
events:
  - {id: ev1, date: 2025-11-02, kind: movement.entered, country: KZ, sources: [press]}
"""
CLOSED = """\
format: 1
id: c-bcd234
title: A case
people: [{id: aa, name: Hidden Name, citizenship: [UZ], sources: [call]}]
sources: [{id: call, kind: phone-call, published: 2025-12-20}]
events:
  - {id: ev1, date: 2025-11-02, kind: movement.entered, country: KZ, sources: [call]}
  - {id: ev2, date: 2025-12-20, kind: extradition.requested, country: KZ, by: UZ, sources: [call]}
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path on which ``caseledger`` is the program of this repository."""
    folder = tmp_path_factory.mktemp("programs")
    script = folder / "caseledger"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m caseledger "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A committed ledger with a public and another case."""
    folder = tmp_path / "ledger"
    (folder / "cases").mkdir(parents=True)
    (folder / "ledger.yaml").write_text("format: 1\n", encoding="utf-8")
    (folder / "cases" / "open.yaml").write_text(OPEN, encoding="utf-8")
    (folder / "cases" / "c-bcd234.yaml").write_text(CLOSED, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def _break(ledger: Path) -> None:
    file = ledger / "cases" / "c-bcd234.yaml"
    file.write_text(CLOSED.replace("2025-12-20, kind", "2025-13-20, kind"), encoding="utf-8")


def _steps(name: str) -> Iterator[Mapping[str, Any]]:
    """The steps of the only job of a workflow that run a script and install nothing."""
    if name == ACTION.name:
        steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    else:
        (job,) = yaml.safe_load(SNIPPETS[name])["jobs"].values()
        steps = job["steps"]
    yield from (one for one in steps if "pip install" not in one.get("run", "pip install"))


@pytest.fixture
def ran(ledger: Path, tmp_path: Path, programs: str) -> Any:
    """Runs a script as GitHub does: returns its exit code, what it said and the summary."""

    def run(step: Mapping[str, Any], **given: str) -> tuple[int, str, str]:
        inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
        values = {name: one["default"] for name, one in inputs.items()} | {
            name.replace("_", "-"): value for name, value in given.items()
        }
        variables = {
            name: INPUT.sub(lambda found: values[found[1]], text)
            for name, text in step.get("env", {}).items()
        }
        summary = tmp_path / "summary.md"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=ledger,
            env={
                **os.environ,
                **variables,
                "PATH": programs,
                "CI": "true",
                "GITHUB_STEP_SUMMARY": str(summary),
                "CASELEDGER_TODAY": "2026-01-08",
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        told = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return done.returncode, done.stdout + done.stderr, told

    return run


def _step(name: str) -> Mapping[str, Any]:
    return next(step for step in _steps(ACTION.name) if step.get("name") == name)


@pytest.mark.parametrize(
    ("schema", "snippets"),
    [
        ("vendor.github-actions", [ACTION.name]),
        ("vendor.github-workflows", [".github/workflows/ledger.yml", ".github/workflows/week.yml"]),
        ("vendor.gitlab-ci", [".gitlab-ci.yml"]),
    ],
)
def test_a_snippet_is_of_its_format(schema: str, snippets: list[str], tmp_path: Path) -> None:
    for name in snippets:
        text = SNIPPETS.get(name) or ACTION.read_text(encoding="utf-8")
        (tmp_path / Path(name).name).write_text(text, encoding="utf-8")

    _validate(
        "check_jsonschema", "--builtin-schema", schema, *(map(str, sorted(tmp_path.iterdir())))
    )


def test_the_page_has_no_other_snippets() -> None:
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")

    assert page.count("```") == 2 * len(SNIPPETS) == 8


def test_hooks_and_their_use_are_of_their_format(tmp_path: Path) -> None:
    used = tmp_path / ".pre-commit-config.yaml"
    used.write_text(SNIPPETS[used.name], encoding="utf-8")

    _validate("pre_commit", "validate-manifest", str(HOOKS))
    _validate("pre_commit", "validate-config", str(used))


def _validate(*words: str) -> None:
    """Let a program of others judge a file."""
    done = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_uses_every_input_and_hook_as_it_is() -> None:
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    hooks = [one["id"] for one in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))]
    (used,) = yaml.safe_load(SNIPPETS[".pre-commit-config.yaml"])["repos"]

    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == list(inputs)
    assert [one["id"] for one in used["hooks"]] == hooks


def test_no_input_is_pasted_into_a_script() -> None:
    # What stands in a script is run; what stands in a variable is a word.
    scripts = [step["run"] for step in _steps(ACTION.name)]

    assert len(scripts) == 3
    assert [script for script in scripts if "${{" in script] == []


def test_the_action_passes_a_ledger_in_order_and_marks_what_is_wrong(
    ran: Any, ledger: Path
) -> None:
    check = _step("Check")

    assert ran(check, args="--fail-on warning --ignore CL953")[0] == 0
    _break(ledger)
    code, said, _ = ran(check)
    assert code == 1
    assert "::error file=cases/c-bcd234.yaml,line=8," in said
    assert "2025-13" not in said


@pytest.mark.parametrize("workflow", [ACTION.name, ".github/workflows/week.yml"])
def test_a_summary_says_what_changed_and_names_nobody_of_a_closed_case(
    workflow: str, ran: Any
) -> None:
    summary = next(step for step in _steps(workflow) if "GITHUB_STEP_SUMMARY" in step["run"])

    code, said, told = ran(summary)

    assert code == 0
    assert "## Changes: " in told
    assert "Not public: no values are shown." in told
    assert "Open Name" in told
    assert "Hidden" not in told + said


def test_a_summary_for_those_who_work_on_the_cases_has_all_of_them(ran: Any) -> None:
    _, _, told = ran(_step("Summary"), audience="internal")

    assert "| Hidden Name (c-bcd234) | No bar to handover |" in told
    assert "- Hidden Name, standing: new: No bar to handover" in told


def test_the_alarm_ends_with_an_error_and_without_a_name(ran: Any) -> None:
    alarm = _step("Alarm")
    assert ran(alarm, fail_on="deceased")[0] == 0

    code, said, _ = ran(alarm, fail_on="exposed,returned")

    assert code == 1
    assert "c-bcd234" in said
    assert "Name" not in said


def test_the_job_of_gitlab_writes_its_report(ran: Any, ledger: Path) -> None:
    (job,) = yaml.safe_load(SNIPPETS[".gitlab-ci.yml"]).values()
    check, alarm = job["script"]
    _break(ledger)

    assert ran({"run": check})[0] == 1
    report = json.loads((ledger / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert "CL205" in {one["check_name"] for one in report}
    # The case cannot be read, so nobody can say that it is not exposed.
    assert ran({"run": alarm})[0] == 4


def test_hooks_look_at_what_is_about_to_be_committed(
    ledger: Path, programs: str, tmp_path: Path
) -> None:
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    here = [{**hook, "language": "system"} for hook in hooks]
    config = tmp_path / "config.yaml"
    config.write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": here}]}), encoding="utf-8"
    )

    (ledger / "notes.txt").write_text("not a case", encoding="utf-8")
    _break(ledger)
    subprocess.run(["git", "add", "."], cwd=ledger, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--color=never", "-c", str(config)],
        cwd=ledger,
        env={**os.environ, "PATH": programs, "PRE_COMMIT_HOME": str(tmp_path / "kept")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    failed = re.findall(
        r"^(.+?)\.+Failed\n- hook id: .+\n- exit code: ([0-9]+)$", done.stdout, re.MULTILINE
    )
    assert failed == [("caseledger check", "1"), ("caseledger fmt --check", "1")]
    assert "CL205" in done.stdout
    assert "cases/open.yaml" not in done.stdout
