"""What follows from a supervision: actions until they are done, the next one, and needs on the mentor's plan (R14, R35)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import supervision as rules

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.mentoring_supervision import (
		MentoringSupervision,
	)


def finish(action: str) -> None:
	"""Note that an action is done; done already, it stays as it is. Whoever asks has checked whose action it is."""
	parent = frappe.db.get_value("Mentoring Supervision Action", action, "parent")
	supervision = frappe.get_doc("Mentoring Supervision", parent, for_update=True)
	row = next(row for row in supervision.actions if row.name == action)
	if row.done:
		return
	row.done = 1
	# safe: the mentor, or whoever holds a later supervision of the mentor, was checked; what was held is not judged anew
	supervision.flags.ignore_permissions = supervision.flags.ignore_validate = True
	row.done_on = today()
	supervision.save()


def plan_next(supervision: MentoringSupervision) -> str:
	"""The next supervision of the same mentor, or group, on the day that follows; the one that is planned already.

	Raises RuleRefusal where none follows.
	"""
	refuse_unless_allowed(rules.assess_planning(supervision.status, bool(supervision.next_on)))
	planned = frappe.db.get_values(
		"Mentoring Supervision",
		{
			"scheme": supervision.scheme,
			"kind": _next_kind(supervision),
			"mentor": supervision.mentor or ["is", "not set"],
			"supervisor": supervision.supervisor,
			"status": "Planned",
			"supervision_date": [">", supervision.supervision_date],
		},
		order_by="supervision_date",
		for_update=True,
		pluck=True,
	)
	of_these = planned if supervision.mentor else _of_same_group(planned, supervision)
	return of_these[0] if of_these else _planned(supervision)


def add_to_plan(supervision: MentoringSupervision, mentor: str, need: str, action: str) -> None:
	"""Put a training need on the development plan of one of the mentors; the same need once (R14)."""
	if mentor not in supervision.mentors():
		frappe.throw(_("Choose a mentor of this supervision."))
	if not need.strip():
		frappe.throw(_("Write what the mentor needs to learn."))
	document = frappe.get_doc("Mentor", mentor, for_update=True)
	if any(
		row.need.casefold() == need.strip().casefold() and not row.done_on
		for row in document.development_needs
	):
		return
	document.append("development_needs", {"need": need.strip()[:140], "action": action.strip()[:140]})
	# safe: who may write the supervision was checked, and a need is all that is added
	document.flags.ignore_permissions = True
	document.save()


def _next_kind(supervision: MentoringSupervision) -> str:
	return "Group" if supervision.kind == "Group" else "One-to-one"


def _of_same_group(planned: Sequence[str], supervision: MentoringSupervision) -> list[str]:
	"""Those of the planned ones that anybody of this group takes part in: a supervisor may have several groups."""
	if not planned:
		return []
	row = {
		"parent": ["in", planned],
		"parenttype": supervision.doctype,
		"mentor": ["in", supervision.mentors()],
	}
	same = set(
		frappe.db.get_values("Mentoring Supervision Attendance", row, "parent", for_update=True, pluck=True)
	)
	return [name for name in planned if name in same]


def _planned(supervision: MentoringSupervision) -> str:
	following = frappe.get_doc(
		{
			"doctype": "Mentoring Supervision",
			"scheme": supervision.scheme,
			"kind": _next_kind(supervision),
			"mentor": supervision.mentor,
			"supervisor": supervision.supervisor,
			"combined": supervision.combined,
			"supervision_date": max(getdate(supervision.next_on), getdate(today())),
			"attendance": [{"mentor": row.mentor} for row in supervision.attendance],
		}
	)
	return following.insert().name
