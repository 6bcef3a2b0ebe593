# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.access.roles import FINANCE, MANAGER
from mentoring_scheme.mentoring_scheme.stored import any_changed, keep_stored, start_with


class MentoringHousehold(Document):
	"""Who is paid together. Where a ledger sends their money is for those who pay to say."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Link | None
		household_name: DF.Data
		ledger_supplier: DF.Data | None
		payee_name: DF.Data | None
		payment_reference: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		start_with(self, ledger_supplier=None)

	def validate(self) -> None:
		keep_stored(self, "ledger_supplier")
		self.check_supplier_number()

	def check_supplier_number(self) -> None:
		"""Files for a council's ledger name nothing but this number."""
		before = self.get_doc_before_save()
		changed = any_changed(self, "payment_reference") if before else bool(self.payment_reference)
		if changed and not {FINANCE, MANAGER}.intersection(frappe.get_roles()):
			frappe.throw(
				_(
					"The money goes to the supplier with this number, so finance enters it. Leave “{0}” as it was, and tell finance."
				).format(_(self.meta.get_label("payment_reference"))),
				frappe.PermissionError,
			)
