"""What came of the support: how people saw themselves at the start, and what they said months after its end (R4)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.jobs import follow_ups
from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.mentoring_feedback import ask
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.policy.feedback import Occasion
from mentoring_scheme.policy.follow_ups import planned
from mentoring_scheme.policy.states import ENDED
from mentoring_scheme.setup.demo import vocabulary
from mentoring_scheme.setup.demo.acting import acting_as, insert
from mentoring_scheme.setup.demo.plans import SCHEMES
from mentoring_scheme.setup.demo.year import Year

LATEST = 7  # days since it fell due: what is younger is still to be asked


def rate_at_start(year: Year, link: Document) -> None:
	"""Most say at the start how they see themselves: rather alone, and not so confident yet."""
	for name in ask(link, Occasion.START.value):
		form = frappe.get_doc("Mentoring Feedback", name)
		if year.traits.random() < 0.9:
			form.give({row.name: _at_start(year.traits, row) for row in form.answers})


def hear(seed: int) -> None:
	"""Follow-ups after the links that ended, and the characteristics that people told when they were asked again."""
	for plan in SCHEMES:
		chance = Random(f"{seed}/{plan.name}/outcomes")
		with acting_as(plan.coordinator.email):
			_follow_up(plan.name, chance)
			_tell_characteristics(plan.name, chance)
	follow_ups.bring_up_to_date(getdate(today()))


def _at_start(chance: Random, row: Any) -> int:
	return chance.choice((3, 4, 4, 5) if row.self_rating == "Isolation" else (2, 2, 3, 3, 4))


def _follow_up(scheme: str, chance: Random) -> None:
	"""What has fallen due was asked within days, by telephone; one in eight could not be reached."""
	ended = frappe.get_list(
		"Mentoring Link",
		{"scheme": scheme, "status": ["in", ENDED], "ended_on": ["is", "set"]},
		["name", "ended_on"],
		order_by="name",
		limit_page_length=0,
	)
	for link in ended:
		for each in planned(getdate(link.ended_on), policy_of_scheme(scheme)):
			if each.due_on <= getdate(today()) - timedelta(days=LATEST):
				about = {"link": link.name, "asked_of": each.asked_of.value, "months": each.months}
				insert("Mentoring Follow Up", **about, **_heard(chance, each.due_on))


def _heard(chance: Random, due_on: date) -> dict[str, Any]:
	asked = {"asked_on": due_on + timedelta(days=chance.randint(0, LATEST)), "asked_how": "Phone call"}
	if chance.random() < 0.12:
		return asked | {"status": "Not reached"}
	return asked | {
		"status": "Done",
		"still_in_role": "Yes" if chance.random() < 0.9 else "No",
		"placement": chance.choice(("Stable", "Stable", "Stable", "Moved", "Not applicable")),
	}


def _tell_characteristics(scheme: str, chance: Random) -> None:
	"""Most of those who have no profile yet tell something of themselves; a few would rather not."""
	people = [
		name
		for doctype in ("Mentor", "Mentee")
		for name in frappe.get_list(
			doctype, {"scheme": scheme}, pluck="participant", order_by="name", limit_page_length=0
		)
	]
	told = frappe.get_list(
		"Mentoring Equality Profile", pluck="participant", limit_page_length=0, order_by="name"
	)
	for participant in dict.fromkeys(name for name in people if name not in told):
		if chance.random() < 0.75:
			insert("Mentoring Equality Profile", participant=participant, **_told(chance))


def _told(chance: Random) -> dict[str, str]:
	if chance.random() < 0.15:
		return {
			"prefers_not_to_say": "Gender\nReligion or belief\nFirst language",
			"disability": "Prefer not to say",
		}
	return {
		"gender": chance.choice(vocabulary.GENDERS),
		"religion": chance.choice(vocabulary.RELIGIONS),
		"first_language": chance.choice(vocabulary.LANGUAGES),
		"disability": chance.choice(("Yes", "No", "No", "No")),
	}
