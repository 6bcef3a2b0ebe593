# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Approved payments and claims that go to the bank, or to a council's ledger, in one file (R42, R43)."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, today

from mentoring_scheme.mentoring_scheme import paying
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch import lines, payees, payment_file
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_begins_at
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_allowed, refuse_unless_at
from mentoring_scheme.policy.payment_approval import assess_sending

DRAFT, SENT, PAID, CANCELLED = "Draft", "Sent", "Paid", "Cancelled"
FILE = ("file", "file_made_on", "file_hash")
PROGRESS = ("status", *FILE, "sent_on", "sent_by", "paid_on", "paid_by", "payment_reference", "reason")
# What stands in the file; once that is sent, none of it changes any more.
IN_FILE = ("scheme", "pay_on", "layout", "lines")


class MentoringPaymentBatch(Document):
	"""A draft is put together by hand or at the press of a button; every further step is one of the methods below."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch_line.mentoring_payment_batch_line import (
			MentoringPaymentBatchLine,
		)

		currency: DF.Link | None
		file: DF.Attach | None
		file_hash: DF.Data | None
		file_made_on: DF.Datetime | None
		layout: DF.Link | None
		lines: DF.Table[MentoringPaymentBatchLine]
		paid_by: DF.Link | None
		paid_on: DF.Date | None
		pay_on: DF.Date
		payees: DF.Int
		payment_reference: DF.Data | None
		reason: DF.SmallText | None
		scheme: DF.Link | None
		sent_by: DF.Link | None
		sent_on: DF.Date | None
		status: DF.Literal["Draft", "Sent", "Paid", "Cancelled"]
		title: DF.Data | None
		total: DF.Currency
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, **dict.fromkeys(PROGRESS) | {"status": DRAFT})

	def validate(self) -> None:
		check_begins_at(self, "status", DRAFT)
		keep_stored(self, *PROGRESS)
		self.title = (self.title or "").strip() or self.heading()
		if self.status == DRAFT:
			self.check_layout()
			lines.fill(self)
			lines.sum_up(self)
			self.forget_stale_file()
		elif not self.flags.by_method:
			self.check_unchanged()

	def on_update(self) -> None:
		if self.status == DRAFT:
			self.hold_lines()

	def on_trash(self) -> None:
		if self.status != DRAFT:
			frappe.throw(
				_("{0} is “{1}” and is kept: it says what was paid.").format(self.name, _(self.status)),
				RuleRefusal,
			)
		paying.let_go(self.name, self.keys())

	# --- what a save does

	def heading(self) -> str:
		"""Batches are told apart by their day, and by the scheme where they are for one."""
		day = formatdate(self.pay_on)
		return f"{self.scheme}, {day}" if self.scheme else _("All schemes, {0}").format(day)

	def check_layout(self) -> None:
		if not self.layout:
			return
		layout = frappe.get_cached_doc("Print Format", self.layout)
		if layout.doc_type != self.doctype or not layout.raw_printing:
			frappe.throw(
				_(
					"“{0}” cannot be the layout of a payment file. Choose a print format of payment batches with raw commands."
				).format(self.layout)
			)

	def forget_stale_file(self) -> None:
		if self.file and any_changed(self, *IN_FILE):
			payment_file.forget(self)
			frappe.msgprint(
				_(
					"The file was removed, because it does not say any more what the batch says. Make it again."
				),
				alert=True,
			)

	def check_unchanged(self) -> None:
		if any_changed(self, *IN_FILE):
			frappe.throw(
				_("{0} is “{1}”, so what it pays stays as it is.").format(self.name, _(self.status)),
				RuleRefusal,
			)

	def hold_lines(self) -> None:
		"""The documents know their batch, so that nobody changes, cancels or pays them elsewhere meanwhile."""
		before = self.get_doc_before_save()
		former, now = set(before.keys() if before else ()), set(self.keys())
		paying.let_go(self.name, former - now)
		paying.take_into(self.name, now - former)

	def keys(self) -> list[lines.Key]:
		"""What the lines stand for, without those that came back."""
		return [(row.reference_type, row.reference) for row in self.lines if row.line_key]

	# --- what a layout is filled with

	def payees_to_pay(self) -> list[payees.Payee]:
		"""Each household once, with its sum and its account."""
		return payees.payees_of(self, self.flags.accounts or payees.accounts_of(self))

	def lines_to_pay(self) -> list[payees.PaidLine]:
		"""Each payment and claim, with what a ledger books it under."""
		return payees.lines_of(self)

	def csv_row(self, cells: list[Any]) -> str:
		"""One line of a file with commas; no text in it becomes a formula."""
		return payment_file.row(cells)

	# --- what the form calls

	@frappe.whitelist(methods=["POST"])
	def take_up(self, until: str, payments: bool = True, claims: bool = True) -> dict[str, Any]:
		"""Get what is approved, due until that day, and in no batch yet. Says what was taken, and what was left out."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, DRAFT)
			kinds = [kind for kind, chosen in zip(paying.PAYABLE, (payments, claims), strict=True) if chosen]
			had = len(current.lines)
			left_out = lines.take(current, lines.payable(current, getdate(until), kinds))
			current.save()
		return {"taken": len(current.lines) - had, "left_out": left_out}

	@frappe.whitelist(methods=["POST"])
	def make_file(self) -> None:
		"""Fill in the layout and attach it. Made again of the same batch, it is the same file."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, DRAFT)
			current.check_has_lines()
			if not current.layout:
				frappe.throw(_("Choose the layout of the file first."))
			current.save()  # the lines say what their documents and households say today
			payment_file.make(current)

	@frappe.whitelist(methods=["POST"])
	def mark_sent(self, on: str) -> None:
		"""The file went to the bank or the ledger; what it pays is on its way."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, DRAFT)
			current.check_may_be_sent()
			paying.sent(paying.documents_of(current.keys()), on, current.name)
			current.update({"status": SENT, "sent_on": getdate(on), "sent_by": frappe.session.user})
			current.save()

	@frappe.whitelist(methods=["POST"])
	def mark_paid(self, on: str, reference: str) -> None:
		"""The bank has paid what did not come back."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, SENT)
			current.check_payment(on, reference)
			paying.paid(paying.documents_of(current.keys()), on, reference)
			current.update(
				{
					"status": PAID,
					"paid_on": getdate(on),
					"paid_by": frappe.session.user,
					"payment_reference": reference.strip(),
				}
			)
			current.save()

	@frappe.whitelist(methods=["POST"])
	def line_came_back(self, line: str, on: str, reason: str) -> None:
		"""The bank has sent one line back: it is marked, and its document is free for another batch."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, SENT, PAID)
			row = current.open_line(line)
			current.check_came_back(on, reason)
			current.return_documents([row], _("It came back from the bank: {0}").format(reason.strip()))
			row.update({"came_back_on": getdate(on), "came_back_reason": reason.strip(), "line_key": None})
			current.save()

	@frappe.whitelist(methods=["POST"])
	def cancel_batch(self, reason: str) -> None:
		"""Nothing of it is paid: all lines are free for another batch."""
		with stored(self) as current:
			current.check_permission("write")
			refuse_unless_at(current, DRAFT, SENT)
			if not reason.strip():
				frappe.throw(_("Write why the batch is cancelled."))
			current.free_all(reason.strip())
			current.update({"status": CANCELLED, "reason": reason.strip()})
			current.save()

	# --- how the steps are made

	def check_has_lines(self) -> None:
		if not self.keys():
			frappe.throw(_("The batch has no lines, so there is nothing to pay."), RuleRefusal)

	def check_may_be_sent(self) -> None:
		"""What is sent is what the file says, all of it still approved, and none of it goes to the sender's own home."""
		self.check_has_lines()
		own = paying.household_names_of(frappe.session.user, {row.household for row in self.lines})
		refuse_unless_allowed(assess_sending(own))
		lines.fill(self)
		if not self.file:
			frappe.throw(_("Make the file first: it is what the bank or the ledger gets."), RuleRefusal)
		if not payment_file.is_untouched(self):
			frappe.throw(
				_("The attached file is not the one that was made here, or is gone. Make it again."),
				RuleRefusal,
			)
		if payment_file.fingerprint(payment_file.render(self)) != self.file_hash:
			frappe.throw(
				_(
					"Something that the file says has changed since it was made, for example a name or an account. Make the file again and use that one."
				),
				RuleRefusal,
			)

	def check_payment(self, on: str, reference: str) -> None:
		if not reference.strip():
			frappe.throw(_("Write the reference under which the bank or the ledger has paid."))
		if not self.keys():
			frappe.throw(
				_("Every line came back, so nothing was paid. Cancel the batch instead."), RuleRefusal
			)
		self.check_not_before_sent(on)

	def check_came_back(self, on: str, reason: str) -> None:
		if not reason.strip():
			frappe.throw(_("Write why the bank has sent it back."))
		if getdate(on) > getdate(today()):
			frappe.throw(_("{0} is in the future.").format(formatdate(on)), RuleRefusal)
		self.check_not_before_sent(on)

	def check_not_before_sent(self, on: str) -> None:
		if getdate(on) < getdate(self.sent_on):
			frappe.throw(
				_("{0} is before the day on which the batch was sent, {1}.").format(
					formatdate(on), formatdate(self.sent_on)
				),
				RuleRefusal,
			)

	def open_line(self, line: str) -> Any:
		row = next((row for row in self.lines if row.name == line), None)
		if row is None:
			frappe.throw(_("The batch has no such line."))
		if not row.line_key:
			frappe.throw(_("{0} has come back already.").format(row.reference), RuleRefusal)
		return row

	def free_all(self, reason: str) -> None:
		open_rows = [row for row in self.lines if row.line_key]
		if self.status == SENT:
			self.return_documents(
				open_rows, _("The payment batch {0} was cancelled: {1}").format(self.name, reason)
			)
		else:
			paying.let_go(self.name, self.keys())
		for row in open_rows:
			row.line_key = None

	def return_documents(self, rows: Iterable[Any], why: str) -> None:
		"""A batch that was recorded as paid first takes that back for these lines."""
		documents = paying.documents_of((row.reference_type, row.reference) for row in rows)
		if self.status == PAID:
			paying.unpaid(documents, why)
			paying.came_back(documents, "")
		else:
			paying.came_back(documents, why)
