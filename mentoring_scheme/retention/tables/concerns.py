"""Concerns: how many of which kind there were, and when, is left; not who raised one, nor about whom."""

from mentoring_scheme.retention.tables.fields import Fields
from mentoring_scheme.retention.tables.people import BELONGS, STAFF, STANDING

TABLES = {
	# the people may still take part when its time is over, so that their numbers go as well
	"Mentoring Concern": Fields(
		emptied="link raised_by not_told_why about_participant about_user independent_support outcome lessons answer_to_them "
		"link_decisions steps told",
		replaced={"happened": "Removed"},
		kept={
			"title": "its kind and day",
			"kind raised_kind status raised_on raised_as about danger_now mentee_told of_carer manager_only": STANDING,
			"acknowledged_on last_step_on closed_on": STANDING,
			"scheme": BELONGS,
			"handled_by closed_by": STAFF,
		},
		in_confidence="It was said in confidence. Think of whoever raised it, and of everybody's safety "
		"(Data Protection Act 2018, Schedules 2 and 3). What a mentee has raised is not for the mentor (R38).",
	),
	"Mentoring Concern Decision": Fields(
		replaced={"why": "Removed"},
		kept={"link": BELONGS, "decision decided_on lapsed": STANDING, "decided_by": STAFF},
	),
	"Mentoring Concern Step": Fields(
		emptied="next_step",
		replaced={"step": "Removed"},
		kept={"taken_on rung next_by": STANDING, "taken_by": STAFF},
	),
	"Mentoring Concern Told": Fields(
		emptied="user who why", kept={"told_on reads_until": STANDING, "told_by": STAFF}
	),
}
