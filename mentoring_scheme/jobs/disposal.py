"""What has reached its date is listed every month; what a manager has approved is disposed of, each row once."""

from datetime import date
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, getdate, now_datetime, today

from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_disposal_list import mentoring_disposal_list as lists
from mentoring_scheme.policy.choices import Disposal
from mentoring_scheme.retention import certificate, erase
from mentoring_scheme.retention.listing import LIST, ROW, make_list, reached, still_due

OUTCOMES = {Disposal.ANONYMISE: lists.ANONYMISED, Disposal.DELETE: lists.DELETED}
# A worker writes after every row; one that has not for so long is gone.
SILENT_MINUTES = 10


def prepare_all() -> int:
	"""Every month: one list for each scheme in which something has reached its date. Returns how many were made."""
	day = getdate(today())
	found = reached(day)
	return sum(kept(partial(_prepare, scheme, found[scheme], day)) for scheme in sorted(found))


def _prepare(scheme: str, found: Any, day: date) -> int:
	try:
		return int(make_list(scheme, found, day) is not None)
	except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
		frappe.db.rollback()  # somebody else has made it at the same moment
		return 0


@frappe.whitelist(methods=["POST"])
def prepare_now(scheme: str) -> str | None:
	"""Prepare the list of one scheme before the month is out; its name, or nothing where there is nothing to list."""
	frappe.has_permission(LIST, "write", throw=True)
	day = getdate(today())
	there = frappe.db.get_value(LIST, {"list_key": f"{scheme}/{day.replace(day=1)}"})
	if there:
		return there
	made = make_list(scheme, reached(day).get(scheme, []), day, frappe.session.user)
	return made.name if made else None


@frappe.whitelist(methods=["POST"])
def approve(disposal: str) -> None:
	"""Agree that what is on a list goes; the work is done in the background."""
	document = frappe.get_doc(LIST, disposal, for_update=True)
	document.check_permission("write")
	document.approve()
	_in_background(disposal)


@frappe.whitelist(methods=["POST"])
def go_on(disposal: str) -> None:
	"""Take up a list whose worker was stopped half-way; nothing happens while one is at work."""
	document = frappe.get_doc(LIST, disposal, for_update=True)
	document.check_permission("write")
	if document.status == lists.APPROVED and document.modified < _long_ago():
		document.db_set(
			"status", lists.APPROVED
		)  # written just now, so that nobody takes it up a second time
		_in_background(disposal)


def take_up_again() -> None:
	"""Every hour: lists whose worker was stopped half-way are gone on with."""
	stopped = {"status": lists.APPROVED, "modified": ["<", _long_ago()]}
	for disposal in frappe.get_all(LIST, stopped, pluck="name", order_by="name"):
		_in_background(disposal)


def carry_out(disposal: str) -> None:
	"""Dispose of what waits on an approved list, row by row, keeping each as it is done.

	As the site's Administrator: what goes includes mails and logs that no manager may open. Who has agreed is on the list.
	"""
	frappe.set_user("Administrator")
	total = frappe.db.count(ROW, {"parent": disposal})
	done = total - frappe.db.count(ROW, {"parent": disposal, "outcome": lists.WAITING})
	while step := kept(partial(dispose_next, disposal)):
		done += step
		frappe.publish_progress(
			done * 100 / total,
			title=_("Disposing of records"),
			doctype=LIST,
			docname=disposal,
			description=_("{0} of {1}").format(done, total),
		)
	kept(partial(finish, disposal))


def dispose_next(disposal: str) -> int:
	"""Deal with the next row that waits; 0 where none does.

	The list is locked meanwhile: a second worker waits, and then finds the row done. What the row stands for is looked at
	again, because a hold or a new link may have come since it was approved.
	"""
	whole = frappe.get_doc(LIST, disposal, for_update=True)
	if whole.status != lists.APPROVED:
		return 0
	row = next((row for row in whole.documents if row.outcome == lists.WAITING), None)
	if row is None:
		return 0
	outcome, why = _deal_with(whole, row)
	# the row belongs to a record of what was done, which nobody may edit
	frappe.db.set_value(ROW, row.name, {"outcome": outcome, "why": why, "done_on": now_datetime()})
	frappe.db.set_value(LIST, disposal, "status", lists.APPROVED)  # a sign of life
	return 1


def _deal_with(whole: Document, row: Any) -> tuple[str, str]:
	frappe.db.savepoint("disposal")
	try:
		found = still_due((row.document_type, row.document), whole.scheme, getdate(today()))
		if found is None:
			return lists.NOT_DONE, _("It is no longer to be disposed of: something about it has changed.")
		done, why = erase.dispose(row.document_type, row.document, found.rule.then)
	except frappe.QueryDeadlockError:
		raise
	except Exception:
		frappe.db.rollback(save_point="disposal")
		frappe.log_error(title="Disposal failed", reference_doctype=LIST, reference_name=whole.name)
		return lists.NOT_DONE, _("Something went wrong. The error log says what.")
	return OUTCOMES[done], why


def finish(disposal: str) -> int:
	"""Leave the certificate, once no row waits any more; returns how many rows there are."""
	whole = frappe.get_doc(LIST, disposal, for_update=True)
	if whole.status == lists.APPROVED and all(row.outcome != lists.WAITING for row in whole.documents):
		certificate.attach(whole)
		whole.db_set("status", lists.DONE)
	return len(whole.documents)


def _in_background(disposal: str) -> None:
	frappe.enqueue(
		"mentoring_scheme.jobs.disposal.carry_out", queue="long", enqueue_after_commit=True, disposal=disposal
	)


def _long_ago() -> Any:
	return add_to_date(now_datetime(), minutes=-SILENT_MINUTES)
