"""What a mentor's recruitment rests on: checks, references and assessments, as papers of their own (R9, R14)."""

from __future__ import annotations

from typing import Any

from frappe.model.document import Document

from mentoring_scheme.setup.demo.acting import ago, insert
from mentoring_scheme.setup.demo.users import MANAGER
from mentoring_scheme.setup.demo.year import Year

DBS, VALID_MONTHS = "DBS check", 36
REQUIRED_CHECKS = ({"check": DBS, "valid_months": VALID_MONTHS},)
RUNS_OUT_IN = 18  # days, of the one check that is to be renewed soon

REFEREES = ("supervising social worker", "fellow carer", "head of the children's school", "former manager")
SUMMARIES = (
	"Has known her for years; steady, kind, keeps confidences.",
	"Would trust him with any new carer. Takes on too much at times.",
	"Always prepared, speaks up for others, laughs easily.",
)
CONCLUSIONS = (
	"Warm and clear about the limits of the role. Goes on to the preparation.",
	"Much experience; will need to hold back advice. Suitable.",
)


def record(year: Year, mentor: Document, *, checked: int | None, interviewed: int | None) -> None:
	"""The papers of a mentor who was checked and interviewed so many days ago; None: not yet."""
	if checked is not None and year.plan.checks:
		_check(year, mentor, checked)
	if checked is not None:
		_reference(year, mentor, checked)
	if interviewed is not None:
		_interview(year, mentor, interviewed)


def _check(year: Year, mentor: Document, days: int) -> None:
	soon = not year.mentors and year.plan.checks
	issued = VALID_MONTHS * 365 // 12 - RUNS_OUT_IN if soon else days
	insert(
		"Mentor Check",
		mentor=mentor.name,
		check_kind=DBS,
		number=f"00{year.traits.randrange(10**9, 10**10)}",
		issued_on=ago(issued),
		seen_by=year.coordinator,
		seen_on=ago(min(days, issued)),
	)


def _reference(year: Year, mentor: Document, days: int) -> None:
	insert(
		"Mentor Reference",
		mentor=mentor.name,
		referee=year.people.person().name,
		relation=year.traits.choice(REFEREES),
		asked_on=ago(days + 20),
		received_on=ago(days),
		answer="For the mentor",
		summary=year.traits.choice(SUMMARIES),
	)


def _interview(year: Year, mentor: Document, days: int) -> None:
	ratings: list[dict[str, Any]] = [
		{"quality": row.quality, "rating": year.traits.choice(("Strong", "Strong", "Enough"))}
		for row in year.qualities
	]
	insert(
		"Mentor Assessment",
		mentor=mentor.name,
		kind="Interview",
		held_on=ago(days),
		assessed_by=MANAGER.name,
		ratings=ratings,
		conclusion=year.traits.choice(CONCLUSIONS),
	)
