# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""Many payments or claims approved in one go: each once, by the rules of each, with a result for each (R42)."""

import html
import json
from functools import partial
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_transitions
from frappe.query_builder.functions import Count
from frappe.utils import add_to_date, cint, now_datetime, strip_html

from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.mentoring_scheme.claims import miles
from mentoring_scheme.mentoring_scheme.doctype.mentoring_approval_run.mentoring_approval_run import (
	APPROVED,
	DONE,
	NOT_APPROVED,
	WAITING,
)
from mentoring_scheme.mentoring_scheme.paying import PAYABLE

RUN, LINE = "Mentoring Approval Run", "Mentoring Approval Run Line"
AT_ONCE = 20
SIZE = 20
# A worker writes after every few lines; one that has not for so long is gone.
SILENT_MINUTES = 3


@frappe.whitelist(methods=["POST"])
def approve_many(kind: str, names: list[str] | str) -> dict[str, Any]:
	"""Approve these payments or claims (`kind`), a few at once and many in the background.

	`names`: a list, or a list as JSON, which is what a browser sends. Returns the run that keeps a result for each, as
	`progress` does.
	"""
	frappe.has_permission(RUN, "create", throw=True)
	if kind not in PAYABLE:
		frappe.throw(_("Only payments and claims are approved here."))
	run = frappe.get_doc(
		{
			"doctype": RUN,
			"document_type": kind,
			"lines": [{"reference_type": kind, "reference": name} for name in _names(names)],
		}
	).insert()
	if len(run.lines) > AT_ONCE:
		_in_background(run.name)
	else:
		while approve_next(run.name):
			pass
		finish(run.name)
	return _summary(run.reload())


@frappe.whitelist()
def progress(run: str) -> dict[str, Any]:
	"""How far a run has come, and once it is done what became of each line. A site may have no live updates."""
	document = frappe.get_doc(RUN, run)
	document.check_permission("read")
	return _summary(document)


@frappe.whitelist(methods=["POST"])
def go_on(run: str) -> None:
	"""Take up a run whose worker was stopped half-way; nothing happens while one is at work."""
	frappe.has_permission(RUN, "create", throw=True)
	document = frappe.get_doc(RUN, run, for_update=True)
	document.check_permission("read")
	if document.status != DONE and document.modified < _long_ago():
		document.db_set("status", WAITING)  # written just now, so nobody takes it up a second time
		_in_background(run)


def take_up_again() -> None:
	"""Every hour: runs whose worker was stopped half-way are gone on with."""
	for run in frappe.get_all(RUN, {"status": ["!=", DONE], "modified": ["<", _long_ago()]}, pluck="name"):
		_in_background(run)


def carry_out(run: str) -> None:
	"""Approve what waits in a run, for the user who asked, keeping every few lines as they are done."""
	frappe.set_user(frappe.db.get_value(RUN, run, "asked_by"))
	total = frappe.db.count(LINE, {"parent": run})
	done = total - frappe.db.count(LINE, {"parent": run, "outcome": WAITING})
	while step := kept(partial(approve_next, run)):
		done += step
		frappe.publish_progress(
			done * 100 / total,
			title=_("Approving"),
			description=_("{0} of {1}").format(done, total),
		)
	kept(partial(finish, run))


def approve_next(run: str) -> int:
	"""Approve the next few lines that wait, and return how many were dealt with.

	The lines are locked meanwhile: a second worker of the same run waits, and then finds them done.
	"""
	lines = _waiting(run)
	for line in lines:
		_deal_with(line)
	if lines:
		frappe.db.set_value(RUN, run, "status", WAITING)  # a sign of life
	return len(lines)


def _deal_with(line: Any) -> None:
	why = approve(line.reference_type, line.reference)
	# the line belongs to a record of what was done, which no rule is about and nobody may edit
	frappe.db.set_value(LINE, line.name, {"outcome": NOT_APPROVED if why else APPROVED, "why": why})


