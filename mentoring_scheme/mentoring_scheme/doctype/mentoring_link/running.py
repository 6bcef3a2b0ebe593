"""How a running link stands today: contact, records, reviews, planned end (R27, R28, R33, R39)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mentoring_scheme.mentoring_scheme.watching.links import facts_today
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.contact import assess_contact, assess_records_kept, assess_staff_calls
from mentoring_scheme.policy.states import RUNNING
from mentoring_scheme.policy.verdicts import Assessment

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.mentoring_link import MentoringLink


def running_assessment(link: MentoringLink, today: date) -> Assessment:
	"""What is expected next, and what is overdue; empty for a link that does not run."""
	if link.status not in RUNNING or not link.start_date:
		return Assessment()
	facts = facts_today([link])[link.name]
	term = terms.plan(facts.term, link.policy, today)
	end = terms.assess_end(term, today)
	return (
		assess_contact(facts.contact, link.policy, today)
		+ assess_records_kept(facts.contact, link.policy, today)
		+ assess_staff_calls(facts.contact, link.policy)
		+ Assessment(
			(*terms.reviews_due(term, link.policy, facts.reviews_held, today), *([end] if end else []))
		)
	)
