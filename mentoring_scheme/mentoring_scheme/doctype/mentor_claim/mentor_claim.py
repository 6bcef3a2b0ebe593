# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A mentor's time and expenses of one month: written, sent in, checked, approved, paid (R32, R43, R44, R46)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import (
	escape_html,
	formatdate,
	get_first_day,
	get_link_to_form,
	getdate,
	now_datetime,
	today,
)

from mentoring_scheme.mentoring_scheme.claims import lines, miles, people, proposals, receipts
from mentoring_scheme.mentoring_scheme.claims.gather import claim_facts, own_sources
from mentoring_scheme.mentoring_scheme.claims.shown import shown
from mentoring_scheme.mentoring_scheme.claims.states import (
	APPROVED,
	CANCELLED,
	CHECKED,
	DRAFT,
	PAID,
	RETURNED,
	SENT,
	SUBMITTED,
	WITH_WRITER,
	WORKED_OUT,
)
from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.plain_values import pennies
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, version_in_force
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import (
	OVERRIDE_ROLE,
	clear_used_reason,
	enforce,
	listed,
	message_of,
	refuse_unless_allowed,
)
from mentoring_scheme.policy.claim_steps import OVER_LIMIT, assess_approving, assess_checking
from mentoring_scheme.policy.claims import ClaimFacts, Reckoning, assess_claim, reckon
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Assessment

TOTALS = ("total_minutes", "tasks_total", "total_miles", "expenses_total", "total", "policy_version")
STEPS = ("submitted", "checked", "approved")
STAMPS = ("first_sent_in_on", *(f"{step}_{what}" for step in STEPS for what in ("on", "by")))
OF_PAYMENT = ("household", "batch", "sent_on", "ledger_invoice", "ledger_error")
PAID_WITH = ("paid_on", "payment_reference")
COPIES = ("mentor_name", "scheme", "title", "participant", "currency", "send_to", "claim_key")
NEVER_TYPED = (*COPIES, *TOTALS, *STAMPS, *OF_PAYMENT, "decisions")

# What speaks against a claim before there is anything in it.
FROM_THE_START = ("claims-not-made", "claim-month")


