"""The facts of a mentor, gathered for the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, getdate, today

from mentoring_scheme.mentoring_scheme.plain_values import YES_NO, date_or_none
from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.recruitment import RecruitmentFacts
from mentoring_scheme.policy.training import Training, outstanding

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor


def mentor_facts(mentor: Mentor) -> MentorFacts:
	"""What eligibility is judged by: approvals, active caring, mandatory training, commitment (R6, R7)."""
	participant = frappe.get_doc("Mentoring Participant", mentor.participant)
	return MentorFacts(
		approvals=tuple(map(_approval, participant.approvals)),
		active_periods=tuple(
			Period(getdate(row.from_date), date_or_none(row.to_date)) for row in participant.active_periods
		),
		training_outstanding=outstanding(
			(_training(row) for row in mentor.trainings if row.mandatory), getdate(today())
		),
		commitment_confirmed=YES_NO.get(mentor.commitment_confirmed),
	)


def recruitment_facts(mentor: Mentor) -> RecruitmentFacts:
	"""The dated evidence of the stages (R9)."""
	return RecruitmentFacts(
		applied_on=date_or_none(mentor.applied_on),
		information_session_on=date_or_none(mentor.information_session_on),
		interviewed_on=date_or_none(mentor.interview_on),
		checks_completed_on=date_or_none(mentor.checks_completed_on),
		preparation_completed_on=date_or_none(mentor.preparation_completed_on),
		reviewed_on=date_or_none(mentor.suitability_reviewed_on),
		found_suitable=YES_NO.get(mentor.found_suitable),
		approved_on=date_or_none(mentor.approved_on),
		reason=mentor.stage_reason or "",
		suspension_concluded_on=date_or_none(mentor.suspension_concluded_on),
		mentor=mentor_facts(mentor),
	)


def _approval(row: Any) -> Approval:
	return Approval(
		row.approval_type, getdate(row.approved_on), date_or_none(row.ended_on), cint(row.level) or None
	)


def _training(row: Any) -> Training:
	return Training(date_or_none(row.due_on), date_or_none(row.attended_on))
