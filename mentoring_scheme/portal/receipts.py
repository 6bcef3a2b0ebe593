"""The photograph or file of a receipt that comes with a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frappe
from frappe.core.doctype.file.utils import get_content_hash
from werkzeug.datastructures import FileStorage

from mentoring_scheme.mentoring_scheme.claims.receipts import ReceiptRefused, attach
from mentoring_scheme.portal.forms import in_plain_words

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import MentorClaim
	from mentoring_scheme.portal.forms import Answers

FIELD = "receipt"
KEPT = "receipt_kept"


def take(claim: MentorClaim, answers: Answers) -> str | None:
	"""The address of the receipt that came with a form, or that came with it before; None where there is none.

	What is no receipt is noted among the answers.
	"""
	upload = _upload()
	if upload is None:
		return _kept_before(claim, answers.typed.get(KEPT))
	content = upload.stream.read()
	if there_already := _attached(claim, content_hash=get_content_hash(content)):
		return there_already[0].file_url
	try:
		return attach(claim.name, upload.filename or "", content).file_url
	except ReceiptRefused as refusal:
		frappe.clear_messages()
		answers.wrong(FIELD, in_plain_words(refusal))
		return None


def name_of(url: str) -> str:
	"""How a receipt is called on the page."""
	return url.rpartition("/")[2]


def drop(claim: MentorClaim, url: str | None) -> None:
	"""Delete a receipt that no line of the claim shows any more: it may have been the wrong photograph."""
	if not url or any(row.receipt == url for row in claim.expense_lines):
		return
	files = _attached(claim, file_url=url)
	if files:
		frappe.delete_doc("File", files[0].name)


def _upload() -> FileStorage | None:
	files: Any = frappe.request.files if frappe.request else {}
	upload = files.get(FIELD)
	return upload if upload and upload.filename else None


def _kept_before(claim: MentorClaim, url: str | None) -> str | None:
	return url if url and _attached(claim, file_url=url) else None


def _attached(claim: MentorClaim, **known_by: str) -> list[frappe._dict]:
	"""The files of the claim that have this address or this content: one, since none is kept twice."""
	return frappe.get_all(
		"File",
		filters={
			**known_by,
			"attached_to_doctype": claim.doctype,
			"attached_to_name": claim.name,
			"is_private": 1,
		},
		fields=["name", "file_url"],
	)
