"""What waits beside the running of links: records, answers, signatures, feedback, concerns, the policy itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import frappe
from frappe.utils import getdate
from pypika.functions import Coalesce
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion

from mentoring_scheme.access.terms import any_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.watching.links import PEOPLE, of_people
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch
from mentoring_scheme.policy import matters_of_papers as matters
from mentoring_scheme.policy.agreement import Party
from mentoring_scheme.policy.choices import ReminderKind
from mentoring_scheme.policy.concerns import ConcernState, Kind
from mentoring_scheme.policy.follow_ups import FollowUpState
from mentoring_scheme.policy.matter_values import Matter
from mentoring_scheme.policy.states import ENDED, NOT_STARTED, OPEN, RUNNING

SIGNS = {
	Party.MENTOR.value: "mentor_user",
	Party.MENTEE.value: "mentee_user",
	Party.SSW.value: "ssw_user",
}


def records_waiting(watch: Watch) -> list[Found]:
	"""Contact records that wait for the mentee (R29)."""
	record = frappe.qb.DocType("Contact Record")
	query = _with_link(record, watch).select(record.sent_on, record.mentee_user.as_("named"))
	query = query.where((record.status == "Sent") & (record.docstatus < 2))
	sent = watch.up_to(
		record, ReminderKind.RECORD_WAITING, lambda until: record.sent_on < until + timedelta(days=1)
	)
	return [
		Found(matters.of_record(row.name, getdate(row.sent_on)), row.scheme, **_concerned(row))
		for row in _rows(query, record, sent, RUNNING)
	]


def consultations(watch: Watch) -> list[Found]:
	"""Questions to social workers that have a last day and no answer (R21)."""
	asked = frappe.qb.DocType("Mentoring Consultation")
	query = _with_link(asked, watch).select(asked.answer_by, asked.ssw.as_("named"))
	query = query.where((asked.answer.isnull() | (asked.answer == "")) & (asked.lapsed == 0))
	open_ones = watch.up_to(asked, ReminderKind.CONSULTATION, lambda until: asked.answer_by <= until)
	return [
		Found(
			matters.of_consultation(row.name, getdate(row.answer_by), watch.day),
			row.scheme,
			**_concerned(row),
		)
		for row in _rows(query, asked, open_ones, NOT_STARTED)
	]


def agreements(watch: Watch) -> list[Found]:
	"""Agreements that wait for signatures: a matter for each party (R24, R26)."""
	paper = frappe.qb.DocType("Mentoring Agreement")
	query = _with_link(paper, watch).select(
		paper.offered_on, paper.policy_version, *(paper[field] for field in SIGNS.values())
	)
	query = query.where((paper.signing_state == "Awaiting signatures") & (paper.docstatus < 2))
	offered = watch.up_to(paper, ReminderKind.AGREEMENT, lambda until: paper.offered_on <= until)
	rows = _rows(query, paper, offered, OPEN)
	signed = _signed([row.name for row in rows])
	return [
		Found(matter, row.scheme, **{**_concerned(row), "named": row[SIGNS[matter.part]] or ""})
		for row in rows
		for matter in matters.of_agreement(
			row.name, getdate(row.offered_on), signed[row.name], policy_of_version(row.policy_version)
		)
	]


def feedback(watch: Watch) -> list[Found]:
	"""Feedback that was asked for and not given (R41)."""
	asked = frappe.qb.DocType("Mentoring Feedback")
	query = _with_link(asked, watch).select(asked.asked_on, asked.asked_user.as_("named"))
	query = query.where(asked.given_on.isnull())
	since = watch.up_to(asked, ReminderKind.FEEDBACK, lambda until: asked.asked_on <= until)
	return [
		Found(matters.of_feedback(row.name, getdate(row.asked_on)), row.scheme, **_concerned(row))
		for row in _rows(query, asked, since, None)
	]


def follow_ups(watch: Watch) -> list[Found]:
	"""Follow-ups after the end of links that wait for somebody to ask (R4)."""
	asked = frappe.qb.DocType("Mentoring Follow Up")
	query = _with_link(asked, watch).select(asked.due_on).where(asked.status == FollowUpState.DUE.value)
	due = watch.up_to(asked, ReminderKind.FOLLOW_UP, lambda until: asked.due_on <= until)
	return [
		Found(matters.of_follow_up(row.name, getdate(row.due_on), watch.day), row.scheme, **_concerned(row))
		for row in _rows(query, asked, due, ENDED)
	]


def concerns(watch: Watch) -> list[Found]:
	"""Concerns that are not closed and had no step for long; complaints about data that are not acknowledged (R34, R36)."""
	concern = frappe.qb.DocType("Mentoring Concern")
	last = Coalesce(concern.last_step_on, concern.raised_on)
	unacknowledged = (concern.kind == Kind.DATA_PROTECTION.value) & concern.acknowledged_on.isnull()
	no_step = watch.up_to(concern, ReminderKind.CONCERN, lambda until: last <= until)
	no_answer = unacknowledged & watch.up_to(
		concern,
		ReminderKind.COMPLAINT,
		lambda until: concern.raised_on <= until - timedelta(days=matters.DAYS_TO_ACKNOWLEDGE),
	)
	query = (
		frappe.qb.from_(concern)
		.select(concern.name, concern.scheme, concern.kind, concern.raised_on, concern.acknowledged_on)
		.select(concern.handled_by, last.as_("last_on"))
		.where((concern.status != ConcernState.CLOSED.value) & (no_step | no_answer))
		.orderby(concern.name)
	)
	return [
		Found(matter, row.scheme, named=row.handled_by or "")
		for row in query.run(as_dict=True)
		for matter in _of_concern(row)
	]


def _of_concern(row: Any) -> Iterator[Matter]:
	yield matters.of_concern(row.name, getdate(row.last_on))
	if row.kind == Kind.DATA_PROTECTION.value and not row.acknowledged_on:
		yield matters.of_complaint(row.name, getdate(row.raised_on))


def policies(watch: Watch) -> list[Found]:
	"""Schemes whose policy is to be reviewed (R3)."""
	scheme = frappe.qb.DocType("Mentoring Scheme")
	ends = [
		(scheme.name == name) & (scheme.review_date <= until)
		for name in watch.policies
		if (until := watch.until(name, ReminderKind.POLICY_REVIEW))
	]
	query = frappe.qb.from_(scheme).select(scheme.name, scheme.review_date).where(any_of(ends))
	return [
		Found(matters.of_policy(name, getdate(review_on), watch.day), name)
		for name, review_on in query.orderby(scheme.name).run()
	]


def _with_link(paper: Table, watch: Watch) -> QueryBuilder:
	"""The papers together with whom their links concern."""
	link = frappe.qb.DocType("Mentoring Link")
	query = frappe.qb.from_(paper).join(link).on(link.name == paper.link)
	query = query.select(paper.name, link.scheme, link.name.as_("link"), *(link[field] for field in PEOPLE))
	for condition in watch.of_links(paper.link):
		query = query.where(condition)
	return query


def _rows(
	query: QueryBuilder, paper: Table, condition: Criterion, states: tuple[str, ...] | None
) -> list[Any]:
	if states:
		query = query.where(frappe.qb.DocType("Mentoring Link").status.isin(states))
	return query.where(condition).orderby(paper.name).run(as_dict=True)


def _concerned(row: Any) -> dict[str, str]:
	return {**of_people(row), "link": row.link, "named": row.get("named") or ""}


def _signed(agreements: list[str]) -> dict[str, set[str]]:
	rows = frappe.get_all(
		"Mentoring Signature",
		filters={"parent": ["in", agreements or [""]], "parenttype": "Mentoring Agreement"},
		fields=["parent", "party"],
		order_by="name",
	)
	signed: dict[str, set[str]] = defaultdict(set)
	for row in rows:
		signed[row.parent].add(row.party)
	return signed
