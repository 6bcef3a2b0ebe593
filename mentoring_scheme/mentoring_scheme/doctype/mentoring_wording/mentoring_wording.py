# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A scheme's own wording of a letter, an invitation or a certificate, kept by its co-ordinators and managers (R48)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import NAMES
from mentoring_scheme.mentoring_scheme.own_wording import check_words, wording_of


class MentoringWording(Document):
	"""The words that a scheme begins one kind of paper with. One that cannot be filled in is not kept."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		body: DF.TextEditor
		paper: DF.Literal[
			"Mentoring welcome: letter to the mentee",
			"Mentoring introduction: invitation to the mentee",
			"Mentoring introduction: invitation to the mentor",
			"Mentoring ending: letter to the mentee",
			"Mentoring ending: letter to the mentor",
			"Mentoring event: invitation",
			"Mentoring certificate: mentoring",
			"Mentoring certificate: training",
		]
		scheme: DF.Link
		subject: DF.Data
		title: DF.Data | None
		wording_key: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		self.refuse_second()

	def validate(self) -> None:
		self.wording_key = f"{self.scheme}/{self.paper}"
		self.title = f"{_(self.paper)}, {self.scheme}"
		check_words(self.paper, self.subject, self.body)

	def refuse_second(self) -> None:
		there = frappe.db.get_value(self.doctype, {"scheme": self.scheme, "paper": self.paper}, "name")
		if there:
			frappe.throw(
				_("{0} has its own wording of this paper already: {1}. Change that one.").format(
					self.scheme, there
				)
			)


@frappe.whitelist()
def beginning(scheme: str, paper: str) -> dict[str, Any]:
	"""The wording that is in use, to begin one's own with, and what may stand in braces."""
	frappe.has_permission("Mentoring Scheme", "read", doc=scheme, throw=True)
	frappe.has_permission("Mentoring Wording", "create", throw=True)
	if paper not in NAMES:
		frappe.throw(_("There is no such paper."))
	subject, body = wording_of(paper, scheme)
	return {"subject": subject, "body": body, "names": list(NAMES[paper])}
