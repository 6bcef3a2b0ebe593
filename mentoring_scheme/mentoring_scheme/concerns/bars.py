"""Which mentors may not be matched while an allegation against them is open (R36).

This is asked for every match, whoever makes it, so it reads concerns past all permissions and answers yes or no alone.
"""

from __future__ import annotations

import frappe

from mentoring_scheme.mentoring_scheme.matching.rows import Names, named
from mentoring_scheme.policy.concerns import ConcernState, Kind, LinkDecision, bars_matches


def barred(participants: Names) -> set[str]:
	"""Those of these participants who may not be matched with anybody new: one query."""
	concern = frappe.qb.DocType("Mentoring Concern")
	query = (
		frappe.qb.from_(concern)
		.select(concern.about_participant, concern.kind, concern.status)
		.where(concern.kind == Kind.ALLEGATION.value)
		.where(named(concern.about_participant, participants))
	)
	return {
		participant
		for participant, kind, status in query.run()
		if bars_matches(Kind(kind), ConcernState(status))
	}


def bars_link(participant: str, link: str | None) -> bool:
	"""Whether this mentor's link may not be taken further towards its start; a link that was let go on may."""
	concerns = frappe.get_all(
		"Mentoring Concern",
		filters={"about_participant": participant, "kind": Kind.ALLEGATION.value},
		fields=["name", "kind", "status"],
	)
	decided = _latest_decisions([each.name for each in concerns], link) if concerns and link else {}
	return any(
		bars_matches(Kind(each.kind), ConcernState(each.status), decided.get(each.name)) for each in concerns
	)


def _latest_decisions(concerns: list[str], link: str) -> dict[str, LinkDecision]:
	"""What was last decided about the link, by concern."""
	filters = {"parenttype": "Mentoring Concern", "parent": ["in", concerns], "link": link, "lapsed": 0}
	rows = frappe.get_all(
		"Mentoring Concern Decision", filters=filters, fields=["parent", "decision"], order_by="idx asc"
	)
	return {row.parent: LinkDecision(row.decision) for row in rows}
