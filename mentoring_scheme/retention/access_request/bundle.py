"""The bundle itself: a page to read, the same as PDF and as data, and the files, in one private archive."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from mentoring_scheme.mentoring_scheme.doctype.mentoring_data_request import (
	mentoring_data_request as requests,
)
from mentoring_scheme.mentoring_scheme.file_content import bytes_of
from mentoring_scheme.retention import traces
from mentoring_scheme.retention.access_request.content import sections
from mentoring_scheme.retention.access_request.find import everything_about, person
from mentoring_scheme.retention.access_request.redact import redactor
from mentoring_scheme.retention.printing import as_pdf

TEMPLATE = "mentoring_scheme/templates/retention/bundle.html"


def list_documents(request: Document) -> None:
	"""Bring the list of documents up to date; what somebody has decided stays decided."""
	decided = {(row.document_type, row.document): row for row in request.documents}
	rows = []
	for found in everything_about(person(request.participant)):
		before = decided.get((found.doctype, found.name))
		kept = before is not None and before.goes_in != before.proposed
		rows.append(
			{
				"document_type": found.doctype,
				"document": found.name,
				"proposed": found.proposed,
				"goes_in": before.goes_in if before is not None and kept else found.proposed,
				"reason": before.reason if before is not None else None,
				"to_check": found.to_check,
			}
		)
	request.set("documents", rows)


def make(request: Document) -> None:
	"""Make the bundle of a request anew and attach it, in place of the one before."""
	list_documents(request)
	own = {"attached_to_doctype": request.doctype, "attached_to_name": request.name}
	traces.remove_files({**own, "attached_to_field": "bundle"})
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{request.name}.zip",
			**own,
			"attached_to_field": "bundle",
			"is_private": 1,
			"content": archive(request),
		}
	).insert()
	request.flags.by_method = True
	request.update(
		{
			"status": requests.DRAFT,
			"bundle": file.file_url,
			"bundle_made_on": now_datetime(),
			"bundle_key": request.decisions_key(),
		}
	)
	request.save()


def archive(request: Document) -> bytes:
	"""What the person is given, as a ZIP."""
	chosen = [
		(row.document_type, row.document) for row in request.documents if row.goes_in == requests.GOES_IN
	]
	who = person(request.participant)
	redact = redactor(who, staff_shown=request.staff_names == "Shown")
	content = {
		"request": request.name,
		"person": who.name,
		"received_on": str(request.received_on),
		"documents": sections(chosen, redact),
	}
	html = frappe.get_template(TEMPLATE).render({"bundle": content, "request": request})
	page, ending = as_pdf(html)
	packed = io.BytesIO()
	with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
		into.writestr("your-data.html", html)
		if ending == "pdf":
			into.writestr("your-data.pdf", page)
		into.writestr("your-data.json", json.dumps(content, indent=1, ensure_ascii=False, default=str))
		for name in (name for doctype, name in chosen if doctype == "File"):
			_add_file(into, name)
	return packed.getvalue()


def _add_file(into: zipfile.ZipFile, name: str) -> None:
	file: Any = frappe.get_doc("File", name)
	if not file.exists_on_disk():
		return
	into.writestr(f"files/{name}-{file.file_name}", bytes_of(file))
