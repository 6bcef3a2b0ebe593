# Copyright (c) 2026, Mentoring Scheme contributors
# License: MIT. See LICENSE
"""The file that a bank or a council's ledger takes, filled in from a layout that the council may change."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html, now_datetime
from frappe.www.printview import get_rendered_template
from jinja2 import TemplateError

from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.payees import accounts_of
from mentoring_scheme.mentoring_scheme.fingerprint import fingerprint, has_fingerprint
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal, listed

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment_batch.mentoring_payment_batch import (
		MentoringPaymentBatch,
	)

BATCH = "Mentoring Payment Batch"
# What a spreadsheet takes for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(cells: Iterable[Any]) -> str:
	"""One line of a file with commas, without its end. Amounts have two decimals; no text becomes a formula."""
	line = io.StringIO()
	csv.writer(line, lineterminator="").writerow([_cell(cell) for cell in cells])
	return line.getvalue()


def render(batch: MentoringPaymentBatch) -> bytes:
	"""The file as the layout gives it, the same for the same batch. Raises RuleRefusal where an account is missing."""
	# a copy, because printing leaves its marks on the document
	printed = frappe.get_doc(batch.as_dict())
	printed.flags.accounts = accounts_of(printed)
	layout = frappe.get_doc("Print Format", batch.layout)
	try:
		text = get_rendered_template(printed, print_format=layout, no_letterhead=True)
	except TemplateError as error:
		frappe.throw(
			_("The layout “{0}” cannot be filled in: {1}").format(
				escape_html(batch.layout), escape_html(cstr(error))
			)
		)
	_refuse_missing_accounts(list(printed.flags.accounts.problems()))
	lines = [line for line in text.splitlines() if line.strip()]
	return "".join(f"{line}\r\n" for line in lines).encode()


def make(batch: MentoringPaymentBatch) -> None:
	"""Attach the file, for those who may read the batch. Made again of the same batch it stays the one that it is."""
	content = render(batch)
	if batch.file and batch.file_hash == fingerprint(content) and is_untouched(batch):
		return
	forget(batch)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{batch.name}.csv",
			"attached_to_doctype": batch.doctype,
			"attached_to_name": batch.name,
			"attached_to_field": "file",
			"is_private": 1,
			"content": content,
		}
	).insert()
	batch.update(
		{
			"file": file.file_url,
			"file_made_on": now_datetime(),
			"file_hash": fingerprint(content),
		}
	)
	batch.save()


def forget(batch: MentoringPaymentBatch) -> None:
	"""Remove a file that does not say what the batch says any more, so that nobody hands it to the bank."""
	if files := _files_of(batch):
		frappe.delete_doc("File", files)
	batch.update({"file": None, "file_made_on": None, "file_hash": None})


def is_untouched(batch: MentoringPaymentBatch) -> bool:
	"""Whether the file that people are given is the one that was made, and nobody has put another in its place."""
	return has_fingerprint(batch, batch.file, batch.file_hash)


def keep(file: Document, method: str | None = None) -> None:
	"""The file of a batch stays with it once it was sent (event of File). Raises RuleRefusal."""
	before = file.get_doc_before_save()
	fields = ("file_url", "attached_to_doctype", "attached_to_name", "attached_to_field")
	if before and any(file.get(field) != before.get(field) for field in fields) and _was_sent(before):
		frappe.throw(
			_("This file is what the payment batch {0} was sent with. It stays as it is.").format(
				before.attached_to_name
			),
			RuleRefusal,
		)


def has_permission(
	doc: Document, ptype: str | None = None, user: str | None = None, debug: bool = False
) -> bool:
	"""Nobody deletes what a batch was sent with (hook `has_permission` of File)."""
	return ptype != "delete" or not _was_sent(doc)


def _was_sent(file: Document) -> bool:
	if file.attached_to_doctype != BATCH:
		return False
	sent = {"name": file.attached_to_name, "file": file.file_url, "status": ["in", ("Sent", "Paid")]}
	return bool(frappe.db.exists(BATCH, sent))


def _files_of(batch: MentoringPaymentBatch) -> list[str]:
	of_batch = {
		"attached_to_doctype": BATCH,
		"attached_to_name": batch.name,
		"attached_to_field": "file",
	}
	return frappe.get_all("File", of_batch, pluck="name")


def _cell(value: Any) -> str:
	if isinstance(value, Decimal | float):
		return f"{value:.2f}"
	text = " ".join(cstr(value).split())
	return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


def _refuse_missing_accounts(problems: list[str]) -> None:
	if problems:
		frappe.throw(
			_("The file was not made, because it would lack accounts:") + listed(problems),
			RuleRefusal,
			title=_("Accounts are missing"),
		)
