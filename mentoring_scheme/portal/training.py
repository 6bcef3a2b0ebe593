"""How a mentor stands with the training that is asked of them, as their own pages say it (R7, R12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import getdate, today

from mentoring_scheme.access import reach
from mentoring_scheme.mentoring_scheme.doctype.mentor.facts import course_of, facts_from
from mentoring_scheme.mentoring_scheme.doctype.mentor.standing import training_rows
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.eligibility import MentorFacts, training_standing
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.training import outstanding
from mentoring_scheme.portal.events import EVENTS
from mentoring_scheme.portal.todo import ToDo

if TYPE_CHECKING:
	from mentoring_scheme.portal.mine import OwnLink

TONES = {"pass": "good", "warn": "todo", "refuse": "stopped"}


@dataclass(frozen=True)
class OwnTraining:
	"""What is known of the user's training in one scheme."""

	facts: MentorFacts
	policy: SchemePolicy


def rows() -> list[dict[str, str]]:
	"""Each training that is asked of the user, with how they stand."""
	day = getdate(today())
	return [
		{**row, "tone": TONES[row["tone"]]}
		for own in _own()
		for row in training_rows(own.facts, own.policy, day)
	]


def to_do(own_links: list[OwnLink]) -> list[ToDo]:
	"""Training whose time has run out."""
	day, found = getdate(today()), []
	for own in _own():
		standing = training_standing(own.facts, own.policy, day)
		missing = list(outstanding(own.facts.trainings, standing, day) or ())
		found += [_to_attend(name) for name in missing if name]
		if any(each.outstanding and not each.training for each in standing):
			found.append(ToDo(_("Book a training: this year's is missing"), EVENTS))
	return found


def _to_attend(training: str) -> ToDo:
	return ToDo(_("Book the training “{0}”").format(training), EVENTS, _("Its time has run out."))


def _own() -> Iterator[OwnTraining]:
	"""One for each scheme that the user is a mentor in; two queries, however many there are."""
	mentor = frappe.qb.DocType("Mentor")
	mentors = (
		frappe.qb.from_(mentor)
		.select(mentor.name, mentor.scheme, mentor.approved_on, mentor.commitment_confirmed)
		.where(mentor.name.isin(reach.own_mentors(frappe.session.user)))
		.where(mentor.stage != Stage.STOOD_DOWN.value)
		.orderby(mentor.creation)
		.run(as_dict=True)
	)
	courses: dict[str, list[frappe._dict]] = {row.name: [] for row in mentors}
	for row in frappe.get_all(
		"Mentor Training",
		filters={"parenttype": "Mentor", "parent": ["in", list(courses)]},
		fields=["parent", "training", "mandatory", "due_on", "attended_on"],
		order_by="parent, idx",
	):
		courses[row.parent].append(row)
	for row in mentors:
		facts = facts_from(row, (), (), map(course_of, courses[row.name]), ())
		yield OwnTraining(facts, policy_of_scheme(row.scheme))
