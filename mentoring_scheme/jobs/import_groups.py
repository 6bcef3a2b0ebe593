# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The groups of a checked workbook, written one at a time: each whole or not at all, each once."""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime, strip_html

from mentoring_scheme.importing.groups import Group
from mentoring_scheme.importing.keys import Ref, ref_of
from mentoring_scheme.importing.remarks import Remark, about
from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.mentoring_scheme.bringing_in import entries
from mentoring_scheme.mentoring_scheme.bringing_in.group import RowFailed, write
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import.mentoring_import import IMPORT
from mentoring_scheme.policy.verdicts import refuse

SHOW_EVERY = 5  # groups between two messages to the browser
FAILED = "Row not brought in"
# Somebody else is in the way for the moment; the row is not to blame.
BLOCKED = (frappe.QueryDeadlockError, frappe.QueryTimeoutError)


def bring_in_groups(doc: Document, groups: Sequence[Group], batch: Batch) -> list[Remark]:
	"""Write these groups one by one, and keep each; what is to be said of those that could not be written."""
	failed: list[Remark] = []
	here = doc.rows_brought_in  # by a worker that was stopped
	total = here + sum(len(each.rows) for each in groups)
	for number, group in enumerate(groups, start=1):
		here += kept(partial(_bring_in_one, doc.name, group, batch, failed))
		if number % SHOW_EVERY == 0 or number == len(groups):
			_show(doc.name, here, total)
	return failed


def _bring_in_one(name: str, group: Group, batch: Batch, failed: list[Remark]) -> int:
	"""One group, while the scheme is held: whoever brings in the same rows at the same moment comes second."""
	frappe.db.get_value("Mentoring Scheme", batch.scheme, "name", for_update=True)
	if written := entries.written_of(batch.scheme, group.rows):  # by another worker, which has noted it
		if len(written) < len(group.rows):
			failed.append(_partly_there(group, written))
		return 0
	frappe.db.savepoint("row_group")
	try:
		documents = write(group, batch)
	except RowFailed as failure:
		if isinstance(failure.error, BLOCKED):
			raise failure.error from failure
		frappe.db.rollback(save_point="row_group")
		failed.append(_said_of(failure))
		frappe.clear_messages()
		return 0
	entries.keep(batch.scheme, name, documents)
	frappe.clear_messages()
	_count(name, len(documents))
	return len(documents)


def _count(name: str, rows: int) -> None:
	"""How far it has come, and a sign of life; past the document, which only people save."""
	doctype = frappe.qb.DocType(IMPORT)
	query = frappe.qb.update(doctype).set(doctype.rows_brought_in, doctype.rows_brought_in + rows)
	query.set(doctype.modified, now_datetime()).where(doctype.name == name).run()


def _show(name: str, done: int, total: int) -> None:
	frappe.publish_realtime(
		"mentoring_import", {"name": name, "done": done, "total": total}, doctype=IMPORT, docname=name
	)


def _said_of(failure: RowFailed) -> Remark:
	"""Why a row could not be written, in the words of the rule that stood in the way."""
	text = in_words(failure.error)
	if not text:
		frappe.log_error(title=FAILED)
		text = _("Something went wrong, and the row was not written. The error log says what.")
	remedy = _(
		"Mend it, and send the workbook of rows to mend. The other rows of its group were not written either."
	)
	text = text.replace("{", "(").replace("}", ")")
	finding = refuse("Import", "not-written", text, remedy)
	return about(failure.row, next(iter(failure.row.values), ""), finding)


def in_words(error: Exception) -> str:
	"""What a refusal says; nothing where the error has no words for whoever imports."""
	if not isinstance(error, frappe.ValidationError | frappe.PermissionError):
		return ""
	return " ".join(html.unescape(strip_html(str(error).replace("<li>", " "))).split())


def _partly_there(group: Group, written: Collection[Ref]) -> Remark:
	row = next(row for row in group.rows if ref_of(row) not in written)
	finding = refuse(
		"Import",
		"partly-there",
		_("Another import has just brought in a part of what belongs with this row."),
		_("Send the workbook of rows to mend: what is here by now is known, and only the rest is added."),
	)
	return about(row, next(iter(row.values), ""), finding)


def has_failed(group: Group, failed: Sequence[Remark]) -> bool:
	"""Whether something was said of a row of this group."""
	places = {(each.sheet, each.row) for each in failed}
	return any((row.sheet, row.number) in places for row in group.rows)
