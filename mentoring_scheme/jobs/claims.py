"""Claims are worked out again when rates change, or when another claim of the person comes first (R44)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import frappe
from frappe.model.document import Document

from mentoring_scheme.jobs.batches import batches, each, kept
from mentoring_scheme.mentoring_scheme.claims.anew import bring_up_to_date
from mentoring_scheme.mentoring_scheme.claims.states import APPROVED, SETTLED, WORKED_OUT
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version

OF_CLAIMS = (
	"claims",
	"claims_rest_on_records",
	"expense_kinds",
	"mileage_rates",
	"claim_tasks",
	"task_hourly_rate",
)
AT_A_TIME = 50


def on_claim_update(claim: Document, method: str | None = None) -> None:
	"""Whatever becomes settled, or is so no longer, moves the person's other claims that have miles."""
	before = claim.get_doc_before_save()
	if before and claim.total_miles and (before.status in SETTLED) != (claim.status in SETTLED):
		_enqueue(bring_up_to_date, participant=claim.participant)


def on_scheme_update(scheme: Document, method: str | None = None) -> None:
	"""Another policy of claims moves whatever is claimed in the scheme and not paid."""
	before = scheme.get_doc_before_save()
	if not before or not before.policy_version or before.policy_version == scheme.policy_version:
		return
	old, new = policy_of_version(before.policy_version), policy_of_version(scheme.policy_version)
	if any(getattr(old, name) != getattr(new, name) for name in OF_CLAIMS):
		_enqueue(bring_scheme_up_to_date, scheme=scheme.name)


def bring_scheme_up_to_date(scheme: str) -> int:
	"""Work out again the claims of everybody with an unpaid claim in the scheme; returns of how many people.

	Each stretch of people is kept when it is done.
	"""
	people, title = _with_unpaid_claims(scheme), "Claims not worked out again"
	return sum(kept(partial(each, batch, bring_up_to_date, title)) for batch in batches(people, AT_A_TIME))


def _with_unpaid_claims(scheme: str) -> list[str]:
	claim = frappe.qb.DocType("Mentor Claim")
	query = (
		frappe.qb.from_(claim)
		.select(claim.participant)
		.distinct()
		.where((claim.scheme == scheme) & claim.status.isin((*WORKED_OUT, APPROVED)))
		.orderby(claim.participant)
	)
	return query.run(pluck=True)


def _enqueue(method: Callable[..., int], **arguments: str) -> None:
	# not left out where one waits already: that one may have begun, and seen nothing of this change
	frappe.enqueue(method, queue="long", enqueue_after_commit=True, **arguments)
