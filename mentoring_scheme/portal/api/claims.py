"""What the forms about claims are sent to."""

import frappe
from frappe import _
from frappe.utils import getdate

from mentoring_scheme.mentoring_scheme.claims import api as claims_api
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.portal import expenses, times
from mentoring_scheme.portal.claims import CLAIMS, path_of
from mentoring_scheme.portal.forms import SAVEPOINT, Answers, in_plain_words, put_by
from mentoring_scheme.portal.frame import go_to
from mentoring_scheme.portal.lines import form_of
from mentoring_scheme.portal.mine import claim_to_change, mentors


@frappe.whitelist(methods=["POST"])
def begin_claim(mentor: str, month: str) -> None:
	"""Open the claim of a month, with what is recorded in it; the one that there is, if there is one."""
	if mentor not in [each.name for each in mentors()]:
		frappe.throw(_("There is no such mentor among your roles."), frappe.PermissionError)
	frappe.has_permission("Mentor Claim", "create", throw=True)
	go_to(f"{CLAIMS}/{claims_api.open_claim(mentor, getdate(month))}", done="begun")


@frappe.whitelist(methods=["POST"])
def look_for_records(claim: str) -> None:
	"""Add what was recorded since the claim was begun."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	claims_api.take_up_proposals(doc.name)
	return _show(claim, done="looked")


@frappe.whitelist(methods=["POST"])
def save_expense(
	claim: str,
	line: str,
	kind: str,
	day: str = "",
	source: str = "",
	journey: str = "",
	miles: str = "",
	passengers: str = "",
	spent: str = "",
	note: str = "",
	receipt_kept: str = "",
) -> None:
	"""Keep one expense, with the receipt that comes along as the file `receipt`."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	answers = Answers(
		{
			"source": source,
			"day": day,
			"journey": journey,
			"miles": miles,
			"passengers": passengers,
			"spent": spent,
			"receipt": "",
			"receipt_kept": receipt_kept,
			"note": note,
		}
	)
	if expenses.write(doc, line, kind, answers):
		return _show(claim, done="saved")
	put_by(form_of(doc, line), answers)
	return go_to(f"{path_of(doc)}/expense", kind=kind, line=line, again="1")


@frappe.whitelist(methods=["POST"])
def remove_expense(claim: str, line: str) -> None:
	"""Take one expense off a claim."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	expenses.remove(doc, line)
	return _show(claim, done="removed")


@frappe.whitelist(methods=["POST"])
def save_time(
	claim: str,
	line: str,
	day: str = "",
	task: str = "",
	hours: str = "",
	minutes: str = "",
	note: str = "",
) -> None:
	"""Keep one task, or how long something took that is recorded without its length."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	answers = Answers({"task": task, "day": day, "hours": hours, "minutes": minutes, "note": note})
	if times.write(doc, line, answers):
		return _show(claim, done="saved")
	put_by(form_of(doc, line), answers)
	return go_to(f"{path_of(doc)}/time", line=line, again="1")


@frappe.whitelist(methods=["POST"])
def remove_time(claim: str, line: str) -> None:
	"""Take one stretch of time off a claim."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	times.remove(doc, line)
	return _show(claim, done="removed")


@frappe.whitelist(methods=["POST"])
def send_in(claim: str) -> None:
	"""Send a claim in. What stands in the way is said on its page."""
	doc = claim_to_change(claim)
	if doc is None:
		return _show(claim, done="closed")
	frappe.db.savepoint(SAVEPOINT)
	try:
		claims_api.send_in(doc.name)
	except RuleRefusal as refusal:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		put_by(doc.name, Answers(problems={"": in_plain_words(refusal)}))
		return _show(claim, again="1")
	return _show(claim, done="sent")


def _show(claim: str, **query: str) -> None:
	go_to(f"{CLAIMS}/{claim}", **query)
