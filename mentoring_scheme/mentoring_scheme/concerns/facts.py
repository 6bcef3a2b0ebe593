"""The facts of a concern, gathered for the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import approval_of
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.policy.concerns import (
	ConcernFacts,
	ConcernState,
	Kind,
	LinkDecision,
	LinkUnderReview,
	RaisedAs,
	Rung,
)
from mentoring_scheme.policy.states import OPEN, LinkState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern


def concern_facts(concern: MentoringConcern) -> ConcernFacts:
	"""What the policy asks about a concern, as it stands in memory."""
	return ConcernFacts(
		kind=Kind(concern.kind),
		state=ConcernState(concern.status),
		raised_as=RaisedAs(concern.raised_as),
		person_named=bool(concern.about_participant or concern.about_user),
		of_carer=bool(concern.of_carer),
		independent_supporter=concern.independent_support or "",
		links=_links_under_review(concern),
		steps=len(concern.steps),
		rungs=frozenset(Rung(row.rung) for row in concern.steps if row.rung),
		acknowledged_on=date_or_none(concern.acknowledged_on),
		outcome=concern.outcome or "",
		lessons=concern.lessons or "",
		answer=concern.answer_to_them or "",
	)


def open_links_as_mentor(participant: str | None) -> list[Any]:
	"""The links of a person as a mentor that have not ended, in whatever scheme."""
	if not participant:
		return []
	return frappe.get_all(
		"Mentoring Link",
		filters={"mentor_participant": participant, "status": ["in", OPEN]},
		fields=["name", "title", "scheme", "status"],
		order_by="scheme asc, creation asc",
	)


def is_carer(participant: str | None) -> bool:
	"""Whether the person is approved as a carer today."""
	if not participant:
		return False
	rows = frappe.get_all(
		"Mentoring Approval",
		filters={"parent": participant, "parenttype": "Mentoring Participant", "approved_on": ["is", "set"]},
		fields=["approval_type", "approved_on", "ended_on", "level"],
	)
	return any(approval_of(row).is_current(getdate(today())) for row in rows)


def _links_under_review(concern: MentoringConcern) -> tuple[LinkUnderReview, ...]:
	if concern.kind != Kind.ALLEGATION.value:
		return ()
	decided = {row.link: LinkDecision(row.decision) for row in concern.link_decisions if not row.lapsed}
	return tuple(
		LinkUnderReview(link.name, LinkState(link.status), decided.get(link.name))
		for link in open_links_as_mentor(concern.about_participant)
	)
