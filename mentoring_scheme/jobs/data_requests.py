"""Bundles for people who ask for their data are made in the background."""

import frappe
from frappe import _

from mentoring_scheme.jobs.batches import kept
from mentoring_scheme.mentoring_scheme.doctype.mentoring_data_request import (
	mentoring_data_request as requests,
)
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, refuse_unless_at
from mentoring_scheme.retention.access_request import bundle

REQUEST = "Mentoring Data Request"


@frappe.whitelist(methods=["POST"])
def start(participant: str) -> str:
	"""Record that a person asks for their data today, or find the request that is open; its name."""
	frappe.has_permission(REQUEST, "create", throw=True)
	asked = {
		"participant": participant,
		"kind": requests.SUBJECT_ACCESS,
		"status": ["not in", requests.FINISHED],
	}
	there = frappe.db.get_value(REQUEST, asked)
	if there:
		return there
	values = {"doctype": REQUEST, "participant": participant, "kind": requests.SUBJECT_ACCESS}
	return frappe.get_doc(values).insert().name


@frappe.whitelist(methods=["POST"])
def make_bundle(request: str) -> None:
	"""Make the bundle of a request, or make it again after decisions have changed."""
	document = frappe.get_doc(REQUEST, request, for_update=True)
	document.check_permission("write")
	if document.kind != requests.SUBJECT_ACCESS:
		frappe.throw(_("Only somebody who asks for their data gets a bundle."), RuleRefusal)
	refuse_unless_at(document, requests.RECEIVED, requests.BEING_MADE, requests.DRAFT, requests.CHECKED)
	document.db_set({"status": requests.BEING_MADE, "checked_by": None, "checked_on": None})
	frappe.enqueue(
		"mentoring_scheme.jobs.data_requests.carry_out",
		queue="long",
		job_id=f"data-request-{request}",
		deduplicate=True,
		enqueue_after_commit=True,
		request=request,
	)


def carry_out(request: str) -> None:
	"""Make the bundle, all or nothing. Run again after it was stopped, it begins anew."""
	frappe.publish_progress(10, title=_("Making the bundle"), doctype=REQUEST, docname=request)
	kept(lambda: _make(request))
	frappe.publish_progress(100, title=_("Making the bundle"), doctype=REQUEST, docname=request)


def _make(request: str) -> int:
	document = frappe.get_doc(REQUEST, request, for_update=True)
	if document.status != requests.BEING_MADE:
		return 0
	bundle.make(document)
	return 1
