"""What the guided ending of a link shows: each step with what it still lacks, and the papers that belong to it (R40)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.utils import cint, flt, fmt_money, getdate, today

from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.gate_facts import link_facts
from mentoring_scheme.mentoring_scheme.verdict import as_rows, decided_keys
from mentoring_scheme.policy.ending import assess_closing
from mentoring_scheme.policy.states import PAYMENT_OPEN
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink

# The steps in their order, each with the findings that belong to it by their code; the last one shows them all.
STEPS: dict[str, tuple[str, ...]] = {
	"why": ("ended-on", "ending-reason", "ending-agreed"),
	"reflection": ("reflection", "follow-up"),
	"supervision": ("closing-supervision",),
	"formal": ("formal-record",),
	"after": ("feedback-asked", "records-not-agreed", "records-filed"),
}


def guide(link: MentoringLink) -> dict[str, Any]:
	"""The steps and everything beside them, as the link is stored. Callers have asked whether the user may end it."""
	assessment = assess_closing(link_facts(link, link.status), link.policy, getdate(today()))
	decided = decided_keys(link)
	return {
		"steps": {step: as_rows(_of(assessment, codes), decided) for step, codes in STEPS.items()},
		"ready": not assessment.outstanding(decided),
		"both_agree": link.policy.ending_agreed_by_both,
		"supervisions": _supervisions(link.name),
		"letters": _letters(link),
		"feedback": _feedback(link.name),
		"place": _place(link),
		"payments": _payments(link.name),
	}


def _of(assessment: Assessment, codes: tuple[str, ...]) -> Assessment:
	return Assessment(tuple(each for each in assessment.findings if each.code in codes))


def _supervisions(link: str) -> list[Any]:
	"""The closing supervisions of the link that are planned or held."""
	rows = {"link": link, "parenttype": "Mentoring Supervision"}
	names = frappe.get_all("Mentoring Supervision Link", rows, pluck="parent")
	return frappe.get_list(
		"Mentoring Supervision",
		{"name": ["in", names], "kind": "Closing", "status": ["!=", "Cancelled"]},
		["name", "status", "supervision_date"],
		order_by="supervision_date",
	)


def _letters(link: MentoringLink) -> list[Any]:
	"""The letters of this ending, with those of earlier ones left out."""
	this_ending = {"link": link.name, "letter_key": ["like", f"%/Ending/{cint(link.reopened) + 1}"]}
	return frappe.get_list(
		"Mentoring Letter", this_ending, ["name", "as_role", "status", "sent_on"], order_by="as_role desc"
	)


def _feedback(link: str) -> list[Any]:
	return frappe.get_list(
		"Mentoring Feedback",
		{"link": link, "occasion": "End"},
		["name", "given_by", "asked_on", "given_on"],
		order_by="given_by desc",
	)


def _place(link: MentoringLink) -> dict[str, int]:
	"""How many of the mentor's places are taken, and how many once this link has ended."""
	mentor = frappe.get_doc("Mentor", link.mentor)
	others = len(mentor.open_links(besides=link.name))
	return {"others": others, "at_a_time": mentor.capacity or link.policy.mentees_at_a_time}


def _payments(link: str) -> list[dict[str, Any]]:
	"""What is not paid yet, by how far it has come."""
	rows = frappe.get_list(
		"Mentoring Payment",
		{"link": link, "status": ["in", PAYMENT_OPEN]},
		["status", "amount", "currency"],
		limit_page_length=0,
	)
	amounts: dict[str, list[float]] = {status: [] for status in PAYMENT_OPEN}
	for row in rows:
		amounts[row.status].append(row.amount)
	currency = currency_of(rows[0].currency) if rows else None
	return [
		{"status": status, "number": len(each), "amount": fmt_money(flt(sum(each), 2), 2, currency)}
		for status, each in amounts.items()
		if each
	]
