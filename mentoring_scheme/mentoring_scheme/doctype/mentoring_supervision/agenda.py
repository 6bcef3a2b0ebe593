"""What there is to look at in a supervision: records, worries, actions and needs since the last one (R35).

It is worked out for whoever reads it and kept nowhere, and holds no more than they see in the documents themselves.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.due import standings
from mentoring_scheme.policy.concerns import ConcernState
from mentoring_scheme.policy.states import RUNNING

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_supervision.mentoring_supervision import (
		MentoringSupervision,
	)

MOST = 50


def agenda(supervision: MentoringSupervision) -> dict[str, Any]:
	"""The links that run, the records of each and the worries since the last supervision, and what is still to be done."""
	mentors = supervision.mentors()
	before = _before(supervision, mentors)
	last = next((row for row in before if row.status == "Held"), None)
	links = frappe.get_list(
		"Mentoring Link",
		filters={"mentor": ["in", mentors], "status": ["in", RUNNING]},
		fields=["name", "title", "mentor_name", "mentee_name", "status"],
		order_by="mentor_name, name",
		limit_page_length=MOST,
	)
	since = getdate(last.supervision_date) if last else None
	records = _records([link.name for link in links], since)
	return {
		"last": last and {"name": last.name, "day": last.supervision_date},
		"links": [{**link, "records": [row for row in records if row.link == link.name]} for link in links],
		"worries": _worries(supervision, mentors, since),
		"record_actions": _open_rows("Contact Action", [row.name for row in records]),
		"actions": _open_rows("Mentoring Supervision Action", [row.name for row in before]),
		"standing": _standing(supervision),
	}


def _before(supervision: MentoringSupervision, mentors: list[str]) -> list[frappe._dict]:
	"""Earlier supervisions of these mentors that the reader sees, the latest first."""
	mine = [["mentor", "in", mentors], ["Mentoring Supervision Attendance", "mentor", "in", mentors]]
	return frappe.get_list(
		"Mentoring Supervision",
		filters=[
			["supervision_date", "<=", supervision.supervision_date],
			["name", "!=", supervision.name],
			["status", "!=", "Cancelled"],
		],
		or_filters=mine,
		fields=["name", "supervision_date", "status"],
		order_by="supervision_date desc, name desc",
		distinct=True,
		limit_page_length=MOST,
	)


def _records(links: list[str], since: date | None) -> list[frappe._dict]:
	filters: dict[str, Any] = {"link": ["in", links]}
	if since:
		filters["contact_date"] = [">", since]
	return frappe.get_list(
		"Contact Record",
		filters=filters,
		fields=["name", "link", "contact_date", "way", "outcome", "status"],
		order_by="contact_date desc, name desc",
		limit_page_length=MOST,
	)


def _worries(supervision: MentoringSupervision, mentors: list[str], since: date | None) -> list[frappe._dict]:
	"""What these mentors have raised that is not concluded, or is new: as far as the reader knows of it (R34, R35).

	Its title says the kind and the day; whoever wants to read more opens it, which is noted there.
	"""
	if not frappe.has_permission("Mentoring Concern"):
		return []
	found = frappe.get_list(
		"Mentoring Concern",
		filters={"scheme": supervision.scheme, "raised_as": "Mentor"},
		or_filters=[["raised_by", "in", _accounts(mentors)], ["link", "in", _links_of(mentors)]],
		fields=["name", "title", "status", "raised_on"],
		order_by="raised_on desc, name desc",
		limit_page_length=MOST,
	)
	return [row for row in found if row.status != ConcernState.CLOSED.value or _is_new(row.raised_on, since)]


def _is_new(day: date, since: date | None) -> bool:
	return since is None or getdate(day) > since


def _accounts(mentors: list[str]) -> list[str]:
	people = frappe.get_all("Mentor", {"name": ["in", mentors]}, pluck="participant")
	accounts = {"name": ["in", people], "user": ["is", "set"]}
	return frappe.get_all("Mentoring Participant", accounts, pluck="user")


def _links_of(mentors: list[str]) -> list[str]:
	"""All their links, those that have ended too: no more than where to look."""
	return frappe.get_all("Mentoring Link", {"mentor": ["in", mentors]}, pluck="name")


def _open_rows(doctype: str, parents: list[str]) -> list[frappe._dict]:
	"""Actions that are not done, of documents that the reader sees."""
	return frappe.get_all(
		doctype,
		filters={"parent": ["in", parents], "done": 0},
		fields=["name", "parent", "action", "who", "by_when"],
		order_by="by_when, parent, idx",
	)


def _standing(supervision: MentoringSupervision) -> dict[str, Any] | None:
	"""How the mentor of a supervision of one stands today."""
	if not supervision.mentor:
		return None
	mentor = frappe._dict(name=supervision.mentor, scheme=supervision.scheme)
	found = standings([mentor], getdate(today()))[supervision.mentor]
	return {"state": found.state.value, "due_on": found.due_on}
