"""Where somebody finds a record: on their own pages, or as a form in the desk."""

from __future__ import annotations

from urllib.parse import quote

from frappe.utils import get_url, get_url_to_form

PAGES = {
	"Contact Record": "/mentoring/records/{}",
	"Mentor": "/mentoring/profile",
	"Mentor Claim": "/mentoring/claims/{}",
	"Mentoring Agreement": "/mentoring/agreements/{}",
	"Mentoring Feedback": "/mentoring/feedback/{}",
	"Mentoring Link": "/mentoring/links/{}",
}
HOME = "/mentoring"


def address_of(doctype: str, name: str, *, on_portal: bool) -> str:
	"""The full address of a record; the portal's home for one that has no page there."""
	if on_portal:
		return get_url(PAGES.get(doctype, HOME).format(quote(name)))
	return get_url_to_form(doctype, name)
