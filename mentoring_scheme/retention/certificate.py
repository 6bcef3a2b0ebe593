"""The certificate of a disposal: how many documents of which kind are gone, which they were, and who agreed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from mentoring_scheme.retention.printing import as_pdf

TEMPLATE = "mentoring_scheme/templates/retention/certificate.html"


def attach(disposal: Document) -> None:
	"""Make the certificate of a list whose rows are all dealt with, and attach it privately."""
	html = frappe.get_template(TEMPLATE).render(_values(disposal))
	content, ending = as_pdf(html)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"certificate-{disposal.name}.{ending}",
			"attached_to_doctype": disposal.doctype,
			"attached_to_name": disposal.name,
			"attached_to_field": "certificate",
			"is_private": 1,
			"content": content,
		}
	)
	file.insert()
	disposal.db_set({"certificate": file.file_url, "certificate_made_on": now_datetime()})


def _values(disposal: Document) -> dict[str, Any]:
	counts = Counter((row.kind, row.outcome) for row in disposal.documents)
	return {
		"disposal": disposal,
		"counts": sorted(counts.items()),
		"approver": frappe.utils.get_fullname(disposal.approved_by),
		"preparer": frappe.utils.get_fullname(disposal.prepared_by) if disposal.prepared_by else "",
	}
