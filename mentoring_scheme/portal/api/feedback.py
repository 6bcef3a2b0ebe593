"""What the forms that ask for feedback are sent to."""

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import PAGE
from mentoring_scheme.portal import feedback
from mentoring_scheme.portal.by_link import form_of, kept_as, opens
from mentoring_scheme.portal.forms import forget, put_by
from mentoring_scheme.portal.frame import go_to


@frappe.whitelist(methods=["POST"])
def give(form: str) -> None:
	"""Give the user's own feedback, for good. A form that was given before is shown as it is."""
	doc = feedback.own(form)
	if doc is None:
		frappe.throw(_("There is no such form among yours."), frappe.PermissionError)
	path = f"{feedback.FEEDBACK}/{doc.name}"
	if doc.given_on:
		return go_to(path)
	answers = feedback.take(doc, doc.give)
	if answers.fine:
		forget(doc.name)
		return go_to(path, done="given")
	put_by(doc.name, answers)
	return go_to(path, again="1")


# xss_safe: the platform would take a "<" out of what visitors type; every page of ours escapes what it prints
@frappe.whitelist(allow_guest=True, xss_safe=True, methods=["POST"])
def give_by_link(key: str = "") -> None:
	"""Give feedback with the key from a mail, once and for good. A key that opens nothing is told so by the page."""
	if not opens(key):
		return go_to(PAGE)
	doc = form_of(key)
	answers = feedback.take(doc, doc.give_by_link)
	if answers.fine:
		forget(kept_as(key))
		return go_to(PAGE, done="given")
	put_by(kept_as(key), answers)
	return go_to(PAGE, key=key, again="1")