class MentorClaim(Document):
	"""One for each mentor and month. What it comes to is worked out by the policy with every save and never typed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentor_claim_expense.mentor_claim_expense import (
			MentorClaimExpense,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentor_claim_time.mentor_claim_time import (
			MentorClaimTime,
		)
		from mentoring_scheme.mentoring_scheme.doctype.mentoring_decision.mentoring_decision import (
			MentoringDecision,
		)

		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		batch: DF.Link | None
		checked_by: DF.Link | None
		checked_on: DF.Datetime | None
		claim_key: DF.Data | None
		comment: DF.SmallText | None
		currency: DF.Link | None
		decision_reason: DF.SmallText | None
		decisions: DF.Table[MentoringDecision]
		expense_lines: DF.Table[MentorClaimExpense]
		expenses_total: DF.Currency
		first_sent_in_on: DF.Date | None
		household: DF.Link | None
		ledger_error: DF.SmallText | None
		ledger_invoice: DF.Data | None
		mentor: DF.Link
		mentor_name: DF.Data | None
		month: DF.Date
		paid_on: DF.Date | None
		participant: DF.Link | None
		payment_reference: DF.Data | None
		policy_version: DF.Link | None
		scheme: DF.Link | None
		send_to: DF.Data | None
		sent_on: DF.Date | None
		status: DF.Literal[
			"Draft", "Submitted", "Returned", "Checked", "Approved", "Sent", "Paid", "Cancelled"
		]
		submitted_by: DF.Link | None
		submitted_on: DF.Datetime | None
		tasks_total: DF.Currency
		time_lines: DF.Table[MentorClaimTime]
		title: DF.Data | None
		total: DF.Currency
		total_miles: DF.Float
		total_minutes: DF.Int
	# end: auto-generated types

	def before_insert(self) -> None:
		self.require_month()
		start_with(self, **dict.fromkeys(NEVER_TYPED), **dict.fromkeys(PAID_WITH), comment=None)
		self.set("decisions", [])
		self.copy_from_mentor()
		self.refuse_second_claim()
		proposals.take_up(self)

	def validate(self) -> None:
		check_begins_at(self, "status", DRAFT)
		self.keep_what_is_not_typed()
		self.keep_lines_once_sent_in()
		if self.standing in WITH_WRITER:
			self.copy_from_mentor()
			self.tidy_lines()
		self.make_move()
		self.work_out()
		clear_used_reason(self)

	def on_trash(self) -> None:
		self.keep_what_was_sent_in()

	def check_if_latest(self) -> None:
		"""The person is held before the claim is, in the order that everybody keeps, so that no two wait for each other."""
		if not self.is_new() and self.status == APPROVED:
			miles.hold_person(frappe.db.get_value("Mentor Claim", self.name, "participant"))
		super().check_if_latest()

	@property
	def standing(self) -> str:
		"""Where the claim stands before this save."""
		before = self.get_doc_before_save()
		return before.status if before else DRAFT

	@property
	def policy(self) -> SchemePolicy:
		"""The policy in force; the rates in it are dated, so an old month keeps its own."""
		return policy_of_scheme(self.scheme)

	# --- what a save does

	def require_month(self) -> None:
		if not self.mentor or not self.month:
			frappe.throw(_("Choose the mentor and the month of the claim."), frappe.MandatoryError)
		self.month = get_first_day(self.month)

	def keep_what_is_not_typed(self) -> None:
		self.require_month()
		keep_stored(self, *NEVER_TYPED)
		if self.standing != SENT:
			keep_stored(self, *PAID_WITH)
		if people.is_own(self.mentor):
			# the one tells the mentor what to change, the other is for those who decide about the claim
			keep_stored(self, "comment")
			self.decision_reason = None

	def keep_lines_once_sent_in(self) -> None:
		"""Lines are written by the mentor or staff, and only while the claim is with them."""
		before = self.get_doc_before_save()
		if self.flags.by_method or (before and not lines.changed(self, before)):
			pass
		elif self.standing not in WITH_WRITER:
			frappe.throw(
				_(
					"The claim is “{0}”. Its lines change only when it is returned; what is claimed too late goes into another month's claim."
				).format(_(self.standing)),
				title=_("Sent in"),
			)
		else:
			people.check_writer(self.mentor)
		if self.standing not in WITH_WRITER:
			keep_stored(self, "time_lines", "expense_lines")

	def copy_from_mentor(self) -> None:
		"""Whose claim it is, and in which scheme, follows from the mentor and is never typed."""
		mentor = frappe.db.get_value("Mentor", self.mentor, ["participant", "scheme"], as_dict=True)
		name, user, email = frappe.db.get_value(
			"Mentoring Participant", mentor.participant, ["participant_name", "user", "email"]
		)
		self.update(
			{
				"participant": mentor.participant,
				"mentor_name": name,
				"send_to": user or email or None,
				"scheme": mentor.scheme,
				"currency": currency_of(
					frappe.get_cached_value("Mentoring Scheme", mentor.scheme, "currency")
				),
				"title": _("{0}, {1}").format(name, formatdate(self.month, "MMMM yyyy")),
				"claim_key": key_of(self.mentor, self.month),
			}
		)

	def refuse_second_claim(self) -> None:
		"""The mentor is held meanwhile, so that two windows at once do not each make a claim of the month."""
		frappe.db.get_value("Mentor", self.mentor, "name", for_update=True)
		other = frappe.db.get_value("Mentor Claim", {"claim_key": self.claim_key}, for_update=True)
		if other:
			frappe.throw(
				_("There is a claim of {0} for {1} already: {2}. Open that one.").format(
					escape_html(self.mentor_name),
					formatdate(self.month, "MMMM yyyy"),
					get_link_to_form("Mentor Claim", other),
				),
				frappe.DuplicateEntryError,
				title=_("Claimed already"),
			)
		found = self.assess().findings
		refuse_unless_allowed(Assessment(tuple(each for each in found if each.code in FROM_THE_START)))

	def tidy_lines(self) -> None:
		"""What comes from records is copied from them anew, and receipts are looked at."""
		own = own_sources(self)
		lines.copy_times(self, own)
		lines.copy_expenses(self, own, self.policy)
		receipts.check(self)

	def work_out(self) -> None:
		"""What the claim comes to, line by line. Once approved it stays as it was approved."""
		if self.status not in WORKED_OUT and self.standing not in WORKED_OUT:
			return
		self.take_over(self.reckoning())
		self.policy_version = version_in_force(self.scheme)

	def take_over(self, reckoning: Reckoning) -> None:
		for row in self.time_lines:
			row.update({"amount": reckoning.times.get(row.name, 0), "currency": self.currency})
		for row in self.expense_lines:
			paid = reckoning.lines.get(row.name)
			row.update(
				{
					"amount": paid.amount if paid else 0,
					"explanation": message_of(paid.explanation, self.currency) if paid else None,
					"currency": self.currency,
				}
			)
		self.update(
			{
				"total_minutes": reckoning.minutes,
				"tasks_total": reckoning.tasks,
				"total_miles": reckoning.miles,
				"expenses_total": reckoning.expenses,
				"total": reckoning.total,
			}
		)

	def keep_what_was_sent_in(self) -> None:
		if self.status not in (DRAFT, CANCELLED):
			frappe.throw(
				_("The claim {0} was sent in, so it is kept. Cancel it instead, with the reason.").format(
					self.name
				),
				title=_(self.status),
			)

	# --- what the policy says

	def facts(self) -> ClaimFacts:
		"""Gathered anew each time, because a decision that was taken in between counts."""
		return claim_facts(self, own_sources(self), as_committed=self.status == APPROVED)

	def assess(self) -> Assessment:
		"""Everything that is found about the claim as it stands."""
		return assess_claim(self.facts(), self.policy, getdate(today()))

	def reckoning(self) -> Reckoning:
		"""What the claim comes to as it stands."""
		return reckon(self.facts(), self.policy)

	def questions(self) -> Assessment:
		"""What must be answered before the claim goes on."""
		return Assessment(tuple(each for each in self.assess().findings if each.code not in OVER_LIMIT))

	# --- the moves

	def make_move(self) -> None:
		"""What belongs to a move from one state to the next. Who may make it is said by the workflow as well."""
		moves = {
			SUBMITTED: self.be_sent_in,
			CHECKED: self.be_checked,
			RETURNED: self.be_returned,
			APPROVED: self.be_approved,
			SENT: self.be_sent,
			PAID: self.be_paid,
			CANCELLED: self.be_cancelled,
		}
		if self.status != self.standing:
			moves[self.status]()

	def be_sent_in(self) -> None:
		"""By the mentor, or by staff on the mentor's behalf. What needs a reason is answered by whoever checks."""
		people.check_writer(self.mentor)
		self.first_sent_in_on = self.first_sent_in_on or today()
		self.stamp("submitted")
		asked = self.questions()
		enforce(self, Assessment(tuple(asked.refusals)))
		notes = [each for each in self.assess().findings if each.code in OVER_LIMIT] + asked.warnings
		if notes:
			frappe.msgprint(
				listed(message_of(each, self.currency) for each in notes),
				title=_("Sent in. Whoever checks it will look at this"),
				indicator="orange",
			)

	def be_checked(self) -> None:
		refuse_unless_allowed(assess_checking(people.hands_of(self, self.payee())))
		self.stamp("checked")
		enforce(self, self.questions())

	def be_returned(self) -> None:
		self.require_comment(_("Write what the mentor should change. The mentor reads it."))
		self.update({"checked_on": None, "checked_by": None})

	def be_approved(self) -> None:
		"""The person is held: the miles of whatever else is approved for them are counted, and stay as they are."""
		self.household = self.payee()
		self.stamp("approved")
		seen = pennies(self.get_doc_before_save().total)
		due = self.reckoning().total
		approving = assess_approving(people.hands_of(self, self.household), seen, due)
		refuse_unless_allowed(approving, self.currency)
		enforce(self, self.questions())

	def be_sent(self) -> None:
		self.sent_on = today()

	def be_paid(self) -> None:
		self.paid_on = self.paid_on or today()
		if getdate(self.paid_on) > getdate(today()):
			frappe.throw(
				_("The claim is recorded as paid on {0}, which is in the future.").format(
					self.get_formatted("paid_on")
				)
			)

	def be_cancelled(self) -> None:
		"""The month is free for another claim."""
		self.require_comment(_("Write why the claim is cancelled."))
		self.claim_key = None

	def require_comment(self, request: str) -> None:
		if not (self.comment or "").strip():
			frappe.throw(request, title=_("What to change, or why"))

	def stamp(self, step: str) -> None:
		self.update({f"{step}_on": now_datetime(), f"{step}_by": frappe.session.user})

	def payee(self) -> str | None:
		"""The household that the mentor's claims are paid to."""
		return frappe.get_doc("Mentor", self.mentor).payee()

	# --- what screens ask

	@frappe.whitelist()
	def assessment(self) -> dict[str, Any]:
		"""What the rules say of the claim as it stands in the form, saved or not, and what it comes to line by line."""
		self.check_permission("create" if self.is_new() else "read")
		if not self.is_new():
			# whose records are shown, and of which month, is not for a browser to say
			self.update(frappe.db.get_value(self.doctype, self.name, ["mentor", "month"], as_dict=True))
		self.require_month()
		return shown(self)

	@frappe.whitelist(methods=["POST"])
	def agree_over_limit(self, reason: str) -> None:
		"""Agree, as a manager, that what is over a limit is paid in full. The reason stays on record (R8)."""
		with stored(self) as claim:
			frappe.only_for(OVERRIDE_ROLE)
			claim.check_permission("write")
			claim.require_worked_out()
			refuse_unless_allowed(assess_checking(people.hands_of(claim, claim.payee())))
			if not reason.strip():
				frappe.throw(_("Write why it is right to pay more than the limit."))
			claim.decision_reason = reason.strip()
			over = [each for each in claim.assess().findings if each.code in OVER_LIMIT]
			enforce(claim, Assessment(tuple(over)))
			claim.save()

	@frappe.whitelist(methods=["POST"])
	def work_out_again(self) -> None:
		"""Work the claim out by the rates and the other claims of today."""
		with stored(self) as claim:
			claim.check_permission("write")
			claim.require_worked_out()
			claim.save()

	def require_worked_out(self) -> None:
		if self.status not in WORKED_OUT:
			frappe.throw(
				_("The claim is “{0}”, so what it comes to is settled.").format(_(self.status)),
				title=_(self.status),
			)


def key_of(mentor: str, month: Any) -> str:
	"""What a claim is known by: one for each mentor, who is mentor in one scheme, and month."""
	return f"{mentor}/{getdate(month):%Y-%m}"
