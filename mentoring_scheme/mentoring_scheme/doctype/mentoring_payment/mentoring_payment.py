# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""One payment due to a mentor's household (R42)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, flt, getdate, today

from mentoring_scheme.mentoring_scheme.claims import people
from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import (
	Terms,
	key_of,
	line_of,
	lines_of,
	put,
	rule_of,
)
from mentoring_scheme.mentoring_scheme.paying import household_names_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.stored import keep_stored
from mentoring_scheme.mentoring_scheme.verdict import (
	RuleRefusal,
	deciding_roles,
	message_of,
	refuse_unless_allowed,
)
from mentoring_scheme.policy import money, settlement, terms
from mentoring_scheme.policy.payment_approval import ApprovalFacts, assess_approval

# What belongs together: a save that brings one without the other would pass by the rules of the move.
OPEN, SUBMITTED = ("Due", "Held", "Withdrawn"), ("Approved", "Sent", "Paid")
NOT_YET = ("approved_by", "approved_on", "sent_on", "paid_on", "payment_reference")
TAKEN_OVER = ("link", "kind", "sequence", "corrects", "instalment_key")
LINK_FIELDS = ("mentor", "scheme", "policy_version")
SAID_BY_POLICY = (
	"sequence",
	"corrects",
	"period_start",
	"period_end",
	"months",
	"amount",
	"due_on",
	"rule",
	"instalment_key",
)


