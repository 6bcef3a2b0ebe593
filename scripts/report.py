"""The table at the end of a test run: which suites ran, with how many tests, and which did not, and why.

python3 report.py OUTCOMES REPORTS REQUIRED: OUTCOMES is a file of lines "suite, tab, state, tab, detail", where the
state RAN has pytest's exit status as its detail, NOT RUN and BROKEN a sentence; REPORTS is the folder of pytest's own
reports (<suite>.xml), from which every count is taken; REQUIRED names, with spaces between, suites that must run.
"""

import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Counts:
	"""What pytest says that it ran. An error counts as a failure: the test gave no answer."""

	tests: int = 0
	failed: int = 0
	skipped: int = 0

	@property
	def passed(self) -> int:
		return self.tests - self.failed - self.skipped

	def __add__(self, other: "Counts") -> "Counts":
		return Counts(self.tests + other.tests, self.failed + other.failed, self.skipped + other.skipped)


@dataclass(frozen=True)
class Row:
	suite: str
	counts: Counts | None
	remark: str
	good: bool


def read_counts(report: Path) -> Counts:
	"""Counts of one of pytest's JUnit files; none at all where pytest came to no end and wrote none."""
	if not report.exists():
		return Counts()
	suites = ElementTree.parse(report).getroot().iter("testsuite")
	return sum(
		(
			Counts(*(int(suite.get(key, 0)) for key in ("tests", "failures", "skipped"))) + _errors(suite)
			for suite in suites
		),
		Counts(),
	)


def _errors(suite: ElementTree.Element) -> Counts:
	"""Errors as failures. A test that passed and whose clean-up then broke is counted twice by pytest, once as each."""
	return Counts(0, int(suite.get("errors", 0)), 0)


def judge(suite: str, state: str, detail: str, reports: Path, required: set[str]) -> Row:
	if state != "RAN":
		good = state == "NOT RUN" and suite not in required
		return Row(suite, None, f"{'NOT RUN' if state == 'NOT RUN' else 'FAILED'}: {detail}", good)
	counts = read_counts(reports / f"{suite}.xml")
	if counts.tests == 0:
		return Row(suite, counts, "FAILED: it ran no test", False)
	if detail != "0" or counts.failed:
		return Row(suite, counts, f"FAILED (pytest ended with {detail})", False)
	return Row(suite, counts, "passed", True)


def print_table(rows: list[Row]) -> None:
	print(f"\n{'suite':<10}{'tests':>7}{'passed':>8}{'failed':>8}{'skipped':>9}  result")
	for row in rows:
		numbers = (
			(row.counts.tests, row.counts.passed, row.counts.failed, row.counts.skipped)
			if row.counts
			else ("-",) * 4
		)
		tests, passed, failed, skipped = numbers
		print(f"{row.suite:<10}{tests:>7}{passed:>8}{failed:>8}{skipped:>9}  {row.remark}")
	total = sum((row.counts for row in rows if row.counts), Counts())
	print(f"\ntotal: {total.passed} passed, {total.failed} failed, {total.skipped} skipped")


def main(outcomes: str, reports: str, required: str) -> int:
	asked = set(required.split())
	lines = [line.split("\t", 2) for line in Path(outcomes).read_text().splitlines()]
	rows = [judge(*line, Path(reports), asked) for line in lines]
	rows += [
		Row(name, None, "NOT RUN: not asked for, but required", False)
		for name in sorted(asked - {row.suite for row in rows})
	]
	print_table(rows)
	# A run without a single test has shown nothing, and must not look as if it had.
	return 0 if all(row.good for row in rows) and any(row.counts for row in rows) else 1


if __name__ == "__main__":
	sys.exit(main(*sys.argv[1:]))
