# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""A workbook is checked, and then brought in a group of rows at a time: each whole or not at all, each once.

The platform's Data Import takes one doctype at a time, knows no rows that rest on rows of another sheet, and cannot begin
a link in mid-life; so this is a job of our own. It writes through the documents all the same, as the user who asked, and
silences notifications with the platform's own flags of an import.

What a row has become is kept with it in one transaction (`bringing_in/entries.py`), under a name that only that row can
have. A worker that is killed loses the group at hand and nothing else; whoever runs it again finds what is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, today

from mentoring_scheme.importing import checking, reading
from mentoring_scheme.importing.checking import Checked
from mentoring_scheme.importing.keys import Ref
from mentoring_scheme.importing.known import Known
from mentoring_scheme.importing.remarks import Remark, WorkbookError
from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.jobs.import_groups import BLOCKED, bring_in_groups, has_failed, in_words
from mentoring_scheme.mentoring_scheme.bringing_in import workbooks
from mentoring_scheme.mentoring_scheme.bringing_in.site import known_of, lists_of
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import.findings import keep_findings, texts_of
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import.mentoring_import import (
	AT_WORK,
	BRINGING_IN,
	BROUGHT_IN,
	CHECKED,
	CHECKING,
	IMPORT,
	NOT_READ,
	PARTLY,
	STOPPED,
	silent_since,
)
from mentoring_scheme.mentoring_scheme.fingerprint import fingerprint

WENT_WRONG = "Import stopped"


def check(name: str) -> None:
	"""Read and check the attached workbook; nothing but the import's own findings is written."""
	_do(name, CHECKING, _check)


def bring_in(name: str) -> None:
	"""Write every group that can be written, one at a time, and keep each as it is done."""
	_do(name, BRINGING_IN, _bring_in)


def on_import_update(doc: Document, method: str | None = None) -> None:
	"""Whoever asks for a check, or for bringing in, has it done in the background."""
	if doc.flags.by_method and doc.status in AT_WORK:
		in_background(doc.name, doc.status)


def take_up_again() -> None:
	"""Every hour: imports whose worker was stopped half-way are gone on with."""
	for doc in frappe.get_all(
		IMPORT,
		{"status": ["in", AT_WORK], "modified": ["<", silent_since()]},
		["name", "status", "asked_by"],
	):
		frappe.set_user(doc.asked_by)
		in_background(doc.name, doc.status)
	frappe.set_user("Administrator")


def in_background(name: str, status: str) -> None:
	"""Put the work that belongs to this status into the queue, for the user of the session."""
	method = "check" if status == CHECKING else "bring_in"
	frappe.enqueue(
		f"mentoring_scheme.jobs.importing.{method}",
		queue="long",
		timeout=3 * 60 * 60,
		enqueue_after_commit=True,
		name=name,
	)


def _do(name: str, status: str, act: Callable[[Document], None]) -> None:
	"""Do what this status asks for, with the rights of whoever asked. Where it cannot be done the import says why.

	Raises frappe.QueryDeadlockError and frappe.QueryTimeoutError: it is taken up again once others are done.
	"""
	doc = frappe.get_doc(IMPORT, name)
	if doc.status != status:
		return
	try:
		_refuse_who_may_no_longer(doc)
		act(doc)
	except BLOCKED:
		raise
	except WorkbookError as error:
		_stop(doc, NOT_READ, texts_of([Remark("", 0, "", "", error.finding)])[("", 0)])
	except (frappe.ValidationError, frappe.PermissionError) as error:
		_stop(doc, STOPPED, in_words(error))
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title=WENT_WRONG)
		_stop(doc, STOPPED, _what_went_wrong(name, status))


def _what_went_wrong(name: str, status: str) -> str:
	"""What to do after a failure that is not the workbook's; how far it came, as the database has it."""
	again = _("If it stops here again, tell your administrator: the error log says what happened.")
	if status == CHECKING:
		said = _(
			"Something went wrong here while the workbook was checked. Nothing was written. Choose “Check again”."
		)
		return f"{said} {again}"
	said = _(
		"Something went wrong here while the workbook was brought in. {0} rows had come in before, and they stay. Choose “Check again” and then bring in the rest: what is here is known again, and nothing comes in twice."
	)
	here = frappe.db.get_value(IMPORT, name, "rows_brought_in")
	return f"{said.format(here)} {again}"


