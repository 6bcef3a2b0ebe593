# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from mentoring_scheme.mentoring_scheme.paying import household_names_of
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_allowed
from mentoring_scheme.policy.payment_approval import assess_confirming

DETAILS = ("account_holder", "sort_code", "account_number")
STAMPS = ("entered_by", "entered_on", "confirmed_by", "confirmed_on")


class MentoringPayeeAccount(Document):
	"""Where a household's money goes: closed to all but those who pay.

	Nothing is paid to details that only one person has seen. Whoever changes them enters them anew, and somebody else
	confirms them again.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		account_holder: DF.Data
		account_number: DF.Data
		confirmed_by: DF.Link | None
		confirmed_on: DF.Datetime | None
		entered_by: DF.Link | None
		entered_on: DF.Datetime | None
		household: DF.Link
		sort_code: DF.Data
	# end: auto-generated types

	def validate(self) -> None:
		self.tidy()
		self.check_digits("sort_code", 6)
		self.check_digits("account_number", 8)
		keep_stored(self, *STAMPS)
		if any_changed(self, *DETAILS):
			self.stamp_as_entered()

	def tidy(self) -> None:
		"""Sort codes and account numbers are written with spaces or dashes on paper, and without them in files."""
		self.account_holder = " ".join((self.account_holder or "").split())
		self.sort_code, self.account_number = (
			re.sub(r"[\s\-–]", "", value or "") for value in (self.sort_code, self.account_number)
		)

	def check_digits(self, fieldname: str, wanted: int) -> None:
		value = self.get(fieldname)
		if not re.fullmatch(f"[0-9]{{{wanted}}}", value):
			frappe.throw(
				_(
					"“{0}” has to be {1} digits, and this is “{2}”. Put zeros in front of a shorter number."
				).format(_(self.meta.get_label(fieldname)), wanted, value)
			)
		if not value.strip("0"):
			frappe.throw(_("“{0}” cannot be zeros only.").format(_(self.meta.get_label(fieldname))))

	def stamp_as_entered(self) -> None:
		start_with(
			self,
			entered_by=frappe.session.user,
			entered_on=now_datetime(),
			confirmed_by=None,
			confirmed_on=None,
		)

	@frappe.whitelist(methods=["POST"])
	def confirm(self) -> None:
		"""Somebody other than who entered the details has asked the household and found them right."""
		with stored(self) as current:
			current.check_permission("write")
			current.check_confirmer()
			current.update({"confirmed_by": frappe.session.user, "confirmed_on": now_datetime()})
			current.save()

	def check_confirmer(self) -> None:
		if self.confirmed_by:
			frappe.throw(_("{0} has confirmed these details already.").format(self.confirmed_by), RuleRefusal)
		own = household_names_of(frappe.session.user, [self.household])
		refuse_unless_allowed(assess_confirming(self.entered_by == frappe.session.user, own))
