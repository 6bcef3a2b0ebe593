"""What a scheme looks like where it shows itself: its name, its colour and its logo."""

from __future__ import annotations

import base64
import mimetypes

import frappe
from frappe.core.doctype.file.file import File

from mentoring_scheme.mentoring_scheme.file_content import bytes_of
from mentoring_scheme.policy.colours import check_colour
from mentoring_scheme.policy.errors import PolicyError

SCHEME = "Mentoring Scheme"


def look_of_scheme(scheme: str | None) -> dict[str, str]:
	"""Name, colour and logo of a scheme for a print; what is not there, or cannot be read, is empty.

	The logo comes along as data, so that a print needs nobody's account to fetch it. None of this is confidential:
	each person of the scheme sees it.
	"""
	fields = ["name", "portal_colour", "portal_logo"]
	found = frappe.db.get_value(SCHEME, scheme, fields, as_dict=True) if scheme else None
	if not found:
		return {"name": scheme or "", "colour": "", "logo": ""}
	return {
		"name": found.name,
		"colour": readable_colour(found.portal_colour),
		"logo": _as_data(attached_file(found.name, found.portal_logo)) if found.portal_logo else "",
	}


def readable_colour(colour: str | None) -> str:
	"""The colour, as long as it is one: what stands in a style is never taken on trust."""
	try:
		check_colour(colour or "")
	except PolicyError:
		return ""
	return colour or ""


def attached_file(scheme: str, url: str) -> File | None:
	"""Only what is attached to the scheme itself: a field may point at anything else by mistake."""
	name = frappe.db.get_value(
		"File", {"file_url": url, "attached_to_doctype": SCHEME, "attached_to_name": scheme}
	)
	return frappe.get_doc("File", name) if name else None


def _as_data(file: File | None) -> str:
	"""The picture as an address that holds it; nothing where its file is gone, which is no reason not to print."""
	kind = mimetypes.guess_type(file.file_name or "")[0] if file else None
	if not file or not (kind or "").startswith("image/"):
		return ""
	try:
		content = bytes_of(file)
	except OSError:
		return ""
	return f"data:{kind};base64,{base64.b64encode(content).decode()}"
