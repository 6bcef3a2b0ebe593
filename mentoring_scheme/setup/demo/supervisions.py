"""Supervision of mentors, every few weeks, by their own social workers (R35)."""

from __future__ import annotations

from datetime import date

import frappe

from mentoring_scheme.setup.demo import words
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.year import Year

EVERY = 42  # days
YEAR_LONG = 365
RUNNING = ("Active", "Suspended", "Closing")


def hold(year: Year) -> None:
	"""Every mentor is supervised every six weeks while a link runs; with those that run now, the next one is planned."""
	links = frappe.get_all(
		"Mentoring Link",
		{"scheme": year.plan.name, "start_date": ["is", "set"]},
		["name", "mentor", "mentor_participant", "start_date", "ended_on", "status"],
		order_by="name",
	)
	for mentor in sorted({link.mentor for link in links}):
		own = [link for link in links if link.mentor == mentor]
		_hold_for(year, mentor, own)


def _hold_for(year: Year, mentor: str, links: list) -> None:
	supervisor = frappe.db.get_value("Mentoring Participant", links[0].mentor_participant, "ssw")
	latest = year.random.randrange(3, 40)
	with acting_as(supervisor):
		for number, days in enumerate(range(latest, YEAR_LONG, EVERY)):
			running = [link for link in links if _runs(link, ago(days))]
			if running and not _missed(mentor, number):
				_hold_one(year, mentor, supervisor, running, days)
		if any(link.status in RUNNING for link in links):
			_plan_next(year, mentor, supervisor, latest - EVERY)


def _missed(mentor: str, number: int) -> bool:
	"""Once in a while one falls out; of late, none has. `number` counts back from the last one."""
	return number > 1 and (number + int(mentor[-3:])) % 6 == 0


def _runs(link: frappe._dict, day: date) -> bool:
	return link.start_date <= day and (link.ended_on is None or link.ended_on >= day)


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
				"by_when": ago(days - EVERY),
				"done": int(days > EVERY),
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
