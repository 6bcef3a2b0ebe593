# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A check of a mentor: what it was, when it was issued, when it runs out, and who has seen it (R9)."""

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.mentoring_scheme.doctype.mentor import evidence
from mentoring_scheme.mentoring_scheme.plain_values import date_or_none
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.stored import any_changed
from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy import checks as rules
from mentoring_scheme.policy.checks import CheckDates
from mentoring_scheme.policy.scheme import SchemePolicy


class MentorCheck(Document):
	"""One check. A newer one of the same kind takes its place; nothing is overwritten."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		check_kind: DF.Autocomplete
		expires_on: DF.Date | None
		issued_on: DF.Date
		mentor: DF.Link
		mentor_name: DF.Data | None
		notes: DF.SmallText | None
		number: DF.Data | None
		outcome: DF.Literal["Clear", "Considered, and accepted", "Not accepted"]
		replaced_by: DF.Link | None
		scheme: DF.Link | None
		seen_by: DF.Link
		seen_on: DF.Date | None
	# end: auto-generated types

	def validate(self) -> None:
		policy = policy_of_mentor(self.mentor)
		self.check_kind_is_asked(policy)
		self.work_out_expiry(policy)
		self.check_dates()

	def on_update(self) -> None:
		self.replace_earlier_ones()
		evidence.refresh(self.mentor)

	def on_trash(self) -> None:
		frappe.db.set_value(
			"Mentor Check", {"replaced_by": self.name}, "replaced_by", None, update_modified=False
		)

	def after_delete(self) -> None:
		self.replace_earlier_ones()
		evidence.refresh(self.mentor)

	def replace_earlier_ones(self) -> None:
		"""Say on each check of this kind which later one counts in its place, so that lists show what has run out.

		No rule rests on it, and nobody types it: written past the documents, whose other values do not change.
		"""
		same = {"mentor": self.mentor, "check_kind": self.check_kind}
		last = frappe.get_all(
			"Mentor Check", same, pluck="name", order_by="issued_on desc, creation desc", limit=1
		)
		if last:
			frappe.db.set_value("Mentor Check", last[0], "replaced_by", None, update_modified=False)
			earlier = same | {"name": ["!=", last[0]]}
			frappe.db.set_value("Mentor Check", earlier, "replaced_by", last[0], update_modified=False)
		self.replaced_by = frappe.db.get_value("Mentor Check", self.name, "replaced_by")

	def check_kind_is_asked(self, policy: SchemePolicy) -> None:
		"""A kind that the scheme has given up may stay on a check that was recorded with it."""
		if any_changed(self, "check_kind"):
			refuse_unless_allowed(rules.assess_kind(self.check_kind, policy))

	def work_out_expiry(self, policy: SchemePolicy) -> None:
		"""Where the certificate names no day, the scheme's months count from its issue."""
		if not self.expires_on:
			self.expires_on = rules.expires_on(
				self.check_kind, getdate(self.issued_on), policy.required_checks
			)

	def check_dates(self) -> None:
		dates = CheckDates(getdate(self.issued_on), date_or_none(self.expires_on), date_or_none(self.seen_on))
		refuse_unless_allowed(rules.assess_dates(dates, getdate(today())))


@frappe.whitelist()
def kinds(mentor: str) -> list[str]:
	"""The checks that the mentor's scheme asks for."""
	frappe.has_permission("Mentor", "read", doc=mentor, throw=True)
	return [each.check for each in policy_of_mentor(mentor).required_checks]


def policy_of_mentor(mentor: str) -> SchemePolicy:
	"""The policy of a mentor's scheme, read from the mentor, not from a copy on another document."""
	return policy_of_scheme(frappe.db.get_value("Mentor", mentor, "scheme"))
