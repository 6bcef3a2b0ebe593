"""What the form and the portal show of a claim beside its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import fmt_money, getdate, today

from mentoring_scheme.mentoring_scheme.claims import proposals
from mentoring_scheme.mentoring_scheme.claims.sources import Source
from mentoring_scheme.mentoring_scheme.claims.states import DRAFT, WORKED_OUT
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.verdict import OVERRIDE_ROLE, as_rows, decided_keys, message_of
from mentoring_scheme.policy.choices import Counted, Receipt
from mentoring_scheme.policy.claim_steps import OVER_LIMIT
from mentoring_scheme.policy.claims import assess_claim, last_day, reckon
from mentoring_scheme.policy.scheme import ExpenseKind, SchemePolicy

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim

NOTHING_OPEN: dict[str, Any] = {"findings": [], "lines": {}, "times": {}, "over_limit": 0, "may_agree": False}


def shown(claim: MentorClaim) -> dict[str, Any]:
	"""What the rules say of the claim as it stands in memory, what it comes to, and what can be chosen in it.

	Whose claim it is, and in which scheme, is read from its mentor and not from what a browser sends.
	"""
	claim.copy_from_mentor()
	policy = policy_of_scheme(claim.scheme)
	own = proposals.of_month(claim)
	settled = (claim.status or DRAFT) not in WORKED_OUT
	return {
		**_choices(policy, own, claim.currency),
		"last_day": last_day(claim.month, policy),
		"settled": settled,
		"missing": len(proposals.missing(claim, own)),
		**(NOTHING_OPEN if settled else _worked_out(claim, policy)),
	}


def _worked_out(claim: MentorClaim, policy: SchemePolicy) -> dict[str, Any]:
	facts = claim.facts()
	assessment, reckoning = assess_claim(facts, policy, getdate(today())), reckon(facts, policy)
	over = [each for each in assessment.outstanding(decided_keys(claim)) if each.code in OVER_LIMIT]
	return {
		"findings": as_rows(assessment, decided_keys(claim), claim.currency),
		"lines": {
			key: {"amount": paid.amount, "explanation": message_of(paid.explanation, claim.currency)}
			for key, paid in reckoning.lines.items()
		},
		"times": dict(reckoning.times),
		"total": reckoning.total,
		"total_minutes": reckoning.minutes,
		"over_limit": len(over),
		"may_agree": bool(over) and OVERRIDE_ROLE in frappe.get_roles(),
	}


def _choices(policy: SchemePolicy, own: list[Source], currency: str) -> dict[str, Any]:
	return {
		"kinds": [
			{
				"kind": each.kind,
				"miles": each.counted is Counted.MILES,
				"hint": _hint(each, currency),
			}
			for each in policy.expense_kinds_paid
		],
		"tasks": [each.task for each in policy.claim_tasks],
		"hourly_rate": policy.task_hourly_rate,
		"needs_source": policy.claims_rest_on_records,
		"sources": [as_choice(each) for each in own],
	}


def as_choice(source: Source) -> dict[str, Any]:
	"""A record as it can be chosen for an expense to rest on."""
	return {
		"source_type": source.source_type,
		"source": source.source,
		"date": source.day,
		"label": source.label,
	}


def _hint(kind: ExpenseKind, currency: str) -> str:
	"""What the scheme says of a kind of expense, in one line."""
	parts = []
	if kind.counted is Counted.MILES:
		parts.append(_("by miles"))
	if kind.limit_each:
		parts.append(_("up to {0} each time").format(fmt_money(kind.limit_each, 2, currency)))
	if kind.limit_month:
		parts.append(_("up to {0} a month").format(fmt_money(kind.limit_month, 2, currency)))
	if kind.receipt is Receipt.ALWAYS or (kind.receipt is Receipt.ABOVE and not kind.receipt_above):
		parts.append(_("with a receipt"))
	elif kind.receipt is Receipt.ABOVE:
		parts.append(_("with a receipt above {0}").format(fmt_money(kind.receipt_above, 2, currency)))
	line = ", ".join(parts)
	return line[:1].upper() + line[1:]
