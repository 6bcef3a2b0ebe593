"""What the form about messages is sent to."""

import frappe

from mentoring_scheme.portal.forms import Answers, put_by
from mentoring_scheme.portal.frame import go_to
from mentoring_scheme.portal.messages import FORM, MESSAGES, account_to_change, write


@frappe.whitelist(methods=["POST"])
def choose(hears_by: str = "", text_number: str = "") -> None:
	"""Keep how the user wants to hear of what is new."""
	account = account_to_change()
	answers = Answers({"hears_by": hears_by, "text_number": text_number})
	if write(account, answers):
		return go_to(MESSAGES, done="saved")
	put_by(FORM, answers)
	return go_to(MESSAGES, again="1")
