"""The facts of one supervision, gathered for the policy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cint, getdate

from mentoring_scheme.policy.supervision import SupervisionFacts, SupervisionKind, SupervisionState

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.mentoring_supervision import (
		MentoringSupervision,
	)


def supervision_facts(supervision: MentoringSupervision) -> SupervisionFacts:
	"""What the supervision says, with the schemes of its mentors and the mentors of its links."""
	attendance = [row.mentor for row in supervision.attendance if row.mentor]
	mentors = _mentors({*attendance, supervision.mentor or ""})
	times = Counter(row.link for row in supervision.links if row.link)
	links = _links(times)
	return SupervisionFacts(
		kind=SupervisionKind(supervision.kind),
		state=SupervisionState(supervision.status),
		held_on=getdate(supervision.supervision_date),
		mentor=supervision.mentor or "",
		combined=bool(cint(supervision.combined)),
		attendance=tuple(attendance),
		attended=sum(cint(row.attended) for row in supervision.attendance),
		links={name: row.mentor for name, row in links.items()},
		repeated_links=tuple(link for link, number in times.items() if number > 1),
		foreign_mentors=tuple(name for name, row in mentors.items() if row.scheme != supervision.scheme),
		labels={
			**{name: row.participant_name or name for name, row in mentors.items()},
			**{name: row.title or name for name, row in links.items()},
		},
	)


def _mentors(names: set[str]) -> dict[str, frappe._dict]:
	rows = frappe.get_all(
		"Mentor", {"name": ["in", sorted(names)]}, ["name", "scheme", "participant_name"], order_by="name"
	)
	return {row.name: row for row in rows}


def _links(names: Counter[str]) -> dict[str, frappe._dict]:
	rows = frappe.get_all(
		"Mentoring Link", {"name": ["in", sorted(names)]}, ["name", "mentor", "title"], order_by="name"
	)
	return {row.name: row for row in rows}