class MentoringPayment(Document):
	"""What the policy makes due or corrects, or an exceptional payment that a manager has agreed."""

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
		withdrawn_by: DF.Link | None
	# end: auto-generated types

	def before_insert(self) -> None:
		self.take_over_key()

	def validate(self) -> None:
		check_begins_at(self, "status", "Due")
		if self.docstatus == 0:
			self.check_state_is(OPEN)
			self.update(dict.fromkeys(NOT_YET))
		self.copy_from_link()
		if self.kind == "Exceptional":
			self.check_exceptional()
		elif not self.flags.by_policy:
			self.follow_policy()
		self.note_who_withdrew()
		self.forget_why_held()
		self.check_reason()

	def before_submit(self) -> None:
		self.check_comes_from("Due")
		self.check_approver()
		self.status = "Approved"
		self.approved_by = frappe.session.user
		self.approved_on = today()

	def before_update_after_submit(self) -> None:
		self.check_state_is(SUBMITTED)
		self.record_progress()

	def before_cancel(self) -> None:
		self.check_comes_from("Approved")
		self.status = "Cancelled"
		self.check_reason()
		self.check_giving_up()

	def check_state_is(self, states: tuple[str, ...]) -> None:
		if self.status not in states:
			frappe.throw(
				_("{0} cannot become “{1}” by saving it. Use its Actions.").format(
					self.name or _("A payment"), _(self.status)
				),
				RuleRefusal,
			)

	def check_comes_from(self, state: str) -> None:
		"""Whatever button or call approves or cancels it: the platform's own know nothing of the step before."""
		before = self.get_doc_before_save()
		if before and before.status != state:
			frappe.throw(
				_("{0} is “{1}”. This step is taken only from “{2}” (R42).").format(
					self.name, _(before.status), _(state)
				),
				RuleRefusal,
			)

	@cached_property
	def link_doc(self) -> Any:
		"""What this payment needs to know of its link."""
		return frappe.db.get_value("Mentoring Link", self.link, LINK_FIELDS, as_dict=True)

	def take_over_key(self) -> None:
		"""An amended payment stands in for the cancelled one, so that each line is still made only once."""
		if not self.amended_from or self.kind == "Exceptional" or self.flags.by_policy:
			return
		self.update(frappe.db.get_value(self.doctype, self.amended_from, TAKEN_OVER, as_dict=True) or {})
		if not self.instalment_key:
			frappe.throw(
				_("Another payment already stands in for {0}. Open that one instead (R42).").format(
					self.amended_from
				),
				RuleRefusal,
			)
		frappe.db.set_value(self.doctype, self.amended_from, "instalment_key", None)

	def copy_from_link(self) -> None:
		"""Who is paid, and in which scheme, follows from the link and is never typed."""
		if self.docstatus != 0 and not self.has_value_changed("docstatus"):
			return
		mentor = frappe.get_doc("Mentor", self.link_doc.mentor)
		self.mentor = mentor.name
		self.mentor_name = mentor.participant_name
		self.scheme = self.link_doc.scheme
		self.currency = currency_of(frappe.get_cached_value("Mentoring Scheme", self.scheme, "currency"))
		self.household = self.taken_back_from() or mentor.payee()

	def taken_back_from(self) -> str | None:
		"""Whoever was paid too much, even where the mentor has another payee by now; None where nothing is taken back."""
		if self.kind != "Correction" or pennies(self.amount) >= 0 or not self.corrects:
			return None
		return frappe.db.get_value(self.doctype, self.corrects, "household")

	# --- what the policy says

	def follow_policy(self) -> None:
		"""What is paid is what the policy says for the life that the link has lived, and nothing typed by hand."""
		before = self.get_doc_before_save()
		if before is None or (before.status == "Withdrawn" and self.status == "Due"):
			self.take_from_policy()
		else:
			keep_stored(self, *SAID_BY_POLICY)

	def take_from_policy(self) -> None:
		"""Whoever makes a payment due by hand gets what the policy would make due today, or a refusal."""
		step = self.step_of_policy()
		if step is None or step.wanted is None:
			frappe.throw(
				_(
					"The policy {0} has no instalment {1} for the link {2} that is to be paid today (R42). For anything else choose the kind Exceptional."
				).format(self.link_doc.policy_version, self.sequence, self.link),
				RuleRefusal,
			)
		put(self, step.wanted, rule_of(step.kind, step.wanted.months, self.terms(), self.currency))
		self.instalment_key = key_of(self.link, step.kind, step.sequence, step.number)
		self.corrects = step.corrects or None
		self.household = self.taken_back_from() or self.household
		if step.why:
			self.reason = message_of(step.why, self.currency)

	def step_of_policy(self) -> settlement.Step | None:
		"""What the policy would do today about this payment if nobody had decided about it."""
		link = frappe.get_doc("Mentoring Link", self.link)
		if not link.start_date:
			return None
		day, policy = getdate(today()), policy_of_version(link.policy_version)
		term = terms.plan(term_facts(link), policy, day)
		life = settlement.lived(term, policy, link.support_type)
		own = self.undecided_line()
		others = [line for line in lines_of([self.link])[self.link] if own is None or line.name != own.name]
		steps = settlement.settle(life, [*others, own] if own else others, day)
		return next((step for step in steps if self.is_meant_by(step, own)), None)

	def undecided_line(self) -> settlement.Line | None:
		"""This payment as though the policy had taken it back; None where it is made from nothing."""
		if self.is_new() and not self.amended_from:
			return None
		return replace(line_of(self), standing=settlement.Standing.WITHDRAWN)

	def is_meant_by(self, step: settlement.Step, own: settlement.Line | None) -> bool:
		if own:
			return step.line == own
		return step.line is None and (step.kind.value, step.sequence) == (self.kind, cint(self.sequence))

	def terms(self) -> Terms:
		version = self.link_doc.policy_version
		return Terms(self.link, version, policy_of_version(version))

	# --- payments outside the policy

	def check_exceptional(self) -> None:
		"""Anybody who handles payments may write one down; who agrees it is asked when it is approved."""
		self.update({"instalment_key": None, "corrects": None, "sequence": 0, "months": 0})
		self.amount = flt(self.amount)
		if self.docstatus == 0:
			refuse_unless_allowed(money.assess_request(self.exceptional()), self.currency)

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
			{
				"link": self.link,
				"docstatus": ["<", 2],
				"status": ["!=", "Withdrawn"],
				"name": ["!=", self.name or ""],
			},
			pluck="amount",
		)
		return sum(map(pennies, amounts), Decimal("0.00"))

	# --- what people decide

	def note_who_withdrew(self) -> None:
		"""What somebody withdraws stays so; what the policy withdraws comes back by itself."""
		if self.is_new():
			self.withdrawn_by = None
		elif not self.has_value_changed("status"):
			keep_stored(self, "withdrawn_by")
		elif self.status == "Withdrawn":
			self.check_giving_up()
			self.withdrawn_by = frappe.session.user
		else:
			self.withdrawn_by = None

	def check_giving_up(self) -> None:
		"""Not taking back what was paid too much is a payment outside the policy."""
		if self.kind == "Correction":
			policy = policy_of_version(self.link_doc.policy_version)
			giving_up = settlement.assess_giving_up(pennies(self.amount), deciding_roles(), policy)
			refuse_unless_allowed(giving_up, self.currency)

	def forget_why_held(self) -> None:
		"""An instalment explains itself; why it was held is in its history once it is released."""
		before = self.get_doc_before_save()
		if self.kind == "Instalment" and before and (before.status, self.status) == ("Held", "Due"):
			self.reason = None

	def check_reason(self) -> None:
		if self.status in ("Held", "Withdrawn", "Cancelled") and not (self.reason or "").strip():
			frappe.throw(_("Write the reason first: why is this payment {0}?").format(_(self.status).lower()))

	def check_approver(self) -> None:
		refuse_unless_allowed(assess_approval(self.approval_facts()))
		if self.kind == "Exceptional":
			policy = policy_of_version(self.link_doc.policy_version)
			refuse_unless_allowed(money.assess_exceptional(self.exceptional(), policy), self.currency)

	def approval_facts(self) -> ApprovalFacts:
		is_mentor = people.is_own(self.mentor)
		if not self.household:
			return ApprovalFacts(self.mentor_name or self.mentor, approver_is_mentor=is_mentor)
		name = frappe.get_cached_value("Mentoring Household", self.household, "household_name")
		own = household_names_of(frappe.session.user, [self.household])
		return ApprovalFacts(self.mentor_name or self.mentor, name, bool(own), approver_is_mentor=is_mentor)

	def record_progress(self) -> None:
		"""When it was sent and paid, and under which reference, is written down with the step and stays."""
		before = self.get_doc_before_save()
		keep_stored(self, "sent_on")
		if before.status != "Sent":
			keep_stored(self, "paid_on", "payment_reference")
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
