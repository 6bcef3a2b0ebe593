"""What the form for signing an agreement is sent to."""

import frappe
from frappe import _

from mentoring_scheme.portal import agreements
from mentoring_scheme.portal.agreements import to_sign
from mentoring_scheme.portal.forms import Answers, forget, put_by
from mentoring_scheme.portal.frame import go_to


@frappe.whitelist(methods=["POST"])
def sign(agreement: str, name_typed: str = "", wording: str = "") -> None:
	"""Sign one's own agreement with its confidentiality statement (R25). `wording`: which one was read."""
	own = to_sign(agreement)
	if why := agreements.why_not_sign(own) or ("" if own.doc.wording_key() == wording else "changed"):
		return go_to(agreements.path_of(agreement), done=why)
	answers = Answers({"name_typed": name_typed})
	if not name_typed.strip():
		answers.wrong("name_typed", _("Type your full name to sign"))
	elif len(name_typed.strip()) > agreements.LONGEST_NAME:
		answers.wrong(
			"name_typed", _("Write your name in {0} characters or fewer").format(agreements.LONGEST_NAME)
		)
	if not answers.fine:
		put_by(agreement, answers)
		return go_to(f"{agreements.path_of(agreement)}/sign", again="1")
	own.doc.sign(name_typed)
	forget(agreement)
	return go_to(agreements.path_of(agreement), done="signed")
