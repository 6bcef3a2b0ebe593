"""Findings and assessments."""

from datetime import date
from decimal import Decimal

from mentoring_scheme.policy.text import several
from mentoring_scheme.policy.verdicts import Assessment, Finding, passed, refuse, shown, warn

FINAL = refuse("R1", "final", "No.", "Stop.")
OPEN = refuse("R1", "open", "No.", "Ask.", overridable=True, occasion="3")
WARNING = warn("R1", "warning", "Careful.", occasion="2")
PASS = passed("R1", "pass", "Yes.")


def test_assessments_sort_their_findings() -> None:
	both = Assessment((FINAL, PASS)) + Assessment((WARNING, OPEN))
	assert (both.refusals, both.warnings, both.passes) == ([FINAL, OPEN], [WARNING], [PASS])
	assert not both.allowed and Assessment((WARNING, PASS)).allowed and Assessment().allowed


def test_outstanding_is_what_nobody_has_decided_or_may_decide() -> None:
	all_of_them = Assessment((FINAL, OPEN, WARNING, PASS))
	assert all_of_them.outstanding() == [FINAL, OPEN, WARNING]
	assert all_of_them.outstanding({"final", "open/3", "warning/2"}) == [FINAL]
	assert all_of_them.outstanding({"open", "open/4", "warning/1"}) == [FINAL, OPEN, WARNING]


def test_sentences_are_filled_from_the_figures() -> None:
	finding = refuse(
		"R1",
		"x",
		"On {day} {who} had {months} months and £{amount}.",
		"Wait until {day}.",
		day=date(2026, 7, 1),
		who=None,
		months=3,
		amount=Decimal("50.00"),
	)
	assert finding.text == "On 1 July 2026 not known had 3 months and £50.00."
	assert finding.remedy_text == "Wait until 1 July 2026."
	assert shown("a") == "a"


def test_findings_are_values() -> None:
	assert refuse("R1", "final", "No.", "Stop.") == FINAL and len({FINAL, OPEN, WARNING, PASS}) == 4
	assert isinstance(FINAL, Finding)


def test_several() -> None:
	assert [several(number, "one", "many") for number in (0, 1, 2)] == ["many", "one", "many"]
