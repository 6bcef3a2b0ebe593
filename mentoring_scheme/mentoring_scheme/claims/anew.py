"""Claims that change although nobody has touched them: rates have changed, or another claim was approved before (R44)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import escape_html, fmt_money
from frappe.workflow.doctype.workflow_action.workflow_action import process_workflow_actions

from mentoring_scheme.mentoring_scheme.claims import miles
from mentoring_scheme.mentoring_scheme.claims.states import APPROVED, CHECKED, WORKED_OUT
from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import TOTALS
from mentoring_scheme.mentoring_scheme.past_workflow import write_past_workflow
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.policy_source import (
	policy_of_scheme,
	policy_of_version,
	version_in_force,
)
from mentoring_scheme.policy.claims import reckon

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim


def bring_up_to_date(participant: str) -> int:
	"""Work out again what a person has claimed and not been paid, in the order in which it counts.

	Returns how many claims have changed. The person is held meanwhile.
	"""
	miles.hold_person(participant)
	return sum(map(_changed, _in_order(participant)))


def _in_order(participant: str) -> Sequence[str]:
	"""Approved claims first, since the open ones count what is approved; what a batch or the ledger has stays."""
	claim = frappe.qb.DocType("Mentor Claim")
	query = (
		frappe.qb.from_(claim)
		.select(claim.name, claim.status, claim.approved_on, claim.month, claim.creation)
		.where((claim.participant == participant) & claim.status.isin((*WORKED_OUT, APPROVED)))
		.where(claim.batch.isnull() | (claim.batch == ""))
		.where(claim.ledger_invoice.isnull() | (claim.ledger_invoice == ""))
	)
	rows = query.run(as_dict=True)
	return [row.name for row in sorted(rows, key=_counts_at)]


def _counts_at(row: Any) -> tuple[bool, bool, str, str]:
	approved = row.status == APPROVED
	return (
		not approved,
		row.status != CHECKED,
		str(row.approved_on) if approved else str(row.month),
		str(row.creation),
	)


def _changed(name: str) -> bool:
	claim = frappe.get_doc("Mentor Claim", name, for_update=True)
	if claim.batch or claim.ledger_invoice:
		return False  # it was taken up just now
	if claim.status == APPROVED:
		return _checked_again(claim)
	return claim.status in WORKED_OUT and _worked_out_again(claim)


def _checked_again(claim: MentorClaim) -> bool:
	"""An approved claim keeps the policy that it was worked out under; only dated rates of mileage reach back (R44).

	Where they make another sum of it, the approval was for a sum that is no longer due.
	"""
	policy = replace(
		policy_of_version(claim.policy_version), mileage_rates=policy_of_scheme(claim.scheme).mileage_rates
	)
	due = reckon(claim.facts(), policy).total
	if due == pennies(claim.total):
		return False
	was = fmt_money(claim.total, 2, claim.currency)
	write_past_workflow(claim, status=CHECKED, approved_on=None, approved_by=None, household=None)
	process_workflow_actions(claim, "on_update")  # it awaits approval again
	_worked_out_again(claim)
	now = fmt_money(claim.total, 2, claim.currency)
	reason = _(
		"Approved for {0}, but it comes to {1} by now: rates or other claims have changed. Look at it again."
	)
	claim.add_comment("Info", escape_html(reason.format(was, now)))
	return True


def _worked_out_again(claim: MentorClaim) -> bool:
	before = _worked_out(claim)
	claim.take_over(claim.reckoning())
	if _worked_out(claim) == before:
		return False
	claim.load_doc_before_save()
	# past the document's rules: nothing but what the policy works out is written, and nobody's decision is touched
	for row in (*claim.time_lines, *claim.expense_lines):
		row.db_update()
	claim.policy_version = version_in_force(claim.scheme)
	claim.db_set({fieldname: claim.get(fieldname) for fieldname in TOTALS})
	claim.save_version()
	return True


def _worked_out(claim: MentorClaim) -> list[Any]:
	"""What the policy has worked out, to tell whether it has changed."""
	lines = [(row.name, pennies(row.amount), row.get("explanation") or "") for row in claim.expense_lines]
	times = [(row.name, pennies(row.amount)) for row in claim.time_lines]
	return [*lines, *times, pennies(claim.total), pennies(claim.total_miles)]
