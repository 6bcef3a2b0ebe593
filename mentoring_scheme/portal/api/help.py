"""What the page Help hands out: the files of a scheme, to its own people."""

import frappe
from frappe.core.doctype.file.file import File

from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.mentoring_scheme.file_content import bytes_of
from mentoring_scheme.portal import help as papers


@frappe.whitelist(methods=["GET"])
def resource(name: str) -> None:
	"""A file of the guide. It is saved and not opened: what a file holds is not to run as a page of this site."""
	frappe.only_for((MENTOR, MENTEE))
	_hand_out(papers.file_of_resource(name), "attachment")


@frappe.whitelist(methods=["GET"])
def logo(scheme: str) -> None:
	"""The logo of a scheme, for the head of the pages."""
	frappe.only_for((MENTOR, MENTEE))
	_hand_out(papers.logo_of(scheme), "inline")


def _hand_out(file: File | None, how: str) -> None:
	if file is None:
		raise frappe.DoesNotExistError
	frappe.local.response.update(
		{
			"type": "download",
			"filename": file.file_name,
			"filecontent": bytes_of(file),
			"display_content_as": how,
		}
	)
