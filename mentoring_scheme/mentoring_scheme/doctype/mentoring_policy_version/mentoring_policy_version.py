# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A policy as it was: never changed, so that links can keep the terms they were agreed under (R3)."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document


class MentoringPolicyVersion(Document):
	"""A snapshot of a scheme's policy."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		author: DF.Data | None
		change_note: DF.SmallText | None
		changed_fields: DF.SmallText | None
		in_force_from: DF.Date | None
		policy: DF.Code
		preset: DF.Data | None
		scheme: DF.Link
		signed_off_by: DF.Data | None
		signed_off_on: DF.Date | None
		version: DF.Int
	# end: auto-generated types

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("A policy version never changes. Change the scheme: that makes a new version."))
