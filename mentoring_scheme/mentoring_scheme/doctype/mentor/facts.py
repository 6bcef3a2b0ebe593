"""The facts of a mentor, gathered for the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, getdate, today

from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.recruitment import RecruitmentFacts

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor

YES_NO = {"Yes": True, "No": False}


def mentor_facts(mentor: Mentor) -> MentorFacts:
	"""What eligibility is judged by: approvals, active caring, mandatory training, commitment (R6, R7)."""
	participant = frappe.get_doc("Mentoring Participant", mentor.participant)
	return MentorFacts(
		approvals=tuple(map(_approval, participant.approvals)),
		active_periods=tuple(
			Period(getdate(row.from_date), _date(row.to_date)) for row in participant.active_periods
		),
		training_outstanding=_training_outstanding(mentor),
		commitment_confirmed=YES_NO.get(mentor.commitment_confirmed),
	)


def recruitment_facts(mentor: Mentor) -> RecruitmentFacts:
	"""The dated evidence of the stages (R9)."""
	return RecruitmentFacts(
		applied_on=_date(mentor.applied_on),
		information_session_on=_date(mentor.information_session_on),
		interviewed_on=_date(mentor.interview_on),
		checks_completed_on=_date(mentor.checks_completed_on),
		preparation_completed_on=_date(mentor.preparation_completed_on),
		reviewed_on=_date(mentor.suitability_reviewed_on),
		found_suitable=YES_NO.get(mentor.found_suitable),
		approved_on=_date(mentor.approved_on),
		reason=mentor.stage_reason or "",
		suspension_concluded_on=_date(mentor.suspension_concluded_on),
		mentor=mentor_facts(mentor),
	)


def _approval(row: Any) -> Approval:
	return Approval(row.approval_type, getdate(row.approved_on), _date(row.ended_on), cint(row.level) or None)


def _training_outstanding(mentor: Mentor) -> int | None:
	"""Mandatory courses that are overdue or were attended after their time; None where none is recorded."""
	mandatory = [row for row in mentor.trainings if row.mandatory]
	if not mandatory:
		return None
	return sum(not _in_time(row) for row in mandatory)


def _in_time(training: Any) -> bool:
	"""Whether a course was attended within its time, or its time has not run out yet (R7)."""
	due, attended = _date(training.due_on), _date(training.attended_on)
	if due is None:
		return attended is not None
	return (attended or getdate(today())) <= due


def _date(value: Any) -> Any:
	return getdate(value) if value else None
