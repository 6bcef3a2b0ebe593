"""What the form about supervision is sent to."""

import frappe

from mentoring_scheme.portal.frame import go_to
from mentoring_scheme.portal.supervision import SUPERVISION, finish_own


@frappe.whitelist(methods=["POST"])
def finish(agreed_action: str) -> None:
	"""Say that one of one's own actions is done. (A field called “action” would hide the address of its form.)"""
	finish_own(agreed_action)
	go_to(SUPERVISION, done="done")
