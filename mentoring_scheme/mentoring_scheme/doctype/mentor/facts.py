"""The facts of a mentor, gathered for the policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.mentoring_scheme.doctype.mentor.evidence import answers_of_referees, topics_covered
from mentoring_scheme.mentoring_scheme.plain_values import YES_NO, date_or_none
from mentoring_scheme.policy.checks import CheckFact
from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.recruitment import RecruitmentFacts
from mentoring_scheme.policy.training import Attended, Training

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor.mentor import Mentor

ROW_FIELDS = {
	"Mentoring Approval": ["approval_type", "approved_on", "ended_on", "level"],
	"Mentoring Active Period": ["from_date", "to_date"],
}
CHECK_FIELDS = ("check_kind", "issued_on", "expires_on", "outcome")


def mentor_facts(mentor: Mentor) -> MentorFacts:
	"""What eligibility is judged by: approvals, active caring, training, checks, commitment (R6, R7, R9)."""
	return facts_from(
		mentor,
		map(approval_of, _rows("Mentoring Approval", mentor.participant)),
		map(period_of, _rows("Mentoring Active Period", mentor.participant)),
		map(course_of, mentor.trainings),
		checks_of(mentor),
	)


def _rows(doctype: str, participant: str) -> list[Any]:
	of_person = {"parent": participant, "parenttype": "Mentoring Participant"}
	return frappe.get_all(doctype, of_person, ROW_FIELDS[doctype], order_by="idx")


def checks_of(mentor: Mentor) -> tuple[CheckFact, ...]:
	"""The checks of a mentor that are on record."""
	checks = frappe.get_all(
		"Mentor Check", filters={"mentor": mentor.name or ""}, fields=[*CHECK_FIELDS], order_by="name asc"
	)
	return tuple(map(check_of, checks))


class Course(NamedTuple):
	"""What a row of a mentor's trainings says: what was agreed, and that it was attended; None where it does not."""

	agreed: Training | None
	attended: Attended | None


def facts_from(
	mentor: Any,
	approvals: Iterable[Approval],
	active_periods: Iterable[Period],
	courses: Iterable[Course],
	checks: Iterable[CheckFact],
) -> MentorFacts:
	"""The same facts of rows that are read already; of one mentor's documents, or of all mentors at once."""
	courses = list(courses)
	return MentorFacts(
		approvals=tuple(approvals),
		active_periods=tuple(active_periods),
		commitment_confirmed=YES_NO.get(mentor.commitment_confirmed),
		trainings=tuple([each.agreed for each in courses if each.agreed]),
		attended=tuple([each.attended for each in courses if each.attended]),
		mentor_since=date_or_none(mentor.approved_on),
		checks=tuple(checks),
	)


def recruitment_facts(mentor: Mentor) -> RecruitmentFacts:
	"""The dated evidence of the stages (R9): the mentor's own dates, the references, and the events attended."""
	return RecruitmentFacts(
		applied_on=date_or_none(mentor.applied_on),
		information_session_on=date_or_none(mentor.information_session_on),
		interviewed_on=date_or_none(mentor.interview_on),
		checks_completed_on=date_or_none(mentor.checks_completed_on),
		preparation_completed_on=date_or_none(mentor.preparation_completed_on),
		reviewed_on=date_or_none(mentor.suitability_reviewed_on),
		found_suitable=YES_NO.get(mentor.found_suitable),
		approved_on=date_or_none(mentor.approved_on),
		reason=_reason_of_this_move(mentor),
		suspension_concluded_on=date_or_none(mentor.suspension_concluded_on),
		references=answers_of_referees(mentor.name),
		topics=topics_covered(mentor.name),
		mentor=mentor_facts(mentor),
	)


def approval_of(row: Any) -> Approval:
	"""A row of a participant's approvals as the policy takes it."""
	return Approval(
		row.approval_type, getdate(row.approved_on), date_or_none(row.ended_on), cint(row.level) or None
	)


def period_of(row: Any) -> Period:
	"""A row of a participant's active periods as the policy takes it."""
	return Period(getdate(row.from_date), date_or_none(row.to_date))


def course_of(row: Any) -> Course:
	"""A row of a mentor's trainings as the policy takes it."""
	attended_on = date_or_none(row.attended_on)
	return Course(
		Training(date_or_none(row.due_on), attended_on, row.training) if row.mandatory else None,
		Attended(row.training, attended_on) if attended_on else None,
	)


def _reason_of_this_move(mentor: Mentor) -> str:
	"""A reason that was given for an earlier break, suspension or standing down is not one for the next."""
	given = (mentor.stage_reason or "").strip()
	return "" if given == (mentor.reason_of_last_move or "").strip() else given


def check_of(row: Any) -> CheckFact:
	"""A Mentor Check as the policy takes it."""
	accepted = row.outcome != "Not accepted"
	return CheckFact(row.check_kind, getdate(row.issued_on), date_or_none(row.expires_on), accepted)
