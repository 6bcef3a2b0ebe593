# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A running scheme brought in from a workbook: download the template, check what was filled in, bring it in."""

import posixpath
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, format_date, get_datetime, now_datetime, today

from mentoring_scheme.importing import template
from mentoring_scheme.mentoring_scheme.bringing_in import workbooks
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of
from mentoring_scheme.mentoring_scheme.roles_in_scheme import check_scheme_is_open
from mentoring_scheme.mentoring_scheme.stored import keep_stored, start_with, stored
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_at

IMPORT = "Mentoring Import"
WAITING, CHECKING, NOT_READ, CHECKED = "Not checked", "Being checked", "Cannot be read", "Checked"
BRINGING_IN, BROUGHT_IN, PARTLY, STOPPED = "Being brought in", "Brought in", "Partly brought in", "Stopped"
AT_WORK = (CHECKING, BRINGING_IN)
NUMBERS = ("rows_ready", "rows_there", "rows_kept_back", "rows_brought_in", "to_mend", "to_note")
RESULTS = (
	"status",
	"problem",
	"asked_by",
	"checked_on",
	"brought_in_on",
	"workbook_hash",
	"workbook_name",
	"mend_workbook",
	"findings",
	*NUMBERS,
)
# A worker writes after every group of rows; one that has not for so long is gone.
SILENT_MINUTES = 5


class MentoringImport(Document):
	"""Whoever makes it chooses the scheme and attaches the workbook; everything else is the result of the job."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from mentoring_scheme.mentoring_scheme.doctype.mentoring_import_finding.mentoring_import_finding import (
			MentoringImportFinding,
		)

		asked_by: DF.Link | None
		brought_in_on: DF.Datetime | None
		checked_on: DF.Datetime | None
		findings: DF.Table[MentoringImportFinding]
		mend_workbook: DF.Attach | None
		problem: DF.SmallText | None
		rows_brought_in: DF.Int
		rows_kept_back: DF.Int
		rows_ready: DF.Int
		rows_there: DF.Int
		scheme: DF.Link
		status: DF.Literal[
			"Not checked",
			"Being checked",
			"Cannot be read",
			"Checked",
			"Being brought in",
			"Brought in",
			"Partly brought in",
			"Stopped",
		]
		title: DF.Data | None
		to_mend: DF.Int
		to_note: DF.Int
		workbook: DF.Attach | None
		workbook_hash: DF.Data | None
		workbook_name: DF.Data | None
	# end: auto-generated types

	def before_insert(self) -> None:
		nothing: dict[str, Any] = dict.fromkeys(("workbook", *RESULTS))
		start_with(self, **{**nothing, **dict.fromkeys(NUMBERS, 0), "status": WAITING, "findings": []})
		self.title = _("{0}, {1}").format(self.scheme, format_date(today(), "d MMMM yyyy"))

	def validate(self) -> None:
		self.check_scheme()
		keep_stored(self, *RESULTS)
		self.begin_again_with_other_workbook()

	def on_trash(self) -> None:
		refuse_unless_at(self, WAITING, NOT_READ, CHECKED, BROUGHT_IN, PARTLY, STOPPED)

	def check_scheme(self) -> None:
		if self.is_new():
			frappe.get_doc("Mentoring Scheme", self.scheme).check_permission("read")
			check_scheme_is_open(self.scheme)

	def begin_again_with_other_workbook(self) -> None:
		"""What was found belongs to the workbook that was checked."""
		before = self.get_doc_before_save()
		if self.flags.by_method or before is None or before.workbook == self.workbook:
			return
		if before.status in AT_WORK:
			frappe.throw(
				_("The workbook is “{0}”. Wait until that is done, then attach another one.").format(
					_(before.status)
				),
				RuleRefusal,
			)
		if self.workbook:
			# before the platform attaches whatever address somebody has written here
			workbooks.refuse_other_files(self)
		self.update({**dict.fromkeys(NUMBERS, 0), "status": WAITING, "findings": [], "problem": None})
		self.workbook_hash = None
		self.workbook_name = posixpath.basename(self.workbook or "")[:140]

	# --- what the form calls

	@frappe.whitelist(methods=["POST"])
	def check_workbook(self) -> None:
		"""Have the attached workbook checked as a whole. Nothing is brought in by that."""
		with stored(self) as current:
			current.check_permission("write")
			if not current.is_silent():
				refuse_unless_at(current, WAITING, NOT_READ, CHECKED, PARTLY, STOPPED)
			check_scheme_is_open(current.scheme)
			workbooks.content_of(current)
			current.rows_brought_in = (
				0  # what has come in by now is counted by the check among what was here before
			)
			current.begin(CHECKING)

	@frappe.whitelist(methods=["POST"])
	def bring_in(self) -> None:
		"""Bring in what was checked and is ready. What is kept back stays out until it is mended."""
		with stored(self) as current:
			current.check_permission("write")
			if not current.is_silent():
				refuse_unless_at(current, CHECKED)
				if not current.rows_ready:
					frappe.throw(
						_(
							"No row is ready to be brought in. Mend the workbook, attach it, and check it again."
						),
						RuleRefusal,
					)
			check_scheme_is_open(current.scheme)
			current.begin(BRINGING_IN)

	def is_silent(self) -> bool:
		"""Whether a worker had it in hand and has given no sign of life for long."""
		return self.status in AT_WORK and get_datetime(self.modified) < silent_since()

	def begin(self, status: str) -> None:
		"""Hand it to the job of this status, for whoever asked."""
		self.status, self.asked_by = status, frappe.session.user
		self.save()


def silent_since() -> datetime:
	"""What has not moved since then is moved by nobody any more."""
	return add_to_date(now_datetime(), minutes=-SILENT_MINUTES)


@frappe.whitelist(methods=["GET"])
def progress(name: str) -> dict[str, Any]:
	"""How far it has come, for a form without live updates.

	No method of the document: the platform refuses those to a form that is older than the document, and this one is as soon
	as the work moves on.
	"""
	frappe.has_permission(IMPORT, "read", doc=name, throw=True)
	return frappe.db.get_value(IMPORT, name, ["status", "rows_ready", "rows_brought_in"], as_dict=True)


@frappe.whitelist(methods=["GET"])
def download_template(scheme: str) -> None:
	"""The workbook to fill in for a scheme, with its own values to choose from."""
	frappe.has_permission(IMPORT, "create", throw=True)
	frappe.get_doc("Mentoring Scheme", scheme).check_permission("read")
	frappe.response.filename = f"{frappe.scrub(scheme).replace('_', '-')}.xlsx"
	frappe.response.filecontent = template.template(scheme, lists_of(scheme), _)
	frappe.response.type = "binary"
