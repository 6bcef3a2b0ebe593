"""Households, people, mentors and mentees, each through its document (R6 to R17)."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.links import MENTORING
from mentoring_scheme.importing.sheets import HOUSEHOLDS, PEOPLE
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch, taken
from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow_of_new

OF_HOUSEHOLD = ("household_name", "payee_name")
OF_PERSON = (
	"participant_name",
	"date_of_birth",
	"email",
	"phone",
	"postcode",
	"area",
	"ssw",
	"experience",
	"expertise",
	"interests",
)
OF_MENTOR = (
	"kind",
	"capacity",
	"applied_on",
	"information_session_on",
	"interview_on",
	"checks_completed_on",
	"preparation_completed_on",
	"suitability_reviewed_on",
	"approved_on",
	"break_from",
	"break_until",
	"stage_reason",
	"availability",
)
OF_MENTEE = (
	"support_type",
	"referral_route",
	"referred_on",
	"referred_by",
	"under_allegation",
	"independent_support",
	"offered_on",
	"offer_answer",
	"offer_answered_on",
	"offer_reason",
	"consent_on",
	"withdrawn_on",
	"needs",
	"wished_outcomes",
)


def household(row: Row, batch: Batch) -> Document:
	return _made("Mentoring Household", **taken(row, *OF_HOUSEHOLD))


def person(row: Row, batch: Batch) -> Document:
	"""The person of a row; somebody who is here already stays as they are."""
	if row.text("known_as"):
		there = frappe.get_doc("Mentoring Participant", row.text("known_as"))
		there.check_permission("read")
		return there
	return _made(
		"Mentoring Participant",
		household=batch.named(HOUSEHOLDS, row.text("household")),
		approvals=_approvals(row),
		active_periods=_active_periods(row),
		**taken(row, *OF_PERSON),
	)


def mentor(row: Row, batch: Batch) -> Document:
	"""A mentor at the stage of the row. What the policy would have refused is kept as a decision, with where it is from."""
	stage = row.text("stage")
	made = _made(
		"Mentor",
		batch.source if stage in MENTORING else None,
		participant=batch.named(PEOPLE, row.text("person")),
		scheme=batch.scheme,
		trainings=_trainings(row),
		commitment_confirmed=_yes_no(row, "commitment_confirmed"),
		**taken(row, *OF_MENTOR),
	)
	# Past the workflow, whose moves belong to people: the way to this stage was gone before the scheme came here.
	write_past_workflow_of_new(
		made,
		stage=stage,
		reason_of_last_move=row.text("stage_reason") or None,
		stood_down_on=row.day("stood_down_on"),
	)
	return made


def mentee(row: Row, batch: Batch) -> Document:
	return _made(
		"Mentee",
		participant=batch.named(PEOPLE, row.text("person")),
		scheme=batch.scheme,
		**taken(row, *OF_MENTEE),
	)


def _made(doctype: str, decided: str | None = None, /, **values: Any) -> Document:
	"""`decided`: the reason with which what the policy would have refused is on record as decided."""
	doc = frappe.new_doc(doctype)
	doc.update(values)
	doc.flags.brought_in = decided
	return doc.insert()


def _approvals(row: Row) -> list[dict[str, Any]]:
	if not row.day("approved_on"):
		return []
	approval = taken(row, "approval_type", "approved_on", "level")
	return [{**approval, "ended_on": row.day("approval_ended_on")}]


def _active_periods(row: Row) -> list[dict[str, Any]]:
	if not row.day("caring_since"):
		return []
	period = {"from_date": row.day("caring_since"), "to_date": row.day("caring_until")}
	return [{**period, "kind": row.text("caring_kind") or None}]


def _trainings(row: Row) -> list[dict[str, Any]]:
	attended = row.day("training_attended_on")
	return [{"training": row.text("training"), "attended_on": attended}] if attended else []


def _yes_no(row: Row, fieldname: str) -> str:
	value = row.values.get(fieldname)
	return "" if value is None else ("Yes" if value else "No")
