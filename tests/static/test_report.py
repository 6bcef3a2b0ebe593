"""The table at the end of a test run: its counts are pytest's own, and nothing that did not run looks as if it had."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "report.py"


@pytest.fixture(scope="module")
def report() -> ModuleType:
	spec = importlib.util.spec_from_file_location("report", SCRIPT)
	module = importlib.util.module_from_spec(spec)
	spec.loader.exec_module(module)
	return module


@pytest.fixture
def run(report, tmp_path, capsys):
	"""`run({"site": ("RAN", "0", (tests, failures, errors, skipped))}, required)` -> (exit status, printed lines)."""

	def run_report(outcomes: dict[str, tuple], required: str = "") -> tuple[int, list[str]]:
		lines = []
		for suite, (state, detail, *counts) in outcomes.items():
			lines.append(f"{suite}\t{state}\t{detail}")
			if counts:
				numbers = zip(("tests", "failures", "errors", "skipped"), counts[0], strict=True)
				attributes = " ".join(f'{name}="{number}"' for name, number in numbers)
				(tmp_path / f"{suite}.xml").write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
		(tmp_path / "outcomes").write_text("\n".join(lines) + "\n")
		status = report.main(str(tmp_path / "outcomes"), str(tmp_path), required)
		return status, capsys.readouterr().out.splitlines()

	return run_report


def test_counts_are_pytests_own(run):
	status, lines = run({"policy": ("RAN", "0", (12, 0, 0, 2)), "static": ("RAN", "0", (5, 0, 0, 0))})
	assert status == 0
	assert lines[-1] == "total: 15 passed, 0 failed, 2 skipped"


def test_an_error_is_a_failure(run):
	status, lines = run({"policy": ("RAN", "1", (3, 1, 1, 0))})
	assert status == 1
	assert lines[-1] == "total: 1 passed, 2 failed, 0 skipped"


@pytest.mark.parametrize(
	"outcome",
	[
		pytest.param(("RAN", "5", (0, 0, 0, 0)), id="pytest found none"),
		pytest.param(("RAN", "0", (0, 0, 0, 0)), id="pytest says all is well all the same"),
		pytest.param(("RAN", "139"), id="pytest came to no end and wrote no report"),
		pytest.param(("RAN", "3", (4, 0, 0, 0)), id="all passed, and pytest then broke"),
		pytest.param(("BROKEN", "the site could not be made"), id="what it needs could not be made"),
	],
)
def test_what_is_a_failure_though_no_test_failed(run, outcome):
	status, lines = run({"policy": ("RAN", "0", (1, 0, 0, 0)), "site": outcome})
	assert status == 1
	assert any("site" in line and "FAILED" in line for line in lines)


def test_a_suite_that_cannot_run_is_said_and_forgiven(run):
	status, lines = run({"policy": ("RAN", "0", (1, 0, 0, 0)), "site": ("NOT RUN", "There is no bench")})
	assert status == 0
	assert any("site" in line and line.endswith("NOT RUN: There is no bench") for line in lines)


@pytest.mark.parametrize("required", ["site", "policy site", "portal"])
def test_a_suite_that_must_run_and_did_not_is_a_failure(run, required):
	outcomes = {"policy": ("RAN", "0", (1, 0, 0, 0)), "site": ("NOT RUN", "There is no bench")}
	assert run(outcomes, required)[0] == 1


def test_a_run_without_any_suite_is_a_failure(run):
	assert run({"site": ("NOT RUN", "There is no bench")})[0] == 1
