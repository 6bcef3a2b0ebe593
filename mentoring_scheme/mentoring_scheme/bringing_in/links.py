"""Links in mid-life, with the agreement that was signed elsewhere (R21 to R26, R39, R42)."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.sheets import MENTEES, MENTORS
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch, taken
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.gate_facts import link_facts
from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow, write_past_workflow_of_new
from mentoring_scheme.mentoring_scheme.verdict import take_as_decided
from mentoring_scheme.policy import agreement as rules
from mentoring_scheme.policy.starting import assess_activation
from mentoring_scheme.policy.states import LinkState

OF_LINK = (
	"support_type",
	"introduction_on",
	"start_date",
	"commencement_differs",
	"commencement_reason",
	"event_on",
	"ended_on",
	"ending_kind",
	"status_reason",
)
INTRODUCTION, ACTIVE, CLOSED = (
	each.value for each in (LinkState.INTRODUCTION, LinkState.ACTIVE, LinkState.CLOSED)
)


def begin(row: Row, batch: Batch) -> Document:
	"""The link as it began, with its agreement: active, so that its papers can be added; see `settle` for the rest.

	What the policy would have refused, of the pair and of the beginning, is kept as decisions on the link.
	"""
	link = frappe.new_doc("Mentoring Link")
	link.update(taken(row, *OF_LINK))
	link.mentor = batch.named(MENTORS, row.text("mentor"))
	link.mentee = batch.named(MENTEES, row.text("mentee"))
	link.extend("extensions", _extensions(row))
	link.extend("suspensions", _suspensions(row))
	link.flags.brought_in = batch.source
	link.insert()
	# Past the workflow, whose moves belong to people: they were made before the scheme came here.
	write_past_workflow_of_new(link, status=ACTIVE)
	if row.day("agreement_on"):
		_sign(link, row.day("agreement_on"), batch)
	_decide(link, batch)
	batch.links[link.name] = link
	return link


def settle(row: Row, batch: Batch) -> None:
	"""The state in which the link stands, once all its papers are there. A closed one has them on both files (R31)."""
	link = batch.link(row.text("reference"))
	if link.status != row.text("status"):
		write_past_workflow(link, status=row.text("status"))
	if link.status == CLOSED:
		link.file_records()
	link.tell_mentee()


def _decide(link: Document, batch: Batch) -> None:
	"""Add what the policy would have refused of the beginning. Nothing else of the link has changed since it was saved."""
	assessment = assess_activation(link_facts(link, INTRODUCTION), link.policy, batch.today)
	take_as_decided(link, assessment, batch.source)
	for row in link.decisions:
		if row.is_new():
			row.db_insert()


def _sign(link: Document, day: Any, batch: Batch) -> None:
	"""The agreement as it was signed on paper; its words are on the paper, and each section says so."""
	agreement = frappe.new_doc("Mentoring Agreement")
	agreement.link = link.name
	agreement.contact_time = None  # the platform has put the time of day there
	agreement.check_permission("create")
	agreement.copy_from_link()
	for section in agreement.sections:
		section.text = _("As in the agreement signed on {0}. {1}.").format(formatdate(day), batch.source)
	agreement.flags.by_method = agreement.flags.brought_in = True
	names = {rules.Party.MENTOR: link.mentor_name, rules.Party.MENTEE: link.mentee_name}
	for party in rules.parties(agreement.policy):
		signed = {"signed_on": getdate(day), "way": "On paper", "recorded_by": frappe.session.user}
		agreement.add_signature(party, names.get(party) or _("As on the paper"), **signed)
	agreement.keep_signature()


def _extensions(row: Row) -> list[dict[str, Any]]:
	if not row.whole("extended_by"):
		return []
	agreed = {"months": row.whole("extended_by"), "approved_on": row.day("extension_on")}
	return [{**agreed, "reason": row.text("extension_reason")}]


def _suspensions(row: Row) -> list[dict[str, Any]]:
	if not row.day("suspended_from"):
		return []
	days = {"from_date": row.day("suspended_from"), "to_date": row.day("resumed_on")}
	return [{**days, "reason": row.text("suspension_reason")}]
