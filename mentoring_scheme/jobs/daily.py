"""What a scheme's day begins with: payments, tasks, and last the reminders of what still waits.

Each part may be run again, at any time and by two workers at once.
"""

from __future__ import annotations

from frappe.utils import getdate, today

from mentoring_scheme.jobs import end_reviews, feedback, follow_ups, instalments, portal_access, reminders
from mentoring_scheme.policy.feedback import Occasion


def run() -> dict[str, int]:
	"""Make what has fallen due by today; return how much of each was made, and how many people were written to."""
	day = getdate(today())
	return {
		"payments": instalments.make_all(day),
		"end_reviews": end_reviews.make_all(day),
		"feedback_at_start": feedback.ask_all(Occasion.START, day),
		"feedback_midway": feedback.ask_all(Occasion.MIDWAY, day),
		"follow_ups": follow_ups.make_all(day),
		"portal_access": portal_access.bring_all_up_to_date(),
		"reminded": reminders.remind_all(day),
	}
