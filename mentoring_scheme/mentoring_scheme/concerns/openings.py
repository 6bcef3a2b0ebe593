"""Who has opened a concern, and when: kept in the platform's View Log, which is as closed as the concern (R34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frappe
from frappe.utils import add_to_date, now_datetime

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_concern.mentoring_concern import MentoringConcern

# A form is loaded again after each button; within this time it counts as the same opening.
ONE_OPENING_MINUTES = 15
LISTED = 200


def note(concern: MentoringConcern) -> None:
	"""Keep that the user of the session has been given the concern to read."""
	since = add_to_date(now_datetime(), minutes=-ONE_OPENING_MINUTES)
	just_now = {
		"reference_doctype": concern.doctype,
		"reference_name": concern.name,
		"viewed_by": frappe.session.user,
		"creation": [">", since],
	}
	if not frappe.db.exists("View Log", just_now):
		concern.add_viewed(force=True)


def listed(concern: MentoringConcern) -> list[dict[str, str]]:
	"""Who has opened it, the latest first. For those only who may ask."""
	return frappe.get_all(
		"View Log",
		filters={"reference_doctype": concern.doctype, "reference_name": concern.name},
		fields=["viewed_by", "creation"],
		order_by="creation desc",
		limit=LISTED,
	)
