"""Supervision of mentors, every few weeks, by their own social workers (R35)."""

from __future__ import annotations

import frappe

from mentoring_scheme.setup.demo import words
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.year import Year

RUNNING = ("Active", "Suspended", "Closing")


def hold(year: Year) -> None:
	"""Two supervisions of every mentor who has a running link, and the next one planned."""
	links = frappe.get_all(
		"Mentoring Link",
		{"scheme": year.plan.name, "status": ["in", RUNNING]},
		["name", "mentor", "mentor_participant", "start_date"],
		order_by="name",
	)
	for mentor in sorted({link.mentor for link in links}):
		own = [link for link in links if link.mentor == mentor]
		_hold_for(year, mentor, own)


def _hold_for(year: Year, mentor: str, links: list) -> None:
	supervisor = frappe.db.get_value("Mentoring Participant", links[0].mentor_participant, "ssw")
	latest = year.random.randrange(3, 40)
	with acting_as(supervisor):
		for days in (latest + 42, latest):
			_hold_one(
				year, mentor, supervisor, [link for link in links if link.start_date <= ago(days)], days
			)
		_plan_next(year, mentor, supervisor, latest - 42)


def _hold_one(year: Year, mentor: str, supervisor: str, links: list, days: int) -> None:
	insert(
		"Mentoring Supervision",
		scheme=year.plan.name,
		kind="One-to-one",
		mentor=mentor,
		status="Held",
		supervision_date=ago(days),
		supervisor=supervisor,
		links=[{"link": link.name} for link in links],
		difficulties=year.people.pick(words.DIFFICULTIES),
		impact_on_caring=year.people.pick(words.IMPACT),
		training_needs=year.people.pick(words.TRAINING_NEEDS),
		notes_for_mentor=year.people.pick(words.FOR_MENTORS),
		actions=[
			{
				"action": year.people.pick(words.SUPERVISION_ACTIONS),
				"who": "Mentor",
				"for_mentor": 1,
				"by_when": ago(days - 42),
				"done": int(days > 42),
			}
		],
	)


def _plan_next(year: Year, mentor: str, supervisor: str, days: int) -> None:
	insert(
		"Mentoring Supervision",
		scheme=year.plan.name,
		kind="One-to-one",
		mentor=mentor,
		status="Planned",
		supervision_date=ago(days),
		supervisor=supervisor,
	)
