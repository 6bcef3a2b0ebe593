"""What the form about a break is sent to."""

import frappe

from mentoring_scheme.portal import breaks
from mentoring_scheme.portal.breaks import ask as ask_of_co_ordinator
from mentoring_scheme.portal.forms import Answers, forget, put_by
from mentoring_scheme.portal.frame import go_to


@frappe.whitelist(methods=["POST"])
def ask(scheme: str, from_date: str = "", until_date: str = "", text: str = "") -> None:
	"""Ask for a break, or, on one, say from when one is back."""
	answers = Answers({"from_date": from_date, "until_date": until_date, "text": text})
	asked = ask_of_co_ordinator(scheme, answers)
	if asked:
		forget(breaks.form_of(scheme))
		return go_to(breaks.BREAK, scheme=scheme, done="asked")
	put_by(breaks.form_of(scheme), answers)
	return go_to(breaks.BREAK, scheme=scheme, again="1")