def approve(doctype: str, name: str) -> str:
	"""Approve one document as its workflow lets this user; says why not, or nothing where it was approved.

	Whatever a refused approval has written is undone. Raises frappe.QueryDeadlockError, see `kept`.
	"""
	frappe.db.savepoint("approval")
	try:
		why = _approve_locked(doctype, name)
	except frappe.QueryDeadlockError:
		raise
	except Exception as error:
		frappe.db.rollback(save_point="approval")
		why = _words_of(error)
	frappe.clear_messages()
	return why


def finish(run: str) -> int:
	"""Count what became of the lines, once none waits any more; returns how many there are."""
	line = frappe.qb.DocType(LINE)
	query = frappe.qb.from_(line).select(line.outcome, Count("*")).where(line.parent == run)
	counts = dict(query.groupby(line.outcome).run())
	if not counts.get(WAITING):
		document = frappe.get_doc(RUN, run, for_update=True)
		document.db_set(
			{
				"status": DONE,
				"approved": cint(counts.get(APPROVED)),
				"not_approved": cint(counts.get(NOT_APPROVED)),
			}
		)
	return sum(counts.values())


def _approve_locked(doctype: str, name: str) -> str:
	if doctype == "Mentor Claim":
		# whoever approves a claim holds its mentor first and then the claim; in another order two could block each other
		miles.hold_person(frappe.db.get_value(doctype, name, "participant"))
	doc = frappe.get_doc(doctype, name, for_update=True)
	move = next((each for each in get_transitions(doc) if each.next_state == APPROVED), None)
	if move is None:
		return _why_no_move(doc)
	apply_workflow(doc, move.action)
	return ""


def _why_no_move(doc: Document) -> str:
	if doc.approved_by and doc.status != "Cancelled":
		return _("It was approved already, by {0}, and is “{1}”.").format(doc.approved_by, _(doc.status))
	return _("It is “{0}”. From there you cannot approve it.").format(_(doc.status))


def _words_of(error: Exception) -> str:
	"""What the user is told: the rule that stands in the way, or that something else went wrong."""
	if isinstance(error, frappe.QueryTimeoutError):
		return _("Somebody else is changing it at this moment. Approve it again in a few minutes.")
	if isinstance(error, frappe.ValidationError | frappe.PermissionError) and str(error):
		# a message of several findings is a list, whose items would run into each other
		return " ".join(html.unescape(strip_html(str(error).replace("<li>", " "))).split())
	if isinstance(error, frappe.PermissionError):
		return _("You may not approve it.")
	frappe.log_error(title="Approval failed")
	return _("Something went wrong, and it was not approved. The error log says what.")


def _waiting(run: str) -> list[Any]:
	line = frappe.qb.DocType(LINE)
	query = (
		frappe.qb.from_(line)
		.select(line.name, line.reference_type, line.reference)
		.where((line.parent == run) & (line.outcome == WAITING))
		.orderby(line.idx)
		.limit(SIZE)
		.for_update()
	)
	return query.run(as_dict=True)


def _names(sent: list[str] | str) -> list[str]:
	try:
		names = json.loads(sent) if isinstance(sent, str) else sent
	except ValueError:
		names = None
	if not isinstance(names, list):
		frappe.throw(_("Choose what is to be approved."))
	return [str(name) for name in names]


def _in_background(run: str) -> None:
	frappe.enqueue(
		"mentoring_scheme.jobs.approvals.carry_out", queue="long", enqueue_after_commit=True, run=run
	)


def _long_ago() -> Any:
	return add_to_date(now_datetime(), minutes=-SILENT_MINUTES)


def _summary(run: Document) -> dict[str, Any]:
	done = [line for line in run.lines if line.outcome != WAITING]
	return {
		"run": run.name,
		"done": run.status == DONE,
		"silent": run.status != DONE and run.modified < _long_ago(),
		"total": len(run.lines),
		"dealt_with": len(done),
		"approved": sum(line.outcome == APPROVED for line in done),
		"not_approved": [
			{"name": line.reference, "payee": line.payee_name, "why": line.why}
			for line in done
			if line.outcome == NOT_APPROVED
		],
	}
