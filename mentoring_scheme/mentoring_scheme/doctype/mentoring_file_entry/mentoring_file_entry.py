# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""What went on a participant's file when a link ended (R31)."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, formatdate, getdate, today

from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry import seal
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry.papers import papers_of
from mentoring_scheme.mentoring_scheme.pair import may_act_for_scheme


class MentoringFileEntry(Document):
	"""The list of a link's papers on one participant's file, and all of them as a sealed bundle. It never changes."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_filed_document.mentoring_filed_document import (
			MentoringFiledDocument,
		)

		as_role: DF.Literal["Mentor", "Mentee"]
		bundle: DF.Attach | None
		bundle_hash: DF.Data | None
		bundle_made_on: DF.Datetime | None
		bundle_pages: DF.Int
		bundle_problem: DF.SmallText | None
		bundle_tried_on: DF.Datetime | None
		documents: DF.Table[MentoringFiledDocument]
		file_key: DF.Data | None
		filed_by: DF.Link | None
		filed_on: DF.Date | None
		link: DF.Link
		participant: DF.Link
		participant_name: DF.Data | None
		records_removed: DF.Check
		scheme: DF.Link | None
		version: DF.Int
	# end: auto-generated types

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("What has gone on a file does not change."))

	@property
	def is_latest(self) -> bool:
		"""Whether the link still stands as it was when this was filed: closed, and not opened again since."""
		fields = ["status", "reopened"]
		# a locking read where the entry was read so: as it is now, not as it was when the transaction began
		held = bool(self.flags.for_update)
		link = frappe.db.get_value("Mentoring Link", self.link, fields, as_dict=True, for_update=held)
		return (link.status, cint(link.reopened) + 1) == ("Closed", self.version)

	@frappe.whitelist(methods=["POST"])
	def make_bundle(self) -> None:
		"""Have the bundle made that is missing, in the background. For staff of the scheme."""
		entry = frappe.get_doc(self.doctype, self.name)
		entry.check_permission("read")
		if not may_act_for_scheme(entry.link):
			frappe.throw(_("Staff of the scheme have the bundle made."), frappe.PermissionError)
		if entry.bundle:
			frappe.throw(_("This file has its bundle already. It is made once."))
		if entry.records_removed:
			frappe.throw(
				_("The time for which these records are kept is over, so that nothing is left to seal.")
			)
		if not entry.is_latest:
			frappe.throw(reopened_since())
		if not pdf.engine_is_there():
			frappe.throw(pdf.no_engine(), title=_("No bundle can be made here"))
		entry.flags.bundle_asked = True
		# a note of the app's own beside the file, which no rule is about
		entry.db_set({"bundle_problem": None, "bundle_tried_on": None})

	@frappe.whitelist()
	def check_seal(self) -> dict[str, Any]:
		"""Whether the bundle is still, byte by byte, what was sealed."""
		entry = frappe.get_doc(self.doctype, self.name)
		entry.check_permission("read")
		if not entry.bundle:
			frappe.throw(_("There is no bundle on this file yet."))
		return {"whole": seal.is_whole(entry), "sealed_on": entry.bundle_made_on, "seal": entry.bundle_hash}

	# --- what the prints show

	def ending(self) -> dict[str, Any]:
		"""The link with what is printed of its course and ending. What is the mentee's alone is not on the mentor's file."""
		link = frappe.get_doc("Mentoring Link", self.link)
		closing = [row.dated for row in self.documents if row.document_type == "Mentoring Supervision"]
		return {
			"link": link,
			"of_mentee": self.as_role == "Mentee",
			"closing_supervision_on": formatdate(closing[-1])
			if closing and self.as_role == "Mentor"
			else None,
			"reviews": [row for row in link.reviews if row.held_on],
		}


def file_records(link: Document) -> list[str]:
	"""Put the link's papers on the files of mentor and mentee; return the entries made. A second call makes none.

	A link that was opened again and closed anew makes a new version of each; the earlier ones stay.
	"""
	roles = (("Mentor", link.mentor_participant), ("Mentee", link.mentee_participant))
	return [entry for role, participant in roles if (entry := _file(link, role, participant))]


def reopened_since() -> str:
	return _("The link was opened again after this was filed. Its next ending makes a bundle of its own.")


def _file(link: Document, role: str, participant: str) -> str | None:
	version = cint(link.reopened) + 1
	key = f"{link.name}/{role}" + (f"/{version}" if version > 1 else "")
	if frappe.db.exists("Mentoring File Entry", {"file_key": key}):
		return None
	entry = frappe.get_doc(
		{
			"doctype": "Mentoring File Entry",
			"participant": participant,
			"as_role": role,
			"link": link.name,
			"scheme": link.scheme,
			"filed_on": getdate(today()),
			"filed_by": frappe.session.user,
			"version": version,
			"documents": list(papers_of(link.name, role)),
			"file_key": key,
		}
	)
	# safe: whoever may close the link files its records; nobody files by hand
	return entry.insert(ignore_permissions=True).name
