"""Events of the schemes: those of the past year with who came, and those ahead with who has answered (R9, R12)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import frappe
from frappe.model.document import Document

from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.year import Year

TRAINING = {
	"title": "Listening when it is hard",
	"kind": "Ongoing training",
	"training": "Listening when it is hard",
	"open_to": "Mentors",
	"trainer": "Dr Amina Sharif",
	"venue": "Family centre, upper room",
	"description": "A morning on listening without rushing to advice, with examples from mentoring. Lunch is provided.",
}
NEXT_TRAINING = TRAINING | {
	"title": "Endings that leave something behind",
	"training": "Endings",
	"places": 6,
	"description": "How to prepare an ending with a mentee from the first meeting on. Six places; we repeat it in spring.",
}
SUPPORT = {
	"title": "Mentors' evening",
	"kind": "Support meeting",
	"open_to": "Mentors",
	"online_link": "https://meet.demo.example/mentors",
	"description": "What goes well, what is hard, and soup. By video for those who live further away.",
}
INFORMATION = {
	"title": "Could you be a mentor?",
	"kind": "Information session",
	"open_to": "Mentors and applicants",
	"venue": "Library, meeting room 2",
	"places": 20,
	"description": "What mentoring is, what it asks of you and what it gives. Two mentors tell of theirs.",
}
GROUP = {
	"title": "Walk along the river",
	"kind": "Group activity",
	"open_to": "Mentors and mentees",
	"venue": "Meet at the boathouse",
	"description": "Two hours, at everybody's pace. Bring a drink.",
}


def held(year: Year) -> None:
	"""The training of the year, which most mentors came to, and a support meeting."""
	with acting_as(year.coordinator):
		everybody = [mentor.participant for mentor in year.mentors]
		_attended(_event(year, TRAINING, days_ago=150, hour=10), everybody)
		_attended(_event(year, SUPPORT, days_ago=45, hour=19), everybody[::2])


def planned(year: Year) -> None:
	"""What lies ahead: more mentors want to come to the next training than it has places."""
	with acting_as(year.coordinator):
		training = _event(year, NEXT_TRAINING, days_ago=-23, hour=10)
		invited = [mentor.participant for mentor in year.mentors]
		training.invite(invited)
		for number, participant in enumerate(invited[:9]):
			training.answer(coming=number != 3, participant=participant)
		for values, days in ((INFORMATION, -9), (GROUP, -16)):
			event = _event(year, values, days_ago=days, hour=11)
			event.invite([each["participant"] for each in event.candidates()])


def _event(year: Year, values: dict[str, Any], *, days_ago: int, hour: int) -> Document:
	starts_on = datetime.combine(ago(days_ago), time(hour))
	return insert(
		"Mentoring Event",
		scheme=year.plan.name,
		starts_on=starts_on,
		ends_on=starts_on + timedelta(hours=2),
		**values,
	)


def _attended(event: Document, participants: list[str]) -> None:
	rows = [{"participant": each, "walked_in": 1, "outcome": "Attended"} for each in participants]
	refused = [line["message"] for line in event.record_attendance(rows)["lines"] if not line["ok"]]
	if refused:
		frappe.throw("; ".join(refused))
