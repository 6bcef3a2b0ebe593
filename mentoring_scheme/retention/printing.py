"""Pages as PDF, where the machine can make them."""

from __future__ import annotations

import frappe
from frappe.utils.pdf import get_pdf


def as_pdf(html: str) -> tuple[bytes, str]:
	"""The page as PDF and "pdf"; as it is, and "html", on a machine that has no PDF generator."""
	try:
		return get_pdf(html), "pdf"
	except OSError:
		frappe.log_error(title="No PDF could be made")
		return html.encode(), "html"