def _refuse_who_may_no_longer(doc: Document) -> None:
	"""Between asking and the work somebody may have left the scheme. Raises frappe.PermissionError."""
	user = frappe.session.user
	is_at_work = frappe.db.get_value("User", user, "enabled")
	if not (is_at_work and frappe.has_permission(IMPORT, "write", doc=doc)):
		frappe.throw(
			_(
				"{0} asked for this, and may no longer bring in the scheme {1}. Somebody who may can check the workbook again."
			).format(user, doc.scheme),
			frappe.PermissionError,
		)


def _stop(doc: Document, status: str, problem: str) -> None:
	keep_findings(doc.name, [])
	workbooks.forget(doc, workbooks.TO_MEND)
	nothing = dict.fromkeys(("rows_ready", "rows_there", "rows_kept_back", "to_mend", "to_note"), 0)
	doc.db_set({"status": status, "problem": problem, "mend_workbook": None, **nothing}, notify=True)


# --- checking


def _check(doc: Document) -> None:
	content = workbooks.content_of(doc)
	known, checked = _checked(doc.scheme, content)
	_keep_check(doc, known, checked, status=CHECKED)
	doc.db_set({"workbook_hash": fingerprint(content), "checked_on": now_datetime()}, notify=True)


def _checked(scheme: str, content: bytes) -> tuple[Known, Checked]:
	lists = lists_of(scheme)
	read = reading.read(content, lists)
	known = known_of(scheme, lists, read.rows)
	return known, checking.check(read, known, getdate(today()))


def _keep_check(doc: Document, known: Known, checked: Checked, *, status: str) -> None:
	problems = texts_of(checked.remarks)
	# a workbook to mend without the sheet that could not be read would lose it: that one is mended where it is
	rows = [row for group in checked.kept_back for row in group.rows] if checked.all_read else []
	keep_findings(doc.name, checked.remarks)
	doc.db_set(
		{
			"status": status,
			"problem": None,
			"rows_ready": checked.rows_ready,
			"rows_there": len(checked.there),
			"rows_kept_back": checked.rows_kept_back,
			"to_mend": sum(each.stops for each in checked.remarks),
			"to_note": sum(not each.stops for each in checked.remarks),
			"mend_workbook": workbooks.keep_to_mend(doc, known.lists, rows, problems),
		},
		notify=True,
	)


# --- bringing in


def _bring_in(doc: Document) -> None:
	content = workbooks.content_of(doc)
	if fingerprint(content) != doc.workbook_hash:
		frappe.throw(_("The workbook has changed since it was checked. Check it again."))
	known, checked = _checked(doc.scheme, content)
	keep_what_was_read()
	failed = bring_in_groups(doc, checked.ready, batch_of(doc, known))
	checked.remarks += failed
	checked.kept_back += [group for group in checked.ready if has_failed(group, failed)]
	kept(partial(_finish, doc.name, known, checked))


def batch_of(doc: Document, known: Known) -> Batch:
	"""What the writers of all groups share."""
	source = _("Brought in from {0}").format(doc.workbook_name or doc.name)
	names: dict[Ref, str] = {ref: entry.name for ref, entry in known.entries.items() if entry.is_there}
	return Batch(doc.scheme, source, getdate(today()), names)


def keep_what_was_read() -> None:
	"""End the transaction of the check, so that each group reads the site as it is by that time."""
	frappe.db.commit()


def _finish(name: str, known: Known, checked: Checked) -> int:
	"""Say what became of it. The workbook has done its work once nothing is left to mend, and is removed."""
	doc = frappe.get_doc(IMPORT, name, for_update=True)
	checked.ready = []
	_keep_check(doc, known, checked, status=PARTLY if checked.kept_back else BROUGHT_IN)
	doc.db_set({"brought_in_on": now_datetime()}, notify=True)
	if not checked.kept_back:
		workbooks.forget(doc)
		doc.db_set({"workbook": None})
	return 1
