"""A decision on a link while an allegation is open, acted upon under the link's own rules (R36).

The link is read by more people than the concern: by its social workers, and its state by the pair. What is written
there therefore says nothing of why, and finance sees no more than what follows for the payments.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.workflow import apply_workflow
from frappe.utils import today

from mentoring_scheme.mentoring_scheme.verdict import refuse_unless_allowed
from mentoring_scheme.policy.concerns import LinkDecision, assess_decision, suspends
from mentoring_scheme.policy.states import LinkState


def act_on(link: str, decision: LinkDecision, why: str) -> None:
	"""Check the decision, and suspend the link where that is what was decided.

	Whoever decides must be one who may change the link. Raises RuleRefusal, or frappe.PermissionError.
	"""
	doc = frappe.get_doc("Mentoring Link", link, for_update=True)
	doc.check_permission("write")
	state = LinkState(doc.status)
	refuse_unless_allowed(assess_decision(decision, state, why))
	if suspends(decision, state):
		reason = _("Support pauses for now. Ask the co-ordinator.")
		doc.append("suspensions", {"from_date": today(), "reason": reason})
		apply_workflow(doc.save(), "Suspend")
