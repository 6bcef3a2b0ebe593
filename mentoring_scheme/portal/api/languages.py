"""What the choice of a language, at the foot of every page, is sent to."""

import frappe

from mentoring_scheme.portal.languages import choose as choose_for_reader
from mentoring_scheme.portal.languages import way_back


# xss_safe: the platform would take a "<" out of the address; what is no address of these pages is not gone to
@frappe.whitelist(allow_guest=True, xss_safe=True, methods=["POST"])
def choose(language: str = "", back: str = "") -> None:
	"""Show the pages in another language to the user of the session alone, and go back to where they were."""
	choose_for_reader(language)
	frappe.local.response.type = "redirect"
	frappe.local.response.location = way_back(back)
