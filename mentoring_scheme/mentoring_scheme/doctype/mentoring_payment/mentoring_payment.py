# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""One payment due to a mentor's household (R42)."""

from __future__ import annotations

from decimal import Decimal

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import fmt_money, getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, deciding_roles, refuse_unless_allowed
from mentoring_scheme.policy import money, terms
from mentoring_scheme.policy.payment_approval import ApprovalFacts, assess_approval
from mentoring_scheme.policy.scheme import SchemePolicy


class MentoringPayment(Document):
	"""An instalment worked out from the policy, or an exceptional payment that a manager has agreed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		amended_from: DF.Link | None
		amount: DF.Currency
		approved_by: DF.Link | None
		approved_on: DF.Date | None
		batch: DF.Link | None
		corrects: DF.Link | None
		currency: DF.Link | None
		due_on: DF.Date
		household: DF.Link | None
		instalment_key: DF.Data | None
		kind: DF.Literal["Instalment", "Correction", "Exceptional"]
		ledger_error: DF.SmallText | None
		ledger_invoice: DF.Data | None
		link: DF.Link
		mentor: DF.Link | None
		mentor_name: DF.Data | None
		months: DF.Int
		paid_on: DF.Date | None
		payment_reference: DF.Data | None
		period_end: DF.Date | None
		period_start: DF.Date | None
		reason: DF.SmallText | None
		rule: DF.SmallText | None
		scheme: DF.Link | None
		sent_on: DF.Date | None
		sequence: DF.Int
		status: DF.Literal["Due", "Held", "Withdrawn", "Approved", "Sent", "Paid", "Cancelled"]
	# end: auto-generated types

	def before_insert(self) -> None:
		self.take_over_key()

	def validate(self) -> None:
		check_begins_at(self, "status", "Due")
		self.link_doc = frappe.get_doc("Mentoring Link", self.link)
		self.copy_from_link()
		if self.kind == "Instalment":
			self.check_instalment()
		else:
			self.check_exceptional_amount()
		self.check_reason()

	def before_submit(self) -> None:
		self.check_approver()
		self.approved_by = frappe.session.user
		self.approved_on = today()

	def before_update_after_submit(self) -> None:
		self.record_progress()

	def before_cancel(self) -> None:
		self.check_reason()

	def take_over_key(self) -> None:
		"""An amended payment stands in for the cancelled one, so that the instalment is still made only once."""
		if self.amended_from:
			frappe.db.set_value("Mentoring Payment", self.amended_from, "instalment_key", None)

	def copy_from_link(self) -> None:
		"""Who is paid, and in which scheme, follows from the link and is never typed."""
		if self.docstatus != 0 and not self.has_value_changed("docstatus"):
			return
		mentor = frappe.get_doc("Mentor", self.link_doc.mentor)
		self.mentor = mentor.name
		self.mentor_name = mentor.participant_name
		self.scheme = self.link_doc.scheme
		self.currency = frappe.get_cached_value("Mentoring Scheme", self.scheme, "currency")
		self.household = mentor.payee()

	def check_instalment(self) -> None:
		"""What is paid is what the policy says for the life that the link has lived, and nothing typed by hand."""
		if (
			not self.is_new()
			and not self.has_value_changed("amount")
			and not self.has_value_changed("sequence")
		):
			return
		policy = policy_of_version(self.link_doc.policy_version)
		instalment = self.instalment_of(policy)
		self.period_start, self.period_end = instalment.period_start, instalment.period_end
		self.months, self.amount, self.due_on = instalment.months, instalment.amount, instalment.due_on
		self.instalment_key = key_of(self.link, instalment)
		self.rule = self.explain(instalment, policy)

	def explain(self, instalment: money.Instalment, policy: SchemePolicy) -> str:
		months = _("1 month") if instalment.months == 1 else _("{0} months").format(instalment.months)
		rate = fmt_money(policy.payment_per_month, 2, self.currency)
		return _("{0} at {1} a month under {2}, in arrears, up to the cap (R42)").format(
			months, rate, self.link_doc.policy_version
		)

	def instalment_of(self, policy: SchemePolicy) -> money.Instalment:
		term = terms.plan(term_facts(self.link_doc), policy, getdate(today()))
		for instalment in money.schedule(term, policy, self.link_doc.support_type):
			if instalment.sequence == self.sequence:
				return instalment
		frappe.throw(
			_(
				"The policy {0} has no instalment {1} for the link {2} (R42). For anything else choose the kind Exceptional."
			).format(self.link_doc.policy_version, self.sequence, self.link),
			RuleRefusal,
		)

	def check_exceptional_amount(self) -> None:
		"""Anybody who handles payments may write one down; who agrees it is asked when it is approved."""
		self.instalment_key = None
		if self.docstatus == 0:
			refuse_unless_allowed(money.assess_request(self.exceptional()))

	def exceptional(self) -> money.ExceptionalPayment:
		return money.ExceptionalPayment(
			amount=Decimal(str(self.amount or 0)),
			reason=self.reason or "",
			approver_roles=deciding_roles(),
			already=self.already_due(),
		)

	def already_due(self) -> Decimal:
		amounts = frappe.get_all(
			"Mentoring Payment",
			{"link": self.link, "docstatus": ["<", 2], "name": ["!=", self.name or ""]},
			pluck="amount",
		)
		return sum((Decimal(str(amount)) for amount in amounts), Decimal("0.00"))

	def check_reason(self) -> None:
		if self.status in ("Held", "Cancelled") and not (self.reason or "").strip():
			frappe.throw(_("Write the reason first: why is this payment {0}?").format(_(self.status).lower()))

	def check_approver(self) -> None:
		refuse_unless_allowed(assess_approval(self.approval_facts()))
		if self.kind == "Exceptional":
			policy = policy_of_version(self.link_doc.policy_version)
			refuse_unless_allowed(money.assess_exceptional(self.exceptional(), policy))

	def approval_facts(self) -> ApprovalFacts:
		if not self.household:
			return ApprovalFacts(self.mentor_name or self.mentor)
		name = frappe.get_cached_value("Mentoring Household", self.household, "household_name")
		members = frappe.get_all("Mentoring Participant", {"household": self.household}, pluck="user")
		return ApprovalFacts(self.mentor_name or self.mentor, name, frappe.session.user in members)

	def record_progress(self) -> None:
		if not self.has_value_changed("status"):
			return
		if self.status == "Sent":
			self.sent_on = today()
		elif self.status == "Paid":
			self.paid_on = self.paid_on or today()
			if getdate(self.paid_on) > getdate(today()):
				frappe.throw(
					_("The payment is recorded as paid on {0}, which is in the future.").format(
						self.get_formatted("paid_on")
					)
				)


def key_of(link: str, instalment: money.Instalment) -> str:
	"""What an instalment is known by. Its number within the link never changes, while its dates may."""
	return f"{link}/{instalment.sequence}"
