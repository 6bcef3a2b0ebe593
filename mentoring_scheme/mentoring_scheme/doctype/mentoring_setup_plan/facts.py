"""What the site knows of a scheme that is being set up, as far as the reader may see it: one query each."""

from __future__ import annotations

from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from mentoring_scheme.policy.setup_evidence import SetupFacts

# Fact → the document, the field that holds its day, and what else must be so.
FIRST: dict[str, tuple[str, str, dict[str, Any]]] = {
	"information_session_on": (
		"Mentoring Event",
		"starts_on",
		{"kind": ["in", ["Information session", "Awareness day"]], "status": "Held"},
	),
	"mentor_applied_on": ("Mentor", "applied_on", {}),
	"mentee_referred_on": ("Mentee", "referred_on", {}),
	"preparation_on": ("Mentoring Event", "starts_on", {"kind": "Preparation course", "status": "Held"}),
	"mentor_approved_on": ("Mentor", "approved_on", {}),
	"introduced_on": ("Mentoring Link", "introduction_on", {"start_date": ["is", "set"]}),
	"training_on": ("Mentoring Event", "starts_on", {"kind": "Ongoing training", "status": "Held"}),
	"supervision_on": ("Mentoring Supervision", "supervision_date", {"status": "Held"}),
	"formal_ending_on": ("Mentoring Link", "formal_ending_on", {}),
	"agreement_on": ("Mentoring Agreement", "completed_on", {"docstatus": 1}),
	"contact_on": ("Contact Record", "contact_date", {"outcome": "Took place"}),
	"feedback_on": ("Mentoring Feedback", "given_on", {}),
}


def facts_of(plan: Document) -> SetupFacts:
	"""The facts behind the steps of a plan."""
	scheme = frappe.get_doc("Mentoring Scheme", plan.scheme)
	scheme.check_permission("read")
	days = {fact: _first(scheme.name, *where) for fact, where in FIRST.items()}
	return SetupFacts(
		eligible_people=cint(plan.eligible_people),
		consulted=bool(plan.consulted),
		aims=len(scheme.aims),
		co_ordinators=sum(row.function == "Co-ordinator" for row in scheme.members),
		signed_off_on=getdate(scheme.signed_off_on) if scheme.signed_off_on else None,
		signed_off_by=scheme.signed_off_by or "",
		has_letter=bool(scheme.welcome_letter),
		resources=len(scheme.resources),
		**days,
	)


def _first(scheme: str, doctype: str, field: str, besides: dict[str, Any]) -> date | None:
	"""The first day that stands in this field of the scheme's documents."""
	filters = [["scheme", "=", scheme], [field, "is", "set"]]
	filters += [
		[name, *(asked if isinstance(asked, list) else ("=", asked))] for name, asked in besides.items()
	]
	days = frappe.get_list(doctype, filters, pluck=field, order_by=f"{field} asc", limit=1)
	return getdate(days[0]) if days else None
