# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE

from frappe.model.document import Document


class MentoringHousehold(Document):
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
