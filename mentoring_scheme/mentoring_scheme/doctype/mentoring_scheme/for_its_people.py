"""What a scheme shows its own people in the portal: colour, logo, letter, guide. None of it is policy."""

from __future__ import annotations

from pathlib import PurePosixPath

import frappe
from frappe import _
from frappe.model.document import Document

from mentoring_scheme.mentoring_scheme.verdict import problem_of
from mentoring_scheme.policy.colours import check_colour
from mentoring_scheme.policy.errors import PolicyError

# No drawing (SVG) among them: it may hold a script, which a browser runs that opens it by itself.
PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".webp")


def check(scheme: Document) -> None:
	"""Raises frappe.ValidationError for a colour that cannot be read, a logo that is no picture, and a row without aim."""
	_check_colour(scheme)
	if scheme.portal_logo and PurePosixPath(scheme.portal_logo).suffix.lower() not in PICTURES:
		frappe.throw(_("Logo: choose a picture ({0}).").format(", ".join(PICTURES)))
	for row in scheme.resources:
		_check_resource(row)


def _check_colour(scheme: Document) -> None:
	if not scheme.portal_colour:
		return
	try:
		check_colour(scheme.portal_colour)
	except PolicyError as error:
		frappe.throw(f"{_('Colour')}: {problem_of(error)}", title=_("Not readable"))


def _check_resource(row: Document) -> None:
	where = _("Guide and resources, row {0}").format(row.idx)
	if bool(row.url) == bool(row.file):
		frappe.throw(_("{0}: give either an address or a file.").format(where))
	if row.url and not row.url.lower().startswith(("https://", "http://")):
		frappe.throw(_("{0}: an address begins with https://.").format(where))
