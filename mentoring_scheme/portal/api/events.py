"""What the forms about events are sent to."""

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.portal import events
from mentoring_scheme.portal.forms import SAVEPOINT, Answers, in_plain_words, put_by
from mentoring_scheme.portal.frame import go_to


@frappe.whitelist(methods=["POST"])
def answer(event: str, coming: str) -> None:
	"""Say that one comes to an event (`coming` is “yes”), or that one does not."""
	own = events.own(event)
	if own is None:
		frappe.throw(_("There is no such event among those open to you."), frappe.PermissionError)
	frappe.db.savepoint(SAVEPOINT)
	try:
		state = events.answer(own, coming == "yes")
	except RuleRefusal as refusal:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		put_by(event, Answers(problems={"": in_plain_words(refusal)}))
		return go_to(events.path_of(own), again="1")
	return go_to(events.path_of(own), done=state)
