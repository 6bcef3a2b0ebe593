"""The portal is closed to whoever has left, on the day that the policy says, and open again to who comes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import frappe
from frappe.model.document import Document
from frappe.sessions import clear_sessions
from pypika.terms import Criterion

from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.jobs.batches import each, kept
from mentoring_scheme.mentoring_scheme import portal_accounts
from mentoring_scheme.policy.portal_access import MENTEE_OVER, mentee_is_over, mentor_is_over
from mentoring_scheme.policy.states import OPEN, Stage


def on_role_update(doc: Document, method: str | None = None) -> None:
	"""A mentor or mentee has left, or has come back."""
	before = doc.get_doc_before_save()
	if before is None:
		changed = _was_closed(doc)
	else:
		changed = _is_over(before) != _is_over(doc)
	if changed:
		_enqueue([doc.participant])


def on_link_update(link: Document, method: str | None = None) -> None:
	"""With its last link, somebody who has left already loses the last reason to open the portal."""
	before = link.get_doc_before_save()
	if before and (before.status in OPEN) != (link.status in OPEN):
		_enqueue([link.mentor_participant, link.mentee_participant])


def bring_up_to_date(participants: Sequence[str]) -> int:
	"""Open and close the portal to these participants as they stand today; returns to how many it changed."""
	users = frappe.get_all(
		"Mentoring Participant",
		{"name": ["in", participants], "user": ["is", "set"]},
		pluck="user",
		distinct=True,
		order_by="user",
	)
	return sum(_settle(user) for user in users)


def bring_all_up_to_date() -> int:
	"""The same for everybody who may have left, or come back: one query finds them."""
	return bring_up_to_date(_who_may_change())


def _settle(user: str) -> int:
	"""One account, kept by itself. Its sessions end after that, because ending them commits whatever is under way."""
	changed: list[str] = []

	def settle(name: str) -> None:
		if portal_accounts.settle(name):
			changed.append(name)

	kept(partial(each, [user], settle, title="Access to the portal not brought up to date"))
	if changed and not frappe.db.get_value("User", user, "enabled"):
		clear_sessions(user, force=True)
	return len(changed)


def _who_may_change() -> list[str]:
	"""Participants with an account who are over as mentor or mentee and have its role still, or whose role was ended."""
	person, role = frappe.qb.DocType("Mentoring Participant"), frappe.qb.DocType("Has Role")
	holders = frappe.qb.from_(role).select(role.parent).where(role.role.isin((MENTOR, MENTEE)))
	over = [
		person.name.isin(frappe.qb.from_(row).select(row.participant).where(row[state].isin(states)))
		for row, state, states in (
			(frappe.qb.DocType(MENTOR), "stage", (Stage.STOOD_DOWN.value,)),
			(frappe.qb.DocType(MENTEE), "status", MENTEE_OVER),
		)
	]
	ended = [person[field].isnotnull() for field in portal_accounts.ENDED_ON.values()]
	return (
		frappe.qb.from_(person)
		.select(person.name)
		.where(person.user.isnotnull())
		.where((Criterion.any(over) & person.user.isin(holders)) | Criterion.any(ended))
		.orderby(person.name)
		.run(pluck=True)
	)


def _is_over(doc: Document) -> bool:
	return mentor_is_over(doc.stage) if doc.doctype == MENTOR else mentee_is_over(doc.status)


def _was_closed(doc: Document) -> bool:
	field = portal_accounts.ENDED_ON[doc.doctype]
	return bool(frappe.db.get_value("Mentoring Participant", doc.participant, field))


def _enqueue(participants: list[str]) -> None:
	frappe.enqueue(bring_up_to_date, queue="short", enqueue_after_commit=True, participants=participants)
